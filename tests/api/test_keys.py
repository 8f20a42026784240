"""Keys: who makes, sees and revokes which, what they may do, and that their text is shown once."""

import datetime
import re

import pytest

from examples import NOBODY, commitment, emissions, member, nothing_written

KEY = re.compile(r"forum_[0-9a-f]{32}_[A-Za-z0-9_-]{43}")


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


def made(asker, **properties):
    return asker.post("/v1/keys", {"label": "Intranet", **properties}).must(201)


def moment(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_the_text_of_a_key_is_shown_once(forum, owner):
    answer = made(forum.of(owner))
    text, key_id = answer.body["key"], answer.body["id"]
    assert KEY.fullmatch(text) and text.split("_")[1] == key_id.replace("-", "")
    again = forum.of(owner).get(answer.headers["Location"]).must(200)
    assert "key" not in again.body
    assert text.split("_", 2)[2] not in forum.admin.get("/v1/keys", limit=200).text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_text_of_a_key_is_neither_stored_nor_logged(forum, owner):
    text = made(forum.of(owner)).body["key"]
    forum.with_key(text).get("/v1/me").must(200)
    forum.with_key(text).get(f"/v1/members/{NOBODY}").must(404)
    secret = text.split("_", 2)[2]
    for table in ("key", "change"):
        assert forum.database.value(f"select count(*) from registry.{table} t where t::text like %s", f"%{secret}%") == 0
    assert forum.database.value("select count(*) from registry.change where before ? 'digest' or after ? 'digest'") == 0
    forum.wait_for_log("operation=getMe")
    assert secret not in "".join(forum.log)


def test_whoever_asks_for_a_short_answer_still_gets_the_key(forum, owner):
    answer = forum.of(owner).post("/v1/keys", {"label": "Intranet"}, headers={"Prefer": "return=minimal"}).must(201)
    assert KEY.fullmatch(answer.body["key"])


@pytest.mark.parametrize("asker, properties, status", [
    ("member", {}, 201), ("member", {"role": "member"}, 201), ("member", {"role": "staff"}, 403), ("member", {"role": "admin"}, 403),
    ("member", {"member_id": "own"}, 201), ("member", {"member_id": "other"}, 403),
    ("staff", {"member_id": "other"}, 201), ("staff", {}, 422), ("staff", {"role": "staff"}, 403), ("staff", {"role": "admin"}, 403),
    ("admin", {"role": "staff"}, 201), ("admin", {"role": "admin"}, 201), ("admin", {"member_id": "own"}, 201),
    ("admin", {"role": "staff", "member_id": "own"}, 422), ("admin", {"role": "member"}, 422),
    ("admin", {"member_id": NOBODY}, 422), ("nobody", {}, 401),
])
def test_who_makes_which_key(forum, owner, asker, properties, status):
    members = {"own": owner["id"], "other": member(forum)["id"]}
    if "member_id" in properties:
        properties = {**properties, "member_id": members.get(properties["member_id"], NOBODY)}
    client = {"member": forum.of(owner), "staff": forum.staff, "admin": forum.admin, "nobody": forum}[asker]
    answer = client.post("/v1/keys", {"label": "Intranet", **properties}).must(status)
    if status == 422:
        assert [pointer for pointer, _ in answer.faults] == ["/member_id"]
    if status == 201:
        me = forum.with_key(answer.body["key"]).get("/v1/me").must(200).body
        assert (me["role"], me["member_id"], me["key_id"], me["label"], me["scope"]) == \
            (answer.body["role"], answer.body["member_id"], answer.body["id"], "Intranet", "write")


def test_a_members_key_is_of_its_own_company_even_unsaid(forum, owner):
    assert made(forum.of(owner)).body["member_id"] == owner["id"]


@pytest.mark.parametrize("properties, faults", [
    ({"label": ""}, [("/label", "min_length")]),
    ({"label": " "}, [("/label", "given")]),
    ({"label": "a" * 101}, [("/label", "max_length")]),
    ({"label": None}, [("/label", "type")]),
    ({"scope": "admin"}, [("/scope", "enum")]),
    ({"role": "owner"}, [("/role", "enum")]),
    ({"expires_at": "tomorrow"}, [("/expires_at", "format")]),
    ({"expires_at": "2020-01-01T00:00:00Z"}, [("/expires_at", "in_the_past")]),
    ({"revoked_at": None}, [("/revoked_at", "read_only")]),
    ({"secret": "mine"}, [("/secret", "unknown")]),
])
def test_a_fault_of_a_key_is_pointed_at(forum, owner, properties, faults):
    client = forum.of(owner)
    with nothing_written(forum):
        assert client.post("/v1/keys", {"label": "Intranet", **properties}).must(422).faults == faults


def test_a_member_sees_its_own_keys_staff_those_of_members_an_admin_all(forum, owner):
    other = member(forum)
    keys = {"own": made(forum.of(owner)).body["id"], "other": made(forum.of(other)).body["id"],
            "staff": made(forum.admin, role="staff").body["id"]}
    for asker, seen in ((forum.of(owner), {"own"}), (forum.of(other), {"other"}), (forum.staff, {"own", "other"}),
                        (forum.admin, set(keys))):
        listed = {row["id"] for row in asker.every("/v1/keys", limit=200)}
        assert {name for name, key_id in keys.items() if key_id in listed} == seen
        for name, key_id in keys.items():
            asker.get(f"/v1/keys/{key_id}").must(200 if name in seen else 404)
    forum.get("/v1/keys").must(401)
    forum.get(f"/v1/keys/{keys['own']}").must(401)


def test_staff_see_the_key_that_they_hold(forum):
    me = forum.staff.get("/v1/me").must(200).body
    assert forum.staff.get(f"/v1/keys/{me['key_id']}").must(200).body["role"] == "staff"


def test_a_revoked_key_is_refused_at_once_and_for_good(forum, owner):
    key = made(forum.of(owner)).body
    holder = forum.with_key(key["key"])
    holder.get("/v1/me").must(200)
    revoked = forum.of(owner).post(f"/v1/keys/{key['id']}/revoke").must(200).body
    assert revoked["revoked_at"] and revoked["version"] == 2
    assert holder.get("/v1/me").must(401).problem == "key-invalid"
    assert holder.get("/v1/members").must(401).problem == "key-invalid"
    with nothing_written(forum):
        again = forum.of(owner).post(f"/v1/keys/{key['id']}/revoke").must(200).body
        assert again["revoked_at"] == revoked["revoked_at"]
        holder.post(f"/v1/members/{owner['id']}/commitments", emissions()).must(401)


def test_a_key_may_revoke_itself(forum, owner):
    key = made(forum.of(owner)).body
    holder = forum.with_key(key["key"])
    holder.post(f"/v1/keys/{key['id']}/revoke").must(200)
    holder.get("/v1/me").must(401)


def test_nobody_revokes_a_key_that_is_not_for_them_to_see(forum, owner):
    key = made(forum.of(owner)).body
    admin = forum.admin.get("/v1/me").body["key_id"]
    stranger = forum.of(member(forum))
    with nothing_written(forum):
        stranger.post(f"/v1/keys/{key['id']}/revoke").must(404)
        stranger.post(f"/v1/keys/{NOBODY}/revoke").must(404)
        forum.post(f"/v1/keys/{key['id']}/revoke").must(401)
        forum.staff.post(f"/v1/keys/{admin}/revoke").must(404)
    forum.staff.post(f"/v1/keys/{key['id']}/revoke").must(200)


def test_a_key_expires_by_the_clock(forum, owner):
    key = made(forum.of(owner), expires_at=moment(3600)).body
    holder = forum.with_key(key["key"])
    assert holder.get("/v1/me").must(200).body["expires_at"] == key["expires_at"]
    # The clock is turned for this key alone, past the guard that keeps a key as it was made.
    forum.database.sql("alter table registry.key disable trigger user;"
                       "update registry.key set expires_at = now() where id = %s;"
                       "alter table registry.key enable trigger user", key["id"])
    assert holder.get("/v1/me").must(401).problem == "key-invalid"


def test_a_reading_key_reads_what_its_owner_reads_and_changes_nothing(forum, owner):
    draft = commitment(forum, owner, "draft")
    reader = forum.with_key(made(forum.of(owner), scope="read").body["key"])
    reader.get(f"/v1/commitments/{draft['id']}").must(200)
    with nothing_written(forum):
        for refused in (reader.post(f"/v1/members/{owner['id']}/commitments", emissions()),
                        reader.patch(f"/v1/commitments/{draft['id']}", {"area": "market"}, if_match=1),
                        reader.delete(f"/v1/commitments/{draft['id']}", if_match=1),
                        reader.post(f"/v1/commitments/{draft['id']}/submit"),
                        reader.post("/v1/keys", {"label": "More"}),
                        reader.post("/v1/members", {"name": "Meris"}),
                        reader.patch(f"/v1/members/{owner['id']}", {"city": "Niš"}, if_match="*")):
            assert refused.must(403).problem == "forbidden"


@pytest.mark.parametrize("authorization", [
    "Bearer", "Bearer ", "Bearer x", "Basic Zm9ydW06Zm9ydW0=", "forum_{key}", "Bearer forum_{id}_", "Bearer forum_{id}_{short}",
    "Bearer forum_{id}_{secret}0", "Bearer FORUM_{id}_{secret}", "Bearer forum_{id}-{secret}", "Bearer forum_{id}_{secret} x",
    "Bearer {id}", "Token forum_{id}_{secret}", "Bearer forum_{upper}_{secret}", "Bearerforum_{id}_{secret}",
])
def test_what_is_no_key_is_refused_even_for_what_is_public(forum, owner, authorization):
    _, key_id, secret = made(forum.of(owner)).body["key"].split("_", 2)
    sent = authorization.format(key="x", id=key_id, upper=key_id.upper() + "G", secret=secret, short=secret[:-1])
    for path in ("/v1/me", "/v1/members", "/v1/taxonomies"):
        refused = forum.get(path, headers={"Authorization": sent}).must(401)
        assert refused.problem == "key-invalid"
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_last_character_of_a_secret_counts(forum, owner):
    text = made(forum.of(owner)).body["key"]
    for last in set("ABCDEFGHabcdefgh01234567-_") - {text[-1]}:
        forum.get("/v1/me", headers={"Authorization": f"Bearer {text[:-1]}{last}"}).must(401)


def test_the_word_bearer_may_be_written_in_any_case(forum, owner):
    text = made(forum.of(owner)).body["key"]
    for word in ("bearer", "BEARER", "Bearer  "):
        forum.get("/v1/me", headers={"Authorization": f"{word} {text}"}).must(200)


def test_a_wrong_secret_an_unknown_and_a_revoked_key_are_told_the_same(forum, owner):
    revoked, real = made(forum.of(owner)).body, made(forum.of(owner)).body
    forum.of(owner).post(f"/v1/keys/{revoked['id']}/revoke").must(200)
    answers = [forum.get("/v1/me", headers={"Authorization": f"Bearer {text}"}).must(401).body for text in (
        revoked["key"], real["key"][:-5] + "AAAAA", f"forum_{NOBODY.replace('-', '')}_{'A' * 43}")]
    assert len({(answer["title"], answer["detail"]) for answer in answers}) == 1


def test_me_says_whose_key_it_is(forum, owner):
    assert forum.get("/v1/me").must(401).problem == "key-needed"
    me = forum.of(owner).get("/v1/me").must(200).body
    assert (me["role"], me["member_id"], me["scope"], me["expires_at"]) == ("member", owner["id"], "write", None)
    for asker, role in ((forum.staff, "staff"), (forum.admin, "admin")):
        me = asker.get("/v1/me").must(200).body
        assert (me["role"], me["member_id"]) == (role, None)


def test_the_last_use_of_a_key_is_noted(forum, owner):
    key = made(forum.of(owner)).body
    address = f"/v1/keys/{key['id']}"
    assert forum.of(owner).get(address).body["last_used_at"] is None
    forum.with_key(key["key"]).get("/v1/me").must(200)
    # Nobody waits for the note; it is written by a transaction that began before this one ends.
    for _ in range(200):
        noted = forum.of(owner).get(address).body
        if noted["last_used_at"]:
            break
    assert noted["last_used_at"]
    assert noted["version"] == 1


def test_an_application_comes_with_a_key_for_it_alone(forum, owner):
    application = forum.post("/v1/members", {"name": "Strauss Adriatic"}).must(201).body
    holder = forum.with_key(application["key"])
    me = holder.get("/v1/me").must(200).body
    assert (me["role"], me["member_id"], me["scope"]) == ("member", application["id"], "write")
    holder.get(f"/v1/members/{application['id']}").must(200)
    assert holder.patch(f"/v1/members/{application['id']}", {"city": "Šimanovci"}, if_match=1).must(200).body["city"] == "Šimanovci"
    hidden = commitment(forum, owner, "draft")
    holder.get(f"/v1/commitments/{hidden['id']}").must(404)
    holder.patch(f"/v1/members/{owner['id']}", {"city": "Niš"}, if_match="*").must(403)


def test_whoever_applies_with_a_key_gets_no_other(forum):
    assert forum.staff.post("/v1/members", {"name": "Strauss Adriatic"}).must(201).body["key"] is None
