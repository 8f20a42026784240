"""Random histories over HTTP, and everything that can be asked about a moment of them."""

import csv
import io
import json
import random
import re

from conftest import contract
from examples import annual_report, emissions, new_pib, wording
from test_documents import pdf

MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in (1, 4, 9)]
CITIES = ("Beograd", "Novi Sad", "Niš", "Kragujevac", "Subotica", "Čačak")


class History:
    """A company of each kind and the Forum act at random. What a row allows is read from its allowed_actions, so that any path
    of any life cycle is taken; what is refused after all changes nothing, which is as good."""

    def __init__(self, forum, seed):
        self.forum, self.random, self.seed = forum, random.Random(seed), seed
        self.count = 0
        self.members, self.commitments, self.reports = [], [], []
        self.reasons = forum.every("/v1/taxonomies/status_reasons", limit=100)
        self.steps = {
            self.apply: 2, self.change_member: 2, self.act_on_member: 3, self.draft: 5, self.draft_many: 1, self.act_on_commitment: 9,
            self.change_commitment: 6, self.delete_draft: 1, self.report_progress: 4, self.mend_progress: 2, self.draft_report: 3,
            self.act_on_report: 5, self.change_report: 2, self.put_document: 2, self.drop_document: 1, self.pass_embargo: 1}
        for _ in range(3):
            self.apply()
            self.must_act("members", self.members[-1], "approve")

    def run(self, steps):
        for step in self.random.choices(list(self.steps), list(self.steps.values()), k=steps):
            step()

    def word(self):
        self.count += 1
        return f"{self.seed}-{self.count}"

    # Rows, as the Forum sees them; None when there is none yet or no longer.

    def one(self, resource, ids, *statuses):
        wanted = self.random.sample(ids, len(ids))
        for row_id in wanted:
            row = self.forum.staff.get(f"/v1/{resource}/{row_id}")
            if row.status == 200 and (not statuses or row.body["status"] in statuses):
                return row.body
        return None

    def member(self, *statuses):
        return self.one("members", self.members, *statuses)

    def someone_for(self, row):
        """The Forum or the company."""
        return self.random.choice((self.forum.staff, self.forum.of(row.get("member_id", row["id"]))))

    def must_act(self, resource, row_id, action):
        self.forum.staff.post(f"/v1/{resource}/{row_id}/{action}").must(200)

    def act(self, resource, row):
        if not row or not row["allowed_actions"]:
            return
        action = self.random.choice(row["allowed_actions"])
        level = resource.removesuffix("s")
        reason = self.random.choice([entry["code"] for entry in self.reasons if entry["level"] in (level, "any")] or ["other"])
        body = {"note": f"Napomena {self.word()}", "reason": reason}
        if action == "supersede":
            body = {"superseded_by": self.random.choice(self.reports)}
        elif action in ("approve", "publish") and self.random.random() < 0.5:
            body = {"effective_on": f"{self.random.choice(MONTHS)}-01"}
        client = self.someone_for(row)
        if client.post(f"/v1/{resource}/{row['id']}/{action}", body).status == 422:
            client.post(f"/v1/{resource}/{row['id']}/{action}", {key: value for key, value in body.items() if key != "reason"})

    def change(self, resource, row, body):
        if row:
            self.someone_for(row).patch(f"/v1/{resource}/{row['id']}", body, if_match=row["version"])

    # Steps.

    def apply(self):
        body = {"name": f"Primer {self.word()} d.o.o.", "city": self.random.choice(CITIES), "pib": new_pib()}
        self.members.append(self.forum.post("/v1/members", body).must(201).body["id"])

    def change_member(self):
        self.change("members", self.member(), self.random.choice((
            {"name": f"Novo ime {self.word()}"}, {"city": self.random.choice(CITIES)}, {"pib": new_pib()},
            {"employees": self.random.randint(1, 5000)}, {"website": f"https://www.example.rs/{self.word()}"},
            {"description": {"sr": f"O nama: {self.word()}"}})))

    def act_on_member(self):
        self.act("members", self.member())

    def draft(self):
        owner = self.member("active")
        if owner:
            body = self.random.choice((emissions, wording))(**self.embargo())
            answer = self.someone_for(owner).post(f"/v1/members/{owner['id']}/commitments", body).must(201)
            self.commitments.append(answer.body["id"])
            if self.random.random() < 0.6:
                self.must_act("commitments", self.commitments[-1], "submit")
                if self.random.random() < 0.8:
                    self.must_act("commitments", self.commitments[-1], "publish")

    def draft_many(self):
        owner = self.member("active")
        if owner:
            rows = "\n".join(json.dumps(emissions(target_value=self.random.randint(1, 900000))) for _ in range(3))
            self.forum.of(owner).post(f"/v1/members/{owner['id']}/commitments", data=rows,
                                      headers={"Content-Type": "application/x-ndjson"}).must(201)
            seen = [row["id"] for row in self.forum.staff.every("/v1/commitments")]
            self.commitments += [row_id for row_id in seen if row_id not in self.commitments]

    def embargo(self):
        """Of those that carry one some are for as long as the test runs; the others pass when the history says so."""
        return {"embargo_until": "2099-01-01T00:00:00Z"} if self.random.random() < 0.25 else {}

    def pass_embargo(self):
        """By the clock. It is set by the Forum to a moment that comes at once, and waited for."""
        row = next((row for row in map(lambda row_id: self.forum.staff.get(f"/v1/commitments/{row_id}"), self.commitments)
                    if row.status == 200 and row.body["embargo_until"] and row.body["embargo_until"].startswith("2099")), None)
        if not row:
            return
        ((soon,),) = self.forum.database.sql("select to_char(clock_timestamp() at time zone 'UTC' + interval '0.2 s', "
                                             "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        path = f"/v1/commitments/{row.body['id']}"
        if self.forum.staff.patch(path, {"embargo_until": soon}, if_match=row.etag).status == 200:
            while not self.forum.database.value("select clock_timestamp() > %s::timestamptz", soon):
                pass

    def act_on_commitment(self):
        self.act("commitments", self.one("commitments", self.commitments))

    def change_commitment(self):
        self.change("commitments", self.one("commitments", self.commitments), {
            "change_reason": f"Građevinska dozvola kasni ({self.word()}).", **self.random.choice((
                {"due_on": f"{self.random.randint(2036, 2060)}-12-31"}, {"title": {"sr": f"Manje otpada {self.word()}"}},
                {"area": self.random.choice(("community", "workplace", "market"))}, {"target_value": self.random.randint(1, 900000)},
                {"starts_on": f"{self.random.choice(MONTHS)}-15"}, {"sdgs": self.random.sample(range(1, 18), 3)}))})

    def delete_draft(self):
        row = self.one("commitments", self.commitments, "draft")
        if row:
            self.forum.staff.delete(f"/v1/commitments/{row['id']}", if_match=row["version"]).must(204)
        row = self.one("reports", self.reports, "draft")
        if row:
            self.someone_for(row).delete(f"/v1/reports/{row['id']}", if_match=row["version"]).must(204)

    def report_progress(self):
        row = self.one("commitments", self.commitments, "published")
        if row:
            self.someone_for(row).post(f"/v1/commitments/{row['id']}/progress", {
                "observed_on": f"{self.random.choice(MONTHS)}-28", **({"value": self.random.randint(700000, 1004000)}
                                                                      if row["kind"] == "quantitative" else {"note": {"sr": self.word()}})})

    def mend_progress(self):
        row = self.one("commitments", self.commitments, "published")
        entries = row and self.forum.staff.every(f"/v1/commitments/{row['id']}/progress")
        if entries:
            wrong = self.random.choice(entries)
            self.someone_for(row).post(f"/v1/commitments/{row['id']}/progress", {
                "observed_on": wrong["observed_on"], "supersedes": wrong["id"], "reason": "Zbir je bio pogrešan.",
                **({"value": self.random.randint(1, 700000)} if row["kind"] == "quantitative" else {"note": {"sr": self.word()}})})

    def draft_report(self):
        owner = self.member("active")
        if owner:
            body = annual_report(self.random.choice((2021, 2022, 2023, 2024)), **self.embargo(),
                                 commitment_ids=self.random.sample(self.commitments, min(2, len(self.commitments))) or None)
            answer = self.forum.of(owner).post(f"/v1/members/{owner['id']}/reports", body)
            if answer.status != 201:  # another's commitments
                answer = self.forum.of(owner).post(f"/v1/members/{owner['id']}/reports", {**body, "commitment_ids": []}).must(201)
            self.reports.append(answer.body["id"])
            if self.random.random() < 0.6:
                self.must_act("reports", self.reports[-1], "submit")
                self.must_act("reports", self.reports[-1], "publish")

    def act_on_report(self):
        self.act("reports", self.one("reports", self.reports))

    def change_report(self):
        self.change("reports", self.one("reports", self.reports), self.random.choice((
            {"title": {"sr": f"Izveštaj {self.word()}"}}, {"frameworks": ["gri", "esrs"]}, {"languages": ["en", "sr"]})))

    def put_document(self):
        row = self.one("reports", self.reports, "draft", "returned")
        if row:
            self.someone_for(row).request("PUT", f"/v1/reports/{row['id']}/document", data=pdf(400, seed=self.count),
                                          headers={"If-Match": "*"})

    def drop_document(self):
        row = self.one("reports", self.reports, "draft", "returned")
        if row:
            self.someone_for(row).delete(f"/v1/reports/{row['id']}/document", if_match=row["version"])


def now_of(database):
    """PostgreSQL's clock, by which changes are dated."""
    return database.value("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")


def questions_of_the_past():
    """The path of every read that takes as_of, from the contract, with the names that stand in it."""
    for path, item in contract().document["paths"].items():
        parameters = item.get("parameters", []) + item.get("get", {}).get("parameters", [])
        if any(parameter.get("$ref", "").endswith("/as_of") for parameter in parameters):
            yield path, re.findall(r"\{(\w+)\}", path)


# Orders beside the usual one, since a page of the past is merged from two indexes; other forms; groups.
MORE_QUESTIONS = (
    "/v1/commitments?sort=-due_on", "/v1/members?sort=-created_at", "/v1/commitments?status=published,withdrawn&sort=due_on",
    *(f"/v1/{path}.{form}" for path in ("members", "commitments", "reports", "statistics/commitments") for form in ("csv", "ndjson")),
    "/v1/statistics/members?group_by=status,city", "/v1/statistics/commitments?group_by=area,status,year",
    "/v1/statistics/commitments?group_by=health", "/v1/statistics/reports?group_by=year,kind")


def addresses(history, entries):
    """Every such question about every row that there ever was; `entries` are (commitment, progress)."""
    ids = {"member_id": history.members, "commitment_id": history.commitments, "report_id": history.reports}
    for path, names in questions_of_the_past():
        if names == ["commitment_id", "progress_id"]:
            yield from (path.format(commitment_id=commitment, progress_id=entry) for commitment, entry in entries)
        elif names:
            (name,) = names
            yield from (path.format(**{name: row_id}) for row_id in ids[name])
        else:
            yield path
    yield from MORE_QUESTIONS


def told(row):
    """A row's text as it came, but for what the asker may do now, which nobody could do then: the contract says so."""
    return re.sub(r'"allowed_actions":(null|\[[^]]*\])', "", row)


def told_cells(text):
    """The same of CSV."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    place = rows[0].index("allowed_actions") if "allowed_actions" in rows[0] else None
    return [[cell for at, cell in enumerate(row) if at != place] for row in rows]


def answer_to(client, address, as_of=None):
    """The status and the text of an answer; of a list, of all its pages, without what says how to go on."""
    moment = {"as_of": as_of} if as_of else {}
    answer = client.get(address, **moment)
    if address.endswith(".csv"):
        return answer.status, told_cells(answer.must(200).text)
    if answer.status != 200 or '"page":' not in answer.text:
        return answer.status, told(answer.text) if answer.status == 200 else answer.problem
    text = ""
    while True:
        rows, page = answer.text.rsplit('"page":', 1)
        text += told(rows)
        cursor = json.loads(page[:-1])["next"] if page.endswith("}}") else json.loads(page.rstrip()[:-1])["next"]
        if not cursor:
            return 200, text
        answer = client.get(address, **moment, cursor=cursor).must(200)
