"""The desks and agents of a venue, each numbering its beats for itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from services.venue_status.commands import Beat
from services.venue_status.settings import Thresholds, seconds
from shared.events.links import Link, Sample, Source

MOST = 16  # a page that is loaded anew is a new source: those longest unheard are forgotten
FORGOTTEN = timedelta(minutes=10)  # unheard


def is_behind(link: Link, beat: Beat, at: datetime) -> bool:
    """An older beat or an equal one; also one of a source so long unheard that its numbers are forgotten."""
    known = link.sources.get(beat.source)
    if known is None:
        return link.last_seen is not None and at < link.last_seen - FORGOTTEN
    return (beat.boot, beat.number) <= (known.boot, known.number)


def with_numbers(link: Link, beat: Beat, at: datetime) -> Link:
    """All that an old beat can tell."""
    return _with(link, beat, at, {})


def with_beat(thresholds: Thresholds, link: Link, beat: Beat, at: datetime) -> Link:
    """With all that the beat says of its source. One that leaves speaks for no part of the venue any longer."""
    if beat.leaving:
        return _with(link, beat, at, {"waiting": beat.waiting, "working": {}, "recent": ()})
    known = link.sources.get(beat.source)
    recent = _sampled(thresholds, known.recent if known else (), beat, at)
    return _with(link, beat, at, {"waiting": beat.waiting, "working": beat.working, "recent": recent})


def living(thresholds: Thresholds, link: Link, at: datetime) -> Iterator[Source]:
    """Those that are heard. One that broke off without a word does not hold a link that its last desk leaves."""
    oldest = at - seconds(thresholds.stale_after)
    return (source for source in link.sources.values() if not source.left and source.last_seen >= oldest)


def _sampled(thresholds: Thresholds, recent: tuple[Sample, ...], beat: Beat, at: datetime) -> tuple[Sample, ...]:
    """At most one sample in half a beat interval: a burst weighs no more than a beat, and the state stays small."""
    oldest, half = at - seconds(thresholds.average_over), seconds(thresholds.beat_every / 2)
    kept = tuple(sample for sample in recent if sample.at > oldest)
    if (kept and at - kept[-1].at < half) or (beat.rtt is None and beat.jitter is None and beat.loss is None):
        return kept
    return (*kept, Sample(at=at, rtt=beat.rtt, jitter=beat.jitter, loss=beat.loss))


def _with(link: Link, beat: Beat, at: datetime, said: dict[str, Any]) -> Link:
    known = link.sources.get(beat.source) or Source(kind=beat.kind, boot=0, number=0, last_seen=at)
    numbers = {"kind": beat.kind, "boot": beat.boot, "number": beat.number, "last_seen": max(known.last_seen, at)}
    source = known.model_copy(update={**numbers, **said, "left": beat.leaving})
    last_seen = max(link.last_seen or at, at)
    kept = _kept({**link.sources, beat.source: source}, last_seen)
    return link.model_copy(update={"sources": kept, "last_seen": last_seen})


def _kept(sources: dict[str, Source], now: datetime) -> dict[str, Source]:
    heard = {id: source for id, source in sources.items() if source.last_seen >= now - FORGOTTEN}
    newest = sorted(heard, key=lambda id: (heard[id].last_seen, id))[-MOST:] if len(heard) > MOST else heard
    return {id: heard[id] for id in newest}
