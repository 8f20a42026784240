"""Contact persons: for their member and staff alone, and deleted for good."""

import uuid

import pytest

from lives import admitted, changed

JELENA = {"name": "Jelena Petrović", "email": "jelena.petrovic@bancaintesa.example", "phone": "+381 11 310 88 88",
          "role": "Menadžerka društvene odgovornosti"}


@pytest.fixture(scope="module")
def intesa(forum):
    return admitted(forum, "Banca Intesa")


def entered(forum, member, **more):
    return forum.of(member).post(f"/v1/members/{member['id']}/contacts", {**JELENA, **more}).must(201)


def records(forum, contact):
    """Everything that is kept of its changes, as text."""
    return forum.database.sql("select c::text from registry.change c where c.resource_id = %s", contact["id"])


def test_a_contact_is_entered_read_changed_and_listed_by_its_company(forum, intesa):
    answer = entered(forum, intesa)
    contact = answer.body
    path = answer.headers["Location"]
    assert path == f"/v1/contacts/{contact['id']}"
    assert {name: contact[name] for name in JELENA} == JELENA and contact["member_id"] == intesa["id"]
    for client in (forum.of(intesa), forum.staff, forum.admin):
        assert client.get(path).must(200).body == contact
        assert contact in client.every(f"/v1/members/{intesa['id']}/contacts")
    changed(forum.of(intesa), path, {"phone": None, "role": "Direktorka"})
    assert changed(forum.staff, path, {"name": "Jelena Jović"})["version"] == 3
    now = forum.staff.get(path).body
    assert (now["name"], now["phone"], now["role"]) == ("Jelena Jović", None, "Direktorka")
    forum.of(intesa).patch(path, {"role": "Direktorka prodaje"}, if_match=1).must(412)
    forum.of(intesa).patch(path, {"role": "Direktorka prodaje"}).must(428)


def test_names_follow_the_serbian_alphabet(forum):
    member = admitted(forum, "Erste banka")
    names = ["Ana Lukić", "Ljubica Đurić", "Luka Ilić", "Đorđe Đorđević", "Zoran Žikić", "Žika Zorić"]
    for name in names:
        entered(forum, member, name=name)
    listed = [row["name"] for row in forum.of(member).every(f"/v1/members/{member['id']}/contacts", limit=2)]
    assert listed == ["Ana Lukić", "Đorđe Đorđević", "Luka Ilić", "Ljubica Đurić", "Zoran Žikić", "Žika Zorić"]


def test_to_others_a_contact_is_not_there(forum, intesa):
    contact = entered(forum, intesa).body
    other = forum.of(admitted(forum, "UniCredit banka Srbija"))
    path, list_path = f"/v1/contacts/{contact['id']}", f"/v1/members/{intesa['id']}/contacts"
    for answer in (other.get(path), other.get(list_path), other.post(list_path, JELENA),
                   other.patch(path, {"name": "Neko Drugi"}, if_match=1), other.delete(path, if_match=1)):
        answer.must(404)
        assert "Jelena" not in answer.text
    for answer in (forum.get(path), forum.get(list_path), forum.post(list_path, JELENA)):
        answer.must(401)
    assert forum.of(intesa).get(path).must(200).body == contact
    assert "Jelena" not in forum.get(f"/v1/members/{intesa['id']}").text + forum.get(f"/v1/members/{intesa['id']}/revisions").text


@pytest.mark.parametrize("fault, pointers", [
    ({"email": "jelena.petrovic"}, ["/email"]),
    ({"email": "jelena petrovic@bancaintesa.example"}, ["/email"]),
    ({"phone": "lokal 12"}, ["/phone"]),
    ({"phone": "1234"}, ["/phone"]),
    ({"name": "   "}, ["/name"]),
    ({"name": None}, ["/name"]),
    ({"email": None, "phone": None}, ["/email"]),
    ({"jmbg": "1234567890123", "role": "x" * 101}, ["/jmbg", "/role"]),
])
def test_a_contact_that_can_not_be_is_refused(forum, intesa, fault, pointers):
    answer = forum.of(intesa).post(f"/v1/members/{intesa['id']}/contacts", {**JELENA, **fault}).must(422)
    assert sorted(error["pointer"] for error in answer.body["errors"]) == pointers


