"""The chain of changes: every committed change has one place in it, whoever follows misses nothing, strangers hear what is public and
no more, and whoever waits hears at once."""

import base64
import contextlib
import datetime
import hashlib
import json
import select
import socket
import subprocess
import threading
import time
import uuid

import psycopg2
import pytest
import requests

from conftest import FORUMD, ROOT, database_from, forum_on
from examples import commitment, member, progress, report

ENTRY = {"position", "resource", "resource_id", "version", "member_id", "action", "at", "by", "reason", "row", "seal"}


def sha256(data):
    return hashlib.sha256(data).digest()


@pytest.fixture(scope="module")
def small(template):
    """A register with a history of its own, whose chain is short."""
    with database_from(template) as database, forum_on(database) as forum:
        yield forum


def seal(forum):
    """Everything that is committed has its place; the last one."""
    return int(forum.command("seal"))


def lines_of(asker, **parameters):
    return asker.get("/v1/changes.ndjson", **parameters).must(200).text.splitlines()


def entries_of(asker, **parameters):
    return [json.loads(line) for line in lines_of(asker, **parameters)]


def told_of(asker, row):
    return [entry for entry in entries_of(asker) if entry["resource_id"] == row["id"]]


def follow(asker, after, **parameters):
    """All entries after a position, page by page, as a follower gets them."""
    entries = []
    while True:
        answer = asker.get("/v1/changes", after=after, **parameters).must(200).body
        entries += answer["data"]
        after = answer["page"]["position"]
        if after == answer["page"]["last"]:
            return entries, after


def check_chain(lines, hash_before=bytes(32), first=1):
    for position, line in enumerate(lines, first):
        entry, text = json.loads(line), line.rpartition(',"seal":')[0]
        stated = entry["seal"]
        assert (stated["rest"] is None) != (stated["leaf"] is None)
        leaf = bytes.fromhex(stated["leaf"]) if stated["leaf"] else sha256(sha256(text.encode()) + bytes.fromhex(stated["rest"]))
        hash_before = sha256(hash_before + leaf)
        assert (entry["position"], stated["hash"]) == (position, hash_before.hex())
    return hash_before


