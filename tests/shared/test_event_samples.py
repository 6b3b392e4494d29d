"""Everything that was ever said can still be read: one stored sample of each event and each order that a log may hold.

When a field is added, the samples stay as they are. When a type or a version is added, its sample is added.
"""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from services.checkin.commands import AttendeeCommand, HeadCount
from services.checkin.conference_commands import ConferenceCommand
from services.checkin.store import CHECKIN, CONFERENCE
from shared.dockets import Docket
from shared.events.base import Event
from shared.events.checkin import CheckinEvent
from shared.events.conference import ConferenceEvents

SAMPLES = Path(__file__).parents[1] / "samples"
EVENTS = sorted((SAMPLES / "events").glob("*.json"))
ORDERS = sorted((SAMPLES / "orders").glob("*.json"))


def types_of(union: Any) -> set[str]:
    return {model.model_fields["type"].default for model in get_args(union)}


def docket_of(sample: dict[str, Any]) -> Docket:
    return CONFERENCE if sample["type"].startswith("vn.diemcau.conference.") else CHECKIN


def is_within(old: Any, new: Any) -> bool:
    """Whether all that was said before is still said: fields may be added and never lost."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(name in new and is_within(value, new[name]) for name, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(is_within, old, new))
    return bool(old == new)


def test_every_event_type_has_a_sample() -> None:
    types = types_of(CheckinEvent) | types_of(get_args(ConferenceEvents)[0])
    assert {json.loads(path.read_text())["type"] for path in EVENTS} == types


def test_every_command_that_may_lie_on_the_log_has_a_sample() -> None:
    types = types_of(AttendeeCommand) | types_of(ConferenceCommand) | {HeadCount.model_fields["type"].default}
    assert {path.stem for path in ORDERS} == types


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_an_event_of_then_says_the_same_now(path: Path) -> None:
    sample = json.loads(path.read_text())
    event: Event = docket_of(sample).events.validate_json(path.read_bytes())
    assert event.type == sample["type"]
    assert is_within(sample, json.loads(event.model_dump_json()))


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_a_field_of_a_later_version_is_no_fault(path: Path) -> None:
    sample = json.loads(path.read_text())
    later = {**sample, "added_later": {"anything": [1]}, "state": {**sample["state"], "added_later": 1}}
    adapter: TypeAdapter[Any] = docket_of(sample).events
    assert adapter.validate_json(json.dumps(later)) == adapter.validate_json(path.read_bytes())


@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
def test_an_order_of_then_is_still_understood(path: Path) -> None:
    sample = json.loads(path.read_text())
    docket = CONFERENCE if sample["command"]["type"] in types_of(ConferenceCommand) else CHECKIN
    order = docket.orders.validate_json(path.read_bytes())
    assert is_within(sample, json.loads(order.model_dump_json()))


def test_an_event_that_lacks_what_it_needs_is_not_taken_for_one() -> None:
    """The check above can fail."""
    sample = json.loads((SAMPLES / "events" / "checkin.attendee-checked-in.v1.json").read_text())
    del sample["presence"]["venue"]
    with pytest.raises(ValueError, match="presence"):
        CHECKIN.events.validate_python(sample)
    assert not is_within({"a": [{"b": 1}]}, {"a": [{"c": 1}]})
