"""On a threshold, one unit below, one unit above: of two numbers compared, and of a number cut to a whole one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.facts import FactSpec
from youju.feel import Arithmetic, Call, Compare, CompareOp, Expr, If, Name, Negate, literal, names
from youju.feel import Literal as Constant
from youju.regress.obligations.look import NOW, Asked, Shift
from youju.rubric import Indicator
from youju.structs import Struct

Side: TypeAlias = Literal["on", "below", "above"]


class Edge(Struct):
    """A side of a threshold: what must hold there, and one of `some`: a fact whose change by a unit leads over it."""

    side: Side
    wants: tuple[Asked, ...]
    some: tuple[tuple[Asked, ...], ...] = ()


class Scope(Struct):
    """The names of a card: which facts are numbers, with their steps, and what its quantities are made of."""

    indicator: Indicator
    specs: Mapping[str, FactSpec]

    def is_number(self, expr: Expr) -> bool:
        """Whether an expression is a number, by what it is made of."""
        match expr:
            case Constant(value):
                return isinstance(value, Fraction)
            case Name(name):
                if name in self.specs:
                    return self.specs[name].step is not None
                lets = {let.name: let.alternatives[0].expr for let in self.indicator.lets}
                return self.is_number(lets[name]) if name in lets else True
            case If(_, then, _):
                return self.is_number(then)
            case Call(function, _):
                return function not in ("any", "all")
            case _:
                return isinstance(expr, Arithmetic | Negate)

    def shifts(self, *exprs: Expr) -> Iterator[tuple[Shift, tuple[Asked, ...]]]:
        """Each number behind some expressions one step down or up, with what keeps it within its bounds."""
        for fact in self._facts(exprs):
            spec = self.specs[fact]
            if spec.step is None:
                continue
            yield Shift(fact, -spec.step), _kept(fact, -spec.step, spec.least, ">=")
            yield Shift(fact, spec.step), _kept(fact, spec.step, spec.most, "<=")

    def _facts(self, exprs: tuple[Expr, ...]) -> tuple[str, ...]:
        """The facts that are read, those behind quantities among them, in the card's order."""
        read = frozenset[str]().union(*map(names, exprs))
        for let in reversed(self.indicator.lets):
            if let.name in read:
                read |= frozenset[str]().union(*(names(one.expr) for one in let.alternatives))
        return tuple(name for name in self.indicator.facts if name in read and name in self.specs)


def compared(left: Expr, right: Expr, scope: Scope) -> tuple[Edge, ...]:
    """The sides of `left = right`; below, the left is the smaller. None where no fact can lead over it."""
    shifts = tuple(scope.shifts(left, right))
    if not shifts:
        return ()
    below, above = Compare("<", left, right), Compare(">", left, right)
    return (
        Edge("on", (Asked(Compare("=", left, right)),)),
        Edge("below", (Asked(below),), _over(Compare(">=", left, right), shifts)),
        Edge("above", (Asked(above),), _over(Compare("<=", left, right), shifts)),
    )


def cut(call: Call, scope: Scope) -> tuple[Edge, ...]:
    """The sides of the whole numbers that a `floor` or a `ceiling` goes to: one unit short of one, on it, past it."""
    value, unit = call.args[0], _unit(call)
    shifts = tuple(scope.shifts(value))
    if unit is None or not shifts:
        return ()
    # The whole numbers below and above a value that is none, seen from the one it is cut to.
    below, above = (Fraction(0), unit) if call.function == "floor" else (-unit, Fraction(0))
    off = Asked(Compare("=", value, call), holds=False)
    return (
        Edge("on", (Asked(Compare("=", value, call)),)),
        Edge("below", (off,), _over(Compare(">=", value, _plus(Name(NOW), above)), shifts, call)),
        Edge("above", (off,), _over(Compare("<=", value, _plus(Name(NOW), below)), shifts, call)),
    )


def _over(
    crossed: Compare, shifts: tuple[tuple[Shift, tuple[Asked, ...]], ...], kept: Expr | None = None
) -> tuple[tuple[Asked, ...], ...]:
    """One of the changes leads to the threshold or over it."""
    return tuple((Asked(crossed, True, shift, kept), *bounds) for shift, bounds in shifts)


def _kept(fact: str, by: Fraction, bound: Fraction | None, op: CompareOp) -> tuple[Asked, ...]:
    return () if bound is None else (Asked(Compare(op, Name(fact), literal(bound - by))),)


def _plus(expr: Expr, by: Fraction) -> Expr:
    return expr if by == 0 else Arithmetic("+", expr, literal(by))


def _unit(call: Call) -> Fraction | None:
    """What the rounding goes to; None where its decimals are no constant."""
    if len(call.args) < 2:
        return Fraction(1)
    scale = call.args[1].value if isinstance(call.args[1], Constant) else None
    return Fraction(1, 10) ** int(scale) if isinstance(scale, Fraction) and scale.denominator == 1 else None
