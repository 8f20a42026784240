"""Lists in other formats than JSON: every row, by suffix or Accept, for spreadsheets and programs."""

import csv
import datetime
import io
import json
import socket
import time

import openpyxl
import pytest
import zstandard

from conftest import contract, parse
from examples import NOBODY, commitment, member, progress, report

LISTS = ("/v1/members", "/v1/commitments", "/v1/reports", "/v1/members/{member}/commitments", "/v1/members/{member}/reports",
         "/v1/commitments/{commitment}/progress", "/v1/members/{member}/revisions", "/v1/commitments/{commitment}/revisions",
         "/v1/reports/{report}/revisions")
TRICKY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=x", "''", "'", "-5", "+12.5", "a;b,c\"d", " spaces ", "two\nlines",
          "\ttab", "Čačak: đak, ljubav", "=\"quoted\"", "1,5", "'-5", "😀 =x", "'quoted'"]


@pytest.fixture(scope="module")
def rows(forum):
    """A member with commitments of all kinds and titles, drafts too, and what the addresses name."""
    owner = member(forum, description={"sr": "Banka, od 1929; \"prva\"", "en": "A bank"}, city="Čačak", employees=1200)
    made = [commitment(forum, owner, title={"sr": text}, baseline_value=-0.5 - number, target_value=-112.125, sdgs=[13, 7])
            for number, text in enumerate(TRICKY)]
    commitment(forum, owner, kind="qualitative", description={"en": "In words.\r\nAnd lines."})
    commitment(forum, owner, "draft", title={"en": "Nobody else sees this"})
    entry = progress(forum, owner, made[0], observed_on="2024-12-31", value=-3.25, note={"sr": "=Napomena", "en": "Note"})
    filed = report(forum, owner, languages=["sr", "en"], figures={
        "currency": "RSD", "investments": [{"area": "community", "form": "cash", "amount": 1250000.5}], "volunteers": 12,
        "aligned_with_sdgs": True})
    return {"owner": owner, "member": owner["id"], "commitment": made[0]["id"], "report": filed["id"], "progress": entry["id"]}


def table(answer, delimiter=","):
    """The rows of a CSV, as objects by its header."""
    text = answer.content.decode("utf-8").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def objects(answer):
    return [parse(line) for line in answer.content.decode("utf-8").split("\n")[:-1]]


def plain(cell):
    """What a cell stood for before it was made harmless."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@\t\r\n") and cell.lstrip("'") else cell


def cell_of(schema, value):
    """What CSV has for a value of JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and "properties" not in schema.get("items", {}):
        return ";".join(str(item) for item in value)
    return value if isinstance(value, str) else value if isinstance(value, (list, dict)) else str(value)


def flatten(schema, row, prefix=""):
    """The cells that a row of JSON has in CSV."""
    cells = {}
    for name, of in schema["properties"].items():
        if of.get("x-on-request") and name not in row:
            continue
        value = (row or {}).get(name)
        if of.get("x-on-request") and value is None:
            continue
        if "properties" in of:
            cells |= flatten(of, value, f"{prefix}{name}_")
        else:
            cells[prefix + name] = cell_of(of, value)
    return cells


def operation_of(path):
    return contract().find(path)["get"]["operationId"]


@pytest.mark.parametrize("path", LISTS)
def test_every_format_has_the_rows_that_walking_the_list_finds(forum, rows, path):
    path = path.format(**rows)
    for asker in (forum, forum.of(rows["owner"]), forum.staff):
        walked = asker.every(path, limit=3)
        assert walked or asker is forum
        assert objects(asker.get(path + ".ndjson").must(200)) == walked
        schema = contract().row(operation_of(path))
        cells = [{name: json.loads(cell) if isinstance(want[name], (list, dict)) and cell else plain(cell)
                  for name, cell in row.items()}
                 for row, want in zip(table(asker.get(path + ".csv").must(200)), (flatten(schema, row) for row in walked))]
        wanted = [flatten(schema, row) for row in walked]
        for row in wanted:
            for name, cell in row.items():
                row[name] = cell if isinstance(cell, (list, dict)) else plain_number(cell)
        for row in cells:
            for name, cell in row.items():
                row[name] = cell if isinstance(cell, (list, dict)) else plain_number(cell)
        assert cells == wanted


