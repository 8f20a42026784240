"""What a body that is wrong gets: a problem that names every fault, nothing written, the connection as before."""

import json

import pytest

from examples import IDENTIFIERS, emissions, member, nothing_written, wording

MIB = 1024 * 1024
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture
def unharmed(forum, owner):
    """Sends a request that must be refused; judges that nothing was written and that the connection goes on."""
    own = forum.of(owner)

    def send(method, path, body=None, **more):
        own.get("/v1/me").must(200)
        port = own.local_port
        with nothing_written(forum):
            answer = own.request(method, path, body, **more)
        assert answer.status >= 400, answer.text
        assert answer.body["request_id"] == answer.headers["X-Request-Id"]
        own.get("/v1/me").must(200)
        assert own.local_port == port, "the connection was closed"
        return answer
    return send


def commitments(owner):
    return f"/v1/members/{owner['id']}/commitments"


@pytest.mark.parametrize("text, code, at", [
    ('{"title":', "json", "Line 1, column 9"),
    ('{"title": {"en": "Less"}', "json", "Line 1, column 24"),
    ('{\n  "area": "market",\n  "kind" "qualitative"\n}', "json", "Line 3, column"),
    ('{"area": "market",}', "json", "Line 1, column"),
    ("{'area': 'market'}", "json", "Line 1, column"),
    ('{"area": market}', "json", "Line 1, column"),
    ('{"target_value": 0x10}', "json", "Line 1, column"),
    ('{"target_value": NaN}', "json", "Line 1, column"),
    ('{"target_value": Infinity}', "json", "Line 1, column"),
    ('{"target_value": 01}', "json", "Line 1, column"),
    ('{"target_value": .5}', "json", "Line 1, column"),
    ('{"area": "mar\nket"}', "json", "Line 1, column"),
    ('{"area": "\\x"}', "json", "Line 1, column"),
    ('{"area": "\\ud800"}', "json", "Line 1, column"),
    ('{"area": "a\\u0000b"}', "null_character", "Line 1, column"),
    ('{"area": "market"} {}', "json", "Line 1, column"),
    ('{"area": "market"}\n\n]', "json", "Line 3, column"),
    ("// {}", "json", "Line 1, column"),
    ("[" * 100, "depth", "Line 1, column"),
    ('{"title":\n' * 40 + "1" + "}" * 40, "depth", "Line"),
    ('{"area": "market", "area": "workplace"}', "duplicate", "Line 1, column"),
    ('{"title": {"en": "a", "sr": "b", "en": "c"}}', "duplicate", "Line 1, column"),
    ('{"target_value": ' + "1" * 41 + "}", "number", "Line 1, column 18"),
    ('{"target_value": 1e101}', "number", "Line 1, column 18"),
    ('{"target_value": 1e-101}', "number", "Line 1, column 18"),
    (b'{"area": "\xff"}', "utf8", "Line 1, column"),
    (b'{"area": "\xc0\xaf"}', "utf8", "Line 1, column"),
    (b'{"area": "\xed\xa0\x80"}', "utf8", "Line 1, column"),
    ('{"area": "market"}'.encode("utf-16"), None, ""),
    (b"\xef\xbb\xbf{}", "json", "byte order mark"),
    ("", "empty", "empty"),
    (" \r\n\t", "empty", "empty"),
    (b"\x00", None, ""),
])
def test_a_body_that_is_no_json_is_told_where(forum, owner, unharmed, text, code, at):
    refused = unharmed("POST", commitments(owner), data=text or b"", headers=JSON)
    assert (refused.status, refused.problem) == (400, "malformed-body")
    (fault,) = refused.body["errors"]
    assert code in (None, fault["code"])
    assert at in fault["message"]


def test_the_place_counts_characters_and_lines_as_an_editor_does(owner, unharmed):
    refused = unharmed("POST", commitments(owner), data='{\n  "area": "живот", "šđ": x\n}', headers=JSON)
    assert "Line 2, column 26" in refused.body["errors"][0]["message"]


@pytest.mark.parametrize("value, shown", [("[]", "a list"), ('"text"', '"text"'), ("1", "1"), ("null", "null"), ("true", "true")])
def test_a_body_is_an_object(owner, unharmed, value, shown):
    refused = unharmed("POST", commitments(owner), data=value, headers=JSON)
    assert (refused.status, refused.faults) == (422, [("", "type")])
    assert shown in refused.body["errors"][0]["message"]


WRONG = 7, "text", 1.5, True, [], {}, None
TYPES = {"title": {}, "area": "", "sdgs": [], "kind": "", "indicator": "", "unit": "", "direction": "", "baseline_value": 1,
         "baseline_on": "", "target_value": 1, "starts_on": "", "due_on": "", "source": "", "embargo_until": "",
         "description": {}}
