"""Where the points of a rule bend: at `min`, `max`, `floor`, `ceiling` and `if` inside of them."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import Call, Compare, Expr, If, Name, children
from youju.regress.obligations.atoms import Atom, atoms
from youju.regress.obligations.look import Asked
from youju.regress.obligations.thresholds import Edge, Scope, compared, cut
from youju.rubric import Rule
from youju.structs import Struct


class Bend(Struct):
    """A part of a points expression at which it bends, and what must hold for that part to be of account.

    `edges` are the sides of its threshold; `atom` is there where it is a part of a condition.
    """

    expr: Expr
    under: tuple[Asked, ...]
    edges: tuple[Edge, ...]
    atom: Atom | None = None


def bends(rule: Rule, scope: Scope) -> tuple[Bend, ...]:
    """The bends of the points of a rule, those of the quantities it reads among them, in the order of writing."""
    return tuple(_bends(rule.points.expr, (), scope, set()))


def _bends(expr: Expr, under: tuple[Asked, ...], scope: Scope, seen: set[str]) -> Iterator[Bend]:
    match expr:
        case If(when, then, otherwise):
            yield from _of_condition(when, under, scope)
            yield from _bends(then, (*under, Asked(when, True)), scope, seen)
            yield from _bends(otherwise, (*under, Asked(when, False)), scope, seen)
            return
        case Name(name):
            for let in scope.indicator.lets:
                if let.name == name and name not in seen and len(let.alternatives) == 1:
                    seen.add(name)
                    yield from _bends(let.alternatives[0].expr, under, scope, seen)
            return
        case Call("min" | "max" as function):
            operands = expr.operands
            for i, operand in enumerate(operands[1:] if len(operands) == 2 else operands):
                rest = operands[:1] if len(operands) == 2 else (*operands[:i], *operands[i + 1 :])
                other = rest[0] if len(rest) == 1 else Call(function, rest)
                yield Bend(expr, under, compared(other, operand, scope))
        case Call("floor" | "ceiling"):
            yield Bend(expr, under, cut(expr, scope))
        case _:
            pass
    for part in children(expr):
        yield from _bends(part, under, scope, seen)


def _of_condition(when: Expr, under: tuple[Asked, ...], scope: Scope) -> Iterator[Bend]:
    for atom in atoms(when, {}):
        numbers = isinstance(atom.expr, Compare) and scope.is_number(atom.expr.left)
        edges = compared(atom.expr.left, atom.expr.right, scope) if isinstance(atom.expr, Compare) and numbers else ()
        yield Bend(atom.expr, under, edges, atom)
