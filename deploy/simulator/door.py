"""One desk at the public HTTP API: keeps a command until it has seen its decision, and says it again until then."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import httpx

from deploy.simulator.board import open_incident
from deploy.simulator.decisions import decisions
from deploy.simulator.deeds import Deed
from deploy.simulator.ledger import Ledger
from deploy.simulator.scenes import Scene
from deploy.simulator.truth import Person

AGAIN = {429, 502, 503, 504}  # away, or too fast: the same again later
PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0)  # real seconds; the last is repeated
SET_ASIDE_TRIES = 3
LOOKS = 60  # at the board, for an incident that has to be there


class Refused(Exception):
    """The API will not have it, and would not next time either: the simulator or a service has a fault."""


class Door:
    """Sends what one pass may. `before_again` is awaited before anything is repeated."""

    def __init__(self, http: httpx.AsyncClient, secret: str, conference: str, ledger: Ledger,
                 before_again: Callable[[], Awaitable[None]]) -> None:  # fmt: skip
        self._http, self._conference, self._ledger, self._before_again = http, conference, ledger, before_again
        self._headers = {"Authorization": f"Bearer {secret}"}

    async def perform(self, scene: Scene) -> None:
        """Everything of the scene that has no answer yet. Raises Refused."""
        deeds = [await self._prepared(deed) for deed in scene.deeds if not self._ledger.has_answer(deed)]
        for deed in deeds:
            self._ledger.sent(deed, self._command(deed))
        tries = 0
        while deeds and tries < SET_ASIDE_TRIES:
            answer = await self._post(deeds)
            tries += self._write_down(deeds, answer)
            deeds = [deed for deed in deeds if not self._ledger.has_answer(deed)]
            if deeds:
                await self._pause(0)

    async def _prepared(self, deed: Deed) -> Deed:
        """What has to be known or said before."""
        if deed.person:
            await self._introduce(deed.person)
        if deed.incident_at:
            incident = await self._incident(deed.incident_at)
            about = {"incident": incident["id"].partition("/")[2], "seen": incident["revision"]}
            return replace(deed, command=deed.command | about)
        return deed

    async def _incident(self, venue: str) -> dict[str, Any]:
        """On the board a moment after it was opened; later if the board is away."""
        for attempt in range(LOOKS):
            with suppress(httpx.TransportError):
                found = await open_incident(self._http, self._headers, self._conference, venue)
                if found:
                    return found
            await self._pause(attempt)
        raise Refused(f"no incident of {venue} on the board")

    async def _introduce(self, person: Person) -> None:
        told = {"name": person.name, "title": person.title, "unit": person.unit, "phone": person.phone}
        await self._send("PUT", f"/checkin/api/people/{person.id}", told | {"conference": self._conference})

    async def _post(self, deeds: Sequence[Deed]) -> httpx.Response:
        commands, path = [self._command(deed) for deed in deeds], f"{deeds[0].service}/api/commands"
        if len(commands) == 1:
            return await self._send("POST", path, commands[0])
        return await self._send("POST", f"{path}/batch", {"commands": commands})

    def _command(self, deed: Deed) -> dict[str, Any]:
        seen = {"seen": self._ledger.told_revision[deed.seen_of]} if deed.seen_of else {}
        return deed.command | seen

    def _write_down(self, deeds: Sequence[Deed], answer: httpx.Response) -> bool:
        """Whether something was set aside, which no repetition will change soon."""
        by_id = {deed.id: deed for deed in deeds}
        for text in decisions(answer.text):
            self._ledger.told(by_id[json.loads(text)["command"]], text)
        body = answer.json()
        undecided = [one for one in body.get("results", [body]) if "decision" not in one]
        for one in undecided:
            if one["status"] == "invalid":
                raise Refused(f"{one['id']}: {one.get('problem')}")
            if one["status"] != "unknown":
                self._ledger.accepted(by_id[one["id"]], one["status"])
        return any(one["status"] == "set_aside" for one in undecided)

    async def _send(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        """Until it was heard. A break leaves the outcome unknown: the same id says the same."""
        attempt = 0
        while True:
            try:
                answer = await self._http.request(method, path, json=body, headers=self._headers)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 400:
                return answer
            if answer is not None and answer.status_code not in AGAIN:
                raise Refused(f"{method} {path}: {answer.status_code} {answer.text}")
            await self._pause(attempt)
            attempt += 1

    async def _pause(self, attempt: int) -> None:
        await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
        await self._before_again()
