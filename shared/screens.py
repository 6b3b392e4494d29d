"""Screens: plain files of the service, of `shared/web`, and a few of npm; no build step, no list of folders."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from shared.problems import Problem

ROOT = Path(__file__).parents[1]
PAGES_MAY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{inline}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
IMPORT_MAP = re.compile(rb'<script type="importmap">(.*?)</script>', re.DOTALL)  # browsers take it inline only
NPM = (
    "preact/",
    "htm/",
    "@preact/",
    "idb/",
    "lucide-static/icons/",
    "@fontsource/be-vietnam-pro/",
)  # what pages may load of node_modules
OPEN = {"x-roles": ["anybody"]}  # pages hold no data: what they show needs a pass


def screen_routes(screen: Path, pages: Mapping[str, str]) -> APIRouter:
    """`pages`: address → file of the `screen` folder. Modules under /screen, /web and /npm."""
    routes = APIRouter()
    folders = {"screen": screen, "web": ROOT / "shared" / "web", "npm": ROOT / "node_modules"}
    for address, file in pages.items():
        routes.add_api_route(address, _page(screen / file), methods=["GET"], include_in_schema=False)

    @routes.get("/{folder}/{path:path}", include_in_schema=False)
    async def module(folder: str, path: str) -> FileResponse:
        root = folders.get(folder)
        file = (root / path).resolve() if root else None
        if root is None or file is None or not file.is_file() or not file.is_relative_to(root.resolve()):
            raise Problem("not-found")
        if folder == "npm" and not path.startswith(NPM):
            raise Problem("not-found")
        return FileResponse(file, headers={"Cache-Control": "no-cache"})

    return routes


def _page(file: Path) -> Callable[[], Awaitable[FileResponse]]:
    async def page() -> FileResponse:
        return FileResponse(
            file,
            headers={
                "Cache-Control": "no-cache",
                "Content-Security-Policy": PAGES_MAY.format(inline=_inline(file.read_bytes())),
                "Referrer-Policy": "no-referrer",
            },
        )

    return page


def _inline(page: bytes) -> str:
    """The page's import map, allowed by its hash."""
    found = IMPORT_MAP.search(page)
    return f" 'sha256-{base64.b64encode(hashlib.sha256(found[1]).digest()).decode()}'" if found else ""
