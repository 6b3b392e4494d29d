"""What a live view shows of a thing: {"id", "version", "revision", …}. The page keeps the higher version of each id."""

from dataclasses import dataclass

from shared.events.base import State
from shared.events.links import Link
from shared.live import Item


@dataclass(frozen=True, slots=True)
class Seen:
    """A document of venue status as its newest event left it."""

    key: str
    version: int
    revision: int
    state: State

    @property
    def conference(self) -> str:
        return self.key.split("/", 1)[0]

    @property
    def id(self) -> str:
        """`<kind>/<id>`"""
        return self.key.split("/", 1)[1]

    def item(self) -> Item:
        item = {"id": self.id, "version": self.version, "revision": self.revision}
        return item | (_link(self.state) if isinstance(self.state, Link) else self.state.model_dump(mode="json"))


def _link(link: Link) -> Item:
    """Without the samples, which only the rules need, and without pages that were closed."""
    there = {name: source for name, source in link.sources.items() if not source.left}
    shown = {"kind", "last_seen", "waiting"}
    sources = {name: source.model_dump(mode="json", include=shown) for name, source in there.items()}
    waiting = sum(source.waiting for source in there.values())
    return link.model_dump(mode="json", exclude={"sources", "breaks"}) | {"sources": sources, "waiting": waiting}
