"""What a request gets whose parameters, method, media types or preconditions are wrong; the connection goes on."""

import base64
import json

import pytest

from examples import NOBODY, commitment, emissions, member, nothing_written, report


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture(scope="module")
def rows(forum, owner):
    return {"member": owner["id"], "commitment": commitment(forum, owner)["id"], "report": report(forum, owner)["id"]}


@pytest.fixture
def unharmed(forum):
    """Asks something that must be refused; judges that nothing was written and that the connection goes on."""
    def ask(method, path, body=None, asker=forum, **more):
        asker.get("/healthz").must(200)
        port = asker.local_port
        with nothing_written(forum):
            answer = asker.request(method, path, body, **more)
        assert answer.status >= 400, answer.text
        asker.get("/healthz").must(200)
        assert asker.local_port == port, "the connection was closed"
        return answer
    return ask


LISTS = ["/v1/members", "/v1/commitments", "/v1/reports", "/v1/members/{member}/commitments", "/v1/members/{member}/reports",
         "/v1/commitments/{commitment}/progress", "/v1/taxonomies", "/v1/taxonomies/nace"]


@pytest.mark.parametrize("path", LISTS)
def test_each_list_refuses_what_it_does_not_know(rows, unharmed, path):
    refused = unharmed("GET", path.format(**rows) + "?colour=blue&sort=colour&limit=0&cursor=&order=asc")
    assert (refused.status, refused.problem) == (400, "invalid-parameter")
    assert refused.faults == [("/colour", "unknown"), ("/cursor", "min_length"), ("/limit", "minimum"), ("/order", "unknown"),
                              ("/sort", "enum")]


@pytest.mark.parametrize("path, sent, meant", [
    ("/v1/commitments", "statu", "status"), ("/v1/commitments", "Area", "area"), ("/v1/commitments", "sdgs", "sdg"),
    ("/v1/commitments", "due_on_gte", "due_on.gte"), ("/v1/commitments", "due_on[gte]", "due_on.gte"),
    ("/v1/members", "sectors", "sector"), ("/v1/members", "PIB", "pib"), ("/v1/reports", "frameworks", "framework"),
    ("/v1/members", "nam", "name"), ("/v1/members", "cursr", "cursor"),
])
def test_an_unknown_filter_names_the_nearest(unharmed, path, sent, meant):
    refused = unharmed("GET", path, **{sent: "x"})
    assert refused.faults == [(f"/{sent}", "unknown")]
    assert f'did you mean "{meant}"?' in refused.body["errors"][0]["message"]


def test_an_unknown_parameter_that_is_near_to_none_lists_what_there_is(unharmed):
    message = unharmed("GET", "/v1/taxonomies/nace", wheelbarrow=1).body["errors"][0]["message"]
    for name in ("parent", "level", "sort", "limit", "cursor"):
        assert name in message
    assert unharmed("GET", f"/v1/members/{NOBODY}", wheelbarrow=1).body["errors"][0]["message"].endswith("there are as_of and fields")
    assert "takes none" in unharmed("GET", "/openapi.json", wheelbarrow=1).body["errors"][0]["message"]


