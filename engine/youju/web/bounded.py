"""Bounds of what a request may send: a body that is too long, or that comes too slowly, is ended before a page sees it.

It stands outside the gate, whose look for a form's token would else read such a body to its end.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD = 512 << 20
"""Bytes of reports handed in together; each has a limit of its own."""
FORM = 4 << 20
SILENT = 30.0
"""Seconds without a byte that end a body."""
BEGINNING = 60.0
SLOWEST = 16 << 10
"""Bytes a second that a body must come at on the whole, once it has taken `BEGINNING` seconds."""
_UPLOADS = ("/audits", "/api/v1/audits")
_TOO_LONG = (
    413,
    "request-too-large",
    "交来的内容太多，没有收下；请分几次交",
    "too much at once, nothing was taken: send it in parts",
)
_TOO_SLOW = (
    408,
    "request-too-slow",
    "上传太慢或中断，没有收下；请再交一次",
    "the upload was too slow or broke off: send it again",
)


class _EndedError(Exception):
    """A body was not read to its end."""


@dataclass(slots=True)
class _Body:
    """A body as far as it has come, and what is wrong with it."""

    receive: Receive
    limit: int
    begun: float
    size: int = 0
    wrong: tuple[int, str, str, str] | None = None

    async def next(self) -> Message:
        if self.wrong is not None:
            raise _EndedError
        try:
            message = await asyncio.wait_for(self.receive(), SILENT)
        except TimeoutError:
            self.wrong = _TOO_SLOW
            raise _EndedError from None
        self.size += len(message.get("body", b""))
        if self.size > self.limit:
            self.wrong = _TOO_LONG
        elif time.monotonic() - self.begun > BEGINNING + self.size / SLOWEST:
            self.wrong = _TOO_SLOW
        if self.wrong is not None:
            raise _EndedError
        return message


@dataclass(frozen=True, slots=True)
class Bounded:
    """An application whose requests are bounded."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with its bounds; what is wrong with its body is answered here, whatever the app says."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        body = _Body(receive, UPLOAD if scope["path"] in _UPLOADS else FORM, time.monotonic())
        whole = False
        answered = False

        async def bounded() -> Message:
            nonlocal whole
            # What comes after the body is that the browser has gone, which may take any time.
            message = await receive() if whole else await body.next()
            whole = whole or not message.get("more_body", False)
            return message

        async def sent(message: Message) -> None:
            nonlocal answered
            if body.wrong is None or answered:
                answered = True
                await send(message)

        with suppress(_EndedError):
            await self.app(scope, bounded, sent)
        if body.wrong is not None and not answered:
            await _refuse(send, *body.wrong)


async def _refuse(send: Send, status: int, code: str, zh: str, en: str) -> None:
    page = (
        '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>有据 youju</title><main class="refused">'
        f'<h1>{escape(zh)}</h1><p lang="en">{escape(en)}</p><p><code>{code}</code></p></main></html>'
    ).encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(page)).encode())]
    headers += [(b"connection", b"close"), (b"content-security-policy", b"default-src 'none'")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page})
