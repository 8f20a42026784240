"""As of a day: what stood here at any moment is answered later as it was answered then. Random histories: test_as_of_history.py."""

import datetime

import psycopg2
import pytest

from conftest import database_from, forum_on
from histories import now_of
from lives import admitted, changed, drafted, published

def without_now(row):
    """A row but for what is said of now."""
    return {name: value for name, value in row.items() if name != "allowed_actions"}


@pytest.fixture(scope="module")
def forum(template):
    with database_from(template) as database, forum_on(database) as forum:
        yield forum


def test_one_item_is_answered_as_it_was_and_before_it_was_there_it_is_not_found(forum):
    before = now_of(forum.database)
    member = admitted(forum, "Holcim Srbija")
    row = published(forum, member)
    path = f"/v1/commitments/{row['id']}"
    then = now_of(forum.database)
    first = forum.get(path).must(200).body
    changed(forum.staff, path, {"due_on": "2040-12-31", "change_reason": "Nova peć kasni."})
    assert forum.get(path, as_of=then).must(200).body == first
    assert forum.get(path, as_of=now_of(forum.database)).must(200).body["due_on"] == "2040-12-31"
    forum.get(path, as_of=before).must(404)
    forum.get(f"/v1/members/{member['id']}", as_of=before).must(404)
    assert len(forum.get(path + "/revisions", as_of=then).must(200).body["data"]) == 1
    assert len(forum.get(path + "/revisions").must(200).body["data"]) == 2


def test_a_draft_of_the_past_is_shown_to_its_own_alone(forum):
    member, other = admitted(forum, "Telenor"), admitted(forum, "Vip mobile")
    row = drafted(forum, member)
    path, then = f"/v1/commitments/{row['id']}", now_of(forum.database)
    forum.of(member).delete(path, if_match=1).must(204)
    forum.of(member).get(path).must(404)
    assert forum.of(member).get(path, as_of=then).must(200).body["title"] == row["title"]
    for client in (forum, forum.of(other)):
        client.get(path, as_of=then).must(404)
        assert row["id"] not in [shown["id"] for shown in client.every("/v1/commitments", as_of=then)]
    published_later = drafted(forum, member)
    then = now_of(forum.database)
    forum.of(member).post(f"/v1/commitments/{published_later['id']}/submit").must(200)
    forum.staff.post(f"/v1/commitments/{published_later['id']}/publish").must(200)
    forum.get(f"/v1/commitments/{published_later['id']}", as_of=then).must(404)


def test_what_was_under_an_embargo_then_is_not_seen_then(forum):
    """Although everybody sees it now: the past does not change."""
    member = admitted(forum, "Nestlé Adriatic")
    soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)).isoformat()
    row = published(forum, member, embargo_until=soon)
    path, then = f"/v1/commitments/{row['id']}", now_of(forum.database)
    staff_then = forum.staff.get(path).must(200).body
    forum.get(path, as_of=then).must(404)
    while forum.get(path).status == 404:
        pass  # the embargo passes
    forum.get(path, as_of=then).must(404)
    assert row["id"] not in [shown["id"] for shown in forum.every("/v1/commitments", as_of=then)]
    assert without_now(forum.staff.get(path, as_of=then).must(200).body) == without_now(staff_then)
    forum.get(path, as_of=now_of(forum.database)).must(200)


def test_what_lies_below_a_row_is_seen_by_those_who_saw_the_row_then(forum):
    """Neither its revisions nor its progress tell strangers of an embargo that passed since, and a company still reads those of a
    draft that it has deleted."""
    member = admitted(forum, "Bambi")
    soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)).isoformat()
    row = published(forum, member, embargo_until=soon)
    entry = forum.staff.post(f"/v1/commitments/{row['id']}/progress", {"observed_on": "2024-12-31", "value": 3}).must(201).body
    paths = [f"/v1/commitments/{row['id']}" + tail for tail in ("/revisions", "/progress", f"/progress/{entry['id']}")]
    then = now_of(forum.database)
    while forum.get(paths[0]).status == 404:
        pass  # the embargo passes
    for path in paths:
        forum.get(path).must(200)
        forum.get(path, as_of=then).must(404)
        forum.of(member).get(path, as_of=then).must(200)
    draft = drafted(forum, member)
    path, then = f"/v1/commitments/{draft['id']}", now_of(forum.database)
    forum.of(member).delete(path, if_match=1).must(204)
    forum.of(member).get(path + "/revisions").must(404)
    assert [told["action"] for told in forum.of(member).every(path + "/revisions", as_of=then)] == ["create"]
    forum.get(path + "/revisions", as_of=then).must(404)


def test_that_a_member_which_left_had_applied_again_is_told_to_itself_and_the_forum(forum):
    member = admitted(forum, "Knjaz Miloš")
    path = f"/v1/members/{member['id']}"
    forum.staff.post(path + "/withdraw", {"reason": "own_request"}).must(200)
    applied = forum.of(member).post(path + "/apply").must(200).body["reapplied_on"]
    then = now_of(forum.database)
    forum.staff.post(path + "/reject", {"reason": "incomplete_application"}).must(200)
    for client, told in ((forum, None), (forum.of(admitted(forum, "Imlek")), None), (forum.of(member), applied), (forum.staff, applied)):
        assert client.get(path, as_of=then).must(200).body["reapplied_on"] == told
        assert client.get(path).must(200).body["reapplied_on"] is None