NULLABLE = {"description", "indicator", "unit", "direction", "baseline_value", "baseline_on", "target_value", "source",
            "embargo_until"}


@pytest.mark.parametrize("name", TYPES)
def test_a_value_of_a_wrong_type_is_pointed_at(owner, unharmed, name):
    for value in WRONG:
        right = type(TYPES[name])
        if type(value) is right or (right is int and type(value) is float) or (value is None and name in NULLABLE):
            continue
        # Beside it stands a due date before the start, which only the database knows to refuse.
        body = {**emissions(), "starts_on": "2026-01-01", "due_on": "2025-12-31", name: value}
        refused = unharmed("POST", commitments(owner), body)
        assert refused.status == 422
        assert (f"/{name}", "type") in refused.faults, value
        if name not in ("starts_on", "due_on"):
            assert ("/due_on", "not_before_starts_on") in refused.faults, value


def test_every_fault_is_told_at_once(owner, unharmed):
    refused = unharmed("POST", commitments(owner), {
        "title": {"en": "", "de": "Weniger"}, "area": "enviroment", "sdgs": [0, 18, "13", 7, 7], "kind": "quantitative",
        "direction": "decrease", "baseline_value": 10, "target_value": 20, "starts_on": "2026-02-29", "unit": "x" * 51,
        "due_on": "2190-01-01", "baseline_on": "1899-12-31", "source": " ", "embargo_until": "tomorrow", "titel": "Less", "id": 1})
    assert (refused.status, refused.problem) == (422, "invalid-body")
    assert refused.faults == [
        ("/area", "enum"), ("/baseline_on", "of_our_time"), ("/due_on", "of_our_time"), ("/embargo_until", "format"),
        ("/id", "read_only"), ("/sdgs/0", "minimum"), ("/sdgs/1", "maximum"), ("/sdgs/2", "type"), ("/sdgs/4", "unique"),
        ("/source", "length"), ("/starts_on", "format"), ("/target_value", "follows_direction"), ("/titel", "unknown"),
        ("/title/de", "unknown"), ("/title/en", "min_length"), ("/unit", "max_length")]


def test_everything_that_is_missing_is_told_at_once(owner, unharmed):
    refused = unharmed("POST", commitments(owner), {})
    assert refused.faults == [(f"/{name}", "required") for name in ("area", "due_on", "kind", "starts_on", "title")]


@pytest.mark.parametrize("sent, meant", [("titel", "title"), ("dueOn", "due_on"), ("sdg", "sdgs"),
                                         ("Title", "title"), ("base_line_value", "baseline_value"), ("targetvalue", "target_value")])
def test_an_unknown_property_names_the_nearest(owner, unharmed, sent, meant):
    refused = unharmed("POST", commitments(owner), {**emissions(), sent: "x"})
    assert refused.faults == [(f"/{sent}", "unknown")]
    assert f'did you mean "{meant}"?' in refused.body["errors"][0]["message"]


def test_an_unknown_property_with_a_strange_name_is_pointed_at_rightly(owner, unharmed):
    refused = unharmed("POST", commitments(owner), {**emissions(), "a/b~c \"č\n": 1})
    assert refused.faults == [('/a~1b~0c "č\n', "unknown")]


@pytest.mark.parametrize("name", ["id", "version", "member_id", "status", "status_effective_on", "published_at", "amended",
                                  "softened", "current_value", "progress", "health", "allowed_actions", "created_at"])
def test_what_the_register_says_itself_is_not_taken(forum, owner, unharmed, name):
    refused = unharmed("POST", commitments(owner), {**emissions(), name: None})
    assert [pointer for pointer, _ in refused.faults] == [f"/{name}"]
    draft = forum.of(owner).post(commitments(owner), emissions()).must(201).body
    refused = unharmed("PATCH", f"/v1/commitments/{draft['id']}", {name: draft[name]}, headers={"If-Match": "*"})
    assert [pointer for pointer, _ in refused.faults] == [f"/{name}"]


@pytest.mark.parametrize("day", ["2026-02-29", "2025-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01",
                                 "2026-1-1", "20260101", "2026/01/01", "01.01.2026.", "2026-01-01T00:00:00Z", "today", "",
                                 "infinity", "2026-W01-1", "٢٠٢٦-٠١-٠١"])
def test_a_day_that_does_not_exist_is_refused(owner, unharmed, day):
    assert unharmed("POST", commitments(owner), emissions(due_on=day)).faults == [("/due_on", "format")]