@pytest.mark.parametrize("query, faults", [
    ("status=publshed", [("/status", "enum")]),
    ("status=published,drafts,archived", [("/status", "enum"), ("/status", "enum")]),
    ("status=", [("/status", "empty")]),
    ("status=published,", [("/status", "empty")]),
    ("status=published&status=draft", [("/status", "duplicate")]),
    ("area=environment,environment,environment,environment,environment,environment", [("/area", "max_items")]),
    ("sdg=0", [("/sdg", "minimum")]),
    ("sdg=13,18", [("/sdg", "maximum")]),
    ("sdg=thirteen", [("/sdg", "type")]),
    ("sdg=1.5", [("/sdg", "type")]),
    ("year=1989", [("/year", "minimum")]),
    ("year=2030.5", [("/year", "type")]),
    ("year=99999999999999999999", [("/year", "type")]),
    ("due_on.gte=2027-02-30", [("/due_on.gte", "format")]),
    ("due_on.gte=2027-1-1&due_on.lte=tomorrow", [("/due_on.gte", "format"), ("/due_on.lte", "format")]),
    ("member_id=Meris", [("/member_id", "format")]),
    ("kind=quantity", [("/kind", "enum")]),
    ("limit=201", [("/limit", "maximum")]),
    ("limit=-1", [("/limit", "minimum")]),
    ("limit=ten", [("/limit", "type")]),
    ("limit=1e1", [("/limit", "type")]),
    ("limit=", [("/limit", "type")]),
    ("limit", [("/limit", "type")]),
    ("sort=due_on,created_at,updated_at,progress,published_at", [("/sort", "max_items")]),
    ("sort=due_on,-due_on", [("/sort", "unique")]),
    ("due_on.gte=2031-01-01&due_on.lte=2030-12-31&progress.gte=0.5&progress.lte=0.25&updated_at.gte=2026-02-01&updated_at.lte=2026-01-31",
     [("/due_on.lte", "range"), ("/progress.lte", "range"), ("/updated_at.lte", "range")]),
    ("due_on.gte=2031-02-30&due_on.lte=2030-12-31", [("/due_on.gte", "format")]),
    ("helth=overdue&health=late&include=membr&count=all&fields=titel",
     [("/count", "enum"), ("/fields", "enum"), ("/health", "enum"), ("/helth", "unknown"), ("/include", "enum")]),
    ("sort=+due_on", [("/sort", "enum")]),
    ("sort=--due_on", [("/sort", "enum")]),
    ("cursor=" + "A" * 2001, [("/cursor", "max_length")]),
    ("area=%ff", [("", "encoding")]),
    ("%ff=1", [("", "encoding")]),
    ("statu=x&limit=500&due_on.gte=2027-02-30", [("/due_on.gte", "format"), ("/limit", "maximum"), ("/statu", "unknown")]),
])
def test_a_wrong_value_of_a_parameter_is_pointed_at(unharmed, query, faults):
    refused = unharmed("GET", f"/v1/commitments?{query}")
    assert (refused.status, refused.problem) == (400, "invalid-parameter")
    assert refused.faults == faults


@pytest.mark.parametrize("query", ["pib=12345678", "mb=1234567890123", "lei=549300efp3tng7jgve49", "country=Serbia", "sector=V",
                                   "size=big", "joined_on.gte=x", "name="])
def test_a_wrong_value_of_a_members_filter_is_pointed_at(unharmed, query):
    name = query.partition("=")[0]
    assert {pointer.split("/")[1] for pointer, _ in unharmed("GET", f"/v1/members?{query}").faults} == {name}


@pytest.mark.parametrize("resource", ["members", "commitments", "reports", "keys"])
@pytest.mark.parametrize("row_id", ["1", "Meris", "0198c0de7a1b7c3d9e4f5a6b7c8d9e0f", NOBODY + "0", NOBODY[:-1] + "g",
                                    "%7B" + NOBODY + "%7D", "%00", "%ff", "č"])
def test_an_id_that_is_no_uuid_is_told_so(forum, unharmed, resource, row_id):
    refused = unharmed("GET", f"/v1/{resource}/{row_id}", asker=forum.admin)
    assert refused.status == 400
    if row_id != "%00":
        assert [pointer for pointer, _ in refused.faults] == [f"/{resource.removesuffix('s')}_id"]


def test_a_uuid_may_be_written_in_capitals(forum, rows):
    assert forum.get(f"/v1/members/{rows['member'].upper()}").must(200).body["id"] == rows["member"]


@pytest.mark.parametrize("path", ["/v1/member", "/v1", "/v1/", "/v2/members", "/v1/members/", "/V1/members", "/v1//members",
                                  f"/v1/members/{NOBODY}/commitments/", f"/v1/members/{NOBODY}/archive", "/favicon.ico",
                                  "/%2e%2e/etc/passwd", "/healthz/"])
def test_an_address_that_is_none_is_not_found(unharmed, path):
    assert unharmed("GET", path).status == 404


@pytest.mark.parametrize("method, path, allowed", [
    ("DELETE", "/v1/members", "GET, HEAD, POST, OPTIONS"),
    ("PUT", "/v1/members/{member}", "GET, HEAD, PATCH, OPTIONS"),
    ("POST", "/v1/commitments", "GET, HEAD, OPTIONS"),
    ("GET", "/v1/members/{member}/approve", "POST, OPTIONS"),
    ("HEAD", "/v1/members/{member}/approve", "POST, OPTIONS"),
    ("POST", "/healthz", "GET, HEAD, OPTIONS"),
    ("POST", "/", "GET, HEAD, OPTIONS"),
    ("DELETE", "/v1/keys/{member}", "GET, HEAD, OPTIONS"),
    ("TRACE", "/v1/members", "GET, HEAD, POST, OPTIONS"),
    ("BREW", "/v1/members", "GET, HEAD, POST, OPTIONS"),
])
def test_a_method_that_the_address_does_not_take_is_told_which_it_takes(rows, forum, unharmed, method, path, allowed):
    refused = unharmed(method, path.format(**rows), asker=forum.admin)
    assert refused.status == 405
    assert sorted(refused.headers["Allow"].split(", ")) == sorted(allowed.split(", "))
    if method != "HEAD":
        assert refused.problem == "method-not-allowed"


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded", "text/json", "application/jsonx",
                                        "application/merge-patch+json", "application", "json", "", "*/*", "application/*"])
