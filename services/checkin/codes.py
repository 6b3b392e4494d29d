"""The text of a QR: attendee id, issue number, and a MAC. Typed codes have neither number nor MAC."""

import base64
import hmac
import re
from uuid import UUID

from shared.vietnamese import attendee_id, normalise_code

QR = re.compile(r"^DC1\.([A-Z2-7]{26})\.(\d{1,4})\.([A-Z2-7]{16})$")  # upper case: the dense alphabet of QR codes


class CodeReader:
    """Reads what was typed or scanned into the attendee it belongs to; the key is computed, never looked up."""

    def __init__(self, signing_key: str) -> None:
        self._key = signing_key.encode()

    def read(self, conference: str, text: object) -> tuple[UUID, int | None]:
        """(attendee id, issue number or None). Text with a broken MAC is nobody's code: it has its own id, and is
        answered `unknown_code`. Raises `vietnamese.CodeFault` (a ValueError) for text that is no code at all."""
        code = normalise_code(text if isinstance(text, str) else "")
        match = QR.match(code)
        if match and hmac.compare_digest(match[3], self._mac(conference, match[1], match[2])):
            return UUID(bytes=base64.b32decode(match[1] + "======")), int(match[2])
        return attendee_id(conference, code), None

    def write(self, conference: str, attendee: UUID, issue: int) -> str:
        """The text to print as QR."""
        person = base64.b32encode(attendee.bytes).decode().rstrip("=")
        return f"DC1.{person}.{issue}.{self._mac(conference, person, str(issue))}"

    def _mac(self, conference: str, person: str, issue: str) -> str:
        digest = hmac.digest(self._key, f"qr/{conference}/{person}/{issue}".encode(), "sha256")
        return base64.b32encode(digest[:10]).decode()
