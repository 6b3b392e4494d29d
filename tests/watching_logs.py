"""Logs of processes that tests started: an error nobody expected, or a person's name, fails the test that caused it."""

import json
from pathlib import Path
from typing import Any

NAMES: set[str] = set()  # every name that a test spoke; none may be in a log
_positions: dict[Path, int] = {}


def watch(log: Path) -> None:
    """From now on new lines of this log are looked at after each test."""
    _positions.setdefault(log, log.stat().st_size if log.exists() else 0)


def new_lines() -> list[str]:
    """What was written to all watched logs since the last look."""
    return [line for log in list(_positions) for line in _new_lines(log)]


def is_error(line: str) -> bool:
    """Also whatever is no JSON object: a traceback on stderr."""
    return str(_parsed(line).get("level", "error")) in ("error", "critical")


def holds_a_name(line: str) -> bool:
    return any(name in line for name in NAMES)


def _parsed(line: str) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _new_lines(log: Path) -> list[str]:
    if not log.exists():
        return []
    with log.open("rb") as file:
        file.seek(_positions[log] if log.stat().st_size >= _positions[log] else 0)
        text = file.read()
    whole = text[: text.rfind(b"\n") + 1]  # half a line is read the next time
    _positions[log] = (_positions[log] if log.stat().st_size >= _positions[log] else 0) + len(whole)
    return whole.decode(errors="replace").splitlines()
