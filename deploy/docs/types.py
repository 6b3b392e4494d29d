"""Types in words that stand in a table."""

from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from shared.events import attendance, checkin, checks, conference, incidents, links, venues

MODULES = (attendance, checkin, conference, links, incidents, checks, venues)
WORDS = {
    name: words for module in MODULES for name, words in vars(module).items() if get_origin(words) is Literal
}  # by the name that the code gives them
PLAIN = {str: "text", int: "number", float: "number", bool: "yes/no", datetime: "time", UUID: "id"}


def said(annotation: Any) -> str:
    """`Presence or null`, `list of Flag`, …"""
    name = next((name for name, words in WORDS.items() if words == annotation), None)
    if name or annotation in (None, NoneType):
        return name or "null"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in inner)
    if origin in (Union, UnionType):
        return " or ".join(said(part) for part in inner)
    if origin is Annotated:
        return said(inner[0])
    if origin is tuple:
        return f"list of {said(inner[0])}"
    if origin is dict:
        return f"{said(inner[1])} by {said(inner[0])}"
    return PLAIN.get(annotation) or str(annotation.__name__)
