"""Desks that decided alone while the line was down: what the server decides otherwise is a conflict until settled."""

import pytest
from pydantic import ValidationError

from services.checkin.commands import ASKED, PersonCommand
from shared.bodies import invalid
from tests.book import Book
from tests.builders import at, deed, excuse, leave, override, person, scan, settle, substitute, transfer, undo, walk_in


def in_conflict() -> Book:
    book = Book()
    book.does(scan(), "07:10")
    book.does(scan(venue="VL", name="theirs", told="checked_in"), "07:20", by="desk-vl")
    return book


def test_a_desk_that_told_the_same_is_flagged_and_in_no_conflict() -> None:
    book = Book()
    event = book.does(scan(told="checked_in"), "07:10", received="07:40")
    assert (event.code, event.flags, event.conflict, book.state().conflicts) == ("checked_in", ("offline",), False, ())


def test_a_desk_that_told_otherwise_opens_a_conflict_by_its_deed() -> None:
    (conflict,) = in_conflict().state().conflicts
    assert (conflict.deed, conflict.told, conflict.code) == (deed("theirs"), "checked_in", "inside_elsewhere")
    assert (conflict.venue, conflict.at, conflict.by, conflict.settled) == ("VL", at("07:20"), "desk-vl", None)


def test_a_conflict_is_something_people_act_on() -> None:
    assert in_conflict().page().revision == 2


@pytest.mark.parametrize(
    "command",
    [
        scan("Stranger", told="checked_in"),
        leave(told="left"),
        walk_in(told="already_in"),
        excuse(told="not_yours"),
        override("wrong_venue", 7, told="checked_in"),
        transfer(7, told="recorded"),
        substitute("Guest", told="already_in"),
        undo("nothing", told="undone"),
        settle("nothing", 0, told="recorded"),
    ],
    ids=lambda command: command.type,
)
def test_every_kind_of_deed_can_be_in_conflict(command: PersonCommand) -> None:
    event = Book().does(command, "07:10")
    assert event.conflict
    assert event.state.conflicts[0].code == event.code


@pytest.mark.parametrize("told", ["", "Đã vào", "checked in", "taken_in"])
def test_what_a_desk_told_is_one_of_the_codes(told: str) -> None:
    raw = scan().model_dump(mode="json") | {"told": told}
    with pytest.raises(ValidationError) as caught:
        ASKED.validate_python(raw)
    problem = invalid(caught.value)
    assert (problem.code, [fault["field"] for fault in problem.more["errors"]]) == (
        "command-invalid",
        ["check_in.told"],
    )


def test_a_conflict_is_settled_once_by_somebody_who_saw_it() -> None:
    book = in_conflict()
    assert book.does(settle("theirs", 1, venue="VL"), "08:00", role="hub").code == "stale"
    event = book.does(settle("theirs", 2, venue="VL"), "08:00", role="venue_head", by="head-vl")
    assert event.code == "recorded"
    settled = book.state().conflicts[0].settled
    assert settled is not None
    assert (settled.outcome, settled.by, settled.at) == ("server_right", "head-vl", at("08:00"))
    assert book.does(settle("theirs", 3, venue="VL"), "08:01", role="hub").code == "stale"


def test_each_conflict_is_settled_for_itself() -> None:
    book = in_conflict()
    book.does(scan(venue="VG", told="checked_in"), "07:30")
    book.does(settle("theirs", book.page().revision), "08:00", role="hub")
    assert [it.settled is None for it in book.state().conflicts] == [False, True]


def test_a_venue_head_settles_what_was_done_there() -> None:
    book = in_conflict()
    assert book.does(settle("theirs", 2), "08:00", role="venue_head").code == "not_yours"
    assert book.does(settle("theirs", 2), "08:00", role="hub").code == "recorded"


def test_a_desk_that_took_in_a_substitute_knows_of_the_conflict_by_their_names() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:05")
    event = book.does(scan(told="checked_in"), "07:00")
    assert (event.code, event.conflict) == ("already_substituted", True)
    assert {person("Nam"), person("Guest")} <= event.people()
