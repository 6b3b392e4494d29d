"""The public HTTP API, spoken to with a root pass that the state folder's signing key signs."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

from deploy.embedded.trouble import Trouble
from shared.access import Pass, Signer
from shared.settings import Settings

BATCH = 250
PATIENCE = 60  # seconds
PAUSE, LONGEST_PAUSE = 0.1, 3.0  # seconds before commands that have no decision yet are sent again
WAIT = httpx.Timeout(30, connect=5)
Json = dict[str, Any]


def signer(state: Path) -> Signer:
    """Signs passes as the services do: with DIEMCAU_SIGNING_KEY, else the key in the state folder."""
    return Signer(Settings(state=state).key_for_passes())


class Api:
    """One conference, with all rights. Every method raises Trouble when it is refused, or not heard for a minute."""

    def __init__(
        self, address: str, state: Path, conference: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        secret = signer(state).secret(Pass(id="root", role="ops", conference="*"))
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "vi"}
        self.conference = conference
        self._http = httpx.Client(base_url=address, headers=headers, timeout=WAIT, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def me(self) -> Json:
        """The conference with its venues, sessions and units; `conference` None: there is none of this id."""
        body: Json = self._send("GET", "/checkin/api/me", params={"conference": self.conference}).json()
        return body

    def command(self, type: str, **fields: Any) -> Json:
        """A command of this conference with an id of its own."""
        return {"type": type, "id": str(uuid4()), "conference": self.conference, **fields}

    def decide(self, commands: Sequence[Json]) -> None:
        """Until each has its decision. Trouble if one is invalid, set aside, or undecided for a minute."""
        for start in range(0, len(commands), BATCH):
            self._decide(commands[start : start + BATCH])

    def put_person(self, id: str, **person: Any) -> None:
        """A person who is on no roster, by name."""
        self._send("PUT", f"/checkin/api/people/{id}", json={"conference": self.conference, **person})

    def person(self, id: str) -> Json | None:
        """{name, title, unit, code, venue} of a person; None: nobody here has this id."""
        body: Json = self._send("GET", "/checkin/api/people", params={"conference": self.conference, "ids": id}).json()
        return body.get(id)

    def roster(self, name: str, data: bytes, dry_run: bool) -> Json:
        """{rows, imported, unchanged, faults}; with faults nothing was imported."""
        params = {"conference": self.conference, "dry_run": str(dry_run).lower()}
        answer = self._send("POST", "/checkin/api/roster", params=params, content=data, headers={"X-Filename": name})
        body: Json = answer.json()
        return body

    def _decide(self, left: Sequence[Json]) -> None:
        end, pause = time.monotonic() + PATIENCE, PAUSE
        while left := self._undecided(left):
            if time.monotonic() + pause > end:
                raise _not_decided(len(left))
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _undecided(self, commands: Sequence[Json]) -> list[Json]:
        """Sends them, under the ids they have, and tells which have no decision yet."""
        results = self._send("POST", "/checkin/api/commands/batch", json={"commands": commands}).json()["results"]
        _require_valid(results)
        decided = {result["id"] for result in results if result["status"] == "decided"}
        return [command for command in commands if command["id"] not in decided]

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Again while the service is away. A 422 that lists faults of a roster is an answer like any."""
        end = time.monotonic() + PATIENCE
        while True:
            answer = self._try(method, path, request)
            if answer is not None and (answer.status_code < 400 or "faults" in answer.text):
                return answer
            if answer is not None and answer.status_code not in (429, 502, 503, 504):
                raise _refused(answer)
            if time.monotonic() > end:
                raise _away(str(self._http.base_url))
            time.sleep(0.2)

    def _try(self, method: str, path: str, request: Json) -> httpx.Response | None:
        try:
            return self._http.request(method, path, **request)
        except httpx.TransportError:
            return None


def _require_valid(results: Sequence[Json]) -> None:
    for result in results:
        if result["status"] == "invalid":
            sentence = result["problem"].get("detail") or result["problem"]["title"]
            fields = result["problem"].get("errors", "")
            raise Trouble(f"Bị từ chối: {sentence} {fields}", f"Refused: {result['problem']['code']} {fields}")
        if result["status"] == "set_aside":
            raise Trouble(
                f"Lệnh {result['id']} không xử lý được và đã bị gác lại: xem `diemcau dead-letters list`.",
                f"Command {result['id']} could not be handled and lies with the dead letters: "
                "see `diemcau dead-letters list`.",
            )


def _refused(answer: httpx.Response) -> Trouble:
    problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    sentence = problem.get("detail") or problem.get("title") or answer.text[:200]
    return Trouble(
        f"Dịch vụ từ chối ({answer.status_code}): {sentence}",
        f"The service refuses ({answer.status_code}): {problem.get('code', answer.reason_phrase)}",
    )


def _not_decided(count: int) -> Trouble:
    return Trouble(
        f"{count} lệnh chưa được quyết định sau {PATIENCE} giây: xem `diemcau status`, rồi chạy lại.",
        f"{count} commands have no decision after {PATIENCE} seconds: see `diemcau status`, then run this again.",
    )


def _away(address: str) -> Trouble:
    return Trouble(
        f"{address} không trả lời trong {PATIENCE} giây: xem `diemcau status`.",
        f"{address} did not answer within {PATIENCE} seconds: see `diemcau status`.",
    )
