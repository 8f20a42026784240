"""No silent change: what a published row was before stays public, with what the change means."""

import json
import re

import pytest

from lives import admitted, changed, drafted, published, published_report, reported

REASON = "The new furnace comes three years later, and saves less than its maker had said."


def revisions(client, path, **more):
    return client.every(path + "/revisions", **more)


def told(revision):
    """{field: (from, to, meaning, English words)}"""
    return {change["field"]: (change["from"], change["to"], change["meaning"], change["words"]["en"])
            for change in revision["changes"]}


@pytest.fixture(scope="module")
def holcim(forum):
    return admitted(forum, "Holcim Srbija")


def amended(forum, member, change, **first):
    """The last revision, and the commitment, after its company has changed what was published."""
    commitment = published(forum, member, **first)
    path = f"/v1/commitments/{commitment['id']}"
    commitment = changed(forum.of(member), path, {**change, "change_reason": REASON})
    return revisions(forum, path)[-1], commitment


def test_a_later_date_and_a_lower_target_are_told_as_what_they_are(forum, holcim):
    revision, commitment = amended(forum, holcim, {"due_on": "2028-12-31", "target_value": 25}, due_on="2025-12-31")
    assert told(revision) == {"target_value": (40, 25, "weakened", "weakened"),
                              "due_on": ("2025-12-31", "2028-12-31", "postponed", "postponed 3 years")}
    assert [change["words"]["sr"] for change in revision["changes"]] == ["oslabljeno", "odloženo za 3 godine"]
    assert (revision["action"], revision["by"], revision["reason"]) == ("amend", "member", REASON)
    assert revision["version"] == commitment["version"] and revision["at"] == commitment["updated_at"]
    assert revision["softened"] and commitment["softened"] and commitment["amended"]


# What is changed, the meaning of the change, whether less is promised.
@pytest.mark.parametrize("change, meaning, words, softened", [
    ({"due_on": "2029-12-31"}, "brought_forward", "brought forward 1 year", False),
    ({"due_on": "2031-03-31"}, "postponed", "postponed 3 months", True),
    ({"due_on": "2031-01-01"}, "postponed", "postponed 1 day", True),
    ({"starts_on": "2022-04-22"}, "postponed", "postponed 1 year", False),
    ({"target_value": 55}, "strengthened", "strengthened", False),
    ({"target_value": 39.99}, "weakened", "weakened", True),
    ({"baseline_value": 1.5}, "baseline_changed", "baseline changed", True),
    ({"baseline_on": "2018-12-31"}, "baseline_changed", "baseline changed", True),
    ({"baseline_on": None}, "baseline_changed", "baseline changed", True),
    ({"unit": "kg"}, "baseline_changed", "baseline changed", True),
    ({"kind": "qualitative"}, "weakened", "weakened", True),
    ({"title": {"en": "Reduce absolute emissions 40% by 2030"}}, "reworded", "reworded", False),
])
def test_an_amendment_means(forum, holcim, change, meaning, words, softened):
    revision, commitment = amended(forum, holcim, change)
    field, = change
    assert told(revision) == {field: (*told(revision)[field][:2], meaning, words)}
    assert revision["action"] == "amend" and commitment["amended"]
    assert revision["softened"] == commitment["softened"] == softened


@pytest.mark.parametrize("target, meaning", [(30000, "weakened"), (10000, "strengthened")])
def test_a_target_that_is_to_fall_weakens_as_it_rises(forum, holcim, target, meaning):
    revision, commitment = amended(forum, holcim, {"target_value": target}, unit="tCO2e", direction="decrease",
                                   baseline_value=50000, target_value=20000)
    assert told(revision)["target_value"][2] == meaning
    assert revision["softened"] == commitment["softened"] == (meaning == "weakened")


