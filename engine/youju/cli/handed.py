"""Facts entered by hand, from the file of `--facts`: taken whole, or every mistake told and nothing audited."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from youju.audit.words import printable
from youju.author.handed.lines import Trouble
from youju.cli.refused import counted
from youju.facts import Dictionary, Rulings
from youju.report import Document
from youju.source import CodedError

MOST = 40
"""More mistakes at once are not read."""


def rulings_of(file: Path, dictionary: Dictionary, document: Document, marked: Path | None) -> Rulings:
    """The rulings of a file. Where it has mistakes they are told, and the command ends with status 2."""
    from youju.author.handed.read import read_handed

    handed = read_handed(file, dictionary, document)
    if not handed.troubles:
        return handed.rulings
    tell_troubles(handed.troubles, file, "没有审核", "nothing was audited")
    if marked is not None:
        _mark(file, marked, handed.troubles)
    raise SystemExit(2)


def tell_troubles(troubles: tuple[Trouble, ...], file: Path, zh: str, en: str) -> None:
    """Tells the mistakes of a file at their places, how many there are, and what therefore was not done."""
    lines = [f"{one.code}：{one.spot.label('zh')}：{one.zh} / {one.en}" for one in troubles[:MOST]]
    if len(troubles) > MOST:
        lines.append(f"……还有 {len(troubles) - MOST} 处 / and {len(troubles) - MOST} more")
    count = len(troubles)
    lines.append(f"“{file.name}”有 {count} 处错误，{zh} / {counted(count, 'mistake')}, {en}")
    _say(lines)


def _mark(file: Path, copy: Path, troubles: tuple[Trouble, ...]) -> None:
    from youju.author.handed.workbook import marked
    from youju.cli.files import put_new

    if file.suffix.lower() != ".xlsx":
        zh = "错处只能写在 .xlsx 的批注里（--marked）"
        raise CodedError("facts-file", zh, "mistakes can be marked in an .xlsx only (--marked)")
    put_new(copy, marked(file.read_bytes(), file.name, troubles), force=False)
    _say([f"错处写在 {copy} 的批注里 / see the comments in {copy}"])


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(printable(line), err=True)