def test_a_member_that_is_not_there_has_no_contacts(forum):
    nobody = "/v1/members/0198c0de-7a1b-7c3d-9e4f-5a6b7c8d9e0f/contacts"
    forum.staff.get(nobody).must(404)
    forum.staff.post(nobody, JELENA).must(404)


@pytest.mark.parametrize("who", ["its company", "staff"])
def test_a_deleted_contact_is_gone_from_the_records_and_the_fact_stays(forum, intesa, who):
    contact = entered(forum, intesa).body
    path = f"/v1/contacts/{contact['id']}"
    changed(forum.of(intesa), path, {"name": "Jelena Jović", "email": "jelena.jovic@bancaintesa.example"})
    assert "Jelena Petrović" in str(records(forum, contact)) and "jelena.jovic" in str(records(forum, contact))

    client = forum.of(intesa) if who == "its company" else forum.staff
    client.delete(path, if_match=1).must(412)
    client.delete(path).must(428)
    client.delete(path, if_match=2).must(204)
    client.get(path).must(404)
    client.delete(path, if_match=2).must(404)

    facts = forum.database.sql("select version, action, actor_role, member_id::text, at is not null, before, after "
                               "from registry.change where resource = 'contact' and resource_id = %s order by version", contact["id"])
    role = "member" if who == "its company" else "staff"
    assert facts == [(1, "insert", "member", intesa["id"], True, None, None),
                     (2, "update", "member", intesa["id"], True, None, None),
                     (3, "delete", role, intesa["id"], True, None, None)]


def test_after_a_deletion_the_whole_database_knows_nothing_of_the_person(fresh_forum):
    member = admitted(fresh_forum, "Atlantic Grupa")
    contact = entered(fresh_forum, member, name="Mirjana Nedeljković-Kostić", email="m.nk@atlantic.example").body
    kept = entered(fresh_forum, member, name="Petar Simić").body
    fresh_forum.of(member).delete(f"/v1/contacts/{contact['id']}", if_match=1).must(204)
    tables = fresh_forum.database.sql("select format('%I.%I', table_schema, table_name) from information_schema.tables "
                                      "where table_schema in ('registry', 'api') and table_type = 'BASE TABLE'")
    for table, in tables:
        text = str(fresh_forum.database.sql(f"select t::text from {table} t"))
        assert "Nedeljković" not in text and "m.nk@atlantic" not in text, table
    assert "Petar Simić" in str(records(fresh_forum, kept))
    assert not any("Nedeljković" in line for line in fresh_forum.log)


def test_whoever_entered_a_deleted_person_can_not_have_the_answer_again(forum, intesa):
    """The request with its Idempotency-Key neither shows the person nor enters it anew."""
    path, headers = f"/v1/members/{intesa['id']}/contacts", {"Idempotency-Key": str(uuid.uuid4())}
    other_headers = {"Idempotency-Key": str(uuid.uuid4())}
    asker = forum.of(intesa)
    contact = asker.post(path, JELENA, headers=headers).must(201).body
    other = asker.post(path, {**JELENA, "name": "Petar Simić"}, headers=other_headers).must(201)
    assert asker.post(path, JELENA, headers=headers).must(201).body == contact
    forum.staff.delete(f"/v1/contacts/{contact['id']}", if_match=1).must(204)
    again = asker.post(path, JELENA, headers=headers).must(404)
    assert again.body["detail"] == "What this request has made was deleted for good since."
    assert "Jelena" not in again.text
    assert contact["id"] not in [row["id"] for row in asker.every(path)]
    assert asker.post(path, {**JELENA, "name": "Petar Simić"}, headers=other_headers).must(201).content == other.content
    assert forum.database.sql("select sealed from registry.kept_answer where person = %s", contact["id"]) == [(None,)]
