"""Sending a request again with its Idempotency-Key: it is carried out once, and the first answer comes again."""

import base64
import concurrent.futures
import contextlib
import re
import threading
import uuid

import psycopg2
import pytest
import requests

from conftest import Client
from examples import annual_report, applicant, commitment, emissions, member, new_pib, wording

OWN_FIELDS = {"Date", "X-Request-Id", "Idempotency-Replayed"}


def new_key():
    return str(uuid.uuid4())


def with_key(key, **headers):
    return {"headers": {"Idempotency-Key": key, **headers}}


def assert_is_replay(again, first):
    """Byte for byte, and nothing else differs but what is each answer's own."""
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert (again.status, again.content) == (first.status, first.content)
    kept = {name: value for name, value in again.headers.items() if name not in OWN_FIELDS}
    assert kept == {name: value for name, value in first.headers.items() if name not in OWN_FIELDS}


def rows_of(forum, table="commitment"):
    return forum.database.value(f"select count(*) from registry.{table}")


# The first answer again.

def test_the_same_request_gets_the_first_answer_again_and_makes_nothing(forum):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", emissions()
    first = forum.of(company).post(path, body, **with_key(key)).must(201)
    commitments, changes = rows_of(forum), rows_of(forum, "change")
    again = forum.of(company).post(path, body, **with_key(key))
    assert_is_replay(again, first)
    assert (rows_of(forum), rows_of(forum, "change")) == (commitments, changes)


def test_the_first_answer_stays_although_the_row_has_changed_or_gone(forum):
    company, key = member(forum), new_key()
    asker = forum.of(company)
    path, body = f"/v1/members/{company['id']}/commitments", wording()
    first = asker.post(path, body, **with_key(key)).must(201)
    asker.patch(f"/v1/commitments/{first.body['id']}", {"title": {"en": "Less paper in our offices"}},
                if_match=first.etag).must(200)
    assert_is_replay(asker.post(path, body, **with_key(key)), first)
    asker.delete(f"/v1/commitments/{first.body['id']}", if_match=2).must(204)
    assert_is_replay(asker.post(path, body, **with_key(key)), first)


@pytest.mark.parametrize("status, act", [
    (200, {}),
    (204, {"Prefer": "return=minimal"}),
])
def test_an_action_is_taken_once(forum, status, act):
    draft, key = commitment(forum, member(forum), "draft"), new_key()
    asker = forum.of(draft["member_id"])
    first = asker.post(f"/v1/commitments/{draft['id']}/submit", **with_key(key, **act)).must(status)
    again = asker.post(f"/v1/commitments/{draft['id']}/submit", **with_key(key, **act))
    assert_is_replay(again, first)
    assert asker.get(f"/v1/commitments/{draft['id']}").body["version"] == 2


def test_an_answer_without_a_body_comes_again_without_one(forum):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/reports", annual_report()
    short = with_key(key, Prefer="return=minimal")
    first = forum.of(company).post(path, body, **short).must(201)
    assert first.content == b"" and first.headers["Location"]
    assert_is_replay(forum.of(company).post(path, body, **short), first)


def test_an_application_without_a_key_is_made_once_and_shows_the_same_key_again(forum):
    key, body = new_key(), {"name": "Meris", "pib": new_pib()}
    first = forum.post("/v1/members", body, **with_key(key)).must(201)
    again = forum.post("/v1/members", body, **with_key(key))
    assert_is_replay(again, first)
    assert forum.with_key(again.body["key"]).get("/v1/me").must(200).body["member_id"] == first.body["id"]
    assert forum.database.value("select count(*) from registry.key where member_id = %s", first.body["id"]) == 1


def test_a_key_is_made_once_and_shown_again(forum):
    key, body = new_key(), {"role": "staff", "label": "Kancelarija Foruma"}
    first = forum.admin.post("/v1/keys", body, **with_key(key)).must(201)
    again = forum.admin.post("/v1/keys", body, **with_key(key))
    assert_is_replay(again, first)
    assert forum.with_key(again.body["key"]).get("/v1/me").must(200).body["role"] == "staff"


def test_every_repetition_gets_it_also_from_another_worker_and_after_a_new_start(forum_with):
    forum = forum_with("--workers", "2")
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", emissions()
    first = forum.of(company).post(path, body, **with_key(key)).must(201)
    for _ in range(8):
        with contextlib.closing(Client(forum.base, forum.of(company).key)) as client:
            assert_is_replay(client.post(path, body, **with_key(key)), first)
    forum.stop()
    forum.start()
    assert_is_replay(forum.of(company).post(path, body, **with_key(key)), first)