def plain_number(text):
    """1.50 and 1.5 are the same number, and json.loads forgets how it was written."""
    try:
        return float(text) if text.strip() == text and text[:1] != "+" else text
    except ValueError:
        return text


def test_filters_orders_and_days_are_those_of_the_list(forum, rows):
    for query in ("sort=-progress,due_on", "sort=progress&health=behind,no_data", "kind=quantitative&sort=-due_on", "status=published&area=environment&sdg=7", "as_of=2020-01-01", "year=2035",
                  "due_on.gte=2090-01-01"):
        separator = "&" if query else ""
        walked, cursor = [], ""
        while cursor is not None:
            page = forum.get(f"/v1/commitments?{query}{separator}limit=5{cursor}").must(200).body
            walked += page["data"]
            cursor = page["page"]["next"] and f"&cursor={page['page']['next']}"
        assert objects(forum.get(f"/v1/commitments.ndjson?{query}").must(200)) == walked
        assert [row["id"] for row in table(forum.get(f"/v1/commitments.csv?{query}").must(200))] == [row["id"] for row in walked]


def test_the_header_stands_alone_where_there_are_no_rows(forum, rows):
    answer = forum.get("/v1/commitments.csv?due_on.gte=2099-01-01").must(200)
    assert answer.text.count("\r\n") == 1 and answer.text.startswith("id,version,member_id,title_sr,title_en,")
    assert forum.get("/v1/commitments.ndjson?due_on.gte=2099-01-01", headers={"Accept-Encoding": "identity"}).must(200).content == b""


def test_fields_choose_the_columns(forum, rows):
    answer = forum.get("/v1/commitments.csv", fields="title,due_on,sdgs").must(200)
    assert answer.text.splitlines()[0] == "title_sr,title_en,sdgs,due_on"
    assert table(answer)[0]["sdgs"] == "13;7"
    assert set(objects(forum.get("/v1/commitments.ndjson", fields="due_on").must(200))[0]) == {"due_on"}
    assert forum.get("/v1/commitments.csv", fields="titel").must(400).faults == [("/fields", "enum")]


def test_what_is_included_has_columns_of_its_own(forum, rows):
    answer = forum.get("/v1/commitments.csv", fields="id,member_id", include="member,progress_entries").must(200)
    assert answer.text.splitlines()[0] == ("id,member_id,member_name,member_kind,member_country,member_city,member_sector,member_size,"
                                           "member_status,progress_entries")
    row = next(row for row in table(answer) if row["id"] == rows["commitment"])
    assert (row["member_name"], row["member_city"]) == (rows["owner"]["name"], "Čačak")
    assert [entry["id"] for entry in json.loads(row["progress_entries"])] == [rows["progress"]]
    whole = forum.every("/v1/commitments", include="member")
    assert objects(forum.get("/v1/commitments.ndjson", include="member").must(200)) == whole
    forum.get("/v1/commitments.csv", count="exact").must(400)


