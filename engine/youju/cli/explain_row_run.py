"""The run of `youju explain-row`: the rubric that made the scores, the row, its audit, and what differs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from shlex import quote

import click

from youju.audit import On
from youju.audit.words import printable
from youju.cli.open import Opened, asked_rubrics
from youju.feel import show_number
from youju.population.row.audit import ExplainedRow, explained_row, open_scores
from youju.population.row.find import COVER, HANDED, FactsRow, Scores, cover_of, handed_of
from youju.rubric import Rubric, load_editions
from youju.rubric.versions import Span
from youju.source import CodedError
from youju.structs import Struct, replace

OF_NO_REPORT = ("indicator-absent", "total-absent", "fact-handed")
"""Findings that every row has, since there is no report: the record has them, the screen counts them."""
_MOST = 40


class Asked(Struct):
    """What is typed."""

    scores: Path
    facts: Path
    id: str
    rubric: str | None
    as_json: bool
    lang: str
    out: Path | None
    force: bool


class Chosen(Struct):
    """The rubric to audit by; `name` is how to ask for it again, `on` a day of its version where it has several.

    `same` tells whether it is the one that made the scores, None where nothing says which that was.
    """

    rubric: Rubric
    name: str
    on: On | None
    same: bool | None


def run_explain_row(asked: Asked) -> None:
    """Shows, prints or writes the ledger of a row, and ends with status 1 where the scores say otherwise."""
    scores = open_scores(asked.scores)
    chosen = choose(scores, asked.rubric)
    explained = explained_row(scores, asked.facts, asked.id, chosen.rubric, chosen.on)
    wrong = list(_wrong(scores, chosen, explained, asked.facts))
    for line in wrong:
        click.echo(printable(line), err=True)
    if asked.as_json:
        from youju.audit.record import to_record
        from youju.cli.terminal import write_record

        write_record(to_record(explained.audit))
    else:
        if asked.out is not None:
            _write(explained, asked.out, asked.lang, asked.force)
        _show(scores, chosen, explained, asked)
    if wrong:
        raise SystemExit(1)


def choose(scores: Scores, asked: str | None) -> Chosen:
    """The version of a rubric whose digest the scores name; else that asked for. CodedError `scores-rubric`."""
    packs = sorted(asked_rubrics(asked), key=lambda pack: pack.name != scores.rubric)
    for pack in packs if scores.digest is not None else ():
        editions = load_editions(pack.folder)
        for one in editions.all:
            if one.rubric.digest == scores.digest:
                return Chosen(one.rubric, asked or pack.name, _on(one.span) if editions.dated else None, same=True)
    if asked is None:
        raise _unknown_rubric(scores)
    editions = load_editions(packs[0].folder)
    on = _on(editions.last.span) if editions.dated else None
    return Chosen(editions.last.rubric, asked, on, None if scores.digest is None else False)


def _on(span: Span) -> On:
    """A day of a version."""
    day = span.start or (span.end - timedelta(days=1) if span.end is not None else date.min)
    return On(day, None)


def _unknown_rubric(scores: Scores) -> CodedError:
    if scores.digest is None:
        zh = f"“{scores.name}”没有写明是按哪套标准算的；请用 --rubric 指定"
        return CodedError("scores-rubric", zh, f"“{scores.name}” does not say which rubric made it: give --rubric")
    name, digest = f"{scores.rubric}"[:40], scores.digest[:12]
    zh = f"“{scores.name}”是按 {name}（摘要 {digest}…）算的，现有的评分标准没有这一版；请用 --rubric 指定"
    en = f"“{scores.name}” was made by {name} (digest {digest}…), a version that is not at hand: give --rubric"
    return CodedError("scores-rubric", zh, en)


def _wrong(scores: Scores, chosen: Chosen, explained: ExplainedRow, facts: Path) -> Iterator[str]:
    """What the scores have that the facts do not give; first that another rubric or other facts made them."""
    if chosen.same is False:
        made, here = f"{scores.digest}"[:12], chosen.rubric.digest[:12]
        zh = f"得分表是按另一版标准算的：{scores.rubric} 摘要 {made}…，这里用的是 {chosen.rubric.id} {here}…"
        en = f"the scores were made by another rubric: {scores.rubric} {made}…, this is {chosen.rubric.id} {here}…"
        yield f"scores-other-rubric：{zh} / {en}"
    found = explained.compared
    # A large file is read through only where something is to be explained.
    if found.differences and scores.facts is not None and _sha256(facts) != scores.facts:
        zh = "得分表是用另一份事实表算的，或它后来改过（摘要不同）"
        yield f"scores-differ：{zh} / the scores were made of other facts, or these were changed since"
    for one in found.differences[:_MOST]:
        stored, now = _part(one.stored), _part(one.recomputed)
        zh = f"{one.column}：得分表是 {stored}，按事实是 {now}"
        yield f"scores-differ：{zh} / {one.column}: {stored} stored, {now} by the facts"
    if found.differences:
        n = len(found.differences)
        zh = f"{found.columns} 列里 {n} 列不同；事实表或标准改过，或得分表有误"
        yield f"{zh} / {n} of {found.columns} columns differ: other facts, another rubric, or wrong scores"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _part(value: Fraction | str | None) -> str:
    return "空 (empty)" if value is None else show_number(value) if isinstance(value, Fraction) else value


def _show(scores: Scores, chosen: Chosen, explained: ExplainedRow, asked: Asked) -> None:
    from youju.cli.screen import show_whole
    from youju.cli.terminal import console_of

    audit = explained.audit
    for line in _head(scores, explained, asked.lang):
        click.echo(printable(line))
    click.echo("")
    left_out = sum(one.code in OF_NO_REPORT for one in audit.findings)
    kept = tuple(one for one in audit.findings if one.code not in OF_NO_REPORT)
    shown = replace(audit, findings=kept, before=None)
    show_whole(console_of(), Opened(shown, None), asked.lang, _then(chosen, asked, left_out))


def _head(scores: Scores, explained: ExplainedRow, lang: str) -> Iterator[str]:
    row, found = explained.row, explained.compared
    passed = "".join(f"  {value}" for value in row.passed.values())
    same = found.columns - len(found.differences)
    if lang == "zh":
        yield f"编号 {row.id}{passed}｜各事实取自 {row.file} 第 {row.row} 行，记录里算作录入的事实"
        yield f"与得分表 {scores.name} 核对：{found.columns} 列，{same} 列相同"
    else:
        yield f"id {row.id}{passed} | facts of {row.file}, row {row.row}, which count as handed in"
        yield f"checked against {scores.name}: {same} of {found.columns} columns are the same"


def _then(chosen: Chosen, asked: Asked, left_out: int) -> str:
    """How many findings the screen leaves out, and what to type next."""
    zh = asked.lang == "zh"
    codes = "、".join(OF_NO_REPORT) if zh else ", ".join(OF_NO_REPORT)
    note = (
        f"没有报告，所以另有 {left_out} 条疑点没有列出（{codes}），记录里都有"
        if zh
        else f"{left_out} more findings only say that there is no report ({codes}); the record has them"
    )
    on = "" if chosen.on is None else f" --on {chosen.on.day}"
    if asked.out is None:
        again = " ".join(map(quote, (str(asked.scores), str(asked.facts), asked.id)))
        typed = f"youju explain-row {again}{f' --rubric {quote(asked.rubric)}' if asked.rubric else ''} --out DIR"
        return f"{note}\n{'逐项说明，先写出' if zh else 'every point explained, written out first'}：{typed}"
    cover, handed, name = (quote(str(one)) for one in (asked.out / COVER, asked.out / HANDED, chosen.name))
    typed = f"{cover} {'指标名称' if zh else 'INDICATOR'} --facts {handed} --rubric {name}{on}"
    said = "逐项说明（why-not、what-if、regain 同样）" if zh else "every point (why-not, what-if, regain alike)"
    return f"{note}\n{said}：youju why {typed}"


def _write(explained: ExplainedRow, folder: Path, lang: str, force: bool) -> None:
    """The files of an audit, and the two that `audit` makes them of again."""
    from youju.cli.files import put_files, require_new
    from youju.cli.out import write_out

    files = {folder / name: data for name, data in files_of(explained.row).items()}
    require_new([path for path, data in files.items() if not _is(path, data)], force)
    write_out(explained.audit, folder, lang, force, None)
    put_files(files)
    click.echo(printable(f"已写 written  {folder / COVER}  部门的封面 / the cover of the department"))
    click.echo(printable(f"已写 written  {folder / HANDED}  它的事实和出处 / its facts with their places"))


def files_of(row: FactsRow) -> dict[str, bytes]:
    """The two files of a row by name: of them `audit --facts` makes the same ledger."""
    return {COVER: cover_of(row).text.encode(), HANDED: handed_of(row)}


def _is(path: Path, data: bytes) -> bool:
    return os.path.isfile(path) and path.stat().st_size == len(data) and path.read_bytes() == data
