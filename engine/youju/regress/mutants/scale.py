"""By how much a constant is moved: a unit of what it is compared with, and the least step of that."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.facts import Dictionary
from youju.feel import MONEY, NUMBER, Arithmetic, Expr, Literal, Name, Negate, check, children, names
from youju.regress.mutants.sites import types_of
from youju.rubric import Indicator
from youju.structs import Struct, replace

POINT = Fraction(1, 100)
SHARES = ("%", "‰", "个百分点")


class Scene(Struct):
    """A card with the dictionary it reads."""

    card: Indicator
    dictionary: Dictionary

    def kind(self, expr: Expr) -> str:
        """What an expression counts: `money`, `percent`, `count` or `number`."""
        found, _ = check(expr, types_of(self.card, self.dictionary.types, NUMBER))
        if found.money == 1:
            return "money"
        spec = self.dictionary.facts.get(expr.name) if isinstance(expr, Name) else None
        if spec is not None:
            return spec.type
        bodies = [let.alternatives[0].expr for let in self.card.lets if let.name in names(expr)]
        if any(_divides(body) for body in (expr, *bodies)):
            return "percent"
        kinds = {self.dictionary.facts[name].type for name in names(expr) if name in self.dictionary.facts}
        return "count" if kinds == {"count"} else "number"

    def step(self, expr: Expr, kind: str) -> Fraction:
        """The least by which a quantity is told to differ: the finest step of its facts of that kind; of a rate the
        step of the fact that prints it, else a hundredth of a percentage point."""
        printed = {let.stated or "" for let in self.card.lets if let.name in names(expr)}
        specs = [self.dictionary.facts[name] for name in (*names(expr), *printed) if name in self.dictionary.facts]
        steps = [spec.step for spec in specs if spec.step is not None and spec.type == kind]
        return min(steps, default=POINT / 100 if kind == "percent" else Fraction(1))


def constant(expr: Expr) -> Literal | None:
    """The number that an expression is, its sign worked in; None where it is no constant."""
    match expr:
        case Literal(Fraction()):
            return expr
        case Negate(Literal(Fraction() as value) as inner):
            return replace(inner, value=-value)
        case _:
            return None


def thresholds_of(scene: Scene, at: Literal, beside: Expr) -> Iterator[Literal]:
    """A constant moved by a unit of what it stands beside, and by its least step, each up and down."""
    assert isinstance(at.value, Fraction)
    kind = "percent" if at.unit in SHARES else scene.kind(beside)
    step = scene.step(beside, kind)
    units = {"money": abs(at.value) / 10, "percent": POINT}
    for by in dict.fromkeys((units.get(kind, Fraction(1)), step)):
        for delta in (by, -by) if by else ():
            moved = moved_by(at, delta)
            yield replace(moved, type=MONEY, unit=at.unit or "元") if kind == "money" else moved


def moved_by(at: Literal, delta: Fraction) -> Literal:
    """A constant moved; 0 without a unit becomes a plain number."""
    assert isinstance(at.value, Fraction)
    plain = NUMBER if at.type.money is None else at.type
    return replace(at, value=at.value + delta, type=plain)


def _divides(expr: Expr) -> bool:
    return (isinstance(expr, Arithmetic) and expr.op == "/") or any(map(_divides, children(expr)))
