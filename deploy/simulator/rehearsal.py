"""The halls' two line checks before the start, and what the hub tells them: deeds of venue status."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from deploy.simulator.deeds import HUB, Deed, Pen
from deploy.simulator.truth import Truth

ITEMS = ("main_line", "backup_line", "hears_hub", "sees_hub", "microphone", "camera", "display", "power", "desk")
FAILED = ("backup_line", "Đường dự phòng chưa thông")  # at a small hall, until the second round
AFTER_BEGIN, SECOND_BEFORE = timedelta(minutes=2), timedelta(minutes=22)  # before a line is gone
BEFORE_START, READ_AFTER = timedelta(minutes=2), timedelta(seconds=30)
BETWEEN_HALLS = timedelta(seconds=5)


def rehearse(truth: Truth, pen: Pen) -> Iterator[Deed]:
    """All nine items of each hall, twice; then one announcement, read by every hall."""
    starts = truth.halves[0].starts
    for n, venue in enumerate(truth.venues):
        later = (n % 12) * BETWEEN_HALLS
        for round, at in (("T-60", truth.begins + AFTER_BEGIN), ("T-15", starts - SECOND_BEFORE)):
            yield from (_checked(truth, pen, round, venue, item, at + later) for item in ITEMS)
    at, id = starts - BEFORE_START, pen.id("announcement")
    text = "Năm phút nữa khai mạc, mời các điểm cầu ổn định chỗ ngồi."
    yield pen.at_venues(HUB, "announce", at, announcement=id, text=text)
    for venue in truth.venues:
        yield pen.at_venues(venue, "acknowledge_announcement", at + READ_AFTER, venue, announcement=id, venue=venue)


def _checked(truth: Truth, pen: Pen, round: str, venue: str, item: str, at: datetime) -> Deed:
    weak = truth.flaps[-1].venue if truth.flaps else None
    failed = (round, venue, item) == ("T-60", weak, FAILED[0])
    found = {"result": "failed", "note": FAILED[1]} if failed else {"result": "passed"}
    about = (round, venue, item)
    return pen.at_venues(venue, "check_line", at, *about, round=round, venue=venue, item=item, **found)
