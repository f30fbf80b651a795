"""numba: one loop over departments, every card in its body, the loop shared by the cores."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from youju.rubric import Rubric

from .arrays import empty, loaded
from .cards import CardSteps, Plan, plan
from .dialects import ROWS
from .scores import Engine, Scores

MODULE = "youju_rival_loop"


def source(written: Plan) -> str:
    """A module with `loop`: whole numbers and truths come as tuples of arrays, points in two tuples by their width.

    A card is a function of its facts, which the compiler puts into the loop: one body of all cards takes it minutes.
    """
    lines = ["from numba import njit, prange"]
    for card in written.cards:
        lines += ["", "", "@njit(cache=True)", f"def {_call(written, card)}:"]
        lines += [f"    {name} = {text}" for name, text in card.steps]
        lines += [f"    return {card.points}, {card.rule}"]
    lines += ["", "", "@njit(parallel=True, cache=True)"]
    lines += ["def loop(wholes, truths, points, wide, rules, total):", "    for i in prange(len(total)):"]
    for kind, truth in (("wholes", False), ("truths", True)):
        columns = [column for column in written.columns if column.truth is truth]
        lines += [f"        {column.name} = {kind}[{at}][i]" for at, column in enumerate(columns)]
    lines += [f"        {card.points}, {card.rule} = {_call(written, card)}" for card in written.cards]
    for kind, cards in _by_width(written).items():
        lines += [f"        {kind}[{at}][i] = {card.points}" for at, card in enumerate(cards)]
    lines += [f"        rules[{at}][i] = {card.rule}" for at, card in enumerate(written.cards)]
    return "\n".join([*lines, f"        total[i] = {written.total}", ""])


def _call(written: Plan, card: CardSteps) -> str:
    """A card as a function of the columns that it reads, called and defined alike."""
    words = {word for _, text in card.steps for word in re.findall(r"f\d+", text)}
    return f"card_{card.points}({', '.join(one.name for one in written.columns if one.name in words)})"


def _by_width(written: Plan) -> dict[str, list[Any]]:
    fits = {card.id: -(2**15) <= card.low and card.high < 2**15 for card in written.cards}
    return {
        kind: [card for card in written.cards if fits[card.id] is narrow]
        for kind, narrow in (("points", True), ("wide", False))
    }


def _made(rubric: Rubric, folder: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    written = plan(rubric, ROWS)
    file = folder / f"{MODULE}.py"
    # numba keeps what it compiled beside the file, and looks at the file's time: an equal one is left alone.
    if not file.exists() or file.read_text("utf-8") != source(written):
        file.write_text(source(written), "utf-8")
    spec = importlib.util.spec_from_file_location(MODULE, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def score(columns: dict[str, Any]) -> Scores:
        scores = empty(written, len(columns["f0"]))
        wholes, truths = (
            tuple(columns[column.name] for column in written.columns if column.truth is truth)
            for truth in (False, True)
        )
        halves = [tuple(scores.points[card.id] for card in cards) for cards in _by_width(written).values()]
        module.loop(wholes, truths, *halves, tuple(scores.rules.values()), scores.total)
        return scores

    def load(path: Path) -> dict[str, Any]:
        # One type for all numbers: a tuple of arrays must be of one type.
        return {
            name: one.astype("int64") if one.dtype.kind == "i" else one for name, one in loaded(rubric, path).items()
        }

    return load, score


NUMBA = Engine("numba", _made, ("numba", "numpy", "pyarrow"), loaded=True)
