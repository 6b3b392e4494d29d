"""docker-compose.yml and its Dockerfile, as far as their text can tell: no daemon is asked."""

import json
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from deploy import make_secrets
from deploy.embedded.services import SERVICES
from shared.screens import NPM
from tests.docs.pages import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
PARTS: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
SECRET = re.compile(r"KEY|PASSWORD|SECRET|MONGO$")


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_watched_started_again_and_stopped_at_once(name: str) -> None:
    part = PARTS[name]
    assert "healthcheck" in part or (part["image"] == COMPOSE["x-service"]["image"] and "HEALTHCHECK" in DOCKERFILE)
    assert part["restart"] == "unless-stopped"
    assert part["init"] is True


@pytest.mark.parametrize("name", PARTS)
def test_no_secret_is_shipped(name: str) -> None:
    for setting, value in PARTS[name].get("environment", {}).items():
        if SECRET.search(setting):
            assert re.search(r"\$\{DIEMCAU_\w+:(\?run make secrets|-)\}", value), f"{setting} holds a value"


def test_only_the_gateway_is_reached_from_outside_and_first_from_this_machine_alone() -> None:
    assert [name for name, part in PARTS.items() if "ports" in part] == ["gateway"]
    assert all(port.startswith("${DIEMCAU_PUBLISH:-127.0.0.1}:") for port in PARTS["gateway"]["ports"])


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_service_runs_its_own_module_from_the_one_image(service: Any) -> None:
    part = PARTS[service.name]
    assert part["command"] == ["python", "-m", service.module]
    assert part["image"] == COMPOSE["x-service"]["image"]
    assert part["environment"]["DIEMCAU_READY"] == f"http://127.0.0.1:{service.port}{service.path}/api/ready"


def test_what_is_set_in_compose_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(DIEMCAU_\w+)", TEXT))
    assert asked == set(re.findall(r"^(DIEMCAU_\w+)=", EXAMPLE, re.MULTILINE))


def test_the_image_is_built_from_what_the_context_lets_in() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert {name for line in copied for name in line.split()} == let_in
    assert all((ROOT / name).exists() for name in let_in)


def test_the_image_has_what_the_pages_load() -> None:
    (copied,) = re.findall(r"cp -r --parents (.+) /screens", DOCKERFILE)
    assert {folder.split("/")[0] for folder in NPM} <= {folder.split("/")[0] for folder in copied.split()}


def test_the_image_checks_hashes_and_is_not_root() -> None:
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert re.search(r"^USER diemcau$", DOCKERFILE, re.MULTILINE)


def test_the_gateway_understands_its_settings(tmp_path: Path) -> None:
    gateway = {
        name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for name, value in PARTS["gateway"]["environment"].items()
    }
    caddy = Path(sys.executable).with_name("caddy")
    command: list[str | Path] = [
        caddy,
        "adapt",
        "--adapter",
        "caddyfile",
        "--config",
        ROOT / "deploy" / "gateway" / "Caddyfile",
    ]
    environment = {**gateway, "HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    told = json.loads(done.stdout)["apps"]
    assert [server["listen"] for server in told["http"]["servers"].values()] == [["0.0.0.0:8443"]]
    assert told["tls"]["automation"]["policies"][0]["issuers"] == [{"module": "internal"}]
    assert all(f'"dial":"{service.name}:{service.port}"' in done.stdout for service in SERVICES)


def test_secrets_are_made_once_and_for_their_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_secrets, "ROOT", tmp_path)
    (tmp_path / ".env.example").write_text(EXAMPLE, "utf-8")
    make_secrets.main()
    made = (tmp_path / ".env").read_text("utf-8")
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    values = re.findall(r"^DIEMCAU_\w+=([0-9a-f]{64})$", made, re.MULTILINE)
    assert len(set(values)) == len(re.findall(r"=$", EXAMPLE, re.MULTILINE)) == 4
    with pytest.raises(SystemExit, match="stays as it is"):
        make_secrets.main()
    assert (tmp_path / ".env").read_text("utf-8") == made
