"""The order of every list, with what has no value at its end, and walks through them while others write."""

import functools
import itertools
import random
import threading

import pytest

from conftest import Client
from examples import act, commitment, emissions, member, progress, report
from populated import LISTS, compare, order_of, populate, sorts_of

SORTS = {"listMembers": ["name", "created_at", "updated_at", "joined_on", "employees", "reporting_due_on", "softened_commitments", "city", "country", "sector"],
         "listCommitments": ["created_at", "updated_at", "published_at", "due_on", "progress"],
         "listReports": ["created_at", "updated_at", "published_at", "period_start", "period_end"],
         "listProgress": ["observed_on", "created_at"], "listCommitmentRevisions": ["version"]}
BOTH_WAYS = [(operation_id, sign + name) for operation_id, names in SORTS.items() for name in names for sign in ("", "-")]
KEYS = {"listCommitmentRevisions": "version"}


@pytest.fixture(scope="module")
def places(forum):
    return populate(forum)


def in_order(rows, sort, key="id", ranks=None):
    return sorted(rows, key=functools.cmp_to_key(compare(order_of(sort, key), ranks)))


def ranks_of(rows):
    """The places of names in the Serbian alphabet, which test_lists.py proves."""
    return {row["name"]: place for place, row in enumerate(rows)} if rows and "name" in rows[0] else {}


def test_these_are_the_orders_of_the_contract(forum):
    document = forum.get("/openapi.json").must(200).body
    for operation_id, names in SORTS.items():
        assert sorted(sorts_of(document, operation_id)) == sorted(sign + name for name in names for sign in ("", "-"))
    for one, other in (("listMemberCommitments", "listCommitments"), ("listMemberReports", "listReports"),
                       ("listReportRevisions", "listCommitmentRevisions"), ("listMemberRevisions", "listCommitmentRevisions")):
        assert sorts_of(document, one) == sorts_of(document, other)


@pytest.mark.parametrize("operation_id, sort", BOTH_WAYS)
def test_every_order_is_kept_over_all_pages_and_what_has_no_value_is_last(forum, places, operation_id, sort):
    path, key = LISTS[operation_id].format(**places), KEYS.get(operation_id, "id")
    whole = forum.staff.every(path, limit=200)
    expected = in_order(whole, sort, key, ranks_of(whole))
    for limit in (1, 3, len(whole)):
        assert forum.staff.every(path, sort=sort, limit=limit) == expected, f"in pages of {limit}"
    public = forum.every(path, limit=200)
    assert forum.every(path, sort=sort, limit=2) == in_order(public, sort, key, ranks_of(whole))


@pytest.mark.parametrize("operation_id", ["listMembers", "listCommitments", "listReports"])
def test_an_order_of_several_properties_is_kept_over_all_pages(forum, places, operation_id):
    path, dice = LISTS[operation_id].format(**places), random.Random(2027)
    whole = forum.staff.every(path, limit=200)
    for _ in range(25):
        names = dice.sample(SORTS[operation_id], dice.randint(2, min(4, len(SORTS[operation_id]))))
        sort = ",".join(dice.choice(("", "-")) + name for name in names)
        expected = in_order(whole, sort, ranks=ranks_of(whole))
        assert forum.staff.every(path, sort=sort, limit=dice.randint(1, 7)) == expected, sort


@pytest.mark.parametrize("sort", ["employees", "-employees", "sector,-employees", "-city,sector,-name"])
def test_an_order_is_kept_as_of_a_moment(forum, places, sort):
    moments = sorted(row["updated_at"] for row in forum.every("/v1/commitments", limit=200))
    whole = forum.every("/v1/members", limit=200, as_of=moments[-1])
    assert forum.every("/v1/members", limit=2, as_of=moments[-1], sort=sort) == in_order(whole, sort, ranks=ranks_of(whole))


