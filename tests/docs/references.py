"""References inside a JSON document: where they point, and whether anything is there."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote


def references(part: Any) -> Iterator[str]:
    """Every `$ref`, and every place that a discriminator maps to."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        discriminator = part.get("discriminator")
        if isinstance(discriminator, dict):
            yield from discriminator.get("mapping", {}).values()
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def resolve(document: Any, reference: str) -> Any:
    """What a reference points to. KeyError if nothing is there."""
    for step in reference.removeprefix("#/").split("/"):
        document = document[unquote(step).replace("~1", "/").replace("~0", "~")]
    return document


def with_everything(document: Any, part: Any) -> Iterator[Any]:
    """This part and all that it refers to, each once."""
    waiting, seen = [part], set[str]()
    while waiting:
        part = waiting.pop()
        yield part
        new = set(references(part)) - seen
        seen |= new
        waiting += [resolve(document, reference) for reference in new]
