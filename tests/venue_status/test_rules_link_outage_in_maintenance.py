"""Silence in a window of maintenance: seen, without incident and without cost, and news again when the window ends."""

from tests.builders import at, clock
from tests.venue_status.link_book import LinkBook, plans


def test_a_link_in_maintenance_is_observed_all_the_same() -> None:
    book = LinkBook()
    book.alive(30)
    plans(book, "07:01", "07:10")
    book.passes(300)
    assert (book.observed, book.link.in_maintenance) == ("down", True)
    assert book.strip == ["07:00 up", "07:00:37 stale", "07:00:55 down", "07:01 maintenance"]


def test_the_ledger_is_told_that_it_is_maintenance() -> None:
    book = LinkBook()
    plans(book, "07:00", "07:10")
    book.beat()
    book.passes(60)
    assert [(told.news, told.maintenance) for told, _ in book.told] == [(("stale",), True), (("down",), True)]


def test_that_maintenance_begins_in_an_outage_is_told_to_the_ledger_though_it_is_no_news() -> None:
    book = LinkBook()
    book.alive(30)
    plans(book, "07:05", "07:15")
    book.passes(300)
    told, _ = book.told[-1]
    assert (told.news, told.maintenance) == ((), True)


def test_minutes_of_maintenance_are_not_lost() -> None:
    book = LinkBook()
    book.alive(60)
    plans(book, "07:03", "07:10")
    book.passes(720)
    book.alive(30)
    assert book.news[-1] == "07:13:10 back"
    assert book.lost == {"network": 125.0 + 180.0}, "07:00:55 to 07:03, and 07:10 to 07:13"


def test_a_link_that_is_still_down_when_its_window_ends_is_news_again() -> None:
    book = LinkBook()
    book.alive(30)
    plans(book, "07:00:30", "07:10")
    book.passes(900)
    told, _ = book.told[-1]
    assert (clock(told.at), told.news, told.maintenance) == ("07:10", ("down",), False)
    assert book.link.lost_since == {"network": at("07:10")}
    assert book.strip[-1] == "07:10 down"


def test_a_link_that_is_stale_at_the_end_is_stale_news_and_goes_down_at_its_moment() -> None:
    book = LinkBook()
    plans(book, "07:00", "07:00:50")
    book.alive(35)
    book.passes(60)
    assert book.news == ["07:00:42 stale", "07:00:50 stale", "07:01 down"]


def test_a_line_that_still_flaps_at_the_end_is_news_again() -> None:
    book = LinkBook()
    plans(book, "07:00", "07:03:02")
    for _ in range(10):
        book.alive(10)
        book.passes(10)
    assert [news for news in book.news if "flapping" in news] == ["07:01:20 flapping", "07:03:02 flapping"]


def test_silence_that_began_in_the_window_is_lost_from_its_end_on() -> None:
    book = LinkBook()
    plans(book, "07:00", "07:01")
    book.alive(55)
    book.passes(30)
    assert book.news == ["07:01:02 stale", "07:01:20 down"]
    assert book.link.lost_since == {"network": at("07:01")}
