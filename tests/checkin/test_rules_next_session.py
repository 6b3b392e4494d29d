"""From one session into the next: the stay before ends, and hinders nobody."""

from tests.book import Book
from tests.builders import (
    AFTERNOON,
    MORNING,
    leave,
    override,
    scan,
)


def test_entering_the_next_session_ends_the_one_before() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(scan(session=AFTERNOON), "13:10")
    assert book.stays() == [("KC", "07:10", "13:10"), ("KC", "13:10", None)]


def test_entering_the_next_session_ends_the_one_before_at_its_closing() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.closes(MORNING, "11:30")
    book.does(leave(), "11:40")  # refused, but now this key knows the closing
    book.does(scan(session=AFTERNOON), "13:10")
    assert book.stays() == [("KC", "07:10", "11:30"), ("KC", "13:10", None)]


def test_a_stay_that_began_after_a_closing_heard_of_later_ends_as_it_begins() -> None:
    book = Book()
    book.does(scan(), "11:29")
    book.closes(MORNING, "11:20")
    book.does(leave(), "11:40")
    book.does(scan(session=AFTERNOON), "13:10")
    assert book.stays() == [("KC", "11:29", "11:29"), ("KC", "13:10", None)]


def test_an_open_stay_of_another_session_is_no_hindrance_anywhere() -> None:
    book = Book({"Nam": "KC"})
    book.does(scan(), "07:10")
    seen = book.page().revision
    assert book.does(override("wrong_venue", seen, venue="VL", session=AFTERNOON), "13:10").code == "checked_in"
    assert book.stays() == [("KC", "07:10", "13:10"), ("VL", "13:10", None)]
