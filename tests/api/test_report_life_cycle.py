"""Reports: what each action does in each status, who may take it, and what it asks for."""

import pytest

from examples import NOBODY, act, annual_report, commitment, member, nothing_written, report

# What staff may do in each status, and where it leads.
LIFE_CYCLE = {
    "draft": {"submit": "submitted"},
    "submitted": {"return": "returned", "publish": "published"},
    "returned": {"submit": "submitted"},
    "published": {"supersede": "superseded"},
    "superseded": {},
}
ACTIONS = ["submit", "return", "publish", "supersede"]
OF_MEMBERS = {"submit"}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture(scope="module")
def better(forum, owner):
    """A published report that can take the place of another."""
    return report(forum, owner)


def take(client, row, action, better):
    details = {"return": {"note": "The figures are missing."}, "supersede": {"superseded_by": better["id"]}}
    return act(client, "reports", row, action, **details.get(action, {}))


@pytest.mark.parametrize("status, action, becomes",
                         [(status, action, becomes) for status, steps in LIFE_CYCLE.items()
                          for action, becomes in steps.items()])
def test_an_allowed_action_leads_on(forum, owner, better, status, action, becomes):
    row = report(forum, owner, status)
    done = take(forum.staff, row, action, better).must(200)
    assert done.body["status"] == becomes
    assert done.body["version"] == row["version"] + 1
    assert forum.staff.get(f"/v1/reports/{row['id']}").body == done.body


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_any_other_action_is_a_conflict_that_names_the_allowed_ones(forum, owner, better, status):
    row = report(forum, owner, status)
    allowed = list(LIFE_CYCLE[status])
    assert row["allowed_actions"] == allowed
    for action in ACTIONS:
        if action in allowed:
            continue
        with nothing_written(forum):
            refused = take(forum.staff, row, action, better).must(409)
        assert (refused.body["current_status"], refused.body["allowed_actions"]) == (status, allowed)


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_its_member_may_only_submit(forum, owner, better, status):
    row = report(forum, owner, status)
    own = forum.of(owner)
    allowed = [action for action in LIFE_CYCLE[status] if action in OF_MEMBERS]
    assert own.get(f"/v1/reports/{row['id']}").must(200).body["allowed_actions"] == allowed
    for action in reversed(ACTIONS):
        answer = take(own, row, action, better)
        if action not in OF_MEMBERS:
            assert answer.status == 403, action
        elif action not in allowed:
            assert (answer.status, answer.body["allowed_actions"]) == (409, allowed), action
        else:
            assert answer.must(200).body["status"] == LIFE_CYCLE[status][action]


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_another_member_may_do_nothing_and_hears_only_of_what_is_public(forum, owner, better, status):
    row, stranger = report(forum, owner, status), forum.of(member(forum))
    refusal = 403 if status in ("published", "superseded") else 404
    address = f"/v1/reports/{row['id']}"
    with nothing_written(forum):
        take(stranger, row, "submit", better).must(refusal)
        stranger.patch(address, {"frameworks": []}, if_match="*").must(refusal)
        stranger.delete(address, if_match="*").must(refusal)
        for action in ("return", "publish", "supersede"):
            take(stranger, row, action, better).must(403)


def test_nobody_acts_without_a_key(forum, owner, better):
    row = report(forum, owner, "submitted")
    with nothing_written(forum):
        for action in ACTIONS:
            take(forum, row, action, better).must(401)


def test_an_action_on_nothing_is_not_found(forum, better):
    for action in ACTIONS:
        take(forum.staff, NOBODY, action, better).must(404)


@pytest.mark.parametrize("body", [None, {}, {"note": None}, {"note": "  "}])
def test_a_return_says_what_to_mend(forum, owner, body):
    row = report(forum, owner, "submitted")
    with nothing_written(forum):
        refused = forum.staff.post(f"/v1/reports/{row['id']}/return", body).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/note"]


