"""`youju journal`: whether a journal is as it was written, and what it tells."""

from __future__ import annotations

import re
from pathlib import Path

import click

from youju.cli.asked import FILE, as_json, in_language

_HEX = re.compile("[0-9a-f]+")


def _digits(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    from youju.ledger.journal import SHORTEST

    if value is None:
        return None
    digits = value.strip().rstrip("….").lower()
    if not _HEX.fullmatch(digits) or not SHORTEST <= len(digits) <= 64:
        raise click.BadParameter(f"链首是 {SHORTEST} 到 64 位十六进制 / {SHORTEST} to 64 hexadecimal digits")
    return digits


@click.group("journal")
def journal_group() -> None:
    """审计日志（各命令的 --journal）：核验、看历史。 / The journal that --journal writes."""


@journal_group.command("verify")
@click.argument("file", type=FILE)
@click.option(
    "--head",
    metavar="HASH",
    callback=_digits,
    help="纸面上的链首，至少 16 位 / the head on the papers, 16 digits or more",
)
@click.option("--count", metavar="N", type=click.IntRange(min=1), help="纸面上写的是第几条 / the number on the papers")
@click.option(
    "--files",
    type=FILE,
    metavar="DIR",
    help="写出的文件是否还是原样；路径从这个文件夹算起 / also the files written, by their paths from this folder",
)
@as_json
def verify_command(file: Path, head: str | None, count: int | None, files: Path | None, as_json: bool) -> None:
    """日志有没有被改动、删去、调换、插入、截断：说出是哪一条。 / Whether a journal is as it was written."""
    from youju.cli.chain import run_verify

    run_verify(file, count, head, files, as_json)


@journal_group.command("show")
@click.argument("file", type=FILE)
@in_language
def show_command(file: Path, lang: str) -> None:
    """历史：哪天审核、裁定、写出了什么。 / The history in words."""
    from youju.cli.chain import run_show

    run_show(file, lang)
