"""Whether an answer is one that openapi.yaml promises. conftest's Client asks this of every answer that it gets, so
that every test of the interface also tests the contract.

What is promised: the operation has a response of that status; its media type and its body are those of the response;
no body where none is described; header fields as described; formats too.
"""

import csv
import datetime
import functools
import io
import json
import re
import subprocess
import tempfile
import urllib.parse
import uuid

import jsonschema
import zstandard

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
        """The path's methods, or None. Where its last segment ends with a format that the rest of it answers, that can be read."""
        rest, _, suffix = path.rpartition(".")
        media_type = self.document.get("x-suffixes", {}).get(suffix)
        read = (self.find(rest) or {}).get("get") if media_type and rest else None
        if read and media_type in read["responses"]["200"]["content"]:
            return {"get": read}
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
    def row(self, operation_id):
        """The schema of one row of a list."""
        for _, item in self.routes:
            for operation in item.values():
                if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                    schema = self.expand(operation["responses"]["200"])["content"]["application/json"]["schema"]
                    return schema["properties"]["data"]["items"]
        raise KeyError(operation_id)

    @staticmethod
    def columns(schema, prefix=""):
        """The columns of a table of such objects, each with the schema of its cells."""
        found = {}
        for name, inner in schema["properties"].items():
            if "properties" in inner:
                # What is included says again what `member_id` has said.
                for column, of in Contract.columns(inner, f"{prefix}{name}_").items():
                    found.setdefault(column, of)
            else:
                found[prefix + name] = inner
        return found

    def check_rows(self, name, operation_id, path, media_type, content):
        """The rows of a list in another form than JSON: each what the contract says of one."""
        schema, chosen = self.row(operation_id), self.chosen_of(path)
        wanted = {field: of for field, of in schema["properties"].items()
                  if (field in chosen if chosen else not of.get("x-on-request") or field in self.included_of(path))}
        grouped = self.grouped_of(operation_id, path)
        wanted = {field: schema["properties"][field] for field in grouped} if grouped else wanted
        schema = {**schema, "required": list(wanted), "properties": wanted}
        text = content.decode("utf-8")
        if media_type == "application/x-ndjson":
            validator = jsonschema.Draft202012Validator(schema, format_checker=formats)
            assert not text or text.endswith("\n"), f"{name} does not end with a line"
            for line in text.split("\n")[:-1]:
                faults = [error.message[:300] for error in validator.iter_errors(parse(line))]
                assert not faults, f"{name}, which openapi.yaml does not promise: {faults[:5]}"
        elif media_type == "text/csv":
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
            delimiter = {"semicolon": ";", "tab": "\t"}.get(query.get("delimiter", ["comma"])[0], ",")
            header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
            columns = self.columns(schema)
            assert header == list(columns), f"{name} has the columns {header}, and openapi.yaml {list(columns)}"
            for row in rows:
                assert len(row) == len(header), f"{name} has a row of {len(row)} cells below {len(header)} columns"
                for of, cell in zip(columns.values(), row):
                    assert self.is_cell(of, cell), f"{name} has the cell {cell!r}, which is nothing of {of}"

    @staticmethod
    def is_cell(schema, cell):
        """Whether a cell of CSV can be what the schema says; an empty one is null."""
        kinds = set([schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", []))
        if not cell or not kinds:
            return not cell or not kinds
        if kinds & {"integer", "number"}:
            return re.fullmatch(r"-?\d+([.,]\d+)?", cell)
        if "boolean" in kinds:
            return cell in ("true", "false")
        if "string" in kinds:
            return cell in schema.get("enum", [cell]) and formats.conforms(cell, schema.get("format", ""))
        return True

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
        return tuple(dict.fromkeys([*query["fields"][0].split(","), *Contract.included_of(path)]))

    @staticmethod
    def included_of(path):
        """The properties that the address asks for beside those that are always answered."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        return [name for name in query.get("include", [""])[0].split(",") if name]

    def grouped_of(self, operation_id, path):
        """The properties of each group, in their order, where the operation groups: what the address groups by, then what
        it counts, in the contract's order. Else None."""
        operation = next(operation for _, item in self.routes for operation in item.values()
                         if isinstance(operation, dict) and operation.get("operationId") == operation_id)
        schemas = {parameter["name"]: parameter["schema"] for parameter in map(self.expand, operation.get("parameters", []))}
        if "group_by" not in schemas:
            return None
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        measures = query["measures"][0].split(",") if "measures" in query else schemas["measures"]["default"]
        group_by = query["group_by"][0].split(",") if "group_by" in query else []
        return group_by + [name for name in schemas["measures"]["items"]["enum"] if name == "count" or name in measures]

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
        if content and headers.get("Content-Encoding") == "zstd":  # requests undoes gzip alone
            content = zstandard.ZstdDecompressor().decompressobj().decompress(content)
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
            media_type = headers.get("Content-Type", "").partition(";")[0]
            if status == 200 and content and media_type in ("text/csv", "application/x-ndjson"):
                self.check_rows(name, operation["operationId"], path, media_type, content)
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
        media_type = media_type and media_type.removesuffix("; charset=utf-8")
        if method == "HEAD":
            assert not content, f"{name} has a body"
        else:
            assert content or media_type in (None, "application/x-ndjson"), f"{name} says {media_type} and has no body"
        if not content and method != "HEAD" and media_type != "application/x-ndjson":
            raise AssertionError(f"{name} without a body, and openapi.yaml describes one")
        assert media_type in media, f"{name} is {media_type}, and openapi.yaml describes {list(media)}"
        if not content or media_type not in ("application/json", "application/problem+json"):
            return
        body = parse(content.decode("utf-8"))
        faults = [f"  {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                  for error in media[media_type].iter_errors(body)]
        assert not faults, f"{name}, which openapi.yaml does not promise:\n" + "\n".join(faults[:10])
        if media_type == "application/problem+json":
            assert body["status"] == status, f"{name} and says {body['status']}"
