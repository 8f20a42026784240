"""Many rows in one request: taken all or none, or the good ones; what is wrong with each; and what a dry run says."""

import csv
import io
import json
import uuid

import pytest

from conftest import ROOT
from examples import commitment, emissions, member, nothing_written

CSV = "text/csv"
NDJSON = "application/x-ndjson"
MOST_BYTES = 4 * 1024 * 1024
MOST_ERRORS = 10000


def table(name):
    with open(ROOT / "tests" / "data" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def promise(row):
    """The body of a commitment that an emission target of a listed company makes."""
    ambition = row["reduction_ambition"] or "0.1"
    return {
        "title": {"en": f"{row['company']}: {row['target_type'].lower()} emissions, {row['scope_as_reported']}"[:300]},
        "area": "environment", "sdgs": [7, 13], "kind": "quantitative", "indicator": row["scope_as_reported"][:300] or None,
        "unit": "tCO2e", "direction": "decrease", "baseline_value": int(float(row["base_year_tco2e"] or 1000)),
        "baseline_on": f"{row['base_year']}-12-31" if row["base_year"] else None,
        "target_value": round(int(float(row["base_year_tco2e"] or 1000)) * (1 - float(ambition)), 2),
        "starts_on": f"{row['base_year'] or 2015}-01-01", "due_on": f"{row['target_year'] or 2030}-12-31"}


def is_sound(body):
    return body["starts_on"] <= body["due_on"] and body["target_value"] < body["baseline_value"]


PROMISES = [{name: value for name, value in promise(row).items() if value is not None}
            for row in table("emission_targets.csv")]
SOUND = [body for body in PROMISES if is_sound(body)]
WORDINGS = [row["Target Wording"] for row in table("sbti_targets.csv") if 20 < len(row["Target Wording"]) < 300]


def ndjson(bodies):
    return "".join(json.dumps(body, ensure_ascii=False) + "\n" for body in bodies)


def cell(value):
    return " ".join(map(str, value)) if isinstance(value, list) else value


def as_csv(bodies, delimiter=",", newline="\r\n"):
    """The same bodies as a table: texts in two languages have two columns."""
    flat = [{column: cell(part) for name, value in body.items()
             for column, part in ({f"{name}_{key}": part for key, part in value.items()}
                                  if isinstance(value, dict) else {name: value}).items()} for body in bodies]
    names = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator=newline, restval="")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


FORMATS = {NDJSON: ndjson, CSV: as_csv}


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum)


@pytest.fixture
def send(forum, owner):
    """Sends rows to the owner's commitments, in the name of its company."""
    def send(data, media_type=NDJSON, *, lenient=False, to=None, client=None, headers=None, **parameters):
        headers = {"Content-Type": media_type, **({"Prefer": "handling=lenient"} if lenient else {}), **(headers or {})}
        return (client or forum.of(owner)).post(to or f"/v1/members/{owner['id']}/commitments", data=data, headers=headers,
                                                **parameters)
    return send


def faults(answer):
    """Every fault as (line, pointer, code), in the order of the answer."""
    return [(fault["line"], fault["pointer"], fault["code"]) for fault in answer.body["errors"]]


def shown(forum, owner, row_id):
    return forum.of(owner).get(f"/v1/commitments/{row_id}").must(200).body


