"""Settings of a service process: the environment (prefix `DIEMCAU_`) and nothing else."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """What every process needs to know; a service's own settings.py adds its thresholds."""

    model_config = SettingsConfigDict(env_prefix="DIEMCAU_", extra="ignore", frozen=True)

    process: str = "service"  # the name under which `diemcau up` lists this process
    host: str = "127.0.0.1"
    port: int = 8100
    kafka: Annotated[list[str], NoDecode] = ["127.0.0.1:19092"]
    mongo: str = "mongodb://127.0.0.1:19017/?directConnection=true"
    database: str = "diemcau"
    state: Path = Path(".diemcau")
    signing_key: str = ""  # empty: the file `signing-key` in the state folder, made at the first start
    clock: Literal["real", "simulated"] = "real"
    partitions: int = Field(
        default=12, ge=1, le=128
    )  # of every topic but the clock; never change it later: keys would move
    replication: int = Field(default=1, ge=1, le=5)
    retention_days: int = Field(default=90, ge=1)
    log_level: str = "INFO"
    answer_within: float = 2.0  # seconds that a caller waits for its decision
    batch_answer_within: float = 10.0
    body_limit: int = 1_000_000  # bytes; a command is about 400
    batch_size: int = 500  # commands a batch over HTTP, and records a batch from Kafka

    @field_validator("kafka", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    def key_for_passes(self) -> str:
        """The signing key that all services share. Made with mode 600 if the state folder has none yet."""
        return self.signing_key or _key_in(self.state / "signing-key")


def _key_in(path: Path) -> str:
    """Of several processes that start at once one makes it, and nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with open(beside, "w", opener=_for_owner_only) as file:
            file.write(secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            path.hardlink_to(beside)
        beside.unlink()
    return path.read_text()


def _for_owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
