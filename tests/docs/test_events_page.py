"""docs/events.md is what the models say, and each type on it leads to its sample."""

import json
import re

from deploy.docs import events
from deploy.docs.services import services
from shared.events.checkin import CHECKIN_EVENTS
from tests.docs.pages import ROOT

PAGE = events.FILE.read_text("utf-8")
LED_TO = dict(re.findall(r"^\| \[`([\w.-]+)`\]\(\.\./([\w./-]+)\) \|", PAGE, re.MULTILINE))


def test_the_page_is_as_new() -> None:
    assert events.page() == PAGE, "the events changed: run `make docs`"


def test_every_event_with_a_state_leads_to_its_sample() -> None:
    told = {event.model_fields["type"].default for topic in events.TOPICS if topic.modules for event in topic.events}
    assert {f"vn.diemcau.{name}" for name in LED_TO} == told
    for name, path in LED_TO.items():
        assert json.loads((ROOT / path).read_text("utf-8"))["type"] == f"vn.diemcau.{name}"


def test_every_events_topic_of_a_service_is_on_the_page() -> None:
    topics = {docket.events_topic for service in services() for docket in service.dockets}
    assert topics == {topic.name.strip("`") for topic in events.TOPICS if topic.modules}


def test_the_sample_that_is_shown_can_be_read() -> None:
    (sample,) = re.findall(r"^\{.*\}$", PAGE, re.MULTILINE)
    assert CHECKIN_EVENTS.validate_json(sample).type == events.FIRST.model_fields["type"].default
