"""The boards are a fold: from the log in any order, with any repetition, they come to what they were."""

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from aiokafka import ConsumerRecord
from hypothesis import given, settings
from hypothesis import strategies as st

from services.checkin.boards import Boards
from services.checkin.commands import AttendeeCommand
from services.checkin.day import EVERYWHERE, Day, Listed, Planned, Seen
from services.checkin.rules.figures import contribution
from shared.conferences import Conferences
from shared.events.attendance import Attendee, HeadCount
from shared.events.conference import Row, Session
from shared.live import Live
from shared.mongo import Store
from tests.book import Book
from tests.builders import AFTERNOON, MORNING, at, clock, leave, override, person, scan, substitute, walk_in
from tests.bustle import Bustle
from tests.clients import KIM_CHAN, Conference, now
from tests.topics import Topics

VENUES = ["KC", "TL"]
WHO = ["Nam", "Lan", "Hoa", "Guest"]
Take = Callable[[Day], object]  # one document, as an event tells of it, given to a fold

KINDS: dict[str, Callable[..., AttendeeCommand]] = {
    "scan": scan, "leave": leave, "walk_in": walk_in, "substitute": substitute, "override": override,
}  # fmt: skip
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(WHO),
        st.sampled_from(VENUES),
        st.sampled_from([MORNING, AFTERNOON]),
        st.sampled_from(WHO),
    ),
    max_size=15,
)


def lived(deeds: list[tuple[str, str, str, str, str]]) -> list[Take]:
    """What a day said, in the order in which it was said: rows, sessions, head counts and people, most of them anew."""
    book = Book({"Nam": "KC", "Lan": "KC", "Hoa": "TL"})
    said: list[Take] = [_session(MORNING, 1, None), _session(AFTERNOON, 1, None)]
    said += [_row(who, version, venue) for version, venue in ((1, "TL"), (2, "KC")) for who in ("Nam", "Lan")]
    for minute, (kind, who, venue, session, other) in enumerate(deeds):
        more = {"over": "wrong_venue", "seen": book.page(who).revision} if kind == "override" else {}
        more |= {"by": other if other != who else "Somebody"} if kind == "substitute" else {}
        book.does(
            KINDS[kind](who=who, venue=venue, session=session, **more), clock(at("14:00") + timedelta(minutes=minute))
        )
        said += [_seen(it, Seen(page.version, page.revision, page.state)) for it, page in book.pages.items()]
        said.append(_head_count(venue, minute + 1))
    return [*said, _session(MORNING, 2, "15:00")]


def _seen(id: UUID, seen: Seen) -> Take:
    return lambda day: day.take_attendee(str(id), seen)


def _row(who: str, version: int, venue: str) -> Take:
    return lambda day: day.take_row(str(person(who)), Listed(version, Row(unit=f"unit-{version}", venue=venue)))


def _session(id: str, version: int, closed: str | None) -> Take:
    planned = Planned(version, Session(name=id, opened_at=at("06:00"), closed_at=at(closed) if closed else None))
    return lambda day: day.take_session(id, planned)


def _head_count(venue: str, version: int) -> Take:
    return lambda day: day.take_headcount((MORNING, venue), version, HeadCount(count=version))


def shown(day: Day) -> dict[str, object]:
    """All that boards take from it; a place whose figures are all zero may be named or not."""
    figures = {place: day.totals(*place) for place in day.places()}
    return {
        "attendees": day.attendees,
        "rows": day.rows,
        "head counts": day.headcounts,
        "figures": {place: figure for place, figure in figures.items() if any(figure.values())},
        "missing": {unit: day.missing(MORNING, unit, None) for unit in sorted(day.units) if day.units[unit]},
        "version": day.version,
    }


def fold(said: list[Take]) -> Day:
    day = Day()
    for take in said:
        take(day)
    return day


@settings(deadline=None, max_examples=60)
@given(DEEDS, st.randoms(use_true_random=False))
def test_in_any_order_and_with_any_repetition_the_day_is_the_same(
    deeds: list[tuple[str, str, str, str, str]], chance: random.Random
) -> None:
    said = lived(deeds)
    again = [*said, *chance.choices(said, k=len(said))]
    chance.shuffle(again)
    assert shown(fold(again)) == shown(fold(said))


@settings(deadline=None, max_examples=60)
@given(DEEDS)
def test_totals_kept_from_change_to_change_are_the_totals_counted_anew(
    deeds: list[tuple[str, str, str, str, str]],
) -> None:
    day = fold(lived(deeds))
    for session in (MORNING, AFTERNOON):
        for venue in (*VENUES, EVERYWHERE):
            counted = [
                figure
                for id in day.rows.keys() | day.attendees.keys()
                for at_venue, figure in contribution(
                    UUID(id),
                    day.attendees[id].state if id in day.attendees else Attendee(),
                    day.rows[id].row if id in day.rows else None,
                    session,
                    day.sessions[session].session.closed_at,
                )
                if venue in (EVERYWHERE, at_venue)
            ]
            assert {name: value for name, value in day.totals(session, venue).items() if value} == {
                name: counted.count(name) for name in set(counted)
            }


async def test_boards_rebuilt_from_the_real_log_are_those_that_lived_and_those_of_the_documents(
    conference: Conference, topics: Topics, documents: Store
) -> None:
    """From records in any order, some of them twice: as after republishing, or read from several partitions."""
    await Bustle(conference, 7).go_on(25)
    await conference.hub.send("close_session", session=MORNING)
    async with conference.hub.watching("door", venue=KIM_CHAN) as door, conference.hub.watching("hub") as hub:
        served = {**door.items, **hub.items}
    from_log = await rebuilt(conference, topics, documents, from_documents=False)
    from_documents = await rebuilt(conference, topics, documents, from_documents=True)
    for boards in (from_log, from_documents):
        items = [*boards.door(conference.id, KIM_CHAN), *boards.hub(conference.id)]
        assert {item["id"]: item for item in items if is_shown(item)} == {
            id: item for id, item in served.items() if is_shown(item)
        }


def is_shown(item: dict[str, object]) -> bool:
    """A place whose figures are all zero may be named or not."""
    return not str(item["id"]).startswith("totals/") or any(
        value for name, value in item.items() if name not in ("id", "version")
    )


async def rebuilt(conference: Conference, topics: Topics, documents: Store, from_documents: bool) -> Boards:
    conferences = Conferences()
    boards = Boards(conferences, Live(now, lambda: 0.0), documents)
    for record in await stirred(conference, topics, "conference.events.v1"):
        conferences.on_record(record)
    if from_documents:
        await boards.load()
    else:
        for record in await stirred(conference, topics, "checkin.events.v1"):
            boards.on_record(record)
    return boards


async def stirred(conference: Conference, topics: Topics, topic: str) -> list[ConsumerRecord]:
    chance, records = random.Random(11), await topics.about(conference.id, topic)
    assert records
    records += chance.choices(records, k=len(records))
    chance.shuffle(records)
    return records
