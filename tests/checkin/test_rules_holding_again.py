"""The summoned person came after all, and that is taken back: the substitution holds again, at both keys."""

from itertools import permutations
from uuid import UUID

import pytest

from shared.events.base import follow_up_id
from tests.book import Book
from tests.builders import AFTERNOON, CONFERENCE, clock, deed, leave, override, person, scan, substitute, undo


def came_after_all(session: str = "morning") -> Book:
    """Guest came in Nam's place, then Nam was taken in all the same, by mistake."""
    book = Book()
    book.does(substitute("Guest", name="instead", session=session), "13:10")
    book.does(override("already_substituted", 1, name="mistake", session=session), "13:30")
    assert (book.state().substitutions, book.state("Guest").walk_in) == ({}, True)
    return book


def stand_for(book: Book, who: str = "Guest") -> list[tuple[str, UUID | None, tuple[str, ...]]]:
    return [(clock(stay.start), stay.substitute_for, stay.flags) for stay in book.state(who).presences]


def test_an_undone_coming_after_all_lets_the_substitution_hold_again() -> None:
    book = came_after_all()
    event = book.does(undo("mistake"), "13:40")
    assert (event.code, event.restored.deed, book.stays()) == ("undone", deed("instead"), [])
    assert (book.state().substitutions["morning"].deed, book.state().given_up) == (deed("instead"), {})
    assert stand_for(book) == [("13:10", person("Nam"), ("substitute_for", "late"))]
    assert not book.state("Guest").walk_in
    assert book.does(scan(), "13:50").code == "already_substituted"


def test_who_is_still_named_by_a_substitution_that_was_given_up() -> None:
    assert person("Guest") in came_after_all().state().people()


def test_a_substitution_ends_and_holds_again_as_often_as_minds_are_changed() -> None:
    book = came_after_all()
    book.does(undo("mistake"), "13:40")
    book.does(override("already_substituted", book.page().revision, name="mistake again"), "13:50")
    assert stand_for(book) == [("13:10", None, ("walk_in", "late"))]
    book.does(undo("mistake again"), "13:55")
    assert stand_for(book) == [("13:10", person("Nam"), ("substitute_for", "late"))]
    book.does(undo("instead"), "14:00")
    assert (book.state().substitutions, book.stays("Guest")) == ({}, [])
    assert book.does(scan("Guest"), "14:10").code == "unknown_code"


def test_a_substitute_who_left_and_came_back_meanwhile_stands_for_the_summoned_again() -> None:
    book = came_after_all()
    book.does(leave("Guest"), "13:32")
    book.does(scan("Guest"), "13:34")
    book.does(undo("mistake"), "13:40")
    assert [whom for _, whom, _ in stand_for(book)] == [person("Nam")] * 2
    assert book.stays("Guest") == [("KC", "13:10", "13:32"), ("KC", "13:34", None)]


def test_a_substitution_holds_again_only_when_nothing_of_the_coming_remains() -> None:
    book = came_after_all()
    book.does(leave(), "13:32")
    book.does(scan(name="back"), "13:34")
    assert book.does(undo("mistake"), "13:40").restored is None
    assert book.does(undo("back"), "13:42").restored.deed == deed("instead")
    assert [whom for _, whom, _ in stand_for(book)] == [person("Nam")]


def test_a_substitution_that_was_taken_back_or_followed_by_another_does_not_hold_again() -> None:
    book = came_after_all()
    book.does(undo("instead"), "13:35")  # nothing to undo by now, but meant
    assert book.does(undo("mistake"), "13:40").restored is None
    book = came_after_all()
    book.does(leave(), "13:32")
    book.does(substitute("Other", name="second"), "13:34")
    assert book.does(undo("mistake"), "13:40").restored is None
    assert book.state().substitutions["morning"].deed == deed("second")


def test_a_substitute_who_was_taken_back_or_stands_for_another_meanwhile_is_a_conflict() -> None:
    book = came_after_all()
    entry = follow_up_id(deed("instead"), f"{CONFERENCE}/attendee/{person('Guest')}")
    book.does(undo("instead", who="Guest").model_copy(update={"deed": entry}), "13:35", role="hub")
    book.does(undo("mistake"), "13:40")
    assert ([it.code for it in book.state().conflicts], book.stays("Guest")) == (["undone"], [])
    book = came_after_all()
    book.roster["Lan"] = "KC"
    book.does(substitute("Guest", who="Lan"), "13:35")
    book.does(undo("mistake"), "13:40")
    assert [it.code for it in book.state().conflicts] == ["already_in"]
    assert [whom for _, whom, _ in stand_for(book)] == [person("Lan")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_entry_release_and_entry_again_come_to_the_same_in_any_order(order: tuple[int, ...]) -> None:
    book = Book()
    book.takes(substitute("Guest", name="instead"), "07:10")
    book.takes(override("already_substituted", 1, name="mistake"), "07:30")
    book.takes(undo("mistake"), "07:40")
    follow, book.sent = book.sent, []
    for place in order:
        book.take(*follow[place])
    assert book.sent == []
    assert (book.stays("Guest"), book.state("Guest").walk_in) == ([("KC", "07:10", None)], False)
    assert stand_for(book) == [("07:10", person("Nam"), ("substitute_for",))]
    book.does(undo("instead"), "07:50")
    assert book.stays("Guest") == []


def test_an_undo_that_names_another_session_reaches_the_one_of_the_deed() -> None:
    book = came_after_all(AFTERNOON)
    assert book.does(undo("mistake"), "13:40").session == "morning"
    assert list(book.state().substitutions) == [AFTERNOON]
    assert [whom for _, whom, _ in stand_for(book)] == [person("Nam")]
