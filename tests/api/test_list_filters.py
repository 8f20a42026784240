"""Every filter of every list, taken from the contract: it passes exactly those rows of the whole list that its rule says."""

import random

import pytest

from populated import LISTS, parameters_of, populate

# What test_search.py and test_exports.py are about stands here too.
NOT_FILTERS = {"sort", "limit", "cursor", "as_of", "count", "fields", "include", "q", "highlight", "delimiter", "decimal", "bom"}
SAMPLES = {"sector": ["A", "C", "A,C", "U"], "country": ["RS", "AT,HR", "DE"], "city": ["Beograd", "Novi Sad,Čačak", "Niš"], "sdg": ["13", "1,7", "5"],
           "unit": ["tCO2e", "tCO2e,kWh", "GWh"], "language": ["sr", "en", "de"], "activity": ["64", "64.1", "64.19", "10"], "field": ["city", "due_on,status", "title"],
           "progress.gte": ["0", "0.5", "-1"], "progress.lte": ["0.3", "1"], "year": ["2015", "2028"], "isin": ["CH0198251305"], "vat_number": ["RS100001159"],
           "lei": ["549300EFP3TNG7JGVE49"]}


@pytest.fixture(scope="module")
def places(forum):
    return populate(forum)


@pytest.fixture(scope="module")
def document(forum, places):
    return forum.get("/openapi.json").must(200).body


@pytest.fixture(scope="module")
def members(forum, places):
    return {row["id"]: row for row in forum.staff.every("/v1/members", limit=200)}


def rule_of(operation_id, name, members):
    """Whether a row passes the filter with that value."""
    subject, _, end = name.rpartition(".")
    is_member_list = operation_id == "listMembers"
    if end in ("gte", "lte") and subject:
        return lambda row, value: row[subject] is not None and is_within(row[subject], value, end)
    special = {
        "year": lambda row, value: row["due_on" if "due_on" in row else "period_end"].startswith(value),
        "sdg": lambda row, value: set(row["sdgs"]) & {int(code) for code in value.split(",")},
        "framework": lambda row, value: set(row["frameworks"]) & set(value.split(",")),
        "language": lambda row, value: set(row["languages"]) & set(value.split(",")),
        "commitment_id": lambda row, value: set(row["commitment_ids"]) & set(value.split(",")),
        "has_document": lambda row, value: (row["document"] is not None) == (value == "true"),
        "has_figures": lambda row, value: (row["figures"] is not None) == (value == "true"),
        "superseded": lambda row, value: (row["superseded_by"] is not None) == (value == "true"),
        "activity": lambda row, value: (row["activity"] or "").startswith(value),
        "field": lambda row, value: {change["field"] for change in row["changes"]} & set(value.split(",")),
        "meaning": lambda row, value: {change["meaning"] for change in row["changes"]} & set(value.split(",")),
        "name": lambda row, value: value in [row["name"], *(former["name"] for former in row["former_names"])],
    }
    if is_member_list and name == "softened":
        return lambda row, value: (row["softened_commitments"] > 0) == (value == "true")
    if not is_member_list and name in ("sector", "country", "size"):
        return lambda row, value: members[row["member_id"]][name] in value.split(",")
    return special.get(name, lambda row, value: row[name] == (value == "true") if isinstance(row[name], bool) else row[name] in value.split(","))


def is_within(present, value, end):
    if isinstance(present, (int, float)):
        return present >= float(value) if end == "gte" else present <= float(value)
    present, value = in_full(present), in_full(value)
    return present >= value if end == "gte" else present <= value


