"""Parts of a venue: who says that they are broken, and for how long they were."""

from typing import Any

import pytest

from services.venue_status.commands import DeclareComponent, MarkComponent, SetMaintenance
from shared.events.venues import LinkChanged, LinkDeclared
from tests.builders import at
from tests.venue_status.link_book import LinkBook


def told(version: int, incident: str = "an-incident") -> dict[str, Any]:
    """By an incident, whose newest version is taken once."""
    return {"source": f"hy-2023/incident/{incident}", "source_version": version}


def marks(book: LinkBook, incident: str, version: int, state: str, since: str, reason: str = "") -> Any:
    fields: dict[str, Any] = {"component": "audio_in", "state": state, "since": at(since), "reason": reason or None}
    return book.does(MarkComponent, by="rule", **told(version, incident), **fields)


def declares(book: LinkBook, component: str, state: str | None, **more: Any) -> Any:
    return book.does(DeclareComponent, component=component, state=state, **more)


def test_a_declared_fault_is_lost_time_until_it_is_said_to_work() -> None:
    book = LinkBook()
    book.alive(30)
    event = declares(book, "camera", "fault", reason="không lên hình")
    assert (event.component, event.state.lost_since) == ("camera", {"camera": at("07:00:30")})
    book.alive(600)
    declares(book, "camera", "ok")
    assert book.lost == {"camera": 600.0}
    assert book.link.lost_since == {}
    declares(book, "camera", "fault")
    book.alive(60)
    declares(book, "camera", None)
    assert book.lost == {"camera": 660.0}
    assert book.link.parts == {}


def test_parts_are_lost_each_for_itself() -> None:
    book = LinkBook()
    book.alive(30)
    declares(book, "camera", "fault")
    book.alive(30)
    declares(book, "microphone", "fault")
    book.passes(60)
    declares(book, "camera", "ok")
    assert book.link.lost_since == {"microphone": at("07:01"), "network": at("07:00:55")}
    assert book.lost == {"camera": 90.0}


def test_a_fault_that_a_source_finds_is_told_at_once() -> None:
    book = LinkBook()
    book.alive(30)
    event = book.beat(working={"camera": "fault", "microphone": "ok"})
    assert isinstance(event, LinkChanged)
    assert (event.was, event.state.observed, event.news) == ("up", "up", ())
    assert event.state.lost_since == {"camera": at("07:00:30")}
    book.passes(5)
    book.beat(working={"camera": "ok"})
    assert book.lost == {"camera": 5.0}


def test_a_persons_word_goes_before_what_sources_say() -> None:
    book = LinkBook()
    book.beat(working={"display": "fault"})
    declares(book, "display", "ok")
    assert book.link.lost_since == {}
    book.beat(working={"display": "fault"})
    assert book.link.lost_since == {}
    declares(book, "display", None)
    assert book.link.lost_since == {"display": at("07:00")}


def test_a_page_that_closed_speaks_for_no_part() -> None:
    book = LinkBook()
    book.beat("agent")
    book.beat(working={"camera": "fault"})
    book.passes(10)
    book.beat("agent")
    book.beat(leaving=True)
    assert (book.link.lost_since, book.lost) == ({}, {"camera": 10.0})


def test_an_incident_marks_a_part_from_its_own_moment_to_its_own_moment() -> None:
    book = LinkBook()
    book.passes(600)
    event = book.does(MarkComponent, **told(1), by="rule", component="audio_in", state="fault", since=at("07:08"))
    assert isinstance(event, LinkDeclared)
    assert event.state.parts["audio_in"].at == at("07:08")
    book.passes(600)
    book.does(MarkComponent, **told(2), by="rule", component="audio_in", state="ok", since=at("07:18"))
    assert (book.lost, book.link.parts, book.link.lost_since) == ({"audio_in": 600.0}, {}, {})


@pytest.mark.parametrize("over", [("first", "second"), ("second", "first")])
def test_a_part_with_two_incidents_is_lost_until_both_have_recovered(over: tuple[str, str]) -> None:
    book = LinkBook()
    marks(book, "first", 1, "fault", "07:00")
    marks(book, "second", 1, "fault", "07:05")
    for incident, until in zip(over, ("07:10", "07:20"), strict=True):
        assert book.link.lost_since == {"audio_in": at("07:00")}
        marks(book, incident, 2, "ok", until)
    assert (book.lost, book.link.parts, book.link.lost_since) == ({"audio_in": 1200.0}, {}, {})


@pytest.mark.parametrize("state", ["fault", None])
def test_a_persons_word_in_between_does_not_make_a_part_whole_whose_incident_is_open(state: str | None) -> None:
    book = LinkBook()
    marks(book, "first", 1, "fault", "07:00")
    marks(book, "second", 1, "fault", "07:05")
    declares(book, "audio_in", state)
    marks(book, "first", 2, "ok", "07:10")
    assert book.link.lost_since == {"audio_in": at("07:00")}
    marks(book, "second", 2, "ok", "07:20")
    assert (book.lost, book.link.parts) == ({"audio_in": 1200.0}, {})


def test_of_two_incidents_the_word_of_the_older_stands() -> None:
    book = LinkBook()
    marks(book, "first", 1, "fault", "07:00", "micro hỏng")
    marks(book, "second", 1, "fault", "07:05", "cáp lỏng")
    marks(book, "second", 2, "ok", "07:10")
    assert (book.link.parts["audio_in"].reason, book.link.parts["audio_in"].at) == ("micro hỏng", at("07:00"))


def test_a_new_incident_about_a_part_that_was_said_to_work_says_that_it_does_not() -> None:
    book = LinkBook()
    marks(book, "first", 1, "fault", "07:00")
    declares(book, "audio_in", "ok")
    assert book.link.lost_since == {}
    marks(book, "second", 1, "fault", "07:05")
    assert book.link.lost_since == {"audio_in": at("07:05")}


def test_after_an_incident_sources_are_believed_again() -> None:
    book = LinkBook()
    book.does(MarkComponent, **told(3), by="rule", component="camera", state="fault", since=at("07:00"))
    book.does(MarkComponent, **told(4), by="rule", component="camera", state="ok", since=at("07:00"))
    book.beat(working={"camera": "fault"})
    assert book.link.lost_since == {"camera": at("07:00")}


def test_a_network_that_is_both_silent_and_declared_is_lost_once() -> None:
    book = LinkBook()
    book.beat()
    book.passes(60)
    declares(book, "network", "fault")
    book.passes(60)
    book.alive(20)
    assert book.link.lost_since == {"network": at("07:00")}, "somebody still says so"
    declares(book, "network", None)
    assert book.lost == {"network": 140.0}


def test_a_fault_costs_nothing_in_maintenance() -> None:
    book = LinkBook()
    declares(book, "power", "fault")
    book.passes(60)
    book.does(SetMaintenance, since=book.now, until=at("07:11"))
    book.passes(660)
    declares(book, "power", "ok")
    assert book.lost == {"power": 60.0 + 60.0}


def test_parts_that_are_lost_at_one_moment_stand_in_one_order_in_every_process() -> None:
    book = LinkBook()
    book.does(SetMaintenance, since=book.now, until=at("07:10"))
    for part in ("power", "display", "camera", "video_in", "audio_in", "operator", "microphone", "desk"):
        declares(book, part, "fault")
    book.passes(600)
    assert list(book.link.lost_since) == sorted(book.link.lost_since)
    assert len(book.link.lost_since) == 8
