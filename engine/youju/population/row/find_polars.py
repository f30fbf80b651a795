"""One department found in a table of facts, and in a table of scores: streamed, never loaded."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import polars as pl
from rapidfuzz import fuzz, process

from youju.population.row.find import FactsRow, RejectedCell, RejectedRow, Scores, ScoresRow
from youju.population.table.frame_polars import opened_source, table_of
from youju.population.table.headings import IDS
from youju.population.table.source_polars import MOST_IDS, ROW, first_ids, with_id
from youju.rubric import Rubric
from youju.source import CodedError
from youju.source.exact_json import read_json

_DAMAGE: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
_LONGEST: Final = 200


def facts_row(path: Path, rubric: Rubric, wanted: str) -> FactsRow | RejectedRow | tuple[str, ...]:
    """The row of an id in a table of facts, why it was rejected, or, where there is none, ids that are near."""
    with opened_source(path, rubric) as source:
        table = table_of(with_id(source, wanted), rubric, ROW)
        accepted, rejected = pl.collect_all([table.frame, table.rejected], engine="streaming")
        if len(rejected):
            cells = [RejectedCell(**one) for one in rejected.drop("id").to_dicts()]
            return RejectedRow(wanted.strip(), tuple(cells))
        if not len(accepted):
            return _near(wanted.strip(), first_ids(source))
        [values] = accepted.to_dicts()
    number, id_ = values.pop(ROW), str(values.pop("id"))
    passed = {name: values[name] for name in ("county", "year") if values.get(name) is not None}
    return FactsRow(path.name, number, id_, passed, {name: values[name] for name in table.columns}, table)


def opened_scores(path: Path) -> Scores:
    """See `open_scores`."""
    _require(path.is_file(), f"没有文件“{path.name}”", f"there is no file “{path.name}”")
    try:
        if path.suffix.lower() == ".csv":
            return _scores(path, pl.scan_csv(path, infer_schema=False, glob=False), None)
        _require(path.suffix.lower() == ".parquet", *_no_form(path.name))
        told = pl.read_parquet_metadata(path).get("youju")
        _require(told is not None, *_no_scores(path.name))
        return _scores(path, pl.scan_parquet(path, glob=False, hive_partitioning=False), _told(path.name, told or ""))
    except _DAMAGE as error:
        raise _damaged(path.name, error) from error


def scores_row(scores: Scores, wanted: str) -> ScoresRow | tuple[str, ...]:
    """The row of an id in a table of scores, or ids that are near."""
    key = pl.col(scores.id_heading).cast(pl.String).str.strip_chars()
    try:
        rows = scores.frame.filter(key == wanted).collect(engine="streaming").to_dicts()
        if not rows:
            ids = scores.frame.select(key).head(MOST_IDS).collect(engine="streaming").to_series()
            return _near(wanted, ids.drop_nulls().to_list())
    except _DAMAGE as error:
        raise _damaged(scores.name, error) from error
    zh, en = f"“{scores.name}”里编号 {wanted} 有 {len(rows)} 行", f"{len(rows)} rows of “{scores.name}” have the id"
    _require(len(rows) == 1, zh, f"{en} {wanted}")
    return ScoresRow({name: _stored(scores, name, value) for name, value in rows[0].items()})


def _near(wanted: str, ids: list[str]) -> tuple[str, ...]:
    return tuple(found[0] for found in process.extract(wanted, ids, scorer=fuzz.ratio, limit=3, score_cutoff=50))


def _scores(path: Path, frame: pl.LazyFrame, told: dict[str, Any] | None) -> Scores:
    names = frame.collect_schema().names()
    heading = next((name for name in IDS if name in names), None)
    _require(heading is not None and any(name.startswith("total") for name in names), *_no_scores(path.name))
    steps = {name: Fraction(step) for name, step in (told or {}).get("steps", {}).items()}
    rubric, digest = ((told or {}).get(name) for name in ("rubric", "digest"))
    facts = (told or {}).get("facts")
    made = facts.get("digest") if isinstance(facts, dict) else None
    return Scores(path.name, frame, heading or "", rubric, digest, steps, plain=told is None, facts=made)


def _told(name: str, text: str) -> dict[str, Any]:
    """The metadata of a table of scores."""
    try:
        told = read_json(text.encode())
        good = isinstance(told, dict) and told.get("table") == "scores"
        good = good and isinstance(told["digest"], str) and all(Fraction(one) > 0 for one in told["steps"].values())
    except (ValueError, KeyError, AttributeError, TypeError, ZeroDivisionError):
        good, told = False, {}
    _require(good, *_no_scores(name))
    return told


def _stored(scores: Scores, name: str, value: Any) -> Fraction | str | None:
    """A cell: points in points, a rule as a number, a status as a text; in a plain table all are texts as printed."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value * scores.steps.get(name, Fraction(1))
    return str(value)


def _require(good: bool, zh: str, en: str) -> None:
    if not good:
        raise CodedError("scores-unreadable", zh, en)


def _no_form(name: str) -> tuple[str, str]:
    return f"“{name}”不是 .parquet 或 .csv 文件", f"“{name}” is no .parquet or .csv file"


def _no_scores(name: str) -> tuple[str, str]:
    return f"“{name}”不是 youju score 写出的得分表", f"“{name}” is no table of scores as youju score writes it"


def _damaged(name: str, error: BaseException) -> CodedError:
    why = " ".join(str(error).split())[:_LONGEST]
    zh, en = f"“{name}”读不了，可能已损坏：{why}", f"“{name}” cannot be read and may be damaged: {why}"
    return CodedError("scores-unreadable", zh, en)