def in_full(text):
    """A time with all six digits of its second, so that it sorts as text; a day as it is."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    return whole if len(whole) == 10 else f"{whole}.{fraction:0<6}"


def samples_of(name, schema, rows):
    """Values to ask with: those of an enumeration, or some that rows have."""
    if name in SAMPLES:
        return SAMPLES[name]
    inner = schema.get("items", schema)
    if "enum" in inner:
        values = [str(value) for value in inner["enum"]]
        return values + ([",".join(values[:2])] if "items" in schema else [])
    if inner["type"] == "boolean":
        return ["true", "false"]
    subject = {"commitment_id": "commitment_ids"}.get(name, name.rpartition(".")[0] or name)
    present = sorted({value for row in rows for value in (row[subject] if isinstance(row[subject], list) else [row[subject]]) if value is not None},
                     key=str)
    chosen = [str(value) for value in random.Random(name).sample(present, min(3, len(present)))]
    return chosen + ([",".join(chosen[:2])] if "items" in schema and len(chosen) > 1 else [])


def askers(forum, places):
    return {"anonymous": forum, "staff": forum.staff, "member": forum.of({"id": places["member"]})}


@pytest.mark.parametrize("operation_id", LISTS)
@pytest.mark.parametrize("asker", ["anonymous", "staff", "member"])
def test_every_filter_passes_what_it_says(forum, places, document, members, operation_id, asker):
    client, path = askers(forum, places)[asker], LISTS[operation_id].format(**places)
    whole = client.every(path, limit=200)
    assert whole
    tried = 0
    for name, schema in parameters_of(document, operation_id).items():
        if name in NOT_FILTERS:
            continue
        rule = rule_of(operation_id, name, members)
        for value in samples_of(name, schema, whole):
            expected = [row for row in whole if rule(row, value)]
            assert client.every(path, limit=200, **{name: value}) == expected, f"{path}?{name}={value}"
            tried += 1
    assert tried >= 4


@pytest.mark.parametrize("operation_id", ["listMembers", "listCommitments", "listReports", "listProgress"])
def test_every_filter_holds_as_of_a_moment(forum, places, document, operation_id):
    """Of members, names and numbers of employees have changed since; of commitments, some were not published yet."""
    path = LISTS[operation_id].format(**places)
    moments = sorted(row["updated_at"] for row in forum.every("/v1/commitments", limit=200))
    moment = moments[len(moments) // 2] if operation_id != "listProgress" else moments[-1]
    then = {row["id"]: row for row in forum.every("/v1/members", limit=200, as_of=moment)}
    whole = forum.every(path, limit=200, as_of=moment)
    for name, schema in parameters_of(document, operation_id).items():
        if name in NOT_FILTERS:
            continue
        rule = rule_of(operation_id, name, then)
        for value in samples_of(name, schema, whole):
            expected = [row for row in whole if rule(row, value)]
            assert forum.every(path, limit=200, as_of=moment, **{name: value}) == expected, f"{path}?{name}={value}&as_of={moment}"


@pytest.mark.parametrize("operation_id", ["listMembers", "listCommitments", "listReports"])
def test_filters_pass_what_all_of_them_pass(forum, places, document, members, operation_id):
    path, dice = LISTS[operation_id].format(**places), random.Random(2008)
    whole = forum.staff.every(path, limit=200)
    filters = {name: schema for name, schema in parameters_of(document, operation_id).items() if name not in NOT_FILTERS}
    found = 0
    for _ in range(60):
        row = dice.choice(whole)
        chosen = {name: samples_of(name, filters[name], whole) for name in dice.sample(sorted(filters), 3)}
        chosen = {name: value for name, values in chosen.items()
                  for value in [next((value for value in values if rule_of(operation_id, name, members)(row, value)), None)] if value is not None}
        expected = [row for row in whole if all(rule_of(operation_id, name, members)(row, value) for name, value in chosen.items())]
        assert row in expected
        assert forum.staff.every(path, limit=200, **chosen) == expected, f"{path}?{chosen}"
        found += len(chosen) > 1
    assert found >= 20


def test_a_day_begins_and_ends_in_belgrade(fresh_forum):
    """Two members of one evening in UTC, of two days in Belgrade."""
    fresh_forum.database.sql(
        "select registry.enter_as_operator('import');"
        "set forum.moment = '2026-01-31T22:59:59Z'; insert into registry.member (id, name, kind, source) values (gen_random_uuid(), 'Bambi', 'public_source', 'SBTi');"
        "set forum.moment = '2026-01-31T23:00:00Z'; insert into registry.member (id, name, kind, source) values (gen_random_uuid(), 'Meris', 'public_source', 'SBTi')")
    names = {query: [row["name"] for row in fresh_forum.staff.every(f"/v1/members?{query}", sort="created_at")] for query in (
        "created_at.lte=2026-01-31", "created_at.gte=2026-02-01", "created_at.gte=2026-01-31", "created_at.lte=2026-02-01",
        "updated_at.gte=2026-01-31T23:00:00Z", "updated_at.lte=2026-01-31T23:59:59%2B01:00")}
    assert names == {"created_at.lte=2026-01-31": ["Bambi"], "created_at.gte=2026-02-01": ["Meris"], "created_at.gte=2026-01-31": ["Bambi", "Meris"],
                     "created_at.lte=2026-02-01": ["Bambi", "Meris"], "updated_at.gte=2026-01-31T23:00:00Z": ["Meris"],
                     "updated_at.lte=2026-01-31T23:59:59%2B01:00": ["Bambi"]}


@pytest.mark.parametrize("query, message", [
    ("due_on.gte=2031-01-01&due_on.lte=2030-12-31", "due_on.lte must not be before due_on.gte (2031-01-01): nothing is between them"),
    ("progress.gte=0.75&progress.lte=0.5", "progress.lte must not be below progress.gte (0.75): nothing is between them"),
    ("updated_at.gte=2026-02-01&updated_at.lte=2026-01-31", "updated_at.lte must not be before updated_at.gte (2026-02-01): nothing is between them"),
    ("health=late", "health must be one of on_track, behind, overdue or no_data; \"late\" is not"),
    ("helth=behind", 'There is no parameter "helth"; did you mean "health"?'),
    ("include=membr", 'include must be one of member, highlights or progress_entries; "membr" is not'),
])
def test_a_filter_that_can_not_be_meant_is_told_in_words(forum, query, message):
    assert [fault["message"] for fault in forum.get(f"/v1/commitments?{query}").must(400).body["errors"]] == [message]


@pytest.mark.parametrize("query", ["due_on.gte=2031-01-01&due_on.lte=2031-01-01", "progress.gte=-1&progress.lte=-0.5", "progress.gte=2&progress.lte=10",
                                   "updated_at.gte=2026-01-31T10:00:00Z&updated_at.lte=2026-01-31", "updated_at.gte=2026-01-31&updated_at.lte=2026-01-31"])
def test_a_range_that_lets_something_through_is_none_to_complain_of(forum, query):
    forum.get(f"/v1/commitments?{query}").must(200)
