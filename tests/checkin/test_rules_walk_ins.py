"""Who comes and is on no list: in at any venue, known from then on, and unknown again when it was a mistake."""

from tests.book import Book
from tests.builders import (
    leave,
    scan,
    substitute,
    undo,
    walk_in,
)


def test_a_walk_in_is_in_at_any_venue_and_known_from_then_on() -> None:
    book = Book()
    event = book.does(walk_in("Guest", "VL"), "07:10")
    assert (event.code, event.flags, book.state("Guest").walk_in) == ("checked_in", ("walk_in",), True)
    book.does(leave("Guest", "VL"), "08:00")
    assert book.does(scan("Guest"), "08:10").flags == ("walk_in",)


def test_a_walk_in_who_is_refused_is_not_known_by_it() -> None:
    book = Book()
    assert book.does(walk_in("Guest"), "06:00").code == "session_not_open"
    assert book.does(scan("Guest"), "07:00").code == "unknown_code"


def test_a_walk_in_who_is_on_the_roster_is_a_plain_scan() -> None:
    book = Book()
    assert book.does(walk_in(venue="VL"), "07:10").code == "wrong_venue"
    assert book.does(walk_in(), "07:10").flags == ()
    assert not book.state().walk_in


def test_a_walk_in_whose_only_entry_was_taken_back_is_nobody_known() -> None:
    book = Book()
    book.does(walk_in("Guest", name="entry"), "07:10")
    book.does(undo("entry", "Guest"), "07:11")
    assert (book.state("Guest").walk_in, book.stays("Guest")) == (False, [])
    assert book.does(scan("Guest"), "07:12").code == "unknown_code"


def test_a_walk_in_who_came_twice_is_one_still_when_one_entry_is_taken_back() -> None:
    book = Book()
    book.does(walk_in("Guest", name="entry"), "07:10")
    book.does(leave("Guest"), "07:20")
    book.does(scan("Guest"), "07:30")
    book.does(undo("entry", "Guest"), "07:31")
    assert book.state("Guest").walk_in
    book.does(leave("Guest"), "07:40")
    assert book.does(scan("Guest"), "07:45").flags == ("walk_in",)


def test_a_walk_in_who_stood_for_somebody_is_a_walk_in_again_when_that_is_taken_back() -> None:
    book = Book()
    book.does(walk_in("Guest"), "07:10")
    book.does(substitute("Guest", name="instead"), "07:20")
    book.does(undo("instead"), "07:25")
    (stay,) = book.state("Guest").presences
    assert (book.state("Guest").walk_in, stay.substitute_for, stay.flags) == (True, None, ("walk_in",))
