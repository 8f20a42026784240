"""Commitments: what each action does in each status, who may take it, and what it asks for."""

import pytest

from examples import NOBODY, act, commitment, emissions, member, nothing_written, progress

# What staff may do in each status, and where it leads.
LIFE_CYCLE = {
    "draft": {"submit": "submitted"},
    "submitted": {"return": "returned", "publish": "published"},
    "returned": {"submit": "submitted"},
    "published": {"achieve": "achieved", "miss": "missed", "withdraw": "withdrawn"},
    "achieved": {},
    "missed": {},
    "withdrawn": {},
}
ACTIONS = ["submit", "return", "publish", "achieve", "miss", "withdraw"]
OF_MEMBERS = {"submit", "withdraw"}
DETAILS = {"return": {"note": "Please name the indicator."}, "withdraw": {"reason": "not_feasible"}}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


def take(client, row, action):
    return act(client, "commitments", row, action, **DETAILS.get(action, {}))


@pytest.mark.parametrize("status, action, becomes",
                         [(status, action, becomes) for status, steps in LIFE_CYCLE.items()
                          for action, becomes in steps.items()])
def test_an_allowed_action_leads_on(forum, owner, status, action, becomes):
    row = commitment(forum, owner, status)
    done = take(forum.staff, row, action).must(200)
    assert done.body["status"] == becomes
    assert done.body["version"] == row["version"] + 1
    assert forum.staff.get(f"/v1/commitments/{row['id']}").body == done.body


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_any_other_action_is_a_conflict_that_names_the_allowed_ones(forum, owner, status):
    row = commitment(forum, owner, status)
    allowed = list(LIFE_CYCLE[status])
    assert row["allowed_actions"] == allowed
    for action in ACTIONS:
        if action in allowed:
            continue
        with nothing_written(forum):
            refused = take(forum.staff, row, action).must(409)
        assert refused.problem == "conflict"
        assert (refused.body["current_status"], refused.body["allowed_actions"]) == (status, allowed)


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_its_member_may_only_submit_and_withdraw(forum, owner, status):
    row = commitment(forum, owner, status)
    own = forum.of(owner)
    allowed = [action for action in LIFE_CYCLE[status] if action in OF_MEMBERS]
    assert own.get(f"/v1/commitments/{row['id']}").must(200).body["allowed_actions"] == allowed
    for action in ACTIONS:
        answer = take(own, row, action)
        if action not in OF_MEMBERS:
            assert answer.status == 403, action
        elif action not in allowed:
            assert (answer.status, answer.body["allowed_actions"]) == (409, allowed), action
        else:
            assert answer.must(200).body["status"] == LIFE_CYCLE[status][action]
            break


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_another_member_may_do_nothing_and_hears_only_of_what_is_public(forum, owner, status):
    row, stranger = commitment(forum, owner, status), forum.of(member(forum))
    public = status in ("published", "achieved", "missed", "withdrawn")
    with nothing_written(forum):
        for action in OF_MEMBERS:
            take(stranger, row, action).must(403 if public else 404)
        for action in set(ACTIONS) - OF_MEMBERS:
            take(stranger, row, action).must(403)
        stranger.patch(f"/v1/commitments/{row['id']}", {"area": "market"}, if_match="*").must(403 if public else 404)
        stranger.delete(f"/v1/commitments/{row['id']}", if_match="*").must(403 if public else 404)
    if public:
        assert stranger.get(f"/v1/commitments/{row['id']}").must(200).body["allowed_actions"] == []


def test_nobody_acts_without_a_key(forum, owner):
    row = commitment(forum, owner)
    with nothing_written(forum):
        for action in ACTIONS:
            assert take(forum, row, action).must(401).problem == "key-needed"


def test_an_action_on_nothing_is_not_found(forum):
    for action in ACTIONS:
        take(forum.staff, NOBODY, action).must(404)


