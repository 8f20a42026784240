"""Members: what each action does in each status, who may take it, and what it asks for."""

import pytest

from examples import NOBODY, act, applicant, commitment, member, nothing_written, report

REASONS = {"reject": "not_eligible", "suspend": "fee_unpaid", "withdraw": "own_request", "expel": "code_breach"}
# What staff may do in each status, and where it leads.
LIFE_CYCLE = {
    "applied": {"approve": "active", "reject": "rejected"},
    "active": {"suspend": "suspended", "withdraw": "withdrawn", "expel": "expelled"},
    "suspended": {"reinstate": "active", "withdraw": "withdrawn", "expel": "expelled"},
    "rejected": {"apply": "applied"},
    "withdrawn": {"apply": "withdrawn"},
    "expelled": {"apply": "expelled"},
    "withdrawn, reapplied": {"approve": "active", "reject": "withdrawn"},
    "expelled, reapplied": {"approve": "active", "reject": "expelled"},
}
ACTIONS = ["approve", "reject", "suspend", "reinstate", "withdraw", "expel", "apply"]
OF_MEMBERS = {"withdraw", "apply"}


def details(action):
    return {"reason": REASONS[action]} if action in REASONS else {}


@pytest.mark.parametrize("status, action, becomes",
                         [(status, action, becomes) for status, steps in LIFE_CYCLE.items()
                          for action, becomes in steps.items()])
def test_an_allowed_action_leads_on(forum, status, action, becomes):
    row = member(forum, status)
    done = act(forum.staff, "members", row, action, **details(action)).must(200)
    assert done.body["status"] == becomes
    assert done.body["version"] == row["version"] + 1
    assert forum.staff.get(f"/v1/members/{row['id']}").body == done.body


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_any_other_action_is_a_conflict_that_names_the_allowed_ones(forum, status):
    row = member(forum, status)
    allowed = list(LIFE_CYCLE[status])
    assert row["allowed_actions"] == allowed
    for action in ACTIONS:
        if action in allowed:
            continue
        with nothing_written(forum):
            refused = act(forum.staff, "members", row, action, **details(action)).must(409)
        assert refused.problem == "conflict"
        assert refused.body["allowed_actions"] == allowed
        assert refused.body["current_status"] == row["status"]


@pytest.mark.parametrize("status", LIFE_CYCLE)
def test_a_member_itself_may_only_leave_and_apply(forum, status):
    row = member(forum, status)
    own = forum.of(row)
    allowed = [action for action in LIFE_CYCLE[status] if action in OF_MEMBERS]
    assert own.get(f"/v1/members/{row['id']}").must(200).body["allowed_actions"] == allowed
    for action in ACTIONS:
        answer = act(own, "members", row, action, **details(action))
        if action not in OF_MEMBERS:
            assert answer.status == 403, action
        elif action not in allowed:
            assert answer.status == 409, action
            assert answer.body["allowed_actions"] == allowed
        else:
            assert answer.must(200).body["status"] == LIFE_CYCLE[status][action]
            break


def test_nobody_acts_without_a_key(forum):
    row = member(forum)
    for action in ACTIONS:
        with nothing_written(forum):
            assert act(forum, "members", row, action, **details(action)).must(401).problem == "key-needed"


def test_another_company_can_not_end_a_membership(forum):
    row, unseen, stranger = member(forum), applicant(forum), forum.of(member(forum))
    with nothing_written(forum):
        act(stranger, "members", row, "withdraw", reason="own_request").must(403)
        act(stranger, "members", unseen, "withdraw", reason="own_request").must(404)


def test_an_action_on_nobody_is_not_found(forum):
    for action in ACTIONS:
        act(forum.staff, "members", NOBODY, action, **details(action)).must(404)


@pytest.mark.parametrize("action", REASONS)
@pytest.mark.parametrize("body", [None, {}, {"reason": None}, {"note": "On the phone."}])
def test_an_action_that_needs_a_reason_asks_for_it(forum, action, body):
    status = next(status for status, steps in LIFE_CYCLE.items() if action in steps)
    row = member(forum, status)
    with nothing_written(forum):
        refused = forum.staff.post(f"/v1/members/{row['id']}/{action}", body).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/reason"]


def test_a_reason_must_be_one_for_members(forum):
    row = member(forum)
    for reason in ("not_feasible", "because", "deadline_expired"):
        with nothing_written(forum):
            refused = act(forum.staff, "members", row, "suspend", reason=reason).must(422)
        assert refused.faults == [("/reason", "unknown")]
    assert act(forum.staff, "members", row, "suspend", reason="other").must(200).body["status_reason"] == "other"


