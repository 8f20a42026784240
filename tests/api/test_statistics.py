"""Statistics: what is counted and summed in groups is what walking the list gives, for whoever asks, as of any moment."""

import collections
import csv
import datetime
import decimal
import io
import itertools
import json
import random

import pytest

from conftest import contract, database_from, forum_on
from examples import commitment, member, report
from histories import now_of
from lives import changed

TRIES = 40
LATER = "2099-01-01T00:00:00Z"
AREAS = ("governance", "community", "workplace", "market", "environment")
FRAMEWORKS = ("gri", "esrs", "ungc", "iso26000", "sdg")
OF_MEMBER = {"member_kind": "kind", "sector": "sector", "size": "size", "country": "country", "city": "city"}
SURVEY = ("organisations", "projects", "direct_beneficiaries", "own_volunteering_projects", "external_volunteering_projects",
          "volunteers", "volunteering_hours", "recycled_kg")


def exact(answer):
    return json.loads(answer.text, parse_float=decimal.Decimal)


def rounded(number):
    return number.quantize(decimal.Decimal("0.0001"), decimal.ROUND_HALF_UP)


class Register:
    """Members, commitments and reports of every kind and status, with what happened to them, and the moments between."""

    def __init__(self, forum, seed):
        self.forum, self.random, self.moments = forum, random.Random(seed), []
        self.members = [self.a_member(place) for place in range(9)]
        self.owners = [row for row in self.members if row["status"] in ("active", "suspended")]
        for _ in range(3):
            self.moments.append(now_of(forum.database))
            for _ in range(14):
                self.a_commitment()
            for _ in range(6):
                self.a_report()
            self.something_changes()

    def maybe(self, share, value):
        return value if self.random.random() < share else None

    def given(self, **values):
        return {name: value for name, value in values.items() if value is not None}

    def a_member(self, place):
        pick = self.random.choice
        status = ("active", "active", "active", "active", "suspended", "withdrawn", "applied")[place % 7]
        return member(self.forum, status, effective_on=pick(("2015-02-01", "2020-03-02", "2022-12-31")), **self.given(
            sector=self.maybe(0.8, pick("CKJ")), size=self.maybe(0.8, pick(("small", "large"))), city=self.maybe(0.8, pick(("Niš", "Čačak", "Beograd"))),
            country=pick(("RS", "RS", "SI")), legal_form=self.maybe(0.7, pick(("ad", "doo"))), employees=self.maybe(0.7, self.random.randint(0, 5000)),
            kind=self.maybe(0.3, "public_source"), source="Javni registar"))

    def a_commitment(self):
        pick, draw = self.random.choice, self.random.randint
        status = pick(("draft", "submitted", "returned", "published", "published", "published", "achieved", "missed", "withdrawn"))
        up = self.random.random() < 0.5
        base = decimal.Decimal(draw(0, 10 ** 6)) / 100
        move = decimal.Decimal(draw(1, 10 ** 6)) / 1000
        measured = {"unit": pick(("tCO2e", "%", "kWh")), "direction": "increase" if up else "decrease", "baseline_value": float(base),
                    "target_value": float(base + move if up else base - move)}
        words = {"kind": "qualitative"}
        due = pick((2024, 2027, 2030))
        row = commitment(self.forum, pick(self.owners), status, **(measured if self.random.random() < 0.7 else words), starts_on="2021-01-01",
                         baseline_on=None, due_on=f"{due}-{draw(1, 12):02}-15", area=pick(AREAS), sdgs=self.random.sample(range(1, 18), draw(0, 3)),
                         embargo_until=self.maybe(0.15, LATER))
        if row["status"] == "published" and self.random.random() < 0.7:
            entry = {"observed_on": f"2025-{draw(1, 12):02}-01"}
            entry |= {"value": draw(0, 10 ** 7) / 1000} if row["kind"] == "quantitative" else {"note": {"sr": "Ide po planu."}}
            self.forum.staff.post(f"/v1/commitments/{row['id']}/progress", entry).must(201)

    def a_report(self):
        pick, draw = self.random.choice, self.random.randint
        # Of one size, since a leap from one report to the next would be asked back.
        size = lambda scale: decimal.Decimal(draw(300, 1400)) / scale
        investments = [{"area": pick(AREAS), "form": pick(("cash", "in_kind", "time")), "amount": float(size(100))} for _ in range(draw(0, 2))]
        figures = self.given(currency=self.maybe(0.4, pick(("RSD", "EUR"))), investments=self.maybe(0.8, investments),
                             volunteering_hours=self.maybe(0.6, float(size(10))), recycled_kg=self.maybe(0.5, pick((0, float(size(1000))))),
                             aligned_with_sdgs=self.maybe(0.6, pick((True, False))), **{name: self.maybe(0.6, int(size(1))) for name in SURVEY[:6]})
        status = pick(("draft", "submitted", "published", "published", "superseded"))
        report(self.forum, pick(self.owners), status, year=pick((2023, 2024)),
               kind=pick(("annual", "sustainability")), frameworks=self.random.sample(FRAMEWORKS, draw(0, 3)), figures=self.maybe(0.8, figures),
               assurance_level=pick(("none", "limited", "reasonable")), document=self.maybe(0.3, "%PDF-1.4 \n"),
               embargo_until=self.maybe(0.15, LATER) if status != "superseded" else None)

    def something_changes(self):
        for row in self.forum.every("/v1/commitments", status="published", limit=200):
            if self.random.random() < 0.3:
                due = datetime.date.fromisoformat(row["due_on"])
                changed(self.forum.staff, f"/v1/commitments/{row['id']}", {"due_on": str(due.replace(year=due.year + self.random.choice((-1, 1)))),
                                                                            "change_reason": "Nabavka kasni."})
        someone = self.random.choice(self.members)
        changed(self.forum.staff, f"/v1/members/{someone['id']}", {"city": "Subotica", "size": "medium"})


