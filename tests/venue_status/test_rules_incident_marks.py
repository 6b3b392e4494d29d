"""An incident about a part of a venue marks that part at its link, until it is over."""

import pytest

from tests.builders import clock
from tests.venue_status.incident_book import IncidentBook


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def marks(book: IncidentBook) -> list[str]:
    return [f"{it.venue} {it.component} {it.state} {clock(it.since)}" for it in book.marks]


def test_no_picture_marks_what_shows_it_until_it_recovers(book: IncidentBook) -> None:
    book.does("open_incident", "picture", kind="no_picture")
    book.passes(60)
    book.does("recover", "picture")
    book.passes(60)
    book.does("reopen", "picture")
    book.passes(60)
    book.does("recover", "picture")
    book.passes(300)
    assert marks(book) == [
        "KC video_in fault 07:00",
        "KC video_in ok 07:01",
        "KC video_in fault 07:02",
        "KC video_in ok 07:03",
    ]


@pytest.mark.parametrize(
    ("kind", "named", "marked"),
    [
        ("no_picture", None, "video_in"),
        ("no_picture", "camera", "camera"),
        ("no_sound", None, "audio_in"),
        ("no_sound", "microphone", "microphone"),
        ("other", "power", "power"),
        ("other", None, None),
        ("link_lost", "network", None),
    ],
)
def test_which_part_is_marked(book: IncidentBook, kind: str, named: str | None, marked: str | None) -> None:
    book.does("open_incident", "it", kind=kind, component=named)
    assert [it.component for it in book.marks] == ([marked] if marked else [])


def test_a_false_alarm_marks_the_part_as_working(book: IncidentBook) -> None:
    book.does("open_incident", "sound", kind="no_sound")
    book.does("acknowledge", "sound")
    book.passes(30)
    book.does("close", "sound", reason="the loudspeaker was off")
    assert marks(book)[1:] == ["KC audio_in ok 07:00:30"]


def test_a_refused_step_marks_nothing_and_tells_nobody(book: IncidentBook) -> None:
    book.does("open_incident", "sound", kind="no_sound")
    sent = len(book.sent)
    book.does("mitigate", "sound")
    assert len(book.sent) == sent
