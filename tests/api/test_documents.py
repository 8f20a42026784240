"""Documents of reports: put whole or not at all, told from their content, given back byte for byte to whoever sees the report."""

import base64
import hashlib
import http.client
import io
import itertools
import os
import random
import resource
import socket
import threading
import urllib.parse
import zipfile

import pytest

from conftest import Client
from examples import NOBODY, act, member, nothing_written, report
from test_outage import wait_until

MOST_BYTES = 25 * 1024 * 1024
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(size=1000, seed=0):
    """A PDF of that many bytes: its content does not repeat, so that bytes in a wrong place are noticed."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nstream\n"
    tail = b"\nendstream\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return (head + random.Random(seed).randbytes(max(0, size - len(head) - len(tail))) + tail)[:size]


def zipped(*files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def docx():
    return zipped(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>"), ("word/document.xml", "<w:document/>"))


def odt():
    return zipped(("mimetype", ODT), ("content.xml", "<office:document-content/>"))


XHTML = b'<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>ESEF</title></head></html>\n'
HTML = b"<!DOCTYPE html><html><head><title>Izvestaj</title></head><body></body></html>"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def field(content, algorithm="sha256", name="sha-256"):
    return f"{name}=:{base64.b64encode(hashlib.new(algorithm, content).digest()).decode()}:"


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture
def draft(forum, owner):
    return report(forum, owner, "draft")


@pytest.fixture
def put(forum, owner):
    """Puts a document to a report, as its company."""
    def put(row, content, *, client=None, if_match="*", content_type=None, headers=None, **parameters):
        headers = {"If-Match": if_match, **(headers or {})}
        if content_type:
            headers["Content-Type"] = content_type
        return (client or forum.of(owner)).request("PUT", f"/v1/reports/{row['id']}/document", data=content, headers=headers, **parameters)
    return put


def address(row):
    return f"/v1/reports/{row['id']}/document"


def stored(forum, row):
    """(documents, chunks) in the database of that report."""
    return forum.database.sql("select count(distinct d.id), count(c.*) from registry.document d left join registry.document_chunk c "
                              "on c.document_id = d.id where d.report_id = %s", row["id"])[0]


# In and out.

@pytest.mark.parametrize("size", [350, 65535, 65536, 65537, 262143, 262144, 262145, 1_000_000])
def test_a_document_comes_back_byte_for_byte(forum, owner, draft, put, size):
    content = pdf(size, size)
    answer = put(draft, content, content_type=PDF, filename="Izveštaj 2025.pdf").must(201)
    assert answer.headers["Location"] == address(draft)
    assert answer.body["document"] == {"url": address(draft), "media_type": PDF, "size_bytes": size, "sha256": sha256(content),
                                       "name": "Izveštaj 2025.pdf"}
    assert answer.body["version"] == draft["version"] + 1
    assert answer.etag == f'"{answer.body["version"]}-{sha256(content)}"'
    got = forum.of(owner).get(address(draft)).must(200)
    assert got.content == content
    assert got.headers["Content-Type"] == PDF and got.etag == answer.etag
    assert got.headers["Repr-Digest"] == got.headers["Content-Digest"] == field(content)
    assert got.headers["Content-Length"] == str(size)
    assert forum.of(owner).get(f"/v1/reports/{draft['id']}").must(200).body["document"] == answer.body["document"]


def test_a_document_has_at_most_25_mebibytes(forum, owner, draft, put):
    largest = pdf(MOST_BYTES, 25)
    put(draft, largest).must(201)
    assert sha256(forum.of(owner).get(address(draft)).must(200).content) == sha256(largest)
    with nothing_written(forum):
        assert put(draft, largest + b" ", if_match="*").must(413).problem == "too-large"
        assert put(draft, iter([largest, b" "]), if_match="*").must(413).problem == "too-large"
    assert sha256(forum.of(owner).get(address(draft)).must(200).content) == sha256(largest)


def test_an_empty_document_is_refused(forum, draft, put):
    with nothing_written(forum):
        assert put(draft, b"").must(422).faults == [("", "empty")]


def test_a_chunked_body_is_taken_as_well(forum, owner, draft, put):
    content = pdf(700_000, 7)
    put(draft, (content[at:at + 4001] for at in range(0, len(content), 4001))).must(201)
    assert forum.of(owner).get(address(draft)).must(200).content == content


def test_another_document_takes_the_place_of_the_first(forum, owner, draft, put):
    put(draft, pdf(300_000, 1)).must(201)
    answer = put(draft, pdf(900_000, 2)).must(200)
    assert answer.body["version"] == draft["version"] + 2
    assert forum.of(owner).get(address(draft)).must(200).content == pdf(900_000, 2)
    assert stored(forum, draft) == (1, 4)


def test_the_same_document_again_changes_nothing(forum, draft, put):
    first = put(draft, pdf(5000, 1), filename="a.pdf").must(201).body
    with nothing_written(forum):
        again = put(draft, pdf(5000, 1), filename="a.pdf").must(200).body
    assert again["version"] == first["version"]


def test_a_document_is_removed(forum, owner, draft, put):
    put(draft, pdf()).must(201)
    client = forum.of(owner)
    client.delete(address(draft)).must(428)
    client.delete(address(draft), if_match=1).must(412)
    client.delete(address(draft), if_match="*").must(204)
    client.get(address(draft)).must(404)
    assert client.get(f"/v1/reports/{draft['id']}").must(200).body["document"] is None
    assert stored(forum, draft) == (0, 0)
    client.delete(address(draft), if_match="*").must(404)


def test_deleting_the_report_deletes_its_document(forum, owner, draft, put):
    put(draft, pdf()).must(201)
    forum.of(owner).delete(f"/v1/reports/{draft['id']}", if_match="*").must(204)
    assert stored(forum, draft) == (0, 0)


# What it is.

@pytest.mark.parametrize("content, media_type, name", [
    (pdf(), PDF, "izvestaj.pdf"), (docx(), DOCX, "izvestaj.docx"), (odt(), ODT, "izvestaj.odt"),
    (zipped(("reports/esef.xhtml", XHTML)), "application/zip", "paket.zip"), (HTML, "text/html", "izvestaj.html"),
    (XHTML, "application/xhtml+xml", "izvestaj.xhtml")], ids=itertools.count())
def test_a_document_is_what_its_content_says(forum, owner, draft, put, content, media_type, name):
    answer = put(draft, content, filename=name).must(201)
    assert answer.body["document"]["media_type"] == media_type
    got = forum.of(owner).get(address(draft)).must(200)
    assert got.headers["Content-Type"].partition(";")[0] == media_type and got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Disposition"].startswith("inline" if media_type == PDF else "attachment")
    if media_type != PDF:
        assert "sandbox" in got.headers["Content-Security-Policy"]


@pytest.mark.parametrize("content, content_type, name, said", [
    (HTML, PDF, None, "text/html"), (pdf(), None, "izvestaj.docx", "application/pdf"), (docx(), PDF, "izvestaj.pdf", "wordprocessingml"),
    (b"MZ\x90\x00" + bytes(200), None, None, "what is taken is"), (b"#!/bin/sh\nexit 0\n", None, None, "what is taken is"),
    (base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), None, None, "image/png"), (b"plain words\n", PDF, "a.pdf", "text/plain"),
    (pdf(), "image/png", None, "image/png"), (pdf(), "application/zip", "a.pdf", ".pdf")], ids=itertools.count())
def test_what_is_not_what_it_says_is_refused(forum, draft, put, content, content_type, name, said):
    with nothing_written(forum):
        refused = put(draft, content, content_type=content_type, **({"filename": name} if name else {})).must(415)
    assert refused.problem == "media-type"
    assert said.lower() in refused.body["detail"].lower()
    assert stored(forum, draft) == (0, 0)


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a/b.pdf", "a\nb.pdf", "a\x00b.pdf", "izvestaj.exe", "izvestaj", ".pdf", "x" * 197 + ".pdf"])
def test_a_name_that_can_not_be_is_refused(forum, draft, put, name):
    with nothing_written(forum):
        assert put(draft, pdf(), filename=name).must(400).problem in ("invalid-parameter", "malformed-request")


@pytest.mark.parametrize("name", ['Izveštaj "Zeleno; čisto" 2025.pdf', "Извештај 2025.pdf", "100% naš\\tim.pdf".replace("\\", " "), "a'b,c=d.pdf",
                                  "x" * 196 + ".pdf"])
def test_a_name_is_given_back_so_that_nothing_in_it_does_harm(forum, owner, draft, put, name):
    """RFC 6266 and 8187: a plain name, and beside it the whole one, percent-encoded."""
    put(draft, pdf(), filename=name).must(201)
    disposition = forum.of(owner).get(address(draft)).must(200).headers["Content-Disposition"]
    assert disposition.isascii() and "\n" not in disposition
    if "filename*=" in disposition:
        encoded = disposition.split("filename*=UTF-8''")[1].split(";")[0]
        assert urllib.parse.unquote(encoded) == name
    else:
        assert f'filename="{name}"' in disposition
    plain = disposition.split('filename="')[1]
    assert all(" " <= letter <= "~" for letter in plain)


def test_without_a_name_it_is_named_after_the_report(forum, draft, put):
    assert put(draft, pdf()).must(201).body["document"]["name"] == "annual-2025.pdf"


# Digests.

@pytest.mark.parametrize("header, make", [
    ("Content-Digest", lambda c: field(c)), ("Repr-Digest", lambda c: field(c, "sha512", "sha-512")),
    ("Content-Digest", lambda c: f"md5=:AAAA:, {field(c)}, {field(c, 'sha512', 'sha-512')}"),
    ("Digest", lambda c: "SHA-256=" + base64.b64encode(hashlib.sha256(c).digest()).decode())])
def test_what_arrives_is_compared_with_its_digest(forum, draft, put, header, make):
    content = pdf(100_000, 3)
    with nothing_written(forum):
        assert put(draft, content[:-1] + b"x", headers={header: make(content)}).must(422).problem == "digest-mismatch"
    assert stored(forum, draft) == (0, 0)
    put(draft, content, headers={header: make(content)}).must(201)


@pytest.mark.parametrize("digest", ["sha-256=AAAA", "sha-256=:AAAA:", "nonsense", "sha-256=:" + "A" * 44 + ":, sha-256=:" + "B" * 43 + "=:"])
def test_a_digest_that_can_not_be_read_is_refused(forum, draft, put, digest):
    with nothing_written(forum):
        put(draft, pdf(), headers={"Content-Digest": digest}).must(400)


# Who, and when.

def test_only_its_company_and_the_forum_put_a_document(forum, owner, draft, put):
    other = forum.of(member(forum))
    with nothing_written(forum):
        put(draft, pdf(), client=forum).must(401)
        put(draft, pdf(), client=other).must(404)
        put({"id": NOBODY}, pdf()).must(404)
    put(draft, pdf(), client=forum.staff).must(201)


def test_a_document_needs_the_version_that_it_is_for(forum, owner, draft, put):
    client = forum.of(owner)
    with nothing_written(forum):
        client.request("PUT", address(draft), data=pdf()).must(428)
        assert put(draft, pdf(), if_match='"7"').must(412).body["version"] == 1
    put(draft, pdf(), if_match='"1"').must(201)


@pytest.mark.parametrize("status, by_owner, by_staff", [("submitted", 409, 200), ("returned", 201, 200), ("published", 409, 409),
                                                        ("superseded", 409, 409)])
def test_a_document_is_changed_as_its_report_may_be(forum, owner, put, status, by_owner, by_staff):
    row = report(forum, owner, status)
    first = put(row, pdf(1000, 1))
    first.must(by_owner)
    answer = put(row, pdf(1000, 2), client=forum.staff)
    assert answer.status in ({by_staff, 201} if by_owner == 409 and by_staff == 200 else {by_staff})


def test_a_document_is_seen_as_its_report_is(forum, owner, draft, put):
    put(draft, pdf()).must(201)
    other = forum.of(member(forum))
    for client in (forum, other):
        client.get(address(draft)).must(404)
        client.head(address(draft)).must(404)
    act(forum.of(owner), "reports", draft, "submit").must(200)
    forum.get(address(draft)).must(404)
    act(forum.staff, "reports", draft, "publish").must(200)
    for client in (forum, other):
        assert client.get(address(draft)).must(200).content == pdf()
    assert "public" in forum.get(address(draft)).headers["Cache-Control"]
    assert "no-store" in other.get(address(draft)).headers["Cache-Control"]


def test_under_an_embargo_a_document_is_not_there(forum, owner, draft, put):
    put(draft, pdf()).must(201)
    client = forum.of(owner)
    client.patch(f"/v1/reports/{draft['id']}", {"embargo_until": "2099-01-01T00:00:00Z"}, if_match="*").must(200)
    act(client, "reports", draft, "submit").must(200)
    act(forum.staff, "reports", draft, "publish").must(200)
    forum.get(address(draft)).must(404)
    client.get(address(draft)).must(200)


def test_the_record_of_changes_has_what_is_known_of_it_and_not_its_bytes(forum, draft, put):
    put(draft, pdf(4000, 5), filename="a.pdf").must(201)
    after, size = forum.database.sql("select after -> 'document', length(c::text) from registry.change c where resource_id = %s and version = 2",
                                     draft["id"])[0]
    assert after["sha256"] == sha256(pdf(4000, 5)) and size < 4000


def test_a_link_and_an_upload_can_not_disagree(forum, owner, draft, put):
    client, path = forum.of(owner), f"/v1/reports/{draft['id']}"
    client.patch(path, {"document": {"url": address(draft)}}, if_match="*").must(422)
    client.patch(path, {"document": {"url": "https://kompanija.example/izvestaj.pdf"}}, if_match="*").must(200)
    client.get(address(draft)).must(404)
    put(draft, pdf()).must(201)
    with nothing_written(forum):
        client.patch(path, {"document": {"url": "https://kompanija.example/drugi.pdf"}}, if_match="*").must(422)
    client.patch(path, {"document": None}, if_match="*").must(200)
    assert stored(forum, draft) == (0, 0)


# Parts.

CONTENT = pdf(300_000, 9)


@pytest.mark.parametrize("asked, status, part", [
    ("bytes=0-0", 206, slice(0, 1)), ("bytes=0-99", 206, slice(0, 100)), ("bytes=262100-262200", 206, slice(262100, 262201)),
    ("bytes=299999-", 206, slice(299999, None)), ("bytes=-1", 206, slice(-1, None)), ("bytes=-100000", 206, slice(-100000, None)),
    ("bytes=100-999999999", 206, slice(100, None)), ("bytes=-999999999", 206, slice(None)), ("BYTES=0-4", 206, slice(0, 5)),
    ("bytes=300000-", 416, None), ("bytes=-0", 416, None), ("bytes=0-1,5-9", 200, slice(None)), ("bytes=9-5", 200, slice(None)),
    ("lines=1-2", 200, slice(None)), ("bytes=a-b", 200, slice(None)), ("bytes=", 200, slice(None)),
    ("bytes=99999999999999999999999-", 416, None)])
def test_a_part_is_answered(forum, owner, asked, status, part, module_document):
    got = forum.of(owner).get(module_document, headers={"Range": asked}).must(status)
    if part is None:
        assert got.headers["Content-Range"] == "bytes */300000" and got.problem == "range-not-satisfiable"
        return
    assert got.content == CONTENT[part]
    assert got.headers["Accept-Ranges"] == "bytes" and got.headers["Repr-Digest"] == field(CONTENT)
    if status == 206:
        first, last, whole = part.indices(300000)[0], part.indices(300000)[1] - 1, 300000
        assert got.headers["Content-Range"] == f"bytes {first}-{last}/{whole}"
        assert got.headers.get("Content-Digest") in (None, field(got.content))


@pytest.fixture(scope="module")
def module_document(forum, owner):
    row = report(forum, owner, "draft")
    forum.of(owner).request("PUT", address(row), data=CONTENT, headers={"If-Match": "*"}).must(201)
    return address(row)


def test_a_part_is_of_the_document_that_the_client_has(forum, owner, module_document):
    client = forum.of(owner)
    tag = client.get(module_document).must(200).etag
    client.get(module_document, headers={"Range": "bytes=0-9", "If-Range": tag}).must(206)
    assert client.get(module_document, headers={"Range": "bytes=0-9", "If-Range": '"1-old"'}).must(200).content == CONTENT
    client.get(module_document, headers={"Range": "bytes=0-9", "If-Range": "Mon, 02 Mar 2026 09:15:04 GMT"}).must(200)


def test_who_has_it_is_not_sent_it_again(forum, owner, module_document):
    client = forum.of(owner)
    tag = client.get(module_document).must(200).etag
    unchanged = client.get(module_document, headers={"If-None-Match": tag}).must(304)
    assert unchanged.content == b"" and unchanged.etag == tag
    head = client.head(module_document).must(200)
    assert head.content == b"" and head.headers["Content-Length"] == "300000"


# What goes wrong.

def begun_upload(forum, row, key, declared, sent, expect=False):
    """A connection over which so many of the declared bytes were sent."""
    connection = socket.create_connection(("127.0.0.1", forum.port))
    more = "Expect: 100-continue\r\n" if expect else ""
    connection.sendall(f"PUT {address(row)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nIf-Match: *\r\n"
                       f"Content-Length: {declared}\r\n{more}\r\n".encode())
    connection.sendall(pdf(sent))
    return connection


def test_an_upload_that_breaks_off_leaves_nothing(forum_with, tmp_path):
    forum = forum_with(FORUM_SPOOL=str(tmp_path), FORUM_WORKERS="1")
    owner = member(forum)
    row = report(forum, owner, "draft")
    before = len(os.listdir(f"/proc/{forum.process.pid}/fd"))
    for sent in (0, 100, 200_000):
        begun_upload(forum, row, forum.of(owner).key, 500_000, sent).close()
    # Its end is known when the next ones are answered and the files are closed.
    forum.of(owner).get(f"/v1/reports/{row['id']}").must(200)
    while len(os.listdir(f"/proc/{forum.process.pid}/fd")) > before + 4:
        forum.of(owner).get(f"/v1/reports/{row['id']}").must(200)
    assert list(tmp_path.iterdir()) == [] and stored(forum, row) == (0, 0)
    assert forum.of(owner).get(f"/v1/reports/{row['id']}").body["document"] is None


def test_a_slow_upload_holds_no_connection_to_the_database(forum_with):
    forum = forum_with(FORUM_WORKERS="1")
    owner = member(forum)
    row = report(forum, owner, "draft")
    waiting = [begun_upload(forum, row, forum.of(owner).key, 500_000, 100_000) for _ in range(12)]
    busy = "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()"
    wait_until(lambda: forum.database.value(busy) == 0)
    forum.of(owner).get("/v1/me").must(200)
    for connection in waiting:
        connection.close()


def test_whoever_asks_before_sending_is_told_at_once(forum, owner):
    published = report(forum, owner)
    connection = begun_upload(forum, published, forum.of(owner).key, 20_000_000, 0, expect=True)
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    assert answer.status == 409, "and not 100: the bytes need not come"
    connection.close()


def test_a_full_disk_is_told_and_nothing_is_left(forum_with):
    """A file may have at most so many bytes, as on a disk without room for more."""
    forum = forum_with(FORUM_WORKERS="1")
    owner = member(forum)
    row = report(forum, owner, "draft")
    resource.prlimit(forum.process.pid, resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    refused = forum.of(owner).request("PUT", address(row), data=pdf(400_000), headers={"If-Match": "*"}).must(507)
    assert refused.problem == "no-room" and refused.headers["Retry-After"]
    assert stored(forum, row) == (0, 0)
    resource.prlimit(forum.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    forum.of(owner).request("PUT", address(row), data=pdf(400_000), headers={"If-Match": "*"}).must(201)


def test_a_folder_that_is_not_there_is_told(forum_with):
    forum = forum_with(FORUM_SPOOL="/nonexistent/folder")
    owner = member(forum)
    row = report(forum, owner, "draft")
    assert forum.of(owner).request("PUT", address(row), data=pdf(), headers={"If-Match": "*"}).must(503).problem == "unavailable"


def test_many_documents_at_once_do_not_mix(forum, owner):
    rows = [report(forum, owner, "draft") for _ in range(12)]
    contents = [pdf(150_000 + 40_000 * number, number) for number in range(12)]
    failures = []

    def carry(row, content):
        client = Client(forum.base, forum.of(owner).key)
        try:
            client.request("PUT", address(row), data=content, headers={"If-Match": "*"}).must(201)
            for _ in range(3):
                assert client.get(address(row)).must(200).content == content
        except AssertionError as error:
            failures.append(str(error)[:300])
    threads = [threading.Thread(target=carry, args=pair) for pair in zip(rows, contents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_two_uploads_for_one_version_leave_one_whole_document(forum, owner, draft):
    contents = [pdf(600_000, number) for number in range(6)]
    answers = []

    def send(content):
        answers.append((Client(forum.base, forum.of(owner).key).request(
            "PUT", address(draft), data=content, headers={"If-Match": '"1"'}).status, content))
    threads = [threading.Thread(target=send, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in answers) == [201] + [412] * 5
    kept, = [content for status, content in answers if status == 201]
    assert forum.of(owner).get(address(draft)).must(200).content == kept
    assert stored(forum, draft) == (1, 3)


def test_a_client_that_leaves_in_the_middle_of_a_download_harms_nobody(forum_with):
    forum = forum_with(FORUM_WORKERS="1")
    owner = member(forum)
    row = report(forum, owner, "draft")
    content = pdf(5_000_000, 4)
    forum.of(owner).request("PUT", address(row), data=content, headers={"If-Match": "*"}).must(201)
    for _ in range(10):
        connection = socket.create_connection(("127.0.0.1", forum.port))
        connection.sendall(f"GET {address(row)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {forum.of(owner).key}\r\n\r\n".encode())
        assert connection.recv(1000)
        connection.close()
    assert forum.of(owner).get(address(row)).must(200).content == content


def test_what_is_removed_while_it_is_read_breaks_off_and_is_never_mixed(forum_with):
    forum = forum_with(FORUM_WORKERS="1")
    owner = member(forum)
    row = report(forum, owner, "draft")
    content = pdf(20_000_000, 4)
    forum.of(owner).request("PUT", address(row), data=content, headers={"If-Match": "*"}).must(201)
    connection = socket.create_connection(("127.0.0.1", forum.port))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    connection.sendall(f"GET {address(row)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {forum.of(owner).key}\r\n\r\n".encode())
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    read = answer.read(1000)
    forum.of(owner).request("PUT", address(row), data=pdf(20_000_000, 5), headers={"If-Match": "*"}).must(200)
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        while True:
            more = answer.read(1_000_000)
            if not more:
                raise http.client.IncompleteRead(read)
            read += more
    assert content.startswith(read) and len(read) < len(content)
