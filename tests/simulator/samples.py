"""A conference of any size, without a file."""

from datetime import datetime

from deploy.simulator.sample import Row, Sample, Session


def conference(*sizes: int) -> Sample:
    """Halls H0, H1, … with so many people each."""
    rows = tuple(
        Row(f"C{hall}-{n}", f"Nguyễn Văn {n}", "Chuyên viên", f"Xã {n // 5}", f"H{hall}")
        for hall, size in enumerate(sizes)
        for n in range(size)
    )
    sessions = (_session("sang", "06:45", "07:35", "11:30"), _session("chieu", "13:00", "13:30", "16:45"))
    return Sample("thu-2023", tuple(f"H{hall}" for hall in range(len(sizes))), sessions, rows)


def _session(name: str, *clock: str) -> Session:
    return Session(name, *(datetime.fromisoformat(f"2023-06-03T{time}:00+07:00") for time in clock))
