"""zen-engine: a decision model of one node of expressions, asked once for each department.

Its numbers are decimals of 28 digits, and its `floor(a / b)` is exact here: whole numbers below 10^15 over one another
are whole, or farther from a whole number than 28 digits can lose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from youju.rubric import Rubric

from .arrays import empty, loaded
from .cards import Plan, inlined, plan
from .dialects import ZEN
from .scores import Engine, Scores

BATCH = 1000


def model(written: Plan) -> str:
    """The decision model as JSON. What an earlier expression holds is read as `$.name`."""
    steps = [step for card in written.cards for step in inlined(card.steps, (card.rule, card.points))]
    steps.append(("total", written.total))
    inside = {name for name, _ in steps}

    def read(text: str) -> str:
        return re.sub(r"\b[a-z]\w*\b", lambda word: f"$.{word[0]}" if word[0] in inside else word[0], text)

    expressions = [{"id": name, "key": name, "value": read(text)} for name, text in steps]
    kinds = {
        "in": ("inputNode", {}),
        "cards": ("expressionNode", {"content": {"expressions": expressions}}),
        "out": ("outputNode", {}),
    }
    nodes = [
        {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, **more}
        for name, (kind, more) in kinds.items()
    ]
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "cards"), ("cards", "out"))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _made(batched: bool) -> Callable[[Rubric, Path], tuple[Callable[[Path], Any], Callable[[Any], Scores]]]:
    def made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
        import zen

        written = plan(rubric, ZEN)
        text = model(written)
        engine = zen.ZenEngine({"loader": {"type": "static", "content": {"cards": json.loads(text)}}})
        decision = engine.create_decision(text)

        def load(path: Path) -> list[dict[str, Any]]:
            columns = {name: one.tolist() for name, one in loaded(rubric, path).items()}
            return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

        def score(rows: list[dict[str, Any]]) -> Scores:
            results = _batches(engine, rows) if batched else [decision.evaluate(row)["result"] for row in rows]
            scores = empty(written, len(rows))
            for card in written.cards:
                scores.points[card.id][:] = [row[card.points] for row in results]
                scores.rules[card.id][:] = [row[card.rule] for row in results]
            scores.total[:] = np.array([row["total"] for row in results])
            return scores

        return load, score

    return made


def _batches(engine: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Many departments in one call, which zen-engine spreads over the cores."""
    found: list[dict[str, Any]] = []
    for start in range(0, len(rows), BATCH):
        asked = [{"key": "cards", "context": row} for row in rows[start : start + BATCH]]
        found += [answer["data"]["result"] for answer in engine.evaluate_batch(asked)]
    return found


NEEDS = ("zen", "numpy", "pyarrow")
ZEN_EACH = Engine("zen-engine", _made(batched=False), NEEDS, loaded=True, rows=10_000)
ZEN_BATCH = Engine("zen-engine, batches", _made(batched=True), NEEDS, loaded=True, rows=10_000)
