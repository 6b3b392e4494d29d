"""How good a living link is: averages of its best source over 30 s. The best is the one with the least strain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from services.venue_status.rules.sources import living
from services.venue_status.settings import Thresholds
from shared.events.links import Link, Observed, Source

Measure = Literal["rtt", "jitter", "loss"]
MEASURES: tuple[Measure, ...] = ("rtt", "jitter", "loss")
FEWEST = 3  # samples, for an average


def measured(thresholds: Thresholds, link: Link, at: datetime) -> Link:
    """With the averages as they are now. None: measured too seldom."""
    sources = (_averages(source) for source in living(thresholds, link, at))
    best = min(filter(None, sources), key=lambda averages: _strain(thresholds, averages), default={})
    return link.model_copy(update={measure: best.get(measure) for measure in MEASURES})


def graded(thresholds: Thresholds, link: Link, at: datetime) -> Link:
    """Degraded where any average reaches its second figure, up again where all are below their first; as it was where
    they are between or too few samples tell; up where nobody measures (any more)."""
    observed = _observed(thresholds, link, at)
    return link if observed == link.observed else link.model_copy(update={"observed": observed})


def _observed(thresholds: Thresholds, link: Link, at: datetime) -> Observed:
    limits, averages = _limits(thresholds), {it: getattr(link, it) for it in MEASURES if getattr(link, it) is not None}
    if not averages:
        return link.observed if any(source.recent for source in living(thresholds, link, at)) else "up"
    if any(average >= limits[it][1] for it, average in averages.items()):
        return "degraded"
    return "up" if all(average < limits[it][0] for it, average in averages.items()) else link.observed


def _averages(source: Source) -> dict[Measure, float]:
    values = {it: [value for sample in source.recent if (value := getattr(sample, it)) is not None] for it in MEASURES}
    return {it: round(sum(known) / len(known), 3) for it, known in values.items() if len(known) >= FEWEST}


def _strain(thresholds: Thresholds, averages: Mapping[Measure, float]) -> float:
    """From 1 on it is degraded."""
    limits = _limits(thresholds)
    return max(average / limits[it][1] for it, average in averages.items())


def _limits(thresholds: Thresholds) -> dict[Measure, tuple[float, float, float]]:
    return {"rtt": thresholds.rtt_ms, "jitter": thresholds.jitter_ms, "loss": thresholds.loss}
