"""What is computed at the time of reading: reporting of members; progress and health of commitments."""

import pytest

from conftest import database_from, forum_on
from examples import act, commitment, member, nothing_written, progress, report


class Calendar:
    """The day that the register takes for today, which all of it asks of one function."""

    def __init__(self, database):
        self.database = database

    def turn_to(self, day):
        self.database.sql("create or replace function registry.today() returns date language plpgsql stable parallel safe"
                          f" as $$ begin return date '{day}'; end $$")


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        yield forum


@pytest.fixture
def calendar(forum):
    calendar = Calendar(forum.database)
    calendar.turn_to("2026-06-30")
    return calendar


def reporting(forum, row, asker=None):
    body = (asker or forum).get(f"/v1/members/{row['id']}").must(200).body
    return body["reporting"], body["reporting_due_on"]


@pytest.mark.parametrize("today, expected", [
    ("2026-06-30", ("current", "2026-12-31")),
    ("2026-10-31", ("current", "2026-12-31")),
    ("2026-11-01", ("due", "2026-12-31")),
    ("2026-12-31", ("due", "2026-12-31")),
    ("2027-01-01", ("overdue", "2026-12-31")),
    ("2029-06-30", ("overdue", "2026-12-31")),
])
def test_a_report_is_due_sixty_days_before_the_end_of_the_next_year_and_overdue_after_it(forum, calendar, today, expected):
    row = member(forum, effective_on="2025-09-15")
    calendar.turn_to(today)
    assert reporting(forum, row) == reporting(forum, row, forum.staff) == expected


def test_a_published_annual_report_moves_the_due_day_a_year_on(forum, calendar):
    row = member(forum, effective_on="2024-03-01")
    assert reporting(forum, row) == ("overdue", "2025-12-31")
    report(forum, row, year=2024)
    assert reporting(forum, row) == ("current", "2026-12-31")
    report(forum, row, year=2025)
    assert reporting(forum, row) == ("current", "2027-12-31")


@pytest.mark.parametrize("status, properties", [
    ("draft", {}), ("submitted", {}), ("returned", {}), ("published", {"kind": "sustainability"}), ("published", {"year": 2023})])
def test_only_a_published_annual_report_of_the_year_counts(forum, calendar, status, properties):
    row = member(forum, effective_on="2024-03-01")
    report(forum, row, status, **{"year": 2024, **properties})
    assert reporting(forum, row) == ("overdue", "2025-12-31")


def test_the_earliest_missing_year_counts(forum, calendar):
    row = member(forum, effective_on="2022-03-01")
    report(forum, row, year=2022)
    report(forum, row, year=2024)
    assert reporting(forum, row) == ("overdue", "2024-12-31")
    report(forum, row, year=2023)
    assert reporting(forum, row) == ("current", "2026-12-31")


def test_a_report_over_several_years_covers_each(forum, calendar):
    row = member(forum, effective_on="2022-03-01")
    report(forum, row, period_start="2022-01-01", period_end="2024-12-31")
    assert reporting(forum, row) == ("current", "2026-12-31")


def test_a_superseded_report_still_leaves_its_year_reported(forum, calendar):
    row = member(forum, effective_on="2024-03-01")
    report(forum, row, "superseded", year=2024)
    assert reporting(forum, row) == ("current", "2026-12-31")


@pytest.mark.parametrize("status", ["applied", "rejected", "suspended", "withdrawn", "expelled"])
def test_only_an_active_member_owes_reports(forum, calendar, status):
    assert reporting(forum, member(forum, status), forum.staff) == (None, None)


def test_a_company_from_public_sources_owes_no_report(forum, calendar):
    row = member(forum, kind="public_source", source="SBTi target dashboard, August 2023")
    assert reporting(forum, row) == (None, None)


