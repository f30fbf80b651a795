"""Pages with the vendored scripts under the workbench's policy, from a small server of this machine, in Debian's chromium."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

ROOT = Path(__file__).parents[2]
WEB = ROOT / "engine" / "youju" / "web"
STATIC = WEB / "static" / "vendor"
CHROMIUM = shutil.which("chromium")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>页</title><link rel="icon" href="data:,">
<meta name="csp-nonce" content="{nonce}"><meta name="htmx-config"
 content='{{"allowEval": false, "includeIndicatorStyles": false, "selfRequestsOnly": true}}'>
<style nonce="{nonce}">
 body {{ margin: 1em; background: #fff; color: #111; }} #graph {{ height: 460px; border: 1px solid #888; }}
 :root {{ color-scheme: light dark; }} @media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #eee; }} }}
</style><script src="/{script}.js" defer></script><script src="/page.js" defer></script></head><body>{body}</body></html>"""
EDITOR = """<form method="post" action="/saved"><label for="card">卡片</label>
<textarea id="card" name="card">{text}</textarea><button id="save">保存</button></form>"""
GRAPH = '<div id="graph" aria-label="得分的来历"></div>'
HTMX = '<button hx-get="/part" hx-target="#here" hx-on:click="window.ran = 1">取</button><p id="here"></p>'


@dataclass(slots=True)
class Served:
    """What the server gives and has got: the body and scripts of its page, answers to requests, forms posted."""

    script: str
    body: str
    page_script: str = ""
    lang: str = "zh-CN"
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    posted: list[dict[str, list[str]]] = field(default_factory=list[dict[str, list[str]]])


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, served: Served, *args: Any) -> None:
        self.served = served
        super().__init__(*args)

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        if (STATIC / name).is_file():
            self.give((STATIC / name).read_bytes(), "text/javascript")
        elif name == "page.js":
            self.give(self.served.page_script.encode(), "text/javascript")
        elif name == "part":
            self.give("取到了".encode(), "text/html")
        else:
            self.give_page()

    def do_POST(self) -> None:
        got = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path in self.served.answers:
            answer = self.served.answers[self.path](json.loads(got))
            self.give(json.dumps(answer).encode(), "application/json")
        else:
            self.served.posted.append(parse_qs(got, keep_blank_values=True))
            self.give_page()

    def give_page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        served = self.served
        page = _PAGE.format(lang=served.lang, nonce=nonce, script=served.script, body=served.body)
        self.give(page.encode(), "text/html", nonce)

    def give(self, body: bytes, kind: str, nonce: str = "none") -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY.format(nonce=nonce))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing on the screen."""


@contextmanager
def serving(served: Served) -> Generator[str]:
    """The address of a server that gives the page; it ends with the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, served))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page asked for outside of its server, and what its console complained of (violations of the policy, too)."""

    outside: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])


def watched(page: Any, address: str) -> Seen:
    """Opens the address in a page of playwright and keeps what must not happen."""
    seen = Seen()
    page.on("request", lambda one: None if one.url.startswith((address, "data:")) else seen.outside.append(one.url))
    page.on("console", lambda one: seen.complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: seen.complaints.append(str(one)))
    page.goto(address)
    return seen


@contextmanager
def chromium() -> Generator[Any]:
    """Debian's browser, driven by playwright."""
    # Here, since a machine without playwright must still be able to read this file.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def blank(browser: Any) -> Generator[Any]:
    """A page without an address, of one size, that gives up waiting after ten seconds."""
    page = browser.new_page(viewport={"width": 1100, "height": 560})
    page.set_default_timeout(10_000)
    yield page
    page.close()
