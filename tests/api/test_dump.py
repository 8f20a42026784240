"""What `forumd dump` writes and `forumd verify` finds."""

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time

import pytest

from conftest import FORUMD, ROOT, contract, database_from, forum_on, signing_key
from examples import act, commitment, member, progress, report

TABLES = ("members", "commitments", "progress", "reports")
SECRET = "Tajno"


class Dumper:
    """A register and its signing key."""

    def __init__(self, forum, folder):
        self.forum, self.folder, self.key = forum, folder, signing_key()

    def dump(self, name, status=0, signed=True, **options):
        """The folder and what was said."""
        forum_key = {} if signed else {"FORUM_SIGNING_KEY": ""}
        done = subprocess.run([FORUMD, "dump", str(self.folder / name)], text=True, capture_output=True,
                              env={**self.forum.environment, **forum_key}, **options)
        assert done.returncode == status, done.stdout + done.stderr
        assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr
        return self.folder / name, done.stdout + done.stderr

    def start(self, name):
        return subprocess.Popen([FORUMD, "dump", str(self.folder / name)], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.forum.environment)


def verify(folder, *arguments, status=0):
    done = subprocess.run([FORUMD, "verify", *map(str, arguments), str(folder)], text=True, capture_output=True)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def register(template, tmp_path_factory):
    """Something of everything: what is public, and beside each what is not."""
    with database_from(template) as database, forum_on(database) as forum:
        forum.command("import", "--as", "sbti", str(ROOT / "tests" / "data" / "sbti_targets.csv"), "--refused", os.devnull)
        forum.command("import", "--as", "emission", str(ROOT / "tests" / "data" / "emission_targets.csv"), "--refused", os.devnull)
        holcim = member(forum, name="Holcim Srbija d.o.o.")
        act(forum.staff, "members", member(forum), "suspend", reason="report_overdue")
        kept = commitment(forum, holcim, title={"sr": "=cmd|' /C calc'!A0", "en": 'Less "waste", more\nwork'})
        wrong = progress(forum, holcim, kept, observed_on="2024-12-31", value=900000)
        progress(forum, holcim, kept, observed_on="2024-12-31", value=910000, supersedes=wrong["id"], reason="Zbir je bio pogrešan.")
        report(forum, holcim, "superseded", commitment_ids=[kept["id"]])
        for status in ("draft", "submitted", "returned"):
            commitment(forum, holcim, status, title={"sr": f"{SECRET} {status}"})
            report(forum, holcim, status, title={"sr": f"{SECRET} {status}"})
        held = commitment(forum, holcim, title={"sr": f"{SECRET} do konferencije"}, embargo_until="2099-01-01T00:00:00Z")
        progress(forum, holcim, held, observed_on="2024-12-31", value=1, note={"sr": SECRET})
        report(forum, holcim, title={"sr": f"{SECRET} do konferencije"}, embargo_until="2099-01-01T00:00:00Z")
        member(forum, "applied", name=f"{SECRET} preduzeće")
        member(forum, "rejected", name=f"{SECRET} odbijeno")
        forum.of(holcim).post(f"/v1/members/{holcim['id']}/contacts", {"name": f"{SECRET} Petrović", "email": "tajno@example.rs"}).must(201)
        forum.command("seal")
        forum.kept = kept
        yield Dumper(forum, tmp_path_factory.mktemp("dumps"))


@pytest.fixture(scope="module")
def whole(register):
    return register.dump("whole")[0]


@pytest.fixture
def copy(whole, tmp_path):
    """A dump that a test may spoil."""
    return shutil.copytree(whole, tmp_path / "copy")


