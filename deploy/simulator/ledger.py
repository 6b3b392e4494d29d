"""What was sent and what was told, line by line, as it happens: the simulator's own memory, and evidence afterwards."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TextIO

from deploy.simulator.deeds import Deed


class Ledger:
    """Appends to a JSON Lines file; reads it first, so that a day that was cut off goes on where it stopped.

    Lines: `sent` (the command whole), `accepted` (202: no decision yet), `told` (the decision's hash, code, revision).
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.told_revision = {line["id"]: line["revision"] for line in read_ledger(path) if line["line"] == "told"}
        self._file: TextIO = path.open("a", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def has_answer(self, deed: Deed) -> bool:
        return deed.id in self.told_revision

    def sent(self, deed: Deed, command: dict[str, Any]) -> None:
        self._write(line="sent", id=deed.id, actor=deed.actor, expect=deed.expect, command=command)

    def accepted(self, deed: Deed, status: str) -> None:
        self._write(line="accepted", id=deed.id, status=status)

    def told(self, deed: Deed, decision: str) -> None:
        """`decision`: the very text that was told."""
        event = json.loads(decision)
        self._write(line="told", id=deed.id, code=event.get("code"), revision=event["revision"], sha=sha(decision))
        self.told_revision[deed.id] = event["revision"]

    def _write(self, **line: Any) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()


def read_ledger(path: Path) -> Iterator[dict[str, Any]]:
    """All whole lines; the last may have been cut off. Nothing if there is no file."""
    if path.exists():
        for line in path.read_text("utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                yield json.loads(line)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
