"""A table of facts scored by a rubric into a table of scores: what may be asked, what the file says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from youju.feel import show
from youju.population.columns.card import Column
from youju.population.columns.query import Query, card_query, columns_of, weight_column
from youju.population.columns.total import rubric_query
from youju.population.engines.with_polars import with_polars
from youju.population.errors import NotCompilable
from youju.rubric import WEIGHT, Rubric
from youju.source import CodedError, canonical
from youju.structs import Struct

if TYPE_CHECKING:
    from types import ModuleType

    from youju.population.scores.summary import Summary

Form: TypeAlias = Literal["full", "points", "totals"]
Engine: TypeAlias = Literal["polars", "duckdb", "spark"]
By: TypeAlias = Literal["county", "year"]
Progress: TypeAlias = Callable[[int, int], None]

FORMS: Final = (".parquet", ".csv", ".xlsx")
_POINTS: Final = ("points", "points.top", "points.bottom", "rule")
_FULL: Final = (*_POINTS, "status", "low", "low.top", "low.bottom", "high", "high.top", "high.bottom")


class Wanted(Struct):
    """What is asked of a run: the columns (`full`: all; `points`: points and rules; `totals`: the total alone), the
    engine, whether the summary goes by county or year, and where rejected rows go (None: beside the scores, if any).
    """

    form: Form = "full"
    engine: Engine = "polars"
    by: By | None = None
    rejected: Path | None = None


class Counts(Struct):
    """Rows of a table of facts."""

    scored: int
    rejected: int

    @property
    def rows(self) -> int:
        """All that were read."""
        return self.scored + self.rejected


def score(
    facts: Path, rubric: Rubric, out: Path, wanted: Wanted | None = None, progress: Progress | None = None
) -> Summary:
    """Scores a .parquet, .csv or .xlsx of facts (see `open_facts`) into one of scores, and tells what came out.

    The scores are there whole or not at all; rejected rows are never dropped, but told in a file of their own, which
    replaces what stood there. CodedError where the facts cannot be used, nothing can be scored, a card has no exact
    translation, a number outgrows 64 bits in a result, or a file cannot be written.
    """
    require(facts, out, wanted or Wanted())
    return _polars().run(facts, rubric, out, wanted or Wanted(), progress)


def require(facts: Path, out: Path, wanted: Wanted) -> None:
    """CodedError (`score-option`) where the files asked for make no sense."""
    if out.suffix.lower() not in FORMS:
        raise wrong("--out", out.name, "以 .parquet、.csv 或 .xlsx 结尾的文件名", "a name in .parquet, .csv or .xlsx")
    rejected = rejected_path(out, wanted)
    if rejected.suffix.lower() not in FORMS[:2]:
        raise wrong("--rejected", rejected.name, "以 .csv 或 .parquet 结尾的文件名", "a name in .csv or .parquet")
    if len({path.resolve() for path in (facts, out, rejected)}) < 3:
        zh = "另外的文件名：事实表、得分表、不收的行各是一个文件"
        raise wrong("--out", out.name, zh, "another name: facts, scores and rejected rows are three files")
    if wanted.by is not None and wanted.form == "points":
        raise wrong("--by", wanted.by, "和总分一起写的（不加 --points）", "totals, so no --points")


def named_rubric(facts: Path) -> str | None:
    """The rubric that a Parquet of our own form says its facts are for; None where it says nothing."""
    if facts.suffix.lower() != ".parquet" or not facts.is_file():
        return None
    return _polars().dictionary_told(facts)


def _polars() -> ModuleType:
    with with_polars():
        from youju.population.scores import run_polars
    return run_polars


def rejected_path(out: Path, wanted: Wanted) -> Path:
    """Where rejected rows go."""
    return wanted.rejected or out.with_suffix(".rejected.csv")


def wrong(option: str, text: str, zh: str, en: str) -> CodedError:
    """The error of an option that makes no sense."""
    return CodedError("score-option", f"{option} 应是{zh}，不是“{text}”", f"{option} takes {en}, not “{text}”")


def compiled(rubric: Rubric, names: Mapping[str, object], form: Form) -> Query:
    """The columns of a form, over facts of these names. CodedError (`card-not-compilable`) names the card and words."""
    columns = columns_of(rubric.dictionary.facts, names)
    try:
        query = rubric_query(rubric, columns)
    except NotCompilable as error:
        raise _not_compilable(rubric, columns, error) from error
    return query.only(*(name for name, _ in query.results if _in_form(name, rubric, form)))


def _in_form(name: str, rubric: Rubric, form: Form) -> bool:
    if form == "totals":
        return name in ("total", "total.top", "total.bottom")
    card, _, what = name.partition(".")
    if card in rubric.indicators:
        return what in (_POINTS if form == "points" else _FULL)
    return form == "full"


def _not_compilable(rubric: Rubric, columns: Mapping[str, Column], error: NotCompilable) -> CodedError:
    seen = {**columns, WEIGHT: weight_column(rubric.spec.round)}
    for card in rubric.indicators.values():
        try:
            card_query(card, seen)
        except NotCompilable as found:
            words = show(found.expr)
            zh = f"指标“{card.title.zh}”（{card.id}）的“{words}”写不成列，整表没有计分"
            return CodedError("card-not-compilable", zh, f"`{words}` of {card.id} has no exact columns: {found.why}")
    words = show(error.expr)
    return CodedError(
        "card-not-compilable", f"“{words}”写不成列，整表没有计分", f"`{words}` has no exact columns: {error.why}"
    )


def metadata_of(rubric: Rubric, query: Query, form: Form, digest: str, counts: Counts) -> str:
    """What a table of scores says of itself under `youju`: canonical JSON, all numbers as texts."""
    kept = {name for name, _ in query.results}
    told = {
        "table": "scores",
        "form": form,
        "rubric": rubric.id,
        "digest": rubric.digest,
        "facts": {"digest": digest, "rows": str(counts.rows)},
        "counts": {"scored": str(counts.scored), "rejected": str(counts.rejected)},
        "steps": {name: str(step) for name, step in query.steps.items() if name in kept},
    }
    return canonical(told).decode().strip()


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