@pytest.fixture(scope="module")
def seed():
    return random.SystemRandom().randrange(10 ** 9)


@pytest.fixture(scope="module")
def register(template, seed):
    with database_from(template) as database, forum_on(database) as forum:
        yield Register(forum, seed)


# What Python makes of a row of a list: the values that it has of each column to group by.
def groups_of_member(row):
    return {**{name: [row[name]] for name in ("kind", "status", "sector", "size", "legal_form", "country", "city", "reporting")},
            "year": [row["joined_on"] and int(row["joined_on"][:4])]}


def groups_of_owner(row, members):
    owner = members.get(row["member_id"], collections.defaultdict(lambda: None))
    return {name: [owner[column]] for name, column in OF_MEMBER.items()} | {"member_id": [row["member_id"]]}


def groups_of_commitment(row, members):
    return {**groups_of_owner(row, members), **{name: [row[name]] for name in ("area", "status", "health", "kind", "unit", "direction")},
            "sdg": row["sdgs"] or [None], "year": [int(row["due_on"][:4])]}


def groups_of_report(row, members):
    return {**groups_of_owner(row, members), **{name: [row[name]] for name in ("kind", "status", "assurance_level")},
            "framework": row["frameworks"] or [None], "year": [int(row["period_end"][:4])]}


def currency_of(row):
    return row["figures"].get("currency", "RSD")


def groups_of_figures(row, members):
    return {**groups_of_owner(row, members), **{name: [row[name]] for name in ("kind", "status")},
            "currency": [currency_of(row)], "year": [int(row["period_end"][:4])]}


def total_of(numbers):
    """Null when there is none."""
    numbers = [number for number in numbers if number is not None]
    return sum(numbers) if numbers else None


def count(rows, condition=lambda row: True):
    return sum(1 for row in rows if condition(row))


def measures_of_members(rows, _):
    return {"count": len(rows), "employees": total_of(row["employees"] for row in rows),
            "with_employees": count(rows, lambda row: row["employees"] is not None),
            "softened_commitments": sum(row["softened_commitments"] for row in rows),
            "softened": count(rows, lambda row: row["softened_commitments"] > 0),
            **{name: count(rows, lambda row, name=name: row["reporting"] == name) for name in ("due", "overdue")}}


