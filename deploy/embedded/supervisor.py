"""Keeps processes running: one that ends is started again, later each time; says so, and lists what runs in a file."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from deploy.embedded.alone import process_list
from deploy.embedded.process import Process
from deploy.embedded.watched import Watched

LOOK_EVERY = 0.1  # seconds


class Supervisor:
    """Starts and watches processes from a thread of its own, until `close`.

    `state`/run/processes.json always holds what runs: `name`, `pid`, `port`, `started` (ISO, UTC), `ready`, `restarts`,
    `log`, `ready_url`. `ready` is true from the first good answer until the process ends, so also while it is paused;
    one that ended stays on the list with `ready` false and `pid` null. `say` is told each change, in one line.
    """

    def __init__(self, state: Path, say: Callable[[str], None] = print) -> None:
        self.list_file = process_list(state.absolute())
        self.list_file.parent.mkdir(parents=True, exist_ok=True)
        self._say = say
        self._watched: dict[str, Watched] = {}
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._listed = ""
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, process: Process) -> None:
        """Start it, and again whenever it ends. Trouble if it cannot even be started."""
        with self._lock:
            process.start()
            self._watched[process.name] = Watched(process, self._say)
            self._write_list()

    def wait_ready(self, *names: str, seconds: float = 60) -> None:
        """Until all of these are ready, and listed so. Trouble after that time, or on one that keeps ending."""
        end = time.monotonic() + seconds
        for name in names:
            while not self.is_ready(name):
                if self._watched[name].failing or time.monotonic() > end:
                    raise self.process(name).not_ready(seconds)
                time.sleep(0.02)
        with self._lock:
            self._write_list()

    def is_ready(self, name: str) -> bool:
        process = self._watched[name].process
        return process.ready and process.running

    def process(self, name: str) -> Process:
        return self._watched[name].process

    def kill(self, name: str) -> None:
        """SIGKILL; it is started again like any that ends."""
        with self._lock:
            self.process(name).kill()
            self._write_list()

    def pause(self, name: str) -> None:
        self.process(name).pause()

    def resume(self, name: str) -> None:
        self.process(name).resume()

    def stop(self, name: str) -> None:
        """End it, and leave it so until `start`."""
        with self._lock:
            self._watched[name].wanted = False
        self.process(name).stop()
        with self._lock:
            self._write_list()

    def start(self, name: str) -> None:
        with self._lock:
            self._watched[name].wanted = True
            if not self.process(name).running:
                self.process(name).start()
            self._write_list()

    @property
    def failing(self) -> list[str]:
        """Those that ended too often and are waiting for their next try."""
        return [name for name, watched in self._watched.items() if watched.failing]

    def close(self) -> None:
        """Stop everything, the last added first, and take the list away."""
        self._closing.set()
        self._thread.join()
        for watched in reversed(self._watched.values()):
            watched.process.stop()
        self.list_file.unlink(missing_ok=True)

    def _watch(self) -> None:
        while not self._closing.wait(LOOK_EVERY):
            with self._lock:
                for watched in self._watched.values():
                    watched.look(time.monotonic())
                self._write_list()

    def _write_list(self) -> None:
        listed = json.dumps([watched.entry() for watched in self._watched.values()], indent=1)
        if listed != self._listed:
            beside = self.list_file.with_suffix(".new")
            beside.write_text(listed)
            beside.replace(self.list_file)  # a reader sees the old list or the new one, never half
            self._listed = listed