def verify(forum, *checkpoints, key=None):
    """What tools/verify says, and whether it is content."""
    done = subprocess.run([ROOT / "tools" / "verify", forum.base, *checkpoints], env={"PATH": "/usr/bin:/bin", **({"FORUM_KEY": key} if key else {})},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode == 0, done.stdout


def test_every_change_has_one_place_and_the_chain_holds_for_anyone_with_hashlib(small):
    company = member(small)
    promise = commitment(small, company)
    progress(small, company, promise, observed_on="2025-12-31", value=900000)
    report(small, company)
    last = seal(small)
    lines = lines_of(small)
    check_chain(lines)
    assert len(lines) == last == small.database.value("select count(*) from registry.change")
    assert all(set(json.loads(line)) == ENTRY for line in lines)


def test_json_and_lines_are_the_same_entries(small):
    seal(small)
    pages, _ = follow(small, 0, limit=7)
    assert pages == entries_of(small)


def test_a_publication_tells_the_whole_row_and_what_was_before_stays_unknown(small):
    company = member(small)
    promise = commitment(small, company, "draft", title={"sr": "Manje papira u kancelarijama"})
    small.of(company).patch(f"/v1/commitments/{promise['id']}", {"target_value": 31}, if_match="*").must(200)
    small.of(company).post(f"/v1/commitments/{promise['id']}/submit").must(200)
    small.staff.post(f"/v1/commitments/{promise['id']}/publish").must(200)
    seal(small)
    (entry,) = told_of(small, promise)
    assert (entry["action"], entry["by"], entry["member_id"], entry["version"]) == ("publish", "staff", company["id"], 4)
    shown = small.get(f"/v1/commitments/{promise['id']}").must(200).body
    left_out = {"current_value", "current_value_on", "progress", "health", "health_reason", "allowed_actions", "review_note", "embargo_until"}
    times = {"created_at", "updated_at", "published_at"}
    for name in set(shown) - left_out - times:
        assert entry["row"][name] == shown[name], name
    for name in times:
        assert entry["row"][name].replace("+00:00", "Z") == shown[name], name
    assert "review_note" not in entry["row"] and "current_value" not in entry["row"]


def test_an_amendment_is_told_with_its_reason_and_its_side(small):
    company = member(small)
    promise = commitment(small, company)
    small.of(company).patch(f"/v1/commitments/{promise['id']}", {"due_on": "2041-12-31", "change_reason": "Građevinska dozvola kasni."},
                            if_match="*").must(200)
    seal(small)
    entry = told_of(small, promise)[-1]
    assert (entry["action"], entry["by"], entry["reason"]) == ("update", "member", "Građevinska dozvola kasni.")
    assert entry["row"]["due_on"] == "2041-12-31" and entry["row"]["softened"] is True


def test_what_is_private_has_a_place_that_tells_nothing(small):
    before = seal(small)
    company = member(small)
    mark = f"Tajna {uuid.uuid4().hex}"
    small.of(company).post(f"/v1/members/{company['id']}/contacts", {"name": mark, "email": "osoba@kompanija.example"}).must(201)
    commitment(small, company, "draft", title={"sr": mark})
    small.staff.post(f"/v1/commitments/{commitment(small, company, 'submitted')['id']}/return", {"note": mark}).must(200)
    member(small, "applied", name=mark)
    seal(small)
    for asker in (small, small.of(company)):
        lines = lines_of(asker, after=before)
        assert not any(mark in line for line in lines)
        hidden = [entry for entry in map(json.loads, lines) if entry["resource"] is None]
        assert len(hidden) >= 6
        for entry in hidden:
            assert {name for name, value in entry.items() if value is not None} == {"position", "seal"}
            assert entry["seal"]["rest"] is None


def test_no_two_changes_that_are_alike_have_the_same_hashes(small):
    """Otherwise whoever guesses a draft could make sure."""
    leaves = [entry["seal"]["leaf"] or entry["seal"]["rest"] for entry in entries_of(small)]
    assert len(leaves) == len(set(leaves)) > 10
    salts = small.database.sql("select salt from registry.sealed_change")
    assert len({bytes(salt) for salt, in salts}) == len(salts) and all(len(salt) == 16 for salt, in salts)


def test_staff_get_everything_and_can_check_that_too(small):
    company = member(small)
    contact = small.of(company).post(f"/v1/members/{company['id']}/contacts", {"name": "Vesna Petrović", "email": "vesna@kompanija.example"}).must(201).body
    seal(small)
    lines = lines_of(small.staff)
    check_chain([line.partition(',"salt":')[0] + "}" if '"leaf":null' in line else line for line in lines])
    for line in lines:
        entry, secret = json.loads(line), line.partition(',"confidential":')[2][:-1]
        rest = sha256(bytes.fromhex(entry["salt"]) + secret.encode())
        stated = entry["seal"]
        assert stated["rest"] == rest.hex() if stated["rest"] else stated["leaf"] == sha256(sha256(b"") + rest).hex()
    (entry,) = (json.loads(line) for line in lines if contact["id"] in line)
    assert entry["confidential"]["after"]["name"] == "Vesna Petrović" and entry["resource"] == "contact"


def test_who_is_forgotten_is_forgotten_here_and_the_chain_holds(small):
    company = member(small)
    person = {"name": "Radmila Nestalović", "email": "radmila.nestalovic@kompanija.example"}
    sealed = small.of(company).post(f"/v1/members/{company['id']}/contacts", person).must(201).body
    seal(small)
    fresh = small.of(company).post(f"/v1/members/{company['id']}/contacts", {**person, "name": "Radmila Ranije"}).must(201).body
    for row in (sealed, fresh):
        small.of(company).delete(f"/v1/contacts/{row['id']}", if_match="*").must(204)
    seal(small)
    lines = lines_of(small.staff)
    assert not any(word in line for line in lines for word in ("Radmila", "radmila.nestalovic"))
    check_chain(lines_of(small))
    salts = small.database.sql("select s.salt from registry.sealed_change s join registry.change c on c.id = s.change_id "
                               "where c.resource_id = %s", sealed["id"])
    assert (None,) in salts, "a hash with its salt would tell whether a guess is right"


def test_a_member_that_left_applies_again_unseen(small):
    company = member(small)
    small.staff.post(f"/v1/members/{company['id']}/withdraw", {"reason": "own_request"}).must(200)
    seal(small)
    before = len(told_of(small, company))
    small.of(company).post(f"/v1/members/{company['id']}/apply").must(200)
    seal(small)
    assert len(told_of(small, company)) == before
    assert "reapplied_on" not in told_of(small, company)[-1]["row"]


def test_what_an_embargo_holds_back_is_disclosed_when_it_passes(small):
    """Nothing runs but the sealer, and a follower who was past it hears."""
    company = member(small)
    hour = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
    promise = commitment(small, company, "submitted", title={"sr": "Obećanje za konferenciju"}, embargo_until=hour.isoformat())
    small.staff.post(f"/v1/commitments/{promise['id']}/publish").must(200)
    entry = progress(small, company, promise, observed_on="2025-12-31", value=900000)
    after = seal(small)
    assert told_of(small, promise) == told_of(small, entry) == []
    heard = []
    while len(heard) < 2:
        answer = small.get("/v1/changes", after=after, wait=20).must(200).body
        heard, after = heard + answer["data"], answer["page"]["position"]
    assert datetime.datetime.now(datetime.timezone.utc) >= hour
    assert [(each["action"], each["resource_id"], each["by"]) for each in heard] == [("disclose", promise["id"], None), ("disclose", entry["id"], None)]
    assert heard[0]["row"]["title"] == {"sr": "Obećanje za konferenciju"}
    assert datetime.datetime.fromisoformat(heard[0]["at"].replace("Z", "+00:00")) == hour
    check_chain(lines_of(small))


def test_what_was_changed_under_an_embargo_is_never_told(small):
    company = member(small)
    later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).isoformat()
    promise = commitment(small, company, "submitted", title={"sr": "Prvobitni naslov"}, embargo_until=later)
    small.staff.post(f"/v1/commitments/{promise['id']}/publish").must(200)
    small.staff.patch(f"/v1/commitments/{promise['id']}", {"title": {"sr": "Konačni naslov"}}, if_match="*").must(200)
    small.staff.patch(f"/v1/commitments/{promise['id']}", {"embargo_until": None}, if_match="*").must(200)
    seal(small)
    (entry,) = told_of(small, promise)
    assert entry["row"]["title"] == {"sr": "Konačni naslov"}
    assert not any("Prvobitni naslov" in line for line in lines_of(small))