@pytest.mark.parametrize("day", ["2024-02-29", "2000-02-29", "2100-12-31"])
def test_a_day_that_exists_is_taken(forum, owner, day):
    body = emissions(starts_on="1990-01-01", due_on=day, baseline_on=None)
    assert forum.of(owner).post(commitments(owner), body).must(201).body["due_on"] == day


@pytest.mark.parametrize("time", ["2031-01-01", "2031-01-01T00:00:00", "2031-01-01 00:00:00Z", "2031-02-29T00:00:00Z",
                                  "2031-01-01T24:00:00Z", "2031-01-01T00:60:00Z", "2031-01-01T00:00:00+16:00", "now", "infinity"])
def test_a_time_that_is_none_is_refused(owner, unharmed, time):
    assert unharmed("POST", commitments(owner), emissions(embargo_until=time)).faults == [("/embargo_until", "format")]


@pytest.mark.parametrize("time, answered", [("2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z"),
                                            ("2031-01-01t00:30:00.25+01:00", "2030-12-31T23:30:00.25Z"),
                                            ("2031-01-01T00:00:00-15:59", "2031-01-01T15:59:00Z")])
def test_a_time_of_any_zone_is_answered_in_utc(forum, owner, time, answered):
    made = forum.of(owner).post(commitments(owner), emissions(embargo_until=time)).must(201)
    assert made.body["embargo_until"] == answered


def test_a_due_date_is_not_before_the_start(forum, owner, unharmed):
    refused = unharmed("POST", commitments(owner), emissions(starts_on="2026-01-01", due_on="2025-12-31"))
    assert refused.faults == [("/due_on", "not_before_starts_on")]
    forum.of(owner).post(commitments(owner), emissions(starts_on="2026-01-01", due_on="2026-01-01")).must(201)
    draft = forum.of(owner).post(commitments(owner), emissions(starts_on="2026-01-01")).must(201).body
    refused = unharmed("PATCH", f"/v1/commitments/{draft['id']}", {"due_on": "2025-12-31"}, headers={"If-Match": "*"})
    assert refused.faults == [("/due_on", "not_before_starts_on")]


@pytest.mark.parametrize("changes, fault", [
    ({"baseline_on": "2036-01-01"}, ("/baseline_on", "not_after_due_on")),
    ({"starts_on": "1989-12-31"}, ("/starts_on", "of_our_time")),
    ({"due_on": "2101-01-01"}, ("/due_on", "of_our_time")),
    ({"target_value": 1004000}, ("/target_value", "follows_direction")),
    ({"direction": "increase"}, ("/target_value", "follows_direction")),
    ({"baseline_value": 1e18}, ("/baseline_value", "of_usual_size")),
    ({"target_value": 0.0000000000001}, ("/target_value", "of_usual_size")),
    ({"embargo_until": "2101-01-01T00:00:00Z"}, ("/embargo_until", "soon")),
    ({"title": {"en": "a" * 301}}, ("/title/en", "max_length")),
    ({"title": {"sr": " \t\n"}}, ("/title", "localized")),
    ({"description": {"sr": "a" * 5001}}, ("/description/sr", "max_length")),
    ({"sdgs": list(range(1, 19))}, ("/sdgs", "max_items")),
])
def test_a_value_that_contradicts_another_or_our_time_is_refused(owner, unharmed, changes, fault):
    assert fault in unharmed("POST", commitments(owner), emissions(**changes)).faults


def test_a_text_has_as_many_characters_as_allowed_in_any_script(forum, owner):
    for letter in ("a", "ш", "€", "🌍"):
        made = forum.of(owner).post(commitments(owner), wording(title={"sr": letter * 300})).must(201)
        assert made.body["title"]["sr"] == letter * 300


LEI = "549300EFP3TNG7JGVE49"
ISIN = "CH0198251305"


@pytest.mark.parametrize("number", [number for number in IDENTIFIERS["pib_invalid"]] + ["10000115", "100001150", "RS100001159"])
def test_a_pib_with_a_wrong_check_digit_or_length_is_refused(forum, number):
    with nothing_written(forum):
        refused = forum.post("/v1/members", {"name": "Delta Holding", "pib": number}).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/pib"]
    assert refused.faults[0][1] == ("check_digit" if len(number) == 9 and number.isdigit() else refused.faults[0][1])


@pytest.mark.parametrize("number", IDENTIFIERS["mb_invalid"])
def test_an_mb_with_a_wrong_check_digit_or_length_is_refused(forum, number):
    with nothing_written(forum):
        refused = forum.post("/v1/members", {"name": "Delta Holding", "mb": number}).must(422)
    assert [pointer for pointer, _ in refused.faults] == ["/mb"]
    assert (refused.faults[0][1] == "check_digit") is (len(number) == 8)


