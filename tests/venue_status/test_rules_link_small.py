"""A link's state stays small: whatever goes on for a whole day, it does not grow."""

import pytest

from services.venue_status.commands import DeclareComponent
from tests.venue_status.link_book import LinkBook

SMALL = 16_000  # bytes; a link with two sources that lives quietly has 2,000


def size(book: LinkBook) -> int:
    return len(book.link.model_dump_json())


@pytest.mark.parametrize("sources", [1, 2])
def test_a_quiet_day_leaves_a_small_state(sources: int) -> None:
    book = LinkBook()
    book.alive(3600, *("desk-1", "agent")[:sources])
    assert size(book) < 1100 * sources
    assert len(book.link.recent) == 1


def test_a_line_that_flaps_for_hours_keeps_no_more_than_a_strip_can_show() -> None:
    book = LinkBook()
    for _ in range(4 * 80):
        book.alive(20)
        book.passes(24)
    assert book.link.flapping
    assert len(book.link.breaks) == book.thresholds.flapping_breaks
    assert len(book.link.recent) == 120, "two in 44 s: an hour has more"
    assert size(book) < SMALL


def test_the_strip_goes_back_an_hour_and_knows_what_it_was_before() -> None:
    book = LinkBook()
    for _ in range(10):
        book.alive(100)
        book.passes(1200)
    hour = [change for change in book.link.recent if (book.link.recent[-1].at - change.at).total_seconds() < 3600]
    assert len(book.link.recent) == len(hour) + 1


def test_a_page_that_is_reloaded_all_day_is_sixteen_sources_at_most() -> None:
    book = LinkBook()
    for page in range(600):
        book.alive(15, f"page-{page:03}-of-a-browser-with-a-long-name")
    assert len(book.link.sources) == 16
    assert "page-599-of-a-browser-with-a-long-name" in book.link.sources
    assert size(book) < SMALL
    book.alive(1200, "desk-1")
    assert set(book.link.sources) == {"desk-1"}


def test_sixteen_sources_that_beat_as_fast_as_they_can_stay_small() -> None:
    book = LinkBook()
    book.alive(60, *(f"page-{page}" for page in range(17)), every=0.5)
    assert len(book.link.sources) == 16
    assert size(book) < 2 * SMALL


def test_words_and_reports_of_a_day_do_not_add_up() -> None:
    book = LinkBook()
    for _ in range(200):
        book.alive(30, working={"display": "fault"})
        book.does(DeclareComponent, component="camera", state="fault", reason="không lên hình")
        book.alive(30)
        book.does(DeclareComponent, component="camera", state="ok")
    assert book.link.lost == {"display": 6000.0, "camera": 6000.0}
    assert size(book) < SMALL