def test_every_fault_of_an_action_is_told_at_once(forum):
    row = member(forum, effective_on="2021-05-04")
    with nothing_written(forum):
        refused = act(forum.staff, "members", row, "suspend", reason="because", effective_on="2021-05-03").must(422)
    assert refused.faults == [("/effective_on", "too_early"), ("/reason", "unknown")]
    with nothing_written(forum):
        refused = act(forum.staff, "members", row, "suspend", effective_on="2021-02-29", reson="other", note="").must(422)
    assert refused.faults == [("/effective_on", "format"), ("/note", "min_length"), ("/reason", "required"),
                              ("/reson", "unknown")]


def test_an_effective_day_lies_neither_in_the_future_nor_before_our_time(forum):
    row = applicant(forum)
    tomorrow = forum.database.value("select (registry.today() + 1)::text")
    for day, code in ((tomorrow, "in_the_future"), ("1989-12-31", "too_early")):
        with nothing_written(forum):
            refused = act(forum.staff, "members", row, "approve", effective_on=day).must(422)
        assert refused.faults == [("/effective_on", code)]
    today = forum.database.value("select registry.today()::text")
    done = act(forum.staff, "members", row, "approve", effective_on=today).must(200).body
    assert (done["status_effective_on"], done["joined_on"]) == (today, today)


def test_a_company_joins_on_the_day_when_it_was_first_admitted_and_keeps_it(forum):
    row = member(forum, effective_on="2015-06-01")
    assert row["joined_on"] == "2015-06-01"
    act(forum.staff, "members", row, "withdraw", reason="own_request", effective_on="2016-06-01").must(200)
    act(forum.of(row), "members", row, "apply").must(200)
    again = act(forum.staff, "members", row, "approve", effective_on="2018-01-15").must(200).body
    assert (again["joined_on"], again["status_effective_on"]) == ("2015-06-01", "2018-01-15")
    periods = forum.database.sql("select started_on::text, ended_on::text, end_reason from registry.membership"
                                 " where member_id = %s order by started_on", row["id"])
    assert periods == [("2015-06-01", "2016-06-01", "own_request"), ("2018-01-15", None, None)]


def test_what_was_said_of_a_reason_stands_until_the_next_step(forum):
    row = member(forum)
    suspended = act(forum.staff, "members", row, "suspend", reason="fee_unpaid", note="Third reminder.").must(200).body
    assert suspended["status_reason"] == "fee_unpaid"
    assert act(forum.staff, "members", row, "reinstate").must(200).body["status_reason"] is None
    said = forum.database.sql("select reason, note from registry.change where resource_id = %s and action = 'suspend'",
                              row["id"])
    assert said == [("fee_unpaid", "Third reminder.")]


def test_that_one_who_left_has_applied_again_is_between_it_and_the_forum(forum):
    row = member(forum, "withdrawn, reapplied")
    address = f"/v1/members/{row['id']}"
    assert row["reapplied_on"]
    assert forum.of(row).get(address).body["reapplied_on"] == row["reapplied_on"]
    for asker in (forum, forum.of(member(forum))):
        assert asker.get(address).must(200).body["reapplied_on"] is None
        assert asker.get(address).body["status"] == "withdrawn"
    assert act(forum.staff, "members", row, "reject", reason="not_eligible").must(200).body["reapplied_on"] is None


def test_an_action_is_refused_when_its_version_is_stale(forum):
    row = applicant(forum)
    address = f"/v1/members/{row['id']}"
    forum.staff.patch(address, {"city": "Niš"}, if_match=1).must(200)
    with nothing_written(forum):
        stale = forum.staff.post(f"{address}/approve", headers={"If-Match": '"1"'}).must(412)
    assert stale.body["version"] == 2
    forum.staff.post(f"{address}/approve", headers={"If-Match": '"2"'}).must(200)


@pytest.mark.parametrize("status", ["applied", "rejected", "withdrawn", "expelled"])
def test_only_present_members_make_commitments_and_reports(forum, status):
    row = member(forum, status)
    askers = forum.of(row), forum.staff
    with nothing_written(forum):
        for resource in ("commitments", "reports"):
            body = {"commitments": {"title": {"en": "Set a net-zero target"}, "area": "environment", "kind": "qualitative",
                                    "starts_on": "2021-10-01", "due_on": "2030-01-31"},
                    "reports": {"title": {"sr": "Izveštaj"}, "kind": "annual", "period_start": "2025-01-01",
                                "period_end": "2025-12-31", "languages": ["sr"]}}[resource]
            for asker in askers:
                refused = asker.post(f"/v1/members/{row['id']}/{resource}", body).must(409)
                assert refused.body["member_status"] == status


def test_a_suspended_member_still_works_on_its_commitments_and_reports(forum):
    row = member(forum, "suspended")
    assert commitment(forum, row)["status"] == "published"
    assert report(forum, row)["status"] == "published"