def test_what_was_not_promised_before_is_not_taken_back(forum, holcim):
    revision, commitment = amended(forum, holcim, {"baseline_on": "2017-12-31"}, baseline_on=None)
    assert told(revision) == {"baseline_on": (None, "2017-12-31", "added", "added")}
    assert commitment["amended"] and not commitment["softened"] and not revision["softened"]
    revision, commitment = amended(forum, holcim, {"kind": "quantitative", "unit": "%", "direction": "increase",
                                                   "baseline_value": 0, "target_value": 40},
                                   kind="qualitative", unit=None, direction=None, baseline_value=None, target_value=None,
                                   baseline_on=None)
    assert told(revision)["kind"][2] == "strengthened"
    assert commitment["amended"] and not commitment["softened"]


def test_an_amendment_of_what_is_published_needs_a_reason(forum, holcim):
    commitment = published(forum, holcim)
    answer = forum.of(holcim).patch(f"/v1/commitments/{commitment['id']}", {"target_value": 25},
                                    if_match=commitment["version"]).must(422)
    assert [fault["pointer"] for fault in answer.body["errors"]] == ["/change_reason"]
    assert forum.get(f"/v1/commitments/{commitment['id']}").body["target_value"] == 40
    assert [revision["action"] for revision in revisions(forum, f"/v1/commitments/{commitment['id']}")] == ["publish"]


def test_what_explains_a_promise_is_mended_without_an_amendment(forum, holcim):
    commitment = published(forum, holcim, description={"sr": "Nova peć do 2029."})
    path = f"/v1/commitments/{commitment['id']}"
    commitment = changed(forum.of(holcim), path, {"description": {"sr": "Nova peć do 2028."}})
    assert not commitment["amended"]
    assert told(revisions(forum, path)[-1]) == {
        "description": ({"sr": "Nova peć do 2029."}, {"sr": "Nova peć do 2028."}, "reworded", "reworded")}


def test_a_softened_commitment_is_counted_once_on_its_member(forum):
    member = admitted(forum, "Lafarge")
    path = f"/v1/members/{member['id']}"
    assert forum.get(path).body["softened_commitments"] == 0
    version = forum.get(path).body["version"]
    first, second = (published(forum, member) for _ in range(2))
    own = forum.of(member)
    changed(own, f"/v1/commitments/{first['id']}", {"target_value": 45, "change_reason": REASON})
    assert forum.get(path).body["softened_commitments"] == 0
    for target in (25, 24):
        changed(own, f"/v1/commitments/{first['id']}", {"target_value": target, "change_reason": REASON})
        assert forum.get(path).body["softened_commitments"] == 1
    changed(own, f"/v1/commitments/{second['id']}", {"due_on": "2040-12-31", "change_reason": REASON})
    assert forum.get(path).body["softened_commitments"] == 2
    assert forum.get(path).body["version"] == version


def test_the_public_never_hears_of_a_draft(forum, holcim):
    commitment = drafted(forum, holcim, title={"sr": "Tajni nacrt"}, target_value=99)
    path = f"/v1/commitments/{commitment['id']}"
    for client in (forum, forum.of(admitted(forum, "Meris"))):
        client.get(path + "/revisions").must(404)
    changed(forum.of(holcim), path, {"title": {"sr": "Manje ugljen-dioksida"}, "target_value": 40})
    forum.of(holcim).post(path + "/submit").must(200)
    forum.staff.post(path + "/return", {"note": "Recite od koje godine."}).must(200)
    forum.of(holcim).post(path + "/submit").must(200)
    forum.staff.post(path + "/publish").must(200)
    seen = revisions(forum, path)
    assert [(revision["action"], told(revision)) for revision in seen] == [
        ("publish", {"status": (None, "published", "status_changed", "status changed")})]
    assert not re.search("Tajni|godine|draft|submitted|returned", json.dumps(seen))


