"""A live view as an HTTP answer."""

from collections.abc import Callable, Iterable

from fastapi.responses import StreamingResponse

from shared.gate import Sight
from shared.live import Channel, Item
from shared.parts import Parts


def streamed(parts: Parts, channel: Channel, sight: Sight, snapshot: Callable[[], Iterable[Item]]) -> StreamingResponse:
    """The stream of one client. It ends with the pass."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = parts.live.stream(channel, sight.holder.id, snapshot, sight.holder.expires)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)
