"""A document and its rubric opened in a worker, the last few kept: most tasks are about an audit just looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from youju.audit import Audit, Choice, choose_rubric, choose_version, judge
from youju.author.rulings.read import read_rulings
from youju.author.rulings.write import begun, with_ruling, with_withdrawal
from youju.desk.packs import folder_of
from youju.desk.work.told import Told
from youju.facts import extract
from youju.report import Document, read_bytes
from youju.rubric import NotInForceError, load_editions
from youju.source import CodedError
from youju.store import Blobs

KEPT = 6
"""Audits that a worker holds ready: about 20 MB each."""


@dataclass(frozen=True, slots=True)
class AuditAsk:
    """An audit to be made: the store's folder, the document, digests of versions to choose among, rows of rulings."""

    folder: str
    document: str
    name: str
    versions: tuple[str, ...]
    rulings: tuple[Mapping[str, Any], ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class _Source:
    """A document of a store; who is told how far reading is does not count where two are compared."""

    folder: str
    document: str
    name: str
    ocr: bool
    told: Told = field(default_factory=Told, compare=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An audit made, the digest of the version it goes by, and the file of rulings as `youju rule` would have it."""

    audit: Audit
    version: str
    rulings: str


def opened(ask: AuditAsk, told: str | None = None) -> Opened:
    """The audit that is asked for; how far it is stands in the file `told`. CodedError or ReportError: none."""
    made = tuple(tuple(sorted(one.items(), key=lambda item: item[0])) for one in ask.rulings)
    source = _Source(ask.folder, ask.document, ask.name, ask.ocr, Told(told))
    return _opened(source, ask.versions, made)


@lru_cache(maxsize=KEPT)
def _opened(source: _Source, versions: tuple[str, ...], made: tuple[tuple[tuple[str, Any], ...], ...]) -> Opened:
    read, folder = _read(source), Path(source.folder)
    source.told.auditing()
    blobs = Blobs(folder / "blobs")
    known: list[tuple[str, Any]] = []
    for digest in versions:
        try:
            chosen = choose_version(load_editions(folder_of(blobs, folder / "packs", digest)), read, None)
        except NotInForceError:
            continue
        known.append((digest, chosen))
    choice = choose_rubric(read, [chosen.rubric for _, chosen in known])
    if choice is None:
        name = source.name
        zh = f"“{name}”里没有找到任何现有评分标准的指标，无法评分；请确认这是一份部门整体支出绩效自评报告"
        raise CodedError("report-without-indicators", zh, f"“{name}” names no indicator of any rubric in force")
    version, chosen = next(one for one in known if one[1].rubric is choice.rubric)
    return _judged(read, choice, version, chosen.on, [dict(one) for one in made])


def _judged(read: Document, choice: Choice, version: str, on: Any, made: list[dict[str, Any]]) -> Opened:
    text = _rulings(read, made)
    rulings = read_rulings(Path("rulings.yaml"), choice.rubric.dictionary, read, text).rulings if made else None
    reading = choice.reading or extract(read, choice.rubric.dictionary, tuple(choice.rubric.sought()))
    return Opened(judge(read, choice.rubric, reading, "auto", on, rulings), version, text)


@lru_cache(maxsize=KEPT)
def _read(source: _Source) -> Document:
    data = Blobs(Path(source.folder) / "blobs").get(source.document)
    return read_bytes(data, source.name, source.told.reading, source.ocr)


def _rulings(document: Document, made: list[dict[str, Any]]) -> str:
    """The rows of the store as the file beside a report that `youju rule` writes."""
    text = begun(document)
    for one in made:
        said = {key: one[key] for key in ("fact", "finding", "code", "indicator", "decision", "value", "source")}
        said |= {"reason": one["reason"], "by": one["by"], "day": one["at"][:10]}
        text = with_ruling(text, {key: value for key, value in said.items() if value})
    for one in made:
        if one["withdrawn_by"]:
            said = {"reason": one["withdrawn_reason"], "by": one["withdrawn_by"], "day": one["withdrawn_at"][:10]}
            text = with_withdrawal(text, one["number"], said)
    return text
