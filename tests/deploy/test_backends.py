"""The real Kafka, the store and the gateway of the demo, and what a power cut does to them."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pymongo
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from deploy.embedded import Gateway, Kafka, Process, Store, Trouble, free_ports
from shared.problems import EN, PROBLEMS, VI, Problem
from tests.clients import problem


@pytest.fixture
def kafka(tmp_path: Path) -> Iterator[Kafka]:
    kafka = Kafka(tmp_path / "kafka", free_ports(2))
    yield kafka.start().wait_ready()
    kafka.kill()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "store", free_ports())
    yield store.start().wait_ready()
    store.kill()


async def test_kafka_keeps_a_record_through_kill_9_and_accepts_the_next(kafka: Kafka) -> None:
    await _make_topic(kafka)
    await _produce(kafka, b"before")
    kafka.kill()
    kafka.start().wait_ready()
    await _produce(kafka, b"after")
    assert await _consume(kafka, 2) == [b"before", b"after"]


def test_the_store_keeps_acknowledged_writes_through_kill_9(store: Store) -> None:
    written = 200
    with _client(store) as client:
        for number in range(written):
            client.hall.people.insert_one({"_id": number})
        store.kill()
    store.start().wait_ready()
    with _client(store) as client:
        assert {person["_id"] for person in client.hall.people.find()} == set(range(written))


async def test_a_paused_kafka_lives_and_hears_when_it_is_asked_to_stop(kafka: Kafka) -> None:
    await _make_topic(kafka)
    kafka.pause()
    assert kafka.running
    kafka.stop(60)
    assert not kafka.running
    assert kafka.returncode == 143  # a JVM says SIGTERM so; -9 would be a kill


@pytest.mark.parametrize("language", [VI, EN], ids=["vi", "en"])
def test_the_gateway_answers_with_the_problem_documents_of_the_services(tmp_path: Path, language: int) -> None:
    headers = {"Accept-Language": ("vi-VN,vi;q=0.9,en;q=0.5", "en-GB")[language]}
    gateway = Gateway(tmp_path / "gateway", free_ports(), {"checkin": free_ports()})
    gateway.start().wait_ready()
    try:
        with httpx.Client(base_url=gateway.address, timeout=20, headers=headers) as client:
            assert client.get("/").headers["location"] == "/checkin/"
            nothing, metrics, away = (client.get(path) for path in ("/nothing", "/checkin/api/metrics", "/checkin/"))
    finally:
        gateway.stop()
    for answer, code in ((nothing, "not-found"), (metrics, "not-found"), (away, "starting")):
        assert problem(answer) == (PROBLEMS[code].status, code)
        assert answer.json() == Problem(code).document(language)
    assert away.headers["Retry-After"] == "2"


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="The program no-such-program of store is missing: run `make setup`"):
        Process("store", tmp_path / "store", free_ports(), ["no-such-program"]).start()


def _client(store: Store) -> pymongo.MongoClient[dict[str, int]]:
    return pymongo.MongoClient(store.uri, serverSelectionTimeoutMS=1000)  # closing it asks the server once more


async def _make_topic(kafka: Kafka) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.address)
    await admin.start()
    await admin.create_topics([NewTopic("records", num_partitions=1, replication_factor=1)])
    await admin.close()


async def _produce(kafka: Kafka, value: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka.address, acks="all")
    await producer.start()
    await producer.send_and_wait("records", value)
    await producer.stop()


async def _consume(kafka: Kafka, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer("records", bootstrap_servers=kafka.address, auto_offset_reset="earliest")
    await consumer.start()
    values = [(await consumer.getone()).value for _ in range(count)]
    await consumer.stop()
    return values