def test_a_body_of_another_media_type_is_refused(forum, owner, unharmed, media_type):
    headers = {} if media_type is None else {"Content-Type": media_type}
    refused = unharmed("POST", f"/v1/members/{owner['id']}/commitments", data='{"title": {"en": "Less"}}', headers=headers,
                       asker=forum.of(owner))
    assert (refused.status, refused.problem) == (415, "media-type")


@pytest.mark.parametrize("media_type", ["application/json", "application/json; charset=utf-8", "Application/JSON",
                                        "application/json;charset=UTF-8"])
def test_json_may_name_its_charset(forum, owner, media_type):
    forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", data=json.dumps(emissions()),
                         headers={"Content-Type": media_type}).must(201)


@pytest.mark.parametrize("media_type", ["application/merge-patch+json", "application/json"])
def test_a_patch_is_a_merge_patch(forum, owner, media_type):
    draft = commitment(forum, owner, "draft")
    forum.of(owner).patch(f"/v1/commitments/{draft['id']}", {"area": "market"}, if_match=1,
                          headers={"Content-Type": media_type}).must(200)


def test_a_json_patch_is_refused(forum, owner, unharmed):
    draft = commitment(forum, owner, "draft")
    unharmed("PATCH", f"/v1/commitments/{draft['id']}", data='[{"op": "replace", "path": "/area", "value": "market"}]',
             headers={"Content-Type": "application/json-patch+json", "If-Match": "*"}, asker=forum.of(owner)).must(415)


@pytest.mark.parametrize("accept", ["text/html", "text/calendar, application/xml", "application/json;q=0", "image/*",
                                    "text/html, application/json; q=0.0"])
def test_an_answer_that_nobody_can_give_is_not_acceptable(forum, unharmed, owner, accept):
    for asker in (forum, forum.of(owner)):
        assert unharmed("GET", "/v1/members", headers={"Accept": accept}, asker=asker).must(406).problem == "not-acceptable"