@pytest.mark.parametrize("accept, media_type", [
    ("text/csv", "text/csv; charset=utf-8"), ("application/x-ndjson", "application/x-ndjson"), ("text/*", "text/csv; charset=utf-8"),
    ("*/*", "application/json"), ("application/json, text/csv", "application/json"),
    ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"), ("application/json;q=0, */*;q=0.1", "text/csv; charset=utf-8"),
    ("text/csv;q=0.1, application/x-ndjson;q=0.2", "application/x-ndjson"), ("text/html, text/csv;q=0.2", "text/csv; charset=utf-8")])
def test_accept_chooses_the_format(forum, rows, accept, media_type):
    answer = forum.get("/v1/members", headers={"Accept": accept}).must(200)
    assert answer.headers["Content-Type"] == media_type
    assert {"Accept", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


def test_a_suffix_is_stronger_than_accept(forum, rows):
    answer = forum.get("/v1/members.csv", headers={"Accept": "application/json"}).must(200)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert forum.get("/v1/members.json", headers={"Accept": "text/csv"}).must(200).body["data"]


def test_what_there_is_is_named_where_nothing_else_is_wanted(forum):
    refused = forum.get("/v1/members", headers={"Accept": "text/html"}).must(406)
    assert all(word in refused.body["detail"] for word in ("application/json", "text/csv (.csv)", "application/x-ndjson (.ndjson)"))
    refused = forum.get("/v1/taxonomies", headers={"Accept": "text/csv"}).must(406)
    assert refused.body["detail"] == "This answers in application/json."


def test_an_address_with_a_suffix_can_only_be_read(forum, rows):
    refused = forum.staff.post("/v1/members.csv", {"name": "Delta Holding"}).must(405)
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    for path in ("/v1/keys.csv", "/v1/members.pdf", "/v1/me.csv", "/healthz.csv", "/v1/.csv", "/.csv", "/v1/members.CSV"):
        forum.staff.get(path).must(404)
    forum.get(f"/v1/members/{rows['member']}.csv").must(400)


@pytest.mark.parametrize("query, faults", [
    ("/v1/members.csv?limit=5", [("/limit", "format")]), ("/v1/members.csv?cursor=abc&limit=2", [("/cursor", "format"), ("/limit", "format")]),
    ("/v1/members?delimiter=comma", [("/delimiter", "format")]), ("/v1/members.ndjson?bom=true", [("/bom", "format")]),
    ("/v1/members.ndjson?decimal=comma&delimiter=tab", [("/decimal", "format"), ("/delimiter", "format")]),
    ("/v1/members.csv?delimiter=pipe", [("/delimiter", "enum")]), ("/v1/members.csv?delimter=comma", [("/delimter", "unknown")])])
def test_a_parameter_of_another_format_is_an_error_that_says_so(forum, query, faults):
    refused = forum.get(query).must(400)
    assert refused.faults == faults
    if faults[0][1] == "format":
        assert all(" is for " in fault["message"] for fault in refused.body["errors"])


def test_a_spreadsheet_set_to_serbian_can_read_it(forum, rows):
    answer = forum.get("/v1/commitments.csv", delimiter="semicolon", decimal="comma", bom="true").must(200)
    assert answer.content.startswith(b"\xef\xbb\xbfid;version;")
    serbian, english = table(answer, ";"), table(forum.get("/v1/commitments.csv").must(200))
    numbers = {"baseline_value", "target_value", "current_value", "progress"}
    for row, same in zip(serbian, english, strict=True):
        for name, cell in row.items():
            assert cell == (same[name].replace(".", ",") if name in numbers else same[name])
    assert any(row["target_value"] == "-112,125" for row in serbian)
    commas = forum.get("/v1/commitments.csv", decimal="comma").must(200)
    assert '"-112,125"' in commas.text and table(commas)[0]["target_value"] == "-112,125"
    tabs = table(forum.get("/v1/commitments.csv", delimiter="tab").must(200), "\t")
    assert tabs == english


def test_no_cell_starts_a_formula(forum, rows):
    answer = forum.get("/v1/commitments.csv").must(200)
    titles = {row["id"]: row["title_sr"] for row in table(answer)}
    said = {row["id"]: row["title"].get("sr", "") for row in forum.every("/v1/commitments")}
    assert {plain(cell) for cell in titles.values()} >= set(TRICKY)
    for row_id, cell in titles.items():
        assert plain(cell) == said[row_id]
        if cell[:1] in tuple("=+-@\t\r\n") and cell:
            float(cell)  # a number and nothing else


def test_what_was_exported_can_be_sent_back(forum, rows):
    other = member(forum)
    batch = contract().document["components"]["schemas"]["CommitmentInput"]["properties"]
    answer = forum.get("/v1/commitments.csv", fields=",".join(batch), member_id=rows["member"]).must(200)
    sent = forum.of(other).post(f"/v1/members/{other['id']}/commitments", data=answer.content, headers={"Content-Type": "text/csv"})
    sent.must(201)
    def content(owner, key):
        return sorted(json.dumps([row[name] for name in batch], sort_keys=True) for row in key.every(f"/v1/members/{owner}/commitments")
                      if row["status"] != "draft" or owner == other["id"])
    assert content(other["id"], forum.of(other)) == content(rows["member"], forum)


def test_lines_end_as_the_rfc_says_and_inner_ones_stay(forum, rows):
    text = forum.get("/v1/commitments.csv").must(200).content.decode()
    assert text.endswith("\r\n") and '"two\nlines"' in text and '"In words.\r\nAnd lines."' in text


def test_it_is_saved_under_a_name_that_says_what_it_is(forum, rows):
    today = forum.database.value("select registry.today()::text")
    for path, name in (("/v1/commitments.csv", f"commitments-{today}.csv"), ("/v1/members.ndjson?as_of=2024-05-01", "members-2024-05-01.ndjson"),
                       (f"/v1/members/{rows['member']}/reports.csv", f"reports-{today}.csv")):
        assert forum.get(path).must(200).headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("path", ["/v1/commitments.csv", "/v1/commitments.ndjson", "/v1/commitments"])
def test_it_is_compressed_for_whoever_wants_that(forum, rows, path):
    plain_answer = forum.get(path, headers={"Accept-Encoding": "identity"}).must(200)
    zipped = forum.get(path, headers={"Accept-Encoding": "gzip"}).must(200)
    packed = forum.get(path, headers={"Accept-Encoding": "gzip;q=0.5, zstd"}).must(200)
    assert "Content-Encoding" not in plain_answer.headers
    assert zipped.headers["Content-Encoding"] == "gzip" and zipped.content == plain_answer.content
    assert packed.headers["Content-Encoding"] == "zstd"
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed.content) == plain_answer.content
    assert len({plain_answer.etag, zipped.etag, packed.etag}) == 3
    for answer, coding in ((plain_answer, "identity"), (zipped, "gzip"), (packed, "zstd")):
        forum.get(path, headers={"Accept-Encoding": coding, "If-None-Match": answer.etag}).must(304)
        others = [each.etag for each in (plain_answer, zipped, packed) if each is not answer]
        forum.get(path, headers={"Accept-Encoding": coding, "If-None-Match": ", ".join(others)}).must(200)


def test_what_is_short_or_a_document_is_sent_as_it_is(forum, rows):
    wants = {"Accept-Encoding": "gzip, zstd"}
    assert "Content-Encoding" not in forum.get("/healthz", headers=wants).headers
    document = report(forum, rows["owner"], "published", "%PDF-1.4 " + "x" * 5000)
    assert "Content-Encoding" not in forum.get(f"/v1/reports/{document['id']}/document", headers=wants).must(200).headers


def test_a_tag_holds_while_nothing_changes_and_no_longer(forum, rows):
    path = "/v1/members.csv"
    tag = forum.get(path).must(200).etag
    forum.get(path, headers={"If-None-Match": tag}).must(304)
    forum.of(rows["owner"]).get("/v1/me").must(200)
    forum.new_key(role="staff", label="Kancelarija Foruma")
    tag = forum.get(path).must(200).etag
    forum.database.sql("update registry.key set last_used_at = now() returning 1")
    forum.get(path, headers={"If-None-Match": tag}).must(304)
    forum.staff.patch(f"/v1/members/{rows['member']}", {"city": "Kraljevo"}, if_match="*").must(200)
    changed = forum.get(path, headers={"If-None-Match": tag}).must(200)
    assert changed.etag != tag and "Kraljevo" in changed.text


def test_a_tag_holds_through_the_sealing_of_changes(forum, rows):
    tag = forum.get("/v1/members.csv").must(200).etag
    forum.command("seal")
    forum.get("/v1/members.csv", headers={"If-None-Match": tag}).must(304)


def test_a_tag_is_of_the_asker_the_format_and_the_parameters(forum, rows):
    owner = forum.of(rows["owner"])
    tags = [asker.get(path).must(200).etag for asker in (forum, owner, forum.staff)
            for path in ("/v1/commitments.csv", "/v1/commitments.ndjson", "/v1/commitments.csv?area=environment",
                         "/v1/commitments.csv?kind=quantitative", "/v1/commitments.csv?fields=id", "/v1/commitments.csv?bom=true",
                         f"/v1/members/{rows['member']}/commitments.csv")]
    assert len(set(tags)) == len(tags)


def test_a_tag_changes_with_the_day_only_where_values_do(forum, rows):
    of_names = forum.get("/v1/members.csv", fields="name").must(200).etag
    of_duties = forum.get("/v1/members.csv", fields="reporting").must(200).etag
    of_debtors = forum.get("/v1/members.csv", fields="name", reporting="overdue").must(200).etag
    of_late = forum.get("/v1/members.csv", fields="name", reporting="overdue").must(200).etag
    forum.database.sql("alter function registry.today() rename to real_today; "
                       "create function registry.today() returns date language sql stable as $$ select date '2031-05-05' $$; "
                       "grant execute on function registry.today() to public; select 1")
    try:
        forum.get("/v1/members.csv", fields="name", headers={"If-None-Match": of_names}).must(304)
        forum.get("/v1/members.csv", fields="reporting", headers={"If-None-Match": of_duties}).must(200)
        forum.get("/v1/members.csv", fields="name", reporting="overdue", headers={"If-None-Match": of_debtors}).must(200)
        forum.get("/v1/members.csv", fields="name", reporting="overdue", headers={"If-None-Match": of_late}).must(200)
    finally:
        forum.database.sql("drop function registry.today(); alter function registry.real_today() rename to today; select 1")


def test_an_embargo_that_passes_is_a_change(forum, rows):
    path = "/v1/commitments.csv"
    soon = forum.database.value("select to_char((now() + interval '1.5 seconds') at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    hidden = commitment(forum, rows["owner"], title={"en": "Seen from a moment on"}, embargo_until=soon)
    before = forum.get(path).must(200)
    assert hidden["id"] not in before.text
    deadline = time.monotonic() + 20
    while forum.get(path, headers={"If-None-Match": before.etag}).status == 304:
        assert time.monotonic() < deadline
    assert hidden["id"] in forum.get(path).must(200).text


def test_head_tells_the_same_and_reads_no_row(forum, rows):
    whole, head = forum.get("/v1/commitments.csv").must(200), forum.head("/v1/commitments.csv").must(200)
    for name in ("Content-Type", "ETag", "Content-Disposition", "Content-Encoding"):
        assert head.headers.get(name) == whole.headers.get(name)
    forum.head("/v1/commitments.csv", headers={"If-None-Match": head.etag}).must(304)


def test_who_may_not_is_told_so_in_a_problem(forum, rows):
    forum.get(f"/v1/members/{NOBODY}/commitments.csv").must(404)
    forum.get(f"/v1/members/{rows['member']}/contacts.csv").must(404)
    hidden = member(forum, "applied")
    forum.get(f"/v1/members/{hidden['id']}/reports.ndjson").must(404)
    assert forum.with_key("forum_" + "0" * 32 + "_" + "A" * 43).get("/v1/members.csv").must(401).problem == "key-invalid"


def test_the_asker_of_one_export_is_nobody_to_the_next(forum, rows):
    """They share connections."""
    for _ in range(10):
        own = table(forum.of(rows["owner"]).get("/v1/commitments.csv").must(200))
        public = table(forum.get("/v1/commitments.csv").must(200))
        assert any(row["status"] == "draft" for row in own) and all(row["status"] != "draft" for row in public)
        forum.with_key("forum_" + "0" * 32 + "_" + "A" * 43).get("/v1/commitments.csv").must(401)
        forum.get(f"/v1/members/{NOBODY}/commitments.csv").must(404)


# Workbooks.

def sheet(answer):
    """The rows of a workbook's one sheet, as objects by its header."""
    assert answer.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 1 and book.active.freeze_panes == "A2"
    header, *found = book.active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


@pytest.mark.parametrize("path", LISTS)
def test_a_workbook_has_the_rows_of_the_csv_with_types(forum, rows, path):
    path = path.format(**rows)
    for asker in (forum, forum.staff):
        found, wanted = sheet(asker.get(path + ".xlsx").must(200)), table(asker.get(path + ".csv").must(200))
        assert len(found) == len(wanted)
        columns = contract().columns(contract().row(operation_of(path)))
        for row, cells in zip(found, wanted):
            assert list(row) == list(cells)
            for name, value in row.items():
                check_cell(columns[name], value, plain(cells[name]))


def check_cell(schema, value, text):
    kinds = schema.get("type", [])
    kinds = set([kinds] if isinstance(kinds, str) else kinds)
    if value is None:
        assert text == ""
    elif kinds & {"integer", "number"} and "string" not in kinds:
        assert isinstance(value, (int, float)) and float(text) == value
    elif "boolean" in kinds:
        assert value is (text == "true")
    elif schema.get("format") == "date":
        assert isinstance(value, datetime.datetime) and value.date().isoformat() == text
    elif schema.get("format") == "date-time":
        moment = datetime.datetime.fromisoformat(text.removesuffix("Z").ljust(26, "0") if "." in text else text.removesuffix("Z"))
        assert abs(value - moment) < datetime.timedelta(milliseconds=2)
    else:
        assert isinstance(value, str) and value.replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_a_workbook_holds_no_formula(forum, rows):
    book = openpyxl.load_workbook(io.BytesIO(forum.get("/v1/commitments.xlsx").must(200).content))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert {cell.value for cell in cells} >= {"=1+1", "@SUM(A1)"} and not any(cell.data_type == "f" for cell in cells)


def test_a_workbook_is_chosen_by_accept_and_never_coded(forum, rows):
    answer = forum.get("/v1/members", fields="name", headers={
        "Accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Accept-Encoding": "gzip, zstd"}).must(200)
    assert list(sheet(answer)[0]) == ["name"] and "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Disposition"].endswith('.xlsx"') and int(answer.headers["Content-Length"]) == len(answer.content)
    forum.get("/v1/members.xlsx", fields="name", headers={"If-None-Match": answer.etag}).must(304)
    assert forum.head("/v1/members.xlsx", fields="name").must(200).etag == answer.etag
    assert sheet(forum.get("/v1/commitments.xlsx?due_on.gte=2099-01-01").must(200)) == []


def test_nothing_after_the_head_of_an_export_is_taken_for_an_answer(forum, rows):
    """The chunk that ends chunks comes after it: on a connection that goes on it would be the next answer's first line."""
    answer = forum.head("/v1/members.csv").must(200)
    assert answer.headers["Connection"] == "close"
    for _ in range(20):
        forum.head("/v1/members.csv").must(200)
        forum.get("/v1/members", limit=1).must(200)


def test_a_text_that_no_cell_takes_is_cut_and_says_so(forum):
    owner = member(forum)
    forum.database.load(f"""
        set session_replication_role = replica;
        update registry.member set former_names = (select jsonb_agg(jsonb_build_object('name', repeat('ž', 150), 'until', '2020-01-01'))
                                                   from generate_series(1, 300)) where id = '{owner["id"]}'""")
    long, = [row["former_names"] for row in sheet(forum.get("/v1/members.xlsx").must(200)) if row["id"] == owner["id"]]
    assert 32_000 < len(long) <= 32767 and long.endswith("CSV has all]")
    whole, = [row["former_names"] for row in table(forum.get("/v1/members.csv").must(200)) if row["id"] == owner["id"]]
    assert len(json.loads(whole)) == 300


# Clients that do not behave, on a register that is large enough to keep an export waiting for them.

MANY = """
    set session_replication_role = replica;
    insert into registry.commitment (id, version, member_id, title, area, sdgs, kind, indicator, unit, direction, baseline_value, baseline_on,
        target_value, starts_on, due_on, status, status_effective_on, amended, softened, published_at, created_at, updated_at, since)
    select gen_random_uuid(), 1, m.id, jsonb_build_object('sr', repeat('Obećanje ' || n || ' ', 20)), 'environment', '{13}', 'quantitative',
        'Emisije', 'tCO2e', 'decrease', n, date '2020-12-31', n / 2.0, date '2021-01-01', date '2031-01-01', 'published', date '2021-01-01',
        false, false, now(), now() - n * interval '1 second', now(), now()
    from generate_series(1, 30000) n, (select id from registry.member where status = 'active' limit 1) m;
    set session_replication_role = origin;
    analyze registry.commitment;
"""


@pytest.fixture(scope="module")
def crowd(template):
    from conftest import database_from, forum_on
    # What the sanitizers keep of freed memory is none of the daemon's.
    with database_from(template) as database, forum_on(database, "--workers", "1", "--idle-timeout", "2",
                                                       ASAN_OPTIONS="detect_leaks=1:quarantine_size_mb=0:thread_local_quarantine_size_kb=0") as forum:
        # Judging a long answer takes about as long as a connection may be idle here: the next request must not meet its end.
        for client in (forum, forum.admin):
            client.session.headers["Connection"] = "close"
        member(forum)
        database.load(MANY)
        yield forum


def start_reading(forum, path="/v1/commitments.csv"):
    """A socket on which an export has begun and of which nothing more is read."""
    connection = socket.create_connection(("127.0.0.1", forum.port))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {forum.address}\r\n\r\n".encode())
    connection.settimeout(20)
    head = connection.recv(4096)
    assert b" 200 " in head.split(b"\r\n", 1)[0], head
    return connection, head


def streams(forum):
    """How many transactions the exports of strangers hold open."""
    return forum.database.value("select count(*) from pg_stat_activity where datname = %s and usename = 'forum_public' and "
                                "backend_xmin is not null and pid <> pg_backend_pid()", forum.database.name)


def wait_until(holds, timeout_s=20):
    deadline = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_thirty_thousand_rows_come_once_each_and_in_order(crowd):
    rows = table(crowd.get("/v1/commitments.csv", fields="id,created_at").must(200))
    assert len(rows) == len({row["id"] for row in rows}) == 30000
    assert [row["id"] for row in rows] == [str(row_id) for row_id, in crowd.database.sql(
        "select id from registry.commitment order by created_at, id")]
    for coding in ("gzip", "zstd"):
        answer = crowd.get("/v1/commitments.ndjson", fields="id", headers={"Accept-Encoding": coding}).must(200)
        text = answer.content if coding == "gzip" else zstandard.ZstdDecompressor().decompressobj().decompress(answer.content)
        assert [json.loads(line)["id"] for line in text.splitlines()] == [row["id"] for row in rows]


def test_a_client_that_leaves_frees_its_connection_to_the_database_at_once(crowd):
    for _ in range(6):
        connection, _ = start_reading(crowd)
        wait_until(lambda: streams(crowd) == 1)
        connection.close()
        wait_until(lambda: streams(crowd) == 0)
    assert len(table(crowd.get("/v1/commitments.csv").must(200))) == 30000


def test_a_client_that_reads_nothing_is_ended(crowd):
    connection, got = start_reading(crowd)
    wait_until(lambda: streams(crowd) == 0)
    while piece := read_or_none(connection):
        got += piece
    assert not got.endswith(b"0\r\n\r\n"), "it looks as if it were complete"


def read_or_none(connection):
    try:
        return connection.recv(1 << 16)
    except ConnectionError:
        return None


def test_more_clients_than_connections_wait_for_their_turn_or_hear_when_to_ask_again(crowd):
    held = [start_reading(crowd)[0] for _ in range(2)]
    crowd.get("/v1/members", limit=1).must(200)
    started = time.monotonic()
    answer = crowd.get("/v1/members.csv")
    assert answer.status == 200 or (answer.status == 503 and int(answer.headers["Retry-After"]) >= 1)
    assert time.monotonic() - started < 25
    for connection in held:
        connection.close()
    wait_until(lambda: crowd.get("/v1/members.csv").status == 200)


def test_an_export_that_fails_midway_is_seen_as_broken(crowd):
    connection, got = start_reading(crowd)
    wait_until(lambda: streams(crowd) == 1)
    crowd.database.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = 'forum_public' "
                       "and backend_xmin is not null", crowd.database.name)
    while piece := read_or_none(connection):
        got += piece
    assert not got.endswith(b"0\r\n\r\n")
    crowd.get("/v1/members.csv").must(200)


def test_what_knows_no_chunks_gets_no_export_that_could_be_cut_short(crowd):
    with socket.create_connection(("127.0.0.1", crowd.port)) as connection:
        connection.sendall(b"GET /v1/members.csv HTTP/1.0\r\n\r\n")
        connection.settimeout(20)
        got = b""
        while piece := connection.recv(1 << 16):
            got += piece
    assert got.startswith(b"HTTP/1.0 505 ") or got.startswith(b"HTTP/1.1 505 ")
    assert b"proxy_http_version 1.1" in got


def test_memory_does_not_grow_with_the_export(crowd):
    def resident_kb():
        with open(f"/proc/{crowd.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    crowd.get("/v1/commitments.csv", fields="id").must(200)
    before = resident_kb()
    for _ in range(3):
        assert len(crowd.get("/v1/commitments.csv").must(200).content) > 15_000_000
    assert resident_kb() - before < 15_000


def test_short_reads_go_on_while_exports_are_held(crowd):
    held = [start_reading(crowd)[0] for _ in range(2)]
    for _ in range(50):
        crowd.get("/v1/members", limit=1).must(200)
        crowd.admin.get("/v1/members", limit=1).must(200)
    for connection in held:
        connection.close()


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_large_workbook_is_whole_and_leaves_no_file(forum_with, tmp_path):
    tmp_path.chmod(0o777)
    forum = forum_with("--workers", "1", "--spool", str(tmp_path))
    member(forum)
    forum.database.load(MANY)
    assert len(sheet(forum.get("/v1/commitments.xlsx", fields="id,due_on,target_value").must(200))) == 30000
    with socket.create_connection(("127.0.0.1", forum.port)) as connection:
        connection.sendall(f"GET /v1/commitments.xlsx HTTP/1.1\r\nHost: {forum.address}\r\n\r\n".encode())
        wait_until(lambda: streams(forum) == 1)
    wait_until(lambda: streams(forum) == 0)
    forum.get("/v1/members.xlsx").must(200)
    assert files_in(tmp_path) == []


def test_more_rows_than_excel_takes_are_refused_before_anything_is_sent(forum_with):
    forum = forum_with("--workers", "1")
    member(forum)
    forum.database.load(MANY)
    forum.database.load("""
        set session_replication_role = replica;
        insert into registry.progress (id, version, commitment_id, member_id, observed_on, value, created_at, updated_at, since)
        select gen_random_uuid(), 1, c.id, c.member_id, date '2022-01-01', n, now(), now(), now()
        from (select id, member_id from registry.commitment limit 1) c, generate_series(1, 1048576) n;
        set session_replication_role = origin;""")
    commitment_id, = forum.database.sql("select commitment_id from registry.progress limit 1")[0]
    refused = forum.get(f"/v1/commitments/{commitment_id}/progress.xlsx?fields=value").must(406)
    assert "1048575" in refused.body["detail"] and ".csv" in refused.body["detail"]


def test_the_daemon_stops_while_exports_are_under_way(forum_with):
    forum = forum_with("--workers", "1")
    member(forum)
    forum.database.load(MANY)
    held = [start_reading(forum)[0] for _ in range(2)]
    forum.stop()
    for connection in held:
        connection.close()


def test_what_is_included_has_columns_and_nothing_stands_there_twice(forum, rows):
    found = table(forum.get("/v1/commitments.csv?include=member&fields=member_id").must(200))
    member = forum.get(f"/v1/members/{rows['member']}").must(200).body
    (row,) = {tuple(row.items()) for row in found if row["member_id"] == member["id"]}
    assert dict(row).items() >= {"member_name": member["name"], "member_country": member["country"]}.items()
