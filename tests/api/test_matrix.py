"""Who may do what: every operation of the contract, by everyone who may ask, on a row in every status.

What is asked is taken from openapi.yaml (paths, x-roles, x-handler, examples of bodies) and from registry.transition, so a new
operation is in the matrix by itself; one that the matrix does not know how to address fails. What must come follows from few
rules, in this order:

1. A key that is revoked, has expired, or never was one, is 401, whatever it asks, but where no database is asked.
2. Without a key, what is not for strangers is 401. A key whose role x-roles does not list, and a reading key that would
   change something, is 403.
3. What the asker may not see is 404. A row is seen by its company and the Forum, and by everyone once it is public; contact persons and
   keys never are.
4. What is seen and is another company's can not be changed by a member: 403.
5. An action on a life cycle follows registry.transition: 200, or 409.
6. Anything else, by whoever may: RULES says what it answers in which status; without a rule only that it is none of the refusals above.

A refusal writes nothing; and no answer to anybody holds a word of a row that they may not see.
"""

import itertools
import json
import re
import urllib.parse

import pytest

from conftest import Client, database_from, forum_on
from examples import NOBODY, commitment, member, new_pib, progress, report

WRITES = {"post", "put", "patch", "delete"}
FORUM = {"staff", "admin"}
OWNERS = {"owner", "reader"}
MEMBER_STATUSES = ("applied", "rejected", "active", "suspended", "withdrawn", "expelled", "withdrawn, reapplied",
                   "expelled, reapplied")
COMMITMENT_STATUSES = ("draft", "submitted", "returned", "published", "achieved", "missed", "withdrawn")
REPORT_STATUSES = ("draft", "submitted", "returned", "published", "superseded")
PRIVATE = {"contact_id", "key_id"}
# Lists below a member that only it and the Forum may read.
PRIVATE_TAGS = {"Contacts"}
LATER = "2099-01-01T00:00:00Z"
words = itertools.count(1)


def marker():
    """A word that stands in one row alone."""
    return f"skriveno{next(words)}x"


class Case:
    """A row in a status, whose it is, and the words that tell of it."""

    def __init__(self, kind, status, row, owner, is_public, marks=(), path=None):
        self.kind, self.status, self.row, self.owner, self.is_public = kind, status, row, owner, is_public
        self.marks, self.path = tuple(marks), path or {kind: row["id"]}

    def __repr__(self):
        return f"{self.kind} {self.status}"

    def is_seen_by(self, asker):
        return self.is_public or asker.name in FORUM or asker.name in OWNERS


