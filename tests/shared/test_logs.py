"""One JSON object a line; what a library tries again by itself is no error."""

import json
import logging
import subprocess
import sys

SAYS = """
import logging, structlog
from shared.logs import set_up_logs
set_up_logs("checkin")
log = logging.getLogger("services.checkin")
with structlog.contextvars.bound_contextvars(correlation="c-1"):
    log.info("said", extra={"conference": "hy-2023"})
logging.getLogger("aiokafka.consumer").error("coordinator not available")
logging.getLogger("aiokafka.consumer").info("heartbeat")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("aiokafka.consumer").exception("broke")
    log.exception("broke")
"""


def test_lines_are_objects_with_process_correlation_and_level() -> None:
    done = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    said, retried, broke, own = lines
    assert {
        "event": "said",
        "process": "checkin",
        "correlation": "c-1",
        "conference": "hy-2023",
    }.items() <= said.items()
    assert [line["level"] for line in lines] == ["info", "warning", "error", "error"]
    assert retried["event"] == "coordinator not available"
    assert all("ZeroDivisionError" in line["exception"] for line in (broke, own))
    assert logging.getLogger().level != logging.NOTSET