def test_the_review_note_is_for_the_member_until_it_submits_again(forum, owner):
    row = report(forum, owner, "returned")
    assert row["review_note"] == "The figures of volunteering are missing."
    assert act(forum.of(owner), "reports", row, "submit").must(200).body["review_note"] is None


@pytest.mark.parametrize("body, code", [(None, "required"), ({}, "required"), ({"superseded_by": None}, "type"),
                                        ({"superseded_by": "better"}, "format"), ({"superseded_by": NOBODY}, "unknown")])
def test_one_is_superseded_by_something(forum, owner, body, code):
    row = report(forum, owner)
    with nothing_written(forum):
        refused = forum.staff.post(f"/v1/reports/{row['id']}/supersede", body).must(422)
    assert refused.faults == [("/superseded_by", code)]


def test_one_is_superseded_by_another_published_one_of_its_member(forum, owner):
    row = report(forum, owner)
    others = [row, report(forum, owner, "draft"), report(forum, owner, "submitted"), report(forum, owner, "superseded"),
              report(forum, member(forum))]
    with nothing_written(forum):
        for other in others:
            refused = act(forum.staff, "reports", row, "supersede", superseded_by=other["id"]).must(422)
            assert refused.faults == [("/superseded_by", "unknown")]
    better = report(forum, owner)
    assert act(forum.staff, "reports", row, "supersede", superseded_by=better["id"]).must(200).body["superseded_by"] == better["id"]
    assert forum.get(f"/v1/reports/{row['id']}").must(200).body["status"] == "superseded"


def test_the_period_is_over_before_a_report_is_submitted(forum, owner):
    end = forum.database.value("select (registry.today() + 1)::text")
    row = report(forum, owner, "draft", period_end=end)
    with nothing_written(forum):
        refused = act(forum.of(owner), "reports", row, "submit").must(422)
    assert refused.faults == [("/period_end", "over_before_submission")]
    today = forum.database.value("select registry.today()::text")
    forum.of(owner).patch(f"/v1/reports/{row['id']}", {"period_end": today}, if_match=1).must(200)
    act(forum.of(owner), "reports", row, "submit").must(200)


@pytest.mark.parametrize("status", ["published", "superseded"])
def test_what_is_published_stays_as_it_is(forum, owner, status):
    row = report(forum, owner, status)
    askers = forum.of(owner), forum.staff, forum.admin
    with nothing_written(forum):
        for asker in askers:
            for change in ({"frameworks": ["esrs"]}, {"embargo_until": "2031-01-01T00:00:00Z"}):
                refused = asker.patch(f"/v1/reports/{row['id']}", change, if_match=row["version"]).must(409)
                assert refused.body["current_status"] == status


def test_a_submitted_one_is_changed_by_staff_only(forum, owner):
    row = report(forum, owner, "submitted")
    address = f"/v1/reports/{row['id']}"
    with nothing_written(forum):
        forum.of(owner).patch(address, {"frameworks": ["esrs"]}, if_match=row["version"]).must(409)
    assert forum.staff.patch(address, {"frameworks": ["esrs"]}, if_match=row["version"]).must(200).body["frameworks"] == ["esrs"]


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_only_what_was_never_handed_in_or_was_returned_is_deleted(forum, owner, status):
    row = report(forum, owner, status)
    address = f"/v1/reports/{row['id']}"
    if status in ("draft", "returned"):
        forum.of(owner).delete(address, if_match=row["version"]).must(204)
        forum.staff.get(address).must(404)
        return
    with nothing_written(forum):
        assert forum.staff.delete(address, if_match=row["version"]).must(409).body["current_status"] == status


