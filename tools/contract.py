#!/usr/bin/python3
"""Turns the contract into what the daemon reads: tools/contract.py openapi.yaml out.json

The JSON is compact and keeps the order of keys, which is the order of properties in answers.
Fails, naming file and line, on what a YAML reader would let pass: a key that stands there twice, a $ref that leads
nowhere, an operation without operationId or x-roles, an operationId used twice.
"""

import json
import os
import re
import sys

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class ContractError(Exception):
    """What is wrong, and in which line."""

    def __init__(self, line, message):
        super().__init__(message)
        self.line = line


class Object(dict):
    """A mapping that knows in which line it starts and in which each of its keys stands."""

    def __init__(self, line):
        super().__init__()
        self.line = line
        self.line_of = {}


class Loader(yaml.CSafeLoader):
    """Scalars as JSON has them: 2026-01-31 is text, and so are 07759231, 12:30 and yes, which YAML 1.1 would turn into
    something else."""


Loader.yaml_implicit_resolvers = {}
for tag, form, first in (
        ("null", r"null|~|", ["n", "~", ""]),
        ("bool", r"true|false", list("tf")),
        ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
        ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", list("-0123456789"))):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), first)


def construct_object(loader, node):
    built = Object(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key, line = loader.construct_object(key_node, deep=True), key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise ContractError(line, f"the key {key} must be text; put it in quotes")
        if key in built:
            raise ContractError(line, f"the key {key} stands there twice, first in line {built.line_of[key]}")
        built.line_of[key] = line
        built[key] = loader.construct_object(value_node, deep=True)
    return built


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_object)


def leads_somewhere(document, reference):
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return False
    value = document
    for token in reference[2:].split("/"):
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and token.isdigit() and int(token) < len(value):
            value = value[int(token)]
        elif isinstance(value, dict) and token in value:
            value = value[token]
        else:
            return False
    return True


def check_references(document, value):
    if isinstance(value, list):
        for inner in value:
            check_references(document, inner)
    if not isinstance(value, dict):
        return
    if "$ref" in value and not leads_somewhere(document, value["$ref"]):
        raise ContractError(value.line_of["$ref"], f"$ref {value['$ref']} leads nowhere in this document")
    for inner in value.values():
        check_references(document, inner)


def check_operations(document):
    seen = {}
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method not in item:
                continue
            operation, line, address = item[method], item.line_of[method], f"{method.upper()} {path}"
            name = operation.get("operationId")
            if not name:
                raise ContractError(line, f"{address} has no operationId")
            if name in seen:
                raise ContractError(operation.line_of["operationId"],
                                    f"{address} has the operationId {name}, which is that of {seen[name]}")
            if not operation.get("x-roles"):
                raise ContractError(line, f"{address} has no x-roles")
            seen[name] = address


def read_contract(text):
    """The checked document; raises ContractError."""
    try:
        document = yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        raise ContractError(error.problem_mark.line + 1, error.problem) from None
    except yaml.reader.ReaderError as error:
        raise ContractError(text.count("\n", 0, error.position) + 1, error.reason) from None
    if not isinstance(document, Object):
        raise ContractError(1, "this is no OpenAPI document")
    check_references(document, document)
    check_operations(document)
    return document


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: contract.py openapi.yaml out.json")
    source, target = arguments
    try:
        with open(source, encoding="utf-8") as file:
            document = read_contract(file.read())
    except ContractError as error:
        sys.exit(f"{source}:{error.line}: {error}")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{source}: {error}")
    # Written beside the target first: a build that is interrupted leaves no half a contract.
    with open(target + ".new", "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main(sys.argv[1:])