@pytest.mark.parametrize("number", IDENTIFIERS["pib_valid"])
def test_a_real_pib_is_taken(forum, number):
    assert forum.staff.post("/v1/members", {"name": "Delta Holding", "pib": number}).must(201).body["pib"] == number


@pytest.mark.parametrize("number", IDENTIFIERS["mb_valid"])
def test_a_real_mb_is_taken_with_its_zeros(forum, number):
    assert forum.staff.post("/v1/members", {"name": "Delta Holding", "mb": number}).must(201).body["mb"] == number


@pytest.mark.parametrize("name, number, code", [
    ("lei", LEI[:-1] + "8", "check_digits"), ("lei", LEI[:-1], "pattern"), ("lei", LEI.lower(), "pattern"),
    ("lei", LEI + "0", "max_length"), ("lei", "0" * 20, "check_digits"),
    ("isin", ISIN[:-1] + "6", "check_digit"), ("isin", "CH019825130", "pattern"), ("isin", "ch0198251305", "pattern"),
    ("vat_number", "100001159", "pattern"), ("country", "XX", "unknown"), ("country", "rs", "pattern"),
    ("activity", "99.99", "unknown"), ("activity", "K", "pattern"), ("sector", "V", "pattern"),
    ("legal_form", "d.o.o.", "enum"), ("size", "big", "enum"), ("employees", -1, "minimum"),
    ("employees", 2147483648, "maximum"), ("employees", 12.5, "type"), ("website", "www.delta.rs", "format"),
    ("website", "javascript:alert(1)", "pattern"), ("website", "https://", "format"), ("name", "", "min_length"),
    ("name", " \t", "given"), ("name", "a" * 201, "max_length"), ("name", None, "type"), ("city", "  ", "length"),
])
def test_what_is_wrong_with_a_company_is_pointed_at(forum, name, number, code):
    with nothing_written(forum):
        refused = forum.post("/v1/members", {"name": "Delta Holding", name: number}).must(422)
    assert refused.faults == [(f"/{name}", code)]


def test_right_check_digits_are_taken(forum):
    made = forum.post("/v1/members", {"name": "Lafarge", "lei": LEI, "isin": ISIN, "country": "CH", "activity": "23.51"}).must(201)
    assert (made.body["lei"], made.body["isin"]) == (LEI, ISIN)


def test_faults_of_the_contract_and_of_the_database_are_told_together(forum):
    with nothing_written(forum):
        refused = forum.post("/v1/members", {"name": "Delta Holding", "pib": "100001150", "mb": "07759230", "isin": ISIN[:-1] + "6",
                                             "country": "Serbia", "employes": 5, "kind": "public_source"}).must(422)
    assert refused.faults == [("/country", "max_length"), ("/employes", "unknown"), ("/isin", "check_digit"),
                              ("/mb", "check_digit"), ("/pib", "check_digit"), ("/source", "needed")]


def padded(body, size):
    text = json.dumps(body)
    return text + " " * (size - len(text))


def chunks(text, size=65536):
    return (text[at:at + size].encode() for at in range(0, len(text), size))


@pytest.mark.parametrize("send", [lambda text: text, chunks], ids=["with a length", "in chunks"])
def test_a_body_has_at_most_one_mebibyte(forum, owner, unharmed, send):
    forum.of(owner).post(commitments(owner), data=send(padded(emissions(), MIB)), headers=JSON).must(201)
    for size in (MIB + 1, 3 * MIB):
        refused = unharmed("POST", commitments(owner), data=send(padded(emissions(), size)), headers=JSON)
        assert (refused.status, refused.problem) == (413, "too-large")


def test_a_body_where_none_belongs_changes_nothing(forum, owner):
    address = f"/v1/members/{owner['id']}"
    assert forum.request("GET", address, {"name": "Delta"}).must(200).body["name"] == owner["name"]
    forum.get("/healthz").must(200)


def test_nesting_of_32_levels_is_read(owner, unharmed):
    """Deeper it is not even parsed."""
    refused = unharmed("POST", commitments(owner), data='{"description":' * 32 + "1" + "}" * 32, headers=JSON)
    assert refused.status == 422
    assert unharmed("POST", commitments(owner), data='{"description":' * 33 + "1" + "}" * 33, headers=JSON).status == 400


def test_a_thousand_faults_are_answered_in_a_readable_number(owner, unharmed):
    refused = unharmed("POST", commitments(owner), {**emissions(), **{f"unknown_{number}": 1 for number in range(1000)}})
    assert refused.status == 422
    assert 50 <= len(refused.body["errors"]) <= 101
    assert len(refused.content) < 64 * 1024
