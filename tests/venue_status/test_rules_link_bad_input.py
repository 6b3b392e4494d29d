"""What no link is asked: refused before it is on the log."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.venue_status.commands import ASKED
from tests.builders import CONFERENCE

ID = "0188b0a0-0000-7000-8000-000000000001"
BEAT = {"type": "beat", "source": "desk-1", "kind": "desk", "boot": 1, "number": 1, "rtt": 20.0}


def asked(**fields: Any) -> Any:
    return ASKED.validate_python({"id": ID, "conference": CONFERENCE, "venue": "KC", **fields})


def test_a_beat_needs_no_measures() -> None:
    assert asked(**BEAT | {"rtt": None}).key() == f"{CONFERENCE}/link/KC"


@pytest.mark.parametrize("measure", ["rtt", "jitter", "loss"])
@pytest.mark.parametrize("value", [-0.001, -1, float("nan"), float("inf"), -float("inf"), "fast", "", [], {}, 1e300])
def test_a_measure_that_cannot_be_is_refused(measure: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=measure):
        asked(**BEAT | {measure: value})


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "-1", '"x"', "1e999"])
def test_a_measure_that_cannot_be_is_refused_as_json_too(value: str) -> None:
    fields = '"type":"beat","source":"d","kind":"desk","boot":1,"number":1'
    with pytest.raises(ValidationError, match="rtt"):
        ASKED.validate_json(f'{{"id":"{ID}","conference":"{CONFERENCE}","venue":"KC",{fields},"rtt":{value}}}')


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"number": -1},
        {"number": 10**10},
        {"number": 1.5},
        {"number": None},
        {"boot": -1},
        {"boot": 10**15},
        {"boot": "yesterday"},
        {"loss": 1.01},
        {"rtt": 600_001},
        {"waiting": -1},
        {"waiting": 10**9},
        {"source": ""},
        {"source": "a" * 65},
        {"source": "a.b"},
        {"source": "$where"},
        {"source": None},
        {"kind": "toaster"},
        {"working": {"flux_capacitor": "ok"}},
        {"working": {"camera": "so-so"}},
        {"working": ["camera"]},
        {"leaving": "perhaps"},
        {"venue": "../KC"},
        {"venue": ""},
        {"venue": None},
        {"conference": "HY 2023"},
    ],
    ids=str,
)
def test_a_beat_that_says_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        asked(**BEAT | wrong)


@pytest.mark.parametrize("missing", ["source", "kind", "boot", "number", "venue", "conference", "id"])
def test_a_beat_without_its_numbers_is_refused(missing: str) -> None:
    fields = {"id": ID, "conference": CONFERENCE, "venue": "KC", **BEAT}
    with pytest.raises(ValidationError, match=missing):
        ASKED.validate_python({name: value for name, value in fields.items() if name != missing})


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "declare_link", "state": "stale"},
        {"type": "declare_link", "state": "ok"},
        {"type": "declare_component", "component": "camera", "state": "down"},
        {"type": "declare_component", "component": "coffee", "state": "ok"},
        {"type": "declare_component", "state": "ok"},
        {"type": "set_maintenance", "since": "2023-06-03T07:00:00+07:00", "until": "2023-06-03T07:00:00+07:00"},
        {"type": "set_maintenance", "since": "2023-06-03T07:10:00+07:00", "until": "2023-06-03T07:00:00+07:00"},
        {"type": "set_maintenance", "since": "2023-06-03T07:00:00", "until": "2023-06-03T08:00:00"},
        {"type": "cancel_maintenance", "window": "tonight"},
        {"type": "declare_link", "state": "up", "reason": "a" * 301},
    ],
    ids=str,
)
def test_words_and_windows_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        asked(**wrong)


@pytest.mark.parametrize("type", ["mark_component", "tell_ledger", "deadline", "order_incident"])
def test_what_only_follows_cannot_be_asked(type: str) -> None:
    with pytest.raises(ValidationError, match="does not match any of the expected tags"):
        asked(type=type, component="camera", state="fault", since="2023-06-03T07:00:00+07:00")
