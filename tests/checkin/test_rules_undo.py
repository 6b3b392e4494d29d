"""Taking back one named deed: whose, by whom, and where the person was after all."""

import pytest

from shared.events.base import follow_up_id
from tests.book import Book
from tests.builders import (
    AFTERNOON,
    CONFERENCE,
    deed,
    excuse,
    leave,
    override,
    person,
    scan,
    substitute,
    transfer,
    undo,
    walk_in,
)


def test_an_undone_entry_was_no_entry() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    event = book.does(undo("entry"), "07:11")
    assert (event.code, event.deed, book.stays()) == ("undone", deed("entry"), [])
    assert book.does(scan(), "07:12").code == "checked_in"


def test_two_taps_and_one_undo_leave_nobody_inside() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10:00")
    book.does(scan(), "07:10:02")
    book.does(undo("entry"), "07:11")
    assert book.stays() == []


def test_a_deed_is_taken_back_once() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    book.does(undo("entry"), "07:11")
    assert book.does(undo("entry"), "07:12").code == "nothing_to_undo"
    assert book.state().undone == (deed("entry"),)


def test_an_undo_that_overtakes_its_deed_is_remembered() -> None:
    book = Book()
    assert book.does(undo("entry"), "07:11").code == "nothing_to_undo"
    event = book.does(scan(name="entry", told="checked_in"), "07:10")
    assert (event.code, event.conflict, event.changes_facts(), book.stays()) == ("undone", False, False, [])


def test_an_undone_entry_over_there_lets_the_stay_here_go_on() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(transfer(1, venue="VL", name="moving"), "07:30")
    book.does(undo("moving", venue="VL"), "07:31")
    assert book.stays() == [("KC", "07:10", None)]
    assert book.state().moved_to is None


def test_a_stay_that_goes_on_ends_at_what_is_known_to_come_after() -> None:
    book = Book({"Nam": "KC"})
    book.does(scan(), "07:10")
    book.does(transfer(1, venue="VL", name="moving"), "07:30")
    book.does(leave(), "07:40")  # not in: kept
    book.does(undo("moving", venue="VL"), "07:45")
    assert book.stays() == [("KC", "07:10", "07:40")]
    assert book.state().exits == ()
    book = Book()
    book.does(scan(), "07:10")
    book.does(transfer(1, venue="VL", name="moving"), "07:30")
    book.does(leave(venue="VL"), "08:00")
    book.does(scan(venue="VL"), "08:30")
    book.does(undo("moving", venue="VL"), "08:45")
    assert book.stays() == [("KC", "07:10", "08:30"), ("VL", "08:30", None)]


def test_an_exit_that_an_entry_elsewhere_overtook_counts_again_when_that_is_undone() -> None:
    book = Book()
    book.does(walk_in("Guest", "VL"), "07:10")
    book.does(leave("Guest", "VL"), "09:00")
    book.does(override("inside_elsewhere", 2, "Guest", name="accept"), "08:00")
    assert book.stays("Guest") == [("VL", "07:10", "08:00"), ("KC", "08:00", None)]
    book.does(undo("accept", "Guest"), "09:10")
    assert book.stays("Guest") == [("VL", "07:10", "09:00")]


def test_an_undone_exit_lets_the_stay_go_on() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(name="out"), "09:00")
    book.does(leave(), "09:00:03")  # a second tap
    assert book.does(undo("out"), "09:01").code == "undone"
    assert book.stays() == [("KC", "07:10", None)]


def test_an_undone_exit_joins_what_it_had_split() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    book.does(scan(), "08:30")
    book.does(leave(name="out"), "08:00")
    book.does(undo("out"), "08:40")
    assert book.stays() == [("KC", "07:10", None)]
    book.does(leave(), "08:00")
    book.does(undo("entry"), "08:50")
    assert book.stays() == []


def test_an_undone_exit_before_a_later_entry_here_runs_to_that_entry() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(name="out"), "08:00")
    book.does(scan(), "08:30")
    book.does(undo("out"), "08:40")
    assert book.stays() == [("KC", "07:10", "08:30"), ("KC", "08:30", None)]


