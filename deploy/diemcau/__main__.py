"""The command line; its commands follow."""

from __future__ import annotations


def main() -> None:
    """Nothing yet."""
