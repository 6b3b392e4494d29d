"""Set-up's part that needs the installed packages: `python -m deploy.embedded CACHE` fetches Kafka and readies it."""

import sys
from pathlib import Path

from deploy.embedded.jars import fetch
from deploy.embedded.kafka import record_aot_cache
from deploy.embedded.trouble import Trouble

if __name__ == "__main__":
    try:
        record_aot_cache(fetch(Path(sys.argv[1])))
    except Trouble as trouble:
        sys.exit(str(trouble))
