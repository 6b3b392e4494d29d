"""docs/events.md is what the models say, and its samples can be read back."""

import json
import re
from typing import Any

import pytest
from pydantic import TypeAdapter

from deploy.docs import events
from shared.events.base import CommandIdReused, CommandSetAside
from shared.events.checkin import CHECKIN_EVENTS
from shared.events.conference import CONFERENCE_EVENTS

PAGE = events.FILE.read_text("utf-8")
SAMPLES = re.findall(r"^\{.*\}$", PAGE, re.MULTILINE)


def test_the_page_is_as_new() -> None:
    assert events.page() == PAGE, "the events changed: run `make docs`"


def test_every_event_has_a_sample() -> None:
    types = {json.loads(sample)["type"] for sample in SAMPLES}
    assert types == {event.model_fields["type"].default for some in events.TOPICS.values() for event in some}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: json.loads(sample)["type"])
def test_a_sample_can_be_read(sample: str) -> None:
    event = reader(json.loads(sample)["type"]).validate_json(sample)
    assert event.model_dump_json(exclude={"state"}, exclude_none=True) == sample


def reader(type: str) -> TypeAdapter[Any]:
    if ".conference." in type:
        return CONFERENCE_EVENTS
    return CHECKIN_EVENTS if ".checkin." in type else TypeAdapter(CommandIdReused | CommandSetAside)
