"""Clients that send what they have to say until it is answered, each request with an Idempotency-Key of its own, and that
remember every answer that they got."""

import dataclasses
import http.client
import json
import random
import threading
import time
import uuid

AGAIN_AFTER_S = 0.05
TIMEOUT_S = 20
GIVE_UP_S = 120
COMPANIES = ("Meris", "Lafarge", "Erste banka", "Holcim Srbija", "Telenor")
OUTAGE = {(503, "unavailable"), (503, "outcome-unknown"), (409, "idempotency-key-in-use")}


@dataclasses.dataclass
class Letter:
    """A request, and what became of it."""
    kind: str
    path: str
    body: bytes
    secret: str | None
    mark: str  # by which its row is found, or the id of the row that it acts on
    key: str = dataclasses.field(default_factory=lambda: str(uuid.uuid4()))
    answer: tuple | None = None  # status, the header fields that matter, body
    tries: int = 0
    was_lost: bool = False  # an answer that never arrived, so that this one is its repetition

    @property
    def row(self):
        return json.loads(self.answer[2])


class Fault(AssertionError):
    pass


class Sender:
    """One connection, made again whenever it breaks."""

    def __init__(self, address):
        self.address = address
        self.connection = None

    def exchange(self, letter):
        """The answer, or None when none came."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key}
        if letter.secret:
            headers["Authorization"] = f"Bearer {letter.secret}"
        try:
            if not self.connection:
                self.connection = http.client.HTTPConnection(self.address, timeout=TIMEOUT_S)
            self.connection.request("POST", letter.path, letter.body, headers)
            response = self.connection.getresponse()
            return response, response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            return None

    def insist(self, letter, seen):
        """Sends the letter until it is answered for good; any other answer than an outage's is a fault. Returns the
        answer, and whether it was a repetition."""
        deadline = time.monotonic() + GIVE_UP_S
        came = None
        while time.monotonic() < deadline:
            letter.tries += 1
            came = self.exchange(letter)
            if came:
                response, content = came
                if response.status in (200, 201):
                    kept = tuple(response.headers.get(name) for name in ("Content-Type", "ETag", "Last-Modified", "Location"))
                    return (response.status, kept, content), response.headers.get("Idempotency-Replayed") == "true"
                problem = json.loads(content)
                said = response.status, problem["type"].rpartition("/")[2]
                if said not in OUTAGE:
                    raise Fault(f"{letter.kind} was answered {said}: {content.decode()}")
                if not response.headers.get("Retry-After"):
                    raise Fault(f"{said} without Retry-After")
                seen[said] = seen.get(said, 0) + 1
            time.sleep(AGAIN_AFTER_S)
        said = f"{came[0].status}: {came[1].decode()}" if came else "nothing"
        raise Fault(f"{letter.kind} was not answered within {GIVE_UP_S} s, at last {said}")

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Company:
    """A member with a key and with commitments on which progress is reported."""

    def __init__(self, forum, number):
        made = forum.post("/v1/members", {"name": f"{COMPANIES[number % len(COMPANIES)]} {number}"}).must(201).body
        self.id, self.secret = made["id"], made["key"]
        forum.admin.post(f"/v1/members/{self.id}/approve").must(200)
        self.commitments = [self.publish(forum) for _ in range(2)]

    def publish(self, forum):
        own = forum.with_key(self.secret)
        draft = own.post(f"/v1/members/{self.id}/commitments", promise("published before the load")).must(201).body
        own.post(f"/v1/commitments/{draft['id']}/submit").must(200)
        return forum.admin.post(f"/v1/commitments/{draft['id']}/publish").must(200).body["id"]


def promise(mark):
    return {"title": {"sr": f"Manje papira u kancelarijama, {mark}"}, "area": "environment", "kind": "quantitative",
            "indicator": "Office paper used in a year", "unit": "kg", "direction": "decrease", "baseline_value": 1200,
            "baseline_on": "2025-12-31", "target_value": 600, "starts_on": "2026-01-01", "due_on": "2027-12-31"}


class Client(threading.Thread):
    """Writes one letter after the other until it is told to stop; the last one is still answered."""

    def __init__(self, number, address, companies, seed, stopping):
        super().__init__(name=f"client {number}", daemon=True)
        self.number = number
        self.random = random.Random(f"{seed} {number}")
        self.sender = Sender(address)
        self.companies = companies
        self.stopping = stopping
        self.letters = []  # answered ones
        self.seen = {}     # outages, by what was said
        self.unanswered = None
        self.fault = None

    def run(self):
        try:
            while not self.stopping.is_set():
                self.write()
        except BaseException as fault:  # told by Load, in the main thread
            self.fault = fault
        finally:
            self.sender.close()

    def write(self):
        company = self.random.choice(self.companies)
        mark = f"{self.number}-{len(self.letters)}"
        dice = self.random.random()
        if dice < 0.25:
            self.send("application", "/v1/members", {"name": f"Smart kolektiv {mark}"}, None, f"Smart kolektiv {mark}")
        elif dice < 0.6:
            body = promise(mark)
            draft = self.send("commitment", f"/v1/members/{company.id}/commitments", body, company.secret, body["title"]["sr"])
            if self.random.random() < 0.5:
                row_id = draft.row["id"]
                self.send("submission", f"/v1/commitments/{row_id}/submit", {}, company.secret, row_id)
        else:
            commitment = self.random.choice(company.commitments)
            observed = f"2026-{self.random.randint(1, 3):02}-{self.random.randint(1, 28):02}"
            note = f"Weighed, {mark}"
            self.send("progress", f"/v1/commitments/{commitment}/progress",
                      {"observed_on": observed, "value": self.random.randint(500, 1300), "note": {"en": note}},
                      company.secret, note)

    def send(self, kind, path, body, secret, mark):
        letter = Letter(kind, path, json.dumps(body).encode(), secret, mark)
        self.unanswered = letter
        letter.answer, letter.was_lost = self.sender.insist(letter, self.seen)
        self.letters.append(letter)
        self.unanswered = None
        if self.random.random() < 0.2:
            self.send_again(letter)
        return letter

    def send_again(self, letter):
        answer, is_replay = self.sender.insist(letter, self.seen)
        if answer != letter.answer or not is_replay:
            raise Fault(f"{letter.kind} was answered {letter.answer}, and then {answer}")


class Load:
    """Several clients at once, from the `with` on until `finish`."""

    def __init__(self, forum, seed, clients=8, companies=3):
        self.companies = [Company(forum, number) for number in range(companies)]
        self.stopping = threading.Event()
        self.clients = [Client(number, forum.address, self.companies, seed, self.stopping) for number in range(clients)]

    def __enter__(self):
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()

    @property
    def letters(self):
        return [letter for client in self.clients for letter in client.letters]

    @property
    def seen(self):
        total = {}
        for client in self.clients:
            for said, count in client.seen.items():
                total[said] = total.get(said, 0) + count
        return total

    def check(self):
        for client in self.clients:
            if client.fault:
                raise client.fault

    def finish(self):
        """Everything that was begun is answered."""
        self.stopping.set()
        for client in self.clients:
            client.join(GIVE_UP_S)
        self.check()
        for client in self.clients:
            if client.is_alive() or client.unanswered:
                raise Fault(f"{client.name} still waits")
