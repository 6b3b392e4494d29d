"""The way out of the building: JSON that is posted to one address, signed as the Standard Webhooks convention says."""

import asyncio
import logging
import time
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from hmac import digest
from urllib.parse import urlsplit

import httpx

PREFIX = "whsec_"  # of a secret whose rest is the key in base64
COMES_LATER = frozenset({408, 409, 425, 429})  # of 4xx: the same may be taken another time

for name in ("httpx", "httpcore"):  # they log the address, which may hold a secret
    logging.getLogger(name).setLevel(logging.WARNING)


class Undelivered(Exception):
    """`answered`: somebody was there. `refused`: and will not take this, however often it is sent."""

    def __init__(self, why: str, answered: bool = False, refused: bool = False) -> None:
        super().__init__(why)
        self.answered, self.refused = answered, refused


class Webhook:
    """One receiver. ValueError, which names neither address nor secret, if nothing could ever be sent to it."""

    def __init__(self, address: str, secret: str, within: float, http: httpx.AsyncClient | None = None) -> None:
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise ValueError("DIEMCAU_WEBHOOK is no http:// or https:// address")
        self._address, self._key, self._within = address, key_of(secret), within
        self._http = http or httpx.AsyncClient(timeout=within, follow_redirects=False)

    async def post(self, id: str, body: bytes) -> None:
        """Returns once the receiver has it. Raises `Undelivered`, after `within` seconds at the latest."""
        try:
            async with asyncio.timeout(self._within):  # of all: a receiver may send one byte a second for ever
                status = await self._status(id, body)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise Undelivered("timeout" if isinstance(error, TimeoutError) else type(error).__name__) from None
        if not 200 <= status < 300:
            raise Undelivered(f"status {status}", True, 300 <= status < 500 and status not in COMES_LATER)

    async def _status(self, id: str, body: bytes) -> int:
        now = str(int(time.time()))  # real time, whatever our clock says: the receiver compares it with its own
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "diemcau",
            "webhook-id": id,
            "webhook-timestamp": now,
            "webhook-signature": signature(self._key, id, now, body),
        }
        request = self._http.stream("POST", self._address, content=body, headers=headers, follow_redirects=False)
        async with request as answer:  # what it says beside its status nobody reads
            return answer.status_code


def signature(key: bytes, id: str, timestamp: str, body: bytes) -> str:
    """What the receiver compares with its own: HMAC-SHA256 over id, time and body, in base64."""
    return "v1," + b64encode(digest(key, f"{id}.{timestamp}.".encode() + body, sha256)).decode()


def key_of(secret: str) -> bytes:
    """ValueError for an empty secret, and for one that is not base64 though it says so."""
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True) if secret.startswith(PREFIX) else secret.encode()
    except NotBase64:
        key = b""
    if not key:
        raise ValueError("DIEMCAU_WEBHOOK_SECRET is no secret: whsec_ and base64, or any text")
    return key
