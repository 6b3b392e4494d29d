"""The computers of the halls: each says every five seconds that its line lives, unless it does not.

A real agent never repeats a beat. Here time stands still until the moment is over: a beat that found no server is said
again, since for the halls no time has passed.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import uuid5

from deploy.simulator.deeds import OF_A_DAY
from deploy.simulator.door import AGAIN, PAUSES, Refused
from deploy.simulator.line import Line
from deploy.simulator.truth import Truth

EVERY = timedelta(seconds=5)
MEASURED = (12.0, 40.0)  # ms to the hub and back


class Agents:
    """One at each hall, with a line of its own. `secrets`: of its pass, by hall."""

    def __init__(self, lines: Mapping[str, Line], secrets: Mapping[str, str], truth: Truth) -> None:
        self._lines, self._secrets, self._truth = lines, secrets, truth

    def next(self, now: datetime) -> datetime:
        """The next moment of beats, the same for all halls."""
        return self._truth.begins + ((now - self._truth.begins) // EVERY + 1) * EVERY

    async def beat(self, moment: datetime) -> None:
        """All that arrive at this moment. Raises Refused."""
        heard = [venue for venue in self._truth.venues if not self._truth.is_silent(venue, moment)]
        await asyncio.gather(*(self._send(venue, self._beat(venue, moment)) for venue in heard))

    def _beat(self, venue: str, moment: datetime) -> bytes:
        number = (moment - self._truth.begins) // EVERY + 1
        known_as = f"{self._truth.conference}/{self._truth.seed}/beat/{venue}/{number}"
        rtt = round(Random(known_as).uniform(*MEASURED), 1)
        beat = {
            "type": "beat", "id": str(uuid5(OF_A_DAY, known_as)), "conference": self._truth.conference,
            "venue": venue, "source": f"may-{venue}", "kind": "agent", "number": number,
            "boot": int(self._truth.begins.timestamp() * 1000), "rtt": rtt, "jitter": 2.0, "loss": 0.0,
        }  # fmt: skip
        return json.dumps(beat).encode()

    async def _send(self, venue: str, beat: bytes) -> None:
        for attempt in range(10_000):
            try:
                answer = await self._lines[venue].post("/venues/api/commands", self._secrets[venue], beat)
            except (OSError, EOFError):
                answer = None
            if answer is not None and answer.status == 202:
                return
            if answer is not None and answer.status not in AGAIN:
                raise Refused(f"a beat of {venue}: {answer.status} {answer.body.decode(errors='replace')}")
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
