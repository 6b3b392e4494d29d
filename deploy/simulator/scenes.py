"""From deeds to what goes over the line, and when: queues of halls without a line, and the clocks of the desks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from deploy.simulator.deeds import ORGANISER, Deed
from deploy.simulator.faults import FAST
from deploy.simulator.truth import Outage, Truth

BATCH = 50  # queued deeds of one upload
BETWEEN_UPLOADS = timedelta(seconds=3)


@dataclass(frozen=True)
class Scene:
    """What one actor sends at one moment. More than one deed goes as one batch."""

    when: datetime
    actor: str
    deeds: tuple[Deed, ...]


def scenes(truth: Truth, deeds: list[Deed]) -> list[Scene]:
    """The whole day in the order of sending. Deeds of one actor at one moment stay in their order."""
    online = [deed for deed in deeds if not truth.outage(deed.actor, deed.at)]
    played = [*_live(truth, online), *(scene for dark in truth.outages for scene in _flush(truth, dark, deeds))]
    return sorted(played, key=lambda scene: (scene.when, scene.actor))


def _live(truth: Truth, deeds: list[Deed]) -> Iterator[Scene]:
    """One by one; the organiser writes down all excuses in one go, and so does a hall with its line check."""
    for (at, actor, service), together in groupby(deeds, key=lambda deed: (deed.at, deed.actor, deed.service)):
        sent = [_with_device(truth, deed, at) for deed in together]
        in_one_go = actor == ORGANISER or service != "/checkin"
        yield from (Scene(at, actor, group) for group in ([tuple(sent)] if in_one_go else [(it,) for it in sent]))


def _flush(truth: Truth, dark: Outage, deeds: list[Deed]) -> Iterator[Scene]:
    queue = [deed for deed in deeds if deed.actor == dark.venue and dark.since <= deed.at < dark.until]
    for n in range(0, len(queue), BATCH):
        when = dark.until + (n // BATCH) * BETWEEN_UPLOADS
        yield Scene(when, dark.venue, tuple(_queued(truth, deed, when) for deed in queue[n : n + BATCH]))


def _queued(truth: Truth, deed: Deed, when: datetime) -> Deed:
    """Decided by the desk alone, which knows nothing of other halls."""
    told = "checked_in" if deed.expect == "inside_elsewhere" else deed.expect
    command = deed.command | {"told": told, "device": _device(truth, deed, when)}
    return replace(deed, command=command)


def _with_device(truth: Truth, deed: Deed, when: datetime) -> Deed:
    if deed.actor != truth.fast:
        return deed  # under a simulated clock pages send no device time either
    return replace(deed, command=deed.command | {"device": _device(truth, deed, when)})


def _device(truth: Truth, deed: Deed, when: datetime) -> dict[str, Any]:
    """The fast desk knows its offset in the last session alone; before, the server has to find out."""
    ahead = FAST if deed.actor == truth.fast else timedelta()
    knows = deed.at >= truth.halves[-1].opened or not ahead
    return {
        "id": f"desk-{deed.actor}",
        "device_time": (deed.at + ahead).isoformat(),
        "sent_at": (when + ahead).isoformat(),
        "offset": -ahead.total_seconds() if knows else None,
    }
