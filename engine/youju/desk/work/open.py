"""A document and its rubric opened in a worker, the last few kept: most tasks are about an audit just looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from youju.audit import Audit, Choice, choose_rubric, choose_version, judge
from youju.author.rulings.read import read_rulings
from youju.author.rulings.write import begun, with_ruling, with_withdrawal
from youju.desk.in_force import Dated, in_force
from youju.desk.packs import folder_of
from youju.desk.recent import Recent
from youju.desk.work.told import Told
from youju.facts import Rulings, extract, fiscal_year
from youju.report import Document, read_bytes
from youju.rubric import NotInForceError, Rubric, load_editions
from youju.source import CodedError
from youju.store import Blobs

MOST = 64_000_000
"""Bytes of audits that a worker holds ready, and of documents again: some fifteen of a usual length."""
_AUDIT, _CHARACTER = 4_000_000, 40
"""Bytes that an audit and a character of its document take, about."""


@dataclass(frozen=True, slots=True)
class AuditAsk:
    """An audit to be made: the store's folder, the document, digests of versions to choose among, rows of rulings.

    `days` tells from which day each version is in force, the one published last at the end; else all are.
    """

    folder: str
    document: str
    name: str
    versions: tuple[str, ...]
    rulings: tuple[Mapping[str, Any], ...] = ()
    ocr: bool = False
    days: tuple[str | None, ...] = ()

    @property
    def about(self) -> str:
        """What a worker holds ready that has answered once: the document, whatever is asked about it."""
        return self.document


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
    """An audit made, the digest of the version it goes by, and the file of rulings as `youju rule` would have it.

    `year` is the fiscal year that the report states; of a report that states none the latest version is taken.
    """

    audit: Audit
    version: str
    rulings: str
    year: int | None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The version that an audit goes by, its rubric as it was chosen, and on which account."""

    version: str
    choice: Choice
    on: Any


def opened(ask: AuditAsk, told: str | None = None) -> Opened:
    """The audit that is asked for; how far it is stands in the file `told`. CodedError or ReportError: none.

    One that was made of several versions to choose among is ready for who asks for the version that was chosen.
    """
    source, made, dated = _source(ask, told), _plain(ask), _dated(ask)
    chosen = None if len(dated) == 1 and dated[0][1] is None else _chosen(source, dated)
    version = ask.versions[0] if chosen is None else chosen.version

    def judged() -> Opened:
        return _judged(_read(source), chosen or _chosen(source, dated), [dict(one) for one in made])

    return _AUDITS.of((source, version, made), judged)


def material(ask: AuditAsk) -> tuple[Document, str | None]:
    """The document of an audit, and its rulings as a file where there are any."""
    document = _read(_source(ask, None))
    made = [dict(one) for one in _plain(ask)]
    return document, _rulings(document, made) if made else None


def version_of(folder: Path, digest: str, document: Document) -> tuple[Rubric, Any]:
    """The rubric of a version as it is for the fiscal year of a report, and that year where it counts.

    NotInForceError where it has not begun by then.
    """
    chosen = choose_version(load_editions(folder_of(Blobs(folder / "blobs"), folder / "packs", digest)), document, None)
    return chosen.rubric, chosen.on


def _source(ask: AuditAsk, told: str | None) -> _Source:
    return _Source(ask.folder, ask.document, ask.name, ask.ocr, Told(told))


def _plain(ask: AuditAsk) -> tuple[tuple[tuple[str, Any], ...], ...]:
    return tuple(tuple(sorted(one.items(), key=lambda item: item[0])) for one in ask.rulings)


def _dated(ask: AuditAsk) -> tuple[Dated, ...]:
    return tuple(zip(ask.versions, ask.days or [None] * len(ask.versions), strict=True))


def _chosen(source: _Source, versions: tuple[Dated, ...]) -> _Chosen:
    read, folder = _read(source), Path(source.folder)
    source.told.auditing()
    known: list[tuple[str, Rubric, Any]] = []
    for digest in _for_year(read, folder, versions):
        try:
            known.append((digest, *version_of(folder, digest, read)))
        except NotInForceError:
            continue
    choice = choose_rubric(read, [rubric for _, rubric, _ in known])
    if choice is None:
        name = source.name
        zh = f"“{name}”里没有找到任何现有评分标准的指标，无法评分；请确认这是一份部门整体支出绩效自评报告"
        raise CodedError("report-without-indicators", zh, f"“{name}” names no indicator of any rubric in force")
    version, _, on = next(one for one in known if one[1] is choice.rubric)
    return _Chosen(version, choice, on)


def _for_year(document: Document, folder: Path, versions: Sequence[Dated]) -> Iterator[str]:
    """Of each rubric the version that is in force for the report's fiscal year, the latest where it states none."""
    by_rubric: dict[Path, list[Dated]] = {}
    for digest, day in versions:
        pack = folder_of(Blobs(folder / "blobs"), folder / "packs", digest)
        by_rubric.setdefault(Path(pack.name), []).append((digest, day))
    for dated in by_rubric.values():
        latest = in_force(dated, None)
        assert latest is not None
        year = _year(document, folder, latest) if len(dated) > 1 or dated[0][1] else None
        if (chosen := in_force(dated, year)) is not None:
            yield chosen


def _year(document: Document, folder: Path, digest: str) -> int | None:
    """The fiscal year of a report, in the words of the dictionary of a version."""
    editions = load_editions(folder_of(Blobs(folder / "blobs"), folder / "packs", digest))
    stated = fiscal_year(document, editions.last.rubric.dictionary.fiscal_year)
    return None if stated is None else stated.year


def _judged(read: Document, chosen: _Chosen, made: list[dict[str, Any]]) -> Opened:
    text, choice = _rulings(read, made), chosen.choice
    rulings = rulings_in(text, choice.rubric, read) if made else None
    reading = choice.reading or extract(read, choice.rubric.dictionary, tuple(choice.rubric.sought()))
    year = fiscal_year(read, choice.rubric.dictionary.fiscal_year)
    audit = judge(read, choice.rubric, reading, "auto", chosen.on, rulings)
    return Opened(audit, chosen.version, text, None if year is None else year.year)


def rulings_in(text: str, rubric: Rubric, document: Document) -> Rulings:
    """The rulings of a file on a document, in the terms of a rubric."""
    return read_rulings(Path("rulings.yaml"), rubric.dictionary, document, text).rulings


def _read(source: _Source) -> Document:
    def read() -> Document:
        data = Blobs(Path(source.folder) / "blobs").get(source.document)
        return read_bytes(data, source.name, source.told.reading, source.ocr)

    return _DOCUMENTS.of(source, read)


def _weight(document: Document) -> int:
    return _CHARACTER * len(document.text)


_DOCUMENTS = Recent(MOST, _weight)
_AUDITS = Recent(MOST, lambda found: _AUDIT + _weight(found.audit.document))


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
