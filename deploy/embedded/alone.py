"""One `up` at a time on one state folder."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from deploy.embedded.trouble import Trouble


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the folder. The lock is the kernel's: it is gone with the process, however that ended. Trouble if held."""
    with _lock_file(state).open("a+") as file:
        _lock(file, state)
        process_list(state).unlink(missing_ok=True)  # left by one that was killed: none of it is true any more
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def holder(state: Path) -> int | None:
    """The process id of the one that holds the folder now, if any."""
    try:
        with _lock_file(state).open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(_lock_file(state).read_text() or 0) or None
    except FileNotFoundError:
        pass
    return None


def forget(state: Path) -> None:
    """Remove a conference: Kafka's log, the store, keys and logs. Call it while the folder is held by `alone`."""
    for part in state.iterdir():
        if part.name == "run":
            continue
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


def process_list(state: Path) -> Path:
    """Where the supervisor lists what runs."""
    return state / "run" / "processes.json"


def _lock(file: TextIO, state: Path) -> None:
    end = time.monotonic() + 1  # somebody who only asks for the holder has it for a moment
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise _is_held(state, holder(state)) from None
            time.sleep(0.05)


def _lock_file(state: Path) -> Path:
    folder = state / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "up.lock"


def _is_held(state: Path, pid: int | None) -> Trouble:
    return Trouble(
        f"Thư mục {state} đang được một diemcau khác dùng (tiến trình {pid}): hãy dừng nó, hoặc đặt DIEMCAU_STATE.",
        f"The folder {state} is in use by another diemcau (process {pid}): stop it, or set DIEMCAU_STATE.",
    )
