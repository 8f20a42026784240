"""Lists: filters, order, cursors and bounds."""

import itertools
import urllib.parse

import pytest

from examples import NOBODY, act, commitment, emissions, member, new_pib, progress, report, wording

SERBIAN = ["Aleva", "Bambi", "Carnex", "Coca-Cola HBC Srbija", "Čačanska banka", "Ćuprija", "Delta Holding", "Džinović",
           "Đerdap", "Erste banka", "Lafarge", "Ljutovac", "Meris", "Nestlé Adriatic", "Njegoš", "Societe Generale", "Šabac",
           "Telenor", "Zlatiborac", "Žitoprodukt"]


def parse_link(answer):
    """The address of the next page, or None."""
    link = answer.headers.get("Link")
    if link is None:
        return None
    assert link.startswith("<") and link.endswith('>; rel="next"')
    return link[1:].partition(">")[0]


@pytest.fixture(scope="module")
def members(forum):
    """Members that differ in everything that can be filtered, by name."""
    rows = {}
    for number, name in enumerate(SERBIAN):
        rows[name] = member(
            forum, ["active", "suspended", "withdrawn", "expelled"][number % 4], name=name, pib=new_pib(),
            effective_on=f"20{10 + number // 2}-0{1 + number % 2}-15", sector="ACGK"[number % 4], country=["RS", "HR", "AT"][number % 3],
            size=["micro", "small", "medium", "large", None][number % 5],
            **({"kind": "public_source", "source": "SBTi target dashboard"} if number % 7 == 0 else {}))
    return rows


@pytest.fixture(scope="module")
def owner(members):
    return members["Meris"] if members["Meris"]["status"] == "active" else members["Aleva"]


@pytest.fixture(scope="module")
def commitments(forum, owner):
    rows = []
    areas = itertools.cycle(["governance", "community", "workplace", "market", "environment"])
    for number, status in enumerate(["published", "achieved", "missed", "withdrawn", "draft", "submitted", "returned"] * 3):
        rows.append(commitment(forum, owner, status, kind=["quantitative", "qualitative"][number % 2], area=next(areas),
                               sdgs=[[13], [7, 13], [1], []][number % 4], due_on=f"20{30 + number % 4}-12-3{number % 2}"))
    return rows


@pytest.fixture(scope="module")
def reports(forum, owner):
    rows = []
    for number, status in enumerate(["published", "draft", "submitted", "returned", "superseded"] * 2):
        rows.append(report(forum, owner, status, year=2010 + number, frameworks=[["gri"], ["esrs", "gri"], []][number % 3],
                           kind=["annual", "sustainability", "communication_on_progress"][number % 3]))
    return rows


def names(rows):
    return [row["name"] for row in rows]


def test_names_follow_the_serbian_alphabet(forum, members):
    assert names(forum.every("/v1/members", limit=7)) == SERBIAN
    assert names(forum.every("/v1/members", limit=7, sort="-name")) == SERBIAN[::-1]


@pytest.mark.parametrize("query, passes", [
    ("status=active", lambda row: row["status"] == "active"),
    ("status=withdrawn,expelled", lambda row: row["status"] in ("withdrawn", "expelled")),
    ("kind=public_source", lambda row: row["kind"] == "public_source"),
    ("kind=forum_member", lambda row: row["kind"] == "forum_member"),
    ("sector=A", lambda row: row["sector"] == "A"),
    ("sector=C,K", lambda row: row["sector"] in "CK"),
    ("country=AT", lambda row: row["country"] == "AT"),
    ("country=RS,HR", lambda row: row["country"] in ("RS", "HR")),
    ("size=large", lambda row: row["size"] == "large"),
    ("size=micro,small", lambda row: row["size"] in ("micro", "small")),
    ("joined_on.gte=2015-01-15", lambda row: row["joined_on"] >= "2015-01-15"),
    ("joined_on.lte=2015-01-15", lambda row: row["joined_on"] <= "2015-01-15"),
    ("joined_on.gte=2012-01-01&joined_on.lte=2013-12-31", lambda row: "2012" <= row["joined_on"] < "2014"),
    ("sector=A&status=active&country=RS", lambda row: (row["sector"], row["status"], row["country"]) == ("A", "active", "RS")),
    ("status=applied", lambda row: False),
])
@pytest.mark.parametrize("sort", ["name", "-created_at"])
def test_a_filter_of_members_passes_what_it_says(forum, members, query, passes, sort):
    expected = {name for name, row in members.items() if passes(row)}
    found = forum.every(f"/v1/members?{query}", sort=sort, limit=3)
    assert set(names(found)) == expected and len(found) == len(expected)


