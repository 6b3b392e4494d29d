"""Notices to the world outside: what the board says of each."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.venue_status.check_commands import ReportNotice
from services.venue_status.rules.notices import decide_notice
from shared.events.base import Actor, Stamp
from shared.events.checks import Notice
from tests.builders import CONFERENCE, at


def reported(known: Notice, status: str, tries: int, when: str = "07:00", error: str = "") -> Any:
    facts: Any = {"incident": UUID(int=7), "what": "opened", "status": status, "tries": tries, "error": error}
    stamp = Stamp(received_at=at(when), at=at(when), actor=Actor(id="notifier", role="rule"))
    return decide_notice(known, ReportNotice(id=uuid4(), conference=CONFERENCE, **facts), stamp, 0)


@pytest.fixture
def failing() -> Notice:
    state: Notice = reported(Notice(), "failing", 1, error="no answer within 5 s").state
    return state


def test_a_try_that_failed_is_shown_with_its_error(failing: Notice) -> None:
    assert (failing.incident, failing.what, failing.status, failing.tries) == (UUID(int=7), "opened", "failing", 1)
    assert (failing.at, failing.error) == (at("07:00"), "no answer within 5 s")


def test_each_further_try_is_shown(failing: Notice) -> None:
    assert reported(failing, "failing", 2, "07:01").state.tries == 2
    assert reported(failing, "given_up", 2, "07:01").state.status == "given_up"


def test_a_repetition_says_nothing(failing: Notice) -> None:
    assert reported(failing, "failing", 1, "07:01") is None


def test_an_older_try_that_comes_late_says_nothing(failing: Notice) -> None:
    newer = reported(failing, "failing", 2, "07:01").state
    assert reported(newer, "failing", 1, "07:00") is None


def test_what_was_given_up_may_be_delivered_after_all(failing: Notice) -> None:
    given_up = reported(failing, "given_up", 2, "07:01").state
    assert reported(given_up, "delivered", 3, "07:02").state.status == "delivered"


@pytest.mark.parametrize("status", ["failing", "given_up", "delivered"])
def test_delivered_stays_delivered(status: str) -> None:
    delivered = reported(Notice(), "delivered", 1).state
    assert delivered.error == ""
    assert reported(delivered, status, 2, "07:01") is None
