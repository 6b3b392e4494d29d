"""The project's pages, and what they quote."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
STOP = re.compile(
    r"^`(?P<file>[\w./-]+)` · `(?P<function>[\w.]+)`\n\n```\w+\n(?P<lines>.*?)\n```$", re.MULTILINE | re.DOTALL
)


class Stop(NamedTuple):
    """A function that a page walks through, with the lines it quotes."""

    file: str
    function: str
    lines: list[str]


def pages() -> list[Path]:
    """All Markdown that belongs to the project."""
    found = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("services/*/*.md"),
        *ROOT.glob("deploy/**/*.md"),
    ]
    return sorted(found)


def stops(page: Path) -> list[Stop]:
    found = STOP.finditer(page.read_text("utf-8"))
    return [Stop(it["file"], it["function"], [line.strip() for line in it["lines"].splitlines()]) for it in found]


def source_of(stop: Stop) -> str:
    """The text of a Python function; of a JavaScript file the whole. Fails if there is no such function."""
    text = (ROOT / stop.file).read_text("utf-8")
    if not stop.file.endswith(".py"):
        assert re.search(rf"\b{stop.function}\(", text), f"{stop.file} has no {stop.function}"
        return text
    functions = dict(_functions(ast.parse(text)))
    assert stop.function in functions, f"{stop.file} has no {stop.function}"
    return ast.get_source_segment(text, functions[stop.function]) or ""


def _functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield inside + node.name, node
            yield from _functions(node, f"{inside}{node.name}.")
        else:
            yield from _functions(node, inside)