def test_a_day_is_its_end_in_belgrade(forum):
    """Moved in time behind the register's back, since no test can wait for a day."""
    row = published(forum, admitted(forum, "Meris"))
    path = f"/v1/commitments/{row['id']}"
    changed(forum.staff, path, {"due_on": "2041-12-31", "change_reason": "Rok je pomeren."})
    forum.database.sql(f"""
        set session_replication_role = replica;
        update registry.member_past set since = '2024-01-01 00:00Z', until = '2024-01-02 00:00Z' where id = '{row['member_id']}';
        update registry.member set since = '2024-01-02 00:00Z' where id = '{row['member_id']}';
        delete from registry.commitment_past where id = '{row['id']}' and due_on <> '2030-12-31';
        update registry.commitment_past set since = '2025-01-01 00:00Z', until = '2025-07-10 21:59:59Z' where id = '{row['id']}' and status = 'published';
        update registry.commitment set since = '2025-07-10 21:59:59Z' where id = '{row['id']}';
        reset session_replication_role;
        select 1""")
    assert forum.get(path, as_of="2025-07-09").must(200).body["due_on"] == "2030-12-31"
    assert forum.get(path, as_of="2025-07-10").must(200).body["due_on"] == "2041-12-31"
    assert forum.get(path, as_of="2025-07-10T21:59:58.5Z").must(200).body["due_on"] == "2030-12-31"
    assert forum.get(path, as_of="2025-07-10T23:59:58+02:00").must(200).body["due_on"] == "2030-12-31"


def test_what_depends_on_the_day_is_computed_from_that_day(forum):
    row = published(forum, admitted(forum, "Strauss Adriatic"), starts_on="2021-01-01", due_on="2022-12-31")
    path = f"/v1/commitments/{row['id']}"
    forum.database.sql(f"""
        set session_replication_role = replica;
        delete from registry.commitment_past where id = '{row['id']}';
        update registry.commitment set since = '2021-01-01 00:00Z', created_at = '2021-01-01 00:00Z' where id = '{row['id']}';
        update registry.member set since = '2020-01-01 00:00Z', created_at = '2020-01-01 00:00Z', joined_on = '2020-01-01',
            unreported_year = 2020 where id = '{row['member_id']}';
        delete from registry.member_past where id = '{row['member_id']}';
        reset session_replication_role;
        select 1""")
    assert forum.get(path).body["health"] == "overdue"
    assert forum.get(path, as_of="2022-12-31").must(200).body["health"] == "no_data"
    assert forum.get(path, as_of="2023-01-01").must(200).body["health"] == "overdue"
    assert "20.0 expected by today" in forum.get(path, as_of="2021-12-31").must(200).body["health_reason"]
    member = f"/v1/members/{row['member_id']}"
    assert [forum.get(member, as_of=day).must(200).body["reporting"] for day in ("2021-10-31", "2021-11-30", "2022-01-01")] \
        == ["current", "due", "overdue"]


@pytest.mark.parametrize("moment, words", [
    ("2999-01-01", "has not come yet"), ("2999-01-01T00:00:00Z", "has not come yet"), ("2026-02-30", "does not"),
    ("yesterday", "is not"), ("2026-01-31T10:00:00", "is not"), ("", "as_of")])
def test_a_moment_that_has_not_come_or_can_not_be_is_refused(forum, moment, words):
    refused = forum.get("/v1/commitments", as_of=moment).must(400)
    assert refused.body["errors"][0]["pointer"] == "/as_of"
    assert words in refused.body["errors"][0]["message"]


def test_a_name_finds_who_had_it_then(forum):
    member = admitted(forum, "Delta Đurđevak")
    then = now_of(forum.database)
    changed(forum.of(member), f"/v1/members/{member['id']}", {"name": "Delta Šećerana"})
    def found(name, **more):
        return [row["id"] for row in forum.every("/v1/members", name=name, **more)]
    assert found("Delta Šećerana") == found("Delta Đurđevak") == [member["id"]]
    assert found("Delta Đurđevak", as_of=then) == [member["id"]]
    assert found("Delta Šećerana", as_of=then) == []


def test_nothing_in_the_database_lets_a_login_see_a_state_that_was_not_public(forum):
    member = admitted(forum, "Eurobank")
    row = drafted(forum, member)
    changed(forum.of(member), f"/v1/commitments/{row['id']}", {"title": {"sr": "Tajni nacrt"}})
    published(forum, member, embargo_until="2099-01-01T00:00:00Z", title={"sr": "Tajna najava"})
    def shown(statement):
        try:
            return str(forum.database.sql(statement, user="forum_public"))
        except psycopg2.errors.InsufficientPrivilege:
            return ""
    for statement in ("select x.title::text from registry.commitment_state x", "select x.title::text from registry.commitment_past x",
                      "select c.title::text from past.commitment(now()) c", "select c.title::text from past.commitment_rows(now()) c",
                      "set forum.role = 'admin'; select c.title::text from past.commitment(now()) c",
                      f"set forum.member = '{member['id']}'; select x.title::text from registry.commitment_state x"):
        assert "Tajn" not in shown(statement), statement
    assert "Eurobank" in shown("select m.name from past.member(now()) m")