def test_an_exit_is_not_undone_while_the_person_is_inside_elsewhere() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(name="out"), "08:00")
    book.does(override("wrong_venue", book.page().revision, venue="VL"), "08:30")
    event = book.does(undo("out"), "08:40")
    assert (event.code, event.where) == ("inside_elsewhere", "VL")
    assert book.stays() == [("KC", "07:10", "08:00"), ("VL", "08:30", None)]


def test_an_exit_of_the_morning_is_undone_while_the_person_is_in_the_afternoon() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(name="out"), "08:00")
    book.does(scan(session=AFTERNOON), "13:10")
    book.does(undo("out"), "13:20")
    assert book.stays() == [("KC", "07:10", "13:10"), ("KC", "13:10", None)]


def test_a_kept_exit_is_undone_too() -> None:
    book = Book()
    book.does(leave(name="out"), "09:00")
    assert book.does(undo("out"), "09:01").code == "undone"
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", None)]


def test_the_exit_of_an_undone_entry_is_kept_for_an_entry_that_comes_later() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    book.does(leave(), "09:00")
    book.does(undo("entry"), "09:10")
    book.does(scan(), "07:20")
    assert book.stays() == [("KC", "07:20", "09:00")]


def test_an_undone_acceptance_moves_the_expectation_back_by_one() -> None:
    book = Book()
    book.does(transfer(0, venue="VL"), "07:00")
    book.does(transfer(1, venue="VG", name="second"), "07:05")
    book.does(undo("second", venue="VG"), "07:06")
    assert book.state().moved_to == "VL"


def test_an_excuse_is_undone() -> None:
    book = Book()
    book.does(excuse(name="absent"), "06:00")
    assert book.does(undo("absent"), "06:30").code == "undone"
    assert book.state().excuses == {}


def test_an_excuse_that_another_came_before_is_not_there_to_undo() -> None:
    book = Book()
    book.does(excuse(), "06:00")
    book.does(excuse(name="second"), "06:10")
    assert book.does(undo("second"), "06:30").code == "nothing_to_undo"
    assert list(book.state().excuses) == ["morning"]


def test_an_undone_first_entry_makes_the_second_one_the_late_one() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    book.does(leave(), "07:20")
    book.does(scan(), "08:00")
    book.does(undo("entry"), "08:10")
    assert book.state().presences[0].flags == ("late",)


@pytest.mark.parametrize(
    ("by", "role", "venue", "code"),
    [
        ("desk-1", "operator", "KC", "undone"),
        ("desk-2", "operator", "KC", "not_yours"),
        ("desk-1", "operator", "VL", "not_yours"),
        ("head-kc", "venue_head", "KC", "undone"),
        ("head-vl", "venue_head", "VL", "not_yours"),
        ("hub", "hub", "hub", "undone"),
        ("boss", "organiser", "hub", "undone"),
    ],
)
@pytest.mark.parametrize("what", ["entry", "exit", "kept exit", "excuse", "substitution", "transfer"])
def test_an_operator_undoes_own_deeds_a_head_those_of_the_venue_the_centre_all(
    by: str,
    role: str,
    venue: str,
    code: str,
    what: str,
) -> None:
    book = Book()
    deeds = {
        "entry": scan(name="it"),
        "kept exit": leave(name="it"),
        "excuse": excuse(name="it"),
        "substitution": substitute("Guest", name="it"),
        "transfer": transfer(0, name="it"),
        "exit": leave(name="it"),
    }
    if what == "exit":
        book.does(scan(), "07:00", by="desk-9")
    book.does(deeds[what], "07:10")
    assert book.does(undo("it", venue=venue), "07:11", by=by, role=role).code == code


def test_an_entry_as_a_substitute_is_undone_at_the_summoned_person_alone() -> None:
    book = Book()
    book.does(substitute("Guest", name="instead"), "07:10")
    entry = follow_up_id(deed("instead"), f"{CONFERENCE}/attendee/{person('Guest')}")
    command = undo("instead", who="Guest").model_copy(update={"deed": entry})
    assert book.does(command, "07:11", role="hub").code == "nothing_to_undo"
    assert (book.stays("Guest"), book.state("Guest").undone) == ([("KC", "07:10", None)], ())


def test_mistakes_are_found_after_the_closing_too() -> None:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    book.closes("morning", "11:30")
    assert book.does(undo("entry"), "12:00").code == "undone"
