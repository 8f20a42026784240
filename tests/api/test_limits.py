"""How many requests one may send: by address or key, told on each answer, the same in all workers."""

import http.client
import json
import re
import subprocess
import time
import uuid

import pytest

from conftest import FORUMD
from examples import member, nothing_written

LIMITS = {"FORUM_RATE": "20", "FORUM_KEY_RATE": "30", "FORUM_APPLICATION_RATE": "3", "FORUM_WRONG_KEY_RATE": "4"}


@pytest.fixture
def limited(forum_with):
    """A daemon of one's own with small limits, so that none has been used."""
    def start(**more):
        return forum_with(**{**LIMITS, **more})
    return start


def told(answer):
    """{name: (quota, window, remaining, reset)} as the fields tell."""
    policies = dict(re.findall(r'"([a-z-]+)";(q=\d+;w=\d+)', answer.headers["RateLimit-Policy"]))
    left = dict(re.findall(r'"([a-z-]+)";(r=\d+;t=\d+)', answer.headers["RateLimit"]))
    assert policies.keys() == left.keys()
    return {name: tuple(int(number) for number in re.findall(r"\d+", policies[name] + left[name])) for name in policies}


def from_address(forum, path="/v1/taxonomies", method="GET", forwarded_for=None, headers=None, body=None, key=None):
    """One request on a connection of its own, as (status, headers, body)."""
    connection = http.client.HTTPConnection("127.0.0.1", forum.port, timeout=30)
    headers = dict(headers or {})
    if forwarded_for:
        headers["X-Forwarded-For"] = forwarded_for
    if key:
        headers["Authorization"] = f"Bearer {key}"
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    read = answer.read()
    connection.close()
    return answer.status, answer.headers, read


def test_each_answer_tells_the_limit_and_what_is_left(limited):
    forum = limited()
    for number in range(3):
        assert told(forum.get("/v1/members").must(200))["default"][:3] == (20, 60, 19 - number)
    assert told(forum.get("/v1/members?wheelbarrow=1").must(400))["default"][2] == 16
    assert told(forum.get("/nowhere").must(404))["default"][2] == 15
    assert told(forum.head("/v1/members").must(200))["default"][2] == 14


def test_one_more_than_the_quota_is_refused_until_retry_after(limited):
    forum = limited()
    for _ in range(20):
        forum.get("/v1/taxonomies").must(200)
    refused = forum.get("/v1/taxonomies").must(429)
    assert refused.problem == "too-many-requests"
    assert told(refused)["default"][2] == 0
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 3, "twenty a minute are one in three seconds"
    assert "20 in 60 seconds" in refused.body["detail"]
    refused_at = time.monotonic()
    while forum.get("/v1/taxonomies").status == 429:
        assert time.monotonic() - refused_at < 30


def test_a_refused_request_is_not_carried_out(limited):
    forum = limited(FORUM_KEY_RATE="60")
    company = member(forum)
    asker, path = forum.of(company), f"/v1/members/{company['id']}/commitments"
    while asker.get("/v1/me").status == 200:
        pass
    with nothing_written(forum):
        assert asker.post(path, {"title": {"sr": "Manje papira"}}).must(429).body.get("errors") is None


def test_workers_share_one_count(limited):
    forum = limited(FORUM_WORKERS="4")
    counted = [from_address(forum)[0] for _ in range(25)]
    assert sorted(counted) == [200] * 20 + [429] * 5


def test_a_key_has_a_limit_of_its_own_and_others_behind_the_address_are_not_touched(limited):
    forum = limited(FORUM_KEY_RATE="60")
    company, other = member(forum), member(forum)
    for _ in range(60):
        forum.of(company).get("/v1/me")
    assert forum.of(company).get("/v1/me").status == 429
    assert told(forum.of(other).get("/v1/me").must(200))["key"][:2] == (60, 60)
    forum.get("/v1/members").must(200)
    assert "default" not in told(forum.of(other).get("/v1/me").must(200))


def test_an_unchanged_answer_costs_nothing(limited):
    forum = limited()
    tag = forum.get("/v1/taxonomies").must(200).etag
    for _ in range(60):
        unchanged = forum.get("/v1/taxonomies", headers={"If-None-Match": tag}).must(304)
        assert told(unchanged)["default"][2] >= 19
    assert told(forum.get("/v1/taxonomies").must(200))["default"][2] >= 18


