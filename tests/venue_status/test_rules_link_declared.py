"""What people say of a link and its parts stands beside what is observed; what is lost, and for how long."""

from typing import Any

from services.venue_status.commands import DeclareComponent, DeclareLink
from shared.events.links import Said
from shared.events.venues import LinkDeclared, LinkRefused
from tests.venue_status.link_book import LinkBook


def declares(book: LinkBook, component: str, state: str | None, **more: Any) -> Any:
    return book.does(DeclareComponent, component=component, state=state, **more)


def test_a_declared_state_stands_beside_the_observed_one() -> None:
    book = LinkBook()
    book.alive(30)
    event = book.does(DeclareLink, state="down", reason="nghe qua điện thoại")
    assert isinstance(event, LinkDeclared)
    said = Said(state="down", by="desk-1", at=book.now, reason="nghe qua điện thoại")
    assert (event.component, event.state.declared, event.state.observed) == (None, said, "up")
    book.alive(30)
    assert book.link.declared == said
    assert (book.lost, book.link.lost_since, book.news) == ({}, {}, [])


def test_a_word_is_taken_back() -> None:
    book = LinkBook()
    book.does(DeclareLink, state="degraded")
    event = book.does(DeclareLink, state=None)
    assert (event.code, event.state.declared) == ("recorded", None)


def test_who_looked_before_it_changed_is_refused_and_sees_how_it_is() -> None:
    book = LinkBook()
    book.alive(30)
    seen = book.revision
    assert book.does(DeclareLink, state="down", seen=seen).code == "recorded"
    for refused in (book.does(DeclareLink, state="up", seen=seen), declares(book, "camera", "fault", seen=seen)):
        assert isinstance(refused, LinkRefused)
        assert (refused.code, refused.state) == ("stale", book.link)
    assert book.revision == seen + 1
    assert book.link.declared is not None
    assert book.link.declared.state == "down"


def test_beats_do_not_make_a_screen_stale() -> None:
    book = LinkBook()
    book.alive(30)
    seen = book.revision
    book.alive(600)
    assert book.does(DeclareLink, state="down", seen=seen).code == "recorded"
