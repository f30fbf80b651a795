"""Which host a request asks for and which site it comes from: what stops DNS rebinding and forms of other sites."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from youju.source import CodedError

SAFE = ("GET", "HEAD", "OPTIONS")
_HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def require_host(request: Request, allowed: frozenset[str]) -> None:
    """CodedError `host-not-allowed` where a request asks for a name that is not ours."""
    asked = request.headers.getlist("Host")
    if len(asked) != 1 or _name(asked[0]) not in allowed:
        shown = asked[0][:80] if asked else ""
        zh = f"这台服务器不叫“{shown}”；用它自己的地址，或启动时加 --host-name"
        raise CodedError("host-not-allowed", zh, f"this server is not “{shown}”: use its own name, see --host-name")


def require_same_origin(request: Request) -> None:
    """CodedError `origin-not-allowed` for what a page of another site asks for; links from there may be followed.

    What sends neither header is no browser of these years, or a script, which has no session to abuse.
    """
    site, mode = request.headers.get("Sec-Fetch-Site"), request.headers.get("Sec-Fetch-Mode")
    safe = request.method in SAFE
    followed = safe and mode == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    elsewhere = site in ("cross-site", "same-site") and not followed
    origin = request.headers.get("Origin")
    if not safe and origin is not None and urlsplit(origin).netloc.lower() != request.headers["Host"].lower():
        elsewhere = True
    if elsewhere:
        zh, en = "请求来自别的网站，没有执行", "this was asked by another site, and not done"
        raise CodedError("origin-not-allowed", zh, en)


def forwarded(request: Request) -> bool:
    """Whether a proxy handed a request on."""
    return any(name in request.headers for name in _HANDED_ON)


def local_path(asked: str) -> str:
    """The path to go on to after a login: one of this server, else the first page."""
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if inside and "\\" not in asked else "/"


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