def test_its_company_and_staff_see_every_version(forum, holcim):
    commitment = drafted(forum, holcim, target_value=99)
    path = f"/v1/commitments/{commitment['id']}"
    changed(forum.of(holcim), path, {"target_value": 40})
    forum.of(holcim).post(path + "/submit").must(200)
    forum.staff.post(path + "/return", {"note": "Recite od koje godine."}).must(200)
    for client in (forum.of(holcim), forum.staff, forum.admin):
        seen = revisions(client, path)
        assert [(revision["version"], revision["action"], revision["by"]) for revision in seen] == [
            (1, "create", "member"), (2, "update", "member"), (3, "submit", "member"), (4, "return", "staff")]
        assert told(seen[0])["target_value"] == (None, 99, "added", "added")
        assert told(seen[1]) == {"target_value": (99, 40, "weakened", "weakened")}
        assert told(seen[3])["review_note"][:2] == (None, "Recite od koje godine.")
        assert not any(revision["softened"] for revision in seen)


def test_nobody_is_named(forum, holcim):
    commitment = published(forum, holcim)
    path = f"/v1/commitments/{commitment['id']}"
    changed(forum.of(holcim), path, {"due_on": "2031-12-31", "change_reason": REASON})
    keys = {row["id"] for row in forum.admin.every("/v1/keys")}
    for client in (forum, forum.of(holcim), forum.staff):
        text = client.get(path + "/revisions").text
        assert not any(key in text or key.replace("-", "") in text for key in keys)
        assert {revision["by"] for revision in revisions(client, path)} == {"member", "staff"}


def test_a_page_follows_the_other_in_both_orders(forum, holcim):
    commitment = published(forum, holcim)
    path = f"/v1/commitments/{commitment['id']}"
    for target in range(41, 48):
        changed(forum.of(holcim), path, {"target_value": target, "change_reason": REASON})
    whole = [revision["version"] for revision in revisions(forum, path)]
    assert whole == list(range(3, 11))
    for limit in (1, 3, 8):
        assert [revision["version"] for revision in revisions(forum, path, limit=limit)] == whole
        assert [revision["version"] for revision in revisions(forum, path, limit=limit, sort="-version")] == whole[::-1]


def test_a_transition_has_its_reason(forum, holcim):
    commitment = published(forum, holcim)
    path = f"/v1/commitments/{commitment['id']}"
    forum.of(holcim).post(path + "/withdraw", {"reason": "replaced", "effective_on": commitment["status_effective_on"]}).must(200)
    last = revisions(forum, path)[-1]
    assert (last["action"], last["by"], last["reason"]) == ("withdraw", "member", "replaced")
    assert told(last)["status"] == ("published", "withdrawn", "status_changed", "status changed")


def test_a_renamed_member_keeps_its_former_name_with_its_day(forum):
    member = admitted(forum, "Vip mobile", pib="104052135")
    path = f"/v1/members/{member['id']}"
    changed(forum.of(member), path, {"name": "A1 Srbija", "change_reason": "Renamed by its owner"})
    changed(forum.staff, path, {"pib": "100001159", "city": "Beograd"})
    today = forum.database.value("select registry.today()").isoformat()
    assert forum.get(path).body["former_names"] == [{"name": "Vip mobile", "until": today}]
    assert [row["id"] for row in forum.every("/v1/members", name="Vip mobile")] == [member["id"]]
    seen = revisions(forum, path)
    assert [(revision["action"], revision["by"], revision["reason"]) for revision in seen] == [
        ("approve", "staff", None), ("update", "member", "Renamed by its owner"), ("update", "staff", None)]
    assert told(seen[0]) == {"status": (None, "active", "status_changed", "status changed")}
    assert told(seen[1]) == {"name": ("Vip mobile", "A1 Srbija", "renamed", "renamed")}
    assert told(seen[2]) == {"pib": ("104052135", "100001159", "corrected", "corrected"),
                             "city": (None, "Beograd", "added", "added")}


def test_an_application_has_no_public_past(forum):
    applied = forum.post("/v1/members", {"name": "Nestlé Adriatic", "city": "Surčin"}).must(201).body
    path = f"/v1/members/{applied['id']}"
    own = forum.with_key(applied["key"])
    changed(own, path, {"city": "Beograd"})
    forum.get(path + "/revisions").must(404)
    assert [revision["action"] for revision in revisions(own, path)] == ["create", "update"]
    forum.staff.post(path + "/approve").must(200)
    assert "Surčin" not in forum.get(path + "/revisions").text
    assert [revision["version"] for revision in revisions(forum, path)] == [3]


