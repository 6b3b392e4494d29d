"""Commands that leave no decision for ever: what they gave is kept until Kafka's offset is past it, and no longer."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import pytest
from pydantic import Field, TypeAdapter

from shared.deadlines import Due, deadline_id
from shared.deciding import Decider
from shared.dockets import Docket, Kind
from shared.events.base import Actor, Deadline, Event, LedgerCommand, Passing, Stamp, State
from shared.records import DEAD_LETTERS, Incoming, Order, order_record, read_order
from shared.things import Thing
from tests.memory import Said, Shelf, as_read

NOON = datetime(2023, 6, 3, 12, tzinfo=UTC)
STAMP = Stamp(received_at=NOON, at=NOON, actor=Actor(id="agent-KC", role="agent", venue="KC"))


class Pulse(State):
    newest: int = 0
    said: int = 0


class PulseSaid(Event):
    type: Literal["vn.diemcau.test.pulse-said.v1"] = "vn.diemcau.test.pulse-said.v1"
    state: Pulse = Pulse()

    def changes_facts(self) -> bool:
        return False


class Tap(Passing):
    type: Literal["tap"] = "tap"
    number: int

    def key(self) -> str:
        return f"{self.conference}/pulse/KC"


class Hear(LedgerCommand):
    type: Literal["hear"] = "hear"

    def key(self) -> str:
        return f"{self.conference}/book/all"


def on_tap(state: Pulse, command: Any, stamp: Stamp, revision: int) -> PulseSaid | Pulse | None:
    """Every third tap is said; older ones are nothing."""
    if isinstance(command, Deadline):
        return None
    if command.number <= state.newest:
        return None
    now = Pulse(newest=command.number, said=state.said + (command.number % 3 == 0))
    return PulseSaid(at=stamp.at, state=now) if command.number % 3 == 0 else now


def on_hearing(state: Pulse, command: Hear, stamp: Stamp, revision: int) -> PulseSaid:
    return PulseSaid(at=stamp.at, state=Pulse(newest=state.newest + 1, said=state.said))


def waits(state: Pulse) -> list[Due]:
    return [Due("silence", str(state.newest), NOON)] if state.newest else []


KINDS = {
    "pulse": Kind(Pulse, on_tap, lambda state, event: event.state, "pulses", deadlines=waits),
    "book": Kind(Pulse, on_hearing, lambda state, event: event.state, "books"),
}
DOCKET = Docket(
    "test",
    KINDS,
    TypeAdapter(Order[Annotated[Tap | Hear | Deadline, Field(discriminator="type")], Stamp]),
    TypeAdapter(PulseSaid),
)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def decider(shelf: Shelf, said: Said) -> Decider:
    return Decider(DOCKET, shelf, said)


def tap(number: int, id: UUID | None = None) -> Tap:
    return Tap(id=id or UUID(int=number), conference="t", number=number)


def hear(source: str, version: int) -> Hear:
    return Hear(id=uuid4(), conference="t", source=source, source_version=version)


def log(*commands: Passing, start: int = 0) -> list[Incoming]:
    """As they stand on the log, from this offset on."""
    records = [order_record(DOCKET.commands_topic, command, STAMP, "c") for command in commands]
    return [read_order(as_read(record, start + n), DOCKET.orders) for n, record in enumerate(records)]


def bodies(said: Said) -> list[str]:
    return [record.value.decode() for record in said.records if record.topic == DOCKET.events_topic]


async def test_a_beat_that_says_nothing_is_written_and_leaves_no_decision(decider: Decider, shelf: Shelf) -> None:
    await decider.decide(log(tap(1), tap(2)))
    document = shelf.documents["t/pulse/KC"]
    assert (document["version"], document["state"]["newest"], document["decisions"]) == (2, 2, {})


async def test_what_a_beat_said_before_a_crash_is_said_again_by_the_next_owner(shelf: Shelf, said: Said) -> None:
    batch = log(*(tap(number) for number in range(1, 7)))
    await Decider(DOCKET, shelf, said).decide(batch)
    before = bodies(said)
    said.records.clear()
    await Decider(DOCKET, shelf, said).decide(batch)  # nothing was committed: the whole batch comes again
    assert bodies(said) == before
    assert len(before) == 2
    assert shelf.documents["t/pulse/KC"]["version"] == 6


async def test_what_was_said_at_earlier_offsets_is_forgotten(decider: Decider, shelf: Shelf, said: Said) -> None:
    await decider.decide(log(tap(3)))
    await decider.decide(log(tap(4), start=1))
    assert shelf.documents["t/pulse/KC"]["decisions"] == {}
    said.records.clear()
    await decider.decide(log(tap(3), start=2))  # repeated by its sender, which it never should
    assert bodies(said) == []


async def test_a_day_of_beats_does_not_let_a_document_grow(decider: Decider, shelf: Shelf) -> None:
    for start in range(0, 3000, 100):
        await decider.decide(log(*(tap(start + n) for n in range(1, 101)), start=start))
    assert len(str(shelf.documents["t/pulse/KC"])) < 20_000


async def test_a_ledger_takes_each_version_of_a_source_once_and_forgets_what_it_gave(
    decider: Decider, shelf: Shelf, said: Said
) -> None:
    first, second = hear("t/link/KC", 5), hear("t/link/KC", 6)
    await decider.decide(log(first, second))
    assert len(bodies(said)) == 2  # also the one that a newer one of the same batch overtook
    said.records.clear()
    await decider.decide(log(first, second))
    assert len(bodies(said)) == 2
    said.records.clear()
    await decider.decide(log(hear("t/link/KC", 6), hear("t/link/TL", 1), start=2))
    document = shelf.documents["t/book/all"]
    assert (document["state"]["newest"], document["taken"]) == (3, {"t/link/KC": 6, "t/link/TL": 1})
    assert len(document["decisions"]) == 1


async def test_a_full_document_still_takes_what_passes(
    decider: Decider, shelf: Shelf, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People's words filled it: the venue must not be blind for that."""
    monkeypatch.setattr("shared.deciding.LARGEST", 10)
    await decider.decide(log(tap(3)))
    assert (len(bodies(said)), shelf.documents["t/pulse/KC"]["state"]["newest"]) == (1, 3)