@pytest.mark.parametrize("number", ["pib", "name"])
def test_a_member_is_found_by_what_identifies_it(forum, members, number):
    for row in list(members.values())[::5]:
        assert names(forum.every("/v1/members", **{number: row[number]})) == [row["name"]]


@pytest.mark.parametrize("query, passes", [
    ("status=published", lambda row: row["status"] == "published"),
    ("status=achieved,missed", lambda row: row["status"] in ("achieved", "missed")),
    ("status=draft,submitted,returned", lambda row: row["status"] in ("draft", "submitted", "returned")),
    ("area=environment", lambda row: row["area"] == "environment"),
    ("area=market,governance", lambda row: row["area"] in ("market", "governance")),
    ("sdg=13", lambda row: 13 in row["sdgs"]),
    ("sdg=1,7", lambda row: set(row["sdgs"]) & {1, 7}),
    ("sdg=5", lambda row: False),
    ("kind=qualitative", lambda row: row["kind"] == "qualitative"),
    ("year=2031", lambda row: row["due_on"].startswith("2031")),
    ("due_on.gte=2032-12-30", lambda row: row["due_on"] >= "2032-12-30"),
    ("due_on.lte=2031-12-31", lambda row: row["due_on"] <= "2031-12-31"),
    ("due_on.gte=2031-12-31&due_on.lte=2031-12-31", lambda row: row["due_on"] == "2031-12-31"),
    ("sdg=13&kind=quantitative&status=published,draft",
     lambda row: 13 in row["sdgs"] and row["kind"] == "quantitative" and row["status"] in ("published", "draft")),
])
@pytest.mark.parametrize("path", ["/v1/commitments", "/v1/members/{id}/commitments"])
@pytest.mark.parametrize("sort", ["created_at", "-due_on"])
def test_a_filter_of_commitments_passes_what_it_says(forum, owner, commitments, path, query, passes, sort):
    expected = {row["id"] for row in commitments if passes(row)}
    found = [row["id"] for row in forum.of(owner).every(f"{path.format(**owner)}?{query}", sort=sort, limit=4)]
    assert set(found) == expected and len(found) == len(expected)
    public = {row["id"] for row in commitments if passes(row) and row["published_at"]}
    assert {row["id"] for row in forum.every(f"{path.format(**owner)}?{query}", sort=sort)} == public


def test_a_filter_by_member_takes_several(forum, members, owner, commitments):
    nobody = members["Coca-Cola HBC Srbija"]["id"]
    assert len(forum.of(owner).every("/v1/commitments", member_id=f"{owner['id']},{nobody}")) == len(commitments)
    assert forum.every("/v1/commitments", member_id=nobody) == []
    assert forum.every("/v1/commitments", member_id=NOBODY) == []


@pytest.mark.parametrize("query, passes", [
    ("status=published", lambda row: row["status"] == "published"),
    ("status=superseded,returned", lambda row: row["status"] in ("superseded", "returned")),
    ("kind=sustainability,annual", lambda row: row["kind"] in ("sustainability", "annual")),
    ("year=2013", lambda row: row["period_end"].startswith("2013")),
    ("framework=esrs", lambda row: "esrs" in row["frameworks"]),
    ("framework=gri,esrs", lambda row: row["frameworks"]),
    ("period_end.gte=2014-12-31", lambda row: row["period_end"] >= "2014-12-31"),
    ("period_end.lte=2014-12-31", lambda row: row["period_end"] <= "2014-12-31"),
])
@pytest.mark.parametrize("path", ["/v1/reports", "/v1/members/{id}/reports"])
@pytest.mark.parametrize("sort", ["created_at", "-period_end"])
def test_a_filter_of_reports_passes_what_it_says(forum, owner, reports, path, query, passes, sort):
    made = {row["id"] for row in reports}
    expected = {row["id"] for row in reports if passes(row)}
    found = [row["id"] for row in forum.of(owner).every(f"{path.format(**owner)}?{query}", sort=sort, limit=3)
             if row["id"] in made]
    assert set(found) == expected and len(found) == len(expected)


