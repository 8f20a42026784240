"""Many at once on one row: nothing that was accepted is lost, and nothing happens twice."""

import concurrent.futures
import datetime
import itertools
import threading

import pytest

from conftest import Client
from examples import act, annual_report, commitment, emissions, member, new_pib, report

WRITERS = 200


def all_at_once(tasks, workers=32):
    """The results of functions that start together, as far as threads can."""
    gate = threading.Barrier(min(workers, len(tasks)))

    def run(task, waits):
        if waits:
            gate.wait()
        return task()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        return [future.result() for future in [pool.submit(run, task, place < gate.parties) for place, task in enumerate(tasks)]]


def versions_of(forum, row):
    return forum.database.sql("select version, action, before, after from registry.change where resource_id = %s order by version", row["id"])


def clients(forum, owner, count):
    """So many connections of one company."""
    key = forum.new_key(role="member", member_id=owner["id"], label="Kompanija")
    return [Client(forum.base, key) for _ in range(count)]


def test_two_hundred_writers_leave_a_history_of_every_accepted_change_in_order(forum):
    """Each reads, changes and sends the version that it read, again and again until it is taken; none is lost, none is there twice."""
    owner = member(forum)
    row = commitment(forum, owner, "draft")
    path = f"/v1/commitments/{row['id']}"
    local = threading.local()
    pool = itertools.cycle(clients(forum, owner, 16))
    lock = threading.Lock()
    accepted, stale = [], itertools.count()

    def client():
        if not hasattr(local, "client"):
            with lock:
                local.client = next(pool)
        return local.client

    def write(number):
        def until_taken():
            while True:
                tag = client().get(path).must(200).etag
                answer = client().patch(path, {"source": f"Izmena broj {number}"}, if_match=tag)
                if answer.status == 200:
                    with lock:
                        accepted.append((answer.body["version"], answer.body["source"]))
                    return
                answer.must(412)
                next(stale)
        return until_taken
    all_at_once([write(number) for number in range(WRITERS)], workers=16)
    assert len(accepted) == WRITERS
    assert sorted(version for version, _ in accepted) == list(range(2, WRITERS + 2)), "one version each, none left out"
    assert {source for _, source in accepted} == {f"Izmena broj {number}" for number in range(WRITERS)}
    changes = versions_of(forum, row)
    assert [version for version, *_ in changes] == list(range(1, WRITERS + 2))
    told = dict(accepted)
    for (version, _, before, after), (_, _, _, former) in zip(changes[1:], changes):
        assert after["source"] == told[version], "what was answered is what was recorded"
        assert before == former, "each change starts from the one before"
    assert next(stale) > 0, "they did meet"
    revisions = forum.of(owner).every(path + "/revisions", limit=200)
    assert sorted(revision["version"] for revision in revisions) == list(range(1, WRITERS + 2))


def test_writers_with_one_version_are_taken_once(forum):
    owner = member(forum)
    row = commitment(forum, owner, "draft")
    path = f"/v1/commitments/{row['id']}"
    answers = all_at_once([lambda n=n, c=c: c.patch(path, {"source": f"Izmena {n}"}, if_match=1)
                           for n, c in enumerate(clients(forum, owner, 32))])
    assert sorted(answer.status for answer in answers) == [200] + [412] * 31
    now = forum.of(owner).get(path).must(200).body
    assert (now["version"], [now["source"]]) == (2, [answer.body["source"] for answer in answers if answer.status == 200])
    assert {answer.body["detail"] for answer in answers if answer.status == 412} == \
        {"The commitment has changed since: it is version 2 now, not 1."}


@pytest.mark.parametrize("status, actions", [
    ("submitted", [("publish", {}), ("return", {"note": "Nedostaje jedinica mere."})]),
    ("published", [("achieve", {}), ("miss", {}), ("withdraw", {"reason": "replaced"})])])
def test_of_actions_that_exclude_each_other_one_is_taken(forum, status, actions):
    for _ in range(5):
        row = commitment(forum, member(forum), status)
        staff = [Client(forum.base, forum.staff.key) for _ in range(24)]
        answers = all_at_once([lambda c=c, a=a: act(c, "commitments", row, a[0], **a[1]) for c, a in zip(staff, itertools.cycle(actions))])
        assert sorted(answer.status for answer in answers) == [200] + [409] * 23
        taken = [answer.body["status"] for answer in answers if answer.status == 200]
        assert [forum.staff.get(f"/v1/commitments/{row['id']}").must(200).body["status"]] == taken
        versions = [version for version, *_ in versions_of(forum, row)]
        assert versions == list(range(1, len(versions) + 1))


def test_of_equal_numbers_one_company_is_taken(forum):
    for _ in range(3):
        pib = new_pib()
        staff = [Client(forum.base, forum.staff.key) for _ in range(16)]
        answers = all_at_once([lambda n=n, c=c: c.post("/v1/members", {"name": f"Kompanija {n}", "pib": pib}) for n, c in enumerate(staff)])
        assert sorted(answer.status for answer in answers) == [201] + [409] * 15
        assert len(forum.staff.every(f"/v1/members?pib={pib}")) == 1


