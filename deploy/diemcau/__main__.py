"""The command line `diemcau`. Exit codes: 0 done; 1 done, and the answer is no; 2 it could not be done."""

import sys
from importlib import import_module
from importlib.util import find_spec

import typer

from deploy.embedded.trouble import Trouble

# Command → module of this package, imported only when it is called. A module has either a function `command`, or a
# Typer named `app` for a command with commands of its own. Docstrings are the help, and each ends with an "Example:".
COMMANDS = {
    "demo": "demo",
    "up": "up",
    "status": "status",
    "conference": "conference",
    "roster": "roster",
    "passes": "passes",
    "simulate": "simulate",
    "verify": "verify",
    "dead-letters": "dead_letters",
    "agent": "agent_command",
}


def main() -> None:
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        build([wanted] if wanted in COMMANDS else list(COMMANDS))()
    except Trouble as trouble:
        _end(str(trouble))
    except OSError as error:  # a full disk, a folder that may not be written
        _end(f"Hệ thống báo lỗi: {error}.\nThe system says: {error}.")


def build(names: list[str]) -> typer.Typer:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback()(describe)
    for name in names:
        _add(app, name)
    return app


def describe() -> None:
    """Điểm Cầu: check-in for a conference that sits in many halls at once.

    Example: diemcau up
    """


def _add(app: typer.Typer, name: str) -> None:
    path = f"deploy.diemcau.{COMMANDS[name]}"
    if find_spec(path) is None:
        return
    module = import_module(path)
    if hasattr(module, "command"):
        app.command(name)(module.command)
    else:
        app.add_typer(module.app, name=name)


def _end(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
