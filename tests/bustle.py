"""A hall in which everything happens, for tests that care about all of it and about nothing in particular."""

import asyncio
import random
from typing import Any
from uuid import uuid4

from tests.clients import KIM_CHAN, PEOPLE, TIEN_LU, Conference, ago, done_at


class Bustle:
    """Desks of two venues doing whatever comes, from a seed."""

    def __init__(self, hall: Conference, seed: int) -> None:
        self.hall, self.random = hall, random.Random(seed)
        self.revisions: dict[str, int] = {}
        self.deeds: list[tuple[str, str]] = []  # person, deed

    async def go_on(self, deeds: int) -> None:
        for _ in range(deeds):
            await asyncio.gather(*(self._deed() for _ in range(3)))

    async def _deed(self) -> None:
        code, _, _ = self.random.choice(PEOPLE)
        desk = self.hall.desk(self.random.choice((KIM_CHAN, TIEN_LU)))
        type, fields = self.random.choice(self._kinds(code))
        if self.random.random() < 0.2:
            fields |= {"told": "checked_in"}
        if self.random.random() < 0.3:
            fields |= {"device": done_at(ago(minutes=self.random.randint(1, 90)))}
        answer = await desk.post(desk.command(type, **fields))
        if answer.status_code == 200 and "attendee" in (decision := answer.json()["decision"]):
            self.revisions[decision["attendee"]] = decision["revision"]
            self.deeds.append((decision["attendee"], decision["command"]))

    def _kinds(self, code: str) -> list[tuple[str, dict[str, Any]]]:
        person = self.hall.person(code)
        seen, by = self.revisions.get(person, 0), self.hall.person(self.random.choice(PEOPLE)[0])
        who, deed = self.random.choice(self.deeds) if self.deeds else (person, str(uuid4()))
        return [
            ("check_in", {"code": code}), ("check_in", {"code": code}), ("check_out", {"code": code}),
            ("override", {"code": code, "over": "wrong_venue", "seen": seen}),
            ("override", {"code": code, "over": "already_substituted", "seen": seen}),
            ("transfer", {"code": code, "seen": seen, "reason": "đi công tác"}),
            ("substitute", {"code": code, "substitute": by, "listed": True, "consent": True}),
            ("undo", {"attendee": who, "deed": deed, "reason": "bấm nhầm"}),
            ("walk_in", {"attendee": str(uuid4())}), ("excuse", {"code": code, "reason": "họp ở xã"}),
            ("head_count", {"count": self.random.randint(0, 200)}),
        ]  # fmt: skip
