"""The Forum's annual survey: figures on reports, held against last year's, and published to the last dinar."""

import collections
import decimal
import json

import pytest

from conftest import ROOT
from lives import admitted, changed, published_report, reported

FORUM = json.loads((ROOT / "demo" / "forum.json").read_text(encoding="utf-8"), parse_float=decimal.Decimal)
TOTALS = FORUM["annual_survey"]["published_totals_2016"]
COUNTS = ("organisations", "projects", "direct_beneficiaries", "own_volunteering_projects", "external_volunteering_projects")
LAST_YEAR = {"currency": "RSD", "projects": 11, "volunteers": 140, "volunteering_hours": 612.5, "recycled_kg": 0,
             "investments": [{"area": "community", "form": "cash", "amount": 1200000.5},
                             {"area": "workplace", "form": "time", "amount": 300000}]}


def exact(answer):
    return json.loads(answer.text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def shares(total, count):
    """The total in as many unequal parts, of whole units, and the remainder in the last."""
    parts = [total * (place + 1) // (count * (count + 1) // 2) for place in range(count - 1)]
    return [*parts, total - sum(parts)]


def of_2016(forum, member, figures):
    return reported(forum, member, figures=figures)


def with_last_year(forum, name, **figures):
    """A member that has reported for 2015, and its draft for 2016 with these figures in place of those."""
    member = admitted(forum, name)
    published_report(forum, member, figures=LAST_YEAR, period_start="2015-01-01", period_end="2015-12-31")
    return member, of_2016(forum, member, {**LAST_YEAR, **figures})


def submit(forum, member, report, **details):
    return forum.of(member).post(f"/v1/reports/{report['id']}/submit", details or None)


def test_the_published_totals_of_2016_are_read_back_to_the_last_dinar(fresh_forum):
    members = [admitted(fresh_forum, name) for name in FORUM["members"]]
    invested, community = (round(decimal.Decimal(TOTALS[name]) * 100) for name in ("invested_rsd", "local_community_rsd"))
    parts = {name: shares(TOTALS[name], len(members)) for name in COUNTS}
    in_community, elsewhere = shares(community, len(members)), shares(invested - community, len(members))
    for place, member in enumerate(members):
        amounts = [("community", "cash", in_community[place] // 2), ("community", "in_kind", in_community[place] - in_community[place] // 2),
                   ("workplace", "time", elsewhere[place] // 3), ("environment", "cash", elsewhere[place] - elsewhere[place] // 3)]
        figures = {"currency": "RSD", **{name: parts[name][place] for name in COUNTS}, "aligned_with_sdgs": place % 8 != 0}
        investments = ", ".join(f'{{"area": "{area}", "form": "{form}", "amount": {amount // 100}.{amount % 100:02}}}'
                                for area, form, amount in amounts)
        body = json.dumps({"title": {"sr": "Ulaganja u zajednicu 2016"}, "kind": "annual", "period_start": "2016-01-01",
                           "period_end": "2016-12-31", "languages": ["sr"], "figures": figures})
        # Written by hand, so that no amount goes through a double on its way.
        body = body.replace('"figures": {', f'"figures": {{"investments": [{investments}], ')
        report = fresh_forum.of(member).post(f"/v1/members/{member['id']}/reports", data=body.encode(),
                                             headers={"Content-Type": "application/json"}).must(201).body
        submit(fresh_forum, member, report).must(200)
        fresh_forum.staff.post(f"/v1/reports/{report['id']}/publish").must(200)

    read, cursor = [], {}
    while cursor is not None:
        page = exact(fresh_forum.get("/v1/reports", year=2016, limit=10, **cursor).must(200))
        read += page["data"]
        cursor = {"cursor": page["page"]["next"]} if page["page"]["next"] else None
    assert len(read) == len(members)
    by_area = collections.Counter()
    for report in read:
        for investment in report["figures"]["investments"]:
            by_area[investment["area"]] += investment["amount"]
    assert sum(by_area.values()) == decimal.Decimal(TOTALS["invested_rsd"])
    assert by_area["community"] == decimal.Decimal(TOTALS["local_community_rsd"])
    for name in COUNTS:
        assert sum(report["figures"][name] for report in read) == TOTALS[name], name

    asked = "/v1/statistics/investments?year=2016&measures=members,amount," + ",".join(COUNTS)
    total = exact(fresh_forum.get(asked).must(200))["total"]
    assert total == {"count": len(members), "members": len(members), "amount": decimal.Decimal(TOTALS["invested_rsd"]),
                     **{name: TOTALS[name] for name in COUNTS}}
    by_area = {row["area"]: row["amount"] for row in exact(fresh_forum.get(f"{asked}&group_by=area").must(200))["data"]}
    assert by_area["community"] == decimal.Decimal(TOTALS["local_community_rsd"])
    assert sum(by_area.values()) == decimal.Decimal(TOTALS["invested_rsd"])


def test_figures_stay_as_they_were_sent(forum):
    member = admitted(forum, "Delta Holding")
    body = ('{"title": {"sr": "Izveštaj"}, "kind": "annual", "period_start": "2016-01-01", "period_end": "2016-12-31", '
            '"languages": ["sr"], "figures": {"investments": [{"area": "community", "form": "cash", "amount": 999999999999999.99}], '
            '"volunteering_hours": 0.1}}')
    answer = forum.of(member).post(f"/v1/members/{member['id']}/reports", data=body.encode(),
                                   headers={"Content-Type": "application/json"}).must(201)
    figures = exact(forum.of(member).get(answer.headers["Location"]))["figures"]
    assert figures["investments"][0]["amount"] == decimal.Decimal("999999999999999.99")
    assert figures["volunteering_hours"] == decimal.Decimal("0.1")


# The figures of 2016 that differ from those of 2015, and what is asked back: pointer, value, former value.
@pytest.mark.parametrize("figures, asked", [
    ({}, []),
    ({"volunteering_hours": 6124.9}, []),
    ({"volunteering_hours": 6125}, [("/figures/volunteering_hours", 6125, 612.5)]),
    ({"volunteering_hours": 61.26}, []),
    ({"volunteering_hours": 61.25}, [("/figures/volunteering_hours", 61.25, 612.5)]),
    ({"projects": 0, "recycled_kg": 100000}, []),
    ({"organisations": 743}, []),
    ({"projects": 1154, "volunteers": 14},
     [("/figures/projects", 1154, 11), ("/figures/volunteers", 14, 140)]),
    ({"investments": [{"area": "market", "form": "cash", "amount": 15000005}]},
     [("/figures/investments", 15000005, 1500000.5)]),
    ({"investments": [{"area": "market", "form": "cash", "amount": 150000.05}]},
     [("/figures/investments", 150000.05, 1500000.5)]),
    ({"investments": [{"area": "market", "form": "cash", "amount": 15000}], "currency": "EUR"}, []),
    ({"investments": []}, []),
])
def test_a_factor_of_ten_is_asked_back(forum, figures, asked):
    member, report = with_last_year(forum, "Mercator-S", **figures)
    answer = submit(forum, member, report)
    if not asked:
        assert answer.must(200).body["status"] == "submitted"
        return
    problem = answer.must(409).body
    assert problem["type"] == "/problems/please-confirm"
    questions = exact(answer)["questions"]
    assert [(question["pointer"], question["value"], question["former_value"]) for question in questions] == [
        (pointer, decimal.Decimal(str(value)), decimal.Decimal(str(former))) for pointer, value, former in asked]
    assert {question["former_period_end"] for question in questions} == {"2015-12-31"}
    assert forum.of(member).get(f"/v1/reports/{report['id']}").body["status"] == "draft"


def test_what_is_confirmed_is_taken_and_the_rest_asked_again(forum):
    member, report = with_last_year(forum, "Victoria Group", projects=1154, volunteers=14)
    problem = submit(forum, member, report, confirm=["/figures/projects"]).must(409).body
    assert [question["pointer"] for question in problem["questions"]] == ["/figures/volunteers"]
    submit(forum, member, report, confirm=["/figures/status"]).must(422)
    taken = submit(forum, member, report, confirm=["/figures/volunteers", "/figures/projects"]).must(200).body
    assert taken["status"] == "submitted"
    seen = forum.staff.post(f"/v1/reports/{report['id']}/publish").must(200).body
    assert forum.get(f"/v1/reports/{report['id']}").body["figures"] == seen["figures"] == report["figures"]


def test_what_is_mended_is_not_asked_again(forum):
    member, report = with_last_year(forum, "Strauss Adriatic", volunteering_hours=36750)
    submit(forum, member, report).must(409)
    changed(forum.of(member), f"/v1/reports/{report['id']}", {"figures": {"volunteering_hours": 612.5}})
    submit(forum, member, report).must(200)


def test_a_draft_and_another_members_report_are_no_measure(forum):
    other = admitted(forum, "Eurobank")
    published_report(forum, other, figures=LAST_YEAR, period_start="2015-01-01", period_end="2015-12-31")
    member = admitted(forum, "ManpowerGroup")
    reported(forum, member, figures=LAST_YEAR, period_start="2015-01-01", period_end="2015-12-31")
    submit(forum, member, of_2016(forum, member, {"projects": 1154})).must(200)


def test_what_was_superseded_is_no_measure(forum):
    member = admitted(forum, "Philip Morris")
    wrong, right = (published_report(forum, member, figures={"projects": projects}, period_start="2015-01-01",
                                     period_end="2015-12-31") for projects in (11, 1100))
    forum.staff.post(f"/v1/reports/{wrong['id']}/supersede", {"superseded_by": right["id"]}).must(200)
    submit(forum, member, of_2016(forum, member, {"projects": 1154})).must(200)


@pytest.mark.parametrize("figures, pointer", [
    ({"investments": [{"area": "community", "form": "cash", "amount": 0.001}]}, "/figures"),
    ({"investments": [{"area": "community", "form": "cash", "amount": -1}]}, "/figures/investments/0/amount"),
    ({"investments": [{"area": "sport", "form": "cash", "amount": 1}]}, "/figures/investments/0/area"),
    ({"projects": 1.5}, "/figures/projects"),
    ({"hours": 1}, "/figures/hours"),
])
def test_figures_that_can_not_be_are_refused(forum, figures, pointer):
    member = admitted(forum, "Holcim Srbija")
    answer = forum.of(member).post(f"/v1/members/{member['id']}/reports",
                                   {"title": {"sr": "Izveštaj"}, "kind": "annual", "period_start": "2016-01-01",
                                    "period_end": "2016-12-31", "languages": ["sr"], "figures": figures}).must(422)
    assert [fault["pointer"] for fault in answer.body["errors"]] == [pointer]
