"""Rules that nothing can reach. What cannot be ruled out counts as reachable, so a rule that is named here is dead.

Every quantity that conditions compare with constants is tried at its thresholds, between and beyond them; quantities
that are compared with each other are tried below, at and above; yes-or-no facts both ways. Quantities are taken to be
independent, which can only make more rules reachable than there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from youju.feel import (
    And,
    Between,
    Compare,
    Expr,
    In,
    Literal,
    Name,
    Not,
    Or,
    children,
    evaluate,
    literal,
    names,
    show,
)
from youju.rubric import Indicator
from youju.structs import replace

# Beyond it the combinations are not gone through, and nothing is said.
MOST = 50_000
_Key = tuple[str, ...]
# The values to try by what conditions depend on, and of one trial the number of the value that is tried.
_Choices = Mapping[_Key, tuple[Fraction | bool, ...]]
_Chosen = Mapping[_Key, int]
_Test = Callable[[_Chosen], bool]
_SIGNS = {"<": (-1,), "<=": (-1, 0), "=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}


@dataclass(slots=True)
class _Atoms:
    """What conditions depend on: thresholds by quantity, and the rest with the values it may take."""

    thresholds: dict[_Key, set[Fraction]] = field(default_factory=dict[_Key, set[Fraction]])
    others: dict[_Key, tuple[Fraction | bool, ...]] = field(default_factory=dict[_Key, tuple[Fraction | bool, ...]])

    def choices(self) -> dict[_Key, tuple[Fraction | bool, ...]]:
        """Every atom with the values to try."""
        return {key: tuple(_around(sorted(points))) for key, points in self.thresholds.items()} | self.others


def unreachable(indicator: Indicator) -> tuple[str, ...]:
    """The ids of rules that can never give points: never true, or always taken by an earlier one under hit `first`."""
    conditions = [rule.when.expr for rule in indicator.rules]
    atoms = _Atoms()
    for expr in (*conditions, *([indicator.applies.expr] if indicator.applies else [])):
        _collect(expr, atoms)
    choices = atoms.choices()
    if prod(len(values) for values in choices.values()) > MOST:
        return ()
    applies = _test(indicator.applies.expr, choices) if indicator.applies is not None else None
    tests = [_test(expr, choices) for expr in conditions]
    reached: set[int] = set()
    for numbers in product(*(range(len(values)) for values in choices.values())):
        chosen = dict(zip(choices, numbers, strict=True))
        if applies is not None and not applies(chosen):
            continue
        reached.update(_hit(indicator.hit, tests, chosen))
        if len(reached) == len(conditions):
            break
    return tuple(rule.id for i, rule in enumerate(indicator.rules) if i not in reached)


def _hit(hit: str, tests: Sequence[_Test], chosen: _Chosen) -> Iterator[int]:
    for i, test in enumerate(tests):
        if test(chosen):
            yield i
            if hit == "first":
                return


def _around(points: list[Fraction]) -> Iterator[Fraction]:
    yield points[0] - 1
    for one, other in pairwise(points):
        yield one
        yield (one + other) / 2
    yield points[-1]
    yield points[-1] + 1


def _collect(expr: Expr, atoms: _Atoms) -> None:
    match expr:
        case And() | Or() | Not():
            for part in children(expr):
                _collect(part, atoms)
        case Literal(bool()):
            return
        case _:
            key, _ = _atom(expr)
            if key[0] == "number":
                atoms.thresholds.setdefault(key, set()).update(_constants(expr))
            else:
                atoms.others[key] = (Fraction(-1), Fraction(0), Fraction(1)) if key[0] == "sign" else (True, False)


def _test(expr: Expr, choices: _Choices) -> _Test:
    """A condition as a test of what is chosen. Each atom is worked out once for each of its values."""
    match expr:
        case And(parts):
            tests = [_test(part, choices) for part in parts]
            return lambda chosen: all(test(chosen) for test in tests)
        case Or(parts):
            tests = [_test(part, choices) for part in parts]
            return lambda chosen: any(test(chosen) for test in tests)
        case Not(operand):
            test = _test(operand, choices)
            return lambda chosen: not test(chosen)
        case Literal(bool() as value):
            return lambda _: value
        case _:
            key, holds = _atom(expr)
            truth = [holds(value) for value in choices[key]]
            return lambda chosen: truth[chosen[key]]


def _atom(expr: Expr) -> tuple[_Key, Callable[[Fraction | bool], bool]]:
    """What a comparison or name depends on, and whether it holds at a value of that."""
    if isinstance(expr, Name):
        return ("fact", expr.name), bool
    quantity = _quantity(expr)
    if quantity is not None:
        return ("number", show(quantity)), lambda value: evaluate(_with(expr, literal(value)), {}) is True
    if isinstance(expr, Compare) and _signed(expr):
        return ("sign", show(expr.left), show(expr.right)), lambda value: value in _SIGNS[expr.op]
    return ("whole", show(expr)), bool


def _signed(expr: Compare) -> bool:
    return expr.op in _SIGNS and bool(names(expr.left)) and bool(names(expr.right))


def _quantity(expr: Expr) -> Expr | None:
    """The one side of a comparison that is no constant, where all else are numbers."""
    match expr:
        case Compare(_, left, right):
            sides = (left, right)
        case Between(operand, low, high):
            sides = (operand, low, high)
        case In(operand, tests):
            sides = (operand, *tests)
        case _:
            return None
    varying = [side for side in sides if names(side)]
    constants = list(_constants(expr))
    if len(varying) != 1 or not constants or (not isinstance(expr, Compare) and varying[0] is not sides[0]):
        return None
    return varying[0]


def _with(expr: Expr, value: Expr) -> Expr:
    match expr:
        case Compare(_, _, right):
            return replace(expr, right=value) if names(right) else replace(expr, left=value)
        case Between() | In():
            return replace(expr, operand=value)
        case _:
            return expr


def _constants(expr: Expr) -> Iterator[Fraction]:
    """The numbers a comparison names, each as a whole: `-15%` is one, and so is `2 * 10%`."""
    for part in children(expr):
        if names(part):
            continue
        value = None if part.__class__.__name__ in ("RangeOf", "UnaryTest", "ListOf") else evaluate(part, {})
        if isinstance(value, Fraction):
            yield value
        else:
            yield from _constants(part)
