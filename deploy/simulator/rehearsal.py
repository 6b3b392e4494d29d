"""The halls' line check an hour before the start, and what the hub tells them: deeds of venue status."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from deploy.simulator.deeds import HUB, Deed, Pen
from deploy.simulator.truth import Truth

ROUND = "T-60"
ITEMS = ("main_line", "backup_line", "hears_hub", "sees_hub", "microphone", "camera", "display", "power", "desk")
FAILED = ("backup_line", "Đường dự phòng chưa thông")  # at the smallest hall
AFTER_BEGIN, BEFORE_START, READ_AFTER = timedelta(minutes=2), timedelta(minutes=2), timedelta(seconds=30)


def rehearse(truth: Truth, pen: Pen) -> Iterator[Deed]:
    """All nine items of each hall, at its own moment; then one announcement, read by every hall."""
    for n, venue in enumerate(truth.venues):
        yield from _line_check(truth, pen, venue, truth.begins + AFTER_BEGIN + timedelta(seconds=5 * n))
    at, id = truth.halves[0].starts - BEFORE_START, pen.id("announcement")
    text = "Năm phút nữa khai mạc, mời các điểm cầu ổn định chỗ ngồi."
    yield pen.at_venues(HUB, "announce", at, announcement=id, text=text)
    for venue in truth.venues:
        yield pen.at_venues(venue, "acknowledge_announcement", at + READ_AFTER, venue, announcement=id, venue=venue)


def _line_check(truth: Truth, pen: Pen, venue: str, at: datetime) -> Iterator[Deed]:
    weak = truth.flaps[-1].venue if truth.flaps else None
    for item in ITEMS:
        failed = venue == weak and item == FAILED[0]
        found = {"result": "failed", "note": FAILED[1]} if failed else {"result": "passed"}
        yield pen.at_venues(venue, "check_line", at, venue, item, round=ROUND, venue=venue, item=item, **found)
