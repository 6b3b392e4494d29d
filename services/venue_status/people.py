"""People present and expected at each venue, of the session that matters now. From check-in's events alone."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from aiokafka import ConsumerRecord

from services.venue_status.attendance import Attendance, kept
from services.venue_status.store import ATTENDANCE
from shared.conferences import Conferences, Known
from shared.events.base import WITHOUT_STATE
from shared.events.checkin import CHECKIN_EVENTS
from shared.live import Item
from shared.mongo import Document, Store
from shared.records import header

FAR = datetime.max.replace(tzinfo=UTC)


class People:
    """`on_change` hears (conference, venues) whose figures moved."""

    def __init__(self, conferences: Conferences, store: Store) -> None:
        self._conferences, self._store = conferences, store
        self._of: dict[str, Attendance] = {}
        self.on_change: list[Callable[[str, Iterable[str]], None]] = []
        conferences.on_change.append(self._on_conference)

    async def load(self) -> None:
        """The fold's documents; the feed stands where its group has come to."""
        async for document in self._store.find(ATTENDANCE):
            self._take(document, document["version"])

    def on_record(self, record: ConsumerRecord) -> None:
        """A record of `checkin.events.v1`."""
        if header(record, "ce_type") in WITHOUT_STATE:
            return
        event = CHECKIN_EVENTS.validate_json(record.value)
        if event.version is not None:
            self._take(kept(event), event.version)

    def item(self, conference: str, venue: str) -> Item:
        """{"id", "version", "session", "present", "expected"} of a venue; of no session: nobody is present."""
        session, attendance = self._session(conference), self._attendance(conference)
        figures = attendance.figures(session or "", venue)
        return {"id": f"people/{venue}", "version": self._version(conference), "session": session, **figures}

    def items(self, conference: str, venue: str | None = None) -> list[Item]:
        venues = [known.id for known in self._conferences.all(conference, "venue")]
        return [self.item(conference, one) for one in venues if venue in (None, one)]

    def _take(self, known: Document, version: int) -> None:
        if known["attendee"]:
            moved = self._attendance(known["conference"]).take_person(known["attendee"], version, known)
            self._tell(known["conference"], moved)

    def _on_conference(self, known: Known, before: Known | None) -> None:
        if known.kind == "row":
            venue = None if known.state.withdrawn else known.state.venue
            self._tell(known.conference, self._attendance(known.conference).take_row(known.id, known.version, venue))
        elif known.kind == "session":
            self._tell(known.conference, [venue.id for venue in self._conferences.all(known.conference, "venue")])

    def _tell(self, conference: str, venues: Iterable[str]) -> None:
        for listener in self.on_change:
            listener(conference, venues)

    def _attendance(self, conference: str) -> Attendance:
        return self._of.setdefault(conference, Attendance())

    def _version(self, conference: str) -> int:
        """The sum of all versions counted, sessions too: another session, other figures."""
        sessions = sum(known.version for known in self._conferences.all(conference, "session"))
        return self._attendance(conference).version + sessions

    def _session(self, conference: str) -> str | None:
        """The one that is open, else the last that was, else the next."""
        planned = sorted(self._conferences.all(conference, "session"), key=lambda it: it.state.opens or FAR)
        opened = [it for it in planned if it.state.opened_at]
        open_now = [it for it in opened if it.state.closed_at is None]
        chosen = open_now or opened or planned[:1]
        return chosen[-1].id if chosen else None