def test_applications_have_a_stricter_limit_beside_the_usual_one(limited):
    forum = limited()
    def apply():
        return forum.post("/v1/members", {"name": f"Victoria Group {uuid.uuid4()}"})
    assert told(apply().must(201))["applications"][:3] == (3, 3600, 2)
    apply().must(201)
    apply().must(201)
    with nothing_written(forum):
        refused = apply().must(429)
    assert int(refused.headers["Retry-After"]) > 600
    assert told(refused)["applications"][2] == 0 and told(refused)["default"][2] > 10
    forum.get("/v1/members").must(200)
    forum.staff.post("/v1/members", {"name": "Mercator-S"}).must(201)


def test_a_wrong_key_counts_for_its_address_and_soon_none_is_looked_at(limited):
    forum = limited()
    good = forum.new_key(role="staff", label="Kancelarija")
    for number in range(4):
        wrong = f"forum_{uuid.uuid4().hex}_{'x' * 43}" if number % 2 else "Bearer of bad news"
        assert from_address(forum, "/v1/me", key=wrong)[0] == 401
    status, headers, body = from_address(forum, "/v1/me", key=f"forum_{uuid.uuid4().hex}_{'x' * 43}")
    assert (status, json.loads(body)["type"]) == (429, "/problems/too-many-requests")
    assert int(headers["Retry-After"]) > 1
    assert from_address(forum, "/v1/me", key=good)[0] == 429, "whoever guesses hears no more whether a guess is right"
    assert from_address(forum)[0] == 200


def test_what_a_proxy_of_ours_says_counts_and_nobody_elses_word(limited):
    forum = limited(FORUM_TRUSTED_PROXIES="127.0.0.0/8, 10.0.0.0/8")
    for _ in range(20):
        assert from_address(forum, forwarded_for="198.51.100.1")[0] == 200
    assert from_address(forum, forwarded_for="198.51.100.1")[0] == 429
    assert from_address(forum, forwarded_for="203.0.113.5, 198.51.100.1, 10.1.1.1")[0] == 429
    assert from_address(forum, forwarded_for="198.51.100.2")[0] == 200
    forum = limited()
    for number in range(20):
        assert from_address(forum, forwarded_for=f"198.51.100.{number}")[0] == 200
    assert from_address(forum, forwarded_for="198.51.100.77")[0] == 429


def test_an_ipv6_customer_is_one_whatever_address_of_its_own_it_uses(limited):
    forum = limited(FORUM_TRUSTED_PROXIES="127.0.0.1")
    for number in range(20):
        assert from_address(forum, forwarded_for=f"2001:db8:7:7:{number:x}::{number:x}")[0] == 200
    assert from_address(forum, forwarded_for="2001:db8:7:7:ffff::1")[0] == 429
    assert from_address(forum, forwarded_for="2001:db8:7:8::1")[0] == 200


def test_health_and_preflights_are_free(limited):
    forum = limited()
    for _ in range(60):
        assert from_address(forum, "/healthz")[0] == 200
        assert from_address(forum, "/v1/members", "OPTIONS")[0] == 204
    assert "RateLimit" not in from_address(forum, "/readyz")[1]
    assert told(forum.get("/v1/members").must(200))["default"][2] == 19


def test_web_pages_may_read_the_fields(limited):
    exposed = limited().get("/v1/members", headers={"Origin": "https://example.rs"}).headers["Access-Control-Expose-Headers"]
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(exposed.split(", "))


def test_without_limits_nothing_is_counted_or_told(limited):
    forum = limited(FORUM_RATE="0")
    for _ in range(50):
        assert "RateLimit" not in forum.get("/v1/taxonomies").must(200).headers


def test_the_default_limits_are_those_of_the_contract(forum_with):
    forum = forum_with(**{name: "" for name in LIMITS})
    assert told(forum.get("/v1/members").must(200))["default"][:2] == (100, 60)
    assert told(forum.staff.get("/v1/members").must(200))["key"][:2] == (1000, 60)
    assert told(forum.post("/v1/members", {"name": "GSK"}).must(201))["applications"][:2] == (5, 3600)


@pytest.mark.parametrize("proxies, words", [("10.0.0.0/33", "has 10.0.0.0/33"), ("localhost", "has localhost"),
                                            (",".join(["10.0.0.1"] * 33), "at most 32")])
def test_a_wrong_list_of_proxies_stops_the_start(forum, proxies, words):
    done = subprocess.run([FORUMD, "serve", "--trusted-proxies", proxies], env=forum.environment, capture_output=True, text=True)
    assert done.returncode == 2 and "--trusted-proxies" in done.stderr and words in done.stderr
