"""Settings of check-in."""

from shared.settings import Settings


class CheckinSettings(Settings):
    """What check-in's process is called, and where it listens."""

    process: str = "checkin"
    port: int = 8101
