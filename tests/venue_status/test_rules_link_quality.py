"""A line that is there but bad: averages of 30 s, of the best source, with hysteresis both ways."""

from typing import Any

import pytest

from shared.events.venues import LinkChanged
from tests.venue_status.link_book import LinkBook

JUST_BELOW_FIRST = {"rtt": 499.0, "jitter": 9.9, "loss": 0.049}
BETWEEN = {"rtt": 700.0, "jitter": 15.0, "loss": 0.07}
SECOND = {"rtt": 1000.0, "jitter": 20.0, "loss": 0.10}


@pytest.mark.parametrize("measure", ["rtt", "jitter", "loss"])
def test_one_measure_at_its_second_figure_degrades_a_link(measure: str) -> None:
    book = LinkBook()
    book.alive(30, **{measure: SECOND[measure]})
    assert book.observed == "degraded"
    (event,) = book.says(LinkChanged)[1:]
    assert (event.was, event.news) == ("up", ()), "nobody is called for that"
    assert book.lost == {}


@pytest.mark.parametrize("measure", ["rtt", "jitter", "loss"])
def test_between_the_figures_a_link_stays_what_it_is(measure: str) -> None:
    book = LinkBook()
    book.alive(120, **{measure: BETWEEN[measure]})
    assert book.observed == "up"
    book.alive(60, **{measure: SECOND[measure]})
    assert book.observed == "degraded"
    book.alive(120, **{measure: BETWEEN[measure]})
    assert book.observed == "degraded"
    book.alive(60, **JUST_BELOW_FIRST)
    assert book.observed == "up"


def test_a_line_that_wavers_around_a_figure_does_not_change_with_each_beat() -> None:
    book = LinkBook()
    for _ in range(60):
        book.alive(5, rtt=1400.0)
        book.alive(5, rtt=900.0)
    assert [it.state.observed for it in book.says(LinkChanged)] == ["up", "degraded"]


def test_two_beats_are_too_few_to_judge_by() -> None:
    book = LinkBook()
    book.alive(10, rtt=5000.0)
    assert (book.observed, book.link.rtt) == ("up", None)
    book.beat(rtt=5000.0)
    assert (book.observed, book.link.rtt) == ("degraded", 5000.0)


def test_an_average_forgets_after_thirty_seconds() -> None:
    book = LinkBook()
    book.alive(60, rtt=5000.0)
    book.alive(35, rtt=20.0)
    assert (book.observed, book.link.rtt) == ("up", 20.0)


def test_the_best_source_speaks_for_the_link() -> None:
    book = LinkBook()
    book.beat("phone", rtt=4500.0)
    for _ in range(10):
        book.beat("phone", rtt=4500.0)
        book.beat("agent", rtt=30.0)
        book.passes(5)
    assert (book.observed, book.link.rtt) == ("up", 30.0)


def test_a_source_that_fell_silent_speaks_no_longer() -> None:
    book = LinkBook()
    for _ in range(10):
        book.beat("phone", rtt=4500.0)
        book.beat("agent", rtt=30.0)
        book.passes(5)
    book.alive(15, "phone", rtt=4500.0)
    assert (book.observed, book.link.rtt) == ("degraded", 4500.0)


def test_a_page_that_measures_nothing_neither_degrades_nor_mends_at_once() -> None:
    book = LinkBook()
    nothing: Any = {"rtt": None, "jitter": None, "loss": None}
    book.alive(60, **nothing)
    assert (book.observed, book.link.rtt) == ("up", None)
    book.alive(30, rtt=3000.0, jitter=None, loss=None)
    assert book.observed == "degraded"
    book.alive(15, **nothing)
    assert book.observed == "degraded"
    book.alive(60, **nothing)
    assert book.observed == "up", "nobody says so any more"


def test_a_burst_weighs_no_more_than_a_beat() -> None:
    book = LinkBook()
    book.alive(30)
    for _ in range(1000):
        book.beat(rtt=5000.0)  # one of six: 850 ms on average
    assert book.observed == "up"
    assert len(book.link.sources["desk-1"].recent) <= 12


def test_samples_of_before_an_outage_say_nothing_of_the_line_after_it() -> None:
    book = LinkBook()
    book.alive(60, rtt=5000.0)
    book.passes(120)
    book.alive(15)
    assert (book.observed, book.link.rtt) == ("up", 20.0)
