"""Backends and gateways that are named by the environment: read, asked, and said when they are away."""

import gc
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.diemcau.__main__ import build
from deploy.diemcau.running import gateway, kafka, running
from deploy.embedded import free_ports, site
from deploy.embedded.site import Site
from deploy.embedded.trouble import Trouble
from deploy.simulator.fates import make_truth
from deploy.simulator.sample import read_sample
from deploy.simulator.truth import write_truth
from tests.deploy.sites import PORTS, ports_from


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIEMCAU_STATE", str(tmp_path))
    monkeypatch.setenv("DIEMCAU_SIGNING_KEY", "for tests only")
    return tmp_path


def a_site(state: Path) -> Site:
    return Site(state, ports_from(free_ports(PORTS)))


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("DIEMCAU_MONGO", "mongodb://localhost/"),
        ("DIEMCAU_MONGO", "mongodb://who:secret@127.0.0.1/?replicaSet=hall"),
        ("DIEMCAU_MONGO", "mongodb://no-such-host.invalid:1,localhost/hall"),
        ("DIEMCAU_KAFKA", "localhost"),
    ],
)
def test_an_address_without_a_port_is_asked_at_the_usual_one(
    state: Path, monkeypatch: pytest.MonkeyPatch, setting: str, address: str
) -> None:
    monkeypatch.setenv(setting, address)
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        monkeypatch.setitem(site.USUAL_PORT, setting, somebody.getsockname()[1])
        a_site(state).require_possible()
    with pytest.raises(Trouble, match=f"No server answers at .*{setting}") as trouble:
        a_site(state).require_possible()
    assert "secret" not in str(trouble.value)


@pytest.mark.parametrize("address", ["localhost:many", "localhost:99999", "[::1", ":9092", ""])
def test_what_is_no_address_is_said_in_a_sentence(state: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DIEMCAU_KAFKA", f"{address},")
    with pytest.raises(Trouble, match="DIEMCAU_KAFKA holds an address that cannot be read"):
        a_site(state).require_possible()


def test_a_named_gateway_is_used_without_anything_that_runs_here(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMCAU_GATEWAY", "https://diem-cau.example:8443/")
    assert gateway(state) == "https://diem-cau.example:8443"
    with pytest.raises(Trouble, match="Nothing runs at"):
        kafka(state)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("away", ["Kafka", "MongoDB"])
def test_verify_says_what_is_away_and_ends_with_2(state: Path, monkeypatch: pytest.MonkeyPatch, away: str) -> None:
    monkeypatch.setenv("DIEMCAU_GATEWAY", "http://127.0.0.1:1")
    monkeypatch.setenv("DIEMCAU_KAFKA", f"127.0.0.1:{free_ports()}")
    monkeypatch.setenv("DIEMCAU_MONGO", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")
    (state / "simulation").mkdir()
    write_truth(make_truth(read_sample(), seed=1), state / "simulation" / "truth.json")
    if away == "Kafka":
        monkeypatch.setattr("deploy.simulator.evidence.COLLECTIONS", ())  # the store is asked first
    outcome = CliRunner().invoke(build(["verify"]), ["verify", "--json"])
    assert isinstance(outcome.exception, Trouble), outcome
    assert f"{away} does not answer" in str(outcome.exception)
    assert running(state).gateway == "http://127.0.0.1:1"
    gc.collect()  # pymongo leaves a socket behind when it is closed while it connects: not for a later test to find