def measures_of_commitments(rows, _):
    measured = [row for row in rows if row["kind"] == "quantitative"]
    one_unit = len({row["unit"] for row in measured if row["unit"] is not None}) == 1
    progress = [row["progress"] for row in rows if row["progress"] is not None]
    way = {row["id"]: row["target_value"] - row["baseline_value"] for row in measured}
    promised = total_of(map(abs, way.values()))
    reached = total_of((row["current_value"] - row["baseline_value"]) * (1 if way[row["id"]] > 0 else -1)
                       for row in measured if row["current_value"] is not None)
    sums = {"baseline_value": total_of(row["baseline_value"] for row in measured), "target_value": total_of(row["target_value"] for row in measured),
            "promised_change": promised, "reached_change": reached, "share_reached": rounded(decimal.Decimal(reached or 0) / promised) if promised else None}
    return {"count": len(rows), "members": len({row["member_id"] for row in rows}), "quantitative": len(measured),
            **{name: count(rows, lambda row, name=name: row[name]) for name in ("amended", "softened")},
            **{name: count(rows, lambda row, name=name: row["status"] == name) for name in ("achieved", "missed", "withdrawn")},
            "with_progress": len(progress), "average_progress": rounded(decimal.Decimal(sum(progress)) / len(progress)) if progress else None,
            **{name: value if one_unit else None for name, value in sums.items()}}


def measures_of_reports(rows, _):
    return {"count": len(rows), "members": len({row["member_id"] for row in rows}), "with_document": count(rows, lambda row: row["document"]),
            "with_figures": count(rows, lambda row: row["figures"] is not None), "assured": count(rows, lambda row: row["assurance_level"] != "none")}


def measures_of_figures(rows, group):
    """`group` says which of area and form each investment must have, and whether whole reports are told of."""
    wanted, whole = group
    invested = [(currency_of(row), one["amount"]) for row in rows for one in row["figures"].get("investments", [])
                if all(one[name] == value for name, value in wanted.items())]
    return {"count": len(rows), "members": len({row["member_id"] for row in rows}),
            "amount": total_of(amount for _, amount in invested) if len({currency for currency, _ in invested}) == 1 else None,
            **{name: total_of(row["figures"].get(name) for row in rows) if whole else None for name in SURVEY},
            "aligned_with_sdgs": count(rows, lambda row: row["figures"].get("aligned_with_sdgs")) if whole else None}


def counted(kind, rows, members, group_by):
    """The groups and the total, as the statistics should have them: a dictionary by group, and measures."""
    columns_of = {"members": lambda row: groups_of_member(row), "commitments": lambda row: groups_of_commitment(row, members),
                  "reports": lambda row: groups_of_report(row, members), "investments": lambda row: groups_of_figures(row, members)}[kind]
    measure = {"members": measures_of_members, "commitments": measures_of_commitments, "reports": measures_of_reports,
               "investments": measures_of_figures}[kind]
    split = [name for name in group_by if kind == "investments" and name in ("area", "form")]
    groups = collections.defaultdict(list)
    for row in rows:
        columns = columns_of(row)
        if not split:
            keys = itertools.product(*(columns[name] for name in group_by))
        else:
            each = [{**one} for one in row["figures"].get("investments", [])] or [{"area": None, "form": None}]
            keys = {tuple(one[name] if name in split else columns[name][0] for name in group_by) for one in each}
        for key in keys:
            groups[key].append(row)
    return ({key: measure(of, ({name: key[group_by.index(name)] for name in split}, not split)) for key, of in groups.items()},
            measure(rows, ({}, True)))


FILTERS = {
    "members": {"status": ("active", "active,suspended", "applied"), "kind": ("forum_member", "public_source"), "sector": ("C", "K,J"),
                "country": ("RS", "SI,HR"), "size": ("large", "small,medium"), "joined_on.gte": ("2020-01-01",), "joined_on.lte": ("2021-12-31",),
                "city": ("Niš", "Čačak,Beograd"), "legal_form": ("ad",), "employees.gte": ("1000",), "reporting": ("overdue", "due,current"),
                "softened": ("true", "false")},
    "commitments": {"status": ("published", "draft,submitted", "achieved,missed"), "area": ("environment", "market,community"), "sdg": ("13", "1,2,3,4,5"),
                    "kind": ("quantitative", "qualitative"), "year": ("2027",), "due_on.gte": ("2026-01-01",), "due_on.lte": ("2029-12-31",),
                    "sector": ("C", "K,J"), "size": ("large,medium",), "health": ("overdue", "on_track,behind"), "unit": ("tCO2e", "%,kWh"),
                    "softened": ("true", "false"), "amended": ("true",), "progress.gte": ("0.5",)},
    "reports": {"status": ("published", "superseded", "draft,published"), "kind": ("annual", "annual,sustainability"), "year": ("2024",),
                "framework": ("gri", "esrs,sdg"), "period_end.gte": ("2024-01-01",), "sector": ("C", "K,J"), "has_document": ("true", "false"),
                "has_figures": ("true",), "assurance_level": ("limited,reasonable",)},
}
FILTERS["investments"] = FILTERS["reports"]


