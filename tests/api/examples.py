"""Real companies and commitments, in the state that a test wants them in."""

import contextlib
import csv
import itertools
import json

from conftest import ROOT

COMPANIES = itertools.cycle(json.loads((ROOT / "demo" / "forum.json").read_text(encoding="utf-8"))["members"])
IDENTIFIERS = json.loads((ROOT / "tests" / "data" / "identifiers.json").read_text(encoding="utf-8"))
WORDINGS = itertools.cycle(dict.fromkeys(
    row["Target Wording"][:300] for row in csv.DictReader(open(ROOT / "tests" / "data" / "sbti_targets.csv",
                                                               encoding="utf-8-sig"))
    if len(row["Target Wording"]) > 20))
NOBODY = "0198c0de-7a1b-7c3d-9e4f-5a6b7c8d9e0f"


def pib(serial):
    """A PIB with the right check digit (ISO 7064 MOD 11,10). The tax office has come to 115 million: these from 999
    million on belong to nobody."""
    digits, product = f"{99900000 + serial:08d}", 10
    for digit in digits:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return digits + str((11 - product) % 10)


serials = itertools.count(1)


def new_pib():
    return pib(next(serials))


def emissions(**changes):
    """The body of a measured commitment: the target of a listed company, from tests/data/emission_targets.csv."""
    body = {
        "title": {"en": "Reduce emissions of scope 1 and 2 (market-based) by 25% by 2035 from a 2017 base year"},
        "area": "environment", "sdgs": [13], "kind": "quantitative", "indicator": "Emissions, scope 1 and 2",
        "unit": "tCO2e", "direction": "decrease", "baseline_value": 1004000, "baseline_on": "2017-12-31",
        "target_value": 753000, "starts_on": "2018-01-01", "due_on": "2035-12-31"}
    return without_none({**body, **changes})


def wording(**changes):
    """The body of a commitment in words."""
    body = {"title": {"en": next(WORDINGS)}, "area": "environment", "kind": "qualitative",
            "starts_on": "2021-10-01", "due_on": "2035-01-31"}
    return without_none({**body, **changes})


def annual_report(year=2025, **changes):
    body = {"title": {"sr": f"Godišnji izveštaj za {year}. godinu"}, "kind": "annual", "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31", "languages": ["sr"], "frameworks": ["gri"]}
    return without_none({**body, **changes})


def without_none(body):
    return {name: value for name, value in body.items() if value is not None}


def act(client, resource, row, action, **details):
    """Takes an action; `row` is a representation or an id. The answer is not judged."""
    row_id = row["id"] if isinstance(row, dict) else row
    return client.post(f"/v1/{resource}/{row_id}/{action}", details or None)


def applicant(forum, **properties):
    """A company whose application waits."""
    return forum.staff.post("/v1/members", {"name": next(COMPANIES), **properties}).must(201).body


def member(forum, status="active", effective_on="2020-03-02", **properties):
    """A company in that status; `left` waits for nothing, `back` has applied again."""
    row = applicant(forum, **properties)
    steps = {
        "applied": [],
        "rejected": [("reject", {"reason": "incomplete_application"})],
        "active": [("approve", {"effective_on": effective_on})],
        "suspended": [("approve", {"effective_on": effective_on}), ("suspend", {"reason": "report_overdue"})],
        "withdrawn": [("approve", {"effective_on": effective_on}), ("withdraw", {"reason": "own_request"})],
        "expelled": [("approve", {"effective_on": effective_on}), ("expel", {"reason": "code_breach"})],
        "withdrawn, reapplied": [("approve", {"effective_on": effective_on}), ("withdraw", {"reason": "own_request"}),
                                 ("apply", {})],
        "expelled, reapplied": [("approve", {"effective_on": effective_on}), ("expel", {"reason": "code_breach"}),
                                ("apply", {})],
    }[status]
    for action, details in steps:
        row = act(forum.staff, "members", row, action, **details).must(200).body
    assert row["status"] == status.partition(",")[0]
    return row


def commitment(forum, owner, status="published", **properties):
    """A commitment of that member in that status."""
    body = emissions(**properties) if properties.get("kind", "quantitative") == "quantitative" else wording(**properties)
    row = forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", body).must(201).body
    steps = {
        "draft": [],
        "submitted": [("submit", {})],
        "returned": [("submit", {}), ("return", {"note": "Please say in which unit the baseline was measured."})],
        "published": [("submit", {}), ("publish", {})],
        "achieved": [("submit", {}), ("publish", {}), ("achieve", {})],
        "missed": [("submit", {}), ("publish", {}), ("miss", {})],
        "withdrawn": [("submit", {}), ("publish", {}), ("withdraw", {"reason": "replaced"})],
    }[status]
    for action, details in steps:
        row = act(forum.staff, "commitments", row, action, **details).must(200).body
    assert row["status"] == status
    return row


def report(forum, owner, status="published", document=None, **properties):
    """A report of that member in that status, with that document if there is one."""
    row = forum.of(owner).post(f"/v1/members/{owner['id']}/reports", annual_report(**properties)).must(201).body
    if document:
        row = forum.of(owner).request("PUT", f"/v1/reports/{row['id']}/document", data=document, headers={"If-Match": "*"}).must(201).body
    steps = {
        "draft": [],
        "submitted": [("submit", {})],
        "returned": [("submit", {}), ("return", {"note": "The figures of volunteering are missing."})],
        "published": [("submit", {}), ("publish", {})],
        "superseded": [("submit", {}), ("publish", {})],
    }[status]
    for action, details in steps:
        row = act(forum.staff, "reports", row, action, **details).must(200).body
    if status == "superseded":
        better = report(forum, owner, **properties)
        row = act(forum.staff, "reports", row, "supersede", superseded_by=better["id"]).must(200).body
    assert row["status"] == status
    return row


def progress(forum, owner, of, **properties):
    """An entry on that commitment."""
    return forum.of(owner).post(f"/v1/commitments/{of['id']}/progress", properties).must(201).body


@contextlib.contextmanager
def nothing_written(forum):
    """What happens within leaves no trace: every change of every row is in registry.change. The keys that conftest
    makes when a test first asks for someone do not count."""
    count = ("select count(*) from registry.change where resource <> 'key'"
             " or coalesce(after, before) ->> 'label' not in ('Kompanija', 'Kancelarija Foruma')")
    before = forum.database.value(count)
    yield
    assert forum.database.value(count) == before
