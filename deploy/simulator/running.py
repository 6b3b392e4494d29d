"""Which service processes run, from the list that the supervisor keeps."""

import json
from pathlib import Path

SERVICE = "/api/ready"  # how the address ends at which a service, and no backend, is asked whether it is ready


def ready_services(state: Path) -> dict[str, int]:
    """Name and process id of each service that is ready. One that was killed is missing until it is ready again."""
    try:
        listed = json.loads((state / "run" / "processes.json").read_text())
    except FileNotFoundError:
        return {}
    services = [entry for entry in listed if (entry.get("ready_url") or "").endswith(SERVICE)]
    return {entry["name"]: entry["pid"] for entry in services if entry["ready"] and entry["pid"]}
