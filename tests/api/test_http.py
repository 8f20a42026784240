"""What HTTP asks of an interface: HEAD, OPTIONS, conditional requests, short answers, web pages of elsewhere."""

import pytest

from conftest import ROOT, contract, database_from, forum_on
from examples import annual_report, commitment, emissions, member, nothing_written, progress, report

OUR_PAGE = "https://registar.odgovornoposlovanje.rs"
FOREIGN_PAGE = "https://example.org"
CONTACT = {"name": "Mina Petrović", "email": "mina@example.rs", "role": "odgovorno poslovanje"}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture(scope="module")
def rows(forum, owner):
    promise = commitment(forum, owner)
    return {"member_id": owner["id"], "commitment_id": promise["id"], "report_id": report(forum, owner, document="%PDF-1.4 izvestaj\n")["id"],
            "progress_id": progress(forum, owner, promise, observed_on="2025-12-31", value=900000)["id"],
            "contact_id": forum.of(owner).post(f"/v1/members/{owner['id']}/contacts", CONTACT).must(201).body["id"],
            "key_id": forum.of(owner).get("/v1/me").body["key_id"], "taxonomy": "areas", "problem": "stale"}


def operations():
    return [(path, method.upper(), operation) for path, item in contract().document["paths"].items()
            for method, operation in item.items() if isinstance(operation, dict)]


@pytest.mark.parametrize("path", [path for path, method, _ in operations() if method == "GET"])
def test_head_answers_the_fields_of_get_without_the_body(forum, owner, rows, path):
    address = path.format(**rows)
    got = forum.of(owner).get(address).must(200)
    head = forum.of(owner).head(address).must(200)
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control", "Vary", "Link"):
        assert head.headers.get(name) == got.headers.get(name), name


def test_head_of_what_is_not_there_is_404_without_a_body(forum):
    assert forum.head("/v1/nowhere").must(404).content == b""


@pytest.mark.parametrize("path", sorted({path for path, _, _ in operations()}))
def test_options_lists_the_methods_of_every_address(forum, rows, path):
    allowed = {method for other, method, _ in operations() if other == path}
    answer = forum.options(path.format(**rows)).must(204)
    assert set(answer.headers["Allow"].split(", ")) == allowed | ({"HEAD"} if "GET" in allowed else set()) | {"OPTIONS"}
    assert answer.content == b""


def test_options_of_what_is_no_address_is_404(forum):
    forum.options("/v1/nowhere").must(404)


@pytest.mark.parametrize("path", [path for path, method, operation in operations()
                                  if method == "GET" and path not in ("/healthz", "/readyz", "/v1/changes/checkpoint")])
def test_what_has_not_changed_is_304(forum, owner, rows, path):
    address = path.format(**rows)
    asker = forum.of(owner)
    first = asker.get(address).must(200)
    for tag in (first.etag, "W/" + first.etag, f'"x", {first.etag}', f'{first.etag},"y"', "*"):
        for method in ("GET", "HEAD"):
            same = asker.request(method, address, headers={"If-None-Match": tag}).must(304)
            assert same.content == b""
            assert same.etag == first.etag
            assert "Content-Type" not in same.headers
            assert same.headers["Cache-Control"] == first.headers["Cache-Control"]
    for tag in ('"x"', first.etag[:-2] + '"', first.etag.strip('"'), "W/"):
        asker.get(address, headers={"If-None-Match": tag}).must(200)


def test_a_change_makes_another_etag(forum, owner, rows):
    for address, change in ((f"/v1/members/{rows['member_id']}", {"employees": 7}),
                            (f"/v1/commitments/{rows['commitment_id']}", {"indicator": "Scope 1 and 2"})):
        before = forum.get(address).etag
        changed = forum.of(owner).patch(address, change, if_match=forum.of(owner).get(address).etag).must(200)
        assert forum.get(address, headers={"If-None-Match": before}).must(200).etag != before
        assert changed.etag == forum.of(owner).get(address).etag


def test_etags_of_one_version_differ_by_who_asks(forum, owner, rows):
    address = f"/v1/members/{rows['member_id']}"
    tags = {asker.get(address).etag for asker in (forum, forum.of(owner), forum.staff)}
    assert len(tags) == 3 and len({tag.partition("-")[0] for tag in tags}) == 1


def test_a_failed_precondition_answers_no_body_of_a_read(forum, rows):
    """If-None-Match is for reads; on a problem it changes nothing."""
    forum.get("/v1/nowhere", headers={"If-None-Match": "*"}).must(404)


def test_last_modified_is_the_time_of_the_change(forum, rows):
    answer = forum.get(f"/v1/members/{rows['member_id']}").must(200)
    assert answer.headers["Last-Modified"].endswith(" GMT")
    assert answer.headers["Last-Modified"][5:7] == answer.body["updated_at"][8:10]
    # It is told, and never decides: what is computed changes without it.
    forum.get(f"/v1/members/{rows['member_id']}", headers={"If-Modified-Since": answer.headers["Last-Modified"]}).must(200)