@pytest.mark.parametrize("accept", [None, "", "*/*", "application/json", "application/*", "text/html, */*;q=0.1", "APPLICATION/JSON",
                                    "application/json; q=0.001", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"])
def test_json_is_answered_to_whoever_accepts_it(forum, accept):
    answer = forum.get("/v1/members", limit=1, headers={"Accept": accept}).must(200)
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("resource", ["members", "commitments", "reports"])
def test_a_change_needs_if_match(forum, owner, rows, unharmed, resource):
    address = f"/v1/{resource}/{rows[resource.removesuffix('s')]}"
    refused = unharmed("PATCH", address, {}, asker=forum.of(owner))
    assert (refused.status, refused.problem) == (428, "precondition-required")
    if resource != "members":
        unharmed("DELETE", address, asker=forum.of(owner)).must(428)


@pytest.mark.parametrize("tag", ['"1"', '"99-0123456789abcdef"', "nonsense", '""', '"abc"', "1", '"-1"', 'W/"1"', '"1.5"',
                                 '"9999999999999999"'])
def test_a_stale_if_match_is_told_the_present_version(forum, unharmed, tag):
    row = member(forum)
    refused = unharmed("PATCH", f"/v1/members/{row['id']}", {"city": "Niš"}, headers={"If-Match": tag}, asker=forum.of(row))
    assert (refused.status, refused.problem) == (412, "stale")
    assert refused.body["version"] == row["version"] == 2


def test_if_match_takes_what_was_read_its_version_or_an_asterisk(forum):
    row = member(forum)
    address, own = f"/v1/members/{row['id']}", forum.of(row)
    for city, tag in (("Niš", own.get(address).etag), ("Novi Sad", '"3"'), ("Beograd", "*"),
                      ("Zrenjanin", '"5-whatever-was-shown"')):
        assert own.patch(address, {"city": city}, if_match=tag).must(200).body["city"] == city


def test_a_url_has_at_most_eight_kibibytes(forum, unharmed):
    start = "/v1/members?name="
    forum.get(start + "a" * 200, limit=1).must(200)
    assert unharmed("GET", start + "a" * (8192 - len(start))).must(400).faults == [("/name", "max_length")]
    refused = unharmed("GET", start + "a" * (8193 - len(start)))
    assert (refused.status, refused.problem) == (414, "url-too-long")


def raw_cursor(text):
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


class TestCursor:
    """A cursor belongs to one list with its filters and its order."""

    @pytest.fixture(scope="class")
    def cursor(self, forum, owner):
        for _ in range(3):
            commitment(forum, owner)
        return forum.get("/v1/commitments", limit=1, status="published").must(200).body["page"]["next"]

    def test_of_this_list_is_taken_whatever_the_limit(self, forum, cursor):
        assert forum.get("/v1/commitments", limit=2, status="published", cursor=cursor).must(200).body["data"]

    @pytest.mark.parametrize("path", [
        "/v1/commitments", "/v1/commitments?status=achieved", "/v1/commitments?status=published,achieved",
        "/v1/commitments?status=published&area=environment", "/v1/commitments?status=published&sort=due_on",
        "/v1/commitments?status=published&sort=-created_at", "/v1/reports?status=published", "/v1/members",
        "/v1/members/{member}/commitments?status=published", "/v1/commitments/{commitment}/progress", "/v1/taxonomies",
        "/v1/taxonomies/nace"])
    def test_from_elsewhere_is_refused(self, rows, unharmed, cursor, path):
        refused = unharmed("GET", path.format(**rows), cursor=cursor)
        assert refused.status == 400
        assert ("/cursor", "cursor") in refused.faults

    @pytest.mark.parametrize("change", [
        lambda cursor: cursor[:-1], lambda cursor: cursor + "A", lambda cursor: cursor[1:], lambda cursor: cursor[::-1],
        lambda cursor: cursor.swapcase(), lambda cursor: "A" + cursor[1:], lambda cursor: cursor + "=", lambda cursor: "1",
        lambda cursor: "č", lambda cursor: raw_cursor(b"\0" * 40), lambda cursor: raw_cursor(b"\0"), lambda cursor: "A" * 2000,
        lambda cursor: raw_cursor(b"12345678" + b"2026-01-01\0" + NOBODY.encode() + b"\0")])
    def test_that_was_tampered_with_is_refused(self, unharmed, cursor, change):
        refused = unharmed("GET", "/v1/commitments", status="published", cursor=change(cursor))
        assert (refused.status, refused.faults) == (400, [("/cursor", "cursor")])


def test_whoever_may_not_do_it_at_all_hears_that_and_no_faults(forum, owner):
    body, reader = {"titel": 1, "due_on": "never"}, forum.with_key(forum.new_key(role="member", member_id=owner["id"],
                                                                                  label="Intranet", scope="read"))
    unknown = forum.with_key(f"forum_{NOBODY.replace('-', '')}_{'A' * 43}")
    with nothing_written(forum):
        for asker, status in ((forum, 401), (unknown, 401), (reader, 403)):
            assert asker.post(f"/v1/members/{owner['id']}/commitments", body).must(status).faults == []
        assert forum.of(owner).post("/v1/commitments/x/publish", body).must(400)
        refused = forum.of(owner).post(f"/v1/members/{NOBODY}/approve", {"effective_on": "never"})
        assert refused.status in (403, 422)


def test_a_problem_says_what_it_is_on_a_page_of_its_own(forum):
    refused = forum.get("/v1/members?statu=x").must(400)
    page = forum.get(refused.body["type"]).must(200).body
    assert (page["title"], page["status"], page["type"]) == (refused.body["title"], 400, refused.body["type"])
    assert page["mend"]
    for problem in forum.get("/problems").must(200).body["data"]:
        assert forum.get(problem["type"]).must(200).body == problem
    forum.get("/problems/none").must(404)
    forum.get("/problems/no-such").must(404)


def test_a_request_id_of_the_client_is_kept_when_it_is_plain(forum):
    for sent in ("abc-123", "0198c0de-7a1b-7c3d-9e4f-5a6b7c8d9e0f", "a" * 64, "trace:1.2_3"):
        refused = forum.get("/v1/nowhere", headers={"X-Request-Id": sent}).must(404)
        assert refused.headers["X-Request-Id"] == refused.body["request_id"] == sent
    for sent in ("a" * 65, "a b", "\u010d".encode().decode("latin-1"), "<script>", '"', ""):
        made = forum.get("/v1/nowhere", headers={"X-Request-Id": sent.encode("latin-1")}).must(404).headers["X-Request-Id"]
        assert made != sent and len(made) == 36