class Writers:
    """Two that make, change and delete rows of one kind. Each page of a walk is asked for while they do a few of their steps, so that
    every page meets changes and a walk comes to an end."""

    STEPS = 3

    def __init__(self, forum, operation_id, places, rows):
        self.forum, self.places, self.owner = forum, places, member(forum)
        self.step = getattr(self, operation_id)
        self.mine = [row["id"] for row in rows[::3] if row.get("id") not in (None, *places.values())]  # the others stay
        self.number = itertools.count(1)
        self.allowed, self.done = threading.Semaphore(0), threading.Semaphore(0)
        self.failure, self.is_over = None, False
        self.threads = [threading.Thread(target=self.write, args=(Client(forum.base, forum.staff.key), random.Random(place))) for place in (1, 2)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.allowed.release(len(self.threads))
        for thread in self.threads:
            thread.join()
        assert self.failure is None, self.failure

    def write(self, staff, dice):
        try:
            while self.allowed.acquire() and not self.is_over:
                self.step(staff, dice, next(self.number))
                self.done.release()
        except BaseException as failure:
            self.failure = failure
            self.done.release(1000)

    def during(self, ask):
        """What `ask` answers while rows are written."""
        self.allowed.release(self.STEPS)
        answer = ask()
        for _ in range(self.STEPS):
            self.done.acquire()
        return answer

    def listMembers(self, staff, dice, number):
        if number % 3 == 0:
            self.mine.append(staff.post("/v1/members", {"name": f"{dice.choice('ABČĆDĐŠŽ')}{number}", "employees": 10000 + number}).must(201).body["id"])
            return
        chosen = dice.choice(self.mine)
        change = dice.choice([{"name": f"{dice.choice('ABČĆDĐŠŽ')} {number}"}, {"employees": 20000 + number}, {"employees": None}, {"sector": "K", "country": "SI"},
                              {"city": f"Grad {number}"}])
        staff.patch(f"/v1/members/{chosen}", change, if_match="*").must(200)
        act(staff, "members", chosen, "approve", effective_on=f"2019-{1 + number % 12:02}-01")

    def listCommitments(self, staff, dice, number):
        if number % 3 == 0:
            body = emissions(due_on=f"{2030 + number % 40}-0{1 + number % 9}-01")
            self.mine.append(staff.post(f"/v1/members/{self.owner['id']}/commitments", body).must(201).body["id"])
            return
        chosen = dice.choice(self.mine)
        staff.delete(f"/v1/commitments/{chosen}", if_match="*") if number % 5 == 0 else None
        staff.patch(f"/v1/commitments/{chosen}", {"due_on": f"{2040 + number % 50}-06-{1 + number % 28:02}", "change_reason": "The works are late."}, if_match="*")
        act(staff, "commitments", chosen, dice.choice(["submit", "publish", "achieve"]))
        staff.post(f"/v1/commitments/{chosen}/progress", {"observed_on": "2026-01-31", "value": 500000 - number})

    def listReports(self, staff, dice, number):
        if number % 3 == 0:
            body = {"title": {"sr": "Godišnji izveštaj"}, "kind": "sustainability", "period_start": f"19{91 + number % 9}-01-01", "languages": ["sr"],
                    "period_end": f"20{number % 25:02}-03-{1 + number % 28:02}"}
            self.mine.append(staff.post(f"/v1/members/{self.owner['id']}/reports", body).must(201).body["id"])
            return
        chosen = dice.choice(self.mine)
        staff.delete(f"/v1/reports/{chosen}", if_match="*") if number % 5 == 0 else None
        staff.patch(f"/v1/reports/{chosen}", {"period_end": f"2026-0{1 + number % 9}-{1 + number % 28:02}"}, if_match="*")
        act(staff, "reports", chosen, dice.choice(["submit", "publish"]))

    def listProgress(self, staff, dice, number):
        staff.post(f"/v1/commitments/{self.places['commitment']}/progress", {"observed_on": f"20{10 + number % 15}-0{1 + number % 9}-15", "value": 500000 - number}).must(201)

    def listCommitmentRevisions(self, staff, dice, number):
        staff.patch(f"/v1/commitments/{self.places['commitment']}", {"title": {"en": f"Reduce emissions, in {number} steps"}, "change_reason": "As the board decided."},
                    if_match="*").must(200)


@pytest.fixture(scope="module")
def crowded(forum, places):
    """Enough rows of each kind for several pages."""
    owner = {"id": places["member"]}
    for number in range(21):
        member(forum, name=f"{'ABČĆDĐŠŽ'[number % 8]}{number}", employees=[None, number, 7][number % 3], effective_on=f"20{10 + number % 5}-01-01")
    for number in range(24):
        progress(forum, owner, {"id": places["commitment"]}, observed_on=f"20{19 + number % 5}-0{1 + number % 9}-10", value=700000 - number)
        if number % 2:
            report(forum, owner, ["published", "draft"][number // 2 % 2], year=1995 + number)
            commitment(forum, owner, ["published", "draft"][number // 2 % 2])
            forum.staff.patch(f"/v1/commitments/{places['commitment']}", {"title": {"en": f"Reduce emissions, part {number}"}, "change_reason": "A better word."},
                              if_match="*").must(200)
    return places


@pytest.mark.parametrize("operation_id, sort", BOTH_WAYS)
def test_a_walk_sees_every_row_that_stays_once_while_others_write(forum, crowded, operation_id, sort):
    """The rows that were there all the time, and whose place in the order is the same, are seen once each; any other at most once in
    each of its places."""
    path, key = LISTS[operation_id].format(**crowded), KEYS.get(operation_id, "id")
    columns = [name for name, _ in order_of(sort, key)]

    def place_of(row):
        return tuple(row[name] for name in columns)

    before = forum.staff.every(path, limit=200)
    seen, cursor, pages = [], {}, 0
    with Writers(forum, operation_id, crowded, before) as writers:
        while cursor is not None:
            page = writers.during(lambda: forum.staff.get(path, sort=sort, limit=7, **cursor).must(200).body)
            seen += page["data"]
            pages += 1
            cursor = {"cursor": page["page"]["next"]} if page["page"]["next"] else None
    after = {row[key]: place_of(row) for row in forum.staff.every(path, limit=200)}
    steady = [row[key] for row in before if after.get(row[key]) == place_of(row)]
    assert len(steady) >= 8 and pages >= 3
    sightings = [place_of(row) for row in seen]
    assert len(sightings) == len(set(sightings)), "a row was seen twice in one place"
    ids = [row[key] for row in seen]
    assert [row_id for row_id in steady if ids.count(row_id) != 1] == []