def read_csv(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_dump_holds_what_the_api_exports_to_a_stranger(register, whole):
    """Byte for byte, each row, as CSV and as NDJSON; the API has them in another order."""
    forum = register.forum
    for table in ("members", "commitments", "reports"):
        for suffix in (".csv", ".ndjson"):
            exported = forum.get(f"/v1/{table}{suffix}").must(200).text
            dumped = (whole / (table + suffix)).read_bytes().decode()
            assert sorted(dumped.split("\n")) == sorted(exported.split("\n")), table + suffix
    entries = [line for line in (whole / "progress.ndjson").read_text(encoding="utf-8").splitlines() if forum.kept["id"] in line]
    assert sorted(entries) == sorted(forum.get(f"/v1/commitments/{forum.kept['id']}/progress.ndjson").must(200).text.splitlines())
    assert (whole / "changes.ndjson").read_text(encoding="utf-8") == forum.get("/v1/changes.ndjson").must(200).text
    assert [row["code"] for row in read_csv(whole / "taxonomies" / "areas.csv")] \
        == [row["code"] for row in forum.every("/v1/taxonomies/areas")]


def test_every_list_that_is_exported_is_in_it(whole):
    for path, item in contract().document["paths"].items():
        exported = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if "text/csv" in exported and "{" not in path and "/statistics/" not in path:
            assert (whole / (path.rpartition("/")[2] + ".csv")).is_file(), path


def test_a_dump_shows_no_private_thing(whole):
    for path in whole.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert SECRET not in text and "tajno@" not in text, path
    assert {row["status"] for row in read_rows(whole / "commitments.ndjson")} <= {"published", "achieved", "missed", "withdrawn"}
    assert all(row["review_note"] is None and row["allowed_actions"] is None for row in read_rows(whole / "commitments.ndjson"))


def test_verify_passes_on_a_clean_one(register, whole, tmp_path):
    said = verify(whole)
    assert "is whole" in said and "in one unbroken chain" in said and "only --key" in said
    public = tmp_path / "public.pem"
    subprocess.run(["openssl", "pkey", "-in", register.key, "-pubout", "-out", public], check=True)
    assert "only --key" not in verify(whole, "--key", public)
    assert "only --key" not in verify(whole, "--key", whole / "key.json")


def test_an_empty_register_makes_a_whole_dump(template, tmp_path):
    with database_from(template) as database, forum_on(database) as forum:
        folder, _ = Dumper(forum, tmp_path).dump("empty")
        assert read_csv(folder / "members.csv") == [] and (folder / "members.ndjson").read_bytes() == b""
        verify(folder)


def test_without_a_key_nothing_is_signed_and_verify_says_so(register, whole):
    folder, said = register.dump("unsigned", signed=False)
    assert "not signed" in said
    assert not (folder / "signature.json").exists() and not (folder / "checkpoint.json").exists()
    assert "it is not signed" in verify(folder)
    assert "signature.json" in verify(folder, "--key", whole / "key.json", status=1)


# Spoiling. Who changes a file can make manifest and description fit again, so each way is tried with and without.

def replace(path, old, new):
    text = path.read_bytes()
    assert old in text
    path.write_bytes(text.replace(old, new, 1))


def drop_row(folder, table, number):
    """From both files; each row of these tables is one line, but for texts with line ends."""
    lines = (folder / f"{table}.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    row = json.loads(lines.pop(number))
    (folder / f"{table}.ndjson").write_text("".join(lines), encoding="utf-8")
    text = (folder / f"{table}.csv").read_bytes().decode()
    start = text.index("\r\n" + row["id"]) + 2
    end = text.index("\r\n" + json.loads(lines[number])["id"]) + 2 if number < len(lines) else len(text)
    (folder / f"{table}.csv").write_bytes((text[:start] + text[end:]).encode())


def mend(folder):
    """Makes manifest.json and datapackage.json fit the files."""
    manifest, package = (json.loads((folder / name).read_text()) for name in ("manifest.json", "datapackage.json"))
    def facts(path):
        data = (folder / path).read_bytes()
        return len(data), hashlib.sha256(data).hexdigest()
    for item in package["resources"]:
        size, digest = facts(item["path"])
        item |= {"bytes": size, "hash": "sha256:" + digest}
    (folder / "datapackage.json").write_text(json.dumps(package))
    for item in manifest["files"]:
        item["bytes"], item["sha256"] = facts(item["path"])
        if "rows" in item and item["path"].endswith(".ndjson"):
            rows = len((folder / item["path"]).read_bytes().splitlines())
            for twin in manifest["files"]:
                if twin["path"].rpartition(".")[0] == item["path"].rpartition(".")[0]:
                    twin["rows"] = rows
    (folder / "manifest.json").write_text(json.dumps(manifest))


SPOILS = {
    "a byte of a table": (lambda folder: replace(folder / "commitments.csv", b"environment", b"envIronment"),
                          "commitments.csv was changed", "is another in CSV than in NDJSON"),
    "a value in NDJSON alone": (lambda folder: replace(folder / "members.ndjson", b"Arkema", b"Arkona"),
                                "members.ndjson was changed", "is another in CSV than in NDJSON"),
    "a row that others point to": (lambda folder: drop_row(folder, "members", 3), "members.csv has", "is not among the members"),
    "an entry that another supersedes": (lambda folder: drop_row(folder, "progress", superseded(folder)), "progress.csv has",
                                         "supersedes of row"),
    "two rows that change places": (lambda folder: swap(folder), "members.ndjson was changed", "out of the order of ids"),
    "a change in the chain": (lambda folder: replace(folder / "changes.ndjson", b'"by":"staff"', b'"by":"membe"'),
                              "changes.ndjson was changed", "the chain is broken at position"),
    "the last change": (lambda folder: drop_last(folder / "changes.ndjson"), "changes.ndjson has", "changes.ndjson ends at position"),
    "the checkpoint": (lambda folder: replace(folder / "checkpoint.json", b'"position":', b'"position":1'), "checkpoint.json has",
                       "checkpoint.json is not signed with this key"),
    "a column": (lambda folder: replace(folder / "reports.csv", b"title_sr", b"title_rs"), "reports.csv was changed",
                 "datapackage.json describes other columns"),
    "a row that breaks off": (lambda folder: truncate(folder / "commitments.ndjson"), "commitments.ndjson has", "breaks off in line"),
    "text that is no JSON": (lambda folder: replace(folder / "members.ndjson", b'{"id"', b'{"id'), "members.ndjson has",
                             "is no JSON object"),
}


def superseded(folder):
    return next(number for number, row in enumerate(read_rows(folder / "progress.ndjson")) if row["superseded_by"])


def drop_last(path):
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def truncate(path):
    path.write_bytes(path.read_bytes()[:-20])


def swap(folder):
    for suffix in (".ndjson", ".csv"):
        lines = (folder / ("members" + suffix)).read_bytes().splitlines(keepends=True)
        first = 0 if suffix == ".ndjson" else 1
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
        (folder / ("members" + suffix)).write_bytes(b"".join(lines))


@pytest.mark.parametrize("what", SPOILS)
def test_what_was_changed_is_found_and_said(copy, what):
    spoil, careless, careful = SPOILS[what]
    spoil(copy)
    said = verify(copy, status=1)
    assert careless in said and "is not as it was made" in said
    mend(copy)
    said = verify(copy, status=1)
    assert careful in said, said
    assert "signature.json is no signature of this manifest.json" in said


def test_a_row_that_was_changed_everywhere_is_found_by_the_signature(copy):
    """Nothing else tells: nobody points to it and all files fit."""
    for suffix in (".csv", ".ndjson"):
        replace(copy / ("commitments" + suffix), b"environment", b"environmant")
    mend(copy)
    said = verify(copy, status=1)
    assert [line for line in said.splitlines() if line.startswith("forumd verify:")][:-1] \
        == ["forumd verify: signature.json is no signature of this manifest.json with this key"]


@pytest.mark.parametrize("spoil, words", [
    (lambda folder: replace(folder / "manifest.json", b'"position": ', b'"position": 1'), "no signature of this manifest.json"),
    (lambda folder: (folder / "manifest.json").unlink(), "this is no dump, or not a complete one"),
    (lambda folder: (folder / "manifest.json").write_text("{"), "manifest.json, line 1"),
    (lambda folder: replace(folder / "manifest.json", b"dump 1", b"dump 9"), 'of the format "forum register dump 9"'),
    (lambda folder: replace(folder / "manifest.json", b'"README.md"', b'"../READ.md"'), "no path within the dump"),
    (lambda folder: (folder / "reports.csv").unlink(), "reports.csv is in manifest.json and can not be read"),
    (lambda folder: (folder / "members.xlsx").write_text("?"), "members.xlsx is not in manifest.json"),
    (lambda folder: (folder / "taxonomies" / "x.csv").write_text("?"), "taxonomies/x.csv is not in manifest.json"),
    (lambda folder: ((folder / "key.json").unlink(), os.symlink("/dev/zero", folder / "key.json")), "key.json is in manifest.json and can not be read"),
    (lambda folder: (folder / "signature.json").unlink(), "not signed, or no longer"),
])
def test_what_is_missing_or_too_much_is_said(copy, spoil, words):
    spoil(copy)
    assert words in verify(copy, status=1)


def test_a_key_that_is_not_the_registers_is_found(register, copy, tmp_path):
    register.forum.command("signing-key", "create", str(tmp_path / "other.pem"))
    subprocess.run(["openssl", "pkey", "-in", tmp_path / "other.pem", "-pubout", "-out", tmp_path / "public.pem"], check=True)
    said = verify(copy, "--key", tmp_path / "public.pem", status=1)
    assert "checkpoint.json is not signed with this key" in said and "signature.json is no signature" in said
    assert "holds no public key" in verify(copy, "--key", ROOT / "README.md", status=1)


# Making it.

@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_text("mine"), lambda path: path.symlink_to("nowhere")])
def test_what_is_there_is_never_overwritten(register, make):
    path = register.folder / "taken"
    make(path)
    try:
        before = sorted(register.folder.iterdir())
        assert "taken is there already" in register.dump("taken", status=1)[1]
        assert sorted(register.folder.iterdir()) == before
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def test_a_full_disk_leaves_nothing_and_is_said(register, tmp_path):
    before = sorted(register.folder.iterdir())
    _, said = register.dump("full", status=1, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)))
    assert re.search(r"\.(csv|ndjson): File too large; nothing is left of the dump", said)
    assert sorted(register.folder.iterdir()) == before
    assert "no folder can be made beside" in register.dump("no/where", status=1)[1]


