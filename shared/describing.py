"""The OpenAPI document: models that a route describes by itself are moved to where their references point."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def describe(app: FastAPI) -> None:
    """Makes `app.openapi()` a document in which every reference resolves."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for operation in _operations(document):
            for content in operation.get("requestBody", {}).get("content", {}).values():
                schemas.update(content["schema"].pop("$defs", {}))
        return document

    replacement: Callable[[], dict[str, Any]] = openapi
    app.openapi = replacement  # type: ignore[method-assign]


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]
