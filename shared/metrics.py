"""The metrics, one catalogue with units; `GET …/api/metrics` prints them for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()

COMMANDS_TAKEN = Counter(
    "diemcau_commands_taken_total", "commands that the door put on Kafka", ["status"], registry=REGISTRY
)
COMMANDS_DECIDED = Counter(
    "diemcau_commands_decided_total", "records that the loop handled", ["docket"], registry=REGISTRY
)
BATCHES_REPEATED = Counter(
    "diemcau_batches_repeated_total",
    "batches done again after a failure or a lost write; rising: look at the store and Kafka",
    ["group", "why"],
    registry=REGISTRY,
)
SET_ASIDE = Counter(
    "diemcau_set_aside_total", "records put to the dead letters; each needs a person", ["docket"], registry=REGISTRY
)
ANSWER_SECONDS = Histogram(
    "diemcau_answer_seconds",
    "seconds from a command's arrival to its answer",
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 10),
)
WATCHERS = Gauge("diemcau_watchers", "open live streams", registry=REGISTRY)
FEED_AGE_SECONDS = Gauge(
    "diemcau_feed_age_seconds", "seconds since the feed's last poll; over 5: screens are stale", registry=REGISTRY
)


def printed() -> bytes:
    """All metrics in Prometheus' text form."""
    return generate_latest(REGISTRY)
