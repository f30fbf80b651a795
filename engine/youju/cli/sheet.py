"""`youju rubric export --xlsx` and `import --xlsx`: a rubric as a workbook, and what was changed in it taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import click

from youju.audit.words import printable
from youju.author.sheet.lines import Change, Trouble
from youju.author.sheet.returns import Taken
from youju.cli.files import put_files, put_new, with_mark
from youju.cli.open import find_rubric, open_rubric, open_versions
from youju.cli.refused import counted
from youju.source import CodedError, Diagnostic

_MARKED = re.compile(r"-有误(-[0-9]+)?$")


def run_export(name: str, file: Path, force: bool) -> None:
    """Writes the workbook of a rubric; over another file only where that is asked for, or nothing was done to it."""
    from youju.author.sheet.case_table import case_rows
    from youju.author.sheet.table import read_files, table_of
    from youju.publish.workbook import workbook

    if file.suffix.lower() != ".xlsx":
        raise CodedError("export-form", f"“{file.name}”要以 .xlsx 结尾", f"“{file.name}” must end in .xlsx")
    pack = find_rubric(name)
    first = open_versions(pack).all[0]
    files = read_files(pack.folder)
    table = table_of(files)
    cases = case_rows(files, table)
    put_new(file, workbook(first.rubric, table, first.span.end, cases), force or _untouched(file))
    zh, en = f"已写 {len(table.rows)} 行、{len(cases)} 个用例到 {file}", f"{len(table.rows)} rows, {len(cases)} cases"
    click.echo(printable(f"{zh} / {en} written"))


def _untouched(file: Path) -> bool:
    """Whether a file is a table in which nothing was changed since it was exported."""
    from youju.author.sheet.merge import touched
    from youju.author.sheet.workbook import opened, returned

    try:
        came = returned(opened(file), file.name)
    except CodedError:
        return False
    cases = came.cases
    return not (
        came.troubles or touched(came.base, came.lines) or (cases is not None and touched(cases.base, cases.lines))
    )


def run_import(name: str, file: Path, check: bool, copy: Path | None) -> int:
    """Takes the changes of a workbook into a rubric; 1 where lint then finds mistakes, 2 where it cannot be done."""
    from youju.author.sheet.returns import take
    from youju.author.sheet.workbook import opened, returned

    rubric, folder = open_rubric(name), find_rubric(name).folder
    book = opened(file)
    came = returned(book, file.name)
    if came.rubric != rubric.id:
        zh = f"“{file.name}”是评分标准 {came.rubric} 的表，不是 {rubric.id} 的"
        raise CodedError("sheet-unreadable", zh, f"“{file.name}” is the table of {came.rubric}, not of {rubric.id}")
    taken = take(folder, came)
    if taken.troubles:
        _tell_troubles(taken.troubles)
        if not check:
            _mark(book, taken.troubles, copy or _free(file))
        return 2
    _tell_changes(taken.changes)
    if not check and taken.changes:
        put_files({(path := folder / name): with_mark(path, text) for name, text in taken.files.items()})
        en = f"{counted(len(taken.changes), 'change')} written, {counted(len(taken.files), 'file')}"
        click.echo(f"已写入 {len(taken.changes)} 处改动，{len(taken.files)} 个文件 / {en}")
    else:
        unwritten = "，没有写入" if check else ""
        click.echo(f"共 {len(taken.changes)} 处改动{unwritten} / {counted(len(taken.changes), 'change')}")
    return _tell_lint(taken, folder)


def _tell_troubles(troubles: Iterable[Trouble]) -> None:
    for one in troubles:
        where = f"{one.line.sheet} 第 {one.line.at} 行：" if one.line is not None else ""
        click.echo(printable(f"{one.code}：{where}{one.zh} / {one.en}"), err=True)


def _mark(book: object, troubles: tuple[Trouble, ...], target: Path) -> None:
    from youju.author.sheet.marked import marked

    put_new(target, marked(book, troubles), force=False)
    zh = f"共 {len(troubles)} 处错误，评分标准没有改动；错处写在 {target} 的批注里"
    click.echo(printable(f"{zh} / {counted(len(troubles), 'mistake')}, nothing changed; see the comments"), err=True)


def _free(file: Path) -> Path:
    """A name for the marked copy that no file has: people correct in such copies, so none is written over."""
    stem = _MARKED.sub("", file.stem)
    names = (f"{stem}-有误{'' if number == 1 else f'-{number}'}.xlsx" for number in count(1))
    return next(path for name in names if not os.path.lexists(path := file.with_name(name)))


def _tell_changes(changes: Iterable[Change]) -> None:
    for change in changes:
        click.echo(printable(f"{change.file}：{change.zh} / {change.en}"))


def _tell_lint(taken: Taken, folder: Path) -> int:
    """What to mend in the rubric as it is, or with `--check` would be: golden cases that no longer hold, above all."""
    from youju.author.lint import level_of
    from youju.cli.refused import told

    found = [one for one in taken.linted if level_of(one) != "note"]
    for one in found:
        click.echo("\n".join(told(one, _lines(one, taken, folder), str(folder.parent / one.place.file))) + "\n")
    if found:
        click.echo(f"改动以后还有 {len(found)} 处要改，见上 / {len(found)} to mend after the change, see above")
    return 1 if found else 0


def _lines(one: Diagnostic, taken: Taken, folder: Path) -> tuple[str, ...]:
    from youju.cli.refused import lines_of

    text = taken.files.get(one.place.file.removeprefix(f"{folder.name}/"))
    return lines_of(folder.parent / one.place.file) if text is None else tuple(text.splitlines())
