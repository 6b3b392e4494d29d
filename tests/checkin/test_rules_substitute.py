"""Somebody comes in a summoned person's place: decided at one key, entered at another, in whatever order that is heard."""

import pytest
from pydantic import ValidationError

from services.checkin.rules import follow_ups
from tests.book import Book
from tests.builders import (
    AFTERNOON,
    deed,
    leave,
    override,
    person,
    scan,
    settle,
    substitute,
    undo,
)

TWO = {"Nam": "KC", "Lan": "KC"}


def test_a_substitute_comes_in_at_their_own_key_and_stands_for_the_summoned() -> None:
    book = Book()
    event = book.does(substitute("Guest", name="instead"), "07:40")
    assert (event.code, event.flags) == ("checked_in", ("substitute_for",))
    stay = book.state("Guest").presences[0]
    assert (stay.venue, stay.substitute_for, stay.flags) == ("KC", person("Nam"), ("substitute_for", "late"))
    assert person("Guest") in event.people() | book.page().events[event.command].people()


def test_the_chair_must_agree() -> None:
    book = Book()
    assert book.does(substitute("Guest", consent=False), "07:10").code == "substitute_needs_consent"
    assert (book.state().substitutions, book.stays("Guest")) == ({}, [])


def test_only_the_summoned_can_be_stood_in_for_and_only_where_they_are_expected() -> None:
    book = Book()
    assert book.does(substitute("Guest", who="Stranger"), "07:10").code == "unknown_code"
    assert book.does(substitute("Guest", venue="VL"), "07:10").code == "wrong_venue"


def test_nobody_stands_in_for_themselves() -> None:
    with pytest.raises(ValidationError, match="substitute-is-the-summoned"):
        substitute("Nam")


def test_nobody_is_stood_in_for_twice_or_while_inside() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:10")
    assert book.does(substitute("Other"), "07:12").code == "already_substituted"
    book = Book()
    book.does(scan(), "07:10")
    assert book.does(substitute("Guest"), "07:12").code == "already_in"
    assert book.state().presences[0].seen == book.state().presences[0].start, "a substitution is no sight of the person"


def test_a_substitution_holds_for_its_session_alone() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:10")
    assert book.does(scan(session=AFTERNOON), "13:10").code == "checked_in"


def test_a_listed_substitute_who_is_here_already_stands_for_the_summoned_too() -> None:
    book = Book(TWO)
    book.does(scan("Lan", name="own"), "07:10")
    book.does(substitute("Lan", listed=True), "07:20")
    (stay,) = book.state("Lan").presences
    assert (stay.entry, stay.substitute_for) == (deed("own"), person("Nam"))


def test_a_substitute_who_is_inside_elsewhere_opens_a_conflict_at_the_summoned() -> None:
    book = Book({"Nam": "KC", "Lan": "VL"})
    book.does(scan("Lan", "VL"), "07:10")
    book.does(substitute("Lan", listed=True, name="instead"), "07:20")
    assert book.stays("Lan") == [("VL", "07:10", None)]
    (conflict,) = book.state().conflicts
    assert (conflict.deed, conflict.told, conflict.code) == (deed("instead"), "checked_in", "inside_elsewhere")
    assert book.does(settle("instead", book.page().revision), "07:30", role="venue_head").code == "recorded"


def test_nobody_stands_for_two_people_in_one_session() -> None:
    book = Book(TWO)
    book.does(substitute("Guest"), "07:10")
    book.does(substitute("Guest", who="Lan", name="second"), "07:20")
    assert book.state("Guest").presences[0].substitute_for == person("Nam")
    assert [it.code for it in book.state("Lan").conflicts] == ["already_in"]


def test_a_substitute_who_goes_out_and_comes_back_still_stands_for_the_summoned() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:10")
    book.does(leave("Guest"), "08:00")
    event = book.does(scan("Guest"), "08:10")
    assert (event.flags, event.presence.substitute_for) == (("substitute_for",), person("Nam"))


def test_an_undone_substitution_takes_the_substitute_out_again() -> None:
    book = Book()
    book.does(substitute("Guest", name="instead"), "07:10")
    assert book.does(undo("instead"), "07:12").code == "undone"
    assert (book.state().substitutions, book.stays("Guest")) == ({}, [])
    assert book.does(scan(), "07:20").code == "checked_in"


def test_an_undone_substitution_leaves_alone_who_was_here_in_their_own_right() -> None:
    book = Book(TWO)
    book.does(scan("Lan"), "07:10")
    book.does(substitute("Lan", listed=True, name="instead"), "07:20")
    book.does(undo("instead"), "07:25")
    (stay,) = book.state("Lan").presences
    assert (stay.end, stay.substitute_for, stay.flags) == (None, None, ())


def test_what_follows_may_be_heard_in_the_wrong_order() -> None:
    book = Book()
    book.takes(substitute("Guest", name="instead"), "07:10")
    book.takes(undo("instead"), "07:12")
    enter, release = book.sent
    book.take(*release)
    assert book.take(*enter).code == "undone"
    assert book.stays("Guest") == []


def test_the_summoned_may_come_after_all_before_the_substitute_was_entered() -> None:
    book = Book()
    book.takes(substitute("Guest"), "07:10")
    book.takes(override("already_substituted", 1), "07:12")
    enter, release = book.sent
    book.take(*release)
    assert book.take(*enter).code == "checked_in"
    (stay,) = book.state("Guest").presences
    assert (stay.substitute_for, stay.flags) == (None, ("walk_in",))


def test_a_listed_substitute_who_was_not_needed_is_in_for_themselves() -> None:
    book = Book(TWO)
    book.takes(substitute("Lan", listed=True), "07:10")
    book.takes(override("already_substituted", 1), "07:12")
    book.take(*book.sent.pop())
    book.take(*book.sent.pop())
    (stay,) = book.state("Lan").presences
    assert (stay.substitute_for, stay.flags) == (None, ())


def test_somebody_who_stood_for_two_sessions_is_released_of_one() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:10")
    book.does(substitute("Guest", session=AFTERNOON), "13:10")
    book.does(override("already_substituted", book.page().revision, session=AFTERNOON), "13:20")
    assert [stay.substitute_for for stay in book.state("Guest").presences] == [person("Nam"), None]


def test_what_follows_is_the_same_however_often_it_is_said() -> None:
    book = Book()
    event = book.takes(substitute("Guest"), "07:10")
    assert follow_ups(event) == follow_ups(event) == tuple(book.sent)
    assert follow_ups(book.takes(scan(), "07:20")) == ()


def test_a_refusal_that_comes_back_after_the_substitution_was_undone_opens_nothing() -> None:
    book = Book({"Nam": "KC", "Lan": "VL"})
    book.does(scan("Lan", "VL"), "07:10")
    book.takes(substitute("Lan", listed=True, name="instead"), "07:20")
    book.take(*book.sent.pop())
    book.takes(undo("instead"), "07:21")
    assert book.take(*book.sent.pop(0)).code == "undone"
    assert book.state().conflicts == ()
