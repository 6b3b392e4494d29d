"""Everything that was ever said can still be read: one stored sample of each event and each order that a log may hold.

A sample is named `<docket>.<type>`. When a field is added, the samples stay as they are. When a type or a version is
added, its sample is added.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from services.checkin.store import CHECKIN, CONFERENCE
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.dockets import Docket
from shared.events.base import Event

SAMPLES = Path(__file__).parents[1] / "samples"
EVENTS = sorted((SAMPLES / "events").glob("*.json"))
ORDERS = sorted((SAMPLES / "orders").glob("*.json"))
DOCKETS = {docket.name: docket for docket in (CHECKIN, CONFERENCE, venues_docket(Thresholds()))}
each_event = pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
each_order = pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)


def docket_of(path: Path) -> Docket:
    return DOCKETS[path.stem.split(".", 1)[0]]


def types(schema: dict[str, Any]) -> set[str]:
    """The types that this union tells apart."""
    return set(schema["discriminator"]["mapping"])


def is_within(old: Any, new: Any) -> bool:
    """Whether all that was said before is still said: fields may be added and never lost."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(name in new and is_within(value, new[name]) for name, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(is_within, old, new))
    return bool(old == new)


def test_every_event_type_has_a_sample() -> None:
    said = {type for docket in DOCKETS.values() for type in types(docket.events.json_schema())}
    assert {f"vn.diemcau.{path.stem}" for path in EVENTS} == said


def test_every_command_that_may_lie_on_the_log_has_a_sample() -> None:
    asked = {
        f"{name}.{type}"
        for name, docket in DOCKETS.items()
        for type in types(docket.orders.json_schema()["properties"]["command"])
    }
    assert {path.stem for path in ORDERS} == asked


@each_event
def test_an_event_of_then_says_the_same_now(path: Path) -> None:
    sample = json.loads(path.read_text())
    event: Event = docket_of(path).events.validate_json(path.read_bytes())
    assert event.type == sample["type"] == f"vn.diemcau.{path.stem}"
    assert is_within(sample, json.loads(event.model_dump_json()))


@each_event
def test_a_field_of_a_later_version_is_no_fault(path: Path) -> None:
    sample = json.loads(path.read_text())
    later = {**sample, "added_later": {"anything": [1]}, "state": {**sample.get("state", {}), "added_later": 1}}
    adapter = docket_of(path).events
    assert adapter.validate_json(json.dumps(later)) == adapter.validate_json(path.read_bytes())


@each_order
def test_an_order_of_then_is_still_understood(path: Path) -> None:
    order = docket_of(path).orders.validate_json(path.read_bytes())
    assert f"{docket_of(path).name}.{order.command.type}" == path.stem
    assert is_within(json.loads(path.read_text()), json.loads(order.model_dump_json()))


@each_order
def test_an_order_of_then_has_the_key_of_a_kind_that_is_decided_there(path: Path) -> None:
    order = docket_of(path).orders.validate_json(path.read_bytes())
    assert docket_of(path).kind_of(order.command.key())


def test_an_event_that_lacks_what_it_needs_is_not_taken_for_one() -> None:
    """The check above can fail."""
    sample = json.loads((SAMPLES / "events" / "checkin.attendee-checked-in.v1.json").read_text())
    del sample["presence"]["venue"]
    with pytest.raises(ValueError, match="presence"):
        CHECKIN.events.validate_python(sample)
    assert not is_within({"a": [{"b": 1}]}, {"a": [{"c": 1}]})


@pytest.mark.parametrize("docket", DOCKETS.values(), ids=lambda docket: docket.name)
def test_an_event_that_is_not_known_yet_is_complained_of_without_its_words(docket: Docket) -> None:
    """A later version's type, say: the complaint is logged, and the words may hold a name."""
    later = {"type": "vn.diemcau.later.v9", "reason": "Nguyễn Thị Giả Định ốm"}
    with pytest.raises(ValueError, match=r"vn\.diemcau\.later\.v9") as complaint:
        docket.events.validate_python(later)
    assert "Giả Định" not in str(complaint.value)