class Asker(Client):
    def __init__(self, base, name, role=None, key=None):
        super().__init__(base, key)
        self.name, self.role = name, role

    def send(self, method, path, **more):
        """An answer that is not held against the contract's schemas: other tests do, and these are thousands."""
        headers = {**more.pop("headers", {}), **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        return self.session.request(method, self.base + path, headers=headers, timeout=30, allow_redirects=False, **more)


class World:
    """One company's rows in every status, and everybody who asks for them."""

    def __init__(self, forum):
        self.forum = forum
        self.owner = member(forum, pib=new_pib())
        self.other = member(forum)
        self.askers = self.make_askers()
        self.transitions = forum.database.sql("select resource, action, from_status, roles, reapplied from registry.transition")
        self.cases = {kind: [self.make(kind, status) for status in statuses] for kind, statuses in {
            "member_id": MEMBER_STATUSES, "commitment_id": (*COMMITMENT_STATUSES, "embargoed"),
            "report_id": (*REPORT_STATUSES, "embargoed"), "contact_id": ("there",), "key_id": ("valid", "revoked"),
            "progress_id": ("published", "embargoed"), "taxonomy": ("areas",), "problem": ("stale",)}.items()}

    def make_askers(self):
        forum = self.forum
        key = {"role": "member", "member_id": self.owner["id"]}
        revoked = forum.admin.post("/v1/keys", {**key, "label": "Opozvan"}).must(201).body
        forum.admin.post(f"/v1/keys/{revoked['id']}/revoke").must(200)
        expired = forum.admin.post("/v1/keys", {**key, "label": "Istekao", "expires_at": LATER}).must(201).body
        forum.database.sql("alter table registry.key disable trigger user; update registry.key set expires_at = now() - interval '1 second' "
                           "where id = %s; alter table registry.key enable trigger user; select 1", expired["id"])
        garbage = re.sub("_.{8}", "_" + "0" * 8, forum.admin.key, count=1)
        base = forum.base
        return [Asker(base, "anonymous"), Asker(base, "owner", "member", forum.new_key(**key, label="Kompanija")),
                Asker(base, "reader", "member", forum.new_key(**key, label="Kompanija", scope="read")),
                Asker(base, "other", "member", forum.new_key(role="member", member_id=self.other["id"], label="Kompanija")),
                Asker(base, "staff", "staff", forum.staff.key), Asker(base, "admin", "admin", forum.admin.key),
                Asker(base, "revoked", None, revoked["key"]), Asker(base, "expired", None, expired["key"]),
                Asker(base, "garbage", None, garbage), Asker(base, "malformed", None, "forum_me")]

    def of_its_own(self, case, asker):
        """The asker, as one of the company that the row is of."""
        if not case or case.kind != "member_id" or asker.name not in OWNERS:
            return asker
        scope = "read" if asker.name == "reader" else "write"
        key = self.forum.new_key(role="member", member_id=case.row["id"], label="Kompanija", scope=scope)
        return Asker(self.forum.base, asker.name, asker.role, key)

    def make(self, kind, status):
        """A fresh row of that kind in that status."""
        forum, mark = self.forum, marker()
        if kind == "member_id":
            row = member(forum, status, city=mark, pib=new_pib(), name=f"Kompanija {mark}")
            return Case(kind, status, row, row, status not in ("applied", "rejected"), [mark])
        embargo = {"embargo_until": LATER} if status == "embargoed" else {}
        made_as = "published" if embargo else status
        public = not embargo and status not in ("draft", "submitted", "returned")
        if kind == "commitment_id":
            row = commitment(forum, self.owner, made_as, title={"sr": f"Obećanje {mark}"}, source=f"Izvor {mark}", **embargo)
            return Case(kind, status, row, self.owner, public, [mark])
        if kind == "report_id":
            row = report(forum, self.owner, made_as, f"%PDF-1.4 {mark}\n", title={"sr": f"Izveštaj {mark}"}, **embargo)
            return Case(kind, status, row, self.owner, public, [mark])
        if kind == "progress_id":
            parent = commitment(forum, self.owner, "published", **embargo)
            row = progress(forum, self.owner, parent, observed_on="2025-12-31", value=900000, note={"sr": f"Napomena {mark}"})
            return Case(kind, status, row, self.owner, public, [mark], {"progress_id": row["id"], "commitment_id": parent["id"]})
        if kind == "contact_id":
            row = forum.of(self.owner).post(f"/v1/members/{self.owner['id']}/contacts",
                                            {"name": f"Osoba {mark}", "email": f"{mark}@kompanija.example"}).must(201).body
            return Case(kind, status, row, self.owner, False, [mark])
        if kind == "key_id":
            row = forum.admin.post("/v1/keys", {"role": "member", "member_id": self.owner["id"], "label": f"Ključ {mark}"}).must(201).body
            if status == "revoked":
                forum.admin.post(f"/v1/keys/{row['id']}/revoke").must(200)
            return Case(kind, status, row, self.owner, False, [mark, row["key"]])
        return Case(kind, status, {"id": status}, None, True)


class Operation:
    def __init__(self, method, path, item, source, resolve, suffixes):
        self.method, self.path, self.resolve = method, path, resolve
        self.id, self.roles = source["operationId"], set(source["x-roles"])
        self.has_handler = source.get("x-handler", False)
        self.tag = source["tags"][0]
        self.source = source
        self.has_pages = {"$ref": "#/components/parameters/limit"} in source.get("parameters", [])
        self.parameters = re.findall(r"{(\w+)}", path)
        self.writes = method in WRITES
        # The formats that it answers beside JSON, each by its ending of the path.
        types = source["responses"].get("200", {}).get("content", {}) if method == "get" and not self.has_handler else {}
        self.suffixes = [suffix for suffix, media_type in suffixes.items() if media_type in types and suffix != "json"
                         and "application/json" in types]
        last = path.rsplit("/", 1)[-1]
        self.action = last if method == "post" and len(self.parameters) == 1 and not last.startswith("{") else None

    def body(self):
        """{"data", "headers"} of the contract's first example."""
        content = self.source.get("requestBody", {}).get("content", {})
        for media_type, entry in content.items():
            example = next(iter(entry.get("examples", {}).values()), None)
            if media_type.endswith("json") and example:
                value = self.resolve(example)["value"]
                if self.id == "createMember":
                    value = {**{name: of for name, of in value.items() if name not in ("pib", "mb", "lei", "vat_number")}}
                return {"data": json.dumps(value), "headers": {"Content-Type": media_type}}
        media_type = next(iter(content), None)
        return {"data": "%PDF-1.4 ", "headers": {"Content-Type": media_type}} if media_type else {}


def read_contract(document):
    def resolve(node):
        while "$ref" in node:
            target = document
            for part in node["$ref"][2:].split("/"):
                target = target[part]
            node = target
        return node
    return [Operation(method, path, item, source, resolve, document["x-suffixes"]) for path, item in document["paths"].items()
            for method, source in item.items() if isinstance(source, dict)]


def contract_document():
    from conftest import contract
    return contract().document


OPERATIONS = read_contract(contract_document())


@pytest.fixture(scope="module")
def world(template):
    with database_from(template) as database, forum_on(database) as forum:
        yield World(forum)


# Of the rest, what whoever may is answered, by status.
def on_draft(case, asker):
    return 204 if case.status in ("draft", "returned") else 409


def on_change(case, asker):
    if case.status == "embargoed":
        return {409, 422} if asker.name in OWNERS else {200, 409}
    open_to = {"draft": OWNERS | FORUM, "returned": OWNERS | FORUM, "submitted": FORUM}
    if case.kind == "commitment_id":
        open_to["published"] = OWNERS | FORUM
    return 200 if asker.name in open_to.get(case.status, ()) else 409


def on_document(done):
    """While the report is open: its company's as a draft or returned, the Forum's as submitted too."""
    def rule(case, asker):
        is_open = case.status in ("draft", "returned") or (case.status == "submitted" and asker.name in FORUM)
        return done if is_open else 409
    return rule


def on_active(case, asker):
    return 201 if case.status in ("active", "suspended") else 409


RULES = {
    "createMember": lambda case, asker: 201,
    "updateMember": lambda case, asker: 200,
    "createCommitment": on_active, "createReport": on_active,
    "createContact": lambda case, asker: 201,
    "updateCommitment": on_change, "updateReport": on_change,
    "updateContact": lambda case, asker: 200, "deleteContact": lambda case, asker: 204,
    "deleteCommitment": on_draft, "deleteReport": on_draft,
    "createProgress": lambda case, asker: 201 if case.status in ("published", "embargoed") else 409,
    "uploadReportDocument": on_document(200), "deleteReportDocument": on_document(204),
    "createKey": lambda case, asker: 201,
    "revokeKey": lambda case, asker: 200,
}


def transition_of(world, operation, case, asker):
    """What registry.transition says of an action, or None for what is no action of a life cycle."""
    resource = case.kind.removesuffix("_id")
    if not any(row[:2] == (resource, operation.action) for row in world.transitions):
        return None
    status, _, waits = case.status.partition(", ")
    status = "published" if status == "embargoed" else status
    allowed = any(row[:3] == (resource, operation.action, status) and asker.role in row[3]
                  and row[4] in (None, bool(waits)) for row in world.transitions)
    return 200 if allowed else 409


def expected(world, operation, case, asker):
    """A status, a set of them, or None for anything but a refusal by who asks."""
    if asker.name == "malformed" or (asker.role is None and asker.key and not operation.has_handler):
        return 401
    if not asker.key and "anonymous" not in operation.roles:
        return 401
    if operation.has_handler:
        return 200
    if asker.key and (asker.role not in operation.roles or (operation.writes and asker.name == "reader")):
        return 403
    is_their_own = asker.name in FORUM or asker.name in OWNERS
    if case:
        if not case.is_seen_by(asker) or (operation.tag in PRIVATE_TAGS and not is_their_own):
            return 404
        if operation.writes and not is_their_own:
            return 403
    if not operation.writes:
        return 200
    if case and operation.action and operation.id not in RULES:
        step = transition_of(world, operation, case, asker)
        if step is not None:
            return step
    rule = RULES.get(operation.id)
    return rule(case, asker) if rule else None


def is_met(expectation, status):
    if expectation is None:
        return status < 500 and status not in (401, 403, 404)
    return status in expectation if isinstance(expectation, set) else status == expectation


def details_of(operation, world, case):
    """What an action needs to be complete, so that only the life cycle can refuse it."""
    if operation.id == "supersedeReport":
        better = report(world.forum, world.owner)
        return {"superseded_by": better["id"]}
    reasons = {"reject": "incomplete_application", "suspend": "report_overdue", "expel": "code_breach", "withdraw": "own_request"}
    if operation.action == "withdraw" and case.kind == "commitment_id":
        return {"reason": "replaced"}
    if operation.action in reasons:
        return {"reason": reasons[operation.action]}
    return {"note": "Molimo vas da opišete merenje."} if operation.action == "return" else {}


def request_of(operation, world, case, asker, row_path):
    path = operation.path
    for name in operation.parameters:
        path = path.replace("{%s}" % name, urllib.parse.quote(row_path[name]))
    more = operation.body()
    if operation.action and transition_of(world, operation, case, asker) is not None:
        more = {"data": json.dumps(details_of(operation, world, case)), "headers": {"Content-Type": "application/json"}}
    if operation.id == "createKey" and asker.name in FORUM:
        more["data"] = json.dumps({**json.loads(more["data"]), "role": "member", "member_id": world.owner["id"]})
    if operation.id == "updateCommitment":
        more["data"] = json.dumps({"due_on": "2041-12-31", "change_reason": "Građevinska dozvola kasni."})
    more.setdefault("headers", {})
    if operation.method in ("patch", "put", "delete"):
        more["headers"]["If-Match"] = "*"
    return path, more


def changes(world):
    return world.forum.database.value("select coalesce(max(id), 0) from registry.change")


def cases_of(world, operation):
    if not operation.parameters:
        return [None]
    kind = operation.parameters[-1]
    assert kind in world.cases, f"{operation.id}: the matrix has no rows for {{{kind}}}; teach World.make to make them"
    return world.cases[kind]


def unseen_words(world, asker, used):
    """Words that this asker may not read anywhere: of every row that they may not see. A company that has a row of its own in
    each status sees the one that is asked for."""
    def is_seen(each):
        if each.kind == "member_id" and asker.name in OWNERS:
            return each.is_public or each is used
        return each.is_seen_by(asker)
    return {mark for cases in world.cases.values() for each in cases if not is_seen(each) for mark in each.marks}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_everyone_is_answered_as_the_rules_say(world, operation):
    for case, asker in itertools.product(cases_of(world, operation), world.askers):
        if case and case.kind == "key_id" and operation.writes and asker.name in OWNERS and case.row["id"] in (asker.key or ""):
            continue
        want = expected(world, operation, case, asker)
        may_change = operation.writes and (want is None or not is_met(want, 409)) and not is_met(want, 401) and \
            not is_met(want, 403) and not is_met(want, 404)
        used = world.make(case.kind, case.status) if case and may_change else case
        speaker = world.of_its_own(used, asker)
        path, more = request_of(operation, world, used or case, asker, used.path if used else {})
        before = changes(world) if operation.writes else None
        answer = speaker.send(operation.method.upper(), path, **more)
        name = f"{operation.method.upper()} {path} ({case}) by {asker.name}: {answer.status_code} {answer.text[:300]}"
        assert is_met(want, answer.status_code), f"{name}\n  the rules say {want}"
        if operation.writes and answer.status_code >= 400:
            assert changes(world) == before, f"{name}\n  was refused, and something was written"
        said = answer.text + str(dict(answer.headers))
        told = [mark for mark in unseen_words(world, asker, used) if mark in said]
        assert not told, f"{name}\n  tells {told}"
        for suffix in operation.suffixes:
            other = speaker.send("GET", f"{path}.{suffix}", **more)
            assert other.status_code == answer.status_code, f"{name}\n  and as {suffix} {other.status_code} {other.text[:300]}"
            told = [mark for mark in unseen_words(world, asker, used) if mark in other.text + str(dict(other.headers))]
            assert not told, f"{name}\n  tells {told} as {suffix}"
        if answer.status_code == 404 and case and not operation.writes:
            nowhere = {parameter: NOBODY for parameter in operation.parameters}
            path, more = request_of(operation, world, case, asker, nowhere)
            other = speaker.send(operation.method.upper(), path, **more)
            assert without_id(answer) == without_id(other), f"{name}\n  is not what a row that never was is answered"


def without_id(answer):
    body = answer.json()
    body.pop("request_id")
    headers = {name: value for name, value in answer.headers.items() if name not in ("Date", "X-Request-Id", "Content-Length")}
    return answer.status_code, body, headers


def test_the_formats_of_lists_are_in_the_matrix():
    assert sum(len(operation.suffixes) for operation in OPERATIONS) >= 18


def test_no_list_and_no_count_differs_by_what_one_may_not_see(world):
    """A stranger's lists are the same before and after rows that they may not see come and go. (In the chain of changes these have
    places, since it has no gaps; test_changes.py shows that nothing else is told.)"""
    lists = [operation for operation in OPERATIONS if operation.method == "get" and not operation.parameters
             and operation.path.startswith("/v1/") and "anonymous" in operation.roles and "x-feed" not in operation.source]
    assert len(lists) >= 4
    for asker in (each for each in world.askers if each.name in ("anonymous", "other")):
        def everything():
            return [asker.send("GET", operation.path, params={"limit": 200} if operation.has_pages else None).json()
                    for operation in lists]
        before = everything()
        for kind, status in (("commitment_id", "draft"), ("report_id", "submitted"), ("contact_id", "there"), ("key_id", "valid"),
                             ("member_id", "applied"), ("report_id", "embargoed")):
            world.make(kind, status)
        assert everything() == before


def test_the_matrix_can_fail(world):
    """A rule that is wrong is noticed: a stranger who is said to see a draft."""
    operation = next(each for each in OPERATIONS if each.id == "getCommitment")
    draft = next(case for case in world.cases["commitment_id"] if case.status == "draft")
    stranger = world.askers[0]
    assert expected(world, operation, draft, stranger) == 404
    path, more = request_of(operation, world, draft, stranger, draft.path)
    assert not is_met(200, stranger.send("GET", path, **more).status_code)
