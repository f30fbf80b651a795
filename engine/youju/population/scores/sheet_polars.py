"""Scores as people read them, in CSV or Excel: points as decimals, rules by their ids; and rejected rows."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.columns.query import Query
from youju.population.scores.score import wrong
from youju.population.scores.summary_polars import Amount, amount_of, rounded
from youju.rubric import Indicator, Rubric

MOST_ROWS: Final = 1_048_576 - 2
"""The rows that a sheet of Excel has below two of headings."""
_SHARED: Final = 4
"""Decimals of points whose decimals may never end."""
_WORDS: Final = {
    "id": "编号", "county": "区县", "year": "年度", "points": "得分", "rule": "规则", "status": "状态", "low": "最低",
    "high": "最高", "total": "总分", "total.low": "总分最低", "total.high": "总分最高",
}  # fmt: skip
_FORMULA: Final = r"^[=+\-@＝＋－＠\t\r]"
_PLAIN: Final = r"^[+\-]?[0-9][0-9,]*(\.[0-9]+)?[%％]?$"


def write_sheet(scores: Path, rubric: Rubric, query: Query, path: Path) -> Path:
    """A Parquet of scores as .csv or .xlsx. CodedError (`score-option`) where a sheet has not that many rows."""
    frame = pl.scan_parquet(scores, glob=False)
    columns = list(_columns(frame, rubric, query))
    if path.suffix == ".csv":
        frame.select(_inert(expr, name) for name, expr, _ in columns).sink_csv(path, include_bom=True)
        return path
    rows: int = frame.select(pl.len()).collect().item()
    if rows > MOST_ROWS:
        zh = f".parquet 或 .csv：{rows} 行，Excel 一张表放不下"
        raise wrong("--out", ".xlsx", zh, f".parquet or .csv: a sheet of Excel does not hold {rows} rows")
    _write_book(frame.select(expr.alias(name) for name, expr, _ in columns), [one for *_, one in columns], path)
    return path


def write_rejected(rejected: pl.LazyFrame, path: Path) -> None:
    """The rejected cells as .csv or .parquet."""
    if path.suffix.lower() == ".parquet":
        rejected.sink_parquet(path)
        return
    names = rejected.collect_schema().names()
    rejected.select(_inert(pl.col(name), name) for name in names).sink_csv(path, include_bom=True)


def _columns(frame: pl.LazyFrame, rubric: Rubric, query: Query) -> Iterator[tuple[str, pl.Expr, str]]:
    """Each column for people: its name, its texts and its title. Top and bottom of a number are one column."""
    sections = {f"section.{one.id}": one.title.zh for one in rubric.spec.sections}
    for name in frame.collect_schema().names():
        if name.endswith(".bottom"):
            continue
        plain = name.removesuffix(".top")
        card, _, what = plain.partition(".")
        title = sections.get(plain) or _WORDS.get(plain, "")
        if card in rubric.indicators:
            title = f"{rubric.indicators[card].title.zh} {_WORDS[what]}"
        if what == "rule":
            yield name, _rule(rubric.indicators[card], name), title
        elif name in ("id", "county", "year") or what == "status":
            yield name, pl.col(name).cast(pl.String), title
        else:
            yield plain, _decimal(amount_of(query, plain)), title


def _decimal(amount: Amount) -> pl.Expr:
    """Points as text, with the decimals of their step."""
    places = _SHARED if amount.bottom is not None else _places(amount.step)
    value = rounded(amount, Fraction(1, 10**places))
    digits = value.abs().cast(pl.String).str.zfill(places + 1)
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    if not places:
        return pl.concat_str(sign, digits)
    ends = digits.str.len_bytes().cast(pl.Int64) - places
    return pl.concat_str(sign, digits.str.slice(0, ends), pl.lit("."), digits.str.slice(ends))


def _places(step: Fraction) -> int:
    """The decimals of multiples of a step; `_SHARED` where they never end."""
    return next((places for places in range(10) if (step * 10**places).denominator == 1), _SHARED)


def _rule(card: Indicator, name: str) -> pl.Expr:
    """The ids of the rules; where several are summed, each that holds."""
    if card.hit != "sum":
        texts = {number: rule.id for number, rule in enumerate(card.rules, 1)}
        return pl.col(name).cast(pl.Int64).replace_strict(texts, default=None, return_dtype=pl.String)
    bits = pl.col(name).cast(pl.Int64)
    holding = [pl.when((bits & (1 << place)) != 0).then(pl.lit(rule.id)) for place, rule in enumerate(card.rules)]
    return pl.when(bits.is_not_null()).then(pl.concat_str(holding, separator="+", ignore_nulls=True))


def _inert(expr: pl.Expr, name: str) -> pl.Expr:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it."""
    text = expr.cast(pl.String)
    formula = text.str.contains(_FORMULA) & ~text.str.contains(_PLAIN)
    return pl.when(formula).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(name)


def _write_book(frame: pl.LazyFrame, titles: Sequence[str], path: Path) -> None:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }  # fmt: skip
    made: Any = Workbook(str(path), options)  # XlsxWriter types little of itself
    with made as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet, bold = book.add_worksheet("得分"), book.add_format({"bold": True})
        names = frame.collect_schema().names()
        sheet.freeze_panes(2, 1)
        sheet.write_row(0, 0, titles, bold)
        sheet.write_row(1, 0, names)
        number = book.add_format({"num_format": "0.00##"})
        at = 2
        for chunk in frame.collect_batches(chunk_size=20_000, maintain_order=True):
            for row in chunk.iter_rows():
                _write_row(sheet, at, dict(zip(names, row, strict=True)), number)
                at += 1


def _write_row(sheet: Any, at: int, row: Mapping[str, str | None], number: Any) -> None:
    for place, (name, text) in enumerate(row.items()):
        if text is not None and _is_points(name):
            # A cell of Excel holds the nearest double, which it shows as the decimal that was meant.
            sheet.write_number(at, place, float(text), number)
        elif text is not None:
            sheet.write_string(at, place, text)


def _is_points(name: str) -> bool:
    return name.startswith(("section.", "total")) or name.endswith((".points", ".low", ".high"))
