"""The same deeds heard in another order give the same stays."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.checkin.commands import PersonCommand
from tests import builders
from tests.book import Book
from tests.builders import AFTERNOON, MORNING, at, clock, leave, scan
from tests.dice import shuffled


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(0, 40), unique=True, min_size=1, max_size=4), st.randoms())
def test_in_out_in_out_at_one_door_gives_the_same_stays_in_any_order(minutes: list[int], dice: Any) -> None:
    """Not promised of a third time: of those seen since a late exit, the last alone is remembered."""
    moments = [clock(at("07:00") + timedelta(minutes=minute)) for minute in sorted(minutes)]
    deeds = [((scan if place % 2 == 0 else leave)(), moment) for place, moment in enumerate(moments)]
    assert there(shuffled(deeds, dice)) == there(deeds)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.booleans(), st.randoms())
def test_two_sessions_give_the_same_stays_in_any_order(first: int, second: int, leaves: bool, dice: Any) -> None:
    morning, afternoon = at("10:30") + timedelta(minutes=first), at("13:00") + timedelta(minutes=second)
    deeds: list[tuple[PersonCommand, str]] = [(scan(), clock(morning))]
    deeds += [(scan(venue="VL", session=AFTERNOON), clock(afternoon))]
    deeds += [(leave(), "12:00")] if leaves else []
    assert there(shuffled(deeds, dice), "12:30") == there(sorted(deeds, key=lambda it: it[1]), "12:30")


def there(deeds: list[Any], closes: str | None = None) -> list[tuple[str, datetime, datetime | None]]:
    """Where Nam was, joined where one stay follows another without a gap."""
    book = Book()
    if closes:
        book.closes(MORNING, closes)
    for command, when in deeds:
        book.does(command, when, row=builders.row_fact(command.venue, version=len(book.page().events)))
    joined: list[tuple[str, datetime, datetime | None]] = []
    for stay in book.state().presences:
        start = joined.pop()[1] if joined and joined[-1][::2] == (stay.venue, stay.start) else stay.start
        joined.append((stay.venue, start, stay.end))
    return joined
