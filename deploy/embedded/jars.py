"""Kafka's jars: fetched once by name and version from a lock, each checked against its SHA-256."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from deploy.embedded.places import cache_folder
from deploy.embedded.trouble import Trouble

LOCK = Path(__file__).with_name("kafka-jars.lock")


class Jar(NamedTuple):
    """One line of the lock. `path` is the place in a Maven repository; `size` is in bytes."""

    sha256: str
    size: int
    path: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[1]


def jars_folder(cache: Path | None = None, lock: Path = LOCK) -> Path:
    """The folder with all jars; Trouble if one is missing. Sizes are compared here, 45 stats; hashes when fetching."""
    libs = _libs(cache or cache_folder(), lock)
    for jar in read_lock(lock):
        file = libs / jar.name
        if not file.is_file() or file.stat().st_size != jar.size:
            raise Trouble(
                f"Thiếu tệp {jar.name} của Kafka: hãy chạy `make setup`.",
                f"Kafka's file {jar.name} is missing or cut short: run `make setup`.",
            )
    return libs


def fetch(cache: Path, lock: Path = LOCK) -> Path:
    """Make the folder complete and right: what is there and right is kept. Trouble: no network, or a wrong checksum."""
    libs = _libs(cache, lock)
    libs.mkdir(parents=True, exist_ok=True)
    jars = list(read_lock(lock))
    for number, jar in enumerate(jars, 1):
        if not _is_right(libs / jar.name, jar):
            _show(f"  {number}/{len(jars)} {jar.name} ({jar.size / 1e6:.1f} MB)")
            _keep(_download(jar, cache / "maven"), libs / jar.name, jar)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    return libs


def read_lock(lock: Path = LOCK) -> Iterator[Jar]:
    for line in lock.read_text().splitlines():
        sha256, size, path = line.split()
        yield Jar(sha256, int(size), path)


def _libs(cache: Path, lock: Path) -> Path:
    """Named by the lock's content, so that two versions never mix."""
    return cache / "kafka" / hashlib.sha256(lock.read_bytes()).hexdigest()[:12] / "libs"


def _is_right(file: Path, jar: Jar) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == jar.sha256


def _download(jar: Jar, repository: Path) -> Path:
    from jgo.maven import MavenContext  # here, since only set-up needs it

    *group, artifact, version, _ = jar.path.split("/")
    try:
        project = MavenContext(repo_cache=repository).project(".".join(group), artifact)
        return Path(project.at_version(version).artifact().resolve())  # named and pinned: nothing is resolved here
    except Exception as error:  # jgo raises whatever its HTTP client raises
        raise Trouble(
            f"Không tải được {jar.name} ({type(error).__name__}): hãy kiểm tra mạng rồi chạy lại `make setup`.",
            f"Could not fetch {jar.name} ({type(error).__name__}): check the network and run `make setup` again.",
        ) from error


def _keep(downloaded: Path, file: Path, jar: Jar) -> None:
    if not _is_right(downloaded, jar):
        downloaded.unlink()  # a download cut short must not be met again
        raise Trouble(
            f"Tệp {jar.name} tải về có mã kiểm SHA-256 sai, đã bỏ: hãy chạy lại `make setup`.",
            f"{jar.name} was fetched with a wrong SHA-256 checksum and thrown away: run `make setup` again.",
        )
    downloaded.replace(file)


def _show(line: str) -> None:
    """On a terminal one line that is written over, in a log one line each."""
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="", flush=True)
    else:
        print(line, flush=True)
