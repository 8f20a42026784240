"""Members: applications, numbers that belong to one company, former names, merge patches."""

import pytest

from examples import IDENTIFIERS, act, applicant, member, new_pib, nothing_written

MB = IDENTIFIERS["mb_valid"]
LEI = "549300EFP3TNG7JGVE49"


def test_an_application_is_answered_as_it_was_sent(forum):
    body = {"name": "Държавна lutrija Србије \U0001f30d", "legal_form": "jp", "pib": new_pib(), "country": "RS", "city": "Beograd",
            "sector": "R", "activity": "92.00", "size": "large", "employees": 1154, "website": "HTTPS://www.lutrija.rs/?a=%C4%8D#x",
            "description": {"sr": "Приређивач игара на срећу", "en": "A \"lottery\"\\\n\tof chance"}, "vat_number": "RS100001159"}
    made = forum.post("/v1/members", body).must(201)
    assert {name: made.body[name] for name in body} == body
    assert (made.body["status"], made.body["version"], made.body["joined_on"], made.body["kind"]) == ("applied", 1, None, "forum_member")
    assert made.headers["Location"] == f"/v1/members/{made.body['id']}"
    seen = forum.with_key(made.body["key"]).get(made.headers["Location"]).must(200)
    assert seen.etag == f'"1-{seen.etag[3:-1]}"'


def test_a_name_is_all_that_an_application_needs(forum):
    made = forum.post("/v1/members", {"name": "Meris"}).must(201).body
    assert made["country"] == "RS"
    for name in ("pib", "mb", "lei", "city", "description", "employees", "identifier_note", "source"):
        assert made[name] is None


@pytest.mark.parametrize("name, number, word", [("pib", new_pib(), "PIB"), ("mb", MB[3], "MB"), ("lei", LEI, "LEI")])
def test_a_number_that_a_member_has_is_a_conflict_that_names_it(forum, name, number, word):
    first = member(forum, **{name: number})
    with nothing_written(forum):
        refused = forum.post("/v1/members", {"name": "Another", name: number}).must(409)
    assert refused.problem == "conflict"
    assert refused.body["member"] == {"id": first["id"], "name": first["name"]}
    assert refused.body["detail"] == f"{first['name']} already has this {word}."


def test_an_applicant_is_named_to_staff_and_itself_but_to_no_stranger(forum):
    number, mine = new_pib(), member(forum)
    first = forum.post("/v1/members", {"name": "Strauss Adriatic", "pib": number}).must(201).body
    itself = forum.with_key(first["key"])
    for asker, named in ((forum, False), (forum.of(mine), False), (forum.staff, True), (itself, True)):
        with nothing_written(forum):
            refused = asker.post("/v1/members", {"name": "Strauss", "pib": number}).must(409)
        assert ("member" in refused.body) is named
        assert ("Strauss Adriatic" in refused.text) is named


def test_a_number_can_not_be_taken_by_a_change_either(forum):
    number, other = new_pib(), member(forum)
    first = member(forum, pib=number)
    with nothing_written(forum):
        refused = forum.of(other).patch(f"/v1/members/{other['id']}", {"pib": number}, if_match="*").must(409)
    assert refused.body["member"]["id"] == first["id"]


def test_a_rejected_application_leaves_its_number_to_another(forum):
    number = new_pib()
    row = member(forum, "rejected", pib=number)
    taken = forum.post("/v1/members", {"name": "Telenor", "pib": number}).must(201).body
    with nothing_written(forum):
        refused = act(forum.of(row), "members", row, "apply").must(409)
    assert "member" not in refused.body
    assert act(forum.staff, "members", row, "apply").must(409).body["member"]["id"] == taken["id"]


def test_one_who_left_keeps_its_number(forum):
    number = new_pib()
    row = member(forum, "expelled", pib=number)
    assert forum.post("/v1/members", {"name": "Telenor", "pib": number}).must(409).body["member"]["id"] == row["id"]


def test_companies_may_have_the_same_name(forum):
    for _ in range(2):
        forum.post("/v1/members", {"name": "Delta Holding"}).must(201)


def test_staff_may_let_a_registration_number_stand_with_a_note(forum):
    body = {"name": "Meris", "mb": "66143628"}
    with nothing_written(forum):
        assert forum.staff.post("/v1/members", body).must(422).faults == [("/mb", "check_digit")]
        refused = forum.post("/v1/members", {**body, "identifier_note": "It stands so in the register of businesses."}).must(422)
    assert refused.faults == [("/identifier_note", "staff_only")]
    made = forum.staff.post("/v1/members", {**body, "identifier_note": "It stands so in the register of businesses."}).must(201).body
    assert made["mb"] == "66143628"
    with nothing_written(forum):
        refused = forum.staff.post("/v1/members", {"name": "Meris", "mb": "1234567890123", "identifier_note": "A person's."}).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/mb"]


def test_only_staff_enter_companies_from_public_sources(forum):
    body = {"name": "Holcim Ltd", "kind": "public_source", "source": "SBTi target dashboard, August 2023"}
    with nothing_written(forum):
        assert forum.post("/v1/members", body).must(422).faults == [("/kind", "staff_only")]
        assert forum.staff.post("/v1/members", {**body, "source": None}).must(422).faults == [("/source", "needed")]
    assert forum.staff.post("/v1/members", body).must(201).body["kind"] == "public_source"


