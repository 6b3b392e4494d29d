"""A real Chromium, and what every look at a page asks of it."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv" / "bin" / "node"
UNPACK = "import('@sparticuz/chromium').then(async (it) => console.log(await it.default.executablePath()))"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 30_000  # ms

# What a thumb cannot hit, an eye cannot read, or a narrow screen cuts off.
FAULTS = """() => {
  const shown = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility() && !it.closest('.unseen'));
  const size = (it) => it.getBoundingClientRect();
  const small = shown.filter((it) => it.matches('button, a, input:not([type=checkbox]), select, summary, [role=option]'))
    .filter((it) => size(it).height < 48 || size(it).width < 48).map((it) => `small target: ${it.outerHTML.slice(0, 90)}`);
  const text = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const fine = shown.filter(text).filter((it) => parseFloat(getComputedStyle(it).fontSize) < 16)
    .map((it) => `small letters: ${it.outerHTML.slice(0, 90)}`);
  const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : [];
  return [...small, ...fine, ...wide];
}"""
# 7:1 is asked of answers (color-contrast-enhanced), the usual 4.5:1 of everything.
VIOLATIONS = """async () => {
  const said = ({ violations }) => violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 90)}`));
  const page = await axe.run();
  const answer = document.querySelector('.answer') && await axe.run('.answer', { runOnly: ['color-contrast-enhanced'] });
  return [...said(page), ...(answer ? said(answer) : [])];
}"""


@dataclass(frozen=True)
class Look:
    """A device and how it is set."""

    name: str
    width: int
    height: int
    dark: bool

    def context(self) -> dict[str, Any]:
        phone = self.width < 600
        size = {"width": self.width, "height": self.height}
        return {
            "viewport": size,
            "color_scheme": "dark" if self.dark else "light",
            "is_mobile": phone,
            "has_touch": phone,
        }


LOOKS = [
    Look(f"{name} {'dark' if dark else 'light'}", width, height, dark)
    for name, width, height in (("phone", 390, 844), ("desk", 1280, 800))
    for dark in (False, True)
]
DESK = LOOKS[2]


def executable() -> str:
    """Where the npm package has unpacked its Chromium."""
    told = subprocess.run([NODE, "-e", UNPACK], cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout.strip()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def context(browser: Browser, look: Look = DESK) -> AsyncIterator[BrowserContext]:
    """A browser of one's own: its cookies and its storage are nobody else's."""
    opened = await browser.new_context(**look.context())
    opened.set_default_timeout(PATIENCE)
    yield opened
    await opened.close()


def listen(page: Page) -> list[str]:
    """What the page complains of from now on; answers that are refused on purpose are not among it."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: _note(heard, message))
    return heard


def _note(heard: list[str], message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
        heard.append(message.text)


async def faults(page: Page) -> list[str]:
    """What axe-core and a ruler find wrong with the page as it stands. Empty: nothing."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    found: list[str] = [*await page.evaluate(VIOLATIONS), *await page.evaluate(FAULTS)]
    return found
