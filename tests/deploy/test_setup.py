"""Set-up ends in one sentence when something is wrong, and does nothing when all is there."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from deploy import setup
from deploy.embedded.places import CHECKOUT


def test_a_wrong_python_is_told_which_one_to_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"3\.13 is needed and this is 3\.9\.2: run `make PYTHON=python3\.12 setup`"):
        setup.check_python()


def test_a_full_disk_is_said_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(free=300_000_000))
    with pytest.raises(SystemExit, match=r"has 0\.3 GB left and 2\.5 GB are needed: make room"):
        setup.check_disk()


def test_a_folder_that_may_not_be_written_is_said_in_a_sentence() -> None:
    with pytest.raises(SystemExit, match=r"Set-up stopped: .*Permission denied: '/cache'"), setup.in_words():
        raise PermissionError(13, "Permission denied", "/cache")


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "no-python")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match="install the package python3-venv"):
        setup.make_venv()


def test_no_network_and_an_empty_cache_end_in_a_sentence(tmp_path: Path) -> None:
    ended = _set_up(_copy_of_what_set_up_needs(tmp_path / "checkout"), cache=tmp_path / "cache")
    assert ended.returncode == 1
    assert "Could not fetch the Python packages" in ended.stderr.splitlines()[-1]
    assert "check the network and run this again" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_a_second_set_up_needs_no_network_and_does_nothing() -> None:
    assert setup.is_done(setup.what_is_locked()), "a lock file has changed: run `make setup`"
    ended = _set_up(CHECKOUT, cache=setup.CACHE)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_make_says_when_there_is_no_python_at_all(tmp_path: Path) -> None:
    ended = subprocess.run(["make", "setup", "PYTHON=python3.99"], cwd=CHECKOUT, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "python3.99 was not found: install Python 3.11, 3.12 or 3.13." in ended.stdout


def _set_up(checkout: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Without a network: pip may ask nobody, and for the others every proxy is a closed port."""
    nowhere = "http://127.0.0.1:9"
    cut_off = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "HTTPS_PROXY": nowhere, "https_proxy": nowhere}
    environment = {**os.environ, **cut_off, "DIEMCAU_CACHE": str(cache)}
    command = [sys.executable, str(checkout / "deploy" / "setup.py")]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def _copy_of_what_set_up_needs(checkout: Path) -> Path:
    for name in (*setup.LOCKS, "pyproject.toml"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, checkout / name)
    return checkout
