"""What a list tells beyond its rows: how many there are (`count`), and what belongs to them (`include`)."""

import pytest

from examples import NOBODY, commitment, emissions, member, progress, report
from populated import LISTS, populate


@pytest.fixture(scope="module")
def places(forum):
    return populate(forum)


@pytest.mark.parametrize("operation_id", LISTS)
def test_an_exact_count_is_that_of_all_rows_on_any_page(forum, places, operation_id):
    path = LISTS[operation_id].format(**places)
    for client in (forum, forum.staff):
        whole = client.every(path)
        first = client.get(path, limit=1, count="exact").must(200).body
        assert first["data"] == whole[:1] and first["page"]["count"] == len(whole)
        if len(whole) > 1:
            second = client.get(path, limit=200, count="exact", cursor=first["page"]["next"]).must(200).body
            assert second["data"] == whole[1:] and second["page"] == {"limit": 200, "count": len(whole), "next": None}
        assert "count" not in client.get(path, limit=1).must(200).body["page"]


@pytest.mark.parametrize("sort", ["progress", "-progress", "due_on", "-published_at,due_on"])
@pytest.mark.parametrize("query", [{}, {"area": "environment,market"}, {"health": "overdue", "kind": "quantitative"}, {"sector": "C", "updated_at.gte": "2026-01-01"}])
def test_a_count_goes_with_filters_orders_and_fields(forum, places, query, sort):
    rows = forum.every("/v1/commitments", sort=sort, fields="title", **query)
    page = forum.get("/v1/commitments", sort=sort, fields="title", limit=2, count="exact", **query).must(200).body
    assert page["data"] == rows[:2] and page["page"]["count"] == len(rows)


def test_a_count_of_nothing_is_zero(forum, places):
    assert forum.get("/v1/commitments", member_id=NOBODY, count="exact").must(200).body == {"data": [], "page": {"limit": 50, "count": 0, "next": None}}
    assert forum.get("/v1/reports", sort="-published_at", member_id=NOBODY, count="exact").must(200).body["page"]["count"] == 0
    assert forum.get(f"/v1/members/{NOBODY}/commitments", count="exact").must(404)


def test_a_count_is_of_what_the_asker_may_see(forum, places):
    public, all_of_them = (client.get("/v1/commitments", count="exact", limit=1).must(200).body["page"]["count"] for client in (forum, forum.staff))
    assert public == len(forum.every("/v1/commitments")) < all_of_them == len(forum.staff.every("/v1/commitments"))


def test_a_count_holds_as_of_a_moment(forum, places):
    moments = sorted(row["published_at"] for row in forum.every("/v1/commitments"))
    for moment in moments[::5]:
        page = forum.get("/v1/commitments", as_of=moment, count="exact", limit=1).must(200).body["page"]
        assert page["count"] == len(forum.every("/v1/commitments", as_of=moment))


def test_a_page_that_has_become_empty_still_counts(fresh_forum):
    """The rows behind the cursor are gone meanwhile."""
    owner = member(fresh_forum)
    own = fresh_forum.of(owner)
    made = [own.post(f"/v1/members/{owner['id']}/commitments", emissions()).must(201).body["id"] for _ in range(3)]
    first = own.get("/v1/commitments", limit=2, count="exact").must(200).body["page"]
    assert first["count"] == 3
    own.delete(f"/v1/commitments/{made[2]}", if_match=1).must(204)
    rest = own.get("/v1/commitments", limit=2, count="exact", cursor=first["next"]).must(200).body
    assert rest == {"data": [], "page": {"limit": 2, "count": 2, "next": None}}


def test_the_link_to_the_next_page_does_not_count_again(forum, places):
    answer = forum.get("/v1/commitments", limit=1, count="exact", sort="due_on").must(200)
    link = answer.headers["Link"].partition(">")[0].removeprefix("<")
    assert "count" not in link and "sort=due_on" in link
    assert "count" not in forum.get(link).must(200).body["page"]


