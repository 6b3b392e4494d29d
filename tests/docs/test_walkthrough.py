"""The walks are true: a real scan, and a real silence, go the way that the pages tell."""

from collections.abc import Iterator

import pytest

from tests import backstage
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, Conference
from tests.docs.pages import ROOT, Stop, source_of, stops
from tests.venue_status.conftest import Halls
from tests.waiting import wait_for

SCAN, SILENCE = stops(ROOT / "docs" / "walkthrough.md"), stops(ROOT / "docs" / "silence.md")
QUICK = {"DIEMCAU_LINKS__STALE_AFTER": "1", "DIEMCAU_LINKS__DOWN_AFTER": "2"}


def named(stop: Stop) -> str:
    return f"{stop.file} {stop.function}"


@pytest.mark.parametrize("stop", [*SCAN, *SILENCE], ids=named)
def test_what_is_quoted_stands_there(stop: Stop) -> None:
    standing = [line.strip().rstrip(",") for line in source_of(stop).splitlines()]
    for line in stop.lines:
        assert line in standing, f"{line!r} does not stand in {stop.function} of {stop.file}"


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backstage]:
    """A hall of its own, since a second service would share the keys of the first; its services write their calls down."""
    state = tmp_path_factory.mktemp("traced")
    with pytest.MonkeyPatch.context() as patch:
        for service in ("CHECKIN", "VENUES"):
            of_tests = getattr(backstage, service)._replace(module=f"tests.docs.traced_{service.lower()}")
            patch.setattr(backstage, service, of_tests)
        hall = Backstage(state, {"DIEMCAU_TRACE": str(state), **QUICK})
    try:
        yield hall.start().start_venues()
    finally:
        hall.stop()


class Calls:
    """What a service called since."""

    def __init__(self, hall: Backstage, service: str) -> None:
        self._file = hall.state / service
        self._before = len(self._file.read_text())

    def went(self, walk: list[Stop]) -> None:
        """Each stop was called after the one before."""
        called = iter(self._file.read_text()[self._before :].splitlines())
        for stop in walk:
            if stop.file.endswith(".py"):
                assert named(stop) in called, f"{named(stop)} was not called there"


async def test_a_scan_goes_this_way(traced: Backstage) -> None:
    conference = await Conference(traced).set_up()
    desk = conference.desk()
    async with desk.watching("door", venue=KIM_CHAN, session="morning") as screen:
        calls = Calls(traced, "checkin")
        decision = await desk.scan("HV01")
        person = f"attendee/{conference.person('HV01')}"
        await wait_for(lambda: person in screen.items)
    await conference.close()
    assert decision["code"] == "checked_in"
    calls.went(SCAN)


async def test_a_silence_goes_this_way(traced: Backstage) -> None:
    halls = await Halls(traced).set_up()
    agent = halls.agent()
    async with halls.engineer.watching("board") as board:
        calls = Calls(traced, "venues")
        for _ in range(2):  # the first was surely answered before the second is decided
            assert (await agent.client.post(agent.beat())).status_code == 202
        await wait_for(lambda: any(id.startswith("incident/") for id in board.items))
    await halls.close()
    assert board.items[f"link/{KIM_CHAN}"]["observed"] == "down"
    calls.went(SILENCE)