class TestPrefer:
    MINIMAL = {"Prefer": "return=minimal"}

    def test_a_creation_answers_where_it_is(self, forum, owner):
        for path, body in ((f"/v1/members/{owner['id']}/commitments", emissions()),
                           (f"/v1/members/{owner['id']}/reports", annual_report())):
            made = forum.of(owner).post(path, body, headers=self.MINIMAL).must(201)
            assert made.content == b"" and "Content-Type" not in made.headers
            assert made.headers["Preference-Applied"] == "return=minimal"
            assert forum.of(owner).get(made.headers["Location"]).must(200).etag == made.etag

    def test_a_progress_entry_answers_where_it_is(self, forum, owner, rows):
        made = forum.of(owner).post(f"/v1/commitments/{rows['commitment_id']}/progress", {"observed_on": "2024-12-31", "value": 950000},
                                    headers=self.MINIMAL).must(201)
        assert made.content == b""
        assert forum.get(made.headers["Location"]).must(200).body["value"] == 950000

    def test_a_change_answers_its_etag(self, forum, owner):
        draft = commitment(forum, owner, "draft")
        address = f"/v1/commitments/{draft['id']}"
        changed = forum.of(owner).patch(address, {"area": "market"}, if_match=1, headers=self.MINIMAL).must(204)
        assert changed.headers["Preference-Applied"] == "return=minimal"
        assert changed.etag == forum.of(owner).get(address).etag
        acted = forum.of(owner).post(f"{address}/submit", headers=self.MINIMAL).must(204)
        assert acted.etag == forum.of(owner).get(address).etag

    @pytest.mark.parametrize("prefer", ["return=minimal", "RETURN=minimal", "respond-async, return=minimal; x=y", 'return="minimal"',
                                        "wait=5,return=minimal"])
    def test_minimal_may_stand_among_others(self, forum, owner, prefer):
        draft = commitment(forum, owner, "draft")
        forum.of(owner).patch(f"/v1/commitments/{draft['id']}", {"area": "market"}, if_match=1, headers={"Prefer": prefer}).must(204)

    @pytest.mark.parametrize("prefer", ["return=representation", "minimal", "xreturn=minimal", "return=minimally", "return",
                                        "note=\"return=minimal\"", ""])
    def test_anything_else_is_answered_whole(self, forum, owner, prefer):
        draft = commitment(forum, owner, "draft")
        answer = forum.of(owner).patch(f"/v1/commitments/{draft['id']}", {"area": "market"}, if_match=1, headers={"Prefer": prefer})
        assert answer.must(200).body["area"] == "market"

    def test_a_read_and_a_problem_are_answered_whole(self, forum, owner, rows):
        forum.get(f"/v1/members/{rows['member_id']}", headers=self.MINIMAL).must(200).body["id"]
        with nothing_written(forum):
            refused = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", {}, headers=self.MINIMAL).must(422)
        assert refused.faults


class TestCors:
    """Web pages of any origin read what is public; those of configured origins may send keys and change."""

    @pytest.fixture(scope="class")
    def forum(self, template):
        with database_from(template) as database, forum_on(database, "--cors-origins", f"https://www.example.rs,{OUR_PAGE}") as forum:
            yield forum

    def preflight(self, forum, origin, method, path="/v1/members"):
        return forum.options(path, headers={"Origin": origin, "Access-Control-Request-Method": method,
                                            "Access-Control-Request-Headers": "authorization, if-match, content-type"}).must(204)

    def test_any_page_reads_what_is_public(self, forum):
        answer = forum.get("/v1/members", headers={"Origin": FOREIGN_PAGE}).must(200)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
        assert {"ETag", "Link", "Location", "Retry-After", "X-Request-Id"} <= set(exposed)

    def test_a_problem_is_readable_by_pages_too(self, forum):
        assert forum.get("/v1/nowhere", headers={"Origin": FOREIGN_PAGE}).must(404).headers["Access-Control-Allow-Origin"] == "*"

    def test_a_foreign_page_may_neither_send_keys_nor_change(self, forum):
        answer = self.preflight(forum, FOREIGN_PAGE, "POST")
        assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
        assert "authorization" not in answer.headers.get("Access-Control-Allow-Headers", "").lower()

    def test_a_foreign_page_may_ask_whether_something_changed(self, forum):
        answer = self.preflight(forum, FOREIGN_PAGE, "GET")
        assert "if-none-match" in answer.headers["Access-Control-Allow-Headers"].lower()

    @pytest.mark.parametrize("origin", [OUR_PAGE, "https://www.example.rs"])
    def test_our_pages_send_keys_and_change(self, forum, origin):
        answer = self.preflight(forum, origin, "PATCH", "/v1/members")
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert {"POST", "PATCH", "DELETE"} <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))
        allowed = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
        assert {"authorization", "if-match", "content-type", "idempotency-key", "prefer"} <= set(allowed)
        assert int(answer.headers["Access-Control-Max-Age"]) > 0

    @pytest.mark.parametrize("origin", ["https://registar.odgovornoposlovanje.rs.example.org", "https://registar", "null",
                                        "http://registar.odgovornoposlovanje.rs", OUR_PAGE + ":8443", "", ","])
    def test_what_only_looks_like_our_page_is_foreign(self, forum, origin):
        answer = forum.get("/v1/members", headers={"Origin": origin}).must(200)
        assert answer.headers.get("Access-Control-Allow-Origin") in ("*", None)

    def test_caches_keep_answers_apart_by_origin(self, forum):
        assert "Origin" in forum.get("/v1/members").headers["Vary"].split(", ")

    def test_a_request_without_an_origin_hears_nothing_of_it(self, forum):
        assert not [name for name in forum.get("/v1/members").headers if name.startswith("Access-Control")]


def test_every_answer_forbids_guessing_of_types(forum):
    for path in ("/", "/v1/members", "/v1/nowhere", "/openapi.yaml"):
        assert forum.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_the_way_in_leads_everywhere(forum, owner):
    root = forum.get("/").must(200).body
    for address in root["links"].values():
        forum.of(owner).get(address).must(200)


def test_the_contract_is_answered_as_it_stands(forum):
    assert forum.get("/openapi.yaml").must(200).text == (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    assert forum.get("/openapi.json").must(200).body == contract().document
