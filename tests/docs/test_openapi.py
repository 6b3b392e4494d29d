"""The OpenAPI document is whole: every reference resolves, and a fuzzer can read it."""

from typing import Any

import pytest
import schemathesis
from schemathesis.core.result import Ok

from services.checkin.app import build
from services.checkin.commands import ASKED
from services.checkin.settings import CheckinSettings
from tests.docs.references import references, resolve, with_everything


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return build(CheckinSettings(signing_key="for tests only")).app().openapi()


def test_every_reference_points_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        resolve(document, reference)


@pytest.mark.parametrize("path", ["/checkin/api/commands", "/checkin/api/commands/batch"])
def test_every_command_that_may_be_asked_is_described(document: dict[str, Any], path: str) -> None:
    body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    described = {
        part["properties"]["type"]["const"]
        for part in with_everything(document, body)
        if "const" in part.get("properties", {}).get("type", {})
    }
    assert described == set(ASKED.json_schema()["discriminator"]["mapping"])


def test_a_fuzzer_can_read_every_operation(document: dict[str, Any]) -> None:
    read = [
        found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations() if isinstance(found, Ok)
    ]
    assert {(operation.method.lower(), operation.path) for operation in read} == {
        (method, path) for path, methods in document["paths"].items() for method in methods
    }