def test_a_filter_finds_all_of_its_own_and_says_how_far_it_looked(small):
    company = member(small)
    promise = commitment(small, company)
    last = seal(small)
    everything = entries_of(small)
    for parameters, fits in (({"resource": "commitment,report"}, lambda entry: entry["resource"] in ("commitment", "report")),
                             ({"member_id": company["id"]}, lambda entry: entry["member_id"] == company["id"])):
        wanted = [entry for entry in everything if fits(entry)]
        assert wanted and follow(small, 0, limit=2, **parameters) == (wanted, last)
        assert entries_of(small, **parameters) == wanted
    assert told_of(small, promise)


def test_after_the_end_nothing_comes_and_the_position_stays(small):
    last = seal(small)
    assert small.get("/v1/changes", after=last).must(200).body == {"data": [], "page": {"limit": 100, "position": last, "last": last}}
    assert small.get("/v1/changes", after=last + 5).must(200).body["page"]["position"] == last + 5
    assert lines_of(small, after=last) == []


def test_faults_of_parameters_are_told_at_once(small):
    answer = small.get("/v1/changes?after=-1&wait=61&limit=1001&resource=memmber&positon=3").must(400)
    assert {pointer for pointer, _ in answer.faults} == {"/after", "/wait", "/limit", "/resource", "/positon"}
    assert small.get("/v1/changes.ndjson", wait=3).must(400).faults == [("/wait", "unknown")]


# Waiting.

def test_whoever_waits_hears_of_a_change_as_soon_as_it_is_sealed(small):
    last = seal(small)
    heard = []
    waiting = [threading.Thread(target=lambda: heard.append(requests.get(small.base + "/v1/changes", {"after": last, "wait": 60}, timeout=70).json()))
               for _ in range(20)]
    for thread in waiting:
        thread.start()
    company = member(small)
    for thread in waiting:
        thread.join(30)
    assert len(heard) == 20, "nobody waits for the whole minute"
    assert all(answer["data"][0]["position"] == last + 1 for answer in heard)
    assert told_of(small, company)


