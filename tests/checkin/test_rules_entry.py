"""Who is taken in at a door, who is not, and what they are told. Plain scans, and who is excused."""

from datetime import datetime

import pytest

from services.checkin.rules import decide
from shared.events.attendance import Attendee
from shared.events.checkin import AttendeeCheckedIn
from tests.book import Book
from tests.builders import (
    AFTERNOON,
    MORNING,
    at,
    deed,
    excuse,
    leave,
    person,
    row_fact,
    scan,
    session_fact,
    stamp,
    substitute,
    transfer,
    walk_in,
)


def test_somebody_expected_here_is_in() -> None:
    event = Book().does(scan(name="first", how="search"), "07:10")
    assert (event.code, event.flags) == ("checked_in", ())
    assert (event.presence.entry, event.presence.by, event.presence.how) == (deed("first"), "desk-1", "search")


def test_a_second_scan_is_refused_and_says_since_when_and_who_took_them_in() -> None:
    book = Book()
    book.does(scan(), "07:10")
    event = book.does(scan(), "07:12", by="desk-2")
    assert (event.code, event.where, event.since, event.who_took) == ("already_in", "KC", at("07:10"), "desk-1")
    assert book.state().presences[0].seen == at("07:12")


def test_a_code_of_nobody_is_unknown() -> None:
    assert Book().does(scan("Stranger"), "07:10").code == "unknown_code"


def test_a_row_that_was_withdrawn_is_unknown() -> None:
    assert Book().does(scan(), "07:10", row=row_fact(version=2, withdrawn=True)).code == "unknown_code"


def test_somebody_who_came_before_their_row_was_withdrawn_is_still_known() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(), "08:00")
    assert book.does(scan(venue="VL"), "08:30", row=row_fact(version=2, withdrawn=True)).code == "checked_in"


def test_a_reissued_code_revokes_the_printed_one_and_a_typed_code_has_none() -> None:
    book = Book()
    assert book.does(scan(issue=1), "07:10", row=row_fact(issue=2)).code == "revoked"
    assert book.does(scan(issue=2), "07:11", row=row_fact(issue=2)).code == "checked_in"
    assert Book().does(scan(), "07:11", row=row_fact(issue=2)).code == "checked_in"


def test_doors_that_are_not_open_let_nobody_in() -> None:
    assert Book().does(scan(), "06:44:59").code == "session_not_open"
    assert Book().does(scan(), "06:45").code == "checked_in"
    assert Book().does(scan(), "07:10", session=None).code == "session_not_open"


def test_the_moment_of_closing_is_outside_and_the_moment_before_is_inside() -> None:
    book = Book()
    book.closes(MORNING, "11:30")
    assert book.does(scan(), "11:30").code == "session_closed"
    assert book.does(scan(), "11:29:59").code == "checked_in"


def test_a_door_that_has_not_heard_of_the_closing_does_not_open_it_again() -> None:
    book = Book()
    book.does(scan(), "11:31", session=session_fact(closes="11:30", version=3))
    assert book.does(scan(), "11:32", session=session_fact(version=2)).code == "session_closed"


def test_an_older_roster_row_is_not_used() -> None:
    book = Book()
    book.does(scan(venue="VG"), "07:00", row=row_fact("VL", version=2))
    assert book.does(scan(), "07:10", row=row_fact("KC", version=1)).where == "VL"


def test_somebody_inside_elsewhere_is_told_where() -> None:
    book = Book()
    book.does(scan(), "07:10")
    event = book.does(scan(venue="VL"), "07:20")
    assert (event.code, event.where, event.since) == ("inside_elsewhere", "KC", at("07:10"))


def test_somebody_expected_elsewhere_is_told_where_and_whom_to_call() -> None:
    event = Book().does(scan(venue="VL"), "07:10")
    assert (event.code, event.where) == ("wrong_venue", "KC")
    assert person("head of KC") in event.people()


def test_somebody_whose_substitute_came_is_told_who_where_and_when() -> None:
    book = Book()
    book.does(substitute("Lan"), "07:05")
    event = book.does(scan(), "07:30")
    assert (event.code, event.substitute, event.where, event.since) == (
        "already_substituted",
        person("Lan"),
        "KC",
        at("07:05"),
    )


def test_a_full_hall_is_said_to_be_full() -> None:
    assert Book().does(scan(), "07:10", inside=200, capacity=200).code == "capacity_reached"
    assert Book().does(scan(), "07:10", inside=199, capacity=200).code == "checked_in"
    assert Book().does(scan(), "07:10", inside=9999).code == "checked_in"


def test_somebody_inside_a_full_hall_is_already_in() -> None:
    book = Book()
    book.does(scan(), "07:10")
    assert book.does(scan(), "07:11", inside=200, capacity=200).code == "already_in"