def test_years_without_membership_owe_nothing(forum, calendar):
    row = member(forum, effective_on="2020-03-01")
    report(forum, row, year=2020)
    act(forum.staff, "members", row, "withdraw", reason="own_request", effective_on="2020-12-31").must(200)
    act(forum.of(row), "members", row, "apply").must(200)
    act(forum.staff, "members", row, "approve", effective_on="2026-01-15").must(200)
    assert reporting(forum, row) == ("current", "2027-12-31")


def state(forum, row):
    body = forum.get(f"/v1/commitments/{row['id']}").must(200).body
    return body["health"], body["health_reason"], body["progress"]


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


# From 0 to 100 over 1000 days from 2024-01-01 to 2026-09-27: 0.1 a day.
PLAN = {"direction": "increase", "unit": "%", "baseline_value": 0, "target_value": 100, "baseline_on": None,
        "starts_on": "2024-01-01", "due_on": "2026-09-27"}
DOWN = {**PLAN, "direction": "decrease", "baseline_value": 100, "target_value": 0}


@pytest.mark.parametrize("plan, today, value, health, reason, share", [
    (PLAN, "2024-11-08", 31.2, "on_track", "31.2 expected by today, 31.2 reported on 2024-06-30", 0.312),
    (PLAN, "2024-11-08", 31.1, "behind", "31.2 expected by today, 31.1 reported on 2024-06-30", 0.311),
    (PLAN, "2024-11-08", 50, "on_track", "31.2 expected by today, 50 reported on 2024-06-30", 0.5),
    (PLAN, "2024-11-08", -5, "behind", "31.2 expected by today, -5 reported on 2024-06-30", -0.05),
    (PLAN, "2024-11-08", 100, "on_track", "100 reported on 2024-06-30 reaches the target of 100", 1),
    (PLAN, "2024-11-08", 120, "on_track", "120 reported on 2024-06-30 reaches the target of 100", 1.2),
    (PLAN, "2026-09-27", 99, "behind", "100.0 expected by today, 99 reported on 2024-06-30", 0.99),
    (PLAN, "2026-09-28", 99, "overdue", "due on 2026-09-27, 99 reported on 2024-06-30", 0.99),
    (PLAN, "2026-09-28", 100, "on_track", "100 reported on 2024-06-30 reaches the target of 100", 1),
    (PLAN, "2024-11-08", None, "no_data", "31.2 expected by today, nothing reported yet", None),
    (PLAN, "2026-09-28", None, "overdue", "due on 2026-09-27, nothing reported", None),
    (DOWN, "2024-11-08", 68.8, "on_track", "68.8 expected by today, 68.8 reported on 2024-06-30", 0.312),
    (DOWN, "2024-11-08", 68.9, "behind", "68.8 expected by today, 68.9 reported on 2024-06-30", 0.311),
    (DOWN, "2024-11-08", 0, "on_track", "0 reported on 2024-06-30 reaches the target of 0", 1),
    (DOWN, "2024-11-08", 110, "behind", "68.8 expected by today, 110 reported on 2024-06-30", -0.1),
])
def test_health_holds_the_newest_value_against_the_straight_line(forum, owner, calendar, plan, today, value, health, reason, share):
    row = commitment(forum, owner, **plan)
    if value is not None:
        progress(forum, owner, row, observed_on="2024-06-30", value=value)
    calendar.turn_to(today)
    assert state(forum, row) == (health, reason, share)


def test_before_its_start_nothing_but_the_baseline_is_expected(forum, owner, calendar):
    row = commitment(forum, owner, **{**PLAN, "starts_on": "2026-07-01"})
    assert state(forum, row) == ("no_data", "0.0 expected by today, nothing reported yet", None)


def test_one_that_starts_when_it_is_due_divides_by_nothing(forum, owner, calendar):
    row = commitment(forum, owner, **{**PLAN, "starts_on": "2026-09-27"})
    assert state(forum, row)[0] == "no_data"
    calendar.turn_to("2026-09-27")
    assert forum.get(f"/v1/commitments/{row['id']}").must(200).body["health"] == "no_data"


