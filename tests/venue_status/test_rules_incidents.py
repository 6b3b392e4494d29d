"""The life of an incident: open, owned, worked on, recovered, watched, closed; and what people may do when."""

import pytest

from shared.events.incidents import Status
from tests.builders import at
from tests.venue_status.incident_book import WAYS, IncidentBook, incident, opened

STEPS: dict[str, dict[Status, Status]] = {  # step: from → to; everything else is illegal
    "acknowledge": {"open": "acknowledged", "acknowledged": "acknowledged", "mitigating": "mitigating"},
    "mitigate": {"acknowledged": "mitigating"},
    "recover": {"open": "recovered", "acknowledged": "recovered", "mitigating": "recovered"},
    "reopen": {"recovered": "acknowledged"},
    "close": {"acknowledged": "closed", "mitigating": "closed", "recovered": "closed"},
    "note": {status: status for status in WAYS},
}
EVERY = [(step, status) for step in STEPS for status in WAYS]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


@pytest.mark.parametrize(("step", "status"), EVERY)
def test_every_step_from_every_status(book: IncidentBook, step: str, status: Status) -> None:
    opened(book, status)
    before = book.incidents[0]
    answer = book.does(step, "sound", by="anh-nam")
    if to := STEPS[step].get(status):
        assert (answer.code, answer.state.status) == ("recorded", to)
        assert answer.state.steps[-1].by == "anh-nam"
    else:
        assert (answer.code, answer.wanted, answer.state) == ("illegal_step", step, before)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_of_an_incident_that_nobody_opened(book: IncidentBook, step: str) -> None:
    assert book.does(step, "sound").code == "unknown_incident"


@pytest.mark.parametrize("status", WAYS)
def test_an_incident_is_opened_once(book: IncidentBook, status: Status) -> None:
    opened(book, status)
    assert book.does("open_incident", "sound", kind="no_picture").code == "already_open"
    assert book.incidents[0].kind == "no_sound"


@pytest.mark.parametrize("step", [step for step in STEPS if step != "note"])
def test_who_saw_it_otherwise_is_told_how_it_is(book: IncidentBook, step: str) -> None:
    opened(book, "acknowledged")
    answer = book.does(step, "sound", seen=1)
    assert (answer.code, answer.state) == ("stale", book.incidents[0])


def test_a_note_may_be_written_by_who_saw_it_otherwise(book: IncidentBook) -> None:
    opened(book, "acknowledged")
    assert book.does("note", "sound", reason="cáp âm thanh lỏng").state.steps[-1].reason == "cáp âm thanh lỏng"


def test_every_step_says_who_when_why_and_the_revision_after_it(book: IncidentBook) -> None:
    opened(book)
    book.passes(60)
    book.does("acknowledge", "sound", by="anh-nam", reason="I go and look")
    step = book.incidents[0].steps[1]
    assert (step.did, step.by, step.at, step.reason) == ("acknowledged", "anh-nam", at("07:01"), "I go and look")
    assert step.revision == book.things[f"hy-2023/incident/{incident('sound')}"].revision == 2


def test_who_owns_it_is_who_acknowledged_it_last(book: IncidentBook) -> None:
    opened(book, "mitigating")
    assert book.does("acknowledge", "sound", by="chi-mai").code == "illegal_step", "it is hers already"
    book.does("acknowledge", "sound", by="anh-nam")
    assert (book.incidents[0].owner, book.incidents[0].status) == ("anh-nam", "mitigating")


def test_a_desk_steps_in_for_incidents_of_its_own_venue_alone(book: IncidentBook) -> None:
    opened(book)
    assert book.does("acknowledge", "sound", at_venue="VL").code == "not_yours"
    assert book.does("note", "sound", at_venue="VL").code == "not_yours"
    assert book.does("acknowledge", "sound", at_venue="KC").code == "recorded"


def test_a_desk_opens_incidents_of_its_own_venue_alone(book: IncidentBook) -> None:
    assert book.does("open_incident", "sound", kind="no_sound", venue="KC", at_venue="VL").code == "not_yours"
    assert book.does("open_incident", "sound", kind="no_sound", venue="VL", at_venue="VL").code == "recorded"


def test_a_desk_that_joined_the_hubs_incident_may_step_in(book: IncidentBook) -> None:
    for venue in ("KC", "VL", "VG", "YM"):
        book.hears(venue, "stale")
    assert book.does("acknowledge", book.id_of(), at_venue="YM").code == "not_yours"
    book.passes(10)
    assert book.does("acknowledge", book.id_of(), at_venue="YM").code == "recorded"


@pytest.mark.parametrize("status", ["acknowledged", "mitigating"])
def test_what_a_link_told_is_no_false_alarm_to_be_closed_by_hand(book: IncidentBook, status: Status) -> None:
    book.silent("KC")
    for step in WAYS[status]:
        book.does(step, book.id_of())
    assert book.does("close", book.id_of(), reason="false alarm").code == "illegal_step"


def test_a_long_history_keeps_its_first_and_its_newest_steps(book: IncidentBook) -> None:
    opened(book)
    for number in range(60):
        book.does("note", "sound", reason=f"note {number}")
    steps = book.incidents[0].steps
    assert len(steps) == 40
    assert (steps[0].did, steps[1].reason, steps[-1].reason) == ("opened", "note 21", "note 59")


def test_the_same_deed_again_is_the_same_answer(book: IncidentBook) -> None:
    opened(book)
    first = book.does("acknowledge", "sound")
    book.deeds -= 1
    assert book.does("acknowledge", "sound") is first