SHORT = ["id", "name", "kind", "country", "city", "sector", "size", "status"]


@pytest.mark.parametrize("path", ["/v1/commitments", "/v1/members/{member}/commitments", "/v1/reports", "/v1/members/{member}/reports"])
def test_the_member_of_a_row_comes_in_short_when_it_is_asked_for(forum, places, path):
    members = {row["id"]: {name: row[name] for name in SHORT} for row in forum.every("/v1/members")}
    whole = forum.every(path.format(**places))
    assert whole and all("member" not in row for row in whole)
    rows = forum.every(path.format(**places), include="member", limit=3)
    assert rows == [{**row, "member": members[row["member_id"]]} for row in whole]
    item = f"/v1/{path.rpartition('/')[2]}/{whole[0]['id']}"
    assert forum.get(item, include="member").must(200).body == rows[0]
    assert forum.get(item, fields="id,member").must(200).body == {"id": rows[0]["id"], "member": rows[0]["member"]}
    assert forum.get(item, fields="id", include="member").must(200).body == {"id": rows[0]["id"], "member": rows[0]["member"]}


def test_included_entries_are_the_newest_that_hold_with_the_newest_first(forum, places):
    path = f"/v1/commitments/{places['commitment']}"
    entries = [row for row in forum.every(f"{path}/progress", sort="-observed_on") if row["superseded_by"] is None]
    names = ["id", "observed_on", "value", "note", "evidence_url"]
    included = forum.get(path, include="progress_entries").must(200).body["progress_entries"]
    assert included == [{name: row[name] for name in names} for row in entries] and len(included) >= 4
    for number in range(20):
        progress(forum, {"id": places["member"]}, {"id": places["commitment"]}, observed_on="2026-01-31", value=700000 - number)
    included = forum.get(path, include="progress_entries,member").must(200).body
    assert [entry["value"] for entry in included["progress_entries"]] == [700000 - number for number in range(19, -1, -1)]
    assert included["member"]["id"] == places["member"]


def test_what_is_included_is_only_what_the_asker_may_see(forum):
    owner = member(forum)
    promise, draft = commitment(forum, owner), commitment(forum, owner, "draft")
    made = report(forum, owner, commitment_ids=[draft["id"], promise["id"]])
    path = f"/v1/reports/{made['id']}"
    shown = {client: [row["id"] for row in client.get(path, include="commitments").must(200).body["commitments"]]
             for client in (forum, forum.of(member(forum)), forum.of(owner), forum.staff)}
    assert list(shown.values()) == [[promise["id"]], [promise["id"]], [draft["id"], promise["id"]], [draft["id"], promise["id"]]]
    assert forum.get(path, fields="commitments").must(200).body == {
        "commitments": [{name: promise[name] for name in ("id", "title", "area", "due_on", "status")}]}


def test_what_is_included_is_of_the_same_moment(forum):
    owner = member(forum, name="Coca-Cola HBC Srbija")
    promise = commitment(forum, owner)
    before = forum.get(f"/v1/commitments/{promise['id']}").must(200).body["updated_at"]
    forum.staff.patch(f"/v1/members/{owner['id']}", {"name": "Koka-Kola HBC", "change_reason": "It has another name."}, if_match="*").must(200)
    progress(forum, owner, promise, observed_on="2025-12-31", value=900000)
    path = f"/v1/commitments/{promise['id']}"
    then = forum.get(path, include="member,progress_entries", as_of=before).must(200).body
    now = forum.get(path, include="member,progress_entries").must(200).body
    assert (then["member"]["name"], then["progress_entries"]) == ("Coca-Cola HBC Srbija", [])
    assert now["member"]["name"] == "Koka-Kola HBC" and [entry["value"] for entry in now["progress_entries"]] == [900000]
    assert [row["member"]["name"] for row in forum.every("/v1/commitments", member_id=owner["id"], include="member", as_of=before)] == ["Coca-Cola HBC Srbija"]