@pytest.mark.parametrize("today, note, health, reason", [
    ("2026-06-30", None, "no_data", "nothing reported yet"),
    ("2026-06-30", "2026-03-01", "on_track", "last reported on 2026-03-01"),
    ("2035-02-01", None, "overdue", "due on 2035-01-31, nothing reported"),
    ("2035-02-01", "2026-03-01", "overdue", "due on 2035-01-31, last reported on 2026-03-01"),
])
def test_a_commitment_in_words_is_on_track_once_something_was_reported(forum, owner, calendar, today, note, health, reason):
    row = commitment(forum, owner, kind="qualitative")
    if note:
        progress(forum, owner, row, observed_on=note, note={"sr": "Usvojen je kodeks ponašanja dobavljača."})
    calendar.turn_to(today)
    assert state(forum, row) == (health, reason, None)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "achieved", "missed", "withdrawn"])
def test_only_a_published_one_has_a_health(forum, owner, calendar, status):
    row = commitment(forum, owner, status, **PLAN)
    assert (row["health"], row["health_reason"]) == (None, None)


def test_the_newest_observation_counts_in_whatever_order_it_was_entered(forum, owner, calendar):
    row = commitment(forum, owner, **PLAN)
    for day, value in (("2025-12-31", 40), ("2024-12-31", 20), ("2025-06-30", 30)):
        progress(forum, owner, row, observed_on=day, value=value)
    body = forum.get(f"/v1/commitments/{row['id']}").body
    assert (body["current_value"], body["current_value_on"], body["progress"]) == (40, "2025-12-31", 0.4)


def test_of_one_day_the_entry_that_came_last_counts(forum, owner, calendar):
    row = commitment(forum, owner, **PLAN)
    for value in (40, 35):
        progress(forum, owner, row, observed_on="2025-12-31", value=value)
    assert forum.get(f"/v1/commitments/{row['id']}").body["current_value"] == 35


def test_a_superseded_entry_counts_no_more_wherever_the_new_one_lies(forum, owner, calendar):
    row = commitment(forum, owner, **PLAN)
    progress(forum, owner, row, observed_on="2025-03-31", value=22)
    wrong = progress(forum, owner, row, observed_on="2025-12-31", value=90)
    progress(forum, owner, row, observed_on="2024-12-31", value=10, supersedes=wrong["id"], reason="It was the year before.")
    body = forum.get(f"/v1/commitments/{row['id']}").body
    assert (body["current_value"], body["current_value_on"]) == (22, "2025-03-31")


def test_progress_moves_the_etag_but_not_the_version(forum, owner, calendar):
    row = commitment(forum, owner, **PLAN)
    address = f"/v1/commitments/{row['id']}"
    before = forum.get(address)
    progress(forum, owner, row, observed_on="2025-12-31", value=40)
    after = forum.get(address, headers={"If-None-Match": before.etag}).must(200)
    assert after.etag != before.etag
    assert after.body["version"] == before.body["version"]
    with nothing_written(forum):
        forum.of(owner).patch(address, {"area": "environment"}, if_match=before.etag).must(200)


def test_the_passing_of_a_day_moves_the_etag(forum, owner, calendar):
    address = f"/v1/commitments/{commitment(forum, owner, **PLAN)['id']}"
    etag = forum.get(address).etag
    forum.get(address, headers={"If-None-Match": etag}).must(304)
    calendar.turn_to("2026-07-01")
    forum.get(address, headers={"If-None-Match": etag}).must(200)


def test_lists_show_the_same_as_items(forum, owner, calendar):
    rows = forum.every("/v1/commitments", member_id=owner["id"], limit=200)
    assert len(rows) > 20
    for row in rows[::5]:
        assert forum.get(f"/v1/commitments/{row['id']}").body == row
