"""One child process: started, watched, paused and stopped by its id. It dies when this process dies."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from deploy.embedded import leash, ports
from deploy.embedded.trouble import Trouble

LONG_LOG = 20_000_000  # bytes; a longer log is put aside at the next start

# The kernel ends a leashed child with the *thread* that made it: this one lives as long as the process.
_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")


class Process:
    """A server of this machine. `home` is its working folder; its output goes to the folder `log` beside it.

    `port` is where it is asked whether it is ready. All methods block; call the slow ones from async code in a thread.
    """

    def __init__(
        self,
        name: str,
        home: Path,
        port: int,
        command: Sequence[str | Path] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.home = home.absolute()
        self.port = port
        self.log = self.home.parent / "log" / f"{name}.log"
        self.started: datetime | None = None
        self.ready = False  # since its last start; a paused one stays ready
        self.ready_url: str | None = None  # where to ask, for one that speaks HTTP
        self._command = [str(part) for part in command]
        self._environment = dict(environment or {})
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen and self.running else None

    @property
    def running(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    @property
    def returncode(self) -> int | None:
        """How the last run ended; negative is the signal that ended it."""
        return self._popen.poll() if self._popen else None

    def start(self) -> Self:
        """Start it and come back at once. Trouble if its program is missing."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if shutil.which(self._command[0]) is None:
            raise Trouble(
                f"Thiếu chương trình {self._command[0]} của {self.name}: hãy chạy `make setup`.",
                f"The program {self._command[0]} of {self.name} is missing: run `make setup`.",
            )
        self.prepare()
        if self.log.exists() and self.log.stat().st_size > LONG_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.ready = False
        self.started = datetime.now(UTC)
        with self.log.open("ab") as log:
            self._popen = _spawner.submit(self._spawn, log.fileno()).result()
        return self

    def prepare(self) -> None:
        """What a kind of server does before each start."""

    def check_ready(self) -> bool:
        """Ask once, and remember a yes until it ends or is started again."""
        self.ready = self.running and (self.ready or self.answers())
        return self.ready

    def answers(self) -> bool:
        """It serves now."""
        return ports.is_open(self.port)

    def wait_ready(self, seconds: float = 60) -> Self:
        """Trouble if it ends before it is ready, or takes longer."""
        end = time.monotonic() + seconds
        while not self.check_ready():
            if not self.running or time.monotonic() > end:
                raise self.not_ready(seconds)
            time.sleep(0.02)
        return self

    def not_ready(self, seconds: float) -> Trouble:
        """The sentence for one that did not become ready in that time."""
        if self.running:
            return Trouble(
                f"{self.name} chưa sẵn sàng sau {seconds:.0f} giây: xem {self.log}.",
                f"{self.name} is not ready after {seconds:.0f} seconds: see {self.log}.",
            )
        return Trouble(
            f"{self.name} dừng ngay khi khởi động (mã {self.returncode}): xem {self.log}.",
            f"{self.name} ended while starting (code {self.returncode}): see {self.log}.",
        )

    def stop(self, seconds: float = 15) -> None:
        """Ask it to end (SIGTERM), and end it after that many seconds. Nothing happens if it is not running."""
        if self._popen is None or not self.running:
            return
        self._popen.terminate()
        self.resume()  # a paused process cannot hear
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self.ready = False

    def kill(self) -> None:
        """End it at once (SIGKILL), as a power cut would."""
        self._send(signal.SIGKILL)
        if self._popen:
            self._popen.wait()
        self.ready = False

    def pause(self) -> None:
        """Let it stand still (SIGSTOP): it lives and does not answer."""
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self._popen:
            self._popen.send_signal(number)  # does nothing once it has ended

    def _spawn(self, log: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *self._command],
            cwd=self.home,
            env={**os.environ, **self._environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the parent, which stops its children in order
        )
