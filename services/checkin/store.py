"""What check-in keeps: each kind of thing with its state, its rules and its collection. One writer each: check-in."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from services.checkin import rules
from services.checkin.commands import AttendeeCommand, CheckinStamp, HeadCount
from services.checkin.conference_commands import ConferenceCommand
from shared.dockets import Docket, Kind
from shared.events.attendance import Attendee
from shared.events.attendance import HeadCount as HeadCountState
from shared.events.base import Stamp
from shared.events.checkin import CHECKIN_EVENTS
from shared.events.conference import CONFERENCE_EVENTS, Conference, Pass, Session, Unit, Venue
from shared.records import Order

PERSONS = {
    "attendee": Kind(Attendee, rules.decide, rules.evolve, "attendees", rules.follow_ups),
    "headcount": Kind(HeadCountState, rules.decide_head_count, rules.evolve_head_count, "headcounts"),
}
PLACES = {
    "conference": Kind(Conference, rules.decide_conference, rules.evolve_conference, "conferences"),
    "unit": Kind(Unit, rules.decide_conference, rules.evolve_conference, "units"),
    "venue": Kind(Venue, rules.decide_conference, rules.evolve_conference, "venues"),
    "session": Kind(Session, rules.decide_conference, rules.evolve_conference, "sessions"),
    "pass": Kind(Pass, rules.decide_conference, rules.evolve_conference, "passes"),
}
ROWS = "rows"  # written by the import, the one exception from the loop: names may not go on the log

CHECKIN = Docket(
    "checkin",
    PERSONS,
    TypeAdapter(Order[Annotated[AttendeeCommand | HeadCount, Field(discriminator="type")], CheckinStamp]),
    CHECKIN_EVENTS,
)
CONFERENCE = Docket(
    "conference",
    PLACES,
    TypeAdapter(Order[Annotated[ConferenceCommand, Field(discriminator="type")], Stamp]),
    CONFERENCE_EVENTS,
)
TOPIC_OF = {
    **dict.fromkeys(PERSONS, CHECKIN.commands_topic),
    **dict.fromkeys(PLACES, CONFERENCE.commands_topic),
}
