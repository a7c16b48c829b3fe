"""The authenticators of the people who work here: time-based codes (RFC 6238) from the key of the set-up page."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

PERIOD = 30


class Authenticator:
    """Gives each code once, as the portal takes each once."""

    def __init__(self, key: str):
        text = "".join(key.split())
        self._seed = base64.b32decode(text + "=" * (-len(text) % 8))
        self._last = 0

    def code(self) -> str:
        """A code that was not given before: of this step, or of the next, which clocks that differ allow; otherwise it
        waits."""
        step = max(int(time.time()) // PERIOD, self._last + 1)
        while step > int(time.time()) // PERIOD + 1:
            time.sleep(0.5)
        self._last = step
        return self._at(step)

    def _at(self, step: int) -> str:
        digest = hmac.new(self._seed, struct.pack(">Q", step), hashlib.sha1).digest()
        offset = digest[-1] & 0x0F
        number = struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"
