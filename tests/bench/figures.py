"""Figures out of many measurements."""

from collections.abc import Iterable
from math import ceil


def percentiles(name: str, seconds: Iterable[float]) -> dict[str, float]:
    """{<name>p50_ms, <name>p99_ms}: what half, and all but one of a hundred, stayed within."""
    ordered = sorted(seconds)
    return {f"{name}p{share}_ms": round(_at(ordered, share) * 1000, 1) for share in (50, 99)}


def _at(ordered: list[float], share: int) -> float:
    return ordered[ceil(len(ordered) * share / 100) - 1] if ordered else float("nan")
