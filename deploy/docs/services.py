"""The services as the pages tell of them: put together, and not started."""

import inspect
from collections.abc import Callable
from typing import Any, Literal

from services.checkin.app import build as build_checkin
from services.checkin.settings import CheckinSettings
from services.venue_status.app import build as build_venues
from services.venue_status.settings import VenueSettings
from shared.feed import Heard
from shared.service import Service


def services(clock: Literal["real", "simulated"] = "real") -> list[Service]:
    """All of them, with everything that a setting can add to what they hear."""
    of_no_use: dict[str, Any] = {"signing_key": "of no use", "clock": clock}
    return [
        build_checkin(CheckinSettings(**of_no_use)),
        build_venues(VenueSettings(**of_no_use, webhook="https://notices.example", webhook_secret="of no use")),
    ]


def ears(service: Service) -> list[list[str]]:
    """Rows of topic, service, from where (a place, or the offset of a group), and who is told."""
    heard = [[row.topic, service.name, str(row.start), ", ".join(listeners(row))] for row in service.hears]
    read = [[row.topic, service.name, f"group `{row.group}`", named(row.handle)] for row in service.reads]
    return heard + read


def listeners(row: Heard) -> list[str]:
    """Who is told of a record of this row."""
    told = inspect.getclosurevars(row.listener).nonlocals.get("listeners", (row.listener,))
    return [named(listener) for listener in told]


def named(method: Callable[..., Any]) -> str:
    """As `Boards.on_record`, in backticks."""
    return f"`{type(method.__self__).__name__}.{method.__name__}`"  # type: ignore[attr-defined]
