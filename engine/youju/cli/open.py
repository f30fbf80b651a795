"""From what is typed to values: the rubrics, the report, the audit. What cannot be used is said in one sentence."""

from __future__ import annotations

import contextlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from youju.audit import Audit, Choice, VersionChosen, choose_rubric, choose_version, judge
from youju.audit.words import printable
from youju.cli.asked import Asked
from youju.cli.files import whole_file
from youju.cli.progress import reading_bar
from youju.cli.rulings import decided_on
from youju.facts import Rulings, extract, joined
from youju.feel import did_you_mean
from youju.firing import available
from youju.report import Document, read
from youju.rubric import (
    NotInForceError,
    Pack,
    Rubric,
    dictionary_of,
    find_pack,
    load_editions,
    packs,
    read_day,
)
from youju.source import CodedError
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.rubric import Versions

# The record of the largest audit seen is a hundredth of this.
MAX_RECORD = 32 << 20


class Opened(Struct):
    """A report audited, and how its rubric was chosen: `named` of its indicators, or None where it was asked for.

    `handed` are the rulings of a file of facts alone, without those of `youju rule`.
    """

    audit: Audit
    named: int | None
    handed: Rulings | None = None


def open_rubric(name: str) -> Rubric:
    """The last version of the rubric of a name or folder; CodedError names the ones there are."""
    return load_editions(find_rubric(name).folder).last.rubric


def open_versions(pack: Pack) -> Versions:
    """All versions of a rubric at hand."""
    from youju.rubric import load_versions

    return load_versions(pack.folder, dictionary_of(pack.folder))


def asked_day(text: str | None) -> date | None:
    """The day of `--on`; CodedError where it is none."""
    found = None if text is None else read_day(text)
    if text is not None and found is None:
        raise CodedError(
            "on-not-a-day", f"--on “{text}”不是日期，如 2024-12-31", f"“{text}” is no day such as 2024-12-31"
        )
    return found


def find_rubric(name: str) -> Pack:
    """Where the rubric of a name or folder is; CodedError names the ones there are."""
    pack = find_pack(name)
    if pack is None:
        if (folder := _folder_of(Path(name))) is not None:
            zh, en = (
                f"“{name}”是评分标准里的一部分，请给它的文件夹：{folder}",
                f"“{name}” is a part of a rubric; give its folder: {folder}",
            )
            raise CodedError("rubric-not-found", zh, en)
        if os.path.isdir(name):
            zh = f"文件夹“{name}”里没有 rubric.yaml，不是评分标准的文件夹"
            raise CodedError("rubric-not-found", zh, f"the folder “{name}” has no rubric.yaml, so it is no rubric")
        known = [one.name for one in packs()]
        near = did_you_mean(name, known)
        hint_zh = f"是否想用 {near}？" if near else f"现有：{'、'.join(known)}"
        hint_en = f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
        zh, en = f"没有评分标准“{name}”。{hint_zh}", f"there is no rubric “{name}”; {hint_en}"
        raise CodedError("rubric-not-found", zh, en)
    return pack


def asked_rubrics(name: str | None) -> tuple[Pack, ...]:
    """The rubric of a name or folder, or all at hand where none is named; CodedError as `find_rubric`."""
    return packs() if name is None else (find_rubric(name),)


def _folder_of(part: Path) -> Path | None:
    """The folder of the rubric that a file or folder is part of."""
    # Such a name as no file can have is no part of anything.
    if not os.path.exists(part):
        return None
    return next((folder for folder in part.parents if find_pack(str(folder)) is not None), None)


def open_audit(report: Path, asked: Asked, marked: Path | None = None) -> Opened:
    """The audit of a report, under the rubric asked for or the one whose indicators the report names.

    Of a rubric with versions it takes that of the day asked for, or of the fiscal year that the report states.
    Where its file of rulings on facts has mistakes they are told, written into the copy `marked` if one is asked for,
    and the command ends.
    """
    day = asked_day(asked.on)
    if asked.engine == "durable" and not available():
        zh = "这台机器上没有 durable_rules（Python 3.13 起不能导入）；请去掉 --engine durable"
        raise CodedError("engine-missing", zh, "durable_rules cannot be imported here; leave out --engine durable")
    with reading_bar(printable(report.name)) as progress:
        document = read(report, progress, asked.ocr)
    known = _candidates(document, asked.rubric, day)
    choice = choose_rubric(document, [one.rubric for one in known])
    if choice is None and asked.rubric is not None and asked.facts is not None:
        # All that is scored may have been handed in: of a department in a table of facts there is no report.
        one = known[0].rubric
        choice = Choice(one, 0, extract(document, one.dictionary, tuple(one.sought())))
    if choice is None:
        first = known[0].rubric if asked.rubric is not None else None
        said = (f"“{first.spec.title.zh}”", first.id) if first else ("任何现有评分标准", "any rubric at hand")
        raise _no_indicator(document, *said)
    chosen = next(one for one in known if one.rubric is choice.rubric)
    if chosen.unsettled:
        raise _no_year(document, chosen.rubric.id)
    handed = None
    if asked.facts is not None:
        from youju.cli.handed import rulings_of

        handed = rulings_of(asked.facts, choice.rubric.dictionary, document, marked)
    rulings = joined(handed, decided_on(report, asked, choice.rubric.dictionary, document))
    audit = judge(document, choice.rubric, choice.reading, asked.engine, chosen.on, rulings)
    return Opened(audit, None if asked.rubric is not None else choice.named, handed)


def asked_indicator(rubric: Rubric, words: str) -> str:
    """The id of the indicator that somebody means; CodedError proposes a near one."""
    from youju.explain import find_indicator

    found, near = find_indicator(rubric, words)
    if found is not None:
        return found
    hint = (
        (f"。是否想查“{near}”？", f"; did you mean “{near}”?")
        if near
        else ("。用 youju audit 看全部指标", "; see youju audit")
    )
    zh, en = f"没有指标“{words}”{hint[0]}", f"there is no indicator “{words}”{hint[1]}"
    raise CodedError("indicator-not-found", zh, en)


def _candidates(document: Document, rubric: str | None, asked: date | None) -> list[VersionChosen]:
    """The version of the rubric asked for; else those of all at hand that were in force."""
    if rubric is not None:
        return [choose_version(load_editions(find_rubric(rubric).folder), document, asked)]
    found: list[VersionChosen] = []
    for pack in packs():
        with contextlib.suppress(NotInForceError):
            found.append(choose_version(load_editions(pack.folder), document, asked))
    return found


def read_record(file: Path) -> bytes:
    """The bytes of a saved audit; CodedError where there is no such file, or one too large to be an audit."""
    absent = f"“{file.name}”不是文件", f"“{file.name}” is not a file"
    large = f"“{file.name}”太大，不是审核记录", f"“{file.name}” is too large"
    return whole_file(file, MAX_RECORD, "record-unreadable", absent, large)


def _no_year(document: Document, rubric: str) -> CodedError:
    zh = f"“{document.name}”没有写明年度，而评分标准 {rubric} 的规则随日期变；请用 --on 指定，如 --on 2024-12-31"
    en = f"“{document.name}” does not say its fiscal year, and the rules of {rubric} change: give a day with --on"
    return CodedError("report-year-unknown", zh, en)


def _no_indicator(document: Document, zh: str, en: str) -> CodedError:
    return CodedError(
        "report-without-indicators",
        f"“{document.name}”里没有找到{zh}的任何指标，无法评分。请确认这是一份部门整体支出绩效自评报告",
        f"“{document.name}” names no indicator of {en}, so there is nothing to score",
    )