def test_it_covers_commitments_of_its_own_member(forum, owner):
    own, other = commitment(forum, owner), commitment(forum, member(forum))
    with nothing_written(forum):
        refused = forum.of(owner).post(f"/v1/members/{owner['id']}/reports",
                                       annual_report(commitment_ids=[own["id"], other["id"], NOBODY])).must(422)
    assert refused.faults == [("/commitment_ids", "unknown")]
    message = refused.body["errors"][0]["message"]
    assert other["id"] in message and NOBODY in message and own["id"] not in message
    made = report(forum, owner, "draft", commitment_ids=[own["id"]])
    assert made["commitment_ids"] == [own["id"]]


@pytest.mark.parametrize("changes, faults", [
    ({"assurance_provider": "KPMG"}, [("/assurance_provider", "only_with_assurance")]),
    ({"assurance_standard": "ISAE 3000"}, [("/assurance_standard", "only_with_assurance")]),
    ({"period_end": "2024-12-31"}, [("/period_end", "not_before_period_start")]),
    ({"languages": []}, [("/languages", "min_items")]),
    ({"languages": ["sr", "sr"]}, [("/languages/1", "unique")]),
    ({"languages": ["srp"]}, [("/languages/0", "max_length")]),
    ({"frameworks": ["gri", "iso"]}, [("/frameworks/1", "enum")]),
    ({"title": {}}, [("/title", "min_properties")]),
    ({"title": {"de": "Bericht"}}, [("/title/de", "unknown")]),
    ({"title": {"sr": " "}}, [("/title", "localized")]),
    ({"document": {"url": "ftp://kpmg.rs/a.pdf"}}, [("/document/url", "pattern")]),
    ({"document": {"name": "a.pdf"}}, [("/document/url", "required")]),
    ({"document": {"url": "https://kpmg.rs/a.pdf", "sha256": "abc", "size_bytes": -1}},
     [("/document/sha256", "pattern"), ("/document/size_bytes", "minimum")]),
    ({"figures": {"volunteers": 1.5}}, [("/figures/volunteers", "type")]),
    ({"figures": {"volunteers": -1}}, [("/figures/volunteers", "minimum")]),
    ({"figures": {"currency": "din"}}, [("/figures/currency", "pattern")]),
    ({"figures": {"investments": [{"area": "sport", "form": "cash", "amount": "1"}]}},
     [("/figures/investments/0/amount", "type"), ("/figures/investments/0/area", "enum")]),
    ({"figures": {"investments": [{"area": "market", "form": "cash", "amount": 1.005}]}}, [("/figures", "sums_and_counts")]),
])
def test_a_fault_in_a_report_is_pointed_at(forum, owner, changes, faults):
    with nothing_written(forum):
        assert forum.of(owner).post(f"/v1/members/{owner['id']}/reports", annual_report(**changes)).must(422).faults == faults


def test_figures_are_answered_to_the_dinar(forum, owner):
    sent = ('{"title":{"sr":"Izveštaj"},"kind":"annual","period_start":"2016-01-01","period_end":"2016-12-31","languages":["sr"],'
            '"figures":{"currency":"RSD","investments":[{"area":"community","form":"cash","amount":123456789012345.67},'
            '{"area":"environment","form":"time","amount":0.10}],"volunteers":1154,"volunteering_hours":612.5}}')
    made = forum.of(owner).post(f"/v1/members/{owner['id']}/reports", data=sent,
                                headers={"Content-Type": "application/json"}).must(201)
    for number in ("123456789012345.67", "0.10", "1154", "612.5"):
        assert f": {number}" in made.text


def test_its_assurance_names_who_and_by_what(forum, owner):
    made = report(forum, owner, "draft", assurance_level="limited", assurance_provider="KPMG", assurance_standard="ISAE 3000")
    assert made["assurance_provider"] == "KPMG"
    with nothing_written(forum):
        refused = forum.of(owner).patch(f"/v1/reports/{made['id']}", {"assurance_level": "none"}, if_match=1).must(422)
    assert refused.faults == [("/assurance_provider", "only_with_assurance"), ("/assurance_standard", "only_with_assurance")]
