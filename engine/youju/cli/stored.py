"""What the commands of the workbench share: which store is meant, and that the extra `web` is installed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import click

from youju.cli.asked import FILE

_OF_WEB = frozenset(("alembic", "argon2", "fastapi", "jinja2", "markupsafe", "sqlalchemy", "starlette", "uvicorn"))


def of_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that name a store."""
    database = click.option(
        "--database",
        metavar="URL",
        envvar="YOUJU_DATABASE",
        help="数据库地址，不写就是文件夹里的 SQLite；或用环境变量 YOUJU_DATABASE / the address of a PostgreSQL; "
        "else a SQLite in the folder",
    )
    folder = click.option(
        "--folder",
        type=FILE,
        metavar="DIR",
        envvar="YOUJU_STORE",
        help="存储的文件夹，不写就在用户的数据目录；或用环境变量 YOUJU_STORE / the folder of the store; else among "
        "the user's data",
    )
    return folder(database(command))


@contextmanager
def needing_web() -> Generator[None]:
    """Around imports: that a package of the extra `web` is not installed becomes CodedError `web-missing`."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _OF_WEB:
            raise
        from youju.source import CodedError

        zh = f"没有安装 {package}，请先运行 pip install 'youju[web]'"
        raise CodedError("web-missing", zh, f"no {package} here: pip install 'youju[web]'") from None
