#!/usr/bin/python3
"""Turns the contract into what the daemon reads: tools/contract.py openapi.yaml out.json

The JSON is compact and keeps the order of keys, which is the order of properties in answers; a date stays text.
Fails, naming the place, on what a YAML reader would let pass: a key that stands there twice, a $ref that leads
nowhere, an operation without operationId or x-roles, an operationId used twice.
"""

import json
import os
import sys

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class ContractError(Exception):
    pass


class Loader(yaml.CSafeLoader):
    """YAML 1.2's idea of scalars, as OpenAPI has it: a date is text, and only true and false are booleans."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"
            and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def place_of(node):
    return f"line {node.start_mark.line + 1}, column {node.start_mark.column + 1}"


def construct_mapping(loader, node):
    mapping = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise ContractError(f"{place_of(key_node)}: the key {key} must be text; put it in quotes")
        if key in mapping:
            raise ContractError(f"{place_of(key_node)}: the key {key} stands there twice")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_mapping)


def step(value, token):
    """What `token` of a JSON pointer leads to; raises LookupError."""
    if isinstance(value, list):
        return value[int(token)] if token.isdigit() else {}[token]
    if isinstance(value, dict):
        return value[token]
    raise LookupError(token)


def check_reference(document, reference, place):
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise ContractError(f"{place}: $ref must begin with #/, not be {reference}")
    value = document
    for token in reference[2:].split("/"):
        try:
            value = step(value, token.replace("~1", "/").replace("~0", "~"))
        except LookupError:
            raise ContractError(f"{place}: $ref {reference} leads nowhere") from None


def check_references(document, value, place="#"):
    if isinstance(value, dict):
        if "$ref" in value:
            check_reference(document, value["$ref"], place)
        for key, inner in value.items():
            check_references(document, inner, f"{place}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            check_references(document, inner, f"{place}/{index}")


def check_operations(document):
    places = {}
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method not in item:
                continue
            operation, place = item[method], f"{method.upper()} {path}"
            name = operation.get("operationId")
            if not name:
                raise ContractError(f"{place}: there is no operationId")
            if name in places:
                raise ContractError(f"{place}: the operationId {name} is that of {places[name]} too")
            if not operation.get("x-roles"):
                raise ContractError(f"{place}: there is no x-roles")
            places[name] = place


def read_contract(text):
    """The checked document; raises ContractError or yaml.YAMLError."""
    document = yaml.load(text, Loader)
    if not isinstance(document, dict):
        raise ContractError("this is no OpenAPI document")
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
    except (ContractError, yaml.YAMLError, OSError) as error:
        sys.exit(f"contract.py: {source}: {error}")
    # Written beside the target first: a build that is interrupted leaves no half a contract.
    with open(target + ".new", "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main(sys.argv[1:])