def test_a_new_application_of_one_who_left_stays_between_it_and_the_forum(forum):
    member = admitted(forum, "Telenor")
    path = f"/v1/members/{member['id']}"
    forum.staff.post(path + "/withdraw", {"reason": "own_request"}).must(200)
    forum.of(member).post(path + "/apply").must(200)
    assert [revision["action"] for revision in revisions(forum, path)] == ["approve", "withdraw"]
    assert "reapplied" not in forum.get(path + "/revisions").text
    assert told(revisions(forum.of(member), path)[-1])["reapplied_on"][2] == "added"


def test_a_report_tells_when_it_was_published_and_what_took_its_place(forum, holcim):
    report, better = (published_report(forum, holcim, title={"sr": title}) for title in ("Izveštaj", "Ispravljen izveštaj"))
    path = f"/v1/reports/{report['id']}"
    forum.staff.post(path + "/supersede", {"superseded_by": better["id"]}).must(200)
    seen = revisions(forum, path)
    assert [revision["action"] for revision in seen] == ["publish", "supersede"]
    assert told(seen[1])["superseded_by"] == (None, better["id"], "added", "added")
    assert [revision["action"] for revision in revisions(forum.of(holcim), path)] == ["create", "submit", "publish", "supersede"]


def test_drafts_of_reports_are_their_companys_own(forum, holcim):
    report = reported(forum, holcim)
    path = f"/v1/reports/{report['id']}/revisions"
    forum.get(path).must(404)
    forum.of(admitted(forum, "Eurobank")).get(path).must(404)
    assert forum.of(holcim).get(path).must(200).body["data"][0]["action"] == "create"


def test_a_progress_entry_is_never_edited_only_superseded_with_a_reason(forum, holcim):
    commitment = published(forum, holcim)
    path = f"/v1/commitments/{commitment['id']}/progress"
    own = forum.of(holcim)
    entry = own.post(path, {"observed_on": "2024-12-31", "value": 130}).must(201).body
    for method in ("PATCH", "PUT", "DELETE"):
        assert forum.staff.request(method, f"{path}/{entry['id']}", {"value": 13}).must(405).headers["Allow"] == "GET, HEAD, OPTIONS"
    own.post(path, {"observed_on": "2024-12-31", "value": 13, "supersedes": entry["id"]}).must(422)
    better = own.post(path, {"observed_on": "2024-12-31", "value": 13, "supersedes": entry["id"],
                             "reason": "A decimal point was missing"}).must(201).body
    entries = {row["id"]: row for row in forum.every(path)}
    assert (entries[entry["id"]]["value"], entries[entry["id"]]["superseded_by"]) == (130, better["id"])
    assert entries[better["id"]]["reason"] == "A decimal point was missing"
    assert forum.get(f"/v1/commitments/{commitment['id']}").body["current_value"] == 13
    own.post(path, {"observed_on": "2024-12-31", "value": 14, "supersedes": entry["id"],
                    "reason": "It is superseded already"}).must(422)


def test_every_meaning_is_in_the_reference_list(forum):
    codes = {entry["code"] for entry in forum.every("/v1/taxonomies/change_meanings")}
    schema = forum.get("/openapi.json").body["components"]["schemas"]["Revision"]["properties"]
    assert codes == set(schema["changes"]["items"]["properties"]["meaning"]["enum"])


def test_a_stranger_with_sql_reads_no_more_than_the_public(forum, holcim):
    drafted(forum, holcim, title={"sr": "Strogo poverljivo"})
    embargoed = published(forum, holcim, embargo_until="2099-12-31T23:00:00Z")["id"]
    settings = f"select set_config('forum.role', 'staff', false), set_config('forum.member', '{holcim['id']}', false)"
    rows = forum.database.sql(settings + "; select r::text from registry.revision r", user="forum_public")
    assert rows and not any("poverljivo" in row[0] or "submitted" in row[0] or embargoed in row[0] for row in rows)
