"""Back after three good beats in a row, and what the time until then has cost."""

from tests.builders import clock
from tests.venue_status.link_book import LinkBook


def test_a_link_that_was_down_is_back_after_three_good_beats() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(10)
    assert (book.observed, book.link.good) == ("down", 2)
    event = book.beat()
    assert (event.was, event.state.observed, event.news) == ("down", "up", ("back",))
    assert clock(event.at) == "07:01:10"
    assert (event.state.good, event.state.good_since) == (0, None)


def test_it_was_lost_from_its_last_beat_to_the_first_good_one() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(20)
    assert book.lost == {"network": 60.0}
    assert book.link.lost_since == {}


def test_a_link_that_was_only_stale_is_said_to_be_back_too() -> None:
    book = LinkBook()
    book.beat()
    book.passes(15)
    book.alive(15)
    assert book.news == ["07:00:12 stale", "07:00:25 back"]
    assert book.lost == {"network": 15.0}


def test_a_silence_that_did_not_reach_stale_costs_nothing() -> None:
    book = LinkBook()
    book.beat()
    book.passes(11.5)
    book.alive(30)
    assert book.lost == {}


def test_a_burst_of_good_beats_is_no_return() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(2.4, every=0.2)
    assert (book.observed, book.link.good) == ("down", 1)
    book.passes(0.1)
    book.beat()
    assert book.link.good == 2


def test_beats_of_two_sources_bring_it_back_together() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(11, "desk-1", "agent")
    assert book.observed == "up"


def test_a_break_ends_the_row_of_good_beats() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(10)
    book.passes(4.1)  # 9.1 s after the second
    book.beat()
    assert (book.observed, book.link.good) == ("down", 1)
    assert book.link.good_since == book.now


def test_a_beat_beyond_every_bad_figure_is_a_sign_of_life_and_brings_back_a_degraded_link() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    book.alive(15, rtt=4500.0, jitter=200.0, loss=0.4)
    assert (book.observed, book.news[-1]) == ("degraded", "07:01:10 back")