def test_a_wait_ends_with_an_empty_page(small):
    last = seal(small)
    answer = small.get("/v1/changes", after=last, wait=1).must(200)
    assert answer.body == {"data": [], "page": {"limit": 100, "position": last, "last": last}}


def test_a_filtered_wait_is_not_ended_by_what_it_did_not_ask_for(small):
    last = seal(small)
    member(small)
    answer = small.get("/v1/changes", after=last, wait=2, resource="report").must(200).body
    assert answer["data"] == [] and answer["page"]["position"] > last


def test_a_key_that_is_wrong_does_not_wait(small):
    last = seal(small)
    wrong = small.with_key(small.admin.key[:-3] + "xyz")
    wrong.get("/v1/changes", after=last, wait=60).must(401)


def test_waiting_costs_the_database_nothing(small):
    """The sealer's question each second is another session's."""
    last = seal(small)
    count = ("select coalesce(sum(pg_stat_get_xact_numscans(oid)), 0) from pg_class where false union all "
             "select count(*) from pg_stat_activity where datname = current_database() and usename = 'forum_public' and state_change > %s")
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_connection(("127.0.0.1", small.port))) for _ in range(50)]
        for each in sockets:
            each.sendall(f"GET /v1/changes?after={last}&wait=3 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        small.get("/healthz").must(200)
        began = small.database.value("select clock_timestamp()")
        assert all(each.recv(65536).startswith(b"HTTP/1.1 200") for each in sockets)
        assert small.database.sql(count, began)[1][0] == 0


@pytest.fixture
def narrow(template):
    """One worker, where four may wait."""
    with database_from(template) as database, forum_on(database, FORUM_WORKERS="1", FORUM_MAX_CONNECTIONS="8") as forum:
        yield forum


def wait_on(forum, after, seconds=60):
    connection = socket.create_connection(("127.0.0.1", forum.port), timeout=30)
    connection.sendall(f"GET /v1/changes?after={after}&wait={seconds} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return connection


def test_waiting_clients_leave_connections_for_others_and_are_let_go_when_they_leave(narrow):
    last = seal(narrow)
    narrow.get("/v1/changes", after=last).must(200)
    waiting = [wait_on(narrow, last) for _ in range(5)]
    (refused,), _, _ = select.select(waiting, [], [], 30)
    said = refused.recv(65536)
    assert said.startswith(b"HTTP/1.1 503") and b"Retry-After" in said, "the one that came last, whichever that was"
    waiting.remove(refused)
    refused.close()
    narrow.get("/v1/members").must(200)
    waiting.pop().close()
    deadline = time.monotonic() + 20
    while narrow.get("/v1/changes", after=last, wait=1).status == 503:
        assert time.monotonic() < deadline, "one who has left still takes a place"
    for connection in waiting:
        connection.close()


def test_a_stopping_server_answers_those_who_wait(narrow):
    last = seal(narrow)
    waiting = [wait_on(narrow, last) for _ in range(3)]
    narrow.get("/v1/changes", after=last, wait=1).must(200)
    narrow.stop()
    for connection in waiting:
        said = b""
        while (some := connection.recv(65536)):
            said += some
        assert said.startswith(b"HTTP/1.1 200") and b'"data":[]' in said
        connection.close()


# The feed never skips.

def test_the_feed_never_skips_under_concurrent_writers(template):
    """Twelve writers whose transactions commit out of order, some rolled back; a follower sees each change once, in order, whenever it asks."""
    with database_from(template) as database, forum_on(database) as forum:
        company = member(forum)
        forum.of(company), forum.staff
        done = threading.Event()
        heard, faults = [], []

        def write(number):
            connection = database.connect()
            connection.autocommit = False
            with connection.cursor() as cursor:
                for i in range(60):
                    cursor.execute("insert into registry.change (resource, resource_id, version, action) values ('key', gen_random_uuid(), 1, 'insert')")
                    if i % 7 == number % 7:
                        cursor.execute("select pg_sleep(random() * 0.05)")
                    (connection.rollback if i % 11 == 3 else connection.commit)()
            connection.close()

        def create():
            for _ in range(40):
                commitment(forum, company, "draft")

        def listen():
            after = 0
            while True:
                is_last = done.is_set()
                answer = requests.get(forum.base + "/v1/changes", {"after": after, "wait": 1, "limit": 1000}, timeout=30).json()
                heard.extend(entry["position"] for entry in answer["data"])
                after = answer["page"]["position"]
                if is_last and not answer["data"]:
                    return
        writers = [threading.Thread(target=write, args=(number,)) for number in range(12)] + [threading.Thread(target=create)]
        listener = threading.Thread(target=listen)
        for thread in [listener, *writers]:
            thread.start()
        for thread in writers:
            thread.join()
        seal(forum)
        done.set()
        listener.join()
        assert not faults and heard == list(range(1, len(heard) + 1))
        assert database.value("select count(*) from registry.change") == len(heard)
        assert database.sql("select c.id from registry.change c except select s.change_id from registry.sealed_change s") == []
        disorder = database.sql("select a.resource_id from registry.sealed_change s join registry.change a on a.id = s.change_id "
                                "join registry.change b on b.resource_id = a.resource_id and b.version < a.version "
                                "join registry.sealed_change t on t.change_id = b.id where t.position > s.position")
        assert disorder == [], "a version never comes before an earlier one"
        check_chain(lines_of(forum))


def test_several_sealers_make_one_chain(template):
    with database_from(template) as database, forum_on(database) as forum, forum_on(database) as other:
        company = member(forum)
        commands = [subprocess.Popen([FORUMD, "seal"], env=forum.environment, stdout=subprocess.DEVNULL) for _ in range(4)]
        for _ in range(30):
            commitment(forum, company, "draft")
        assert all(command.wait() == 0 for command in commands)
        seal(forum)
        assert lines_of(forum) == lines_of(other)
        check_chain(lines_of(forum))


def test_changes_of_before_the_chain_are_sealed_at_the_first_start(template):
    with database_from(template) as database:
        with forum_on(database) as forum:
            commitment(forum, member(forum))
        database.sql("delete from registry.sealed_change; delete from registry.unsealed_change; insert into registry.unsealed_change "
                     "select id from registry.change; update registry.seal_head set position = 0, hash = decode(repeat('00', 32), 'hex'); select 1")
        with forum_on(database) as forum:
            answer = forum.get("/v1/changes", wait=30, limit=1000).must(200).body
            assert len(answer["data"]) == database.value("select count(*) from registry.change") > 4
            check_chain(lines_of(forum))


def test_a_login_can_neither_hold_up_the_sealer_nor_write_the_chain(small):
    for user in ("forum_public", "forum_app"):
        for statement in ("select 1 from registry.seal_head for update", "insert into registry.sealed_change default values",
                          "update registry.seal_head set position = 7", "delete from registry.unsealed_change",
                          "select * from registry.sealed_change", "select * from registry.seal_head", "select * from registry.due_publication"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                small.database.sql(f"set transaction read write; {statement}", user=user)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        small.database.sql("select * from registry.seal(1)", user="forum_public")


def test_a_column_that_comes_later_breaks_nothing(template):
    with database_from(template) as database, forum_on(database) as forum:
        member(forum)
        seal(forum)
        database.sql("set role forum_owner; alter table registry.commitment_state add column confidence text; insert into registry.revised_column "
                     "values ('member', 'website', 'private'); reset role; select 1")
        company = member(forum, website="https://kompanija.example")
        seal(forum)
        check_chain(lines_of(forum))
        assert "website" not in told_of(forum, company)[-1]["row"]


# Checkpoints.

def openssl_says(checkpoint, pem, tmp_path):
    for name, data in (("key.pem", pem.encode()), ("text", checkpoint["text"].encode()), ("signature", base64.b64decode(checkpoint["signature"]))):
        (tmp_path / name).write_bytes(data)
    return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "text", "-sigfile", "signature"],
                          cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def test_a_checkpoint_is_signed_by_the_published_key(small, tmp_path):
    seal(small)
    checkpoint, key = small.get("/v1/changes/checkpoint").must(200).body, small.get("/v1/changes/key").must(200).body
    assert openssl_says(checkpoint, key["pem"], tmp_path)
    assert not openssl_says({**checkpoint, "text": checkpoint["text"].replace("position ", "position 1")}, key["pem"], tmp_path)
    assert checkpoint["text"] == ("forum register checkpoint 1\n" + "register {register}\nposition {position}\nhash {hash}\nat {at}\nkey {key_id}\n"
                                  .format(**checkpoint))
    assert checkpoint["key_id"] == key["key_id"] == hashlib.sha256(base64.b64decode(key["public_key"])).hexdigest()[:32]
    lines = lines_of(small)
    assert check_chain(lines[:checkpoint["position"]]).hex() == checkpoint["hash"]


def test_without_a_key_the_register_says_so_and_serves(template):
    with database_from(template) as database, forum_on(database, FORUM_SIGNING_KEY="") as forum:
        for path in ("/v1/changes/checkpoint", "/v1/changes/key"):
            assert "--signing-key" in forum.get(path).must(404).body["detail"]
        forum.get("/v1/changes").must(200)


def test_a_signing_key_is_its_owners_alone_and_never_overwritten(small, tmp_path):
    path = tmp_path / "signing.key"
    key_id = small.command("signing-key", "create", str(path)).strip()
    assert path.stat().st_mode & 0o777 == 0o600 and len(key_id) == 32
    text = path.read_text()
    small.command("signing-key", "create", str(path), status=1)
    assert path.read_text() == text
    assert subprocess.run(["openssl", "pkey", "-in", path, "-noout"]).returncode == 0
    for spoil in (lambda: path.chmod(0o644), lambda: (path.chmod(0o600), path.write_text("forum")), path.unlink):
        spoil()
        done = subprocess.run([FORUMD, "serve"], env={**small.environment, "FORUM_SIGNING_KEY": str(path)}, stderr=subprocess.PIPE, text=True, timeout=30)
        assert done.returncode != 0 and str(path) in done.stderr and text.splitlines()[1] not in done.stderr


def test_a_key_of_openssl_signs_as_well(template, tmp_path):
    path = tmp_path / "openssl.key"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", path], check=True)
    path.chmod(0o600)
    with database_from(template) as database, forum_on(database, FORUM_SIGNING_KEY=str(path)) as forum:
        assert openssl_says(forum.get("/v1/changes/checkpoint").must(200).body, forum.get("/v1/changes/key").must(200).body["pem"], tmp_path)


# tools/verify.

@pytest.fixture(scope="module")
def history(template):
    """A register in which everything has happened that the chain must bear."""
    with database_from(template) as database, forum_on(database) as forum:
        company = member(forum)
        promise = commitment(forum, company)
        progress(forum, company, promise, observed_on="2025-12-31", value=900000)
        report(forum, company)
        commitment(forum, company, "draft")
        person = forum.of(company).post(f"/v1/members/{company['id']}/contacts", {"name": "Mira Ilić", "phone": "+381 11 222 333"}).must(201).body
        seal(forum)
        forum.of(company).delete(f"/v1/contacts/{person['id']}", if_match="*").must(204)
        gone = member(forum)
        forum.staff.post(f"/v1/members/{gone['id']}/withdraw", {"reason": "own_request"}).must(200)
        forum.of(gone).post(f"/v1/members/{gone['id']}/apply").must(200)
        later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).isoformat()
        commitment(forum, company, "published", embargo_until=later)
        forum.command("import", "--as", "emission", str(ROOT / "tests/data/emission_targets.csv"), "--refused", "/dev/null")
        seal(forum)
        yield forum, company, promise


def test_a_register_that_is_as_it_should_be_passes(history, tmp_path):
    forum, _, _ = history
    kept = tmp_path / "checkpoint.json"
    kept.write_text(forum.get("/v1/changes/checkpoint").must(200).text)
    for key in (None, forum.staff.key):
        is_content, said = verify(forum, str(kept), key=key)
        assert is_content and "everything fits" in said, said


@contextlib.contextmanager
def tampered(forum, statement, undo, *parameters):
    """What somebody with all rights of the database could do, and undone."""
    with psycopg2.connect(forum.database.url) as connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement, parameters)
        assert cursor.rowcount == 1
        connection.commit()
        yield
        cursor.execute(undo, parameters)
        connection.commit()


