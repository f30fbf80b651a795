"""How much a request may send, and how slowly: a body is cut off beyond that, and why is kept for its answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from starlette.types import Message, Receive

from youju.source import CodedError

FILE = 64 << 20
"""Bytes of one file handed in, as `report.read` has it."""
UPLOAD = 512 << 20
"""Bytes of reports handed in together."""
FORM = 4 << 20
"""Bytes of any other request."""
UNKNOWN = 64 << 10
"""Bytes of a request by somebody who has not logged in: a form with a password."""
SILENT = 30.0
"""Seconds without a byte that end a body."""
BEGINNING = 60.0
SLOWEST = 16 << 10
"""Bytes a second that a body must come at on the whole, once it has taken `BEGINNING` seconds."""
_UPLOADS = ("/audits", "/api/v1/audits")
_GONE: Message = {"type": "http.disconnect"}


def most_of(path: str, known: bool) -> int:
    """Bytes that a request to a path may have, by somebody who is known or not."""
    if not known:
        return UNKNOWN
    return UPLOAD if path in _UPLOADS else FORM


@dataclass(slots=True)
class Body:
    """A body as far as it has come, and what is `wrong` with it: then who reads it sees its sender gone."""

    source: Receive
    most: int
    begun: float | None = None
    got: int = 0
    whole: bool = False
    wrong: CodedError | None = None

    async def receive(self) -> Message:
        """The next message, in the form of ASGI."""
        if self.whole:
            # What comes after the body is that the browser has gone, which may take any time.
            return await self.source()
        if self.wrong is not None:
            return _GONE
        self.begun = self.begun or time.monotonic()
        try:
            message = await asyncio.wait_for(self.source(), SILENT)
        except TimeoutError:
            self.wrong = _too_slow()
            return _GONE
        self.got += len(message.get("body", b""))
        if self.got > self.most:
            self.wrong = too_large(self.most)
        elif time.monotonic() - self.begun > BEGINNING + self.got / SLOWEST:
            self.wrong = _too_slow()
        self.whole = self.wrong is None and not message.get("more_body", False)
        return message if self.wrong is None else _GONE


def too_large(most: int) -> CodedError:
    """A request of more bytes than it may have."""
    size = f"{most >> 20} MiB" if most >= 1 << 20 else f"{most >> 10} KiB"
    zh, en = f"交来的内容太多，没有收下：最多 {size}", f"too much at once, nothing was taken: {size} at most"
    return CodedError("request-too-large", zh, en)


def file_too_large() -> CodedError:
    """One file of more bytes than it may have."""
    size = f"{FILE >> 20} MiB" if FILE >= 1 << 20 else f"{FILE >> 10} KiB"
    zh, en = f"文件太大，没有收下：一个最多 {size}", f"a file is too large, nothing was taken: {size} at most"
    return CodedError("upload-too-large", zh, en)


def _too_slow() -> CodedError:
    zh, en = "上传太慢或中断，没有收下；请再交一次", "the upload was too slow or broke off: send it again"
    return CodedError("request-too-slow", zh, en)
