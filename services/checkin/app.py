"""What check-in is made of."""

from pathlib import Path

from services.checkin import reading, routes, watching
from services.checkin.boards import Boards
from services.checkin.codes import CodeReader
from services.checkin.commands import ASKED
from services.checkin.consumers import hears
from services.checkin.importing import Importer
from services.checkin.settings import CheckinSettings
from services.checkin.stamping import Stamper
from services.checkin.store import CHECKIN, CONFERENCE, TOPIC_OF
from shared.commanding import Door
from shared.me import me_routes
from shared.parts import Parts
from shared.screens import screen_routes
from shared.service import Service

SCREEN = Path(__file__).parent / "screen"
PAGES = {"/": "index.html", "/enter": "enter.html", "/board": "board.html"}


def build(settings: CheckinSettings | None = None) -> Service:
    settings = settings or CheckinSettings()
    parts = Parts(settings)
    boards = Boards(parts.conferences, parts.live, parts.store)
    importer = Importer(parts)
    codes = CodeReader(settings.key_for_passes())
    stamper = Stamper(parts.conferences, boards, parts.store)
    door = Door(ASKED, TOPIC_OF, stamper.stamp, parts.publisher, parts.waiters, parts.clock, {"codes": codes})
    routers = [
        routes.router(parts, door, importer),
        me_routes(parts),
        reading.router(parts, boards),
        watching.router(parts, boards),
        screen_routes(SCREEN, PAGES),
    ]

    async def load() -> None:
        await parts.people.load()
        await boards.load()

    return Service(
        "checkin",
        parts,
        dockets=(CONFERENCE, CHECKIN),
        hears=hears(parts, boards),
        load=load,
        routers=routers,
        chores=(importer.sweep,),
    )
