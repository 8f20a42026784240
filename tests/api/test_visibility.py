"""Who sees what is not public: its company and the Forum. For everyone else it is not there."""

import datetime

import pytest

from examples import NOBODY, act, annual_report, commitment, emissions, member, nothing_written, progress, report

UNSEEN = ["draft", "submitted", "returned"]
MAKE = {"commitments": commitment, "reports": report}
CHANGE = {"commitments": {"area": "market"}, "reports": {"frameworks": ["esrs"]}}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture(scope="module")
def stranger(forum):
    return forum.of(member(forum))


def ids(client, path, **filters):
    return [row["id"] for row in client.every(path, limit=200, **filters)]


def in_an_hour():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def lift_embargo(forum, resource, row):
    """Lets the hour come: the row's own clock is moved, past the guard that keeps it."""
    table = f"registry.{resource.removesuffix('s')}"
    forum.database.sql(f"alter table {table} disable trigger user; update {table} set embargo_until = now() where id = %s;"
                       f"alter table {table} enable trigger user", row["id"])


@pytest.mark.parametrize("resource", MAKE)
@pytest.mark.parametrize("status", UNSEEN)
def test_what_is_not_published_is_seen_by_its_company_and_staff_alone(forum, owner, stranger, resource, status):
    row = MAKE[resource](forum, owner, status)
    address = f"/v1/{resource}/{row['id']}"
    for asker in (forum.of(owner), forum.staff, forum.admin):
        assert asker.get(address).must(200).body["id"] == row["id"]
        assert row["id"] in ids(asker, f"/v1/{resource}")
        assert row["id"] in ids(asker, f"/v1/{resource}", status=status)
        assert row["id"] in ids(asker, f"/v1/members/{owner['id']}/{resource}")
    for asker in (forum, stranger):
        for filters in ({}, {"status": status}, {"member_id": owner["id"]}):
            assert row["id"] not in ids(asker, f"/v1/{resource}", **filters)
        assert row["id"] not in ids(asker, f"/v1/members/{owner['id']}/{resource}")


@pytest.mark.parametrize("resource", MAKE)
@pytest.mark.parametrize("status", UNSEEN)
def test_what_one_may_not_see_is_answered_as_if_it_were_not_there(forum, owner, stranger, resource, status):
    row = MAKE[resource](forum, owner, status)
    for asker in (forum, stranger):
        there = asker.get(f"/v1/{resource}/{row['id']}").must(404).body
        nowhere = asker.get(f"/v1/{resource}/{NOBODY}").must(404).body
        assert {**there, "request_id": ""} == {**nowhere, "request_id": ""}
        asker.head(f"/v1/{resource}/{row['id']}").must(404)
    with nothing_written(forum):
        for method, path, body in (("PATCH", "", CHANGE[resource]), ("DELETE", "", None), ("POST", "/submit", {})):
            headers = {"If-Match": "*"} if method != "POST" else {}
            answers = [stranger.request(method, f"/v1/{resource}/{row_id}{path}", body, headers=headers).must(404).body
                       for row_id in (row["id"], NOBODY)]
            assert len({(answer["title"], answer["detail"]) for answer in answers}) == 1


def test_progress_of_what_one_may_not_see_is_not_there_either(forum, owner, stranger):
    row = commitment(forum, owner, embargo_until=in_an_hour())
    entry = progress(forum, owner, row, observed_on="2025-12-31", value=900000)
    for path in (f"/v1/commitments/{row['id']}/progress", f"/v1/commitments/{row['id']}/progress/{entry['id']}"):
        forum.of(owner).get(path).must(200)
        for asker in (forum, stranger):
            asker.get(path).must(404)
    stranger.post(f"/v1/commitments/{row['id']}/progress", {"observed_on": "2025-12-31", "value": 1}).must(404)


@pytest.mark.parametrize("resource", MAKE)
def test_an_embargo_hides_until_its_hour_comes(forum, owner, stranger, resource):
    row = MAKE[resource](forum, owner, "published", embargo_until=in_an_hour())
    address = f"/v1/{resource}/{row['id']}"
    for asker in (forum, stranger):
        asker.get(address).must(404)
        assert row["id"] not in ids(asker, f"/v1/{resource}", status="published")
    for asker in (forum.of(owner), forum.staff):
        assert asker.get(address).must(200).body["status"] == "published"
    lift_embargo(forum, resource, row)
    for asker in (forum, stranger):
        asker.get(address).must(200)
        assert row["id"] in ids(asker, f"/v1/{resource}", status="published")


@pytest.mark.parametrize("resource", MAKE)
def test_an_embargo_that_has_passed_can_not_be_set_again(forum, owner, resource):
    row = MAKE[resource](forum, owner, "published", embargo_until=in_an_hour())
    moved = forum.staff.patch(f"/v1/{resource}/{row['id']}", {"embargo_until": "2031-01-01T00:00:00Z"}, if_match="*").must(200)
    assert moved.body["embargo_until"] == "2031-01-01T00:00:00Z"
    lift_embargo(forum, resource, row)
    with nothing_written(forum):
        refused = forum.staff.patch(f"/v1/{resource}/{row['id']}", {"embargo_until": in_an_hour()}, if_match="*")
    assert refused.status in (409, 422)
    forum.get(f"/v1/{resource}/{row['id']}").must(200)


