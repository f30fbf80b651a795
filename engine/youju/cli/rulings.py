"""The rulings on a report from their file: taken whole, or every mistake told and nothing audited."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import click

from youju.audit.words import printable
from youju.cli.asked import Asked
from youju.facts import Dictionary, Rulings
from youju.report import Document
from youju.source import CodedError, RefusedError

MOST = 40
"""More mistakes at once are not read."""


def decided_on(report: Path, asked: Asked, dictionary: Dictionary, document: Document) -> Rulings | None:
    """The rulings in force of the file asked for, or of the one beside the report; None where there are none."""
    path = rulings_file(report, asked)
    if path is None or (asked.rulings is None and not os.path.lexists(path)):
        return None
    from youju.author.rulings.read import read_rulings

    try:
        found = read_rulings(path, dictionary, document).rulings
    except RefusedError as error:
        tell_refused(error, path)
    return None if found.empty else found


def rulings_file(report: Path, asked: Asked) -> Path | None:
    """Where the rulings on a report are or would be; None where they are to be left out."""
    from youju.author.rulings.beside import rulings_beside

    if asked.rulings is not None and not asked.ruled:
        zh, en = "--rulings 和 --no-rulings 只能写一个", "--rulings and --no-rulings exclude each other"
        raise CodedError("ruling-unclear", zh, en)
    if not asked.ruled:
        return None
    return asked.rulings or rulings_beside(report)


def tell_refused(error: RefusedError, path: Path) -> NoReturn:
    """Tells every mistake of a file of rulings, and ends the command with status 2."""
    from youju.cli.refused import counted, lines_of, told

    lines = tuple(error.texts[path].splitlines()) if path in error.texts else lines_of(path)
    for one in error.diagnostics[:MOST]:
        for line in told(one, lines, str(path)):
            click.echo(printable(line), err=True)
    count = len(error.diagnostics)
    zh = f"裁定文件“{path.name}”有 {count} 处错误，没有采用，也没有改动它"
    click.echo(
        printable(f"{zh} / {counted(count, 'mistake')}; no ruling was taken, the file was not touched"), err=True
    )
    raise SystemExit(2)
