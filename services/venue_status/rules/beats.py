"""Signs of life. A venue is as alive as its best source, so its own silence counts from the newest beat of any.

Measures say how good a link is, never whether it is there: a beat beyond every `bad` figure counts like any other on
the way back, and the link that it brings back is degraded. Else a line of 3 s would be down for as long as it is heard.
"""

from services.venue_status.rules import quality, returning, sources
from services.venue_status.rules.flapping import after_pause
from services.venue_status.rules.link_case import Case
from services.venue_status.rules.silence import after_gap, unwatched_since
from services.venue_status.rules.telling import told
from services.venue_status.settings import seconds
from shared.events.links import ALIVE, OUT, Link
from shared.events.venues import LinkEvent


def take_beat(case: Case) -> LinkEvent | Link | None:
    """None: its source has said something newer already."""
    if sources.is_behind(case.link, case.command, case.at):
        return None
    if _is_old(case):
        return sources.with_numbers(case.link, case.command, case.at)
    gap, heard = unwatched_since(case), sources.with_beat(case.thresholds, case.link, case.command, case.at)
    watched = after_gap(heard, gap, case.at) if gap else heard
    counted = returning.with_good_beat(case.thresholds, watched, case.at)
    after = _left(case, counted) if case.command.leaving else _heard(case, counted)
    return told(case, after, unwatched=gap, network=counted.good_since or case.at)


def _is_old(case: Case) -> bool:
    """It waited somewhere until it says nothing of now: a thousand at once neither resurrect nor kill."""
    return case.stamp.received_at - case.at > seconds(case.thresholds.stale_after)


def _left(case: Case, link: Link) -> Link:
    """The last one that is heard stops on purpose: nothing is silent then, nothing flaps, nothing is out."""
    if any(sources.living(case.thresholds, link, case.at)):
        return link
    nothing = {"rtt": None, "jitter": None, "loss": None, "breaks": (), "flapping": False}
    return link.model_copy(update={"observed": "no_data", **nothing, **returning.NO_GOOD_BEATS})


def _heard(case: Case, link: Link) -> Link:
    measured = quality.measured(case.thresholds, after_pause(case, link), case.at)
    if link.observed in ALIVE:
        return quality.graded(case.thresholds, measured, case.at)
    if link.observed in OUT and not returning.is_back(case.thresholds, link):
        return measured
    back = measured.model_copy(update={"observed": "up", **returning.NO_GOOD_BEATS})
    return quality.graded(case.thresholds, back, case.at)