@pytest.mark.parametrize("resource", MAKE)
def test_a_published_one_can_not_be_hidden_by_an_embargo(forum, owner, resource):
    row = MAKE[resource](forum, owner)
    for asker in (forum.of(owner), forum.staff):
        assert asker.patch(f"/v1/{resource}/{row['id']}", {"embargo_until": in_an_hour()}, if_match="*").status in (409, 422)
    assert forum.get(f"/v1/{resource}/{row['id']}").must(200).body["embargo_until"] is None


@pytest.mark.parametrize("status", ["applied", "rejected"])
def test_an_application_is_seen_by_itself_and_staff_alone(forum, stranger, status):
    row = member(forum, status, city="Čačak")
    address = f"/v1/members/{row['id']}"
    for asker in (forum.of(row), forum.staff, forum.admin):
        asker.get(address).must(200)
        assert row["id"] in ids(asker, "/v1/members", status=status)
    for asker in (forum, stranger):
        there, nowhere = asker.get(address).must(404).body, asker.get(f"/v1/members/{NOBODY}").must(404).body
        assert {**there, "request_id": ""} == {**nowhere, "request_id": ""}
        assert row["id"] not in ids(asker, "/v1/members")
        assert row["id"] not in ids(asker, "/v1/members", status=status)
        assert row["id"] not in ids(asker, "/v1/members", name=row["name"])
        for nested in ("commitments", "reports"):
            asker.get(f"{address}/{nested}").must(404)
    with nothing_written(forum):
        stranger.patch(address, {"city": "Niš"}, if_match="*").must(404)
        stranger.post(f"{address}/commitments", emissions()).must(404)
        stranger.post(f"{address}/reports", annual_report()).must(404)


@pytest.mark.parametrize("status", ["active", "suspended", "withdrawn", "expelled"])
def test_whoever_was_admitted_stays_public(forum, stranger, status):
    row = member(forum, status)
    for asker in (forum, stranger):
        assert asker.get(f"/v1/members/{row['id']}").must(200).body["status"] == status
        assert row["id"] in ids(asker, "/v1/members", status=status)


def test_what_a_member_published_stays_public_when_it_leaves(forum):
    row = member(forum)
    promise, told = commitment(forum, row), report(forum, row)
    act(forum.staff, "members", row, "expel", reason="code_breach").must(200)
    forum.get(f"/v1/commitments/{promise['id']}").must(200)
    forum.get(f"/v1/reports/{told['id']}").must(200)


@pytest.mark.parametrize("status", ["published", "achieved", "missed", "withdrawn"])
def test_what_was_published_stays_public(forum, owner, stranger, status):
    row = commitment(forum, owner, status)
    for asker in (forum, stranger):
        assert asker.get(f"/v1/commitments/{row['id']}").must(200).body["status"] == status


def test_a_stranger_changes_nothing_that_it_sees(forum, owner, stranger):
    with nothing_written(forum):
        stranger.patch(f"/v1/members/{owner['id']}", {"city": "Niš"}, if_match="*").must(403)
        stranger.post(f"/v1/members/{owner['id']}/commitments", emissions()).must(403)
        stranger.post(f"/v1/members/{owner['id']}/reports", annual_report()).must(403)


def test_a_list_of_one_who_sees_less_pages_over_what_it_sees_alone(fresh_forum):
    """Rows that the asker may not see neither fill a page nor show in its cursor."""
    owner = member(fresh_forum)
    seen = []
    for number in range(12):
        row = commitment(fresh_forum, owner, "published" if number % 3 == 0 else "draft")
        if number % 3 == 0:
            seen.append(row["id"])
    pages, cursor = [], {}
    while cursor is not None:
        page = fresh_forum.get("/v1/commitments", limit=2, **cursor).must(200).body
        pages.append([row["id"] for row in page["data"]])
        cursor = {"cursor": page["page"]["next"]} if page["page"]["next"] else None
    assert pages == [seen[:2], seen[2:]]


def test_whoever_reads_without_a_key_hears_of_no_actions(forum, owner):
    row = commitment(forum, owner)
    assert forum.get(f"/v1/commitments/{row['id']}").body["allowed_actions"] is None
    assert forum.get(f"/v1/members/{owner['id']}").body["allowed_actions"] is None
    assert all(row["allowed_actions"] is None for row in forum.every("/v1/commitments", limit=200))


def test_answers_to_a_key_are_stored_by_nobody(forum, owner):
    address = f"/v1/members/{owner['id']}"
    assert forum.staff.get(address).headers["Cache-Control"] == "private, no-store"
    assert forum.get(address).headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert forum.get(f"/v1/members/{NOBODY}").headers["Cache-Control"] == "no-store"
    for asker in (forum, forum.staff):
        assert "Authorization" in asker.get(address).headers["Vary"]