def test_a_former_name_is_kept_shown_and_found(forum):
    row = member(forum, name="Eksimbanka")
    address, own = f"/v1/members/{row['id']}", forum.of(row)
    today = forum.database.value("select registry.today()::text")
    for name in ("EFG Eurobank", "Eurobank", "Eurobank Direktna"):
        own.patch(address, {"name": name}, if_match="*").must(200)
    body = forum.get(address).must(200).body
    assert body["name"] == "Eurobank Direktna"
    assert body["former_names"] == [{"name": name, "until": today} for name in ("Eksimbanka", "EFG Eurobank", "Eurobank")]
    for name in ("Eksimbanka", "EFG Eurobank", "Eurobank", "Eurobank Direktna"):
        assert [found["id"] for found in forum.every("/v1/members", name=name)].count(row["id"]) == 1
    own.patch(address, {"name": "Eksimbanka"}, if_match="*").must(200)
    assert [found["id"] for found in forum.every("/v1/members", name="Eksimbanka")].count(row["id"]) == 1, "once, not twice"


def test_a_name_that_did_not_change_leaves_no_trace(forum):
    row = member(forum)
    with nothing_written(forum):
        same = forum.of(row).patch(f"/v1/members/{row['id']}", {"name": row["name"]}, if_match=row["version"]).must(200).body
    assert (same["former_names"], same["version"]) == ([], row["version"])


def test_a_former_name_of_one_who_is_not_public_finds_nothing(forum):
    row = applicant(forum, name="Geneks")
    forum.of(row).patch(f"/v1/members/{row['id']}", {"name": "Generaleksport"}, if_match=1).must(200)
    assert forum.every("/v1/members", name="Geneks") == []
    assert [found["id"] for found in forum.of(row).every("/v1/members", name="Geneks")] == [row["id"]]


@pytest.mark.parametrize("patch, expected", [
    ({"city": "Niš"}, {"city": "Niš", "website": "https://www.meris.rs", "description": {"sr": "Nameštaj", "en": "Furniture"}}),
    ({"city": None}, {"city": None}),
    ({"description": {"en": None}}, {"description": {"sr": "Nameštaj"}}),
    ({"description": {"en": "Chairs"}}, {"description": {"sr": "Nameštaj", "en": "Chairs"}}),
    ({"description": None}, {"description": None}),
    ({"city": None, "website": None, "employees": 12}, {"city": None, "website": None, "employees": 12}),
    ({}, {"city": "Beograd"}),
])
def test_a_merge_patch_changes_what_it_names(forum, patch, expected):
    row = member(forum, city="Beograd", website="https://www.meris.rs", description={"sr": "Nameštaj", "en": "Furniture"})
    changed = forum.of(row).patch(f"/v1/members/{row['id']}", patch, if_match=row["version"]).must(200).body
    assert {name: changed[name] for name in expected} == expected
    untouched = set(row) - set(patch) - {"version", "updated_at", "allowed_actions"}
    assert {name: changed[name] for name in untouched} == {name: row[name] for name in untouched}
    assert changed["version"] == row["version"] + bool(patch)


@pytest.mark.parametrize("patch, faults", [
    ({"name": None}, [("/name", "type")]),
    ({"country": None}, [("/country", "type")]),
    ({"kind": None}, [("/kind", "type")]),
    ({"description": {"en": None, "sr": None}}, [("/description", "localized")]),
    ({"description": {"de": "Stühle"}}, [("/description/de", "unknown")]),
    ({"description": {"en": ""}}, [("/description/en", "min_length")]),
    ({"description": "Chairs"}, [("/description", "type")]),
    ({"pib": "100001150", "employees": "many", "citty": "Niš"}, [("/citty", "unknown"), ("/employees", "type"), ("/pib", "check_digit")]),
    ({"status": "active"}, [("/status", "read_only")]),
])
def test_a_merge_patch_with_faults_changes_nothing(forum, patch, faults):
    row = member(forum, description={"sr": "Nameštaj", "en": "Furniture"})
    with nothing_written(forum):
        assert forum.of(row).patch(f"/v1/members/{row['id']}", patch, if_match="*").must(422).faults == faults


def test_two_who_change_the_same_do_not_overwrite_each_other(forum):
    row = member(forum)
    address = f"/v1/members/{row['id']}"
    tag = forum.of(row).get(address).etag
    forum.of(row).patch(address, {"city": "Niš"}, if_match=tag).must(200)
    with nothing_written(forum):
        forum.staff.patch(address, {"city": "Beograd"}, if_match=tag).must(412)
    assert forum.get(address).body["city"] == "Niš"


def test_every_change_is_recorded_with_who_and_what_was_before(forum):
    row = member(forum)
    me = forum.of(row).get("/v1/me").body["key_id"]
    answer = forum.of(row).patch(f"/v1/members/{row['id']}", {"city": "Niš"}, if_match="*",
                                 headers={"X-Request-Id": "the-change-of-the-city"}).must(200)
    recorded = forum.database.sql("select before ->> 'city', after ->> 'city', actor_key::text, actor_role, request_id"
                                  " from registry.change where resource_id = %s and version = %s", row["id"], answer.body["version"])
    assert recorded == [(None, "Niš", me, "member", "the-change-of-the-city")]
