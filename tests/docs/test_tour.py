"""README's tour with curl answers what README says of it, on the demonstration data as scripts/run loads it."""

import pytest

from conftest import database_from, forum_on
from pages import every_value, load_demonstration, take_tour


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        load_demonstration(forum)
        yield forum


def test_the_tour_answers_what_readme_says(forum, tmp_path):
    text, steps = take_tour(forum, "README.md", tmp_path)
    said = every_value(text)
    assert [int(step[0]) for step in steps] == [200, 200, 200, 200, 200, 400, 201, 200, 201, 200, 200, 200, 201, 200, 200, 200], steps
    assert [step[1] for step in steps] == ["GET"] * 6 + ["POST"] * 3 + ["PATCH"] + ["POST"] * 3 + ["GET", "POST", "GET"]

    promised, members, overdue, counted, areas, slip = said[:6]
    assert {row["area"] for row in promised["data"]} == {"environment"}
    assert any(row["health"] for row in promised["data"]) and any(row["progress"] is not None for row in promised["data"])
    assert [row["name"] for row in members["data"]] == ["Atlantic Grupa", "Banca Intesa"]
    assert set(overdue["page"]) == {"limit", "next", "count"} and all(set(row) == {"title", "due_on", "member"} for row in overdue["data"])
    assert {row["area"] for row in counted["data"]} >= {"environment"}
    assert sum(row["count"] for row in counted["data"]) == counted["total"]["count"] > 0
    assert [entry["code"] for entry in areas["data"]] == ["governance", "community", "workplace", "market", "environment"]
    assert 'did you mean "status"?' in slip["errors"][0]["message"]

    admitted, changed, submitted, published, reported, state, achieved, revisions = said[6:]
    assert admitted["status"] == "active"
    assert (changed["target_value"], changed["version"], changed["status"]) == (500, 2, "draft")
    assert (submitted["status"], published["status"]) == ("submitted", "published")
    assert reported["value"] == 480
    assert set(state) == {"status", "current_value", "progress", "health", "health_reason"}
    assert (state["current_value"], state["health"]) == (480, "on_track")
    assert achieved["status"] == "achieved"
    assert [(row["action"], row["by"]) for row in revisions["data"]] == [("publish", "staff"), ("achieve", "staff")]
    assert forum.get(f"/v1/commitments/{achieved['id']}").must(200).body["status"] == "achieved"


def test_the_tour_can_be_taken_again(forum, tmp_path):
    first, second = (every_value(take_tour(forum, "README.md", tmp_path)[0]) for _ in range(2))
    assert first[-2]["id"] != second[-2]["id"]
