"""The reference lists, and that the codes of the contract are theirs."""

import pytest

from conftest import contract

ENTRIES = {"areas": 5, "sdgs": 17, "sdg_targets": 169, "sdg_indicators": None, "nace": 996, "countries": 249,
           "change_meanings": 12, "company_sizes": 4,
           "legal_forms": 11, "report_frameworks": 9, "assurance_levels": 3, "report_kinds": 6, "status_reasons": 18, "units": 38}


def test_the_lists_are_listed_with_their_number_of_entries(forum):
    listed = forum.get("/v1/taxonomies").must(200).body
    assert [row["name"] for row in listed["data"]] == sorted(ENTRIES)
    assert [row["name"] for row in forum.every("/v1/taxonomies", sort="-name", limit=3)] == sorted(ENTRIES, reverse=True)
    for row in listed["data"]:
        assert row["entries"] == len(forum.every(f"/v1/taxonomies/{row['name']}"))
        assert ENTRIES[row["name"]] in (None, row["entries"]), row


@pytest.mark.parametrize("name", ENTRIES)
def test_a_list_is_answered_in_its_order_with_names(forum, name):
    rows = forum.get(f"/v1/taxonomies/{name}").must(200).body["data"]
    assert [row["position"] for row in rows] == sorted(row["position"] for row in rows)
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["name"].get("en") for row in rows)
    assert forum.every(f"/v1/taxonomies/{name}", limit=100) == rows
    assert forum.every(f"/v1/taxonomies/{name}", limit=90, sort="-position") == rows[::-1]


def test_a_hierarchy_is_walked_by_parent_and_level(forum):
    sections = forum.every("/v1/taxonomies/nace", level="section")
    assert [row["code"] for row in sections] == list("ABCDEFGHIJKLMNOPQRSTU")
    below = forum.every("/v1/taxonomies/nace", parent="K")
    assert [row["code"] for row in below] == ["64", "65", "66"]
    assert {row["parent"] for row in below} == {"K"}
    (bank,) = [row for row in forum.every("/v1/taxonomies/nace", parent="64.1") if row["code"] == "64.19"]
    assert bank["level"] == "class"
    codes = {row["code"] for row in forum.every("/v1/taxonomies/nace")}
    assert all(row["parent"] in codes for row in forum.every("/v1/taxonomies/nace") if row["parent"])
    assert forum.every("/v1/taxonomies/nace", parent="K", level="class") == []
    assert forum.every("/v1/taxonomies/nace", parent="Z") == []


def test_nace_has_as_many_codes_of_each_level_as_eurostat_says(forum):
    rows = forum.every("/v1/taxonomies/nace")
    levels = {level: sum(row["level"] == level for row in rows) for level in ("section", "division", "group", "class")}
    assert levels == {"section": 21, "division": 88, "group": 272, "class": 615}
    assert [row["code"] for row in rows if row["parent"] == "47.1"] == ["47.11", "47.19"]


def test_a_goal_has_targets_that_name_it(forum):
    targets = forum.every("/v1/taxonomies/sdg_targets", parent="13")
    assert [row["code"] for row in targets] == ["13.1", "13.2", "13.3", "13.a", "13.b"]


def test_an_unknown_list_is_not_found_and_no_empty_list(forum):
    missing = forum.get("/v1/taxonomies/colours").must(404)
    assert "/v1/taxonomies" in missing.body["detail"]
    for name in ("Areas", "a" * 51, "are-as", "%20"):
        forum.get(f"/v1/taxonomies/{name}").must(400)


@pytest.mark.parametrize("name, schema, path", [
    ("areas", "Commitment", ("area", "enum")), ("legal_forms", "Member", ("legal_form", "enum")),
    ("company_sizes", "Member", ("size", "enum")), ("report_kinds", "Report", ("kind", "enum")),
    ("assurance_levels", "Report", ("assurance_level", "enum")), ("report_frameworks", "Report", ("frameworks", "items", "enum")),
])
def test_the_contract_takes_the_codes_of_the_list(forum, name, schema, path):
    node = contract().expand(contract().document["components"]["schemas"][schema]["properties"])
    for step in path:
        node = node[step]
    assert {row["code"] for row in forum.every(f"/v1/taxonomies/{name}")} == set(node) - {None}


def test_lists_are_of_at_most_a_thousand_entries_a_page(forum):
    assert forum.get("/v1/taxonomies/nace").body["page"] == {"limit": 1000, "next": None}
    assert forum.get("/v1/taxonomies/nace", limit=1001).must(400).faults == [("/limit", "maximum")]
