"""Each OpenAPI document is whole: every reference resolves, and a fuzzer can read it."""

from typing import Any

import pytest
import schemathesis
from schemathesis.core.result import Ok

from deploy.docs.services import services
from services.checkin.commands import ASKED as ASKED_OF_CHECKIN
from services.venue_status.commands import ASKED as ASKED_OF_VENUES
from tests.docs.references import references, resolve, with_everything

ASKED = {"checkin": ASKED_OF_CHECKIN, "venues": ASKED_OF_VENUES}
DOCUMENTS = {service.name: service.app().openapi() for service in services()}
each_service = pytest.mark.parametrize("service", DOCUMENTS)


@each_service
def test_every_reference_points_somewhere(service: str) -> None:
    for reference in references(DOCUMENTS[service]):
        resolve(DOCUMENTS[service], reference)


@each_service
@pytest.mark.parametrize("path", ["commands", "commands/batch"])
def test_every_command_that_may_be_asked_is_described(service: str, path: str) -> None:
    document: dict[str, Any] = DOCUMENTS[service]
    posted = document["paths"][f"/{service}/api/{path}"]["post"]
    described = {
        part["properties"]["type"]["const"]
        for part in with_everything(document, posted["requestBody"]["content"]["application/json"]["schema"])
        if "const" in part.get("properties", {}).get("type", {})
    }
    assert described == set(ASKED[service].json_schema()["discriminator"]["mapping"])


@each_service
def test_a_fuzzer_can_read_every_operation(service: str) -> None:
    document = DOCUMENTS[service]
    read = [
        found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations() if isinstance(found, Ok)
    ]
    assert {(operation.method.lower(), operation.path) for operation in read} == {
        (method, path) for path, methods in document["paths"].items() for method in methods
    }
