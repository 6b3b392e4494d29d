"""The pages name only what exists: files, links, make targets, commands, settings. And they stay short."""

import re
from pathlib import Path

import pytest

from deploy.diemcau.__main__ import COMMANDS
from tests.docs.defaults import defaults
from tests.docs.pages import ROOT, pages

LONGEST = 200  # lines
PAGES = pages()
READ_ELSEWHERE = ("deploy", "docker-compose.yml", ".env.example")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@each_page
def test_a_page_is_short(page: Path) -> None:
    """Whole files that it shows, from their docstring on, are not counted."""
    own = re.sub(r'```python\n""".*?```', "", page.read_text("utf-8"), flags=re.DOTALL)
    assert len(own.splitlines()) <= LONGEST


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", prose):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{target} is not there"


@each_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    for name in re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", page.read_text("utf-8")):
        if re.search(r"\.(py|js|css|html|md|json|csv|yml|toml)$", name):
            assert (ROOT / name).exists() or (page.parent / name).exists(), f"{name} is not there"


@each_page
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert named_commands(page, "make") <= targets


@each_page
def test_every_command_of_diemcau_exists(page: Path) -> None:
    assert named_commands(page, "diemcau") <= set(COMMANDS)


def named_commands(page: Path, program: str) -> set[str]:
    """What follows the program's name in code."""
    text = page.read_text("utf-8")
    code = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    return {word for part in code for word in re.findall(rf"(?:^|\n){program} ([a-z][a-z-]*)", part)}


@each_page
def test_every_setting_that_is_named_exists(page: Path) -> None:
    files = [file for name in READ_ELSEWHERE for file in (ROOT / name, *(ROOT / name).rglob("*")) if file.is_file()]
    elsewhere = set(re.findall(r"DIEMCAU_\w+", "".join(file.read_text("utf-8", "ignore") for file in files)))
    assert set(re.findall(r"DIEMCAU_\w+", page.read_text("utf-8"))) <= set(defaults()) | elsewhere