# The dump's own session, not one of the daemon's that waits as well.
WAITING = ("from pg_stat_activity where datname = current_database() and usename = 'forum_public' and wait_event_type = 'Lock' "
           "and query like 'declare rows no scroll cursor%'")


@contextlib.contextmanager
def held_up(register, name, table):
    """A dump that waits before it reads a table, with what came before it read."""
    database = register.forum.database
    connection = database.connect()
    connection.autocommit = False
    with connection.cursor() as cursor:
        cursor.execute(f"lock table registry.{table} in access exclusive mode")
        process = register.start(name)
        while not database.value(f"select count(*) {WAITING}"):
            assert process.poll() is None, process.communicate()
        yield process, connection
    connection.close()


def test_a_lost_connection_leaves_nothing_and_is_said(register):
    before = sorted(register.folder.iterdir())
    with held_up(register, "lost", "progress") as (process, connection):
        register.forum.database.sql(f"select pg_terminate_backend(pid) {WAITING}")
        said = process.communicate(timeout=30)[1]
        connection.rollback()
    assert process.returncode == 1 and "the database: " in said and "nothing is left" in said
    assert sorted(register.folder.iterdir()) == before


def test_a_dump_that_is_asked_to_stop_leaves_nothing(register):
    before = sorted(register.folder.iterdir())
    with held_up(register, "stopped", "progress") as (process, connection):
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=30)[1]
        connection.rollback()
    assert process.returncode == 1 and "it was asked to stop; nothing is left" in said
    assert sorted(register.folder.iterdir()) == before


