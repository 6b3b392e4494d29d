"""`diemcau status`: what runs here, asked of the processes themselves."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from deploy.embedded import ports
from deploy.embedded.alone import holder, process_list
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble


def command(as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of objects.")] = False) -> None:
    """Show what runs: process, port, since when, how often it was started again, and whether it answers now.

    Ends with 0 if every part answers, with 1 if one does not, with 2 if nothing runs here.

    Example: diemcau status --json
    """
    listed = processes(state_folder())
    for entry in listed:
        entry["answers"] = answers(entry)
    if as_json:
        typer.echo(json.dumps(listed, indent=1))
    else:
        Console().print(table(listed))
    raise typer.Exit(0 if all(entry["answers"] for entry in listed) else 1)


def processes(state: Path) -> list[dict[str, Any]]:
    """What `up` (or `demo`) of this state folder lists. Trouble if none runs."""
    if holder(state) is None:
        raise Trouble(
            f"Không có gì đang chạy ở {state}: hãy chạy `diemcau up`.",
            f"Nothing runs at {state}: start it with `diemcau up`.",
        )
    try:
        listed: list[dict[str, Any]] = json.loads(process_list(state).read_text())
    except FileNotFoundError:  # it starts, or stops, just now
        return []
    return listed


def answers(entry: dict[str, Any]) -> bool:
    if entry["pid"] is None:
        return False
    if entry["ready_url"] is None:
        return bool(entry["ready"]) and ports.is_open(entry["port"])
    try:
        with urllib.request.urlopen(entry["ready_url"], timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, OSError):
        return False


def table(listed: list[dict[str, Any]]) -> Table:
    shown = Table("phần\npart", "pid", "cổng\nport", "từ (UTC)\nsince", "chạy lại\nrestarts", "trả lời\nanswers")
    for entry in listed:
        since = (entry["started"] or "")[11:19]
        answer = "[green]có · yes[/]" if entry["answers"] else "[red]không · no[/]"
        shown.add_row(
            entry["name"], str(entry["pid"] or "–"), str(entry["port"]), since, str(entry["restarts"]), answer
        )
    return shown
