"""Hand-written numpy: columns in chunks that stay in the cache, where and minimum over 64-bit whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from youju.rubric import Rubric

from .cards import Column, Plan, columns_of, plan
from .dialects import ARRAYS
from .scores import Engine, Scores

CHUNK = 16_384


def loaded(rubric: Rubric, path: Path) -> dict[str, Any]:
    """The columns of a file as arrays, numbers as wide as the file has them. A NULL is refused."""
    columns = columns_of(rubric)
    table = pq.read_table(path, columns=[column.fact for column in columns])
    if any(table[column.fact].null_count for column in columns):
        raise ValueError("the rivals score departments whose facts are all known")
    return {column.name: table[column.fact].to_numpy() for column in columns}


def narrow(low: int, high: int) -> Any:
    """The smallest type of points that holds an interval."""
    return next(
        kind for kind in (np.int16, np.int32, np.int64) if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max
    )


def empty(written: Plan, rows: int) -> Scores:
    """Scores to be filled in."""
    points = {card.id: np.empty(rows, narrow(card.low, card.high)) for card in written.cards}
    return Scores(points, {card.id: np.empty(rows, np.uint8) for card in written.cards}, np.empty(rows, np.int16))


def source(written: Plan) -> str:
    """A function `chunk(columns, scores, at)`: one stretch of all departments."""
    lines = ["def chunk(f, points, rules, total, at):"]
    lines += [f"    {column.name} = {_column(column)}" for column in written.columns]
    for card in written.cards:
        lines += [f"    {name} = {text}" for name, text in card.steps]
        lines += [f"    points[{card.id!r}][at] = {card.points}", f"    rules[{card.id!r}][at] = {card.rule}"]
    return "\n".join([*lines, f"    total[at] = {written.total}"])


def _column(column: Column) -> str:
    piece = f"f[{column.name!r}][at]"
    return piece if column.truth else f"{piece}.astype(np.int64)"


def _made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    written = plan(rubric, ARRAYS)
    names: dict[str, Any] = {"np": np}
    exec(compile(source(written), "<numpy>", "exec"), names)

    def score(columns: dict[str, Any]) -> Scores:
        rows = len(columns["f0"])
        scores = empty(written, rows)
        for start in range(0, rows, CHUNK):
            names["chunk"](columns, *scores, slice(start, start + CHUNK))
        return scores

    return (lambda path: loaded(rubric, path)), score


NUMPY = Engine("numpy", _made, ("numpy", "pyarrow"), loaded=True)
