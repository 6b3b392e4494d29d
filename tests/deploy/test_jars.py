"""Kafka's files are those of the lock, or they are not used."""

import shutil
from pathlib import Path

import pytest

from deploy.embedded import Trouble, jars


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """The three smallest jars."""
    lines = sorted(jars.LOCK.read_text().splitlines(), key=lambda line: int(line.split()[1]))
    lock = tmp_path / "jars.lock"
    lock.write_text("\n".join(lines[:3]))
    return lock


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Downloads come from what set-up fetched."""

    def copy(jar: jars.Jar, _cache: Path) -> Path:
        return Path(shutil.copy(jars.jars_folder() / jar.name, tmp_path / jar.name))

    monkeypatch.setattr(jars, "_download", copy)


@pytest.mark.usefixtures("repository")
def test_jars_that_fit_the_lock_are_kept_and_not_fetched_again(
    tmp_path: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libs = jars.fetch(tmp_path / "cache", lock)
    assert len(list(libs.iterdir())) == 3
    monkeypatch.delattr(jars, "_download")
    assert jars.fetch(tmp_path / "cache", lock) == jars.jars_folder(tmp_path / "cache", lock) == libs


@pytest.mark.usefixtures("repository")
def test_a_jar_with_a_wrong_checksum_is_thrown_away_and_named(tmp_path: Path, lock: Path) -> None:
    wrong = next(jars.read_lock(lock))
    lock.write_text(lock.read_text().replace(wrong.sha256, "0" * 64))
    with pytest.raises(Trouble, match=f"{wrong.name} was fetched with a wrong SHA-256 checksum and thrown away"):
        jars.fetch(tmp_path / "cache", lock)
    assert not list(tmp_path.rglob("*.jar"))


@pytest.mark.usefixtures("repository")
def test_a_jar_that_was_cut_short_is_noticed_at_the_next_start(tmp_path: Path, lock: Path) -> None:
    libs = jars.fetch(tmp_path / "cache", lock)
    jar = next(jars.read_lock(lock))
    with (libs / jar.name).open("r+b") as file:
        file.truncate(100)
    with pytest.raises(Trouble, match=f"Kafka's file {jar.name} is missing or cut short: run `make setup`"):
        jars.jars_folder(tmp_path / "cache", lock)
