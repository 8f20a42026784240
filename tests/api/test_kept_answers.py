"""Lists that are kept (server/registry/shelf.h) are what the database would answer now, whatever happened in between."""

import random
import threading

import pytest

from conftest import database_from, forum_on

LISTS = ["/v1/members", "/v1/members?sector=C&sort=-created_at", "/v1/commitments", "/v1/commitments?status=published&limit=3",
         "/v1/commitments?area=environment&sort=due_on", "/v1/commitments?year=2027", "/v1/reports", "/v1/taxonomies"]

COMMITMENT = {"title": {"en": "Less paper in our offices"}, "area": "environment", "kind": "quantitative",
              "indicator": "Office paper used in a year", "unit": "kg", "direction": "decrease", "baseline_value": 1200,
              "baseline_on": "2025-12-31", "target_value": 600, "starts_on": "2026-01-01", "due_on": "2027-12-31"}


@pytest.fixture(scope="module")
def pair(template):
    """Two daemons on one database: one keeps lists, the other asks for each of them."""
    with database_from(template) as database, forum_on(database) as keeps, forum_on(database, FORUM_CACHE="0") as asks:
        yield keeps, asks


def answers(forum):
    return [(answer.status, answer.text, answer.etag, answer.headers.get("Link"))
            for answer in (forum.get(path).must(200) for path in LISTS)]


def a_published_commitment(forum, **properties):
    member = forum.staff.post("/v1/members", {"name": f"Metalac {random.random()}", "sector": "C"}).must(201).body
    forum.staff.post(f"/v1/members/{member['id']}/approve").must(200)
    draft = forum.staff.post(f"/v1/members/{member['id']}/commitments", {**COMMITMENT, **properties}).must(201).body
    forum.staff.post(f"/v1/commitments/{draft['id']}/submit").must(200)
    return forum.staff.post(f"/v1/commitments/{draft['id']}/publish").must(200).body


def test_a_kept_list_is_what_the_database_says_after_every_change(pair):
    keeps, asks = pair
    rng = random.Random(2016)
    published = [a_published_commitment(keeps)]

    def publish():
        published.append(a_published_commitment(keeps))

    def report_progress():
        path = f"/v1/commitments/{rng.choice(published)['id']}/progress"
        keeps.staff.post(path, {"observed_on": "2026-06-30", "value": rng.randint(500, 1300)}).must(201)

    def rename():
        member = keeps.staff.get(f"/v1/members/{rng.choice(published)['member_id']}").must(200)
        keeps.staff.patch(f"/v1/members/{member.body['id']}", {"name": f"Impol {rng.random()}"},
                          if_match=member.etag).must(200)

    def suspend():
        keeps.staff.post(f"/v1/members/{published[-1]['member_id']}/suspend",
                         {"reason": "no_report", "note": "No report for two years."})

    for _ in range(30):
        rng.choice([publish, report_progress, rename, suspend])()
        expected = answers(asks)
        assert answers(keeps) == expected
        assert answers(keeps) == expected, "the second time they come from memory"


def test_what_was_acknowledged_is_seen_by_the_next_stranger(pair):
    keeps, _ = pair
    for _ in range(20):
        keeps.get("/v1/commitments?sort=-created_at&limit=1").must(200)
        published = a_published_commitment(keeps)
        assert keeps.get("/v1/commitments?sort=-created_at&limit=1").body["data"][0]["id"] == published["id"]


def test_an_embargo_that_passes_changes_a_kept_list_with_nobody_doing_anything(pair):
    keeps, asks = pair
    until = keeps.database.value("select to_char(now() + '1.5 seconds', 'YYYY-MM-DD\"T\"HH24:MI:SS.MSTZH:00')")
    published = a_published_commitment(keeps, embargo_until=until)
    path = "/v1/commitments?sort=-created_at&limit=1"
    before = keeps.get(path).must(200).body["data"]
    assert not before or before[0]["id"] != published["id"]
    keeps.database.sql("select pg_sleep_until(%s::timestamptz + '10 ms')", until)
    assert keeps.get(path).must(200).body["data"][0]["id"] == published["id"]
    assert answers(keeps) == answers(asks)


def test_many_who_ask_the_same_at_once_hear_the_same(pair):
    keeps, _ = pair
    a_published_commitment(keeps)
    heard, lock = [], threading.Lock()

    def ask():
        from conftest import Client
        client = Client(keeps.base)
        for path in ("/v1/members", "/v1/members/01900000-0000-7000-8000-000000000000", "/v1/commitments?limit=1"):
            answer = client.get(path)
            with lock:
                heard.append((path, answer.status, answer.text if answer.status == 200 else answer.body["title"]))
        client.close()

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 120
    assert len(set(heard)) == 3
    assert {status for _, status, _ in heard} == {200, 404}
