"""The full ledger of one department of a table of facts, and whether its row of scores says the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from youju.audit import Audit, On, judge
from youju.facts import extract
from youju.firing import Engine
from youju.population.engines.with_polars import with_polars
from youju.population.row.find import FactsRow, RejectedRow, Scores, cover_of, rulings_of_row
from youju.population.row.outcome import Compared, compared
from youju.rubric import Rubric
from youju.source import CodedError
from youju.structs import Struct

_MOST_CELLS = 10


class ExplainedRow(Struct):
    """The row of a department, its audit, and how its row of scores compares."""

    row: FactsRow
    audit: Audit
    compared: Compared


def open_scores(path: Path) -> Scores:
    """A table of scores by its file, .parquet or .csv; none of its rows is read yet.

    CodedError `scores-unreadable` where it is none, `population-missing` without Polars.
    """
    with with_polars():
        from youju.population.row.find_polars import opened_scores
    return opened_scores(path)


def explained_row(
    scores: Scores, facts: Path, wanted: str, rubric: Rubric, on: On | None = None, engine: Engine = "auto"
) -> ExplainedRow:
    """The audit of the facts of one department, and its row of scores against it.

    `wanted` is the id as it is typed. CodedError `row-not-found` where FACTS or SCORES lacks it, `row-rejected` where
    its row could not be scored, and as `open_facts` and `open_scores`.
    """
    from youju.population.row.find_polars import facts_row, scores_row

    row = facts_row(facts, rubric, wanted)
    if isinstance(row, RejectedRow):
        raise _rejected(row, facts.name)
    if isinstance(row, tuple):
        raise _not_found(wanted.strip(), facts.name, row)
    stored = scores_row(scores, row.id)
    if isinstance(stored, tuple):
        raise _not_found(row.id, scores.name, stored)
    audit = audit_row(row, rubric, on, engine)
    return ExplainedRow(row, audit, compared(stored, audit))


def audit_row(row: FactsRow, rubric: Rubric, on: On | None = None, engine: Engine = "auto") -> Audit:
    """The audit of a row: every pass of `audit` over its facts, handed in with their places, and no report."""
    cover = cover_of(row)
    reading = extract(cover, rubric.dictionary, tuple(rubric.sought()))
    return judge(cover, rubric, reading, engine, on, rulings_of_row(row))


def _not_found(wanted: str, file: str, near: Sequence[str]) -> CodedError:
    short = wanted[:40]
    zh, en = f"“{file}”里没有编号“{short}”", f"no row of “{file}” has the id “{short}”"
    if near:
        zh, en = f"{zh}。是否想查 {'、'.join(near)}？", f"{en}; did you mean {' or '.join(near)}?"
    return CodedError("row-not-found", zh, en)


def _rejected(row: RejectedRow, file: str) -> CodedError:
    told = row.cells[:_MOST_CELLS]
    zh = "；".join(f"第 {one.row} 行“{one.column}”：{one.zh}（{one.code}）" for one in told)
    en = "; ".join(f"row {one.row}, “{one.column}”: {one.en} ({one.code})" for one in told)
    more = len(row.cells) - len(told)
    more_zh, more_en = (f"；还有 {more} 格", f"; and {more} more cells") if more else ("", "")
    return CodedError(
        "row-rejected",
        f"“{file}”里编号“{row.id}”没有计分：{zh}{more_zh}",
        f"the row of “{row.id}” in “{file}” was not scored: {en}{more_en}",
    )