async def test_a_deadline_of_a_thing_without_rules_here_is_set_aside_and_the_rest_goes_on(
    decider: Decider, said: Said
) -> None:
    nobody = Due("silence", "1", NOON).command("t/nothing/KC", NOON)
    await decider.decide(log(nobody, tap(3)))
    assert [record.topic for record in said.records].count(DEAD_LETTERS) == 1
    assert '"newest":3' in bodies(said)[-1]


async def test_a_document_says_until_when_it_waits(decider: Decider, shelf: Shelf) -> None:
    await decider.decide(log(tap(1)))
    assert shelf.documents["t/pulse/KC"]["due"] == NOON


async def test_a_deadline_has_one_id_from_every_owner_and_another_when_it_moved() -> None:
    due = Due("silence", "7", NOON)
    assert due.command("t/pulse/KC", NOON).id == deadline_id("t/pulse/KC", due)
    assert due.command("t/pulse/KC", NOON).key() == "t/pulse/KC"
    ids = {deadline_id(key, it) for key in ("t/pulse/KC", "t/pulse/TL") for it in moved(due)}
    assert len(ids) == 8


def moved(due: Due) -> Sequence[Due]:
    later = NOON.replace(hour=13)
    return [due, Due("silence", "8", NOON), Due("silence", "7", later), Due("calm", "7", NOON)]


async def test_what_passes_takes_no_room_from_what_is_kept(decider: Decider, shelf: Shelf) -> None:
    await decider.decide(log(*(tap(number) for number in range(1, 7))))
    document = shelf.documents["t/pulse/KC"]
    assert len(document["decisions"]) == 2
    assert Thing.of(document, Pulse).size == 0


@pytest.mark.expects_error("document not understood")
async def test_a_document_that_cannot_be_read_holds_up_no_other_thing(
    decider: Decider, shelf: Shelf, said: Said
) -> None:
    await decider.decide(log(tap(3)))
    good = shelf.documents["t/pulse/KC"]
    shelf.documents["t/pulse/KC"] = good | {"state": {"newest": "damaged"}}
    later = Decider(DOCKET, shelf, said)
    await later.decide(log(tap(6), hear("t/link/TL", 1), start=1))
    assert shelf.documents["t/book/all"]["state"]["newest"] == 1
    assert [it.key for it in said.records if it.topic == DEAD_LETTERS] == [f"{DOCKET.commands_topic}/0/1"]
    shelf.documents["t/pulse/KC"] = good
    await later.decide(log(tap(6), start=3))
    assert shelf.documents["t/pulse/KC"]["state"]["newest"] == 6
