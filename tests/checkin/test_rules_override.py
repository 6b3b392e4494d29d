"""Taking somebody in over a refusal, and moving where they are expected: by somebody who saw the state as it is."""

from tests.book import Book
from tests.builders import at, deed, leave, override, person, scan, substitute, transfer, walk_in


def inside_at_kc() -> Book:
    book = Book()
    book.does(scan(name="entry"), "07:10")
    return book


def test_accepting_a_person_expected_elsewhere_moves_the_expectation() -> None:
    book = Book()
    book.does(scan(venue="VL"), "07:10")
    event = book.does(override("wrong_venue", 0, venue="VL", name="accept"), "07:11")
    assert (event.code, event.over, event.flags) == ("checked_in", ("wrong_venue",), ("moved",))
    assert (book.state().moved_to, book.state().moved_by) == ("VL", deed("accept"))


def test_somebody_moved_is_expected_at_the_new_venue_and_wrong_at_the_old_one() -> None:
    book = Book()
    book.does(override("wrong_venue", 0, venue="VL"), "07:11")
    book.does(leave(venue="VL"), "08:00")
    assert book.does(scan(), "08:10").where == "VL"
    assert book.does(scan(venue="VL"), "08:20").flags == ("moved",)


def test_who_saw_an_older_state_is_refused() -> None:
    book = inside_at_kc()
    assert book.does(override("inside_elsewhere", 0, venue="VL"), "07:20").code == "stale"
    assert book.does(transfer(0, venue="VL"), "07:20").code == "stale"
    assert book.stays() == [("KC", "07:10", None)]


def test_accepting_somebody_inside_elsewhere_ends_their_stay_there() -> None:
    book = Book()
    book.does(walk_in("Guest", "VL"), "07:10")
    event = book.does(override("inside_elsewhere", 1, "Guest", name="accept"), "07:20")
    assert (event.code, event.over) == ("checked_in", ("inside_elsewhere",))
    assert book.stays("Guest") == [("VL", "07:10", "07:20"), ("KC", "07:20", None)]
    assert book.state("Guest").presences[0].exit == deed("accept")


def test_somebody_inside_where_they_are_expected_is_transferred_or_accepted_with_a_reason() -> None:
    book = inside_at_kc()
    assert book.does(override("wrong_venue", 1, venue="VL", reason=None), "07:20").code == "inside_elsewhere"
    assert book.does(override("inside_elsewhere", 1, venue="VL"), "07:20").code == "wrong_venue"
    event = book.does(override("wrong_venue", 1, venue="VL"), "07:20")
    assert (event.code, event.over) == ("checked_in", ("inside_elsewhere", "wrong_venue"))
    assert book.stays() == [("KC", "07:10", "07:20"), ("VL", "07:20", None)]


def test_a_reason_behind_the_named_one_still_refuses_and_one_before_it_was_passed_already() -> None:
    book = Book()
    full = {"inside": 9, "capacity": 9}
    assert book.does(override("wrong_venue", 0, venue="VL"), "07:10", **full).code == "capacity_reached"
    event = book.does(override("capacity_reached", 0, venue="VL"), "07:10", **full)
    assert (event.code, event.over, book.state().moved_to) == ("checked_in", ("wrong_venue", "capacity_reached"), "VL")


def test_a_reason_that_holds_no_more_makes_it_a_plain_scan() -> None:
    book = Book()
    event = book.does(override("wrong_venue", 0), "07:10")
    assert (event.code, event.over, book.state().moved_to) == ("checked_in", (), None)


def test_a_stay_elsewhere_that_began_after_the_deed_by_another_clock_ends_too() -> None:
    book = Book()
    book.does(scan(), "07:20:30")
    event = book.does(transfer(1, venue="VL"), "07:20:10")
    assert event.presence.start == at("07:20:30")
    assert book.stays() == [("KC", "07:20:30", "07:20:30"), ("VL", "07:20:30", None)]


def test_an_acceptance_begins_no_earlier_than_the_stay_that_it_ends() -> None:
    book = Book()
    book.does(walk_in("Guest", "VL"), "07:20:30")
    book.does(override("inside_elsewhere", 1, "Guest"), "07:20:10")
    assert book.stays("Guest") == [("VL", "07:20:30", "07:20:30"), ("KC", "07:20:30", None)]


def test_a_summoned_person_who_comes_after_all_makes_the_substitute_a_walk_in() -> None:
    book = Book()
    book.does(substitute("Guest"), "07:05")
    event = book.does(override("already_substituted", 1), "07:30")
    assert (event.code, book.state().substitutions) == ("checked_in", {})
    stay = book.state("Guest").presences[0]
    assert (stay.end, stay.substitute_for, stay.flags) == (None, None, ("walk_in",))
    assert book.state("Guest").walk_in


def test_a_listed_substitute_stays_in_their_own_right() -> None:
    book = Book({"Nam": "KC", "Lan": "KC"})
    book.does(substitute("Lan", listed=True), "07:05")
    book.does(override("already_substituted", 1), "07:30")
    assert (book.state("Lan").presences[0].flags, book.state("Lan").walk_in) == ((), False)


def test_a_transfer_moves_the_expectation_of_somebody_who_is_nowhere() -> None:
    book = Book()
    event = book.does(transfer(0, venue="VL"), "07:10")
    assert (event.code, event.presence, event.flags) == ("recorded", None, ("moved",))
    assert book.does(scan(venue="VL"), "07:20").flags == ("moved",)


def test_a_transfer_of_somebody_inside_is_one_event_out_there_and_in_here() -> None:
    book = inside_at_kc()
    event = book.does(transfer(1, venue="VL", name="moving"), "07:30")
    assert (event.code, event.version) == ("recorded", 2)
    assert book.stays() == [("KC", "07:10", "07:30"), ("VL", "07:30", None)]
    assert book.state().presences[0].exit == deed("moving")


def test_a_transfer_into_a_full_hall_is_done_and_says_so() -> None:
    full = {"inside": 9, "capacity": 9}
    event = inside_at_kc().does(transfer(1, venue="VL"), "07:30", **full)
    assert (event.code, event.presence.venue, event.over) == ("recorded", "VL", ("capacity_reached",))
    assert inside_at_kc().does(transfer(1, venue="VL"), "07:30", inside=8, capacity=9).over == ()
    assert Book().does(transfer(0, venue="VL"), "07:30", **full).over == (), "expected there, and nobody came in"


def test_a_transfer_of_somebody_who_is_here_opens_nothing() -> None:
    book = inside_at_kc()
    assert book.does(transfer(1), "07:30").presence is None
    assert book.stays() == [("KC", "07:10", None)]


def test_a_transfer_is_asked_for_a_known_person_and_an_open_session() -> None:
    book = Book()
    assert book.does(transfer(0, "Stranger", "VL"), "07:10").code == "unknown_code"
    assert book.does(transfer(0, venue="VL"), "06:00").code == "session_not_open"


def test_the_contact_of_the_expected_venue_is_named() -> None:
    book = Book()
    event = book.does(override("capacity_reached", 0, venue="VL"), "07:10")
    assert person("head of KC") in event.people()
