"""`make bench`, or `python -m tests.bench [loop|answer|cpu|sse|queues|beats|silence|all]`: figures, no thresholds.

One JSON object a line as each is measured, tables at the end.
"""

import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import groupby
from typing import Any

import orjson
import uvloop
from rich.console import Console
from rich.table import Table

from tests.bench import answer, beats, cpu, loop, queues, silence, sse
from tests.bench.hall import Hall, running_hall

Line = dict[str, Any]
BENCHES: dict[str, Callable[[Hall], AsyncIterator[Line]]] = {
    "loop": loop.measure,
    "answer": answer.measure,
    "cpu": cpu.measure,
    "sse": sse.measure,
    "queues": queues.measure,
    "beats": beats.measure,
    "silence": silence.measure,
}


def main(asked: Sequence[str]) -> int:
    chosen = [name for name in asked if name != "all"] or list(BENCHES)
    if unknown := set(chosen) - BENCHES.keys():
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}, all", file=sys.stderr)
        return 2
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # new topics have no leader for a moment
    with running_hall() as hall:
        lines = uvloop.run(_measured(hall, chosen))
    for name, some in groupby(lines, lambda line: line["bench"]):
        _print_table(name, list(some))
    return 0


async def _measured(hall: Hall, chosen: Sequence[str]) -> list[Line]:
    lines = [_said(_machine())]
    for name in chosen:
        lines += [_said(line) async for line in BENCHES[name](hall)]
    return [*lines, _said(_machine())]


def _machine() -> Line:
    """What else ran on this machine, before and after: with more than one load a core, trust ratios only."""
    return {"bench": "machine", "cores": os.cpu_count(), "load_average": round(os.getloadavg()[0], 1)}


def _said(line: Line) -> Line:
    print(orjson.dumps(line).decode(), flush=True)
    return line


def _print_table(name: str, lines: Sequence[Line]) -> None:
    """A row for each figure, a column for each line."""
    table = Table(title=name, title_justify="left", show_header=False)
    for figure in dict.fromkeys(figure for line in lines for figure in line if figure != "bench"):
        table.add_row(figure, *(str(line.get(figure, "")) for line in lines))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
