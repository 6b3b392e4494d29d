"""Line checks: nine items at each venue in each round, and whether it is go."""

from datetime import timedelta
from typing import Any, get_args
from uuid import uuid4

import pytest

from services.venue_status.check_commands import CallCheck, CheckLine, DefineRound
from services.venue_status.rules.checks import check_call, decide_check, decide_round
from shared.events.base import Actor, Stamp
from shared.events.checks import Check, CheckItem, Round
from tests.builders import CONFERENCE, at

NINE: tuple[CheckItem, ...] = get_args(CheckItem)


def stamp(when: str = "06:30", by: str = "anh-nam") -> Stamp:
    return Stamp(received_at=at(when) + timedelta(seconds=1), at=at(when), actor=Actor(id=by, role="operator"))


def checked(check: Check, item: CheckItem, result: str = "passed", when: str = "06:30", **more: Any) -> Any:
    by = more.pop("by", "anh-nam")
    facts: Any = {"round": "T-60", "venue": "KC", "item": item, "result": result, **more}
    return decide_check(check, CheckLine(id=uuid4(), conference=CONFERENCE, **facts), stamp(when, by), 0)


def called(check: Check, go: bool | None, seen: int | None = 3) -> Any:
    command = CallCheck(
        id=uuid4(), conference=CONFERENCE, round="T-60", venue="KC", go=go, seen=seen, reason="by phone"
    )
    return decide_check(check, command, stamp("06:40", "hub-1"), 3)


def all_checked(**results: str) -> Check:
    check = Check()
    for item in NINE:
        check = checked(check, item, results.get(item, "passed")).state
    return check


def test_an_item_says_what_was_found_by_whom_and_when() -> None:
    event = checked(Check(), "camera", "failed", note="black picture")
    found = event.state.items["camera"]
    assert (found.result, found.by, found.at, found.note) == ("failed", "anh-nam", at("06:30"), "black picture")
    assert (event.code, event.round, event.venue, event.item, event.result) == (
        "recorded",
        "T-60",
        "KC",
        "camera",
        "failed",
    )


def test_whoever_looked_last_counts_also_back_to_unchecked() -> None:
    check = checked(Check(), "camera", "failed").state
    check = checked(check, "camera", "passed", "06:35", by="chi-mai").state
    assert (check.items["camera"].result, check.items["camera"].by) == ("passed", "chi-mai")
    assert checked(check, "camera", "unchecked", "06:36").state.items["camera"].result == "unchecked"


def test_a_look_that_arrives_late_does_not_cover_a_newer_one() -> None:
    check = checked(Check(), "camera", "passed", "06:35").state
    late = checked(check, "camera", "failed", "06:31")
    assert (late.code, late.state) == ("stale", check)
    assert checked(check, "display", "failed", "06:31").code == "recorded", "another item is another look"


def test_it_is_open_until_all_nine_passed() -> None:
    check = Check()
    for item in NINE:
        assert check_call(check) == "open"
        check = checked(check, item).state
    assert check_call(check) == "go"


@pytest.mark.parametrize("item", NINE)
def test_any_failure_is_no_go(item: str) -> None:
    assert check_call(all_checked(**{item: "failed"})) == "no_go"
    assert check_call(all_checked(**{item: "unchecked"})) == "open"


def test_a_failure_is_no_go_before_all_are_checked() -> None:
    assert check_call(checked(Check(), "power", "failed").state) == "no_go"


def test_the_hubs_word_goes_over_the_items_until_it_is_taken_back() -> None:
    check = all_checked(backup_line="failed")
    go = called(check, True)
    assert (go.code, go.item, check_call(go.state)) == ("recorded", None, "go")
    assert (go.state.called.by, go.state.called.at, go.state.called.reason) == ("hub-1", at("06:40"), "by phone")
    assert check_call(called(all_checked(), False).state) == "no_go"
    assert check_call(called(go.state, None).state) == "no_go"


def test_a_call_by_who_has_not_seen_the_newest_is_refused() -> None:
    check = all_checked()
    refused = called(check, False, seen=2)
    assert (refused.code, refused.state) == ("stale", check)
    assert called(check, False, seen=None).code == "recorded", "by phone nobody sees a screen"


def defined(round: Round, name: str = "Tổng duyệt", by: str = "anh-nam", **more: Any) -> Any:
    facts: Any = {"round": "T-60", "name": name, "due": at("06:35"), **more}
    return decide_round(round, DefineRound(id=uuid4(), conference=CONFERENCE, **facts), stamp(by=by), 0)


def test_a_round_is_defined_whole_each_time() -> None:
    round = defined(Round(), withdrawn=True).state
    assert (round.name, round.due, round.withdrawn, round.by) == ("Tổng duyệt", at("06:35"), True, "anh-nam")
    assert not defined(round).state.withdrawn


def test_the_planner_moves_its_own_rounds_and_no_persons() -> None:
    planned = defined(Round(), by="planner").state
    assert defined(planned, by="planner", due=at("07:00")).state.due == at("07:00")
    assert defined(defined(planned).state, by="planner", due=at("07:00")) is None


def test_what_stands_already_the_planner_does_not_say_again() -> None:
    planned = defined(Round(), by="planner").state
    assert defined(planned, by="planner") is None
