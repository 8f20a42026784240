"""The guides answer, run as they stand, what they say."""

import re

import pytest

from conftest import database_from, forum_on
from pages import assert_answers_as_shown, every_value, shown_answers, load_demonstration, take_tour


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        load_demonstration(forum)
        yield forum


def statuses(steps):
    return [(method, int(status)) for status, method, _ in steps]


# Those that the guide wants to fail.
SLIPS = [("POST", 422), ("PATCH", 412), ("POST", 422), ("PATCH", 422)]


def test_a_company_gets_from_its_application_to_its_annual_report(forum, tmp_path):
    text, steps = take_tour(forum, "docs/guide-companies.md", tmp_path)
    assert [step for step in statuses(steps) if step[1] >= 300] == SLIPS, steps
    for promised in ('"pointer": "/pib"', 'did you mean \\"size\\"', '"status": "applied"', '"status": "active"', '["Intranet","read"',
                     '"version": 2', "it is version 2 now, not 1", '{"line":3,"pointer":"/due_on"', '{"taken":3,"refused":0}',
                     "Molimo vas da opišete kako se voda meri.", '"progress": 0.25', '"softened": true', "postponed 1 year",
                     '"media_type": "application/pdf"', "200 application/pdf"):
        assert promised in text, promised
    member = steps[2 + 1][2].rsplit("/", 1)[1]
    rows = forum.every(f"/v1/members/{member}/commitments")
    assert [(row["status"], row["current_value"], row["softened"]) for row in rows] == [("published", 2150, True)]
    report, = forum.every(f"/v1/members/{member}/reports")
    assert (report["status"], report["commitment_ids"]) == ("published", [rows[0]["id"]])
    assert report["figures"]["investments"][0]["amount"] == 1250000.5
    assert forum.staff.every(f"/v1/members/{member}/contacts") == []


def test_the_guide_for_companies_can_be_taken_again(forum, tmp_path):
    take_tour(forum, "docs/guide-companies.md", tmp_path)
    assert {step[0] for step in take_tour(forum, "docs/guide-companies.md", tmp_path)[1]} >= {"200", "201"}


def test_the_import_tells_what_was_extended_and_removed_and_when(forum, tmp_path):
    text, steps = take_tour(forum, "docs/import.md", tmp_path)
    assert {step[0] for step in steps} == {"200"}
    *promises, removed_before, removed_after = every_value(text)
    commitment = [(row["due_on"], row["softened"], row["health"]) for row in promises if row["due_on"] < "2024"]
    assert commitment == [("2022-07-31", False, "overdue"), ("2023-07-31", True, "no_data")]
    assert (removed_before, removed_after) == (0, 7)


ANALYSTS = "docs/guide-analysts.md"


def test_ten_questions_of_an_analyst_are_answered_as_the_guide_shows(forum, tmp_path):
    text, steps = take_tour(forum, ANALYSTS, tmp_path)
    assert [step for step in statuses(steps) if step[1] >= 300] == [("GET", 400)], steps
    assert len(shown_answers(ANALYSTS)) > 30
    assert_answers_as_shown(ANALYSTS, text)
    assert re.search(r'^\["[^"]*","report","publish","Izveštaj za 2023."\]$', text, re.MULTILINE), text
    late = re.findall(r'^\["(20[0-9-]*)","[^"]*",[0-9.]*,".* expected by today, .* reported on .*"\]$', text, re.MULTILINE)
    assert late == sorted(late)


def test_the_guide_for_analysts_can_be_taken_again(forum, tmp_path):
    for _ in range(2):
        assert_answers_as_shown(ANALYSTS, take_tour(forum, ANALYSTS, tmp_path)[0])