@pytest.mark.parametrize("what, statement, undo", [
    ("a record", "update registry.change set after = jsonb_set(after, '{{target_value}}', '50') where id = %s",
     "update registry.change set after = jsonb_set(after, '{{target_value}}', '30') where id = %s"),
    ("a hash", "update registry.sealed_change set hash = sha256(hash) where change_id = %s", None),
    ("the rest", "update registry.sealed_change set rest = sha256(rest) where change_id = %s", None),
    ("whether it is told", "update registry.sealed_change set is_told = false where change_id = %s",
     "update registry.sealed_change set is_told = true where change_id = %s"),
], ids=["a record", "a hash", "the rest", "whether it is told"])
def test_verify_finds_the_position_of_what_was_altered_in_the_chain(history, what, statement, undo):
    forum, _, promise = history
    change_id, position = forum.database.sql("select c.id, s.position from registry.change c join registry.sealed_change s on s.change_id = c.id "
                                             "where c.resource_id = %s and s.is_told order by c.id limit 1", promise["id"])[0]
    if what == "a record":
        original = forum.database.value("select after ->> 'target_value' from registry.change where id = %s", change_id)
        undo = undo.replace("30", original)
    if undo is None:
        column = "hash" if what == "a hash" else "rest"
        original = bytes(forum.database.value(f"select {column} from registry.sealed_change where change_id = %s", change_id)).hex()
        undo = f"update registry.sealed_change set {column} = decode('{original}', 'hex') where change_id = %s"
    with tampered(forum, statement.replace("{{", "{").replace("}}", "}"), undo.replace("{{", "{").replace("}}", "}"), change_id):
        is_content, said = verify(forum)
    assert not is_content and f"position {position}:" in said, said
    assert verify(forum)[0], "and it is content once that was undone"


