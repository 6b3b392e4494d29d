"""Each AsyncAPI document names every topic and every type that goes over it, and no server."""

import json
from typing import Any, NamedTuple, get_args

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from deploy.docs.services import services
from services.checkin.commands import AttendeeCommand, HeadCount
from services.checkin.conference_commands import ConferenceCommand
from services.venue_status.commands import VenuesCommand
from shared.asyncapi import asyncapi
from shared.clock import CLOCK_TOPIC
from shared.events.base import CommandIdReused, CommandSetAside
from shared.events.checkin import CheckinEvent
from shared.events.conference import ConferenceEvents
from shared.events.venues import VenuesEvents
from shared.records import DEAD_LETTERS
from tests.backstage import Backstage
from tests.clients import Conference
from tests.docs.references import references, resolve, with_everything

TO_WAITERS = (CommandIdReused, CommandSetAside)
TYPES: dict[str, dict[str, list[Any]]] = {  # service → topic of its own → what goes over it
    "checkin": {
        "checkin.commands.v1": [*get_args(AttendeeCommand), HeadCount],
        "conference.commands.v1": [*get_args(ConferenceCommand)],
        "checkin.events.v1": [*get_args(CheckinEvent), *TO_WAITERS],
        "conference.events.v1": [*get_args(get_args(ConferenceEvents)[0]), *TO_WAITERS],
    },
    "venues": {
        "venues.commands.v1": [*get_args(VenuesCommand)],
        "venues.events.v1": [*get_args(get_args(VenuesEvents)[0]), *TO_WAITERS],
    },
}
OF_OTHERS = {"checkin": set[str](), "venues": {"checkin.events.v1", "conference.events.v1"}}


class Described(NamedTuple):
    service: str
    document: dict[str, Any]


DESCRIBED = [Described(it.name, asyncapi(it.name, it.dockets, it.hears, it.reads)) for it in services()]
each_service = pytest.mark.parametrize("described", DESCRIBED, ids=lambda described: described.service)


def said_on(document: dict[str, Any], topic: str, action: str) -> set[str]:
    """The types (`type` of a body) that this document lets over a topic, in one direction."""
    types: set[str] = set()
    for operation in document["operations"].values():
        channel = resolve(document, operation["channel"]["$ref"])
        if channel["address"] == topic and operation["action"] == action:
            for part in with_everything(document, operation["messages"]):
                type = part.get("properties", {}).get("type", {}) if isinstance(part, dict) else {}
                types |= {type[word] for word in ("const", "default") if word in type}
    return types


def addresses(document: dict[str, Any]) -> set[str]:
    return {channel["address"] for channel in document["channels"].values()}


@each_service
@pytest.mark.parametrize("action", ["send", "receive"])
def test_every_type_of_a_topic_is_named_in_both_directions(described: Described, action: str) -> None:
    for topic, models in TYPES[described.service].items():
        expected = {model.model_fields["type"].default for model in models}
        assert said_on(described.document, topic, action) == expected, topic


@each_service
def test_every_topic_of_a_service_is_named(described: Described) -> None:
    others = {*OF_OTHERS[described.service], DEAD_LETTERS, CLOCK_TOPIC}
    assert addresses(described.document) == {*TYPES[described.service], *others}


@each_service
def test_what_others_say_is_heard_and_never_sent(described: Described) -> None:
    operations = described.document["operations"].values()
    for topic in OF_OTHERS[described.service]:
        does = [it["action"] for it in operations if _topic(described.document, it) == topic]
        assert set(does) == {"receive"}, topic


@each_service
def test_every_reference_points_somewhere(described: Described) -> None:
    for reference in references(described.document):
        resolve(described.document, reference)


def test_a_command_and_a_state_of_one_name_stay_apart() -> None:
    schemas = DESCRIBED[0].document["components"]["schemas"]
    counts = [model for name, model in schemas.items() if name.endswith("HeadCount")]
    assert {"count" in model["properties"] and "type" in model["properties"] for model in counts} == {True, False}


@each_service
def test_no_address_is_told(described: Described) -> None:
    assert "servers" not in described.document
    assert "19092" not in json.dumps(described.document)


async def test_the_service_serves_it_and_kafka_has_its_topics(backstage: Backstage, conference: Conference) -> None:
    answer = await conference.stranger().http.get("/asyncapi.json")
    assert answer.json() == DESCRIBED[0].document
    admin = AIOKafkaAdminClient(bootstrap_servers=backstage.kafka.address)
    await admin.start()
    try:
        topics = {topic for topic in await admin.list_topics() if not topic.startswith("_")}
    finally:
        await admin.close()
    assert addresses(DESCRIBED[0].document) <= topics


def _topic(document: dict[str, Any], operation: dict[str, Any]) -> str:
    return str(resolve(document, operation["channel"]["$ref"])["address"])