def test_a_request_without_the_field_is_carried_out_each_time(forum):
    company = member(forum)
    before = rows_of(forum)
    for _ in range(2):
        answer = forum.of(company).post(f"/v1/members/{company['id']}/commitments", emissions()).must(201)
        assert "Idempotency-Replayed" not in answer.headers
    assert rows_of(forum) == before + 2


# What a key stands for.

@pytest.mark.parametrize("other", [
    lambda company: (f"/v1/members/{company['id']}/commitments", emissions(target_value=753001)),
    lambda company: (f"/v1/members/{company['id'].upper()}/commitments", emissions()),
    lambda company: (f"/v1/members/{company['id']}/reports", annual_report()),
], ids=["body", "address", "operation"])
def test_another_request_with_the_same_key_is_refused(forum, other):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", emissions()
    first = forum.of(company).post(path, body, **with_key(key)).must(201)
    before = rows_of(forum), rows_of(forum, "report")
    other_path, other_body = other(company)
    refused = forum.of(company).post(other_path, other_body, **with_key(key))
    assert refused.must(422).problem == "idempotency-key-reused"
    assert (rows_of(forum), rows_of(forum, "report")) == before
    assert_is_replay(forum.of(company).post(path, body, **with_key(key)), first)


def test_parameters_of_the_media_type_do_not_make_another_request(forum):
    company, key = member(forum), new_key()
    path, data = f"/v1/members/{company['id']}/reports", b'{"title": {"sr": "Izve\xc5\xa1taj"}, "kind": "annual", ' \
        b'"period_start": "2025-01-01", "period_end": "2025-12-31", "languages": ["sr"]}'
    first = forum.of(company).post(path, data=data, **with_key(key, **{"Content-Type": "application/json"})).must(201)
    again = forum.of(company).post(path, data=data,
                                   **with_key(key, **{"Content-Type": "Application/JSON; charset=utf-8"}))
    assert_is_replay(again, first)


def test_the_same_text_of_another_asker_is_another_key(forum):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", emissions()
    colleague = forum.with_key(forum.new_key(role="member", member_id=company["id"], label="Koleginica"))
    first = forum.of(company).post(path, body, **with_key(key)).must(201)
    for other in (colleague, forum.staff):
        answer = other.post(path, body, **with_key(key)).must(201)
        assert "Idempotency-Replayed" not in answer.headers
        assert answer.body["id"] != first.body["id"]


def test_a_stranger_and_someone_with_a_key_do_not_share_a_key(forum):
    key, body = new_key(), {"name": "Lafarge"}
    mine = forum.post("/v1/members", body, **with_key(key)).must(201)
    theirs = forum.staff.post("/v1/members", body, **with_key(key)).must(201)
    assert theirs.body["id"] != mine.body["id"] and theirs.body["key"] is None


def test_whoever_may_no_more_hears_that_and_not_the_first_answer(forum):
    made = forum.admin.post("/v1/keys", {"role": "staff", "label": "Praksa"}).must(201).body
    intern, key, body = forum.with_key(made["key"]), new_key(), {"name": "Erste banka"}
    intern.post("/v1/members", body, **with_key(key)).must(201)
    forum.admin.post(f"/v1/keys/{made['id']}/revoke").must(200)
    assert intern.post("/v1/members", body, **with_key(key)).must(401).problem == "key-invalid"


@pytest.mark.parametrize("key, code", [
    ("a" * 15, "min_length"),
    ("a" * 256, "max_length"),
    ("Smanjenje papira u kancelarijama", "pattern"),
    ("kompanija-2026-žaba", "pattern"),
])
def test_a_key_out_of_its_bounds_is_refused(forum, key, code):
    before = rows_of(forum, "member")
    answer = forum.post("/v1/members", {"name": "Meris"}, **with_key(key.encode()))
    assert answer.must(400).problem == "invalid-parameter"
    assert ("/Idempotency-Key", code) in answer.faults
    assert rows_of(forum, "member") == before


@pytest.mark.parametrize("key", ["0123456789abcdef", '"' + "~" * 253 + '"'])
def test_a_key_within_its_bounds_is_taken(forum, key):
    first = forum.post("/v1/members", {"name": "Meris"}, **with_key(key)).must(201)
    assert_is_replay(forum.post("/v1/members", {"name": "Meris"}, **with_key(key)), first)


