"""OpenFisca-core as most write it: its own `float` of 32 bits, and ratios divided. Not exact: it shows what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from youju.feel import And, Arithmetic, Call, Compare, Expr, If, Literal, Name, Negate, Not, Or
from youju.rubric import WEIGHT, Indicator, Rubric

from .arrays import loaded
from .cards import columns_of
from .openfisca import YEAR, add_variable, new_system
from .scores import Engine, Scores

_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "<": np.less, "<=": np.less_equal,
    ">": np.greater, ">=": np.greater_equal, "=": np.equal, "!=": np.not_equal,
}  # fmt: skip
Read = Callable[[str], Any]


def value(expr: Expr, read: Read) -> Any:
    """An expression over arrays, in floats of 32 bits."""
    match expr:
        case Literal(Fraction() as number):
            return np.float32(number)
        case Name(name):
            return read(name)
        case Negate(operand):
            return -value(operand, read)
        case Arithmetic(op, left, right) | Compare(op, left, right):
            return _OPERATIONS[op](value(left, read), value(right, read))
        case And(parts):
            return np.logical_and.reduce([value(part, read) for part in parts])
        case Or(parts):
            return np.logical_or.reduce([value(part, read) for part in parts])
        case Not(operand):
            return ~value(operand, read)
        case If(condition, then, otherwise):
            return np.where(value(condition, read), value(then, read), value(otherwise, read))
        case Call("abs", (operand,)):
            return np.abs(value(operand, read))
        case Call("min" | "max" as which, _):
            left, right = (value(one, read) for one in expr.operands)
            return (np.minimum if which == "min" else np.maximum)(left, right)
        case _:
            raise NotImplementedError(str(expr))


def _reader(rubric: Rubric, card: Indicator, department: Any, period: Any) -> Read:
    """What a name stands for in a card: a fact, the weight, a named quantity."""
    lets = {let.name: let for let in card.lets}

    def read(name: str) -> Any:
        if name == WEIGHT:
            return _weight(rubric, card, department, period)
        if name not in lets:
            return department(name, period)
        ways = [value(one.expr, read) for one in lets[name].alternatives]
        if (stated := lets[name].stated) is not None:
            ways.append(department(stated, period))
        *tried, found = ways
        for way in reversed(tried):
            found = np.where(np.isfinite(way), way, found)
        return found

    return read


def _weight(rubric: Rubric, card: Indicator, department: Any, period: Any) -> Any:
    weight = np.float32(card.weight)
    for move in rubric.transfers:
        if move.to and move.to[0] == card.id:
            here = value(rubric.indicators[move.from_].applies.expr, lambda name: department(name, period))  # type: ignore[union-attr]
            weight = np.where(here, weight, weight + np.float32(rubric.indicators[move.from_].weight))
    return weight


def _formulas(rubric: Rubric, card: Indicator, cents: int) -> tuple[Any, Any]:
    """The formulas of the rule and the points of a card."""

    def here(department: Any, period: Any) -> Any:
        return True if card.applies is None else value(card.applies.expr, lambda name: department(name, period))

    def rule(department: Any, period: Any) -> Any:
        read = _reader(rubric, card, department, period)
        truths = [value(one.when.expr, read) for one in card.rules]
        if card.hit == "sum":
            found = sum(truth * (1 << i) for i, truth in enumerate(truths))
        else:
            found = np.select(truths, range(1, len(truths) + 1), 0)
        return np.where(here(department, period), found, 0)

    def points(department: Any, period: Any) -> Any:
        read, decided = _reader(rubric, card, department, period), department(f"{card.id}.rule", period)
        worth = [value(one.points.expr, read) for one in card.rules]
        if card.hit == "sum":
            found = sum(np.where(decided & (1 << i), one, 0) for i, one in enumerate(worth))
        else:
            found = np.select([decided == i for i in range(1, len(worth) + 1)], worth, 0)
        found = np.floor(found * cents + np.float32(0.5)) / cents
        for cap in (one for one in rubric.caps if one.of == card.id):
            found = np.clip(
                found, None if cap.least is None else float(cap.least), None if cap.most is None else float(cap.most)
            )
        return np.where(here(department, period), found, 0)

    return rule, points


def _made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    from openfisca_core.simulations import SimulationBuilder

    made, department = new_system()
    columns = columns_of(rubric)
    cents = int(1 / rubric.spec.round)
    for column in columns:
        add_variable(made, department, column.fact, bool if column.truth else float, None)
    for card in rubric.indicators.values():
        rule, points = _formulas(rubric, card, cents)
        add_variable(made, department, f"{card.id}.rule", int, rule)
        add_variable(made, department, f"{card.id}.points", float, points)

    def total(department: Any, period: Any) -> Any:
        found = sum(department(f"{name}.points", period) for name in rubric.indicators)
        return np.clip(found, 0, float(rubric.spec.total))

    add_variable(made, department, "total", float, total)

    def load(path: Path) -> dict[str, Any]:
        arrays = loaded(rubric, path)
        steps = {column.name: rubric.dictionary.facts[column.fact].step for column in columns}
        return {
            column.fact: arrays[column.name]
            if column.truth
            else (arrays[column.name] * float(steps[column.name] or 1)).astype(np.float32)
            for column in columns
        }

    def score(facts: dict[str, Any]) -> Scores:
        simulation = SimulationBuilder().build_default_simulation(made, count=len(next(iter(facts.values()))))
        for name, one in facts.items():
            simulation.set_input(name, YEAR, one)
        with np.errstate(divide="ignore", invalid="ignore"):
            whole = np.rint(simulation.calculate("total", YEAR) * cents).astype(np.int64)
            points = {
                name: np.rint(simulation.calculate(f"{name}.points", YEAR) * cents).astype(np.int64)
                for name in rubric.indicators
            }
        return Scores(points, {name: simulation.calculate(f"{name}.rule", YEAR) for name in rubric.indicators}, whole)

    return load, score


OPENFISCA_FLOATS = Engine(
    "OpenFisca-core, its own float32", _made, ("openfisca_core", "numpy", "pyarrow"), loaded=True, exact=False
)
