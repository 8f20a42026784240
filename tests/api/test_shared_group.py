"""What many ask at once travels to PostgreSQL together (docs/architecture.md, Lanes), and still everyone gets their own answer, and
not one row that is not theirs."""

import http.client
import itertools
import random
import socket
import threading

import pytest

from conftest import database_from, forum_on
from examples import NOBODY, commitment, member

COMPANIES = 6
CONNECTIONS = 24
REQUESTS_EACH = 200


@pytest.fixture(scope="module")
def crowded(template):
    """One worker, so that all share its connections; each company has a published commitment and a draft, whose titles name it."""
    with database_from(template) as database, forum_on(database, "--workers", "1", FORUM_CACHE="0") as forum:
        companies = []
        for number in range(COMPANIES):
            row = member(forum)
            companies.append({
                "id": row["id"], "key": forum.of(row).key, "secret": f"nacrt-{number}-tajna", "public": f"objava-{number}-javna",
                "draft": commitment(forum, row, "draft", title={"sr": f"nacrt-{number}-tajna"})["id"],
                "published": commitment(forum, row, title={"sr": f"objava-{number}-javna"})["id"]})
        yield forum, companies


class Load(threading.Thread):
    """One connection that asks in turn as a stranger, as companies and as the Forum, and looks at what it gets."""

    def __init__(self, forum, companies, seed):
        super().__init__()
        self.forum, self.companies, self.random = forum, companies, random.Random(seed)
        self.asked, self.faults = 0, []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.forum.port, timeout=60)
        while self.asked < REQUESTS_EACH and not self.faults:
            asker = self.random.choice([None, None, None, *self.companies])
            target = self.random.choice(self.companies)
            path, status = self.random.choice((
                (f"/v1/commitments/{target['draft']}", 200 if asker is target else 404),
                (f"/v1/commitments/{target['published']}", 200),
                ("/v1/commitments?limit=50", 200), (f"/v1/members/{target['id']}/commitments", 200),
                (f"/v1/members/{target['id']}", 200), (f"/v1/commitments/{NOBODY}", 404),
                # Fails in PostgreSQL, so that the group that it shares is sent again.
                (f"/v1/members/{NOBODY}/commitments", 404),
                ("/v1/me", 200 if asker else 401)))
            headers = {"Authorization": f"Bearer {asker['key']}"} if asker else {}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            self.judge(asker, target, path, status, answer.status, answer.read().decode())
        connection.close()

    def judge(self, asker, target, path, want, status, text):
        self.asked += 1
        if status != want:
            self.faults.append(f"{path} by {asker and asker['id']} is {status}, not {want}: {text[:200]}")
        for company in self.companies:
            if company is not asker and company["secret"] in text:
                self.faults.append(f"{path} by {asker and asker['id']} tells {company['secret']}")
        if status == 200 and path.endswith("?limit=50"):
            own = asker is not None and asker["secret"] in text
            if own != (asker is not None):
                self.faults.append(f"{path} by {asker and asker['id']}: its own draft is {'there' if own else 'not there'}")
            if (asker is None) != ('"allowed_actions":null' in text):
                self.faults.append(f"{path} by {asker and asker['id']} is another's answer")
        if status == 200 and path == "/v1/me" and f'"member_id":"{asker["id"]}"' not in text:
            self.faults.append(f"{asker['id']} is taken for another: {text[:200]}")
        if status == 200 and path.startswith("/v1/commitments/") and target["id"] not in text:
            self.faults.append(f"{path} is another's answer: {text[:200]}")


def test_at_full_load_nobody_gets_a_row_or_an_answer_of_another(crowded):
    forum, companies = crowded
    seed = random.SystemRandom().randrange(10**6)
    loads = [Load(forum, companies, f"{seed} {number}") for number in range(CONNECTIONS)]
    for load in loads:
        load.start()
    for load in loads:
        load.join()
    assert not list(itertools.chain.from_iterable(load.faults for load in loads)), f"seed {seed}"


def test_pipelined_requests_of_one_connection_are_answered_in_order_each_to_its_asker(crowded):
    """Keyed and anonymous ones in one write, the way that one connection can mix them."""
    forum, companies = crowded
    asked = []
    with socket.create_connection(("127.0.0.1", forum.port)) as connection:
        for number in range(200):
            asker = companies[number % COMPANIES] if number % 3 else None
            target = companies[(number // 2) % COMPANIES]
            asked.append((asker, target))
            key = f"Authorization: Bearer {asker['key']}\r\n" if asker else ""
            connection.sendall(f"GET /v1/commitments/{target['draft']} HTTP/1.1\r\nHost: x\r\n{key}\r\n".encode())
        reader = connection.makefile("rb")
        for asker, target in asked:
            status = int(reader.readline().split()[1])
            length = 0
            while (line := reader.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            text = reader.read(length).decode()
            assert status == (200 if asker is target else 404)
            assert (target["secret"] in text) == (asker is target)