def enum_of(kind, name):
    for parameter in contract().document["paths"][f"/v1/statistics/{kind}"]["get"]["parameters"]:
        if parameter.get("name") == name:
            return parameter["schema"]["items"]["enum"]
    raise KeyError(name)


def order_of(row, group_by):
    return [(row[name] is None, row[name] if row[name] is not None else "") for name in group_by]


@pytest.mark.parametrize("kind", FILTERS)
def test_statistics_are_what_walking_the_list_gives(register, seed, kind):
    forum, pick = register.forum, random.Random(f"{seed} {kind}")
    askers = {"a stranger": forum, "a company": forum.of(register.owners[0]), "the Forum": forum.staff}
    met = collections.Counter()
    for _ in range(TRIES):
        name, asker = pick.choice(list(askers.items()))
        filters = {key: pick.choice(FILTERS[kind][key]) for key in pick.sample(list(FILTERS[kind]), pick.choice((0, 0, 1, 1, 1, 2)))}
        if kind != "members" and pick.random() < 0.2:
            filters["member_id"] = ",".join(row["id"] for row in pick.sample(register.members, 3))
        if pick.random() < 0.4:
            filters["as_of"] = pick.choice(register.moments[1:] if pick.random() < 0.9 else register.moments)
        group_by = pick.sample(enum_of(kind, "group_by"), pick.randint(0, 3))
        measures = pick.sample(enum_of(kind, "measures"), pick.randint(1, 4))
        asked = {**filters, "measures": ",".join(measures), **({"group_by": ",".join(group_by)} if group_by else {})}
        claim = f"seed {seed}: {name} asks {kind} {asked}"

        listed = {"status": "published", **filters} if kind == "investments" else filters
        of_list = "reports" if kind == "investments" else kind
        rows = walked(asker, f"/v1/{of_list}", **listed)
        if kind == "investments":
            rows = [row for row in rows if row["figures"] is not None]
        members = {row["id"]: row for row in walked(asker, "/v1/members", **({"as_of": filters["as_of"]} if "as_of" in filters else {}))}
        groups, total = counted(kind, rows, members, group_by)
        answer = exact(asker.get(f"/v1/statistics/{kind}", **asked).must(200))

        shown = [measure for measure in enum_of(kind, "measures") if measure == "count" or measure in measures]
        assert answer["total"] == {measure: total[measure] for measure in shown}, claim
        assert [list(row) for row in answer["data"]] == [[*group_by, *shown]] * len(answer["data"]), claim
        assert {tuple(row[column] for column in group_by): {measure: row[measure] for measure in shown} for row in answer["data"]} == {
            key: {measure: of[measure] for measure in shown} for key, of in groups.items()}, claim
        assert len(answer["data"]) == len(groups), claim
        if group_by and not set(group_by) & {"city"}:
            assert answer["data"] == sorted(answer["data"], key=lambda row: order_of(row, group_by)), claim
        met["groups"] += len(groups)
        met["rows"] += len(rows)
    assert met["groups"] > TRIES and met["rows"] > TRIES, f"seed {seed}: there was little to count: {met}"


def walked(client, path, **filters):
    """Every row of a list, with exact numbers."""
    rows, cursor = [], {}
    while True:
        page = exact(client.get(path, limit=200, **filters, **cursor).must(200))
        rows += page["data"]
        if not page["page"]["next"]:
            return rows
        cursor = {"cursor": page["page"]["next"]}


