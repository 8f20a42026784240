"""Embargo: published by the clock. Unseen everywhere before that second, seen from it on, with nobody doing anything."""

import pytest

from lives import admitted, changed, published, published_report

LATER = "2099-12-31T23:00:00Z"
SECRET = {"title": {"sr": "Iznenađenje za konferenciju"}, "embargo_until": LATER}


def clock(forum):
    return forum.database.value("select clock_timestamp()")


def ids(client, path):
    return [row["id"] for row in client.every(path)]


class Embargoed:
    """A published row under an embargo, and every address at which it can be met."""

    def __init__(self, forum, kind, member):
        if kind == "commitment":
            row = published(forum, member, **SECRET)
            self.path = f"/v1/commitments/{row['id']}"
            entry = forum.of(member).post(self.path + "/progress", {"observed_on": "2025-12-31", "value": 12}).must(201)
            self.items = [self.path, self.path + "/revisions", self.path + "/progress", entry.headers["Location"]]
        else:
            row = published_report(forum, member, **SECRET)
            self.path = f"/v1/reports/{row['id']}"
            self.items = [self.path, self.path + "/revisions"]
        self.lists = [f"/v1/{kind}s", f"/v1/{kind}s?status=published", f"/v1/{kind}s?member_id={member['id']}",
                      f"/v1/{kind}s?sort=-created_at&limit=200", f"/v1/members/{member['id']}/{kind}s"]
        self.id = row["id"]

    def seen_at(self, client):
        """How many of its addresses show it; all or none must."""
        shown = [client.get(path).status == 200 for path in self.items] + [self.id in ids(client, path) for path in self.lists]
        shown += [client.head(path).status == 200 for path in self.items]
        return sum(shown), len(shown)


@pytest.mark.parametrize("kind", ["commitment", "report"])
def test_before_it_passes_it_is_seen_by_its_company_and_staff_alone(forum, kind):
    member, other = admitted(forum, "Holcim Srbija"), admitted(forum, "Lafarge")
    embargoed = Embargoed(forum, kind, member)
    for client in (forum, forum.of(other)):
        assert embargoed.seen_at(client)[0] == 0
        for path in embargoed.items:
            assert "Iznenađenje" not in client.get(path).must(404).text
        assert "Iznenađenje" not in "".join(client.get(path).must(200).text for path in embargoed.lists)
    for client in (forum.of(member), forum.staff, forum.admin):
        shown, addresses = embargoed.seen_at(client)
        assert shown == addresses


@pytest.mark.parametrize("kind", ["commitment", "report"])
def test_from_its_second_on_it_is_seen_with_nobody_doing_anything(forum, kind):
    member, other = admitted(forum, "Holcim Srbija"), admitted(forum, "Lafarge")
    embargoed = Embargoed(forum, kind, member)
    version = changed(forum.staff, embargoed.path, {"embargo_until": forum.database.value(
        "select to_char((now() + interval '1.5 s') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")})["version"]
    until = forum.database.value(f"select embargo_until from registry.{kind} where id = %s", embargoed.id)
    listed, seen, turns = embargoed.lists[0], False, 0
    while not seen:
        for client in (forum, forum.of(other)):
            for look in (lambda: client.get(embargoed.path).status == 200, lambda: embargoed.id in ids(client, listed)):
                before = clock(forum)
                seen = look()
                after = clock(forum)
                assert after >= until if seen else before < until
        turns += 1
    for client in (forum, forum.of(other)):
        shown, addresses = embargoed.seen_at(client)
        assert shown == addresses
    assert forum.get(embargoed.path).body["version"] == version
    assert turns > 1


def test_an_embargo_that_passed_can_not_be_put_again(forum):
    member = admitted(forum, "Meris")
    path = f"/v1/commitments/{published(forum, member)['id']}"
    answer = forum.staff.patch(path, {"embargo_until": LATER}, if_match=forum.get(path).etag).must(422)
    assert [fault["pointer"] for fault in answer.body["errors"]] == ["/embargo_until"]
    report = f"/v1/reports/{published_report(forum, member)['id']}"
    forum.staff.patch(report, {"embargo_until": LATER}, if_match=forum.get(report).etag).must(409)


def test_what_the_forum_mends_under_an_embargo_was_never_public(forum):
    member = admitted(forum, "Nestlé Adriatic")
    commitment = published(forum, member, **SECRET)
    path = f"/v1/commitments/{commitment['id']}"
    answer = forum.of(member).patch(path, {"target_value": 25, "change_reason": "We looked at it again"},
                                    if_match=commitment["version"]).must(409)
    assert "2099-12-31T23:00:00Z" in answer.body["detail"]
    mended = changed(forum.staff, path, {"target_value": 25, "title": {"sr": "Manje ugljen-dioksida"}})
    assert not mended["amended"] and not mended["softened"]
    changed(forum.staff, path, {"embargo_until": None})
    seen = forum.get(path).must(200).body
    assert (seen["target_value"], seen["amended"], seen["softened"]) == (25, False, False)
    assert forum.get(f"/v1/members/{member['id']}").body["softened_commitments"] == 0
    revisions = forum.get(path + "/revisions").must(200)
    assert [revision["action"] for revision in revisions.body["data"]] == ["publish"]
    assert "Iznenađenje" not in revisions.text and "40" not in str(revisions.body["data"][0]["changes"])
    own = forum.of(member).get(path + "/revisions").must(200).body["data"]
    assert [revision["action"] for revision in own] == ["create", "submit", "publish", "update", "update"]
    assert not any(revision["softened"] for revision in own)


def test_a_report_names_an_embargoed_commitment_to_those_who_see_it(forum):
    member = admitted(forum, "Vojvođanska banka")
    open_one, secret = published(forum, member), published(forum, member, **SECRET)
    both = [secret["id"], open_one["id"]]
    report = published_report(forum, member, commitment_ids=both)
    path = f"/v1/reports/{report['id']}"
    assert forum.get(path).body["commitment_ids"] == [open_one["id"]]
    assert secret["id"] not in forum.get("/v1/reports").text + forum.get(path + "/revisions").text
    for client in (forum.of(member), forum.staff):
        assert client.get(path).body["commitment_ids"] == both
    changed(forum.staff, f"/v1/commitments/{secret['id']}", {"embargo_until": None})
    assert forum.get(path).body["commitment_ids"] == both


def test_a_report_is_not_superseded_by_one_under_an_embargo(forum):
    member = admitted(forum, "Société Générale banka Srbija")
    report, secret = published_report(forum, member), published_report(forum, member, **SECRET)
    answer = forum.staff.post(f"/v1/reports/{report['id']}/supersede", {"superseded_by": secret["id"]}).must(422)
    assert [fault["pointer"] for fault in answer.body["errors"]] == ["/superseded_by"]


@pytest.mark.parametrize("kind", ["commitment", "report"])
def test_to_change_what_is_embargoed_is_404_to_others(forum, kind):
    member, other = admitted(forum, "KPMG"), admitted(forum, "GSK")
    path = Embargoed(forum, kind, member).path
    client = forum.of(other)
    client.patch(path, {"title": {"sr": "Tuđe"}}, if_match=1).must(404)
    client.delete(path, if_match=1).must(404)
    client.post(path + "/submit").must(404)
    if kind == "commitment":
        client.post(path + "/progress", {"observed_on": "2025-12-31", "value": 1}).must(404)
