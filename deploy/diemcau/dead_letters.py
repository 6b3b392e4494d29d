"""`diemcau dead-letters`: what could not be handled: list it, read it, and put it back after the fix."""

import asyncio
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from deploy.diemcau.letters import Letter, put_back, read_letters
from deploy.diemcau.running import kafka
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
Origin = Annotated[str, typer.Argument(help="topic/partition/offset, as `list` shows it.")]


@app.callback()
def dead_letters() -> None:
    """What could not be handled and was set aside: list it, read it, put it back after the fix.

    Example: diemcau dead-letters list
    """


@app.command("list")
def list_letters(
    everything: Annotated[bool, typer.Option("--all", help="Those put back already, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what was set aside and not put back: where it stood, why, and whose command it was.

    Ends with 1 if there is something, since each needs a person.

    Example: diemcau dead-letters list --json
    """
    letters = [
        letter for letter in asyncio.run(read_letters(kafka(state_folder()))) if everything or not letter.replayed
    ]
    if as_json:
        typer.echo(json.dumps([letter.line() for letter in letters], ensure_ascii=False, indent=1))
    elif letters:
        Console().print(_table(letters))
    else:
        typer.echo("Không có gì bị gác lại. · Nothing is set aside.")
    raise typer.Exit(1 if letters else 0)


@app.command("show")
def show(origin: Origin, as_json: AsJson = False) -> None:
    """Show one letter whole, its body too, which may hold people's words.

    Example: diemcau dead-letters show checkin.commands.v1/3/1703
    """
    letter = _named(asyncio.run(read_letters(kafka(state_folder()))), origin)
    headers = {name: value.decode(errors="replace") for name, value in letter.headers()}
    body = (letter.record.value or b"").decode(errors="backslashreplace")
    whole = {**letter.line(), "headers": headers, "body": body}
    if as_json:
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    for name, value in whole.items():
        typer.echo(f"{name}: {value}")


@app.command("replay")
def replay(
    origins: Annotated[list[str] | None, typer.Argument(help="As `list` shows them.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that were not put back yet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put letters back on their topics, to be handled by what runs now; one that was handled meanwhile changes nothing.

    Ends with 0 when they are back; whether they were handled then, `list` tells.

    Example: diemcau dead-letters replay checkin.commands.v1/3/1703
    """
    where = kafka(state_folder())
    letters = asyncio.run(read_letters(where))
    chosen = [it for it in letters if not it.replayed] if everything else [_named(letters, it) for it in origins or ()]
    if not chosen and not everything:
        raise Trouble("Hãy nêu thư nào, hoặc --all.", "Name the letters, or give --all.")
    asyncio.run(put_back(where, chosen))
    done = [letter.origin for letter in chosen]
    typer.echo(json.dumps(done) if as_json else f"Đã gửi lại {len(done)}. · Put back: {len(done)}.")


def _named(letters: list[Letter], origin: str) -> Letter:
    for letter in letters:
        if letter.origin == origin:
            return letter
    raise Trouble(f"Không có thư {origin} bị gác lại.", f"There is no dead letter {origin}: see `dead-letters list`.")


def _table(letters: list[Letter]) -> Table:
    shown = Table(
        Column("nơi · origin", no_wrap=True), "lúc · set aside (UTC)", "vì · fault", "loại · type", "lại · replayed"
    )
    for letter in letters:
        line = letter.line()
        kind = line["type"].removeprefix("vn.diemcau.")
        shown.add_row(letter.origin, line["set_aside"][:19], letter.fault, kind, (line["replayed"] or "–")[:19])
    return shown
