"""Running a page's blocks as they stand, and taking apart what they print."""

import json
import os
import re
import subprocess

from conftest import ROOT

DEMONSTRATION = (("forum", "demo/forum.json"), ("emission", "tests/data/emission_targets.csv"),
                 ("sbti", "tests/data/sbti_targets.csv"))


def load_demonstration(forum):
    """The data that scripts/run loads."""
    for kind, file in DEMONSTRATION:
        forum.command("import", "--as", kind, file, "--refused", os.devnull)


def every_value(text):
    """The JSON values that stand in a text one after the other."""
    decoder, values = json.JSONDecoder(), []
    text = text.lstrip()
    while text:
        value, end = decoder.raw_decode(text)
        values.append(value)
        text = text[end:].lstrip()
    return values


def take_tour(forum, page, folder):
    """What the page's commands print, and for each curl its status, method and address."""
    (folder / "admin.key").write_text(forum.admin.key + "\n", encoding="utf-8")
    done = subprocess.run([ROOT / "tests" / "docs" / "tour", page], env={**os.environ, "API": forum.base, "FORUM_DATA": str(folder)},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, [line.split(" ") for line in done.stderr.splitlines()]


def shown_answers(page):
    """The lines that the page shows as answers, without those of blocks that say that they are of one day.

    Such a block follows a block of commands; in a line … stands for anything.
    """
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n.*?^```\n\n```(?:json|csv|text)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def assert_answers_as_shown(page, text):
    """Each line that the page shows comes, and they come in that order."""
    came = iter(text.splitlines())
    for line in shown_answers(page):
        pattern = ".*".join(re.escape(part) for part in line.split("…"))
        assert any(re.fullmatch(pattern, each) for each in came), f"{page} shows what did not come, or not there: {line}\n{text}"
