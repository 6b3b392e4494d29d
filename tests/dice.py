"""Chance, for tests that hypothesis drives."""

from typing import Any


def shuffled(deeds: list[Any], dice: Any) -> list[Any]:
    return dice.sample(deeds, len(deeds))  # type: ignore[no-any-return]