def test_reasons_have_one_order() -> None:
    """Everything is wrong; each reason is put right in turn."""
    book = Book()
    book.closes(MORNING, "11:30")
    everything = {"row": row_fact("VL", issue=2), "inside": 9, "capacity": 9}
    assert book.does(scan(issue=1), "06:00", row=None).code == "unknown_code"
    assert book.does(scan(issue=1), "06:00", **everything).code == "revoked"
    assert book.does(scan(), "06:00", **everything).code == "session_not_open"
    assert book.does(scan(), "12:00", **everything).code == "session_closed"
    assert book.does(substitute("Lan", venue="VL"), "07:00", row=row_fact("VL", issue=2)).code == "checked_in"
    assert book.does(scan(), "07:10", **everything).code == "already_substituted"
    book = Book()
    assert book.does(scan(), "07:10", **everything).code == "wrong_venue"
    assert (
        book.does(substitute("Lan", venue="VL", consent=False), "07:10", **everything).code
        == "substitute_needs_consent"
    )
    assert book.does(scan(venue="VL"), "07:10", **everything).code == "capacity_reached"


def test_late_counts_from_the_start_for_the_first_entry_of_a_session_alone() -> None:
    book = Book()
    assert book.does(scan(), "07:35").flags == ()
    book.does(leave(), "08:00")
    assert book.does(scan(), "08:10").flags == ()
    assert [stay.flags for stay in book.state().presences] == [(), ()]
    assert Book().does(scan(), "07:35:01").flags == ("late",)


def test_an_earlier_entry_uploaded_later_takes_the_lateness_away() -> None:
    book = Book()
    book.does(scan(), "07:50")
    book.does(scan(told="checked_in"), "07:20")
    assert book.state().presences[0].flags == ()


def test_an_earlier_entry_that_is_late_too_takes_the_lateness_over() -> None:
    book = Book()
    book.does(scan(), "08:00")
    book.does(leave(), "08:10")
    assert book.does(scan(), "07:50").flags == ("late",)
    assert [stay.flags for stay in book.state().presences] == [("late",), ()]


def test_a_deed_corrected_by_more_than_a_minute_says_so() -> None:
    assert Book().does(scan(), "07:10", received="07:17").flags == ("corrected_time",)
    assert Book().does(scan(), "07:10", received="07:11").flags == ()
    assert Book().does(scan(told="checked_in"), "07:10", received="07:17").flags == ("offline",)


def test_an_excused_person_who_comes_is_in_and_flagged() -> None:
    book = Book()
    assert book.does(excuse(), "06:00").code == "recorded"
    assert book.does(scan(), "07:10").flags == ("excused_but_came",)


@pytest.mark.parametrize("role", ["operator", "venue_head", "hub", "organiser"])
def test_nobody_is_excused_for_another_venue_than_the_one_that_expects_them(role: str) -> None:
    book = Book()
    event = book.does(excuse(venue="VL"), "06:00", role=role)
    assert (event.code, event.where, book.state().excuses) == ("wrong_venue", "KC", {})
    book.does(transfer(0, venue="VL"), "07:00")
    assert book.does(excuse(venue="VL", session=AFTERNOON), "07:10", role=role).code == "recorded"


def test_only_the_summoned_are_excused() -> None:
    book = Book()
    assert book.does(excuse("Stranger"), "06:00").code == "unknown_code"
    book.does(walk_in("Guest"), "07:10")
    assert book.does(excuse("Guest", session=AFTERNOON), "12:00").code == "unknown_code"


def test_a_second_excuse_from_the_same_session_is_answered_and_the_first_one_holds() -> None:
    book = Book()
    book.does(excuse(name="first"), "06:00")
    event = book.does(excuse(name="second"), "06:10", by="desk-2")
    assert (event.code, event.again, book.page().revision) == ("recorded", True, 1)
    assert book.state().excuses[MORNING].deed == deed("first")
    assert not book.does(excuse(session=AFTERNOON), "06:20").again


def test_a_revision_rises_with_what_people_act_on_and_with_nothing_else() -> None:
    book = Book()
    revisions = [
        book.does(it, when).revision
        for it, when in [
            (scan(), "07:10"),
            (scan(), "07:11"),
            (scan(venue="VL"), "07:12"),
            (leave(), "08:00"),
            (leave(), "08:01"),
        ]
    ]
    assert revisions == [1, 1, 1, 2, 2]


@pytest.mark.parametrize("moment", [at("07:10")])
def test_the_event_holds_the_facts_it_was_judged_by(moment: datetime) -> None:
    event = decide(Attendee(), scan(), stamp("07:10", session=session_fact(), row=row_fact()), 0)
    assert isinstance(event, AttendeeCheckedIn)
    assert (event.at, event.session_fact, event.row_fact) == (moment, session_fact(), row_fact())