@pytest.mark.parametrize("body", [None, {}, {"note": None}, {"note": ""}, {"note": " \n"}, {"reason": "other"}])
def test_a_return_says_what_to_mend(forum, owner, body):
    row = commitment(forum, owner, "submitted")
    with nothing_written(forum):
        refused = forum.staff.post(f"/v1/commitments/{row['id']}/return", body).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/note"]


@pytest.mark.parametrize("body, code", [(None, "required"), ({}, "required"), ({"reason": None}, "type"),
                                        ({"reason": "fee_unpaid"}, "unknown"), ({"reason": "Too dear"}, "pattern")])
def test_a_withdrawal_gives_a_reason_for_commitments(forum, owner, body, code):
    row = commitment(forum, owner)
    for asker in (forum.of(owner), forum.staff):
        with nothing_written(forum):
            assert asker.post(f"/v1/commitments/{row['id']}/withdraw", body).must(422).faults == [("/reason", code)]


def test_the_review_note_is_for_the_member_until_it_submits_again(forum, owner):
    row = commitment(forum, owner, "submitted")
    note = "Please say in which unit the baseline was measured."
    assert act(forum.staff, "commitments", row, "return", note=note).must(200).body["review_note"] == note
    address = f"/v1/commitments/{row['id']}"
    assert forum.of(owner).get(address).body["review_note"] == note
    assert act(forum.of(owner), "commitments", row, "submit").must(200).body["review_note"] is None
    act(forum.staff, "commitments", row, "publish").must(200)
    assert forum.get(address).body["review_note"] is None


@pytest.mark.parametrize("missing", ["unit", "direction", "baseline_value", "target_value"])
def test_a_measured_commitment_is_complete_before_it_is_submitted(forum, owner, missing):
    row = commitment(forum, owner, "draft", **{missing: None})
    with nothing_written(forum):
        assert act(forum.of(owner), "commitments", row, "submit").must(422).faults == [(f"/{missing}", "needed")]


def test_all_that_is_missing_is_told_at_once(forum, owner):
    own = forum.of(owner)
    row = commitment(forum, owner, "draft", unit=None, direction=None, baseline_value=None, target_value=None)
    refused = act(own, "commitments", row, "submit").must(422)
    assert refused.faults == [("/baseline_value", "needed"), ("/direction", "needed"), ("/target_value", "needed"),
                              ("/unit", "needed")]
    own.patch(f"/v1/commitments/{row['id']}", {"unit": "%", "direction": "increase", "baseline_value": 0,
                                               "target_value": 55}, if_match=1).must(200)
    act(own, "commitments", row, "submit").must(200)


def test_a_commitment_in_words_needs_no_figures(forum, owner):
    assert commitment(forum, owner, "published", kind="qualitative")["status"] == "published"


def test_a_submitted_one_is_changed_by_staff_only(forum, owner):
    row = commitment(forum, owner, "submitted")
    address = f"/v1/commitments/{row['id']}"
    with nothing_written(forum):
        refused = forum.of(owner).patch(address, {"target_value": 500000}, if_match=row["version"]).must(409)
    assert refused.body["current_status"] == "submitted"
    assert forum.staff.patch(address, {"target_value": 500000}, if_match=row["version"]).must(200).body["target_value"] == 500000


@pytest.mark.parametrize("status", ["achieved", "missed", "withdrawn"])
def test_an_ended_one_is_changed_by_nobody(forum, owner, status):
    row = commitment(forum, owner, status)
    askers = forum.of(owner), forum.staff, forum.admin
    with nothing_written(forum):
        for asker in askers:
            for change in ({"area": "market"}, {"due_on": "2040-12-31", "change_reason": "A later start."}):
                refused = asker.patch(f"/v1/commitments/{row['id']}", change, if_match=row["version"]).must(409)
                assert refused.body["allowed_actions"] == []


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_only_what_was_never_handed_in_or_was_returned_is_deleted(forum, owner, status):
    row = commitment(forum, owner, status)
    address = f"/v1/commitments/{row['id']}"
    if status in ("draft", "returned"):
        forum.of(owner).delete(address, if_match=row["version"]).must(204)
        forum.of(owner).get(address).must(404)
        forum.staff.get(address).must(404)
        return
    for asker in (forum.of(owner), forum.staff):
        with nothing_written(forum):
            refused = asker.delete(address, if_match=row["version"]).must(409)
        assert refused.body["current_status"] == status
    forum.staff.get(address).must(200)


