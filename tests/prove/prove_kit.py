"""Cards of a few lines, their points by the interpreter, and every point of a small grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from youju.feel import Value, parse
from youju.prove import Domain, Free, Scale
from youju.prove.answers import Replay
from youju.prove.replay import exact_points
from youju.rubric import Formula, Indicator, Rule, Text
from youju.rubric.model import Let
from youju.rubric.spec import Hit

SCALE = Scale(Fraction(1, 100))
WEIGHT = Fraction(5)


def formula(text: str) -> Formula:
    return Formula(text, parse(text))


def indicator(
    rules: list[tuple[str, str]], lets: dict[str, list[str]] | None = None, hit: Hit = "first", facts: str = "a b c p q"
) -> Indicator:
    """A card of rules (when, points) over facts named by single words; `lets` have their alternatives in order."""
    nothing = Text(zh="试", en="a try")
    rows = tuple(Rule(f"r{i}", formula(when), formula(points), None, ()) for i, (when, points) in enumerate(rules))
    quantities = tuple(Let(name, tuple(map(formula, texts)), None, ()) for name, texts in (lets or {}).items())
    return Indicator(
        id="card", title=nothing, aliases=(), weight=WEIGHT, adjustment=False, basis=(), applies=None, lets=quantities,
        hit=hit, rules=rows, open=(), round=SCALE.round, cases=(), section=None, group=None, form=None,
        facts=tuple(facts.split()),
    )  # fmt: skip


def counted(least: int = 0, most: int | None = 6) -> Domain:
    """A count between bounds."""
    return Domain("number", Fraction(least), None if most is None else Fraction(most))


def replay_of(card: Indicator, values: Mapping[str, Value], scale: Scale = SCALE, weight: Fraction = WEIGHT) -> Replay:
    """The points entered by the interpreter, -1 where its rules decide nothing."""

    def replay(changes: Mapping[str, Value]) -> Fraction:
        exact = exact_points(card, {**values, **changes}, weight)
        return Fraction(-1) if exact is None else scale.entered(exact)

    return replay


def grid(free: Free) -> Iterator[dict[str, Value]]:
    """Every point of the grid of free facts, all of which are bounded."""
    sides = [tuple(_values(domain)) for domain in free.values()]
    for chosen in product(*sides):
        yield dict(zip(free, chosen, strict=True))


def _values(domain: Domain) -> Iterator[Value]:
    if domain.choices:
        yield from domain.choices
    elif domain.kind == "boolean":
        yield from (False, True)
    else:
        assert domain.least is not None
        assert domain.most is not None
        at = domain.least
        while at <= domain.most:
            yield at
            at += domain.step
