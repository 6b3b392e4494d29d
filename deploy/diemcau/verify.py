"""`diemcau verify`: is what the store and the log hold the truth, the whole truth, and told the same to everybody?"""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deploy.diemcau.running import Running, backends_answer, running
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble
from deploy.simulator.evidence import gather_evidence
from deploy.simulator.figures import EVERYWHERE, FIGURES, expected_figures
from deploy.simulator.ledger import read_ledger
from deploy.simulator.truth import Truth, read_truth
from deploy.simulator.verdict import Verdict, judge

SHOWN = 20  # of each kind of fault
HEADS = dict(zip(FIGURES, ("triệu tập", "có mặt", "đi thay", "ngoài danh sách", "có phép", "không phép", "dự", "về sớm",
                           "quân số"), strict=True))  # fmt: skip


def command(as_json: Annotated[bool, typer.Option("--json", help="For programs: the line alone.")] = False) -> None:
    """Compare the simulated day's truth, and the ledger of what was told, with the store and with the log.

    Ends with 0 if nothing is lost, double or told in two ways and every total is the truth's, else with 1.

    Example: diemcau verify --json
    """
    state = state_folder()
    truth, verdict = asyncio.run(verify(state, running(state)))
    if not as_json:
        show(truth, verdict)
    typer.echo(printed(verdict))
    raise typer.Exit(0 if verdict.right else 1)


async def verify(state: Path, where: Running) -> tuple[Truth, Verdict]:
    """Trouble if no day was played here, or Kafka or the store is away."""
    path = state / "simulation" / "truth.json"
    if not path.exists():
        raise Trouble(
            f"Chưa có ngày mô phỏng nào ở {state}: hãy chạy `diemcau simulate`.",
            f"No day was simulated at {state}: run `diemcau simulate`.",
        )
    truth = read_truth(path)
    with backends_answer():
        evidence = await gather_evidence(truth.conference, where.kafka, where.mongo, where.database)
    return truth, judge(truth, read_ledger(state / "simulation" / "ledger.jsonl"), evidence)


def printed(verdict: Verdict) -> str:
    """The one line for programs."""
    return json.dumps(verdict.line(), separators=(",", ":"))


def show(truth: Truth, verdict: Verdict) -> None:
    """What the store holds, and in brackets what the truth expects where that is another number."""
    console, expected = Console(width=max(Console().width, 140)), expected_figures(truth)
    for session, halls in verdict.day.figures.items():
        table = Table("điểm cầu · venue", *(f"{HEADS[name]}\n{name}" for name in FIGURES), title=session)
        for hall, figures in halls.items():
            true = expected[session].get(hall, {})
            cells = [_cell(figures[name], true.get(name, 0)) for name in FIGURES]
            table.add_row("tất cả · all" if hall == EVERYWHERE else hall, *cells)
        console.print(table)
    for name in ("lost", "double", "changed", "differences"):
        faults = getattr(verdict, name)
        console.print(f"{name}: {len(faults)}", style="red" if faults else "green")
        for fault in faults[:SHOWN]:
            console.print(f"  {fault}", markup=False)


def _cell(found: int, expected: int) -> str:
    return str(found) if found == expected else f"[red]{found} ({expected})[/]"
