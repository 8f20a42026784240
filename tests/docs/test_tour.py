"""README's tour with curl answers what README says of it, on the demonstration data as scripts/run loads it."""

import json
import os
import subprocess

import pytest

from conftest import ROOT, database_from, forum_on


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        for kind, file in (("forum", "demo/forum.json"), ("emission", "tests/data/emission_targets.csv"),
                           ("sbti", "tests/data/sbti_targets.csv")):
            forum.command("import", "--as", kind, file, "--refused", os.devnull)
        yield forum


def every_document(text):
    """The JSON documents that stand in a text one after the other."""
    decoder, documents = json.JSONDecoder(), []
    text = text.lstrip()
    while text:
        document, end = decoder.raw_decode(text)
        documents.append(document)
        text = text[end:].lstrip()
    return documents


def take_tour(forum, folder):
    """What the tour's commands print, and for each curl its status, method and address."""
    (folder / "admin.key").write_text(forum.admin.key + "\n", encoding="utf-8")
    done = subprocess.run([ROOT / "tests" / "docs" / "tour"], env={**os.environ, "API": forum.base, "FORUM_DATA": str(folder)},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return every_document(done.stdout), [line.split(" ") for line in done.stderr.splitlines()]


def test_the_tour_answers_what_readme_says(forum, tmp_path):
    said, steps = take_tour(forum, tmp_path)
    assert [int(step[0]) for step in steps] == [200, 200, 200, 400, 201, 200, 201, 200, 200, 200, 201, 200, 200, 200], steps
    assert [step[1] for step in steps] == ["GET"] * 4 + ["POST"] * 3 + ["PATCH"] + ["POST"] * 3 + ["GET", "POST", "GET"]

    promised, members, areas, slip = said[:4]
    assert {row["area"] for row in promised["data"]} == {"environment"}
    assert any(row["health"] for row in promised["data"]) and any(row["progress"] is not None for row in promised["data"])
    assert [row["name"] for row in members["data"]] == ["Atlantic Grupa", "Banca Intesa"]
    assert [entry["code"] for entry in areas["data"]] == ["governance", "community", "workplace", "market", "environment"]
    assert 'did you mean "status"?' in slip["errors"][0]["message"]

    admitted, changed, submitted, published, reported, state, achieved, revisions = said[4:]
    assert admitted["status"] == "active"
    assert (changed["target_value"], changed["version"], changed["status"]) == (500, 2, "draft")
    assert (submitted["status"], published["status"]) == ("submitted", "published")
    assert reported["value"] == 480
    assert set(state) == {"status", "current_value", "progress", "health", "health_reason"}
    assert (state["current_value"], state["health"]) == (480, "on_track")
    assert achieved["status"] == "achieved"
    assert [(row["action"], row["by"]) for row in revisions["data"]] == [("publish", "staff"), ("achieve", "staff")]
    assert forum.get(f"/v1/commitments/{achieved['id']}").must(200).body["status"] == "achieved"


def test_the_tour_can_be_taken_again(forum, tmp_path):
    first, _ = take_tour(forum, tmp_path)
    second, _ = take_tour(forum, tmp_path)
    assert first[-2]["id"] != second[-2]["id"]
