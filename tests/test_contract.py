"""The contract: what tools/contract.py refuses, and whether the table of problems in it is the daemon's."""

import json
import re
import subprocess

import pytest

from conftest import ROOT

OPERATION = "paths:\n  /v1/me:\n    get:\n      operationId: getMe\n      x-roles: [member]\n"


@pytest.fixture
def convert(tmp_path):
    """Runs tools/contract.py on a text: what it wrote, and what it said with `contract.yaml` for the file's path."""
    def run(text):
        source, target = tmp_path / "contract.yaml", tmp_path / "contract.json"
        source.write_text(text, encoding="utf-8")
        done = subprocess.run(["/usr/bin/python3", ROOT / "tools" / "contract.py", source, target],
                              stderr=subprocess.PIPE, text=True)
        assert (done.returncode == 0) == target.exists() == (not done.stderr)
        written = target.read_text(encoding="utf-8") if target.exists() else None
        return written, done.stderr.strip().replace(str(source), "contract.yaml")
    return run


def test_keys_keep_their_order_and_texts_stay_text(convert):
    written, _ = convert("version: 1\nid: 2026-01-31\nmb: 07759231\nname: Državna lutrija Srbije\nat: 12:30\nyes: no\n")
    assert written == ('{"version":1,"id":"2026-01-31","mb":"07759231","name":"Državna lutrija Srbije","at":"12:30",'
                       '"yes":"no"}')


def test_numbers_and_the_three_words_of_json_are_themselves(convert):
    written, _ = convert("baseline_value: 914050\ntarget_value: -0.6\namended: true\nsoftened: false\nsource: null\n")
    assert json.loads(written) == {"baseline_value": 914050, "target_value": -0.6, "amended": True, "softened": False,
                                   "source": None}


@pytest.mark.parametrize("text, said", [
    ("name: Meris\ncity: Beograd\nname: Lafarge\n", "contract.yaml:3: the key name stands there twice, first in line 1"),
    ("responses:\n  200: the member\n", "contract.yaml:2: the key 200 must be text; put it in quotes"),
    ("schema:\n  $ref: '#/components/schemas/Membr'\n",
     "contract.yaml:2: $ref #/components/schemas/Membr leads nowhere in this document"),
    ("schema: {$ref: members.yaml}\n", "contract.yaml:1: $ref members.yaml leads nowhere in this document"),
    ("parameters:\n  - {$ref: '#/parameters/1'}\n", "contract.yaml:2: $ref #/parameters/1 leads nowhere in this document"),
    ("paths:\n  /v1/me:\n    get:\n      x-roles: [member]\n", "contract.yaml:3: GET /v1/me has no operationId"),
    ("paths:\n  /v1/me:\n    get: {operationId: getMe}\n", "contract.yaml:3: GET /v1/me has no x-roles"),
    (OPERATION + "  /v1/keys:\n    get:\n      operationId: getMe\n      x-roles: [member]\n",
     "contract.yaml:8: GET /v1/keys has the operationId getMe, which is that of GET /v1/me"),
    ("name: [Meris, Lafarge\n", "contract.yaml:2: did not find expected ',' or ']'"),
    ("name: Meris\ncity: \x01\n", "contract.yaml:2: control characters are not allowed"),
    ("- Meris\n", "contract.yaml:1: this is no OpenAPI document"),
])
def test_a_slip_is_refused_with_its_line(convert, text, said):
    assert convert(text) == (None, said)


def test_the_table_of_problems_is_that_of_the_daemon(forum):
    table = set()
    for row in forum.get("/openapi.json").must(200).body["info"]["description"].splitlines():
        status = re.match(r"\| (\d{3}) \|", row)
        if status:
            table |= {(int(status[1]), slug) for slug in re.findall(r"`([a-z-]+)`", row.split("|")[2])}
    problems = forum.get("/problems").must(200).body["data"]
    assert table == {(problem["status"], problem["type"].rpartition("/")[2]) for problem in problems}


def test_every_post_and_nothing_else_takes_an_idempotency_key(forum):
    paths = forum.get("/openapi.json").must(200).body["paths"]
    key = {"$ref": "#/components/parameters/Idempotency-Key"}
    takes_it = {(method, path) for path, item in paths.items() for method, operation in item.items()
                if method != "parameters" and key in operation.get("parameters", [])}
    assert takes_it == {("post", path) for path, item in paths.items() if "post" in item}


def test_whoever_may_send_again_hears_of_it(forum):
    """Each POST describes the mark of a replay on its successes, and both ways in which its key is refused."""
    document = forum.get("/openapi.json").must(200).body
    for item in document["paths"].values():
        for name, response in item.get("post", {}).get("responses", {}).items():
            if "$ref" in response:
                response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
            assert not name.startswith("2") or "Idempotency-Replayed" in response["headers"], item["post"]["operationId"]
        if "post" in item:
            assert {"409", "422"} <= set(item["post"]["responses"]), item["post"]["operationId"]
