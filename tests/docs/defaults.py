"""The settings of all services, by the names of their environment variables."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from services.checkin.settings import CheckinSettings
from services.venue_status.settings import VenueSettings


def defaults() -> dict[str, str]:
    """As they would be set; of one that differs the default of each service, in their order."""
    found: dict[str, dict[str, None]] = {}
    for settings in (CheckinSettings, VenueSettings):
        for name, field in settings.model_fields.items():
            for variable, value in _set(f"DIEMCAU_{name.upper()}", field.default):
                found.setdefault(variable, {})[value] = None
    return {variable: ", ".join(values) for variable, values in found.items()}


def _set(variable: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name, inner in value:
            yield from _set(f"{variable}__{name.upper()}", inner)
    elif isinstance(value, tuple):
        yield variable, json.dumps(value)
    else:
        yield variable, ",".join(value) if isinstance(value, list) else str(value)