def test_other_methods_do_not_look_at_the_field(forum):
    draft = commitment(forum, member(forum), "draft")
    asker, key = forum.of(draft["member_id"]), with_key("short")
    asker.get(f"/v1/commitments/{draft['id']}", **key).must(200)
    asker.patch(f"/v1/commitments/{draft['id']}", {"target_value": 500}, if_match=1, **key).must(200)
    asker.delete(f"/v1/commitments/{draft['id']}", if_match=2, **key).must(204)


# Refusals.

def test_a_refusal_is_not_kept_and_its_key_is_free_for_what_was_mended(forum):
    company, key = member(forum), new_key()
    path = f"/v1/members/{company['id']}/commitments"
    asker = forum.of(company)
    asker.post(path, emissions(due_on="2017-01-01"), **with_key(key)).must(422)
    asker.post(path, emissions(area="paper"), **with_key(key)).must(422)
    first = asker.post(path, emissions(), **with_key(key)).must(201)
    assert_is_replay(asker.post(path, emissions(), **with_key(key)), first)


def test_a_refused_action_is_judged_anew(forum):
    draft, key = commitment(forum, member(forum), "draft"), new_key()
    publish = f"/v1/commitments/{draft['id']}/publish"
    forum.staff.post(publish, **with_key(key)).must(409)
    forum.of(draft["member_id"]).post(f"/v1/commitments/{draft['id']}/submit").must(200)
    assert "Idempotency-Replayed" not in forum.staff.post(publish, **with_key(key)).must(200).headers


def test_of_what_is_not_there_nothing_is_kept(forum):
    before = rows_of(forum, "kept_answer")
    forum.staff.post(f"/v1/commitments/{uuid.uuid4()}/publish", **with_key(new_key())).must(404)
    assert rows_of(forum, "kept_answer") == before


# Right now.

@contextlib.contextmanager
def held_up(forum, company):
    """While this lasts, nothing can be added below that company: its row is locked."""
    with contextlib.closing(forum.database.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = False
        cursor.execute("select 1 from registry.member where id = %s for update", [company["id"]])
        yield
        connection.rollback()


def wait_for_waiting(forum):
    forum.database.sql("""
        do $$
        begin
            for i in 1..1500 loop
                perform pg_stat_clear_snapshot();
                exit when exists (select from pg_stat_activity
                                  where datname = current_database() and wait_event_type = 'Lock');
                perform pg_sleep(0.02);
            end loop;
        end $$""")


def test_a_key_whose_request_is_under_way_is_told_to_come_again(forum):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", emissions()
    asker, others = forum.of(company), Client(forum.base, forum.of(company).key)
    with concurrent.futures.ThreadPoolExecutor(1) as pool, contextlib.closing(others):
        with held_up(forum, company):
            first = pool.submit(asker.post, path, body, **with_key(key))
            wait_for_waiting(forum)
            refused = others.post(path, body, **with_key(key)).must(409)
            assert refused.problem == "idempotency-key-in-use"
            assert int(refused.headers["Retry-After"]) > 0
        first = first.result().must(201)
        assert_is_replay(others.post(path, body, **with_key(key)), first)


def test_of_many_at_once_exactly_one_is_carried_out(forum_with):
    forum = forum_with("--workers", "2")
    company = member(forum)
    path = f"/v1/members/{company['id']}/commitments"
    secret = forum.of(company).key
    start = threading.Barrier(16)

    def insist(client, key, body):
        start.wait()
        while True:
            answer = client.post(path, body, **with_key(key))
            if answer.status == 201:
                return answer
            assert answer.must(409).problem == "idempotency-key-in-use"

    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(contextlib.closing(Client(forum.base, secret))) for _ in range(16)]
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(16))
        for _ in range(5):
            before, key, body = rows_of(forum), new_key(), wording()
            answers = [done.result() for done in [pool.submit(insist, client, key, body) for client in clients]]
            assert rows_of(forum) == before + 1
            (first,) = [answer for answer in answers if "Idempotency-Replayed" not in answer.headers]
            assert {answer.content for answer in answers} == {first.content}


# What is kept, and for how long.

def all_bytes(database):
    """Everything in the schema's tables as one text, as a thief of a dump would have it, also with hex undone."""
    tables = database.sql("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'registry'")
    text = "\n".join(str(row) for (table,) in tables
                     for row in database.sql(f"select t::text from {table} t"))
    return text.encode() + b"".join(bytes.fromhex(digits) for digits in re.findall(r"\\\\x([0-9a-f]+)", text))