def test_a_row_in_several_groups_counts_once_in_the_total(fresh_forum):
    owner = member(fresh_forum)
    commitment(fresh_forum, owner, sdgs=[7, 13])
    commitment(fresh_forum, owner, sdgs=[])
    answer = fresh_forum.get("/v1/statistics/commitments?group_by=sdg&measures=softened").must(200).body
    assert answer == {"data": [{"sdg": 7, "count": 1, "softened": 0}, {"sdg": 13, "count": 1, "softened": 0}, {"sdg": None, "count": 1, "softened": 0}],
                      "total": {"count": 2, "softened": 0}}


def test_how_much_of_the_promised_cuts_was_reached_is_one_request(fresh_forum):
    steel, bank = member(fresh_forum, sector="C"), member(fresh_forum, sector="K")
    for owner, baseline, target, reached in ((steel, 1000, 600, 800), (steel, 500, 400, None), (bank, 80, 40, 90)):
        row = commitment(fresh_forum, owner, baseline_value=baseline, target_value=target)
        if reached:
            fresh_forum.staff.post(f"/v1/commitments/{row['id']}/progress", {"observed_on": "2025-12-31", "value": reached}).must(201)
    commitment(fresh_forum, steel, unit="%", direction="increase", baseline_value=0, target_value=40)
    answer = exact(fresh_forum.get("/v1/statistics/commitments?group_by=sector,unit&measures=promised_change,reached_change,share_reached").must(200))
    assert answer["data"] == [
        {"sector": "C", "unit": "%", "count": 1, "promised_change": 40, "reached_change": None, "share_reached": 0},
        {"sector": "C", "unit": "tCO2e", "count": 2, "promised_change": 500, "reached_change": 200, "share_reached": decimal.Decimal("0.4")},
        {"sector": "K", "unit": "tCO2e", "count": 1, "promised_change": 40, "reached_change": -10, "share_reached": decimal.Decimal("-0.25")}]
    assert answer["total"] == {"count": 4, "promised_change": None, "reached_change": None, "share_reached": None}


def test_groups_are_the_same_in_every_format_and_the_total_is_no_row(register):
    for kind, query in (("members", "group_by=sector,city"), ("commitments", "group_by=sdg,unit&measures=members,share_reached,promised_change"),
                        ("reports", "group_by=framework,kind&as_of=" + register.moments[-1]), ("investments", "group_by=area,currency&measures=amount,projects")):
        for client in (register.forum, register.forum.staff):
            data = exact(client.get(f"/v1/statistics/{kind}?{query}").must(200))["data"]
            assert data
            lines = list(csv.DictReader(io.StringIO(client.get(f"/v1/statistics/{kind}.csv?{query}").must(200).text, newline="")))
            assert lines == [{name: "" if value is None else str(value) for name, value in row.items()} for row in data]
            rows = client.get(f"/v1/statistics/{kind}?{query}", headers={"Accept": "application/x-ndjson"}).must(200).text.splitlines()
            assert [json.loads(row, parse_float=decimal.Decimal) for row in rows] == data


def test_a_table_of_groups_that_did_not_change_is_not_counted_again(fresh_forum):
    path = "/v1/statistics/commitments.csv?group_by=area"
    owner = member(fresh_forum)
    tag = fresh_forum.get(path).must(200).etag
    assert fresh_forum.get(path, headers={"If-None-Match": tag}).must(304).text == ""
    commitment(fresh_forum, owner)
    answer = fresh_forum.get(path, headers={"If-None-Match": tag}).must(200)
    assert answer.text.splitlines() == ["area,count,amended,softened,achieved,missed", "environment,1,0,0,0,0"]


def test_the_count_alone_can_be_asked_for(fresh_forum):
    commitment(fresh_forum, member(fresh_forum))
    answer = fresh_forum.get("/v1/statistics/commitments?measures=count").must(200).body
    assert answer["data"] == [answer["total"]] and list(answer["total"]) == ["count"]


def test_an_empty_register_is_counted(fresh_forum):
    for kind in FILTERS:
        alone = fresh_forum.get(f"/v1/statistics/{kind}").must(200).body
        assert alone["data"] == [] and alone["total"]["count"] == 0
        grouped = fresh_forum.get(f"/v1/statistics/{kind}?group_by=city").must(200).body
        assert grouped["data"] == [] and grouped["total"] == alone["total"]


