"""What one person adds to the figures, and the head count beside them."""

from collections import Counter
from typing import Any

from services.checkin.commands import HeadCount
from services.checkin.rules import decide_head_count, evolve_head_count
from services.checkin.rules.figures import contribution, minutes_attended
from shared.events.attendance import HeadCount as HeadCountState
from shared.events.checkin import CHECKIN_EVENTS
from tests.book import Book
from tests.builders import (
    AFTERNOON,
    CONFERENCE,
    MORNING,
    at,
    deed,
    excuse,
    leave,
    person,
    row_fact,
    scan,
    stamp,
    substitute,
    transfer,
    undo,
    walk_in,
)


def counted(book: Book, who: str = "Nam", **more: Any) -> set[tuple[str, str]]:
    return set(contribution(person(who), book.state(who), book.row(person(who)), MORNING, **more))


def test_somebody_who_did_not_come_is_unexcused_where_they_are_expected() -> None:
    assert counted(Book()) == {("KC", "summoned"), ("KC", "unexcused")}


def test_somebody_inside_is_present_attending_and_inside() -> None:
    book = Book()
    book.does(scan(), "07:10")
    assert counted(book) == {("KC", it) for it in ("summoned", "present", "attending", "inside")}


def test_nobody_is_inside_a_closed_session_though_nothing_was_written() -> None:
    book = Book()
    book.does(scan(), "07:10")
    assert ("KC", "inside") not in counted(book, closed_at=at("11:30"))


def test_somebody_who_left_was_present() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(), "08:00")
    assert counted(book) == {("KC", it) for it in ("summoned", "present", "attending")}


def test_somebody_moved_counts_once_where_they_were_last() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(transfer(1, venue="VL"), "07:30")
    assert counted(book) == {("VL", it) for it in ("summoned", "present", "attending", "inside")}


def test_an_excused_person_who_came_is_present_and_one_stood_in_for_is_substituted() -> None:
    book = Book()
    book.does(excuse(name="absent"), "06:00")
    assert ("KC", "excused") in counted(book)
    book.does(substitute("Guest", name="instead"), "07:10")
    assert counted(book) == {("KC", "summoned"), ("KC", "substituted")}
    book.does(undo("instead"), "07:15")
    book.does(scan(), "07:20")
    assert ("KC", "present") in counted(book)


def test_an_unlisted_substitute_attends_and_is_no_walk_in() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:10")
    assert counted(book, "Guest") == {("KC", "attending"), ("KC", "inside")}


def test_a_walk_in_is_not_summoned() -> None:
    book = Book()
    book.does(walk_in("Guest", "VL"), "07:10")
    assert counted(book, "Guest") == {("VL", it) for it in ("walk_ins", "attending", "inside")}


def test_a_withdrawn_row_is_not_summoned() -> None:
    assert contribution(person("Nam"), Book().state(), row_fact(withdrawn=True), MORNING) == ()


def test_a_session_has_its_own_figures() -> None:
    book = Book()
    book.does(scan(session=AFTERNOON), "13:10")
    assert ("KC", "unexcused") in counted(book)


def test_a_listed_substitute_counts_once_in_the_whole() -> None:
    book = Book({"Nam": "KC", "Lan": "VL"})
    book.does(substitute("Lan", listed=True), "07:10")
    total = Counter(figure for who in book.roster for _, figure in counted(book, who))
    assert total == {"summoned": 2, "substituted": 1, "present": 1, "attending": 1, "inside": 1}


def test_minutes_are_counted_to_the_closing_of_the_session() -> None:
    book = Book()
    book.does(scan(), "07:30")
    book.does(leave(), "08:00")
    book.does(scan(), "08:15")
    assert minutes_attended(book.state(), book.sessions[MORNING]) == 30
    assert minutes_attended(book.state(), book.sessions[MORNING], until=at("08:45")) == 60
    book.closes(MORNING, "11:30")
    assert minutes_attended(book.state(), book.sessions[MORNING]) == 30 + 195


def head_count(number: int, when: str, state: HeadCountState) -> HeadCountState:
    asked = HeadCount(id=deed(f"count {number}"), conference=CONFERENCE, session=MORNING, venue="KC", count=number)
    event = decide_head_count(state, asked, stamp(when, by="head-kc"), 0)
    told = event.model_copy(update={"key": asked.key(), "version": 1})
    assert CHECKIN_EVENTS.validate_json(told.model_dump_json()) == told
    return evolve_head_count(state, event)


def test_the_latest_head_count_stands_whenever_it_arrives() -> None:
    state = head_count(240, "07:30", HeadCountState())
    state = head_count(248, "07:45", state)
    state = head_count(246, "07:40", state)
    assert (state.count, state.at, state.by) == (248, at("07:45"), "head-kc")
