"""The public API as a desk, a hub or a stranger would use it."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

import httpx

from shared.vietnamese import attendee_id
from tests.backstage import Backstage
from tests.watching_logs import NAMES

Json = dict[str, Any]
HEADER = "code,full_name,title,unit,parent,venue"
MORNING, AFTERNOON = "morning", "afternoon"
KIM_CHAN, TIEN_LU = "KC", "TL"  # two venues that every conference of the tests has
PEOPLE = (  # code, name, venue: on the roster of every conference
    ("HV01", "Nguyễn Thị Thử Nghiệm", KIM_CHAN),
    ("HV02", "Trần Văn Kiểm Tra", KIM_CHAN),
    ("HV03", "Lê Hoàng Giả Định", KIM_CHAN),
    ("HV04", "Phạm Minh Ví Dụ", TIEN_LU),
    ("HV05", "Đỗ Quỳnh Tưởng Tượng", TIEN_LU),
    ("HV06", "Vũ Đức Minh Họa", TIEN_LU),
)


def now() -> datetime:
    return datetime.now(UTC)


def ago(**spans: float) -> datetime:
    """ago(minutes=5)"""
    return now() - timedelta(**spans)


def done_at(moment: datetime) -> Json:
    """The device of a deed that was done then, by a clock that is right."""
    return {"id": "test-desk", "device_time": moment.isoformat(), "offset": 0.0}


class Client:
    """Whoever holds one pass (None: nobody). `conference` and an id are filled in where a command has none."""

    def __init__(self, backstage: Backstage, conference: str, secret: str | None, venue: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.conference, self.venue, self.secret = conference, venue, secret
        self.http = httpx.AsyncClient(
            base_url=backstage.url, headers=headers, timeout=30, verify=False
        )  # plain http: reading certificates would cost 30 ms a client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    def command(self, type: str, **fields: Any) -> Json:
        """What is posted. A deed at a door is at the pass's own venue, in the morning, unless it says otherwise."""
        usual: Json = {"id": str(uuid4()), "conference": self.conference}
        if type in AT_A_DOOR:
            usual |= {"session": MORNING, "venue": self.venue or KIM_CHAN}
        return json.loads(json.dumps(usual | {"type": type} | fields, default=_plain))  # type: ignore[no-any-return]

    async def post(self, command: Any, **more: Any) -> httpx.Response:
        return await self.http.post("/commands", json=command, **more)

    async def send(self, type: str, **fields: Any) -> Json:
        """The decision; fails if there is none."""
        return (await self.answer(type, **fields))["decision"]  # type: ignore[no-any-return]

    async def answer(self, type: str, **fields: Any) -> Json:
        """{decision, people}; fails if there is no decision."""
        answer = await self.post(self.command(type, **fields))
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def refused(self, type: str, **fields: Any) -> tuple[int, str]:
        """(HTTP status, code) of the problem document."""
        return problem(await self.post(self.command(type, **fields)))

    async def scan(self, code: str, **fields: Any) -> Json:
        return await self.send("check_in", code=code, **fields)

    async def batch(self, commands: Sequence[Any]) -> Json:
        answer = await self.http.post("/commands/batch", json={"commands": commands}, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def get(self, path: str, **query: str) -> httpx.Response:
        return await self.http.get(path, params={"conference": self.conference, **query})

    async def search(self, q: str, **query: str) -> httpx.Response:
        return await self.http.post("/search", params={"conference": self.conference, **query}, json={"q": q})

    async def put_person(
        self, id: str | UUID, name: str, title: str = "", unit: str = "", **more: str
    ) -> httpx.Response:
        NAMES.add(name)
        person = {"conference": self.conference, "name": name, "title": title, "unit": unit, **more}
        return await self.http.put(f"/people/{id}", json=person)

    async def import_roster(self, people: Iterable[Sequence[str]], dry_run: bool = False) -> httpx.Response:
        """`people`: (code, name, venue) or (code, name, venue, unit)."""
        rows = list(people)
        NAMES.update(row[1] for row in rows if len(row[1]) > 3)
        query = {"conference": self.conference, "dry_run": str(dry_run).lower()}
        return await self.http.post("/roster", params=query, content=csv_of(rows).encode("utf-8-sig"))

    @asynccontextmanager
    async def watching(self, view: str, **query: str) -> AsyncIterator["Screen"]:
        """A live view, from its snapshot on."""
        params = {"conference": self.conference, **query}
        async with self.http.stream("GET", f"/live/{view}", params=params, timeout=None) as response:
            assert response.status_code == 200, await response.aread()
            screen = Screen()
            reading = asyncio.create_task(screen.read(response))
            try:
                await asyncio.wait_for(screen.filled.wait(), 60)
                yield screen
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)


