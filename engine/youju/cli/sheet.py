"""`youju rubric export --xlsx` and `import --xlsx`: a rubric as a workbook, and what was changed in it taken back."""

from __future__ import annotations

from pathlib import Path

import click

from youju.audit.words import printable
from youju.cli.files import put
from youju.cli.open import find_rubric, open_rubric, open_versions
from youju.cli.refused import counted
from youju.source import CodedError


def run_export(name: str, file: Path) -> None:
    """Writes the workbook of a rubric."""
    from youju.author.sheet.table import read_files, table_of
    from youju.publish.workbook import workbook

    pack = find_rubric(name)
    first = open_versions(pack).all[0]
    table = table_of(read_files(pack.folder))
    put(file, workbook(first.rubric, table, first.span.end))
    click.echo(f"已写 {len(table.rows)} 行到 {file} / {len(table.rows)} rows written")


def run_import(name: str, file: Path, check: bool, copy: Path | None) -> int:
    """Takes the changes of a workbook into the files of a rubric; 1 where golden cases then fail, 2 where it cannot."""
    from youju.author.sheet.marked import marked
    from youju.author.sheet.returns import take
    from youju.author.sheet.workbook import opened, returned

    rubric = open_rubric(name)
    folder = find_rubric(name).folder
    book = opened(file)
    came = returned(book, file.name)
    if came.rubric != rubric.id:
        zh = f"“{file.name}”是评分标准 {came.rubric} 的表，不是 {rubric.id} 的"
        raise CodedError("sheet-unreadable", zh, f"“{file.name}” is the table of {came.rubric}, not of {rubric.id}")
    taken = take(folder, came)
    if taken.troubles:
        target = copy or file.with_name(f"{file.stem}-有误.xlsx")
        for one in taken.troubles:
            where = f"{one.line.sheet} 第 {one.line.at} 行：" if one.line is not None else ""
            click.echo(printable(f"{one.code}：{where}{one.zh} / {one.en}"), err=True)
        put(target, marked(book, taken.troubles))
        count = len(taken.troubles)
        click.echo(
            f"共 {count} 处错误，评分标准没有改动；错处写在 {target} 的批注里"
            f" / {counted(count, 'mistake')}, nothing changed",
            err=True,
        )
        return 2
    for change in taken.changes:
        click.echo(printable(f"{change.file}：{change.zh}"))
    changes = counted(len(taken.changes), "change")
    if check or not taken.changes:
        click.echo(f"共 {len(taken.changes)} 处改动{'，没有写入' if check else ''} / {changes}")
        return 0
    for path, text in taken.files.items():
        _replace(folder / path, text)
    click.echo(f"已写入 {len(taken.changes)} 处改动，{len(taken.files)} 个文件 / {changes} written")
    return _cases(name)


def _cases(name: str) -> int:
    """Tells which golden cases no longer hold, and whatever else a change has made questionable."""
    from youju.cli.author import run_lint

    return run_lint([name], notes=False, as_json=False)


def _replace(path: Path, text: str) -> None:
    """A file's new text; a byte order mark that stood there stays."""
    mark = b"\xef\xbb\xbf"
    begun = mark if path.read_bytes().startswith(mark) else b""
    put(path, begun + text.encode())