@pytest.mark.parametrize("media_type", FORMATS)
def test_rows_are_created_as_single_bodies_are(forum, owner, send, media_type):
    made = send(FORMATS[media_type](SOUND), media_type).must(201)
    assert made.body["taken"] == len(SOUND) > 200
    assert (made.body["refused"], made.body["errors"], made.body["dry_run"]) == (0, [], False)
    first_line = 2 if media_type == CSV else 1
    assert [row["line"] for row in made.body["rows"]] == list(range(first_line, first_line + len(SOUND)))
    for place in (0, 1, len(SOUND) // 2, len(SOUND) - 1):
        single = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", SOUND[place]).must(201).body
        same = shown(forum, owner, made.body["rows"][place]["id"])
        apart = ("id", "created_at", "updated_at")
        assert {name: value for name, value in same.items() if name not in apart} == \
               {name: value for name, value in single.items() if name not in apart}


def test_a_list_in_order_of_creation_has_rows_as_they_were_sent(forum, send):
    company = member(forum)
    address = f"/v1/members/{company['id']}/commitments"
    made = send(ndjson(SOUND), client=forum.of(company), to=address).must(201).body
    listed = forum.of(company).every(f"{address}?sort=created_at")
    assert [row["id"] for row in listed] == [row["id"] for row in made["rows"]]
    assert [row["title"] for row in listed] == [body["title"] for body in SOUND]


def test_each_row_is_recorded_as_a_change_of_its_own(forum, send):
    made = send(ndjson(SOUND[:20]), headers={"X-Request-Id": "many-at-once-recorded"}).must(201).body
    recorded = forum.database.sql(
        "select resource_id::text, action, actor_role, after ->> 'status' from registry.change where request_id = %s",
        "many-at-once-recorded")
    assert sorted(recorded) == sorted((row["id"], "insert", "member", "draft") for row in made["rows"])


@pytest.mark.parametrize("delimiter, newline, mark", [(",", "\n", ""), (";", "\r\n", "\ufeff"), (";", "\n", "")])
def test_a_table_is_read_as_spreadsheets_write_it(forum, owner, send, delimiter, newline, mark):
    body = emissions(title={"sr": 'Plan "Zelena; čista, Šabac"', "en": "Plan\nof two lines"}, sdgs=[7, 13])
    made = send(mark + as_csv([body], delimiter, newline), CSV).must(201).body
    row = shown(forum, owner, made["rows"][0]["id"])
    assert (row["title"], row["sdgs"]) == (body["title"], [7, 13])


@pytest.mark.parametrize("goals, listed", [("7;13", [7, 13]), ("7 13", [7, 13]), ("7, 13", [7, 13]), ("", []), ("13", [13])])
def test_the_cell_of_a_list_holds_its_items(forum, owner, send, goals, listed):
    text = f'title_sr,area,kind,starts_on,due_on,sdgs\nManje otpada,environment,qualitative,2026-01-01,2027-01-01,"{goals}"\n'
    made = send(text, CSV).must(201).body
    assert shown(forum, owner, made["rows"][0]["id"])["sdgs"] == listed


def test_numbers_keep_the_digits_that_were_sent(forum, owner, send):
    digits = "123456789012.123456789012"
    head = "title_en,area,kind,starts_on,due_on,baseline_value\n"
    made = send(head + f"Water,environment,qualitative,2026-01-01,2027-01-01,{digits}\n", CSV).must(201).body
    assert digits in forum.of(owner).get(f"/v1/commitments/{made['rows'][0]['id']}").text
    line = json.dumps(emissions(kind="qualitative", target_value=None, direction=None, baseline_value=0))
    made = send(line.replace('"baseline_value": 0', f'"baseline_value": {digits}')).must(201).body
    assert digits in forum.of(owner).get(f"/v1/commitments/{made['rows'][0]['id']}").text


# What is wrong, line by line.

@pytest.mark.parametrize("media_type, first_line", [(NDJSON, 1), (CSV, 2)])
def test_every_fault_of_every_row_is_told_at_once_and_nothing_is_stored(forum, send, media_type, first_line):
    """Faults that the contract sees and faults that only the constraints see, also together in one row."""
    bodies = SOUND[:50]
    bodies[3] = {**bodies[3], "area": "enviroment", "due_on": "1999-01-01", "starts_on": "2000-01-01"}
    bodies[10] = {**bodies[10], "due_on": "2017-06-30", "starts_on": "2018-01-01", "baseline_on": None}
    bodies[10] = {name: value for name, value in bodies[10].items() if value is not None}
    bodies[20] = {**bodies[20], "target_value": bodies[20]["baseline_value"] + 1}
    bodies[30] = {**bodies[30], "kind": "measured", "starts_on": "2027-02-30"}
    bodies[40] = {**bodies[40], "sdgs": [13, 18], "direction": "down"}
    with nothing_written(forum):
        refused = send(FORMATS[media_type](bodies), media_type).must(422)
    assert refused.problem == "invalid-body"
    baseline_is_late = [(first_line + 3, "/baseline_on", "not_after_due_on")] if bodies[3]["baseline_on"] > "1999" else []
    assert sorted(faults(refused)) == sorted([
        (first_line + 3, "/area", "enum"), (first_line + 3, "/due_on", "not_before_starts_on"), *baseline_is_late,
        (first_line + 10, "/due_on", "not_before_starts_on"),
        (first_line + 20, "/target_value", "follows_direction"),
        (first_line + 30, "/kind", "enum"), (first_line + 30, "/starts_on", "format"),
        (first_line + 40, "/sdgs/1", "maximum"), (first_line + 40, "/direction", "enum")])
    assert [line for line, *_ in faults(refused)] == sorted(line for line, *_ in faults(refused))
    assert (refused.body["refused"], refused.body["errors_left_out"]) == (5, 0)
    assert refused.body["detail"] == "5 of 50 rows cannot be taken, and nothing was stored."


def test_real_targets_are_told_apart_row_by_row(forum, send):
    """Of three hundred published targets those whose years or values contradict each other, and no other."""
    faulty = {place for place, body in enumerate(PROMISES, 1) if not is_sound(body)}
    refused = send(ndjson(PROMISES)).must(422)
    assert len(faulty) > 5
    assert {line for line, *_ in faults(refused)} >= faulty
    told = {line for line, *_ in faults(refused)}
    for line in told - faulty:
        body = PROMISES[line - 1]
        assert body["baseline_on"] > body["due_on"]


def test_a_fault_says_the_same_as_for_a_single_body(forum, owner, send):
    body = emissions(area="enviroment", starts_on="2026-01-01", due_on="2025-12-31", baseline_on="2025-12-31", colour="green")
    single = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", body).must(422).body["errors"]
    (*many,) = send(ndjson([SOUND[0], body])).must(422).body["errors"]
    assert [{**fault, "line": 2} for fault in single] == many


def test_a_line_that_is_no_json_is_a_faulty_row(forum, owner, send):
    text = ndjson(SOUND[:2]) + '{"title": {"sr": "Manje papira"}, area}\n\n["Manje papira"]\n' + ndjson(SOUND[2:3])
    refused = send(text).must(422)
    assert faults(refused) == [(3, "", "json"), (5, "", "type")]
    assert refused.body["errors"][0]["message"].startswith("Line 3, column ")
    taken = send(text, lenient=True).must(201).body
    assert [row["line"] for row in taken["rows"]] == [1, 2, 6]


HEAD = "title_en,area,kind,starts_on,due_on,target_value"
GOOD = "Save water,environment,qualitative,2026-01-01,2027-01-01,5"


@pytest.mark.parametrize("row, expected", [
    ("Save water,environment,qualitative,2026-01-01", [(3, "", "cells")]),
    ("Save water,environment,qualitative,2026-01-01,2027-01-01,5,6", [(3, "", "cells")]),
    ("Save water,environment,qualitative,2026-01-01,2027-01-01,\"12,5\"", [(3, "/target_value", "number")]),
    ("Save water,environment,qualitative,2026-01-01,2027-01-01,12 t", [(3, "/target_value", "type")]),
    ("Save water,environment,qualitative,1.1.2026,2027-01-01,", [(3, "/starts_on", "format")]),
    (",environment,qualitative,2026-01-01,2027-01-01,5", [(3, "/title", "required")]),
    ("Save water,environment,qualitative,2026-01-01,2027-01-01,1e300", [(3, "/target_value", "type")]),
    ("Save water,environment,qualitative,2026-01-01,2027-01-01,1e30", [(3, "/target_value", "of_usual_size")]),
])
def test_a_faulty_row_of_a_table_is_told_with_its_line(forum, send, row, expected):
    with nothing_written(forum):
        refused = send(f"{HEAD}\n{GOOD}\n{row}\n{GOOD}\n", CSV).must(422)
    assert faults(refused) == expected


def test_a_comma_before_decimals_is_explained(send):
    refused = send(f"{HEAD}\n{GOOD},\"12,5\"\n".replace("01,5,", "01,"), CSV).must(422)
    assert refused.body["errors"][0]["message"] == \
        'target_value must have a point before its decimals and nothing between its thousands; it is "12,5"'


def test_a_row_starts_on_the_line_of_its_first_character(send):
    refused = send(f'{HEAD}\n"Save\nwater",environment,qualitative,2026-01-01,2027-01-01,\n\n{GOOD},\n,,,,,\nX,environment,x,2026-01-01,2027-01-01,\n'
                   .replace(",5,", ",5"), CSV).must(422)
    assert faults(refused) == [(7, "/kind", "enum")]


def test_bytes_that_are_not_utf8_are_told_where_they_stand(forum, owner, send):
    text = (HEAD + "\n" + GOOD + "\nČuvanje vode" + GOOD.removeprefix("Save water") + "\n")
    refused = send(text.encode("cp1250"), CSV).must(422)
    assert faults(refused) == [(3, "", "utf8")]
    assert "save the file as UTF-8" in refused.body["errors"][0]["message"]
    assert send(text.encode("utf-16"), CSV).must(400).problem == "malformed-body"
    assert send(text.encode("cp1250"), CSV + "; charset=windows-1250").must(415).problem == "media-type"
    assert send(text.encode(), CSV + '; header=present; charset="UTF-8"').must(201).body["taken"] == 2
    assert faults(send(b'{"title": {"sr": "\xe8"}}\n').must(422)) == [(1, "", "utf8")]


@pytest.mark.parametrize("head, pointer, code, words", [
    ("titel_en,area,kind,starts_on,due_on", "/titel_en", "unknown", 'did you mean "title_en"?'),
    ("title,title_en,area,kind,starts_on,due_on", "/title", "unknown", "title stands in title_sr and title_en"),
    ("id,title_en,area,kind,starts_on,due_on", "/id", "read_only", "leave its column out"),
    ("title_en,area,area,kind,starts_on,due_on", "/area", "duplicate", "The column area stands there twice"),
    ("title_en,area,kind,starts_on", "/due_on", "required", "There is no column due_on, and due_on is required"),
    ("area,kind,starts_on,due_on", "/title", "required", "There is no column title_sr or title_en"),
    ("Emission reduction pledged,title_en,area,kind,starts_on,due_on", "/Emission reduction pledged", "unknown",
     "there are title_sr, title_en"),
])
def test_a_wrong_header_is_told_alone_and_once(forum, send, head, pointer, code, words):
    with nothing_written(forum):
        for lenient in (False, True):
            refused = send(head + "\n" + "\n".join(["x" + "," * head.count(",")] * 5) + "\n", CSV, lenient=lenient).must(422)
            assert (1, pointer, code) in faults(refused)
            assert {line for line, *_ in faults(refused)} == {1}
            assert any(words in fault["message"] for fault in refused.body["errors"]), refused.text


@pytest.mark.parametrize("media_type, text, status, code", [
    (NDJSON, "", 400, "empty"), (NDJSON, " \n\n", 422, "empty"), (CSV, "", 400, "empty"), (CSV, HEAD, 422, "empty"),
    (CSV, HEAD + "\n,,,,,\n", 422, "empty"), (CSV, HEAD + '\n"Save water', 400, "csv"), (CSV, HEAD + '\n"a"b,c\n', 400, "csv"),
])
def test_a_body_without_readable_rows_is_refused(forum, send, media_type, text, status, code):
    with nothing_written(forum):
        assert send(text, media_type).must(status).body["errors"][0]["code"] == code


# Limits.

@pytest.mark.parametrize("media_type", FORMATS)
def test_a_thousand_rows_are_taken_and_one_more_is_not(forum, send, media_type):
    bodies = (SOUND * 5)[:1000]
    made = send(FORMATS[media_type](bodies), media_type).must(201).body
    assert (made["taken"], len({row["id"] for row in made["rows"]})) == (1000, 1000)
    with nothing_written(forum):
        refused = send(FORMATS[media_type]([*bodies, SOUND[0]]), media_type, lenient=True).must(422)
    assert refused.faults == [("", "max_rows")]
    assert "more than 1000 rows" in refused.body["errors"][0]["message"]


def test_rows_have_at_most_four_mebibytes(forum, send):
    line = ndjson([emissions(description={"sr": "Š" * 5000})])
    text = line * (MOST_BYTES // len(line.encode()))
    text += " " * (MOST_BYTES - len(text.encode()))
    assert send(text).must(201).body["taken"] > 300
    with nothing_written(forum):
        assert send(text + " ").must(413).problem == "too-large"
        chunks = iter([text.encode(), b" "])
        assert send(chunks).must(413).problem == "too-large"


def test_so_many_faults_are_listed_and_the_others_are_counted(send):
    """Fifteen unknown names a row are fifteen faults, and the title that is missing is one."""
    row = {f"{name}_x": 1 for name in "abcdefghijklmno"} | {name: SOUND[0][name] for name in SOUND[0] if name != "title"}
    refused = send(ndjson([row] * 1000)).must(422)
    assert len(refused.body["errors"]) == MOST_ERRORS
    assert refused.body["errors_left_out"] == 16 * 1000 - MOST_ERRORS
    assert refused.body["refused"] == 1000


# Lenient, and dry.

def mixed():
    return [SOUND[0], {**SOUND[1], "area": "enviroment"}, SOUND[2], {**SOUND[3], "starts_on": "2100-01-01"}, SOUND[4]]


@pytest.mark.parametrize("media_type, first_line", [(NDJSON, 1), (CSV, 2)])
def test_lenient_handling_takes_the_good_rows_and_reports_the_others(forum, owner, send, media_type, first_line):
    answer = send(FORMATS[media_type](mixed()), media_type, lenient=True).must(201)
    assert answer.headers["Preference-Applied"] == "handling=lenient"
    assert (answer.body["taken"], answer.body["refused"]) == (3, 2)
    assert [row["line"] - first_line for row in answer.body["rows"]] == [0, 2, 4]
    assert faults(answer) == [(first_line + 1, "/area", "enum"), (first_line + 3, "/due_on", "not_before_starts_on")]
    for row, place in zip(answer.body["rows"], (0, 2, 4)):
        assert shown(forum, owner, row["id"])["title"] == SOUND[place]["title"]


def test_lenient_handling_of_rows_of_which_none_is_good_is_a_refusal(forum, send):
    with nothing_written(forum):
        refused = send(ndjson([mixed()[1], mixed()[3]]), lenient=True).must(422)
    assert faults(refused) == [(1, "/area", "enum"), (2, "/due_on", "not_before_starts_on")]
    assert "Preference-Applied" not in refused.headers


def test_without_the_preference_none_was_applied(send):
    assert "Preference-Applied" not in send(ndjson(SOUND[:1])).must(201).headers


def test_whoever_wants_a_short_answer_still_hears_the_ids(send):
    answer = send(ndjson(SOUND[:2]), headers={"Prefer": "return=minimal, handling=lenient"}).must(201)
    assert answer.headers["Preference-Applied"] == "handling=lenient"
    assert all(row["id"] for row in answer.body["rows"])


@pytest.mark.parametrize("lenient", [False, True])
def test_a_dry_run_says_what_would_happen_and_writes_nothing(forum, send, lenient):
    with nothing_written(forum):
        good = send(ndjson(SOUND[:3]), lenient=lenient, dry_run="true").must(200).body
        mixed_answer = send(ndjson(mixed()), lenient=lenient, dry_run="true")
        bad = send(ndjson([mixed()[3]]), lenient=lenient, dry_run="true").must(422)
    assert good == {"dry_run": True, "taken": 3, "refused": 0, "errors": [], "errors_left_out": 0,
                    "rows": [{"line": line, "id": None} for line in (1, 2, 3)]}
    assert faults(bad) == [(1, "/due_on", "not_before_starts_on")]
    assert faults(mixed_answer) == [(2, "/area", "enum"), (4, "/due_on", "not_before_starts_on")]
    if lenient:
        assert [row["line"] for row in mixed_answer.must(200).body["rows"]] == [1, 3, 5]
    else:
        mixed_answer.must(422)


def test_a_dry_run_of_a_single_body_writes_nothing_either(forum, owner):
    address = f"/v1/members/{owner['id']}/commitments"
    with nothing_written(forum):
        answer = forum.of(owner).post(address, SOUND[0], dry_run="true").must(200).body
        refused = forum.of(owner).post(address, mixed()[3], dry_run="true").must(422)
        forum.of(owner).post(address, SOUND[0], dry_run="yes").must(400)
    assert (answer["taken"], answer["rows"]) == (1, [{"line": 1, "id": None}])
    assert faults(refused) == [(1, "/due_on", "not_before_starts_on")]
    assert forum.of(owner).post(address, SOUND[0], dry_run="false").must(201).body["status"] == "draft"


def test_a_dry_run_leaves_its_idempotency_key_free(forum, owner, send):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    send(ndjson(SOUND[:2]), headers=key, dry_run="true").must(200)
    made = send(ndjson(SOUND[:2]), headers=key).must(201)
    assert "Idempotency-Replayed" not in made.headers


@pytest.mark.parametrize("lenient", [False, True])
def test_rows_sent_again_with_their_idempotency_key_are_taken_once(forum, send, lenient):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    text = ndjson(mixed() if lenient else SOUND[:30])
    first = send(text, lenient=lenient, headers=key).must(201)
    with nothing_written(forum):
        again = send(text, lenient=lenient, headers=key).must(201)
    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers.get("Preference-Applied") == first.headers.get("Preference-Applied")


def test_refused_rows_may_be_mended_and_sent_with_the_same_key(forum, send):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    send(ndjson(mixed()), headers=key).must(422)
    assert send(ndjson(SOUND[:5]), headers=key).must(201).body["taken"] == 5


# Who may, and when.

def test_what_is_no_fault_of_a_row_refuses_the_request(forum, owner, send):
    other, applied = member(forum), member(forum, "applied")
    for lenient in (False, True):
        with nothing_written(forum):
            def to(company):
                return {"to": f"/v1/members/{company['id']}/commitments", "lenient": lenient}
            send(ndjson(mixed()), **to(other)).must(403)
            send(ndjson(SOUND[:3]), client=forum, **to(owner)).must(401)
            assert send(ndjson(SOUND[:3]), client=forum.staff, **to(applied)).must(409).body["member_status"] == "applied"
            send(ndjson(mixed()), client=forum.staff, to=f"/v1/members/{uuid.uuid4()}/commitments", lenient=lenient).must(404)


def test_a_draft_of_many_is_seen_by_its_company_alone(forum, send):
    made = send(ndjson(SOUND[:3])).must(201).body
    other = member(forum)
    for row in made["rows"]:
        forum.of(other).get(f"/v1/commitments/{row['id']}").must(404)
        forum.get(f"/v1/commitments/{row['id']}").must(404)


def test_rows_are_not_taken_where_the_contract_names_no_rows(forum, owner, send):
    assert send("name\nDelta Holding\n", CSV, to="/v1/members", client=forum.staff).must(415).problem == "media-type"
    forum.staff.post("/v1/members", {"name": "Delta Holding"}, dry_run="true").must(400)


# Reports and progress entries.

def test_reports_of_several_years_come_in_one_table(forum, owner, send):
    text = ("title_sr;kind;period_start;period_end;languages;frameworks;document_url;figures_volunteers;figures_aligned_with_sdgs\n"
            "Izveštaj za 2023;annual;2023-01-01;2023-12-31;sr;;;;\n"
            "Izveštaj za 2024;annual;2024-01-01;2024-12-31;sr en;gri,esrs;https://delta.example/2024.pdf;140;true\n")
    made = send(text, CSV, to=f"/v1/members/{owner['id']}/reports").must(201).body
    first, second = (forum.of(owner).get(f"/v1/reports/{row['id']}").must(200).body for row in made["rows"])
    assert (first["frameworks"], first["assurance_level"], first["document"], first["figures"]) == ([], "none", None, None)
    assert (second["languages"], second["frameworks"]) == (["sr", "en"], ["gri", "esrs"])
    assert second["document"] == {"url": "https://delta.example/2024.pdf"}
    assert second["figures"] == {"volunteers": 140, "aligned_with_sdgs": True}


def test_a_rule_that_only_a_trigger_knows_is_the_fault_of_its_row(forum, owner, send):
    """A report covers commitments of its own member alone."""
    strangers = commitment(forum, member(forum))["id"]
    own = commitment(forum, owner)["id"]
    rows = [{"title": {"sr": f"Izveštaj {year}"}, "kind": "annual", "period_start": f"{year}-01-01",
             "period_end": f"{year}-12-31", "languages": ["sr"], "commitment_ids": ids}
            for year, ids in ((2022, [own]), (2023, [own, strangers]), (2024, []))]
    with nothing_written(forum):
        refused = send(ndjson(rows), to=f"/v1/members/{owner['id']}/reports").must(422)
    assert faults(refused) == [(2, "/commitment_ids", "unknown")]
    assert strangers in refused.body["errors"][0]["message"]
    taken = send(ndjson(rows), to=f"/v1/members/{owner['id']}/reports", lenient=True).must(201).body
    assert [row["line"] for row in taken["rows"]] == [1, 3]


def test_a_series_of_observations_comes_in_one_table(forum, owner, send):
    row = commitment(forum, owner, baseline_value=100, target_value=0, due_on="2035-12-31")
    address = f"/v1/commitments/{row['id']}/progress"
    text = "observed_on,value,note_sr\n2023-12-31,90,\n2024-12-31,75.5,Solarni paneli\n2022-12-31,95,\n"
    assert send(text, CSV, to=address).must(201).body["taken"] == 3
    now = forum.get(f"/v1/commitments/{row['id']}").must(200).body
    assert (now["current_value"], now["current_value_on"]) == (75.5, "2024-12-31")
    with nothing_written(forum):
        refused = send("observed_on,value\n2023-01-31,\n2150-01-31,5\n", CSV, to=address).must(422)
    assert faults(refused) == [(2, "/value", "required"), (3, "/observed_on", "not_in_the_future")]


def test_two_rows_that_take_the_same_place_are_told_apart(forum, owner, send):
    """An entry can be superseded once: the first row may, the second hears that it is taken."""
    row = commitment(forum, owner)
    address = f"/v1/commitments/{row['id']}/progress"
    wrong = forum.of(owner).post(address, {"observed_on": "2024-12-31", "value": 900000}).must(201).body
    rows = [{"observed_on": "2024-12-31", "value": value, "supersedes": wrong["id"], "reason": "A slip in the unit"}
            for value in (90000, 9000)]
    with nothing_written(forum):
        assert faults(send(ndjson(rows), to=address).must(422))[0][0] == 2
    taken = send(ndjson(rows), to=address, lenient=True).must(201).body
    assert ([row["line"] for row in taken["rows"]], taken["errors"][0]["line"]) == ([1], 2)
