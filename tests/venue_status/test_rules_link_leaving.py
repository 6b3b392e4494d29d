"""Pages that are closed on purpose: nothing is silent then, and nothing old brings them back."""

from shared.events.venues import LinkChanged
from tests.venue_status.link_book import LinkBook


def test_the_last_page_that_closes_leaves_no_silence_behind() -> None:
    book = LinkBook()
    book.alive(30)
    event = book.beat(leaving=True)
    assert isinstance(event, LinkChanged)
    assert (event.state.observed, event.news) == ("no_data", ())
    book.passes(3600)
    assert book.news == []
    assert book.lost == {}


def test_one_page_of_two_that_closes_leaves_the_link_as_it_is() -> None:
    book = LinkBook()
    book.alive(30, "desk-1", "desk-2")
    event = book.beat("desk-1", leaving=True)
    assert event.state.observed == "up"
    book.alive(60, "desk-2")
    assert [it.state.observed for it in book.says(LinkChanged)] == ["up"]


def test_a_source_that_broke_off_without_a_word_does_not_hold_a_link_that_its_last_page_leaves() -> None:
    book = LinkBook()
    book.alive(30, "reloaded", "desk-1")
    book.alive(60, "desk-1")
    book.beat("desk-1", leaving=True)
    assert book.observed == "no_data"


def test_an_older_beat_does_not_bring_back_a_page_that_has_closed() -> None:
    book = LinkBook()
    book.alive(30)
    book.beat(leaving=True, number=9)
    assert book.beat(number=8) is None
    assert book.observed == "no_data"
    assert book.link.sources["desk-1"].left


def test_a_closed_page_that_is_opened_again_is_alive_at_once() -> None:
    book = LinkBook()
    book.alive(30)
    book.beat(leaving=True)
    book.passes(300)
    event = book.beat()
    assert (event.was, event.state.observed) == ("no_data", "up")
    assert event.state.breaks == (), "nobody expected a beat while it was closed"


def test_a_page_that_closes_while_its_link_is_out_ends_the_outage() -> None:
    book = LinkBook()
    book.alive(30)
    book.passes(60)
    book.beat(leaving=True)
    assert book.observed == "no_data"
    assert book.news[-1] == "07:01:30 back"
    assert book.lost == {"network": 65.0}
