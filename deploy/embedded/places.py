"""Where things are: the checkout, the download cache, the state of this machine's conference."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def cache_folder() -> Path:
    """Downloads, shared by all checkouts of a user. Set by DIEMCAU_CACHE."""
    return Path(os.environ.get("DIEMCAU_CACHE") or Path.home() / ".cache" / "diemcau").absolute()


def state_folder() -> Path:
    """Kafka's log, the store, the keys and the logs; to forget a conference, remove it. Set by DIEMCAU_STATE."""
    return Path(os.environ.get("DIEMCAU_STATE") or CHECKOUT / ".diemcau").absolute()
