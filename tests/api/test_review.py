"""Review: staff find what was handed in, return it with a note or publish it; a company finds its own."""

import pytest

from lives import admitted, changed, drafted, published, reported, submitted

NOTE = "Navedite od koje godine se meri smanjenje."


def queue(client, **more):
    return [row["id"] for row in client.every("/v1/commitments", status="submitted", **more)]


def test_staff_see_what_was_handed_in_oldest_first(fresh_forum):
    forum = fresh_forum
    holcim, meris = (admitted(forum, name) for name in ("Holcim Srbija", "Meris"))
    drafted(forum, holcim)
    published(forum, holcim)
    waiting = [submitted(forum, member)["id"] for member in (holcim, meris, meris, holcim)]
    for client in (forum.staff, forum.admin):
        assert queue(client) == waiting
        assert queue(client, limit=1) == waiting
        assert queue(client, sort="-created_at") == waiting[::-1]
    assert forum.staff.every(f"/v1/members/{meris['id']}/commitments", status="submitted")[0]["id"] == waiting[1]
    assert queue(forum.of(meris)) == waiting[1:3]
    assert queue(forum) == []


def test_staff_are_told_what_they_can_do_with_it(forum):
    waiting = submitted(forum, admitted(forum, "Holcim Srbija"))
    path = f"/v1/commitments/{waiting['id']}"
    assert waiting["allowed_actions"] == []
    assert forum.staff.get(path).body["allowed_actions"] == ["return", "publish"]
    for client in (forum, forum.of(admitted(forum, "Meris"))):
        client.get(path).must(404)


@pytest.mark.parametrize("kind, enter", [("commitments", drafted), ("reports", reported)])
def test_what_is_returned_shows_its_note_to_its_company_alone(forum, kind, enter):
    company, other = admitted(forum, "Banca Intesa"), admitted(forum, "Erste banka")
    path = f"/v1/{kind}/{enter(forum, company)['id']}"
    own = forum.of(company)
    own.post(path + "/submit").must(200)
    answer = forum.staff.post(path + "/return", {}).must(422)
    assert [fault["pointer"] for fault in answer.body["errors"]] == ["/note"]
    own.post(path + "/return", {"note": NOTE}).must(403)
    assert forum.staff.post(path + "/return", {"note": NOTE}).must(200).body["status"] == "returned"

    returned = own.every(f"/v1/{kind}", status="returned")
    assert [(f"/v1/{kind}/{row['id']}", row["review_note"], row["allowed_actions"]) for row in returned] == [(path, NOTE, ["submit"])]
    for stranger in (forum, forum.of(other)):
        assert stranger.every(f"/v1/{kind}", status="returned") == []
        assert NOTE not in stranger.get(path).must(404).text
    assert own.get(path + "/revisions").must(200).body["data"][-1]["action"] == "return"


@pytest.mark.parametrize("kind, enter, mend", [
    ("commitments", drafted, {"indicator": "Emissions since 2017"}), ("reports", reported, {"frameworks": ["gri"]})])
def test_a_returned_one_is_mended_handed_in_again_and_published_without_its_note(forum, kind, enter, mend):
    company = admitted(forum, "Coca-Cola HBC Srbija")
    path = f"/v1/{kind}/{enter(forum, company)['id']}"
    own = forum.of(company)
    own.post(path + "/submit").must(200)
    forum.staff.post(path + "/return", {"note": NOTE}).must(200)
    changed(own, path, mend)
    assert own.post(path + "/submit").must(200).body["review_note"] is None
    own.patch(path, {"title": {"sr": "Još jedna izmena"}}, if_match=own.get(path).etag).must(409)
    forum.staff.post(path + "/publish").must(200)
    seen = forum.get(path).must(200)
    assert NOTE not in seen.text + forum.get(path + "/revisions").must(200).text
    assert seen.body["review_note"] is None and seen.body["status"] == "published"


def test_what_is_not_handed_in_is_neither_returned_nor_published(forum):
    path = f"/v1/commitments/{drafted(forum, admitted(forum, 'KPMG'))['id']}"
    for action, details in (("return", {"note": NOTE}), ("publish", {})):
        answer = forum.staff.post(f"{path}/{action}", details).must(409)
        assert answer.body["current_status"] == "draft" and answer.body["allowed_actions"] == ["submit"]