@pytest.mark.parametrize("path, column", [("/v1/members", "created_at"), ("/v1/commitments", "created_at"), ("/v1/commitments", "due_on"),
                                          ("/v1/reports", "created_at"), ("/v1/reports", "period_end")])
@pytest.mark.parametrize("turned", [False, True])
def test_every_order_is_kept_over_all_pages(forum, members, commitments, reports, path, column, turned):
    rows = forum.staff.every(path, sort=("-" if turned else "") + column, limit=3)
    keys = [(row[column], row["id"]) for row in rows]
    assert len(keys) == len(set(keys)) >= 10
    assert keys == sorted(keys, reverse=turned)


def test_the_order_of_progress_is_that_of_observation(forum, owner):
    row = commitment(forum, owner)
    days = ["2024-06-30", "2023-12-31", "2025-06-30", "2023-12-31", "2022-12-31"]
    entries = [progress(forum, owner, row, observed_on=day, value=number) for number, day in enumerate(days)]
    address = f"/v1/commitments/{row['id']}/progress"
    assert [entry["value"] for entry in forum.every(address, limit=2)] == [4, 1, 3, 0, 2]
    assert [entry["value"] for entry in forum.every(address, limit=2, sort="-observed_on")] == [2, 0, 3, 1, 4]
    assert forum.every(address, limit=2, sort="created_at") == entries
    assert forum.every(address, limit=2, sort="-created_at") == entries[::-1]


def test_a_walk_sees_every_row_once_while_others_come_and_go(fresh_forum):
    """Rows come before and behind the place of the walk and vanish on both sides, also the very one it stands on."""
    owner = member(fresh_forum)
    own = fresh_forum.of(owner)

    def draft(due_on):
        return own.post(f"/v1/members/{owner['id']}/commitments", wording(due_on=due_on)).must(201).body["id"]

    steady = [draft(f"20{30 + number}-06-30") for number in range(20)]
    seen, cursor, doomed = [], {}, draft("2045-01-01")
    for page_number in itertools.count():
        page = own.get("/v1/commitments", sort="due_on", limit=3, **cursor).must(200).body
        seen += [row["id"] for row in page["data"]]
        if not page["page"]["next"]:
            break
        cursor = {"cursor": page["page"]["next"]}
        last = page["data"][-1]["id"]
        behind, ahead = draft("2029-01-01"), draft("2060-01-01")
        own.delete(f"/v1/commitments/{behind}", if_match=1).must(204)
        if page_number == 1:
            own.delete(f"/v1/commitments/{doomed}", if_match=1).must(204)
        if last not in steady:
            own.delete(f"/v1/commitments/{last}", if_match=1).must(204)
        own.delete(f"/v1/commitments/{ahead}", if_match=1).must(204)
        draft("2029-06-01")
    assert [row_id for row_id in seen if row_id in steady] == steady
    assert doomed not in seen


def test_a_walk_goes_on_from_a_row_that_is_gone(forum, owner):
    own = forum.of(owner)
    made = [own.post(f"/v1/members/{owner['id']}/commitments", emissions(due_on="2077-07-07")).must(201).body["id"] for _ in range(4)]
    page = own.get("/v1/commitments", year=2077, sort="due_on", limit=2).must(200).body
    assert [row["id"] for row in page["data"]] == made[:2]
    own.delete(f"/v1/commitments/{made[1]}", if_match=1).must(204)
    rest = own.get("/v1/commitments", year=2077, sort="due_on", limit=2, cursor=page["page"]["next"]).must(200).body
    assert [row["id"] for row in rest["data"]] == made[2:]


@pytest.mark.parametrize("limit", [1, 2, 19, 20, 21, 200])
def test_a_page_has_as_many_as_asked_for_and_the_last_says_so(forum, members, limit):
    page = forum.get("/v1/members", limit=limit).must(200).body
    assert len(page["data"]) == min(limit, len(members))
    assert page["page"]["limit"] == limit
    assert (page["page"]["next"] is None) is (limit >= len(members))


