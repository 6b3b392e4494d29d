"""Settings of venue status: every threshold of links and incidents."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.settings import Settings

Figure = Annotated[float, Field(gt=0)]
Figures = tuple[Figure, Figure, Figure]


class Thresholds(BaseModel):
    """When a link is what. Seconds; `good`, `warn`, `bad` of a measure are entered above and left below.

    The measures' figures are those of BigBlueButton: rtt 500/1000/2000 ms, jitter 10/20/30 ms, loss 5/10/20 %. A link
    is degraded above the second and up again below the first.
    """

    model_config = ConfigDict(frozen=True)

    beat_every: float = Field(default=5, gt=0)
    stale_after: float = Field(default=12, gt=0)
    down_after: float = Field(default=30, gt=0)
    good_beats: int = Field(default=3, ge=1)  # until it is back
    average_over: float = Field(default=30, gt=0)
    rtt_ms: Figures = (500, 1000, 2000)
    jitter_ms: Figures = (10, 20, 30)
    loss: Figures = (0.05, 0.10, 0.20)
    say_every: float = Field(default=15, gt=0)  # a living link that does not change
    break_after: float = Field(default=9, gt=0)  # a pause between two beats that counts as a break
    flapping_breaks: int = Field(default=4, ge=2)  # so many breaks …
    flapping_within: float = Field(default=180, gt=0)  # … in this time: the line flaps
    calm_after: float = Field(default=120, gt=0)  # without a break: it has calmed down
    hub_venues: int = Field(default=3, ge=2)  # so many venues stale …
    hub_within: float = Field(default=10, gt=0)  # … within this time: one incident, the hub's
    rest_after: float = Field(default=30, gt=0)  # the others are back: who is still down gets its own
    watch_for: float = Field(default=300, gt=0)  # a recovered incident, until it is closed


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


class VenueSettings(Settings):
    """`webhook`: where notices of incidents go; empty: nowhere. Its secret signs them.

    `DIEMCAU_LINKS__STALE_AFTER=20` sets one threshold. Rounds: minutes before the first session starts.
    """

    model_config = {**Settings.model_config, "env_nested_delimiter": "__"}

    process: str = "venues"
    port: int = 8102
    links: Thresholds = Thresholds()
    rounds_before: tuple[int, ...] = (24 * 60, 60, 15)
    webhook: str = ""
    webhook_secret: str = ""
    webhook_timeout: float = Field(default=5.0, gt=0)

    @model_validator(mode="after")
    def _signed(self) -> "VenueSettings":
        """A notice that nobody can check is none."""
        if self.webhook and not self.webhook.startswith(("http://", "https://")):
            raise ValueError("DIEMCAU_WEBHOOK must begin with http:// or https://")
        if self.webhook and not self.webhook_secret:
            raise ValueError("DIEMCAU_WEBHOOK needs DIEMCAU_WEBHOOK_SECRET, with which its notices are signed")
        return self
