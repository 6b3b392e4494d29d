"""`make secrets`: writes .env from .env.example, each empty value made at random. Runs on any Python 3, needs nothing.

What is in .env already is never changed: a new signing key would void all passes, a new password would lock the store.
"""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    env = ROOT / ".env"
    try:
        with open(env, "x", encoding="utf-8", opener=for_owner_only) as file:
            file.write(filled((ROOT / ".env.example").read_text("utf-8")))
    except FileExistsError:
        sys.exit(f"{env} đã có, giữ nguyên.\n{env} is there already and stays as it is.")
    print(f"Đã tạo {env}. · Made {env}.")


def filled(example: str) -> str:
    """The lines of an example; `NAME=` gets 64 hex digits, which every part can read in addresses and key files."""
    lines = example.splitlines()
    return "\n".join(line + secrets.token_hex(32) if line.endswith("=") else line for line in lines) + "\n"


def for_owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


if __name__ == "__main__":
    main()
