"""What venue status is made of."""

from pathlib import Path

from services.venue_status import watching
from services.venue_status.boards import Boards
from services.venue_status.commands import ASKED
from services.venue_status.consumers import hears, reads
from services.venue_status.people import People
from services.venue_status.rounds import Planner
from services.venue_status.settings import VenueSettings
from services.venue_status.stamping import Stamper
from services.venue_status.store import NAME, venues_docket
from shared.command_routes import command_routes
from shared.commanding import Door
from shared.me import me_routes
from shared.parts import Parts
from shared.screens import screen_routes
from shared.service import Service

SCREEN = Path(__file__).parent / "screen"
PAGES = {"/": "board.html"}


def build(settings: VenueSettings | None = None) -> Service:
    settings = settings or VenueSettings()
    parts, docket = Parts(settings), venues_docket(settings.links)
    people = People(parts.conferences, parts.store)
    boards = Boards(docket, parts.conferences, people, parts.live, parts.store)
    topic_of = dict.fromkeys(docket.kinds, docket.commands_topic)
    stamp = Stamper(parts.conferences).stamp
    door = Door(ASKED, topic_of, stamp, parts.publisher, parts.waiters, parts.clock, {})
    routers = [
        command_routes(parts, door, lambda decision: set()),  # no persons here: actors are pass ids
        me_routes(parts),
        watching.router(parts, boards),
        screen_routes(SCREEN, PAGES),
    ]

    async def load() -> None:
        await people.load()
        await boards.load()

    return Service(
        NAME,
        parts,
        dockets=(docket,),
        hears=hears(parts, boards, people),
        load=load,
        routers=routers,
        reads=reads(parts, settings),
        chores=(Planner(parts, settings.rounds_before).keep,),
    )
