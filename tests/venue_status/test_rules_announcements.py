"""What the hub says to desks, and who has read it."""

from typing import Any
from uuid import UUID, uuid4

from services.venue_status.check_commands import AcknowledgeAnnouncement, Announce, Withdraw
from services.venue_status.rules.announcements import decide_acknowledgement, decide_announcement
from shared.events.base import Actor, Stamp
from shared.events.checks import Acknowledgement, Announcement
from tests.builders import CONFERENCE, at

ID = UUID(int=7)


def stamp(when: str = "07:00", by: str = "hub-1") -> Stamp:
    return Stamp(received_at=at(when), at=at(when), actor=Actor(id=by, role="hub"))


def announced(known: Announcement, text: str = "Giữ máy bật", **more: Any) -> Any:
    command = Announce(id=uuid4(), conference=CONFERENCE, announcement=ID, text=text, **more)
    return decide_announcement(known, command, stamp(), 0)


def withdrawn(known: Announcement) -> Any:
    return decide_announcement(known, Withdraw(id=uuid4(), conference=CONFERENCE, announcement=ID), stamp(), 0)


def read(known: Acknowledgement, when: str, by: str) -> Any:
    command = AcknowledgeAnnouncement(id=uuid4(), conference=CONFERENCE, announcement=ID, venue="KC")
    return decide_acknowledgement(known, command, stamp(when, by), 0)


def test_an_announcement_stands_for_all_or_for_chosen_venues() -> None:
    event = announced(Announcement(), urgent=True)
    state = event.state
    assert (event.code, state.text, state.venues, state.urgent) == ("recorded", "Giữ máy bật", None, True)
    assert (state.at, state.by) == (at("07:00"), "hub-1")
    assert announced(Announcement(), venues=("KC", "VL")).state.venues == ("KC", "VL")


def test_its_text_is_given_once() -> None:
    known = announced(Announcement()).state
    again = announced(known, "Tắt máy")
    assert (again.code, again.state) == ("stale", known)


def test_it_is_withdrawn_once_and_keeps_its_text() -> None:
    gone = withdrawn(announced(Announcement()).state)
    assert (gone.code, gone.state.withdrawn, gone.state.text) == ("recorded", True, "Giữ máy bật")
    assert withdrawn(gone.state).code == "withdrawn"
    assert announced(gone.state).code == "withdrawn"
    assert announced(gone.state).state == gone.state


def test_what_was_never_said_is_not_withdrawn() -> None:
    refused = withdrawn(Announcement())
    assert (refused.code, refused.state) == ("unknown", Announcement())


def test_a_venue_has_read_it_since_its_first_desk_did() -> None:
    first = read(Acknowledgement(), "07:01", "desk-1")
    assert (first.code, first.announcement, first.venue) == ("recorded", ID, "KC")
    second = read(first.state, "07:05", "desk-2")
    assert (second.code, second.state.at, second.state.by) == ("recorded", at("07:01"), "desk-1")
