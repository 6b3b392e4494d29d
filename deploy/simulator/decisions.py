"""Takes decisions out of an answer as the very text that was sent: a decision is the same byte for byte, for ever."""

import json
from collections.abc import Iterator

MARK = '"decision":'  # cannot occur inside a JSON string: there the quotes would be escaped


def decisions(body: str) -> Iterator[str]:
    """Each decision's text in the order of the answer."""
    decoder, place = json.JSONDecoder(), body.find(MARK)
    while place >= 0:
        start = place + len(MARK)
        start += len(body[start:]) - len(body[start:].lstrip())
        _, end = decoder.raw_decode(body, start)
        yield body[start:end]
        place = body.find(MARK, end)