def test_a_dump_is_of_one_moment(register):
    """What is published while it is under way is in none of its files."""
    forum = register.forum
    owner = member(forum, name="Apatinska pivara")
    forum.command("seal")
    with held_up(register, "moment", "taxonomy") as (process, connection):
        later = commitment(forum, owner)
        progress(forum, owner, later, observed_on="2024-12-31", value=7)
        forum.command("seal")
        connection.rollback()
        process.communicate(timeout=60)
    folder = register.folder / "moment"
    assert process.returncode == 0
    for path in folder.rglob("*.*"):
        assert later["id"] not in path.read_text(encoding="utf-8"), path
    assert owner["id"] in (folder / "members.csv").read_text(encoding="utf-8")
    verify(folder)


# What stands beside the rows.

FIELD_TYPES = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object"}


def test_the_description_fits_the_files_and_is_a_tabular_data_package(whole):
    package = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package" and package["licenses"][0]["name"] == "CC-BY-4.0"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"]) and package["sources"][0]["title"]
    resources = {item["path"]: item for item in package["resources"]}
    assert set(resources) == {str(path.relative_to(whole)) for path in whole.rglob("*.csv")}
    for path, item in resources.items():
        data = (whole / path).read_bytes()
        assert item["profile"] == "tabular-data-resource" and re.fullmatch(r"[-a-z0-9._/]+", item["name"])
        assert (item["bytes"], item["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest())
        assert item["dialect"]["delimiter"] == "," and item["dialect"]["lineTerminator"] == "\r\n" and item["encoding"] == "utf-8"
        fields = item["schema"]["fields"]
        assert [field["name"] for field in fields] == next(csv.reader(io.StringIO(data.decode(), newline="")))
        assert {field["type"] for field in fields} <= FIELD_TYPES
        for key in item["schema"].get("foreignKeys", []):
            assert key["fields"] in [field["name"] for field in fields]
            assert key["reference"]["resource"] in {"", *(other["name"] for other in resources.values())}
    described = {field["name"]: field for field in resources["commitments.csv"]["schema"]["fields"]}
    assert described["due_on"]["type"] == "date" and described["target_value"]["type"] == "number"
    assert described["created_at"]["type"] == "datetime" and described["sdgs"]["description"].endswith("Semicolons stand between the items.")
    assert "published" in described["status"]["constraints"]["enum"]


CASTS = {"number": float, "integer": int, "boolean": lambda text: {"true": True, "false": False}[text], "array": json.loads,
         "object": json.loads, "date": lambda text: time.strptime(text, "%Y-%m-%d"), "string": str,
         "datetime": lambda text: time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S")}


def test_every_cell_is_of_the_type_that_the_description_gives(whole):
    package = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    for item in package["resources"]:
        for row in read_csv(whole / item["path"]):
            for field in item["schema"]["fields"]:
                text, constraints = row[field["name"]], field.get("constraints", {})
                assert text or not constraints.get("required"), (item["path"], field, row)
                if text:
                    CASTS[field["type"]](text)
                    assert text in constraints.get("enum", [text]), (item["path"], field, row)


def test_the_manifest_says_of_what_and_when_it_is(register, whole):
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    checkpoint = json.loads((whole / "checkpoint.json").read_text(encoding="utf-8"))
    assert (manifest["register"], manifest["position"], manifest["hash"]) == tuple(checkpoint[name] for name in ("register", "position", "hash"))
    assert manifest["position"] == len((whole / "changes.ndjson").read_text(encoding="utf-8").splitlines())
    rows = {item["path"]: item.get("rows") for item in manifest["files"]}
    assert rows["members.csv"] == rows["members.ndjson"] == len(read_csv(whole / "members.csv"))
    readme = (whole / "README.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in readme and "Navedite izvor" in readme and "Name the source" in readme


@pytest.mark.parametrize("arguments, words", [
    (("dump",), "Usage"), (("dump", "a", "b"), "Usage"), (("verify",), "Usage"), (("verify", "--key", "a"), "Usage"), (("dump", "--all"), "Usage")])
def test_a_wrong_command_says_how_it_is_used(arguments, words):
    done = subprocess.run([FORUMD, *arguments], text=True, capture_output=True)
    assert done.returncode == 2 and words in done.stderr