@pytest.mark.parametrize("kind", ["commitments", "reports", "investments"])
def test_drafts_and_embargoes_are_counted_for_their_own_only(fresh_forum, kind):
    owner, other = member(fresh_forum), member(fresh_forum)
    make = commitment if kind == "commitments" else report
    more = {} if kind == "commitments" else {"figures": {"projects": 3}}
    make(fresh_forum, owner, "draft", **more)
    make(fresh_forum, owner, "published", embargo_until=LATER, **more)
    path = f"/v1/statistics/{kind}?group_by=member_id&status=draft,published"
    for client in (fresh_forum, fresh_forum.of(other)):
        assert client.get(path).must(200).body["data"] == []
    for client in (fresh_forum.of(owner), fresh_forum.staff):
        (row,) = client.get(path).must(200).body["data"]
        assert (row["member_id"], row["count"]) == (owner["id"], 2)


def test_a_slip_in_a_column_or_a_measure_names_the_nearest(forum):
    answer = forum.get("/v1/statistics/commitments?group_by=area,yaer&measures=softend").must(400)
    assert answer.faults == [("/group_by", "enum"), ("/measures", "enum")]
    messages = {fault["pointer"]: fault["message"] for fault in answer.body["errors"]}
    assert "one of year, " in messages["/group_by"] and "one of softened, " in messages["/measures"], messages


@pytest.mark.parametrize(("query", "pointer"), [
    ("group_by=area,area", "/group_by"), ("group_by=area,year,status,kind", "/group_by"), ("group_by=", "/group_by"), ("group_by=area,", "/group_by"),
    ("measures=", "/measures"), ("measures=softened,softened", "/measures"), ("status=gone", "/status"), ("limit=5", "/limit"), ("sort=area", "/sort"),
    ("as_of=2026-02-30", "/as_of"), ("grup_by=area", "/grup_by"), ("group_by=area'--", "/group_by")])
def test_bad_statistics_are_refused_with_the_place_of_the_fault(forum, query, pointer):
    answer = forum.get(f"/v1/statistics/commitments?{query}").must(400)
    assert answer.problem == "invalid-parameter" and {place for place, _ in answer.faults} == {pointer}


def test_more_than_ten_thousand_groups_are_refused_with_what_to_do(forum):
    forum.database.load("""
        set session_replication_role = replica;
        insert into registry.member (id, version, kind, name, country, city, status, status_effective_on, joined_on, softened_commitments,
                                     created_at, updated_at, since)
        select gen_random_uuid(), 1, 'forum_member', 'Preduzeće ' || n, 'RS', 'Mesto ' || n, 'active', date '2020-01-01', date '2020-01-01', 0,
               now(), now(), now()
        from generate_series(1, 10000) n""")
    full = forum.get("/v1/statistics/members?group_by=city&measures=overdue&sector=C").must(200)
    assert full.body["data"] == []
    most = forum.get("/v1/statistics/members?group_by=city&measures=overdue&joined_on.gte=2020-01-01&joined_on.lte=2020-01-01").must(200).body
    assert len(most["data"]) == 10000 and most["total"]["count"] == 10000
    forum.database.sql("update registry.member set city = 'Mesto' where name = 'Preduzeće 1'")
    admitted = member(forum, city="Selo", effective_on="2020-01-01")
    answer = forum.get("/v1/statistics/members?group_by=city").must(400)
    assert answer.problem == "invalid-parameter" and answer.faults == [("/group_by", "too_many")]
    assert "10001 groups" in answer.body["detail"], admitted
    # A table has no line yet when it is refused.
    assert forum.get("/v1/statistics/members.csv?group_by=city").must(400).faults == [("/group_by", "too_many")]


def test_statistics_that_did_not_change_are_not_sent_again(fresh_forum):
    path = "/v1/statistics/members?group_by=sector"
    tag = fresh_forum.get(path).must(200).etag
    assert fresh_forum.get(path, headers={"If-None-Match": tag}).must(304).text == ""
    member(fresh_forum, sector="C")
    assert fresh_forum.get(path, headers={"If-None-Match": tag}).must(200).etag != tag


def test_the_ends_of_years_make_a_series(register):
    totals = [register.forum.get("/v1/statistics/commitments", as_of=moment).must(200).body["total"]["count"] for moment in register.moments]
    assert totals == sorted(totals) and totals[0] == 0 < totals[-1]
