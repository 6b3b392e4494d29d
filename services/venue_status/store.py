"""What venue status keeps: each kind of thing with its state, its rules and its collection. One writer each."""

from functools import partial
from typing import Annotated

from pydantic import Field, TypeAdapter

from services.venue_status import rules
from services.venue_status.commands import VenuesCommand
from services.venue_status.settings import Thresholds
from shared.dockets import Docket, Kind
from shared.events.base import Stamp
from shared.events.checks import Acknowledgement, Announcement, Check, Notice, Round
from shared.events.incidents import Incident, Outages
from shared.events.links import Link
from shared.events.venues import VENUES_EVENTS
from shared.records import Order

NAME = "venues"
ATTENDANCE = "venues_attendance"  # a fold of check-in's events: who is inside where
COUNTS = "venues-counts"  # the group that keeps it
NOTIFIES = "venues-notifies"  # the group that sends notices out of the building
ORDERS: TypeAdapter[Order[VenuesCommand, Stamp]] = TypeAdapter(
    Order[Annotated[VenuesCommand, Field(discriminator="type")], Stamp]
)


def venues_docket(thresholds: Thresholds) -> Docket:
    """Kind of key → state, rules, collection, what follows, what it waits for."""
    bound = {name: partial(getattr(rules, name), thresholds) for name in rules.WITH_THRESHOLDS}
    kinds = {
        "link": Kind(Link, bound["decide_link"], rules.evolve, "links", rules.link_follow_ups, bound["link_deadlines"]),
        "incident": Kind(
            Incident, bound["decide_incident"], rules.evolve, "incidents", rules.incident_follow_ups,
            bound["incident_deadlines"],
        ),
        "ledger": Kind(
            Outages, bound["decide_outages"], rules.evolve, "outages", rules.outages_follow_ups,
            bound["outages_deadlines"],
        ),
        "round": Kind(Round, rules.decide_round, rules.evolve, "rounds"),
        "check": Kind(Check, rules.decide_check, rules.evolve, "checks"),
        "announcement": Kind(Announcement, rules.decide_announcement, rules.evolve, "announcements"),
        "ack": Kind(Acknowledgement, rules.decide_acknowledgement, rules.evolve, "acknowledgements"),
        "notice": Kind(Notice, rules.decide_notice, rules.evolve, "notices"),
    }  # fmt: skip
    return Docket(NAME, kinds, ORDERS, VENUES_EVENTS)
