"""The deeds of a day follow from its truth, in an order and with ids that never change."""

from collections import Counter
from datetime import timedelta

import pytest

from deploy.simulator.fates import make_truth
from deploy.simulator.sample import read_sample
from deploy.simulator.scenario import deeds
from deploy.simulator.scenes import scenes
from deploy.simulator.truth import Truth


@pytest.fixture(scope="module")
def day() -> Truth:
    return make_truth(read_sample(), 1)


def test_the_same_seed_sends_the_same_commands(day: Truth) -> None:
    again = make_truth(read_sample(), 1)
    assert scenes(day, deeds(day)) == scenes(again, deeds(again))


def test_every_deed_has_an_id_of_its_own_and_is_sent_once(day: Truth) -> None:
    done = deeds(day)
    sent = [deed.id for scene in scenes(day, done) for deed in scene.deeds]
    assert len(set(sent)) == len(sent) == len(done)


def test_nobody_acts_before_the_answer_that_they_name(day: Truth) -> None:
    met: set[str] = set()
    for scene in scenes(day, deeds(day)):
        for deed in scene.deeds:
            assert deed.seen_of is None or deed.seen_of in met
        met |= {deed.id for deed in scene.deeds}


def test_a_hall_without_a_line_sends_nothing_until_it_is_back_and_then_everything_in_its_order(day: Truth) -> None:
    dark = day.outages[0]
    of_hall = [scene for scene in scenes(day, deeds(day)) if scene.actor == dark.venue]
    assert not [scene for scene in of_hall if dark.since <= scene.when < dark.until]
    queued = [deed for scene in of_hall for deed in scene.deeds if "told" in deed.command and deed.at < dark.until]
    assert len(queued) > 80
    assert [deed.at for deed in queued] == sorted(deed.at for deed in queued)


def test_the_two_largest_halls_upload_at_the_same_moments(day: Truth) -> None:
    played = scenes(day, deeds(day))
    uploads = [
        (scene.when, scene.actor) for scene in played if scene.actor in ("DC06", "DC07") and len(scene.deeds) > 1
    ]
    first = day.outages[1].until
    assert {actor for when, actor in uploads if when == first} == {"DC06", "DC07"}


def test_the_desk_that_said_yes_alone_is_told_no_and_the_conflict_is_settled(day: Truth) -> None:
    (stray,) = [s for s in day.strays if day.outage(s.venue, s.at)]
    (scan,) = [d for s in scenes(day, deeds(day)) for d in s.deeds if (d.at, d.actor) == (stray.at, stray.venue)
               and d.expect == "inside_elsewhere"]  # fmt: skip
    assert scan.command["told"] == "checked_in"
    (settled,) = [deed for deed in deeds(day) if deed.command["type"] == "settle_conflict"]
    assert settled.seen_of == scan.id


def test_the_fast_desk_says_its_own_time_and_others_say_none(day: Truth) -> None:
    live = [scene for scene in scenes(day, deeds(day)) if len(scene.deeds) == 1]
    for scene in live:
        device = scene.deeds[0].command.get("device")
        assert (device is not None) == (scene.actor == day.fast) or day.outage(scene.actor, scene.deeds[0].at)
    fast = [scene.deeds[0].command["device"] for scene in live if scene.actor == day.fast]
    assert {device["offset"] for device in fast} == {None, -420.0}


def test_the_double_tapping_desk_sends_two_ids_for_one_scan(day: Truth) -> None:
    again = [deed for deed in deeds(day) if deed.expect == "already_in"]
    assert {deed.actor for deed in again} == {day.double_tapping}
    assert len(again) > 50


def test_everything_that_can_happen_at_a_door_happens(day: Truth) -> None:
    done = Counter((deed.command["type"], deed.expect) for deed in deeds(day))
    assert done["substitute", "substitute_needs_consent"] > 5
    assert done["override", "checked_in"] == done["check_in", "wrong_venue"] + done["check_in", "already_substituted"]
    assert done["undo", "undone"] == 1
    assert done["excuse", "recorded"] == len(day.excuses)
    assert done["check_out", "left"] == sum(stay.left is not None for stay in day.stays)


def test_the_hub_owns_the_incident_and_works_on_it_while_the_line_is_still_gone(day: Truth) -> None:
    dark, steps = day.outages[0], [deed for deed in deeds(day) if deed.incident_at]
    assert [(deed.command["type"], deed.incident_at) for deed in steps] == [
        ("acknowledge", dark.venue),
        ("mitigate", dark.venue),
    ]
    assert all(dark.since + timedelta(seconds=35) < deed.at < dark.until for deed in steps)


def test_every_hall_checks_its_line_twice_and_one_item_fails_once(day: Truth) -> None:
    checks = [deed.command for deed in deeds(day) if deed.command["type"] == "check_line"]
    rounds = Counter((check["round"], check["venue"]) for check in checks)
    assert rounds == {(round, venue): 9 for round in ("T-60", "T-15") for venue in day.venues}
    (failed,) = [check for check in checks if check["result"] == "failed"]
    assert (failed["round"], failed["venue"]) == ("T-60", day.flaps[0].venue)


def test_the_last_session_stays_open(day: Truth) -> None:
    said = [
        (deed.command["type"], deed.command["session"]) for deed in deeds(day) if "_session" in deed.command["type"]
    ]
    assert said == [("open_session", "sang"), ("close_session", "sang"), ("open_session", "chieu")]
    assert day.ends - day.halves[-1].starts == timedelta(hours=2)
