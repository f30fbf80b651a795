"""numba: one loop over departments, every card in its body, the loop shared by the cores."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from youju.rubric import Rubric

from .arrays import loaded
from .cards import CardSteps, Plan, plan
from .dialects import ROWS
from .scores import Engine, Scores

MODULE = "youju_rival_loop"
ARRAYS = "wholes, truths, points, wide, rules, total"
STRETCH = 16_384


def source(written: Plan) -> str:
    """A module with `loop`: columns of one type are the rows of one array, which the compiler handles far faster than
    as many arrays; points are in two by their width.

    A card is a function of its facts, which the compiler puts into the loop, and the cores share stretches of it: one
    loop with all cards in it took the compiler minutes.
    """
    lines = ["from numba import njit, prange"]
    for card in written.cards:
        lines += ["", "", "@njit(cache=True)", f"def {_call(written, card)}:"]
        lines += [f"    {name} = {text}" for name, text in card.steps]
        lines += [f"    return {card.points}, {card.rule}"]
    lines += ["", "", "@njit(cache=True)", f"def stretch(start, stop, {ARRAYS}):", "    for i in range(start, stop):"]
    for kind, truth in (("wholes", False), ("truths", True)):
        columns = [column for column in written.columns if column.truth is truth]
        lines += [f"        {column.name} = {kind}[{at}, i]" for at, column in enumerate(columns)]
    lines += [f"        {card.points}, {card.rule} = {_call(written, card)}" for card in written.cards]
    for kind, cards in _by_width(written).items():
        lines += [f"        {kind}[{at}, i] = {card.points}" for at, card in enumerate(cards)]
    lines += [f"        rules[{at}, i] = {card.rule}" for at, card in enumerate(written.cards)]
    lines += [f"        total[i] = {written.total}", "", "", "@njit(parallel=True, cache=True)"]
    lines += [f"def loop({ARRAYS}):", f"    for at in prange((len(total) + {STRETCH} - 1) // {STRETCH}):"]
    lines += [f"        stretch(at * {STRETCH}, min(len(total), (at + 1) * {STRETCH}), {ARRAYS})", ""]
    return "\n".join(lines)


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
    # What is kept of a compilation names its module, and is only found again where that can be imported.
    sys.path.insert(0, str(folder))
    module = importlib.import_module(MODULE)

    def load(path: Path) -> tuple[Any, Any]:
        columns = loaded(rubric, path)
        return tuple(
            np.array([columns[one.name] for one in written.columns if one.truth is truth], kind)
            for truth, kind in ((False, np.int64), (True, np.bool_))
        )

    def score(facts: tuple[Any, Any]) -> Scores:
        rows, cards = facts[0].shape[1], _by_width(written)
        points, wide = (
            np.empty((len(cards[part]), rows), kind) for part, kind in (("points", np.int16), ("wide", np.int64))
        )
        rules, total = np.empty((len(written.cards), rows), np.uint8), np.empty(rows, np.int16)
        module.loop(*facts, points, wide, rules, total)
        halves = ((cards["points"], points), (cards["wide"], wide))
        by_card = {card.id: one for names, part in halves for card, one in zip(names, part, strict=True)}
        return Scores(by_card, dict(zip((card.id for card in written.cards), rules, strict=True)), total)

    return load, score


NUMBA = Engine("numba", _made, ("numba", "numpy", "pyarrow"), loaded=True)
