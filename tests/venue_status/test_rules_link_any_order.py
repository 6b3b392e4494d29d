"""Whatever comes twice or late gives the same link, and the same commands give the same events."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.venue_status.commands import Beat, CancelMaintenance, DeclareComponent, SetMaintenance
from services.venue_status.rules.link import decide_link, link_follow_ups
from services.venue_status.settings import Thresholds
from shared.events.base import Stamp, completed
from shared.events.links import ALIVE, OUT, Link
from shared.events.venues import LinkEvent
from tests.venue_status.link_book import LinkBook

STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["beat"] * 12 + ["leaves", "stops", "plans", "cancels", "declares"]),
            "source": st.sampled_from(["desk-1", "desk-2", "agent"]),
            "pause": st.sampled_from([0.0, 0.1, 2.5, 5.0, 5.0, 5.0, 9.5, 10.0, 13.0, 31.0, 90.0, 650.0]),
            "ago": st.sampled_from([0.0] * 6 + [3.0, 11.0, 14.0, 700.0]),
            "rtt": st.sampled_from([None, 20.0, 700.0, 3000.0]),
            "fault": st.booleans(),
        }
    ),
    max_size=60,
)


def played(steps: list[dict[str, Any]]) -> LinkBook:
    book = LinkBook()
    for step in steps:
        before = book.link
        does(book, step)
        is_sound(before, book.link)
        book.passes(step["pause"])
    return book


def does(book: LinkBook, step: dict[str, Any]) -> None:
    windows = [window.id for window in book.link.windows]
    if step["kind"] in ("beat", "leaves"):
        working = {"camera": "fault"} if step["fault"] else {}
        book.beat(step["source"], step["ago"], rtt=step["rtt"], working=working, leaving=step["kind"] == "leaves")
    elif step["kind"] == "stops":
        book.stops_watching()
        book.passes(step["pause"])
        book.watches_again()
    elif step["kind"] == "plans":
        begins = book.now + timedelta(seconds=step["ago"] - 10)
        book.does(SetMaintenance, since=begins, until=begins + timedelta(seconds=step["pause"] + 1))
    elif step["kind"] == "cancels" and windows:
        book.does(CancelMaintenance, window=windows[-1])
    elif step["kind"] == "declares":
        book.does(DeclareComponent, component="camera", state="fault" if step["fault"] else None)


def is_sound(before: Link, link: Link) -> None:
    assert all(earlier.at < later.at for earlier, later in pairwise(link.recent)), "the strip goes forward"
    assert len(link.recent) <= 120
    assert (link.observed in OUT and not link.in_maintenance) <= ("network" in link.lost_since)
    assert ("network" in link.lost_since) <= (link.observed in OUT)
    assert all(link.lost.get(part, 0) >= spent for part, spent in before.lost.items())
    assert link.last_seen is None or before.last_seen is None or link.last_seen >= before.last_seen
    assert (link.good > 0) <= (link.observed in OUT)
    assert link.recent == () or link.recent[-1].state == ("maintenance" if link.in_maintenance else link.observed)


def news_make_sense(news: list[str]) -> None:
    """Without maintenance: each word only where it can follow."""
    out, flapping = "", False
    for word in (it.rsplit(" ", 1)[1] for it in news):
        assert {"stale": out == "", "down": out == "stale", "back": out != ""}.get(word, True)
        assert {"flapping": not flapping, "calm": flapping}.get(word, True)
        out = {"stale": "stale", "down": "down", "back": ""}.get(word, out)
        flapping = {"flapping": True, "calm": False}.get(word, flapping)


@settings(max_examples=300, deadline=None)
@given(STEPS)
def test_a_link_makes_sense_whatever_happens_to_it(steps: list[dict[str, Any]]) -> None:
    book = played(steps)
    if all(step["kind"] != "plans" for step in steps):
        news_make_sense(book.news)
    book.alive(400)
    assert book.observed in ALIVE, "who is heard comes back"
    assert not book.link.flapping


@settings(max_examples=300, deadline=None)
@given(STEPS, st.randoms())
def test_beats_that_come_again_or_late_change_nothing(steps: list[dict[str, Any]], dice: Any) -> None:
    book = played(steps)
    assert replayed(spoiled(book.taken, dice), book.thresholds) == (book.link, book.events)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_the_same_commands_give_the_same_events_to_the_byte(steps: list[dict[str, Any]]) -> None:
    book = played(steps)
    link, events = replayed(book.taken, book.thresholds)
    assert link.model_dump_json() == book.link.model_dump_json()
    assert [it.model_dump_json() for it in events] == [it.model_dump_json() for it in book.events]
    assert [told for event in events for told in link_follow_ups(event)] == book.told


def spoiled(taken: list[tuple[Any, Stamp]], dice: Any) -> list[tuple[Any, Stamp]]:
    """Each beat perhaps again, at once or later; a copy arrives later and was sent when it was sent."""
    sent: list[tuple[Any, Stamp]] = []
    beats: list[tuple[Any, Stamp]] = []
    for command, stamp in taken:
        sent.append((command, stamp))
        beats += [(command, stamp)] if isinstance(command, Beat) else []
        for again, then in dice.sample(beats, min(len(beats), dice.randint(0, 2))):
            sent.append((again, then.model_copy(update={"received_at": max(stamp.received_at, then.received_at)})))
    return sent


def replayed(taken: list[tuple[Any, Stamp]], thresholds: Thresholds) -> tuple[Link, list[LinkEvent]]:
    """In memory alone: nothing is read back from JSON on the way."""
    link, events, version, revision = Link(), list[LinkEvent](), 0, 0
    for command, stamp in taken:
        happened: Any = decide_link(thresholds, link, command, stamp, revision)
        if happened is None:
            continue
        version += 1
        link = happened if isinstance(happened, Link) else happened.state
        if isinstance(happened, LinkEvent):
            revision += happened.changes_facts()
            numbers = {"version": version, "revision": revision, "command": command.id}
            event: Any = completed(happened, key=LinkBook().key, **numbers)
            events.append(event)
    return link, events
