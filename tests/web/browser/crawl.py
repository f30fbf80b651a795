"""The pages of a workbench: every address that its links lead to, one or a few for each route of the application."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from starlette.routing import Mount
from workbench import Workbench

FEW = 3
"""How many pages of a route are opened to look for links: its pages are alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """Pages by the route that makes them, the first found of each; links that lead nowhere, as `page → address`.

    `reached` are the routes of pages and of what else a link or a part of a page asks for.
    """

    pages: dict[str, str]
    dead: list[str]
    reached: frozenset[str]


def get_routes(routes: Sequence[Any], before: str = "") -> Iterator[str]:
    """The paths of an application that are asked by GET, of routers within routers too, without what is mounted."""
    for route in routes:
        if inner := getattr(route, "original_router", None):
            yield from get_routes(inner.routes, before + (getattr(route, "prefix", "") or ""))
        elif not isinstance(route, Mount) and "GET" in route.methods:
            yield before + route.path


def crawl(workbench: Workbench, routes: Sequence[str], begin: Sequence[str]) -> Found:
    """Follows links from some addresses on, a few for each route."""
    # A part of an address matches less than fixed words do.
    shapes = [(path, _shape(path)) for path in sorted(routes, key=lambda path: path.count("{"))]
    pages: dict[str, str] = {}
    dead: list[str] = []
    reached: set[str] = set()
    opened = Counter[str]()
    known, waiting = set(begin), deque(("", one) for one in begin)
    with workbench.client() as client:
        while waiting:
            came_from, address = waiting.popleft()
            route = next((path for path, shape in shapes if shape.fullmatch(urlsplit(address).path)), address)
            if opened[route] >= FEW:
                continue
            opened[route] += 1
            answer = client.get(address, follow_redirects=True)
            if answer.status_code >= 400:
                dead.append(f"{came_from} → {address}")
                continue
            reached.add(route)
            if answer.headers.get("content-type", "").startswith("text/html") and not _is_file(answer):
                # A part is shown within a page, and looked at there.
                if "<html" in answer.text:
                    pages.setdefault(route, address)
                for link in _links(answer):
                    if link not in known:
                        known.add(link)
                        waiting.append((address, link))
    return Found(pages, dead, frozenset(reached))


def _shape(path: str) -> re.Pattern[str]:
    """What addresses of a route look like; a part may be a path of its own."""
    fixed = re.split(r"(\{[^}]+\})", path)
    return re.compile("".join(_part(one) if one.startswith("{") else re.escape(one) for one in fixed))


def _part(name: str) -> str:
    return ".+" if name.endswith(":path}") else "[^/]+"


def _is_file(answer: Any) -> bool:
    return answer.headers.get("content-disposition", "").startswith("attachment")


def _links(answer: Any) -> Iterator[str]:
    """The addresses on this server that a page links to, without their places in a page; the switch of languages is none."""
    at = str(answer.url)
    for link in html.fromstring(answer.content).xpath(
        "//a[not(ancestor::*[@class='who'])]/@href | //@hx-get | //img/@src"
    ):
        parts = urlsplit(urldefrag(urljoin(at, link)).url)
        if parts.netloc == urlsplit(at).netloc:
            yield parts.path + (f"?{parts.query}" if parts.query else "")