def test_publishing_says_when_and_returning_to_the_same_state_never_resets_it(forum, owner):
    row = commitment(forum, owner, "submitted")
    assert row["published_at"] is None
    published = act(forum.staff, "commitments", row, "publish").must(200).body
    assert published["published_at"] == published["updated_at"]
    achieved = act(forum.staff, "commitments", row, "achieve").must(200).body
    assert achieved["published_at"] == published["published_at"]


def test_an_effective_day_is_not_before_that_of_the_present_status(forum, owner):
    row = commitment(forum, owner, "submitted")
    act(forum.staff, "commitments", row, "publish", effective_on="2024-05-06").must(200)
    with nothing_written(forum):
        refused = act(forum.staff, "commitments", row, "achieve", effective_on="2024-05-05").must(422)
    assert refused.faults == [("/effective_on", "too_early")]
    done = act(forum.staff, "commitments", row, "achieve", effective_on="2024-05-06").must(200).body
    assert done["status_effective_on"] == "2024-05-06"


class TestAmendment:
    """What changes after publication."""

    @pytest.mark.parametrize("change, softened", [
        ({"target_value": 500000}, False),
        ({"target_value": 800000}, True),
        ({"due_on": "2034-12-31"}, False),
        ({"due_on": "2036-12-31"}, True),
        ({"baseline_value": 1104000}, True),
        ({"baseline_on": "2018-12-31"}, True),
        ({"baseline_on": None}, True),
        ({"unit": "kgCO2e"}, True),
        ({"starts_on": "2019-01-01"}, False),
        ({"title": {"sr": "Manje emisija"}}, False),
        ({"kind": "qualitative"}, True),
    ])
    def test_needs_a_reason_and_shows_whether_it_promises_less(self, forum, owner, change, softened):
        row, own = commitment(forum, owner), forum.of(owner)
        address = f"/v1/commitments/{row['id']}"
        with nothing_written(forum):
            assert own.patch(address, change, if_match=row["version"]).must(422).faults == [("/change_reason", "required")]
        amended = own.patch(address, {**change, "change_reason": "The new equipment comes later."},
                            if_match=row["version"]).must(200).body
        assert (amended["amended"], amended["softened"]) == (True, softened)
        assert forum.get(address).body["softened"] is softened
        recorded = forum.database.sql("select reason from registry.change where resource_id = %s and version = %s",
                                      row["id"], amended["version"])
        assert recorded == [("The new equipment comes later.",)]

    def test_that_promises_less_is_never_forgotten(self, forum, owner):
        row, own = commitment(forum, owner), forum.of(owner)
        address = f"/v1/commitments/{row['id']}"
        for target in (800000, 500000):
            row = own.patch(address, {"target_value": target, "change_reason": "Recalculated by the auditor."},
                            if_match=row["version"]).must(200).body
        assert row["softened"] is True

    @pytest.mark.parametrize("change", [{"area": "market"}, {"sdgs": [7, 13]}, {"description": {"en": "By heat pumps."}},
                                        {"indicator": "Scope 1 and 2, market-based"}, {"source": "Annual report 2025"}])
    def test_is_not_what_explains_better(self, forum, owner, change):
        row = commitment(forum, owner)
        changed = forum.of(owner).patch(f"/v1/commitments/{row['id']}", change, if_match=row["version"]).must(200).body
        assert changed["amended"] is False
        assert {name: changed[name] for name in change} == change

    def test_is_no_matter_of_drafts(self, forum, owner):
        row = commitment(forum, owner, "draft")
        changed = forum.of(owner).patch(f"/v1/commitments/{row['id']}", {"target_value": 800000}, if_match=1).must(200)
        assert (changed.body["amended"], changed.body["softened"]) == (False, False)

    @pytest.mark.parametrize("reason, code", [("Late", "min_length"), ("a" * 1001, "max_length"), (None, "type")])
    def test_has_a_reason_of_words(self, forum, owner, reason, code):
        row = commitment(forum, owner)
        with nothing_written(forum):
            refused = forum.of(owner).patch(f"/v1/commitments/{row['id']}",
                                            {"target_value": 800000, "change_reason": reason}, if_match="*").must(422)
        assert refused.faults == [("/change_reason", code)]

    def test_that_changes_nothing_leaves_the_version(self, forum, owner):
        row = commitment(forum, owner)
        same = forum.of(owner).patch(f"/v1/commitments/{row['id']}", {"target_value": 753000, "sdgs": [13]},
                                     if_match=row["version"]).must(200).body
        assert (same["version"], same["amended"]) == (row["version"], False)


