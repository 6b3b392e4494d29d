"""The truth adds up, is the same for the same seed, and looks like a day."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.simulator.fates import make_truth
from deploy.simulator.figures import EVERYWHERE, expected_figures
from deploy.simulator.sample import Sample, read_sample, smaller
from deploy.simulator.truth import Truth, read_truth, write_truth
from shared.vietnamese import attendee_id
from tests.simulator.samples import conference

seeds = st.integers(0, 10_000)
sizes = st.lists(st.integers(8, 90), min_size=1, max_size=5).map(lambda halls: conference(*halls))


@pytest.fixture(scope="module")
def day() -> Truth:
    """The sample of 2023, as it is played."""
    return make_truth(read_sample(), 1)


@settings(deadline=None, max_examples=60)
@given(sizes, seeds)
def test_in_every_hall_and_session_the_summoned_are_all_accounted_for(sample: Sample, seed: int) -> None:
    for halls in expected_figures(make_truth(sample, seed)).values():
        for figures in halls.values():
            fates = ("present", "substituted", "excused", "unexcused")
            assert figures["summoned"] == sum(figures[fate] for fate in fates)


@settings(deadline=None, max_examples=60)
@given(sizes, seeds)
def test_everybody_is_in_one_hall_at_most_and_has_a_stay_if_present(sample: Sample, seed: int) -> None:
    truth = make_truth(sample, seed)
    stays = Counter((stay.session, stay.person) for stay in truth.stays)
    assert set(stays.values()) <= {1}
    for session, fates in truth.fates.items():
        present = {person for person, fate in fates.items() if fate == "present"}
        assert present == {stay for of, stay in stays if of == session and stay in fates}


@settings(deadline=None, max_examples=30)
@given(sizes, seeds)
def test_nobody_comes_before_the_doors_open_or_leaves_before_coming(sample: Sample, seed: int) -> None:
    truth = make_truth(sample, seed)
    half = {one.id: one for one in truth.halves}
    for stay in truth.stays:
        assert half[stay.session].opened + timedelta(seconds=30) < stay.arrived <= truth.ends
        assert stay.left is None or stay.arrived < stay.left < (half[stay.session].closed or truth.ends)


@settings(deadline=None, max_examples=20)
@given(sizes, seeds)
def test_the_same_seed_gives_the_same_truth(sample: Sample, seed: int) -> None:
    assert make_truth(sample, seed) == make_truth(sample, seed)
    assert make_truth(sample, seed) != make_truth(sample, seed + 1)


def test_the_day_of_2023_is_as_practice_has_it(day: Truth) -> None:
    for figures in (halls[EVERYWHERE] for halls in expected_figures(day).values()):
        assert figures["summoned"] == 1703
        assert 0.93 <= figures["present"] / 1703 <= 0.97
        assert 30 <= figures["substituted"] <= 36
        assert 30 <= figures["excused"] <= 52
        assert 8 <= figures["unexcused"] <= 18
        assert 10 <= figures["walk_ins"] <= 19
    assert len(day.moved) == 9
    assert len(day.venues) == 11


def test_the_hall_without_a_line_would_have_scanned_most_of_its_people_then(day: Truth) -> None:
    dark = day.outages[0]
    here = [stay for stay in day.stays if (stay.session, stay.venue) == (dark.session, dark.venue)]
    assert dark.until - dark.since == timedelta(minutes=12)
    assert 0.5 < sum(dark.since <= stay.arrived < dark.until for stay in here) / len(here) < 0.75


def test_the_two_largest_halls_come_back_in_the_same_second(day: Truth) -> None:
    _, one, other = (outage for outage in day.outages if outage.cause == "line")
    assert {one.venue, other.venue} == {"DC06", "DC07"}
    assert one.until == other.until


def test_whoever_is_on_no_roster_can_be_told_from_a_real_person(day: Truth) -> None:
    strangers = [person for person in day.people if person.code is None]
    assert strangers
    assert all(person.phone and person.phone.startswith("0500") for person in strangers)
    assert all("giả lập" in person.unit for person in strangers)


def test_a_code_leads_to_the_id_that_check_in_computes() -> None:
    sample = read_sample()
    assert sample.attendee(sample.rows[0]) == str(attendee_id(sample.id, sample.rows[0].code))


def test_a_written_truth_reads_back_the_same(tmp_path: Path, day: Truth) -> None:
    write_truth(day, tmp_path / "simulation" / "truth.json")
    assert read_truth(tmp_path / "simulation" / "truth.json") == day


def test_a_smaller_sample_keeps_the_largest_halls() -> None:
    small = smaller(read_sample(), venues=3, people=60)
    assert set(small.venues) == {"DC04", "DC06", "DC07"}
    assert len(small.rows) == 60
