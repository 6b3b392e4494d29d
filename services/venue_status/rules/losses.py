"""Time lost per venue and part, from intervals.

The network is lost from the last sign of life before STALE to the first of the good beats that brought it back: every
silence that reached STALE counts, one that flaps counts as a whole. Any part is lost while somebody says so: a person,
whose word goes before that of the desks and agents, or one of these. What is declared of the link as a whole stands
beside what is observed, and costs nothing. Neither does maintenance, nor a gap of ours while the link was out.
"""

from collections.abc import Mapping
from datetime import datetime

from shared.events.links import OUT, Component, Link


def counted(link: Link, at: datetime, moments: Mapping[Component, datetime]) -> Link:
    """With the losses that began or ended `at`; `moments`: of parts that did so at another time."""
    lost = lost_parts(link)
    begun, ended = sorted(lost - link.lost_since.keys()), sorted(link.lost_since.keys() - lost)
    if not begun and not ended:
        return link
    going_on = {part: since for part, since in link.lost_since.items() if part in lost}
    spent = {part: _spent(link, part, moments.get(part, at)) for part in ended}
    changes = {"lost_since": {**going_on, **{part: moments.get(part, at) for part in begun}}, "lost": link.lost | spent}
    return link.model_copy(update=changes)


def lost_parts(link: Link) -> frozenset[Component]:
    """What does not work now and should."""
    if link.in_maintenance:
        return frozenset()
    found = {part for source in link.sources.values() for part, state in source.working.items() if state == "fault"}
    declared = frozenset(part for part, said in link.parts.items() if said.state == "fault")
    silent: frozenset[Component] = frozenset({"network"}) if link.observed in OUT else frozenset()
    return declared | silent | (found - link.parts.keys())


def without(link: Link, since: datetime, until: datetime) -> Link:
    """While it was out there was a gap of ours: its loss ends there and begins anew."""
    if link.observed not in OUT or "network" not in link.lost_since:
        return link
    lost = link.lost | {"network": _spent(link, "network", since)}
    return link.model_copy(update={"lost": lost, "lost_since": link.lost_since | {"network": until}})


def _spent(link: Link, part: Component, until: datetime) -> float:
    """Seconds, this loss included."""
    return link.lost.get(part, 0.0) + max(0.0, (until - link.lost_since[part]).total_seconds())
