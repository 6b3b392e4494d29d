"""Who leaves when: exits, and entries and exits that are uploaded long after what came next."""

from tests.book import Book
from tests.builders import AFTERNOON, MORNING, at, leave, override, scan


def test_somebody_inside_leaves() -> None:
    book = Book()
    book.does(scan(), "07:10")
    assert book.does(leave(), "09:00").code == "left"
    assert book.stays() == [("KC", "07:10", "09:00")]


def test_somebody_who_left_may_come_again_here_and_elsewhere() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(), "09:00")
    assert book.does(scan(), "09:00").code == "checked_in"
    book.does(leave(), "10:00")
    assert book.does(scan(venue="VL"), "10:30").code == "wrong_venue"


def test_nobody_leaves_where_they_are_not() -> None:
    book = Book()
    assert book.does(leave(), "07:00").code == "not_in"
    book.does(scan(), "07:10")
    event = book.does(leave(venue="VL"), "07:20")
    assert (event.code, event.where, event.since) == ("not_in", "KC", at("07:10"))


def test_an_exit_before_the_closing_counts_whenever_it_is_uploaded_and_one_after_it_does_not() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.closes(MORNING, "11:30")
    assert book.does(leave(), "11:30").code == "session_closed"
    assert book.does(leave(told="left"), "11:29").code == "left"


def test_an_exit_is_asked_for_a_known_person_and_a_valid_code() -> None:
    assert Book().does(leave("Stranger"), "07:10").code == "unknown_code"


def test_a_late_entry_before_a_known_exit_is_a_closed_stay() -> None:
    book = Book()
    book.does(leave(name="out"), "09:00")
    event = book.does(scan(told="checked_in"), "07:10")
    assert (event.code, event.presence.end) == ("checked_in", at("09:00"))
    assert book.stays() == [("KC", "07:10", "09:00")]
    assert book.state().exits == ()


def test_of_two_known_exits_the_earliest_ends_the_stay_and_the_other_stays_known() -> None:
    book = Book()
    book.does(leave(), "09:00")
    book.does(leave(), "08:00")
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", "08:00")]
    assert [known.at for known in book.state().exits] == [at("09:00")]


def test_a_known_exit_of_another_door_or_session_or_of_before_ends_nothing() -> None:
    book = Book()
    book.does(leave(), "07:00")
    book.does(leave(venue="VL"), "09:00")
    book.does(leave(session=AFTERNOON), "14:00")
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", None)]


def test_an_exit_uploaded_late_does_not_throw_out_somebody_seen_since() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(scan(), "08:30")
    assert book.does(leave(), "08:00").code == "left"
    assert book.stays() == [("KC", "07:10", "08:00"), ("KC", "08:30", None)]


def test_an_earlier_exit_uploaded_later_ends_the_stay_and_the_later_one_stays_known() -> None:
    book = Book()
    book.does(scan(), "07:10")
    book.does(leave(), "09:00")
    book.does(leave(), "08:00")
    assert book.stays() == [("KC", "07:10", "08:00")]
    book.does(scan(), "08:30")
    assert book.stays()[1:] == [("KC", "08:30", "09:00")]


def test_an_earlier_scan_uploaded_late_lets_the_stay_begin_earlier() -> None:
    book = Book()
    book.does(scan(), "07:30")
    event = book.does(scan(), "07:10")
    assert (event.code, event.since) == ("already_in", at("07:30"))
    assert book.stays() == [("KC", "07:10", None)]
    assert book.state().presences[0].seen == at("07:30")


def test_an_earlier_scan_elsewhere_uploaded_late_is_refused() -> None:
    book = Book()
    book.does(scan(), "07:30")
    event = book.does(scan(venue="VL", told="checked_in"), "07:10")
    assert (event.code, event.where, event.conflict) == ("inside_elsewhere", "KC", True)


def test_a_late_entry_elsewhere_with_its_exit_known_is_a_closed_stay() -> None:
    book = Book()
    book.does(scan(), "07:30")
    book.does(leave(venue="VL"), "07:20")
    seen = book.page().revision
    assert book.does(override("wrong_venue", seen, venue="VL"), "07:00").code == "checked_in"
    assert book.stays() == [("VL", "07:00", "07:20"), ("KC", "07:30", None)]


def test_an_exit_known_after_the_next_stay_began_does_not_end_the_one_before() -> None:
    book = Book()
    book.does(scan(session=AFTERNOON), "13:10")
    book.does(leave(), "13:20")
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", "13:10"), ("KC", "13:10", None)]


def test_a_late_entry_ends_where_the_next_stay_begins() -> None:
    book = Book()
    book.does(scan(), "07:30")
    book.does(leave(), "08:00")
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", "07:30"), ("KC", "07:30", "08:00")]


def test_a_late_entry_for_the_morning_does_not_end_the_afternoon() -> None:
    book = Book()
    book.does(scan(session=AFTERNOON), "13:10")
    book.does(scan(), "07:10")
    assert book.stays() == [("KC", "07:10", "13:10"), ("KC", "13:10", None)]
    book = Book()
    book.closes(MORNING, "11:30")
    book.does(scan(session=AFTERNOON), "13:10")
    book.does(scan(told="checked_in"), "07:10")
    assert book.stays() == [("KC", "07:10", "11:30"), ("KC", "13:10", None)]
