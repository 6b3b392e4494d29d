"""The walkthrough is true: a real scan goes the way that the page tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import backstage
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, Conference
from tests.docs.pages import ROOT, Stop, source_of, stops
from tests.waiting import wait_for

WALK = stops(ROOT / "docs" / "walkthrough.md")
IN_THE_SERVICE = [stop for stop in WALK if stop.file.endswith(".py")]


def named(stop: Stop) -> str:
    return f"{stop.file} {stop.function}"


@pytest.mark.parametrize("stop", WALK, ids=named)
def test_what_is_quoted_stands_there(stop: Stop) -> None:
    standing = [line.strip().rstrip(",") for line in source_of(stop).splitlines()]
    for line in stop.lines:
        assert line in standing, f"{line!r} does not stand in {stop.function} of {stop.file}"


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Backstage, Path]]:
    """A hall of its own: a second check-in would share the keys of the first."""
    state = tmp_path_factory.mktemp("traced")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backstage, "CHECKIN", backstage.CHECKIN._replace(module="tests.docs.traced_checkin"))
        hall = Backstage(state, {"DIEMCAU_TRACE": str(state / "calls")})
    try:
        yield hall.start(), state / "calls"
    finally:
        hall.stop()


async def test_a_scan_goes_this_way(traced: tuple[Backstage, Path]) -> None:
    hall, calls = traced
    conference = await Conference(hall).set_up()
    desk = conference.desk()
    async with desk.watching("door", venue=KIM_CHAN, session="morning") as screen:
        before = len(calls.read_text())
        decision = await desk.scan("HV01")
        person = f"attendee/{conference.person('HV01')}"
        await wait_for(lambda: person in screen.items)
    await conference.close()
    assert decision["code"] == "checked_in"
    called = iter(calls.read_text()[before:].splitlines())
    for stop in IN_THE_SERVICE:  # each after the one before
        assert named(stop) in called, f"{named(stop)} was not called there"
