"""The AsyncAPI document names every topic and every type that goes over it, and no server."""

import json
from typing import Any, get_args

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from services.checkin.app import build
from services.checkin.commands import AttendeeCommand, HeadCount
from services.checkin.conference_commands import ConferenceCommand
from services.checkin.settings import CheckinSettings
from shared.asyncapi import asyncapi
from shared.clock import CLOCK_TOPIC
from shared.events.base import CommandIdReused, CommandSetAside
from shared.events.checkin import CheckinEvent
from shared.events.conference import ConferenceEvents
from shared.records import DEAD_LETTERS
from tests.backstage import Backstage
from tests.clients import Conference
from tests.docs.references import references, resolve, with_everything

SERVICE = build(CheckinSettings(signing_key="for tests only"))
CONFERENCE_EVENT = get_args(ConferenceEvents)[0]
TYPES = {
    "checkin.commands.v1": [*get_args(AttendeeCommand), HeadCount],
    "conference.commands.v1": list(get_args(ConferenceCommand)),
    "checkin.events.v1": [*get_args(CheckinEvent), CommandIdReused, CommandSetAside],
    "conference.events.v1": [*get_args(CONFERENCE_EVENT), CommandIdReused, CommandSetAside],
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return asyncapi(SERVICE.name, SERVICE.dockets, SERVICE.hears)


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


@pytest.mark.parametrize("topic", TYPES)
@pytest.mark.parametrize("action", ["send", "receive"])
def test_every_type_of_a_topic_is_named_in_both_directions(document: dict[str, Any], topic: str, action: str) -> None:
    expected = {model.model_fields["type"].default for model in TYPES[topic]}
    assert said_on(document, topic, action) == expected


def test_every_topic_of_the_service_is_named(document: dict[str, Any]) -> None:
    named = {channel["address"] for channel in document["channels"].values()}
    assert named == {*TYPES, DEAD_LETTERS, CLOCK_TOPIC}


def test_every_reference_points_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        resolve(document, reference)


def test_a_command_and_a_state_of_one_name_stay_apart(document: dict[str, Any]) -> None:
    counts = [model for name, model in document["components"]["schemas"].items() if name.endswith("HeadCount")]
    assert {"count" in model["properties"] and "type" in model["properties"] for model in counts} == {True, False}


def test_no_address_is_told(document: dict[str, Any]) -> None:
    assert "servers" not in document
    assert "19092" not in json.dumps(document)


async def test_the_service_serves_it_and_kafka_has_its_topics(
    document: dict[str, Any], backstage: Backstage, conference: Conference
) -> None:
    answer = await conference.stranger().http.get("/asyncapi.json")
    assert answer.json() == document
    admin = AIOKafkaAdminClient(bootstrap_servers=backstage.kafka.address)
    await admin.start()
    try:
        topics = {topic for topic in await admin.list_topics() if not topic.startswith("_")}
    finally:
        await admin.close()
    assert {channel["address"] for channel in document["channels"].values()} <= topics
    assert topics >= set(TYPES)