AT_A_DOOR = frozenset(
    {"check_in", "check_out", "override", "transfer", "walk_in", "substitute", "undo", "excuse", "settle_conflict",
     "head_count"}
)  # fmt: skip


@dataclass
class Screen:
    """A page as live.js keeps it: the higher version of each id, all new with each snapshot."""

    items: dict[str, Json] = field(default_factory=dict)
    messages: list[tuple[str, Json]] = field(default_factory=list)
    filled: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    async def read(self, response: httpx.Response) -> None:
        event = ""
        try:
            async for line in response.aiter_lines():
                if line.startswith("event: "):
                    event = line[7:]
                elif line.startswith("data: "):
                    self.take(event, json.loads(line[6:]))
        except httpx.TransportError:
            pass  # the server went away: a page would come back
        self.closed = True

    def take(self, event: str, data: Json) -> None:
        self.messages.append((event, data))
        if event == "snapshot":
            self.items.clear()
        for item in data.get("items", ()):
            known = self.items.get(item["id"])
            if known is None or known["version"] <= item["version"]:
                self.items[item["id"]] = item
        self.filled.set()


class Conference:
    """A conference of its own for one test: two venues, an open morning, a planned afternoon, six people."""

    def __init__(self, backstage: Backstage, id: str | None = None) -> None:
        self.backstage, self.id = backstage, id or f"t-{uuid4().hex[:12]}"
        self._clients: dict[object, Client] = {}
        self.ops = self.client("ops", conference="*")
        self.organiser = self.client("organiser")
        self.hub = self.client("hub")

    def client(self, role: str, venue: str | None = None, **more: Any) -> Client:
        """Somebody with a pass of this role; `conference`, `person`, `id`, `label`, `expires` as in a pass."""
        named = (role, venue, *sorted(more.items()))
        if named not in self._clients:
            of = more.get("conference", self.id)
            fields = {name: value for name, value in more.items() if name != "conference" and value is not None}
            secret = self.backstage.secret(role, of, **({"venue": venue} if venue else {}), **fields)
            self._clients[named] = Client(self.backstage, self.id, secret, venue)
        return self._clients[named]

    def desk(self, venue: str = KIM_CHAN, **more: Any) -> Client:
        """An operator at a door."""
        return self.client("operator", venue, **more)

    def head(self, venue: str = KIM_CHAN) -> Client:
        return self.client("venue_head", venue)

    def stranger(self) -> Client:
        """Without a pass."""
        if None not in self._clients:
            self._clients[None] = Client(self.backstage, self.id, None)
        return self._clients[None]

    def person(self, code: str) -> str:
        """The attendee id of a code."""
        return str(attendee_id(self.id, code))

    def qr(self, code: str, issue: int = 1) -> str:
        return self.backstage.codes.write(self.id, attendee_id(self.id, code), issue)

    async def set_up(
        self, people: Iterable[Sequence[str]] = PEOPLE, venues: Mapping[str, Json] | None = None, opened: float = 180
    ) -> Self:
        """`venues`: id → fields beside the name. The morning opened `opened` minutes ago."""
        ops = self.ops
        plan = {
            "opens": ago(minutes=opened),
            "starts": now() + timedelta(hours=1),
            "closes": now() + timedelta(hours=4),
        }
        later = {name: at + timedelta(hours=6) for name, at in plan.items()}
        commands = [ops.command("create_conference", name="Hội nghị thử", day="2023-06-03")]
        for venue, fields in (venues or {KIM_CHAN: {}, TIEN_LU: {}}).items():
            commands.append(ops.command("define_venue", venue=venue, **{"name": f"Điểm cầu {venue}", **fields}))
        commands.append(ops.command("define_session", session=MORNING, name="Buổi sáng", **plan))
        commands.append(ops.command("define_session", session=AFTERNOON, name="Buổi chiều", **later))
        results = (await ops.batch(commands))["results"]
        assert all(one["status"] == "decided" for one in results), results
        await self.organiser.send("open_session", session=MORNING, device=done_at(ago(minutes=opened)))
        imported = await ops.import_roster(people)
        assert imported.status_code == 200, imported.text
        return self

    async def close(self) -> None:
        for client in self._clients.values():
            await client.http.aclose()


def problem(answer: httpx.Response) -> tuple[int, str]:
    """(status, code) of a problem document; fails for any other answer."""
    assert answer.headers["content-type"] == "application/problem+json", (answer.status_code, answer.text)
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["detail"]
    assert said["type"] == f"urn:diemcau:problem:{said['code']}"
    return answer.status_code, said["code"]


def csv_of(people: Iterable[Sequence[str]]) -> str:
    """`people` as a unit's list: (code, name, venue), or with the unit's name after them."""
    rows = [(code, name, "Chuyên viên", (*unit, "UBND xã Thử")[0], "", venue) for code, name, venue, *unit in people]
    return "\r\n".join([HEADER, *(",".join(row) for row in rows)])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
