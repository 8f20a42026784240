"""Whether an answer is one that openapi.yaml promises. conftest's Client asks this of every answer that it gets, so
that every test of the interface also tests the contract.

What is promised: the operation has a response of that status; its media type and its body are those of the response;
no body where none is described; header fields as described; formats too.
"""

import datetime
import functools
import json
import re
import subprocess
import tempfile
import urllib.parse
import uuid

import jsonschema

# What `default` says that any address may answer; anything else must stand in the operation itself.
STATUSES_OF_ANY_ADDRESS = {405, 413, 414, 431, 501, 505}

formats = jsonschema.FormatChecker(formats=())


@formats.checks("date", raises=ValueError)
def is_date(value):
    return not isinstance(value, str) or (datetime.date.fromisoformat(value), re.fullmatch(r"\d{4}-\d\d-\d\d", value))[1]


@formats.checks("date-time", raises=ValueError)
def is_utc_time(value):
    """Times in answers are in UTC, with Z."""
    if not isinstance(value, str):
        return True
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?Z", value)
    return bool(match and datetime.datetime.fromisoformat(match[1]))


@formats.checks("uuid", raises=ValueError)
def is_uuid(value):
    return not isinstance(value, str) or str(uuid.UUID(value)) == value


@formats.checks("uri", raises=ValueError)
def is_uri(value):
    if not isinstance(value, str):
        return True
    parts = urllib.parse.urlsplit(value)
    return bool(parts.scheme and parts.netloc) and value.isascii() and " " not in value


def object_without_twins(pairs):
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"a name stands twice: {names}"
    return dict(pairs)


def refuse_constant(word):
    raise AssertionError(f"{word} is not JSON")


def parse(text):
    return json.loads(text, object_pairs_hook=object_without_twins, parse_constant=refuse_constant)


class Contract:
    def __init__(self, root):
        with tempfile.NamedTemporaryFile(suffix=".json") as target:
            subprocess.run(["/usr/bin/python3", root / "tools" / "contract.py", root / "openapi.yaml", target.name],
                           check=True)
            self.document = json.load(open(target.name, encoding="utf-8"))
        self.routes = []
        for path, item in self.document["paths"].items():
            pattern = "/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
            self.routes.append((re.compile(pattern), item))
        # What is written out wins over a placeholder.
        self.routes.sort(key=lambda route: route[0].pattern.count("[^/]+"))

    def expand(self, node):
        """The node with everything that it refers to in it; nothing in the contract refers to itself."""
        if isinstance(node, list):
            return [self.expand(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        node = dict(node)
        while isinstance(node.get("$ref"), str):
            target = self.document
            for name in node.pop("$ref").split("/")[1:]:
                target = target[name]
            node = {**target, **node}
        return {name: self.expand(value) for name, value in node.items()}

    def find(self, path):
        """The path's methods, or None."""
        for pattern, item in self.routes:
            if pattern.fullmatch(path):
                return item
        return None

    @functools.lru_cache(maxsize=None)
    def response(self, operation_id, status):
        """What the operation promises with that status: media types with a validator each, and header schemas."""
        for _, item in self.routes:
            for operation in item.values():
                if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                    return self.compile(operation["responses"], status)
        raise KeyError(operation_id)

    def compile(self, responses, status):
        chosen = responses.get(str(status))
        if chosen is None and status in STATUSES_OF_ANY_ADDRESS:
            chosen = responses["default"]
        if chosen is None:
            return None
        chosen = self.expand(chosen)
        media = {name: jsonschema.Draft202012Validator(entry["schema"], format_checker=formats)
                 for name, entry in chosen.get("content", {}).items()}
        return media, {name: header["schema"] for name, header in chosen.get("headers", {}).items()}

    @functools.lru_cache(maxsize=None)
    def response_of_chosen(self, operation_id, status, chosen):
        """The same where `fields` chose the properties of each object: exactly those, no more."""
        for _, item in self.routes:
            for operation in item.values():
                if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                    schema = self.expand(operation["responses"][str(status)])["content"]["application/json"]["schema"]
        of_list = "page" in schema["properties"]
        row = schema["properties"]["data"]["items"] if of_list else schema
        row = {**row, "required": list(chosen), "properties": {name: row["properties"][name] for name in chosen}}
        if of_list:
            row = {**schema, "properties": {**schema["properties"], "data": {"type": "array", "items": row}}}
        return {"application/json": jsonschema.Draft202012Validator(row, format_checker=formats)}

    @staticmethod
    def chosen_of(path):
        """The properties that the address names, or None."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        if "fields" not in query:
            return None
        return tuple(dict.fromkeys((query["fields"][0] + "," + query.get("include", [""])[0]).strip(",").split(",")))

    @staticmethod
    def takes_preference(operation):
        return any({"$ref": f"#/components/parameters/{name}"} in operation.get("parameters", [])
                   for name in ("Prefer", "PreferForRows"))

    @functools.cached_property
    def problem(self):
        schema = self.expand(self.document["components"]["schemas"]["Problem"])
        return jsonschema.Draft202012Validator(schema, format_checker=formats)

    def check(self, method, path, status, headers, content, prefers=None):
        """Raises AssertionError when the answer is not one that the contract promises."""
        name = f"{method} {path} answered {status}"
        item = self.find(urllib.parse.urlsplit(path).path)
        assert headers.get("X-Request-Id"), f"{name} without X-Request-Id"
        operation = (item or {}).get("get" if method == "HEAD" else method.lower())
        if method == "OPTIONS" and status == 204:
            assert item and not content, name
        elif not isinstance(operation, dict):
            # No operation, so no promise but that of every address.
            assert status in (STATUSES_OF_ANY_ADDRESS | {400, 404}), name
            self.check_content(name, {"application/problem+json": self.problem}, method, status, headers, content)
        else:
            promised = self.response(operation["operationId"], status)
            assert promised, f"{name}: {operation['operationId']} does not have that status in openapi.yaml"
            if status == 201 and prefers == "return=minimal" and self.takes_preference(operation):
                assert not content and headers.get("Location") and "Content-Type" not in headers, name
                return
            chosen = self.chosen_of(path) if status == 200 and headers.get("Content-Type") == "application/json" else None
            media = self.response_of_chosen(operation["operationId"], status, chosen) if chosen else promised[0]
            self.check_content(name, media, method, status, headers, content)
            for field, schema in promised[1].items():
                value = headers.get(field)
                if value is not None and schema["type"] == "integer":
                    assert schema["minimum"] <= int(value) <= schema["maximum"], f"{name}: {field} is {value}"

    @staticmethod
    def check_content(name, media, method, status, headers, content):
        if not media:
            assert not content, f"{name} has a body, and openapi.yaml describes none"
            return
        media_type = headers.get("Content-Type")
        if method == "HEAD":
            assert not content, f"{name} has a body"
        else:
            assert content or media_type is None, f"{name} says {media_type} and has no body"
        if not content and method != "HEAD":
            raise AssertionError(f"{name} without a body, and openapi.yaml describes one")
        assert media_type in media, f"{name} is {media_type}, and openapi.yaml describes {list(media)}"
        if not content or not media_type.endswith("json"):
            return
        body = parse(content.decode("utf-8"))
        faults = [f"  {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                  for error in media[media_type].iter_errors(body)]
        assert not faults, f"{name}, which openapi.yaml does not promise:\n" + "\n".join(faults[:10])
        if media_type == "application/problem+json":
            assert body["status"] == status, f"{name} and says {body['status']}"
