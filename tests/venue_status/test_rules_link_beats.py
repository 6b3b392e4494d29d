"""Signs of life: whose, in which order, and what an old one is worth."""

from services.venue_status.commands import Beat
from services.venue_status.rules.link import link_deadlines
from shared.events.links import Link
from shared.events.venues import LinkChanged, LinkSeen
from tests.builders import at
from tests.venue_status.link_book import BOOT, LinkBook


def test_the_first_beat_ever_brings_a_venue_up_at_once() -> None:
    book = LinkBook()
    event = book.beat()
    assert isinstance(event, LinkChanged)
    assert (event.was, event.state.observed, event.at, event.news) == ("no_data", "up", at("07:00"), ())
    assert book.strip == ["07:00 up"]


def test_a_venue_that_was_never_heard_waits_for_nothing() -> None:
    book = LinkBook()
    assert list(link_deadlines(book.thresholds, Link())) == []


def test_a_living_link_is_told_of_every_fifteen_seconds_and_no_more() -> None:
    book = LinkBook()
    book.alive(60)
    assert [type(event) for event in book.events] == [LinkChanged, LinkSeen, LinkSeen, LinkSeen]
    assert book.version == 12, "every beat is kept"
    assert book.revision == 1, "nobody has to look again because a beat came"


def test_a_beat_that_is_repeated_or_late_changes_nothing() -> None:
    book = LinkBook()
    book.alive(15)
    kept = book.version
    for number in (3, 2, 1):
        assert book.beat(number=number) is None
    assert book.version == kept


def test_each_source_numbers_its_beats_for_itself() -> None:
    book = LinkBook()
    book.alive(30, "desk-1")
    assert book.beat("agent", number=1, kind="agent") is not None
    assert {name: source.number for name, source in book.link.sources.items()} == {"desk-1": 6, "agent": 1}


def test_a_page_that_was_started_anew_begins_at_one_again_and_its_former_life_is_over() -> None:
    book = LinkBook()
    book.alive(30)
    assert book.beat(boot=BOOT + 1, number=1) is not None
    assert book.beat(boot=BOOT, number=99) is None


def test_what_waits_at_a_desk_is_known_from_its_newest_beat() -> None:
    book = LinkBook()
    book.beat(waiting=3)
    assert book.link.sources["desk-1"].waiting == 3
    book.beat(waiting=0)
    assert book.link.sources["desk-1"].waiting == 0


def test_a_venue_is_as_alive_as_its_best_source() -> None:
    book = LinkBook()
    book.alive(20, "desk-1", "agent")
    book.alive(60, "agent")
    assert book.observed == "up"
    assert book.link.flapping is False


def test_a_thousand_old_beats_at_once_bring_nothing_back() -> None:
    book = LinkBook()
    book.alive(30)
    book.passes(600)
    for second in range(1000, 12, -1):
        book.beat(ago=second / 2 + 7)
    assert book.observed == "down"
    assert book.link.good == 0
    assert book.link.last_seen is not None
    assert (book.now - book.link.last_seen).total_seconds() == 13.5, "seen when they were sent, not when they came"
    book.passes(120)
    assert book.news == ["07:00:37 stale", "07:00:55 down"]


def test_a_thousand_old_beats_at_once_kill_nothing() -> None:
    book = LinkBook()
    book.alive(30, "desk-1", "agent")
    for second in range(1000, 12, -1):
        book.beat("desk-1", ago=second)
    book.alive(30, "desk-1", "agent")
    assert book.news == []
    assert book.observed == "up"
    assert book.link.breaks == ()


def test_a_thousand_fresh_beats_at_once_count_as_one() -> None:
    book = LinkBook()
    book.alive(30)
    book.passes(60)
    for _ in range(1000):
        book.beat()
    assert (book.observed, book.link.good) == ("down", 1)


def test_an_old_beat_is_no_first_sign_of_life() -> None:
    book = LinkBook()
    book.beat(ago=13)
    assert book.observed == "no_data"
    book.beat(ago=12)
    assert book.observed == "up"


def test_a_beat_of_a_source_so_long_unheard_that_its_numbers_are_forgotten_is_not_taken() -> None:
    book = LinkBook()
    book.alive(5, "reloaded")
    book.alive(700, "desk-1")
    assert set(book.link.sources) == {"desk-1"}
    assert book.does(Beat, ago=650, source="reloaded", kind="desk", boot=BOOT, number=1) is None
