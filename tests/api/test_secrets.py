"""Secrets, and persons, stand in the answer that is meant to show them and nowhere else."""

import hashlib
import http.client
import uuid

import psycopg2
import pytest

from conftest import Client, database_from, forum_on
from examples import NOBODY, emissions, member

PERSON = {"name": "Vukašin Brzaković-Tajni", "email": "vukasin.tajni@kompanija.example", "phone": "+381 64 777 31 99"}


def raw(forum, request):
    """Sends bytes as they are; the answer's bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", forum.port, timeout=30)
    connection.connect()
    connection.sock.sendall(request)
    connection.sock.shutdown(1)
    said = b""
    while (some := connection.sock.recv(65536)):
        said += some
    connection.close()
    return said.decode(errors="replace")


@pytest.fixture(scope="module")
def traffic(template):
    """What a daemon and its database wrote while keys, persons and drafts passed through in every way that goes well or wrong."""

    with database_from(template) as database, forum_on(database) as forum:
        said = []
        company = member(forum)
        key = forum.admin.post("/v1/keys", {"role": "member", "member_id": company["id"], "label": "Intranet"}).must(201).body["key"]
        applied = forum.post("/v1/members", {"name": "Zlatna polja"}, headers={"Idempotency-Key": "tajna-lozinka-" + uuid.uuid4().hex}).must(201)
        repeated = "tajna-lozinka-" + uuid.uuid4().hex
        asker = Client(forum.base, key)
        for _ in range(2):
            asker.post(f"/v1/members/{company['id']}/contacts", PERSON, headers={"Idempotency-Key": repeated}).must(201)
        secrets = {"key": key, "applicant's key": applied.body["key"], "admin's key": forum.admin.key}
        # Where secrets do not belong.
        for path in (f"/v1/members?name={key}", f"/v1/members/{key}", f"/v1/{key}", f"/v1/me?key={key}", f"/v1/keys/{key[6:38]}?x={key}"):
            said.append(asker.get(path).text)
        for body in ({"label": key, "role": "member", key: 1}, {"label": "x", "scope": key}, [key], key):
            said.append(asker.post("/v1/keys", body).text if body != {"label": key} else "")
        said.append(asker.post("/v1/keys", data='{"label": "' + key + '", ', headers={"Content-Type": "application/json"}).must(400).text)
        said.append(asker.post(f"/v1/members/{company['id']}/commitments", emissions(area=key)).must(422).text)
        said.append(asker.get("/v1/me", headers={"X-Request-Id": key}).must(200).text)
        said.append(asker.get("/v1/me", headers={"Prefer": key, "If-None-Match": key, "Accept": "application/json, x/" + key[:10]}).text)
        wrong = key[:-3] + "xyz"
        said.append(Client(forum.base, wrong).get("/v1/me").must(401).text)
        said.append(Client(forum.base, key + "x").get("/v1/me").must(401).text)
        said.append(raw(forum, f"GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()))
        said.append(raw(forum, f"GET /v1/me?{key} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key} \x01\r\n\r\n".encode()))
        said.append(raw(forum, f"POST /v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Length: 5000000\r\n\r\n".encode()))
        for contact in ({**PERSON, "email": "vukasin.tajni"}, {**PERSON, "phone": "nije broj"}):
            asker.post(f"/v1/members/{company['id']}/contacts", contact).must(422)
        asker.get(f"/v1/commitments/{NOBODY}").must(404)
        # A database that fails while they are under way.
        database.sql("alter table registry.contact add constraint contact_name_broken check (1 / (case when name like 'V%%' then 0 else 1 end) = 1) not valid; select 1")
        said.append(asker.post(f"/v1/members/{company['id']}/contacts", PERSON, headers={"Idempotency-Key": repeated + "x"}).text)
        database.sql("alter table registry.contact drop constraint contact_name_broken; select 1")
        yield {"log": "".join(forum.log), "said": said, "secrets": secrets, "repeated": repeated, "wrong": wrong, "database": database,
               "forum": forum}


def parts_of(key):
    """The secret of a key, and its digest in the forms that it could be written in."""
    secret = key[39:]
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return [secret, digest, digest[:20]]


def test_no_log_line_has_a_key_or_its_digest(traffic):
    log = "".join(traffic["forum"].log)
    assert log.count("event=request") > 20
    for name, key in traffic["secrets"].items():
        for part in parts_of(key):
            assert part not in log, name
    assert "path=/v1/forum_? " in log, "what somebody put where a path belongs is masked"


def test_no_log_line_has_an_idempotency_key_or_a_person(traffic):
    log = "".join(traffic["forum"].log)
    for word in (traffic["repeated"], "tajna-lozinka", *PERSON.values(), "Brzaković", "vukasin"):
        assert word not in log


def test_no_error_repeats_a_secret_that_the_client_did_not_put_there(traffic):
    """A wrong value is quoted, so that it can be found; a key in its own field never is."""
    for text in traffic["said"][-4:]:
        assert traffic["secrets"]["key"][39:] not in text
    assert not any(traffic["wrong"][39:] in text for text in traffic["said"])
    for text in traffic["said"]:
        for part in parts_of(traffic["secrets"]["admin's key"]):
            assert part not in text


def test_no_record_of_changes_has_a_key_or_its_digest(traffic):
    recorded = str(traffic["database"].sql("select c::text from registry.change c"))
    for name, key in traffic["secrets"].items():
        for part in parts_of(key)[:2]:
            assert part not in recorded.replace('"label": "' + key, ""), name


def test_the_database_holds_the_digest_of_a_key_alone(traffic):
    database = traffic["database"]
    for table, in database.sql("select format('%I.%I', table_schema, table_name) from information_schema.tables "
                               "where table_schema in ('registry', 'api') and table_type = 'BASE TABLE'"):
        text = str(database.sql(f"select t::text from {table} t"))
        assert traffic["secrets"]["applicant's key"][39:] not in text and traffic["secrets"]["admin's key"][39:] not in text, table
        assert traffic["repeated"] not in text, table


def test_a_digest_is_not_readable_by_any_login(traffic):
    for user in ("forum_app", "forum_public"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            traffic["database"].sql("select digest from registry.key", user=user)


def test_postgresql_logs_no_values_of_the_daemons_statements_whatever_it_is_told_to_log(traffic):
    """The text of a new key passes through as a value once, and so do persons and drafts."""
    for user in ("forum_app", "forum_public"):
        for setting in ("log_parameter_max_length", "log_parameter_max_length_on_error"):
            assert traffic["database"].sql(f"show {setting}", user=user) == [("0",)]
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                traffic["database"].sql("set log_parameter_max_length = -1", user=user)
