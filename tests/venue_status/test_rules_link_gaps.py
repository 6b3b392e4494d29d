"""Gaps of our own: what we did not watch is no venue's silence, and our restart brings nothing back."""

from shared.events.venues import WatchingResumed
from tests.builders import at, clock
from tests.venue_status.link_book import LinkBook


def test_after_our_gap_silence_counts_anew() -> None:
    book = LinkBook()
    book.beat()
    book.stops_watching()
    book.passes(300)
    book.watches_again()
    assert book.observed == "up"
    book.passes(11.9)
    assert book.news == []
    book.passes(30)
    assert book.news == ["07:05:12 stale", "07:05:30 down"]
    assert book.link.lost_since == {"network": at("07:05")}


def test_our_gap_is_shown_as_one() -> None:
    book = LinkBook()
    book.beat()
    book.stops_watching()
    book.passes(300)
    book.watches_again()
    (event,) = book.says(WatchingResumed)
    assert (clock(event.since), clock(event.at), event.news) == ("07:00", "07:05", ())
    assert event.state.watched_from == at("07:05")
    book.alive(30)
    assert book.strip == ["07:00 gap", "07:05 up"]
    assert book.link.breaks == ()


def test_a_beat_that_comes_before_our_deadline_shows_the_gap_too() -> None:
    book = LinkBook()
    book.alive(30)
    book.stops_watching()
    book.passes(300)
    book.watching, book.watching_since = True, book.now  # nothing was sent yet
    event = book.beat()
    assert isinstance(event, WatchingResumed)
    assert (clock(event.since), clock(event.at)) == ("07:00:25", "07:05:30")
    assert book.strip == ["07:00 up", "07:00:25 gap", "07:05:30 up"]
    assert (event.state.breaks, event.state.lost) == ((), {})
    book.alive(60)
    assert book.news == []


def test_a_deadline_that_is_a_little_late_is_no_gap() -> None:
    book = LinkBook()
    book.beat()
    book.watching = False
    book.passes(13)
    book.watching = True
    book.beat()
    assert book.says(WatchingResumed) == []
    assert len(book.link.breaks) == 1, "it was a pause of the line"


def test_a_short_restart_between_two_beats_is_no_gap() -> None:
    book = LinkBook()
    book.alive(30)
    book.stops_watching()
    book.passes(2)
    book.watches_again()
    book.alive(30)
    assert book.says(WatchingResumed) == []
    assert book.observed == "up"


def test_a_restart_brings_nothing_back_and_ends_no_outage() -> None:
    book = LinkBook()
    book.beat()
    book.passes(40)
    book.stops_watching()
    book.passes(600)
    book.watches_again()
    assert book.observed == "down"
    assert book.news == ["07:00:12 stale", "07:00:30 down"]
    assert book.strip[-2:] == ["07:00:30 gap", "07:10:40 down"], "its last second that we know is that of DOWN"


def test_a_restart_in_the_middle_of_stale_puts_down_off_and_nothing_else() -> None:
    book = LinkBook()
    book.beat()
    book.passes(20)
    book.stops_watching()
    book.passes(40)
    book.watches_again()
    assert book.observed == "stale"
    assert book.strip == ["07:00 up", "07:00:12 gap", "07:01 stale"]
    book.passes(30)
    assert book.news == ["07:00:12 stale", "07:01:30 down"]


def test_our_gap_costs_a_venue_no_minutes_even_if_it_was_down_before() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)  # watched to here, known by the watch of 07:01
    book.stops_watching()
    book.passes(600)
    book.watches_again()
    book.passes(120)
    book.alive(15)
    assert book.news[-1] == "07:13:10 back"
    assert book.lost == {"network": 60.0 + 120.0}


def test_a_gap_that_a_beat_shows_costs_a_venue_no_minutes_either() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.stops_watching()
    book.passes(600)
    book.watching, book.watching_since = True, book.now
    book.alive(15)
    assert book.lost == {"network": 60.0}
    assert book.observed == "up"


def test_a_deadline_knows_its_sender_has_not_watched_all_of_the_time_it_counts() -> None:
    book = LinkBook()
    book.beat()
    book.passes(5)
    book.watching_since = book.now  # another process took over and knows nothing of the five seconds before
    book.passes(7)
    assert book.observed == "up"
    book.passes(5)
    assert book.news == ["07:00:17 stale"]


def test_calm_is_not_believed_of_a_time_that_we_did_not_watch() -> None:
    book = LinkBook()
    for _ in range(5):
        book.alive(10)
        book.passes(10)
    assert book.link.flapping
    book.alive(60)
    book.stops_watching()
    book.passes(100)
    book.watches_again()
    book.alive(100)
    assert book.link.flapping, "of the last 120 s we watched 100"
    book.alive(25)
    assert not book.link.flapping
