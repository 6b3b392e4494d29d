"""What tests of venue status are given: the service running beside check-in, and those who speak to it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self
from uuid import uuid4

import pytest

from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU, Client, Conference, Json
from tests.waiting import wait_for


class VenueClient(Client):
    """Whoever holds one pass, at venue status. A deed is at the pass's own venue unless it says otherwise."""

    def __init__(self, backstage: Backstage, conference: str, secret: str | None, venue: str | None = None) -> None:
        super().__init__(backstage, conference, secret, venue)
        self.http.base_url = backstage.venues_url

    def command(self, type: str, **fields: Any) -> Json:
        here = {"venue": self.venue or KIM_CHAN} if type not in AT_NO_VENUE else {}
        return super().command(type, **here | fields)


AT_NO_VENUE = frozenset({"define_round", "announce", "withdraw"})


class Source:
    """A desk page or an agent at a venue: it numbers its beats."""

    def __init__(self, client: VenueClient, boot: int, name: str = "agent-1", kind: str = "agent") -> None:
        self.client, self.boot, self.name, self.kind, self.number = client, boot, name, kind, 0

    def beat(self, **fields: Any) -> Json:
        self.number += 1
        numbers = {"source": self.name, "kind": self.kind, "boot": self.boot, "number": self.number}
        return self.client.command("beat", **numbers | {"rtt": 20.0, "jitter": 1.0, "loss": 0.0} | fields)


class Halls(Conference):
    """A conference of its own for one test, whose clients speak to venue status."""

    async def set_up(self, *people_and_venues: Any, **more: Any) -> Self:
        await super().set_up(*people_and_venues, **more)
        await self.known(KIM_CHAN, TIEN_LU)
        return self

    async def known(self, *venues: str) -> None:
        """Venue status has heard of them: check-in answers when it has decided, which is a moment earlier."""

        async def is_known() -> bool:
            me = await self.engineer.get("/me")
            return me.status_code == 200 and {*venues} <= {one["id"] for one in me.json()["venues"]}

        await wait_for(is_known)

    def at(self, role: str, venue: str | None = None, **more: Any) -> VenueClient:
        fields = {"conference": self.id, **({"venue": venue} if venue else {}), **more}
        secret = self.backstage.secret(role, **fields)
        named = ("venues", role, venue, *sorted(more.items()))
        if named not in self._clients:
            self._clients[named] = VenueClient(self.backstage, self.id, secret, venue)
        return self._clients[named]  # type: ignore[return-value]

    def at_nobody(self) -> VenueClient:
        """Without a pass."""
        if "nobody" not in self._clients:
            self._clients["nobody"] = VenueClient(self.backstage, self.id, None)
        return self._clients["nobody"]  # type: ignore[return-value]

    def agent(self, venue: str = KIM_CHAN, name: str = "agent-1", boot: int = 1_685_750_000_000) -> Source:
        return Source(self.at("agent", venue), boot, name)

    @property
    def engineer(self) -> VenueClient:
        """At the hub."""
        return self.at("hub")


@pytest.fixture(scope="session")
def venues(backstage: Backstage) -> Backstage:
    """Backstage with venue status."""
    return backstage.start_venues()


@pytest.fixture
async def halls(venues: Backstage) -> AsyncIterator[Halls]:
    made = Halls(await asyncio.to_thread(lambda: venues), f"v-{uuid4().hex[:12]}")
    yield await made.set_up()
    await made.close()
