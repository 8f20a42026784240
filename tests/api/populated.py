"""A register whose rows differ in everything that lists are filtered and sorted by, and the lists as the contract has them."""

from examples import act, commitment, member, new_pib, progress, report

NAMES = ["Bambi", "Čačanska banka", "Delta Holding", "Erste banka", "Lafarge", "Meris", "Nestlé Adriatic", "Šabac", "Žitoprodukt"]
LISTS = {"listMembers": "/v1/members", "listCommitments": "/v1/commitments", "listMemberCommitments": "/v1/members/{member}/commitments",
         "listReports": "/v1/reports", "listMemberReports": "/v1/members/{member}/reports",
         "listProgress": "/v1/commitments/{commitment}/progress", "listMemberRevisions": "/v1/members/{member}/revisions",
         "listCommitmentRevisions": "/v1/commitments/{commitment}/revisions", "listReportRevisions": "/v1/reports/{report}/revisions"}


def populate(forum):
    """The ids that LISTS needs: a member with a history, commitments with progress, and reports."""
    members = []
    for number, name in enumerate(NAMES):
        row = member(forum, ["active", "active", "suspended", "withdrawn"][number % 4], name=name, pib=new_pib(),
                     effective_on=f"20{16 + number}-0{1 + number % 2}-15", sector=["A", "C", None][number % 3],
                     country=["RS", "HR", "AT"][number % 3], size=["micro", "small", None, "large"][number % 4],
                     city=["Beograd", "Novi Sad", None, "Čačak"][number % 4], employees=[None, 12, 0, 5000, 250][number % 5],
                     legal_form=["doo", "ad", None][number % 3], activity=["64.19", "64.2", "10.5", None][number % 4],
                     **({"kind": "public_source", "source": "SBTi target dashboard"} if number % 4 == 1 else {}))
        members.append(row)
    owner = members[4]
    commitments = []
    statuses = ["published", "achieved", "published", "missed", "withdrawn", "published", "draft", "submitted", "returned"]
    for number, status in enumerate(statuses * 3):
        of = [owner, members[0], members[8]][number % 3]
        kind = "qualitative" if number % 4 == 3 else "quantitative"
        row = commitment(forum, of, "draft" if status in ("draft", "submitted", "returned") else "published", kind=kind,
                         area=["governance", "community", "workplace", "market", "environment"][number % 5],
                         sdgs=[[13], [7, 13], [1], []][number % 4], starts_on=f"20{18 + number % 5}-01-01",
                         due_on=f"20{24 + number % 9}-1{number % 3}-15", unit=["tCO2e", "kWh"][number % 2] if kind == "quantitative" else None)
        if row["status"] == "published" and number % 3 != 2:
            value = {"value": 1004000 - 30000 * number} if kind == "quantitative" else {"note": {"en": "Halfway."}}
            progress(forum, of, row, observed_on=f"202{2 + number % 4}-06-30", **value)
        if row["status"] == "published" and number % 5 == 0:
            row = forum.of(of).patch(f"/v1/commitments/{row['id']}", {"due_on": f"20{28 + number % 9}-12-31", "change_reason": "The works are late."},
                                     if_match="*").must(200).body
        for action, details in {"achieved": [("achieve", {})], "missed": [("miss", {})], "withdrawn": [("withdraw", {"reason": "replaced"})],
                                "submitted": [("submit", {})], "returned": [("submit", {}), ("return", {"note": "In which unit?"})]}.get(status, []):
            row = act(forum.staff, "commitments", row, action, **details).must(200).body
        commitments.append(row)
    mine = [row for row in commitments if row["member_id"] == owner["id"] and row["kind"] == "quantitative" and row["status"] == "published"]
    entries = [progress(forum, owner, mine[0], observed_on=day, value=900000 - place) for place, day in
               enumerate(["2024-06-30", "2023-12-31", "2025-06-30", "2023-12-31"])]
    progress(forum, owner, mine[0], observed_on="2024-07-01", value=880000, supersedes=entries[0]["id"], reason="It was counted twice.")
    reports = []
    for number, status in enumerate(["published", "draft", "submitted", "published", "returned", "superseded"] * 2):
        of = [owner, members[0]][number % 2]
        covers = [row["id"] for row in commitments if row["member_id"] == of["id"]][number % 3:3]
        reports.append(report(
            forum, of, status, year=2012 + number, frameworks=[["gri"], ["esrs", "gri"], []][number % 3], commitment_ids=covers,
            languages=[["sr"], ["sr", "en"], ["en"]][number % 3], kind=["annual", "sustainability", "integrated"][number % 3],
            assurance_level=["none", "limited"][number % 2], figures={"volunteers": 12} if number % 4 == 0 else None,
            **({"document": b"%PDF-1.4\n%%EOF\n"} if number % 5 == 0 else {})))
    for change in ({"city": "Kikinda"}, {"name": "Lafarge Srbija"}, {"employees": 251, "city": "Beočin"}):
        owner = forum.staff.patch(f"/v1/members/{owner['id']}", {**change, "change_reason": "As it is in the register of companies."}, if_match="*").must(200).body
    return {"member": owner["id"], "commitment": mine[0]["id"], "report": next(row["id"] for row in reports if row["member_id"] == owner["id"] and row["published_at"])}


def parameters_of(document, operation_id):
    """The query parameters of an operation: a schema each."""
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                found = [resolve(document, parameter) for parameter in operation["parameters"]]
                return {parameter["name"]: parameter["schema"] for parameter in found if parameter["in"] == "query"}
    raise KeyError(operation_id)


def resolve(document, node):
    while "$ref" in node:
        target = document
        for name in node["$ref"].split("/")[1:]:
            target = target[name]
        node = target
    return node


def sorts_of(document, operation_id):
    return parameters_of(document, operation_id)["sort"]["items"]["enum"]


def order_of(sort, key="id"):
    """The columns of an order and whether each is turned round, with the key at the end."""
    columns = [(name.removeprefix("-"), name.startswith("-")) for name in sort.split(",")]
    return columns if any(name == key for name, _ in columns) else [*columns, (key, columns[-1][1])]


def compare(columns, ranks):
    """Two rows in that order: what has no value comes last."""
    def of(row, name):
        return ranks[row[name]] if name == "name" else row[name]

    def outcome(one, other):
        for name, turned in columns:
            a, b = of(one, name), of(other, name)
            if a != b:
                if a is None or b is None:
                    return 1 if a is None else -1
                return (1 if a > b else -1) * (-1 if turned else 1)
        return 0
    return outcome
