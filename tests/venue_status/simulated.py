"""Venue status on the simulated clock: a day that a test moves, and a service that it may kill in the middle of it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import httpx

from deploy.simulator.clock import Clock
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.deciding import Decider
from shared.mongo import Store
from shared.records import read_order
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, Json
from tests.memory import Said, Shelf
from tests.topics import Topics
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for


class Day:
    """Simulated time of one test, and the halls that live in it."""

    def __init__(self, behind: Backstage, clock: Clock, halls: Halls, documents: Store) -> None:
        self._behind, self._clock, self.halls, self._documents = behind, clock, halls, documents
        self.begins = clock.now

    async def at(self, seconds: float) -> None:
        """Simulated time stands so many seconds after the test's beginning."""
        await self._clock.move_to(self.begins + timedelta(seconds=seconds))

    async def beat(self, *sources: Source, until: float, since: float = 0) -> None:
        """A beat of each, every five seconds; the last at `until`."""
        at = since
        while at <= until:
            await self.at(at)
            for source in sources:
                assert (await source.client.post(source.beat())).status_code == 202
            at += 5
        await self._clock.set(self._clock.now)  # all of them are decided

    async def restart(self) -> None:
        """Killed in the middle of whatever it does; while it is away, nobody's time passes."""
        await asyncio.to_thread(self._behind.venues.kill)
        await asyncio.to_thread(lambda: self._behind.venues.start().wait_ready())
        await self._clock.set(self._clock.now)

    async def away(self, seconds: float) -> None:
        """The service is gone for so long, and time goes on without it."""
        await asyncio.to_thread(self._behind.venues.kill)
        await self._clock.move_to(self._clock.now + timedelta(seconds=seconds))
        await asyncio.to_thread(lambda: self._behind.venues.start().wait_ready())
        await self._clock.set(self._clock.now)

    async def document(self, kind: str, id: str) -> Json:
        document = await self._documents.read_one(f"{kind}s", f"{self.halls.id}/{kind}/{id}")
        return document["state"] if document else {}

    async def strip(self, venue: str = KIM_CHAN) -> list[tuple[float, str]]:
        """(seconds after the beginning, what the link was from then on)"""
        return [(self._seconds(it["at"]), it["state"]) for it in (await self.document("link", venue)).get("recent", ())]

    async def incidents(self) -> list[Json]:
        found = [it async for it in self._documents.find("incidents", conference=self.halls.id)]
        return [it["state"] for it in found]

    async def incidents_at(self, venue: str) -> list[float]:
        """When each incident of this venue was opened."""
        opened = [it["opened_at"] for it in await self.incidents() if venue in it["venues"]]
        return [datetime.fromisoformat(at).timestamp() for at in opened]

    def steps(self, incident: Json) -> list[tuple[float, str]]:
        return [(self._seconds(step["at"]), step["did"]) for step in incident["steps"]]

    async def storm(self, sources: Sequence[Source], kills: Sequence[int]) -> None:
        """Each beats as fast as it can; after so many beats in all the service is killed and comes back."""
        storming = asyncio.gather(*(_as_fast_as_it_can(source) for source in sources))
        for number in kills:
            await wait_for(lambda number=number: sum(source.number for source in sources) > number)  # type: ignore[misc]
            await asyncio.to_thread(self._behind.venues.kill)
            await asyncio.to_thread(lambda: self._behind.venues.start().wait_ready())
        await storming
        await self._clock.set(self._clock.now)

    async def recorded(self) -> dict[str, tuple[int, Json]]:
        """Key → version and state, of all that was decided in this conference."""
        collections = ("links", "incidents", "outages")
        found = [it for name in collections async for it in self._documents.find(name, conference=self.halls.id)]
        return {it["_id"]: (it["version"], it["state"]) for it in found}

    async def replayed(self) -> dict[str, tuple[int, Json]]:
        """The same from the log of commands, decided anew by a loop without memory of it."""
        docket, shelf, topics = venues_docket(Thresholds()), Shelf(), await Topics(self._behind.kafka.address).start()
        for record in await topics.about(self.halls.id, docket.commands_topic):
            await Decider(docket, shelf, Said()).decide([read_order(record, docket.orders)])
        await topics.stop()
        return {key: (document["version"], document["state"]) for key, document in shelf.documents.items()}

    def _seconds(self, moment: str) -> float:
        return (datetime.fromisoformat(moment) - self.begins).total_seconds()


async def _as_fast_as_it_can(source: Source) -> None:
    for _ in range(40):
        await _until_accepted(source)


async def _until_accepted(source: Source) -> None:
    """One beat more; a page would not repeat it, and send the next one five seconds later."""
    beat = source.beat()

    async def accepted() -> bool:
        try:
            return (await source.client.post(beat)).status_code == 202
        except httpx.TransportError:
            return False

    await wait_for(accepted)
