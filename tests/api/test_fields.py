"""`fields`: of each object only what was asked for."""

import pytest

from examples import act, commitment, member, progress, report

LISTS = {"/v1/members": "Member", "/v1/commitments": "Commitment", "/v1/members/{member}/commitments": "Commitment",
         "/v1/reports": "Report", "/v1/members/{member}/reports": "Report", "/v1/commitments/{commitment}/progress": "Progress",
         "/v1/commitments/{commitment}/revisions": "Revision", "/v1/members/{member}/revisions": "Revision",
         "/v1/reports/{report}/revisions": "Revision", "/v1/taxonomies": "Taxonomy"}
ITEMS = {"/v1/members/{member}": "Member", "/v1/commitments/{commitment}": "Commitment", "/v1/reports/{report}": "Report",
         "/v1/commitments/{commitment}/progress/{progress}": "Progress"}


@pytest.fixture(scope="module")
def places(forum):
    """What the addresses name."""
    owner = member(forum)
    promise = commitment(forum, owner)
    return {"member": owner["id"], "commitment": promise["id"], "report": report(forum, owner)["id"],
            "progress": progress(forum, owner, promise, observed_on="2024-12-31", value=990000)["id"]}


@pytest.fixture(scope="module")
def schemas(forum):
    return forum.get("/openapi.json").must(200).body["components"]["schemas"]


def always(schema):
    """The names of the properties that are answered without being asked for."""
    return [name for name, property in schema["properties"].items() if not property.get("x-on-request")]


@pytest.mark.parametrize("path, name", LISTS.items())
def test_a_list_has_of_each_row_the_fields_asked_for_in_the_order_of_the_contract(forum, places, schemas, path, name):
    path, names = path.format(**places), always(schemas[name])
    whole = forum.get(path).must(200).body["data"]
    assert whole and list(whole[0]) == names
    for chosen in (names[:1], names[1::2], names[::-1]):
        rows = forum.get(path, fields=",".join(chosen)).must(200).body["data"]
        in_order = [name for name in names if name in chosen]
        assert [list(row) for row in rows] == [in_order] * len(whole)
        assert rows == [{name: row[name] for name in in_order} for row in whole]


@pytest.mark.parametrize("path, name", ITEMS.items())
def test_an_item_has_the_fields_asked_for(forum, places, schemas, path, name):
    path = path.format(**places)
    whole = forum.get(path).must(200)
    for chosen in (["id"], ["updated_at", "version"], always(schemas[name])[::3]):
        answer = forum.get(path, fields=",".join(chosen)).must(200)
        assert answer.body == {field: whole.body[field] for field in chosen}
        assert answer.headers.get("Last-Modified") == whole.headers.get("Last-Modified")


def test_an_items_tag_has_its_version_also_when_the_version_is_not_asked_for(forum, places):
    path = f"/v1/members/{places['member']}"
    whole, name = forum.get(path).must(200), forum.get(path, fields="name").must(200)
    assert name.body == {"name": whole.body["name"]}
    assert name.etag != whole.etag and name.etag.partition("-")[0] == whole.etag.partition("-")[0]
    forum.get(path, fields="name", headers={"If-None-Match": name.etag}).must(304)
    forum.get(path, fields="name", headers={"If-None-Match": whole.etag}).must(200)
    changed = forum.staff.patch(path, {"city": "Novi Sad"}, headers={"If-Match": name.etag}).must(200)
    assert changed.body["version"] == whole.body["version"] + 1


def test_a_walk_goes_on_also_when_what_it_is_ordered_by_is_not_asked_for(forum):
    for number in range(7):
        member(forum, city=f"Grad {number}")
    whole = forum.every("/v1/members", limit=3, sort="-created_at")
    assert len(whole) >= 7
    for chosen in ("city", "created_at", "id", "id,created_at"):
        rows = forum.every("/v1/members", limit=3, sort="-created_at", fields=chosen)
        assert rows == [{field: row[field] for field in ("id", "city", "created_at") if field in chosen.split(",")} for row in whole]


def test_a_walk_may_go_on_with_other_fields(forum):
    whole = forum.get("/v1/members", limit=2).must(200).body["data"]
    page = forum.get("/v1/members", limit=1, fields="id").must(200).body
    assert page["data"] == [{"id": whole[0]["id"]}]
    assert forum.get("/v1/members", limit=1, cursor=page["page"]["next"]).must(200).body["data"] == whole[1:]


@pytest.mark.parametrize("fields, code, words", [
    ("titel", "enum", "one of title"), ("id,heath", "enum", "one of health"), ("", "empty", "empty"), ("id,", "empty", "empty"),
    ("id,id", "unique", "twice"), ("select 1", "enum", "must be"), ("version,api.commitment.id", "enum", "must be")])
def test_a_field_that_is_not_there_is_an_error_that_names_the_nearest(forum, fields, code, words):
    for path in ("/v1/commitments", "/v1/commitments/0198c0de-7a1b-7c3d-9e4f-5a6b7c8d9e0f"):
        answer = forum.get(path, fields=fields).must(400)
        assert answer.faults == [("/fields", code)] and words in answer.body["errors"][0]["message"]


def test_fields_hold_as_of_a_day_and_with_a_key(forum, places):
    path = f"/v1/commitments/{places['commitment']}"
    moment = forum.get(path).must(200).body["updated_at"]
    assert forum.get(path, fields="status,health", as_of=moment).must(200).body == {"status": "published", "health": "no_data"}
    key = forum.of({"id": places["member"]})
    assert key.get(path, fields="allowed_actions").must(200).body == {"allowed_actions": ["withdraw"]}
    assert forum.get(path, fields="allowed_actions").must(200).body == {"allowed_actions": None}


def test_a_field_of_a_draft_is_seen_by_nobody_else(forum):
    owner = member(forum)
    draft = commitment(forum, owner, "draft")
    assert forum.get(f"/v1/commitments/{draft['id']}", fields="title").must(404)
    assert forum.get("/v1/commitments", member_id=owner["id"], fields="title").must(200).body["data"] == []
    assert act(forum.of(owner), "commitments", draft, "submit").must(200)
