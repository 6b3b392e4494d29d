"""How a conference is set up and its sessions opened and closed."""

from datetime import date
from typing import Any

import pytest

from services.checkin.conference_commands import (
    CloseSession,
    CreateConference,
    DefineSession,
    DefineUnit,
    DefineVenue,
    GivePass,
    OpenSession,
    RevokePass,
)
from services.checkin.rules import decide_conference, evolve_conference
from shared.events.conference import CONFERENCE_EVENTS, Conference, Pass, Session, Unit, Venue
from tests.builders import CONFERENCE, at, deed, stamp

PLAN = {"session": "morning", "name": "Buổi sáng", "opens": at("06:45"), "starts": at("07:35"), "closes": at("11:30")}


def asked(kind: Any, **fields: Any) -> Any:
    return kind(id=deed(str(fields)), conference=CONFERENCE, **fields)


def after(state: Any, command: Any, when: str = "06:40", revision: int = 1) -> Any:
    """The state after a command, which the event must hold whole, also when read again."""
    event: Any = decide_conference(state, command, stamp(when, by="hub"), revision)
    assert CONFERENCE_EVENTS.validate_json(event.model_dump_json()) == event
    assert (event.by, event.at, event.command) == ("hub", at(when), command.id)
    assert event.changes_facts() == (event.code == "recorded")
    assert evolve_conference(state, event) == event.state
    return evolve_conference(state, event)


@pytest.mark.parametrize(
    ("state", "command", "known"),
    [
        (
            Conference(),
            asked(CreateConference, name="Tập huấn", day=date(2023, 6, 3), rehearsal=True),
            {"name": "Tập huấn", "day": date(2023, 6, 3), "rehearsal": True, "zone": "Asia/Ho_Chi_Minh"},
        ),
        (
            Unit(),
            asked(DefineUnit, unit="xa-an-vi", name="Xã An Vĩ", parent="khoai-chau"),
            {"name": "Xã An Vĩ", "parent": "khoai-chau"},
        ),
        (
            Venue(),
            asked(DefineVenue, venue="KC", name="Khoái Châu", capacity=260, contact=deed("head")),
            {"name": "Khoái Châu", "kind": "hall", "capacity": 260, "contact": deed("head")},
        ),
        (Session(), asked(DefineSession, **PLAN), {"starts": at("07:35"), "opened_at": None}),
        (
            Pass(),
            asked(GivePass, pass_id="desk-2", role="operator", venue="KC", label="Bàn 2"),
            {"role": "operator", "venue": "KC", "label": "Bàn 2", "revoked": False},
        ),
        (Pass(), asked(RevokePass, pass_id="desk-2"), {"revoked": True}),
    ],
)
def test_a_thing_is_as_it_was_defined(state: Any, command: Any, known: dict[str, Any]) -> None:
    now = after(state, command)
    assert {name: getattr(now, name) for name in known} == known


def test_doors_open_when_they_are_opened_not_when_it_was_planned() -> None:
    planned = after(Session(), asked(DefineSession, **PLAN))
    opened = after(planned, asked(OpenSession, session="morning"), "06:50")
    assert (opened.opened_at, opened.closed_at, opened.opens) == (at("06:50"), None, at("06:45"))


def test_a_session_is_closed_once_and_opened_again_counts_from_its_first_opening() -> None:
    session = after(Session(), asked(OpenSession, session="morning"), "06:50")
    session = after(session, asked(CloseSession, session="morning"), "11:30")
    session = after(session, asked(CloseSession, session="morning"), "11:31")
    assert session.closed_at == at("11:30")
    session = after(session, asked(OpenSession, session="morning"), "11:35")
    assert (session.opened_at, session.closed_at) == (at("06:50"), None)


def test_a_new_plan_leaves_the_doors_as_they_are() -> None:
    session = after(Session(), asked(OpenSession, session="morning"), "06:50")
    assert after(session, asked(DefineSession, **PLAN)).opened_at == at("06:50")


@pytest.mark.parametrize("kind", [OpenSession, CloseSession])
def test_who_saw_an_older_session_opens_and_closes_nothing(kind: Any) -> None:
    session = Session(name="Buổi sáng")
    assert after(session, asked(kind, session="morning", seen=1), revision=2) == session
    assert after(session, asked(kind, session="morning", seen=2), revision=2) != session


def test_a_revoked_pass_stays_revoked_whichever_is_heard_first() -> None:
    revoked = after(Pass(), asked(RevokePass, pass_id="desk-2"))
    assert after(revoked, asked(GivePass, pass_id="desk-2", role="operator", venue="KC")).revoked
