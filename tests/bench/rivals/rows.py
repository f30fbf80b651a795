"""Plain Python, a department at a time: a function of ints, the shape that numba compiles as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from youju.rubric import Rubric

from .arrays import empty, loaded
from .cards import Plan, plan
from .dialects import ROWS
from .scores import Engine, Scores


def source(written: Plan) -> str:
    """A function from the facts of one department to points, rules and the total."""
    facts = ", ".join(column.name for column in written.columns)
    points, rules = (", ".join(getattr(card, part) for card in written.cards) for part in ("points", "rule"))
    steps = [f"    {name} = {text}" for card in written.cards for name, text in card.steps]
    return "\n".join([f"def row({facts}):", *steps, f"    return ({points}), ({rules}), {written.total}"])


def _made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    written = plan(rubric, ROWS)
    names: dict[str, Any] = {}
    exec(compile(source(written), "<rows>", "exec"), names)

    def score(columns: dict[str, Any]) -> Scores:
        found = [
            names["row"](*facts) for facts in zip(*(columns[one.name].tolist() for one in written.columns), strict=True)
        ]
        scores = empty(written, len(found))
        for part, one in ((scores.points, 0), (scores.rules, 1)):
            for card, column in zip(written.cards, zip(*(row[one] for row in found), strict=True), strict=True):
                part[card.id][:] = column
        scores.total[:] = np.fromiter((row[2] for row in found), np.int16, len(found))
        return scores

    return (lambda path: loaded(rubric, path)), score


PYTHON = Engine("generated Python", _made, ("numpy", "pyarrow"), loaded=True, rows=100_000)
