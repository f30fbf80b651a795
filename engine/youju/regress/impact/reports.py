"""Reports as departments: read as `youju audit` reads them, with the rulings beside and sheets of corrections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from youju.audit.words import printable
from youju.author.handed.lines import Came, Trouble
from youju.author.rulings.beside import rulings_beside
from youju.author.rulings.read import read_rulings
from youju.facts import Reading, Rulings, extract, joined
from youju.regress.impact.corpus import Department, Material, Note, Reason, Sides, Unread, reason_of
from youju.regress.impact.sheets import taken
from youju.report import Document
from youju.rubric import Rubric
from youju.source import RefusedError

Corrections = tuple[str, Came, Sequence[Trouble], str]
"""A sheet made from a report: its path within the corpus, its lines, mistakes of its shape, and its SHA-256."""


def report_department(
    name: str, file: str, path: Path, document: Document, corrections: Sequence[Corrections], sides: Sides
) -> Department | Unread:
    """The department of a report under either rubric.

    RefusedError or CodedError where the file of rulings beside it is not in order: without it the score is another.
    """
    old, new = sides
    before = extract(document, old.dictionary, tuple(old.sought()))
    after = before if _reads_alike(old, new) else extract(document, new.dictionary, tuple(new.sought()))
    if not any(_named(rubric, reading) for rubric, reading in zip(sides, (before, after), strict=True)):
        zh, en = "没有找到两版标准的任何指标，不是这种报告", "it names no indicator of either rubric"
        return Unread(file, (Reason("report-without-indicators", zh, en),))
    handed, wrong = _handed(corrections, sides)
    if wrong:
        return Unread(file, wrong)
    ruled = [joined(facts, _decided(path, rubric, document)) for facts, rubric in zip(handed, sides, strict=True)]
    materials = Material(document, before, ruled[0]), Material(document, after, ruled[1])
    return Department(name, file, "report", *materials, notes=_notes(document))


def _reads_alike(old: Rubric, new: Rubric) -> bool:
    """Whether a report reads the same under both: one dictionary, and the same titles to look for."""
    return old.dictionary == new.dictionary and tuple(old.sought()) == tuple(new.sought())


def _named(rubric: Rubric, reading: Reading) -> bool:
    return any(name in reading.passages for name in rubric.indicators)


def _decided(path: Path, rubric: Rubric, document: Document) -> Rulings | None:
    beside = rulings_beside(path)
    if not beside.is_file():
        return None
    found = read_rulings(beside, rubric.dictionary, document).rulings
    return None if found.empty else found


def _handed(
    corrections: Sequence[Corrections], sides: Sides
) -> tuple[tuple[Rulings | None, Rulings | None], tuple[Reason, ...]]:
    """The corrections of a report for either rubric; of several sheets only one can be right."""
    if not corrections:
        return (None, None), ()
    if len(corrections) > 1:
        names = "、".join(one[0] for one in corrections)
        zh, en = f"有几张更正表：{names}", f"there are several sheets of corrections: {names}"
        return (None, None), (Reason("corpus-department", zh, en),)
    ((_, came, found, digest),) = corrections
    rulings, troubles = taken(came.lines, sides)
    wrong = tuple(reason_of(one) for one in (*found, *troubles))
    return (Rulings(digest, rulings[0]), Rulings(digest, rulings[1])), wrong


def _notes(document: Document) -> tuple[Note, ...]:
    """What the reader of the file says is missing from it: the department may be scored on a part of its report."""
    told = (one for one in document.remarks if one.code in ("pages-without-text", "part-not-read"))
    return tuple(Note(one.code, one.zh, one.en) for one in told)


def reasons_of(error: RefusedError) -> tuple[Reason, ...]:
    """Every mistake of an authored file as a reason."""
    return tuple(
        Reason(one.code, printable(one.zh), printable(one.en), *(f"{one.place.file}:{one.place.line}",) * 2)
        for one in error.diagnostics
    )
