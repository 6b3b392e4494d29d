"""Samples of events as they could be on the log."""

from datetime import UTC, date, datetime
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from shared.events.attendance import Code
from shared.events.base import Event

PERSON = UUID("aa5a844d-6111-5b8c-9417-bc4178ede90a")
DEED = UUID("01894c3e-7c00-7a3b-8c00-5a1de0a3b2c1")
MOMENT = datetime(2023, 6, 3, 0, 12, 30, tzinfo=UTC)
BY_NAME = {
    "session": "sang", "venue": "DC01", "by": "ban1-DC01", "told": "checked_in", "wanted": "check_in", "count": 152,
    "meaning": "5f0c6c1b7b3a4d0e9a8f2c11", "correlation": "9f6b2c9e-2f61-4f0d-9a6b-6d9a4b8f1e02", "attendee": PERSON,
    "substitute": UUID("6334baed-7f57-51b9-b254-fa0d78c95eab"),
}  # fmt: skip
IDS = {
    "Attendee": PERSON, "HeadCount": "DC01/sang", "Row": PERSON, "Conference": "hy2023", "Session": "sang",
    "Venue": "DC01", "Unit": "ubnd-phuong-lam-son", "Pass": "ban1-DC01",
}  # fmt: skip


def sample(model: type[BaseModel]) -> Any:
    """One that could be on the log: what must be there, and of an event what the loop fills in."""
    wanted = {name for name, field in model.model_fields.items() if field.is_required()}
    if issubclass(model, Event):
        wanted |= {"key", "command", "meaning", "correlation"}
        wanted |= {"version", "revision"} if "state" in model.model_fields else set()
    return model(**{name: _value(name, model.model_fields[name].annotation, model) for name in wanted})


def _value(name: str, annotation: Any, model: type[BaseModel]) -> Any:
    if name == "key":
        return _key(model)
    if name in BY_NAME:
        return BY_NAME[name]
    if annotation == Code:
        return "wrong_venue"
    inner = get_args(annotation)
    if inner:
        return inner[0] if get_origin(annotation) is Literal else _value(name, inner[0], model)
    if issubclass(annotation, BaseModel):
        return sample(annotation)
    return {UUID: DEED, datetime: MOMENT, date: MOMENT.date(), bool: False, int: 1}.get(annotation, name)


def _key(model: type[BaseModel]) -> str:
    state = type(model.model_fields["state"].default).__name__ if "state" in model.model_fields else "Attendee"
    return f"hy2023/{state.lower()}/{IDS[state]}"