def test_a_page_has_fifty_rows_unless_asked_otherwise(forum, members):
    assert forum.get("/v1/members").body["page"]["limit"] == 50


@pytest.mark.parametrize("query", ["", "?status=active,suspended&sort=-name", "?limit=2&country=RS", "?name=%C5%A0abac"])
def test_the_link_leads_to_the_same_pages_as_the_cursor(forum, members, query):
    separator = "&" if query else "?"
    address = f"/v1/members{query}{separator}limit=2" if "limit" not in query else f"/v1/members{query}"
    by_cursor, by_link = forum.every(address), []
    while address:
        answer = forum.get(address).must(200)
        by_link += answer.body["data"]
        address = parse_link(answer)
        assert (address is None) is (answer.body["page"]["next"] is None)
        if address:
            sent = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
            assert sent["cursor"] == [answer.body["page"]["next"]]
    assert by_link == by_cursor


def test_a_filter_is_text_and_never_sql(forum, members):
    for text in ("' or '1'='1", "%", "_", "Meris' --", "\\", "Meris\u0000", "{Meris,Lafarge}", "$1", "[[ ]]"):
        answer = forum.get("/v1/members", name=text)
        assert (answer.status == 400) if "\0" in text else (answer.must(200).body["data"] == [])


@pytest.mark.parametrize("path", ["/v1/members/{}/commitments", "/v1/members/{}/reports", "/v1/commitments/{}/progress"])
def test_a_list_below_what_is_not_there_is_not_found(forum, path):
    for asker in (forum, forum.staff):
        assert asker.get(path.format(NOBODY)).must(404).problem == "not-found"
        asker.head(path.format(NOBODY)).must(404)


def test_a_list_below_a_member_without_any_is_empty(forum, members):
    row = members["Coca-Cola HBC Srbija"]
    for nested in ("commitments", "reports"):
        assert forum.get(f"/v1/members/{row['id']}/{nested}").must(200).body == {"data": [], "page": {"limit": 50, "next": None}}


def test_a_list_below_a_member_has_its_rows_alone(forum, owner, commitments):
    other = member(forum)
    mine = commitment(forum, other)
    assert [row["id"] for row in forum.every(f"/v1/members/{other['id']}/commitments")] == [mine["id"]]
    assert mine["id"] not in [row["id"] for row in forum.every(f"/v1/members/{owner['id']}/commitments", limit=200)]


def test_the_order_of_values_in_a_filter_does_not_matter(forum, members):
    first = forum.get("/v1/members?country=RS,AT&limit=2").must(200).body
    assert first["data"] == forum.get("/v1/members?limit=2&country=AT,RS").must(200).body["data"]


def test_two_rows_of_one_moment_keep_their_order(fresh_forum):
    """Rows of one transaction have the same created_at; the id decides."""
    fresh_forum.database.sql("select registry.enter_as_operator('import');"
                             "insert into registry.member (id, name, kind, source)"
                             " select gen_random_uuid(), 'Meris ' || n, 'public_source', 'SBTi' from generate_series(1, 25) n")
    for sort, turned in (("created_at", False), ("-created_at", True)):
        rows = fresh_forum.staff.every("/v1/members", sort=sort, limit=4)
        assert len({row["created_at"] for row in rows}) == 1
        assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=turned)
        assert len(rows) == 25


def test_a_list_changes_its_etag_with_any_row_on_it(forum, members):
    row = members["Telenor"]
    before = forum.get("/v1/members", name="Telenor")
    forum.get("/v1/members", name="Telenor", headers={"If-None-Match": before.etag}).must(304)
    forum.staff.patch(f"/v1/members/{row['id']}", {"city": "Beograd"}, if_match="*").must(200)
    forum.get("/v1/members", name="Telenor", headers={"If-None-Match": before.etag}).must(200)


def test_an_unfinished_application_stands_in_the_queue_of_staff(forum, members):
    waiting = forum.staff.post("/v1/members", {"name": "Strauss Adriatic"}).must(201).body
    assert waiting["id"] in [row["id"] for row in forum.staff.every("/v1/members", status="applied")]
    act(forum.staff, "members", waiting, "reject", reason="duplicate_application").must(200)
    assert waiting["id"] not in [row["id"] for row in forum.staff.every("/v1/members", status="applied")]