@pytest.mark.parametrize("statement, undo", [
    ("update registry.commitment set due_on = due_on + 1 where id = %s", "update registry.commitment set due_on = due_on - 1 where id = %s"),
    ("update registry.commitment set current_value = current_value + 1 where id = %s",
     "update registry.commitment set current_value = current_value - 1 where id = %s"),
    ("update registry.commitment set softened = not softened where id = %s", "update registry.commitment set softened = not softened where id = %s"),
    ("update registry.commitment set published_at = null where id = %s",
     "update registry.commitment set published_at = (select (after ->> 'published_at')::timestamptz from registry.change where resource_id = commitment.id "
     "and after ->> 'published_at' is not null order by id limit 1) where id = %s"),
], ids=["a date", "a derived value", "a flag", "whether it is there"])
def test_verify_finds_the_row_that_was_altered_behind_the_chains_back(history, statement, undo):
    forum, _, promise = history
    with tampered(forum, statement, undo, promise["id"]):
        is_content, said = verify(forum)
    assert not is_content and f"commitment {promise['id']}" in said, said
    assert verify(forum)[0]


def test_verify_finds_a_confidential_record_that_was_altered(history):
    """Staff can, who get these; for strangers nothing has changed."""
    forum, company, _ = history
    change_id, position = forum.database.sql("select c.id, s.position from registry.change c join registry.sealed_change s on s.change_id = c.id "
                                             "where c.member_id = %s and c.resource = 'commitment' and not s.is_told limit 1", company["id"])[0]
    with tampered(forum, "update registry.change set actor_role = 'admin' where id = %s", "update registry.change set actor_role = 'member' where id = %s",
                  change_id):
        assert verify(forum)[0]
        is_content, said = verify(forum, key=forum.staff.key)
        assert not is_content and f"position {position}:" in said, said


def test_verify_finds_a_chain_that_was_made_anew(template, tmp_path):
    """Whoever has everything, the signing key too, still can not make a checkpoint of before hold."""
    with database_from(template) as database, forum_on(database) as forum:
        promise = commitment(forum, member(forum))
        seal(forum)
        kept = tmp_path / "checkpoint.json"
        kept.write_text(forum.get("/v1/changes/checkpoint").must(200).text)
        database.sql("set session_replication_role = replica; update registry.change set after = jsonb_set(after, '{due_on}', '\"2040-12-31\"') "
                     "where resource_id = %s and after ->> 'status' = 'published'; update registry.commitment set due_on = '2040-12-31' where id = %s; "
                     "delete from registry.sealed_change; insert into registry.unsealed_change select id from registry.change; "
                     "update registry.seal_head set position = 0, hash = decode(repeat('00', 32), 'hex'); set session_replication_role = origin; select 1",
                     promise["id"], promise["id"])
        seal(forum)
        assert verify(forum)[0]
        is_content, said = verify(forum, str(kept))
        assert not is_content and "checkpoint of position" in said, said


def test_verify_fits_on_a_page():
    assert len((ROOT / "tools" / "verify").read_text().splitlines()) <= 60