def test_an_entry_is_superseded_once(forum):
    owner = member(forum)
    row = commitment(forum, owner)
    path = f"/v1/commitments/{row['id']}/progress"
    wrong = forum.of(owner).post(path, {"observed_on": "2024-12-31", "value": 1}).must(201).body
    answers = all_at_once([lambda n=n, c=c: c.post(path, {"observed_on": "2024-12-31", "value": 1000 + n, "supersedes": wrong["id"],
                                                          "reason": "Izostavljene su nule."})
                           for n, c in enumerate(clients(forum, owner, 16))])
    assert sorted(answer.status for answer in answers) == [201] + [422] * 15
    value, = [answer.body["value"] for answer in answers if answer.status == 201]
    assert forum.get(f"/v1/commitments/{row['id']}").must(200).body["current_value"] == value


def test_entries_at_once_leave_the_newest_as_the_current_value(forum):
    owner = member(forum)
    row = commitment(forum, owner)
    path = f"/v1/commitments/{row['id']}/progress"
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=41 * n) for n in range(40)]
    pool = clients(forum, owner, 16)
    answers = all_at_once([lambda n=n, d=d: pool[n % 16].post(path, {"observed_on": d.isoformat(), "value": 1000 - n})
                           for n, d in enumerate(days)], workers=16)
    assert {answer.status for answer in answers} == {201}
    now = forum.get(f"/v1/commitments/{row['id']}").must(200).body
    assert (now["current_value"], now["current_value_on"]) == (1000 - 39, days[-1].isoformat())


def test_no_request_passes_once_its_key_was_revoked(forum):
    """What was begun before may pass; what begins after the answer to the revocation may not."""
    owner = member(forum)
    key = forum.admin.post("/v1/keys", {"role": "member", "member_id": owner["id"], "label": "Kompanija"}).must(201).body
    users = [Client(forum.base, key["key"]) for _ in range(16)]
    revoked, seen = threading.Event(), []

    def use(client):
        while True:
            was_revoked = revoked.is_set()
            status = client.get("/v1/me").status
            seen.append((was_revoked, status))
            if status == 401:
                return

    def revoke():
        while len(seen) < 100:
            pass
        forum.admin.post(f"/v1/keys/{key['id']}/revoke").must(200)
        revoked.set()
    all_at_once([*(lambda c=c: use(c) for c in users), revoke], workers=17)
    assert all(status == 401 for was_revoked, status in seen if was_revoked)
    assert {status for _, status in seen} == {200, 401}


def test_nothing_is_entered_for_a_member_once_it_was_expelled(forum):
    owner = member(forum)
    pool = clients(forum, owner, 16)
    ended, entered = threading.Event(), []

    def enter(client):
        while True:
            was_ended = ended.is_set()
            answer = client.post(f"/v1/members/{owner['id']}/commitments", emissions())
            entered.append((was_ended, answer.status))
            if answer.status == 409:
                return
            answer.must(201)

    def expel():
        while len(entered) < 40:
            pass
        act(forum.staff, "members", owner, "expel", reason="code_breach").must(200)
        ended.set()
    all_at_once([*(lambda c=c: enter(c) for c in pool), expel], workers=17)
    assert all(status == 409 for was_ended, status in entered if was_ended)


def test_a_report_and_its_successors_agree_whoever_is_first(forum):
    owner = member(forum)
    old = report(forum, owner)
    better = [report(forum, owner) for _ in range(4)]
    staff = [Client(forum.base, forum.staff.key) for _ in range(16)]
    answers = all_at_once([lambda c=c, b=b: act(c, "reports", old, "supersede", superseded_by=b["id"])
                           for c, b in zip(staff, itertools.cycle(better))])
    assert sorted(answer.status for answer in answers) == [200] + [409] * 15
    taken, = [answer.body["superseded_by"] for answer in answers if answer.status == 200]
    assert forum.get(f"/v1/reports/{old['id']}").must(200).body["superseded_by"] == taken


def test_an_embargo_that_passes_shows_all_of_it_at_once(forum):
    """A reader meets either nothing or the published row, in the item, the list and the revisions, and never nothing again."""
    owner = member(forum)
    soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)).isoformat()
    row = commitment(forum, owner, embargo_until=soon)
    path = f"/v1/commitments/{row['id']}"

    def follow(client):
        met = []
        while len([status for status in met if status == 200]) < 20:
            met.append(client.get(path).status)
        return met
    for met in all_at_once([lambda c=Client(forum.base): follow(c) for _ in range(8)], workers=8):
        assert met == sorted(met, reverse=True) and set(met) == {404, 200}, met
    assert row["id"] in [each["id"] for each in forum.every("/v1/commitments", status="published")]
    assert forum.get(path + "/revisions").must(200).body["data"]


def test_reports_of_one_year_at_once_settle_what_a_member_owes(forum):
    owner = member(forum, effective_on="2023-03-02")
    pool = clients(forum, owner, 8)
    drafts = [pool[n].post(f"/v1/members/{owner['id']}/reports", annual_report(year)).must(201).body
              for n, year in enumerate((2023, 2024, 2025, 2023, 2024, 2025))]
    for draft in drafts:
        act(forum.of(owner), "reports", draft, "submit").must(200)
    answers = all_at_once([lambda d=d: act(Client(forum.base, forum.staff.key), "reports", d, "publish") for d in drafts])
    assert {answer.status for answer in answers} == {200}
    assert forum.get(f"/v1/members/{owner['id']}").must(200).body["reporting_due_on"] == "2027-12-31"
