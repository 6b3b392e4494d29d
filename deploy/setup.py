"""Make the checkout ready on a machine that has only Python and make: `python3 deploy/setup.py`.

Everything is pinned, checked by hash and kept in one cache folder (DIEMCAU_CACHE); a second run does nothing, without a
network. This file must run on any Python 3 (to say that it is the wrong one), with nothing installed: no newer syntax.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("DIEMCAU_CACHE") or Path.home() / ".cache" / "diemcau").absolute()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "set-up-done"
LOCKS = (
    "requirements-uv.txt",
    "requirements-dev.txt",
    "package-lock.json",
    ".npmrc",
    "deploy/setup.py",
    "deploy/embedded/kafka-jars.lock",
)
NEEDED_GB = 2.5  # 1.2 GB measured for the cache and the checkout together, and room for the first demo


def main() -> None:
    check_python()
    with in_words():
        mark = what_is_locked()
        if is_done(mark):
            return
        with only_one():
            make_venv()
            install_python_packages()
            fetch_kafka()
            install_node_packages()
            STAMP.write_text(mark)
    say("Đã sẵn sàng.", "Ready.")


def check_python() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        version = ".".join(map(str, sys.version_info[:3]))
        stop(
            f"Cần Python 3.11, 3.12 hoặc 3.13 mà đây là {version}: hãy chạy `make PYTHON=python3.12 setup`.",
            f"Python 3.11, 3.12 or 3.13 is needed and this is {version}: run `make PYTHON=python3.12 setup`.",
        )


def what_is_locked() -> str:
    """Changes when a lock file, the project's scripts, the Python, the checkout's place or the cache folder changes."""
    import tomllib  # not in a Python that is too old

    parts = [(ROOT / name).read_bytes() for name in LOCKS]
    parts.append(repr(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]).encode())
    parts += [str(ROOT).encode(), str(CACHE).encode(), ".".join(map(str, sys.version_info[:2])).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_done(mark: str) -> bool:
    there = STAMP.exists() and (ROOT / "node_modules").is_dir() and any(CACHE.glob("kafka/*/libs"))
    return there and STAMP.read_text() == mark


def make_venv() -> None:
    check_disk()
    if STAMP.exists():
        STAMP.unlink()
    if is_our_python(PYTHON):
        return
    if importlib.util.find_spec("ensurepip") is None:
        stop(
            "Python này thiếu mô-đun venv: hãy cài gói python3-venv rồi chạy lại.",
            "This Python has no venv module: install the package python3-venv and run this again.",
        )
    say("Tạo .venv", "Making .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV], "Không tạo được .venv", "Could not make .venv")


def is_our_python(python: Path) -> bool:
    """A venv of another version, or one whose interpreter is gone, is made anew."""
    ask = [str(python), "-c", "import sys; print(sys.version_info[:2], sys.prefix)"]
    try:
        answer = subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == f"{sys.version_info[:2]} {VENV}"


def install_python_packages() -> None:
    what = ("Không tải được các gói Python", "Could not fetch the Python packages")
    wheels = CACHE / "wheels"
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    pinned = ["--require-hashes", "-r", ROOT / "requirements-uv.txt"]
    from_wheels = [*pip, "install", "--quiet", "--no-index", "--find-links", wheels, *pinned]
    if not quietly(from_wheels):
        say("Tải uv", "Fetching uv")
        run([*pip, "download", "--no-deps", "--dest", wheels, *pinned], *what)
        run(from_wheels, *what)
    uv_pip = [VENV / "bin" / "uv", "pip"]
    sync = ["sync", "--require-hashes", "--python", PYTHON, ROOT / "requirements-dev.txt"]
    say("Cài các gói Python", "Installing the Python packages")
    if not quietly([*uv_pip, "--offline", *sync]):
        run([*uv_pip, *sync], *what)
    project = ["install", "--offline", "--no-deps", "--no-build-isolation", "--python", PYTHON, "--editable", ROOT]
    run([*uv_pip, "--quiet", *project], "Không cài được diemcau vào .venv", "Could not install diemcau into .venv")


def fetch_kafka() -> None:
    say("Kafka: kiểm tra và tải các tệp jar", "Kafka: fetching and checking the jars")
    run(
        [PYTHON, "-m", "deploy.embedded", CACHE],
        "Chưa có đủ các tệp của Kafka",
        "Kafka's files are not all there",
    )


def install_node_packages() -> None:
    say("Cài các gói Node", "Installing the Node packages")
    install = [VENV / "bin" / "npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts"]
    if not quietly([*install, "--offline"]):
        run(install, "Không tải được các gói Node", "Could not fetch the Node packages")


def run(command: "list[object]", vietnamese: str, english: str) -> None:
    """Run with its own output shown; a failure ends in one sentence, after what the tool itself said."""
    if subprocess.run([str(part) for part in command], cwd=str(ROOT), env=environment()).returncode == 0:
        return
    check_disk(0.2)
    stop(
        vietnamese + " (lý do ở ngay trên): hãy kiểm tra mạng rồi chạy lại, những gì đã tải vẫn được giữ.",
        english + " (the reason stands above): check the network and run this again; what was fetched is kept.",
    )


def quietly(command: "list[object]") -> bool:
    """Try with what the cache holds, so that a kept cache needs no network."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0


def environment() -> "dict[str, str]":
    ours = {
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "npm_config_cache": str(CACHE / "npm"),
        "PATH": os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)]),
    }
    return {**os.environ, **ours}


def check_disk(needed_gb: float = NEEDED_GB) -> None:
    for folder in (ROOT, CACHE):
        folder.mkdir(parents=True, exist_ok=True)
        free_gb = shutil.disk_usage(str(folder)).free / 1e9
        if free_gb < needed_gb:
            stop(
                f"Ổ đĩa của {folder} chỉ còn {free_gb:.1f} GB, cần {needed_gb:.1f} GB: hãy dọn bớt rồi chạy lại.",
                f"{folder} has {free_gb:.1f} GB left and {needed_gb:.1f} GB are needed: make room and run this again.",
            )


@contextlib.contextmanager
def only_one() -> "Iterator[None]":
    """Two set-ups at once would write into the same .venv."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Đang chờ một lần cài đặt khác…", "Waiting for another set-up…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def in_words() -> "Iterator[None]":
    """What the system says (a full disk, a folder that may not be written), as one sentence."""
    try:
        yield
    except OSError as error:
        stop(
            f"Cài đặt dừng lại: {error}.",
            f"Set-up stopped: {error}.",
        )
    except KeyboardInterrupt:
        stop("Đã dừng, chạy lại sẽ làm tiếp.", "Stopped; run it again to go on.")


def say(vietnamese: str, english: str) -> None:
    print(f"{vietnamese} · {english}", flush=True)


def stop(vietnamese: str, english: str) -> None:
    sys.exit(f"{vietnamese}\n{english}")


if __name__ == "__main__":
    main()
