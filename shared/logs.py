"""Logs: one JSON object a line, ids only, with the correlation id of the deed all the way."""

import logging
import sys
from typing import Any

import orjson
import structlog

QUIET = ("aiokafka", "faststream", "uvicorn.access", "pymongo", "asyncio")


def set_up_logs(process: str, level: str = "INFO") -> None:
    """Every logger, structlog's and the standard library's, writes JSON lines to stdout."""
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        )
    )
    handler.addFilter(_retried)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


def _retried(record: logging.LogRecord) -> bool:
    """aiokafka calls an error what it tries again by itself ("coordinator not available", at every first start): a
    warning. What it cannot mend it raises, or logs with a traceback."""
    if record.name.startswith("aiokafka") and record.levelno == logging.ERROR and not record.exc_info:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


def _json(event: Any, **_: Any) -> str:
    return orjson.dumps(event, default=str).decode()