class TestProgress:
    """Entries of progress."""

    @pytest.mark.parametrize("status", [status for status in LIFE_CYCLE if status != "published"])
    def test_is_reported_on_published_commitments_only(self, forum, owner, status):
        row = commitment(forum, owner, status)
        with nothing_written(forum):
            refused = forum.of(owner).post(f"/v1/commitments/{row['id']}/progress",
                                           {"observed_on": "2025-12-31", "value": 900000}).must(409)
        assert refused.body["current_status"] == status

    @pytest.mark.parametrize("kind, body, faults", [
        ("quantitative", {"observed_on": "2025-12-31"}, [("/value", "required")]),
        ("quantitative", {"observed_on": "2025-12-31", "value": None}, [("/value", "required")]),
        ("quantitative", {"value": 1}, [("/observed_on", "required")]),
        ("qualitative", {"observed_on": "2025-12-31"}, [("/note", "required")]),
        ("qualitative", {"observed_on": "2025-12-31", "value": 1}, [("/note", "required"), ("/value", "not_allowed")]),
        ("quantitative", {"observed_on": "2025-12-31", "value": 1, "reason": "Measured again."}, [("/reason", "not_allowed")]),
        ("quantitative", {"observed_on": "2025-12-31", "value": 1, "supersedes": NOBODY, "reason": "Measured again."},
         [("/supersedes", "unknown")]),
        ("quantitative", {"observed_on": "1989-12-31", "value": 1e18, "evidence_url": "https://"},
         [("/evidence_url", "format"), ("/observed_on", "not_before_1990"), ("/value", "of_usual_size")]),
    ])
    def test_says_what_its_commitment_needs(self, forum, owner, kind, body, faults):
        row = commitment(forum, owner, kind=kind)
        with nothing_written(forum):
            assert forum.of(owner).post(f"/v1/commitments/{row['id']}/progress", body).must(422).faults == faults

    def test_is_not_of_the_future(self, forum, owner):
        row = commitment(forum, owner)
        tomorrow = forum.database.value("select (registry.today() + 1)::text")
        refused = forum.of(owner).post(f"/v1/commitments/{row['id']}/progress", {"observed_on": tomorrow, "value": 1}).must(422)
        assert refused.faults == [("/observed_on", "not_in_the_future")]

    def test_is_mended_by_an_entry_that_supersedes(self, forum, owner):
        row, own = commitment(forum, owner), forum.of(owner)
        wrong = progress(forum, owner, row, observed_on="2024-12-31", value=90000)
        right = progress(forum, owner, row, observed_on="2024-12-31", value=900000, supersedes=wrong["id"],
                         reason="A zero was missing.")
        assert right["supersedes"] == wrong["id"]
        address = f"/v1/commitments/{row['id']}/progress/{wrong['id']}"
        assert forum.get(address).must(200).body["superseded_by"] == right["id"]
        assert forum.get(f"/v1/commitments/{row['id']}").body["current_value"] == 900000
        with nothing_written(forum):
            refused = own.post(f"/v1/commitments/{row['id']}/progress",
                               {"observed_on": "2024-12-31", "value": 1, "supersedes": wrong["id"], "reason": "Again wrong."})
        assert refused.must(422).faults == [("/supersedes", "taken")]

    def test_supersedes_with_a_reason(self, forum, owner):
        row = commitment(forum, owner)
        wrong = progress(forum, owner, row, observed_on="2024-12-31", value=90000)
        refused = forum.of(owner).post(f"/v1/commitments/{row['id']}/progress",
                                       {"observed_on": "2024-12-31", "value": 900000, "supersedes": wrong["id"]}).must(422)
        assert refused.faults == [("/reason", "needed")]

    def test_supersedes_nothing_of_another_commitment(self, forum, owner):
        row, other = commitment(forum, owner), commitment(forum, owner)
        entry = progress(forum, owner, other, observed_on="2024-12-31", value=90000)
        refused = forum.of(owner).post(f"/v1/commitments/{row['id']}/progress",
                                       {"observed_on": "2024-12-31", "value": 900000, "supersedes": entry["id"],
                                        "reason": "A zero was missing."}).must(422)
        assert refused.faults == [("/supersedes", "unknown")]
        forum.get(f"/v1/commitments/{row['id']}/progress/{entry['id']}").must(404)

    def test_is_added_by_its_member_and_staff_alone(self, forum, owner):
        row, stranger = commitment(forum, owner), forum.of(member(forum))
        entry = {"observed_on": "2025-12-31", "value": 900000}
        with nothing_written(forum):
            forum.post(f"/v1/commitments/{row['id']}/progress", entry).must(401)
            stranger.post(f"/v1/commitments/{row['id']}/progress", entry).must(403)
            stranger.post(f"/v1/commitments/{NOBODY}/progress", entry).must(404)
        for asker in (forum.of(owner), forum.staff):
            made = asker.post(f"/v1/commitments/{row['id']}/progress", entry).must(201)
            assert forum.get(made.headers["Location"]).must(200).body == made.body

    def test_has_no_other_way_to_change(self, forum, owner):
        row = commitment(forum, owner)
        entry = progress(forum, owner, row, observed_on="2025-12-31", value=900000)
        for method in ("PATCH", "PUT", "DELETE"):
            refused = forum.staff.request(method, f"/v1/commitments/{row['id']}/progress/{entry['id']}", {}).must(405)
            assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_draft_of_everything_is_answered_as_it_was_sent(forum, owner):
    body = emissions(title={"sr": "Мање емисија", "en": "Less emissions"}, description={"sr": "Топлотне пумпе 🌍"},
                     baseline_value=914050.123456789012, source="SBTi finance tool",
                     embargo_until="2031-06-01T09:00:00Z")
    made = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", body).must(201)
    assert {name: made.body[name] for name in body} == body
    assert forum.of(owner).get(made.headers["Location"]).must(200).body == made.body


@pytest.mark.parametrize("sent", ["914050.123456789012", "0.1", "1e3", "-0.000000000001", "123456789012345678", "5.10"])
def test_a_number_keeps_every_digit(forum, owner, sent):
    body = ('{"title":{"en":"Less"},"area":"market","kind":"quantitative","starts_on":"2026-01-01","due_on":"2030-01-01",'
            f'"baseline_value":{sent}}}')
    made = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", data=body,
                                headers={"Content-Type": "application/json"}).must(201)
    expected = "1000" if sent == "1e3" else sent
    assert f'"baseline_value":{expected},' in made.text.replace(" ", "")
