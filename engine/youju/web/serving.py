"""The server of one process: uvicorn over an app."""

from __future__ import annotations

import errno
import gc
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI
from sqlalchemy import select

from youju.desk.accounts import any_account
from youju.desk.desk import Desk, open_desk
from youju.desk.intake import run, take_in
from youju.desk.who import ALONE
from youju.rubric import examples_folder
from youju.source import CodedError
from youju.store.tables import AUDITS
from youju.web.app import make_app
from youju.web.gate import LOCAL_NAMES, Settings

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANY = ("0.0.0.0", "::")
_GARBAGE = (2_000, 10, 10)
"""Garbage is looked for in little: commands do so seldom, and then for half a second in which nobody is answered."""
_TURN = 0.0005
"""Seconds after which a thread lets another go on. One that reads rows waits for its turn after each of them."""


def serve(
    folder: Path,
    url: str | None,
    host: str,
    port: int,
    workers: int,
    names: frozenset[str] = frozenset(),
    tell: Callable[[str], None] | None = None,
) -> None:
    """Serves the workbench of a store until it is told to stop; `tell` hears its address, `names` are its others.

    CodedError `serve-port`, `serve-address`, `serve-needs-accounts`.
    """
    with listening(host, port) as listener:
        desk = open_desk(folder, url, workers)
        try:
            require_accounts(desk, host, names)
            sample = first_sample(desk)
            if tell is not None:
                at = f"[{host}]" if ":" in host else host
                tell(f"http://{at}:{listener.getsockname()[1]}/" + (f"audits/{sample}" if sample else ""))
            app = make_app(desk, Settings(known_as(host, names)))
            _for_many(app)
            config = uvicorn.Config(app, log_level="warning", server_header=False, ws="none", access_log=False)
            config.timeout_graceful_shutdown = 10
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            desk.close()


def _for_many(app: FastAPI) -> None:
    """Makes this process one that answers many at once: nothing holds the others up, and pages are ready to be made."""
    gc.set_threshold(*_GARBAGE)
    sys.setswitchinterval(_TURN)
    Thread(target=_make_ready, args=(app,), daemon=True).start()


def _make_ready(app: FastAPI) -> None:
    """Loads the templates; what is loaded by then stays, and is not looked through for garbage any more."""
    pages = app.state.templates
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)
    gc.collect()
    gc.freeze()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. CodedError `serve-port` where another program does, `serve-address`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            zh = f"端口 {port} 已被别的程序占用；用 --port 换一个，或先停掉它"
            raise CodedError("serve-port", zh, f"port {port} is in use: take another with --port") from error
        zh = f"不能在 {host}:{port} 上听：{error.strerror}"
        raise CodedError("serve-address", zh, f"cannot listen at {host}:{port}: {error.strerror}") from error
    # asyncio sends without delay only where it is told the protocol: else a page waits 40 ms behind its headers.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, made.detach())


def require_accounts(desk: Desk, host: str, names: frozenset[str]) -> None:
    """CodedError `serve-needs-accounts` where others could reach a workbench that asks nobody to log in."""
    if host in _LOOPBACK and not names - LOCAL_NAMES:
        return
    with desk.store.reading() as connection:
        if any_account(connection):
            return
    zh = "还没有账号，只能在本机用；先运行 youju account add NAME --role admin"
    en = "without accounts it serves this machine alone: run youju account add NAME --role admin first"
    raise CodedError("serve-needs-accounts", zh, en)


def known_as(host: str, names: frozenset[str]) -> frozenset[str]:
    """The names by which the server may be asked for."""
    own = {f"[{host}]" if ":" in host else host} if host not in _ANY else set[str]()
    return LOCAL_NAMES | {name.lower() for name in own | names}


def first_sample(desk: Desk) -> int | None:
    """Takes the first sample report in where nothing was ever audited; its audit, else None."""
    with desk.store.reading() as connection:
        if connection.execute(select(AUDITS.c.id).limit(1)).first() is not None:
            return None
    sample = min(examples_folder().glob("*/report.md"))
    audit = take_in(desk, ALONE, sample.name, sample.read_bytes())
    run(desk, ALONE, audit)
    return audit