def test_neither_the_answer_nor_the_key_can_be_read_in_the_database(fresh_forum):
    forum, key = fresh_forum, new_key()
    made = forum.post("/v1/members", {"name": "Meris"}, **with_key(key)).must(201)
    forum.post("/v1/members", {"name": "Meris"}, **with_key(key)).must(201)
    stored = all_bytes(forum.database)
    assert made.body["id"].encode() in stored, "this looks at what is stored"
    secret = made.body["key"]
    for hidden in (secret, secret.rpartition("_")[2], key, base64.b64encode(secret.encode()).decode(),
                   '"allowed_actions"'):
        assert hidden.encode() not in stored
    assert not any(hidden in line for line in forum.log for hidden in (secret, key))


def test_two_equal_answers_are_sealed_differently(forum):
    forum.post("/v1/members", {"name": "Meris"}, **with_key(new_key())).must(201)
    sealed = [bytes(row[0]) for row in forum.database.sql("select sealed from registry.kept_answer")]
    assert len({part[:24] for part in sealed}) == len(sealed)


def age(forum, interval):
    forum.database.sql("update registry.kept_answer set created_at = created_at - %s::interval", interval)


def test_an_answer_is_kept_for_24_hours_and_no_longer(fresh_forum):
    forum, key, body = fresh_forum, new_key(), {"name": "Lafarge"}
    first = forum.post("/v1/members", body, **with_key(key)).must(201)
    age(forum, "23 hours 59 minutes")
    assert_is_replay(forum.post("/v1/members", body, **with_key(key)), first)
    age(forum, "1 minute")
    anew = forum.post("/v1/members", body, **with_key(key)).must(201)
    assert "Idempotency-Replayed" not in anew.headers and anew.body["id"] != first.body["id"]
    assert_is_replay(forum.post("/v1/members", body, **with_key(key)), anew)


def test_what_is_out_of_date_goes_with_what_is_added(fresh_forum):
    """With one in eight, so that a few dozen surely take it along; what is younger stays."""
    for number in range(6):
        fresh_forum.post("/v1/members", {"name": f"Meris {number}"}, **with_key(new_key())).must(201)
    age(fresh_forum, "24 hours")
    added = 0
    while rows_of(fresh_forum, "kept_answer") == 6 + added:
        fresh_forum.post("/v1/members", {"name": f"Lafarge {added}"}, **with_key(new_key())).must(201)
        added += 1
        assert added < 400, "nothing goes"
    assert rows_of(fresh_forum, "kept_answer") == added


@pytest.mark.parametrize("user", ["forum_app", "forum_public"])
def test_no_login_reads_or_writes_kept_answers(forum, user):
    for statement in ("select * from registry.kept_answer", "delete from registry.kept_answer",
                      "insert into registry.kept_answer values ('', '', '')",
                      "update registry.kept_answer set created_at = now()"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), \
                contextlib.closing(forum.database.connect(user)) as connection, connection.cursor() as cursor:
            cursor.execute("set default_transaction_read_only = off")  # which forum_public may, for what it is worth
            cursor.execute(statement)


# An answer that was lost on its way.

def test_a_client_that_left_finds_its_answer(forum):
    company, key = member(forum), new_key()
    path, body = f"/v1/members/{company['id']}/commitments", wording()
    before, secret = rows_of(forum), forum.of(company).key
    with held_up(forum, company), concurrent.futures.ThreadPoolExecutor(1) as pool:
        first = pool.submit(requests.post, forum.base + path, json=body, timeout=(10, 0.5),
                            headers={"Idempotency-Key": key, "Authorization": f"Bearer {secret}"})
        wait_for_waiting(forum)
        with pytest.raises(requests.exceptions.ReadTimeout):
            first.result()
    while (answer := forum.of(company).post(path, body, **with_key(key))).status == 409:
        assert answer.problem == "idempotency-key-in-use"
    assert answer.must(201).headers["Idempotency-Replayed"] == "true"
    assert rows_of(forum) == before + 1


def test_applications_are_still_told_apart_by_their_numbers(forum):
    taken = applicant(forum, pib=new_pib())
    answer = forum.post("/v1/members", {"name": "Meris", "pib": taken["pib"]}, **with_key(new_key()))
    assert answer.must(409).problem == "conflict"
