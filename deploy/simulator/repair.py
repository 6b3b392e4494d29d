"""What the hub does about the hall whose line is gone: somebody owns the incident, and sees to it."""

from collections.abc import Iterator
from datetime import timedelta

from deploy.simulator.deeds import Deed, Pen
from deploy.simulator.truth import Truth

SEEN_AFTER, CALLED_AFTER = timedelta(minutes=2), timedelta(minutes=4)  # without a line


def repair(truth: Truth, pen: Pen) -> Iterator[Deed]:
    """Both steps while the line is still gone."""
    for dark in truth.outages[:1]:
        yield pen.about_incident("acknowledge", dark.since + SEEN_AFTER, dark.venue)
        yield pen.about_incident("mitigate", dark.since + CALLED_AFTER, dark.venue, reason="Đã gọi nhà mạng")
