"""`diemcau roster import`: the list of the summoned, all of it or nothing."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from deploy.diemcau.api import Api
from deploy.diemcau.passes import Conference
from deploy.diemcau.running import gateway
from deploy.embedded.places import state_folder

app = typer.Typer(
    no_args_is_help=True, help="The list of the summoned.\n\nExample: diemcau roster import FILE --dry-run"
)
RosterFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, as it comes from a spreadsheet.")]


@app.callback()
def roster() -> None:
    """The list of the summoned.

    Example: diemcau roster import FILE --dry-run
    """


@app.command("import")
def import_roster(
    file: RosterFile,
    conference: Conference = "hy2023",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is wrong with it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one object.")] = False,
) -> None:
    """Import the roster of FILE: all rows, or, with any fault, none and the faults by row (then it ends with 1).

    Example: diemcau roster import deploy/conference/hung_yen_2023_roster.csv --conference hy2023 --dry-run
    """
    state = state_folder()
    with Api(gateway(state), state, conference) as api:
        outcome = api.roster(file.name, file.read_bytes(), dry_run)
    if as_json:
        typer.echo(json.dumps(outcome, ensure_ascii=False))
    else:
        show(outcome, dry_run)
    raise typer.Exit(1 if outcome["faults"] else 0)


def show(outcome: dict[str, Any], dry_run: bool = False) -> None:
    rows, faults = outcome.get("rows", 0), outcome["faults"]
    if faults:
        _show_faults(faults)
        typer.echo(f"Lỗi: {len(faults)}; chưa nhập dòng nào. · Faults: {len(faults)}; nothing was imported.")
    elif dry_run:
        typer.echo(
            f"{rows} dòng, không có lỗi. Mới xem thử, chưa nhập. · {rows} rows, no faults. A dry run: nothing was imported."
        )
    else:
        new, same = outcome["imported"], outcome["unchanged"]
        typer.echo(f"{rows} dòng: nhập {new}, không đổi {same}. · {rows} rows: imported {new}, unchanged {same}.")


def _show_faults(faults: Sequence[dict[str, Any]]) -> None:
    shown = Table("dòng · row", "cột · column", "lỗi · fault")
    for fault in faults:
        shown.add_row(str(fault["row"]), str(fault["column"]), f"{fault['sentence']}\n{fault['sentence_en']}")
    Console().print(shown)
