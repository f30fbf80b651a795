"""Cards as steps over whole numbers: the rule that decides, points by it, the total. Facts are all known.

A fact that is NULL has no place here: the rivals are compared on departments whose facts are all there. A ratio over
0 is still unknown, and then the rate as printed counts, as in an audit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.feel import And, Arithmetic, Call, Compare, Expr, If, Literal, Name, Negate, Not, Or
from youju.population.columns.capacity import capacity
from youju.rubric import WEIGHT, Indicator, Rubric

from . import fraction
from .fraction import Number
from .whole import Dialect, Steps, Whole, fixed

Step = tuple[str, str]
"""A name, and the expression that it holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A fact as the file holds it: its name in the file and in what is written, and whether it is true or false."""

    fact: str
    name: str
    truth: bool


@dataclass(frozen=True, slots=True)
class CardSteps:
    """A card: named steps in order, and the names of what they come to.

    `rule` holds the number of the rule that decides, from 1, or 0; under hit `sum` a bit for each rule that fires.
    `points` holds steps of the card's rounding within its own caps, and lies from `low` to `high`.
    """

    id: str
    steps: tuple[Step, ...]
    rule: str
    points: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A rubric written for a dialect: the columns it reads, its cards, and the total over the names of points."""

    columns: tuple[Column, ...]
    cards: tuple[CardSteps, ...]
    total: str


def columns_of(rubric: Rubric) -> tuple[Column, ...]:
    """The columns that the cards of a rubric read, in the order of the cards."""
    facts = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    types = rubric.dictionary.facts
    return tuple(Column(fact, f"f{i}", types[fact].type == "boolean") for i, fact in enumerate(facts))


def plan(rubric: Rubric, dialect: Dialect) -> Plan:
    """All cards of a rubric in a dialect. Raises NotImplementedError and OverflowError for what it cannot say."""
    columns = columns_of(rubric)
    read = {column.fact: column.name for column in columns}
    cards = [
        _card(rubric, card, read, Steps(dialect, f"s{i}_"), i) for i, card in enumerate(rubric.indicators.values())
    ]
    if len({card.round for card in rubric.indicators.values()}) > 1:
        raise NotImplementedError("cards of different rounding")
    steps = Steps(dialect, "t")
    whole = Whole(" + ".join(card.points for card in cards), sum(c.low for c in cards), sum(c.high for c in cards))
    unit = next(iter(rubric.indicators.values())).round
    return Plan(
        columns,
        tuple(cards),
        _capped(steps, rubric, "total", Whole(f"({whole.text})", whole.low, whole.high), unit).text,
    )


def needed(steps: Sequence[Step], wanted: str) -> tuple[Step, ...]:
    """The steps that a wanted name rests on."""
    names, found = {wanted}, list[Step]()
    for name, text in reversed(steps):
        if name in names:
            names |= set(re.findall(r"[A-Za-z_]\w*", text))
            found.append((name, text))
    return tuple(reversed(found))


def inlined(steps: Sequence[Step], kept: Sequence[str]) -> tuple[Step, ...]:
    """The steps with each that only one place reads put into that place; those of `kept` names stay."""
    found = list(steps)
    for name, _ in steps:
        text = dict(found)[name]
        readers = [at for at, (_, other) in enumerate(found) for _ in re.findall(rf"\b{name}\b", other)]
        if len(readers) == 1 and name not in kept:
            reader, other = found[readers[0]]
            found[readers[0]] = (reader, re.sub(rf"\b{name}\b", f"({text})", other))
            found = [step for step in found if step[0] != name]
    return tuple(found)


def _card(rubric: Rubric, card: Indicator, read: Mapping[str, str], steps: Steps, i: int) -> CardSteps:
    writer = _Writer(rubric, read, steps, {})
    writer.known[WEIGHT] = _weight(rubric, card, read, steps)
    for let in card.lets:
        writer.known[let.name] = writer.named(let.alternatives, let.stated)
    truths = [steps.truth(writer.truth(rule.when.expr)) for rule in card.rules]
    points = [fraction.in_units(steps, writer.number(rule.points.expr), card.round) for rule in card.rules]
    if card.hit == "sum":
        rule, earned = _summed(steps, truths, points)
    elif card.hit == "first":
        rule, earned = _first(steps, truths, points, f"r{i}")
    else:
        raise NotImplementedError(card.hit)
    if card.applies is not None:
        here = steps.truth(writer.truth(card.applies.expr))
        rule = Whole(steps.dialect.choose(here, rule.text, "0"), 0, rule.high)
        earned = steps.choose(here, earned, fixed(0))
    earned = _capped(steps, rubric, card.id, earned, card.round)
    named = {name: text for text, name in steps.named.items()}
    return CardSteps(
        card.id,
        (*named.items(), (f"r{i}", rule.text), (f"p{i}", earned.text)),
        f"r{i}",
        f"p{i}",
        earned.low,
        earned.high,
    )


def _weight(rubric: Rubric, card: Indicator, read: Mapping[str, str], steps: Steps) -> Number:
    """The weight that a card's rules see: its own, and what comes from those that do not apply."""
    weight = fraction.constant(card.weight)
    for move in (one for one in rubric.transfers if one.to):
        if move.to[0] != card.id:
            continue
        origin = rubric.indicators[move.from_]
        if card.applies is not None or origin.applies is None:
            raise NotImplementedError(f"the transfer {move.id} has more than one place to go")
        here = _Writer(rubric, read, steps, {}).truth(origin.applies.expr)
        more = fraction.constant(card.weight + origin.weight)
        weight = fraction.chosen(steps, here, weight, more)
    if any(not one.to for one in rubric.transfers):
        raise NotImplementedError("weight that is shared")
    return weight


def _first(steps: Steps, truths: Sequence[str], points: Sequence[Whole], rule: str) -> tuple[Whole, Whole]:
    """The first rule that holds, and points from its number: the two cannot disagree."""
    number, earned = fixed(0), fixed(0)
    for i in reversed(range(len(truths))):
        number = steps.choose(truths[i], fixed(i + 1), number)
        earned = steps.choose(f"({rule} == {i + 1})", points[i], earned)
    return number, earned


def _summed(steps: Steps, truths: Sequence[str], points: Sequence[Whole]) -> tuple[Whole, Whole]:
    """A bit for each rule that fires, and the sum of their points."""
    tag = steps.dialect.tag
    bits = Whole(
        "(" + " + ".join(tag(truth, 1 << i) for i, truth in enumerate(truths)) + ")", 0, (1 << len(truths)) - 1
    )
    earned = fixed(0)
    for truth, one in zip(truths, points, strict=True):
        low, high = min(one.low, 0), max(one.high, 0)
        given = (
            Whole(tag(truth, one.low), low, high) if one.constant is not None else steps.choose(truth, one, fixed(0))
        )
        earned = steps.plus(earned, given)
    return bits, earned


def _capped(steps: Steps, rubric: Rubric, of: str, value: Whole, unit: Fraction) -> Whole:
    for cap in (one for one in rubric.caps if one.of == of):
        if cap.most is not None:
            value = steps.extreme(value, fixed(int(cap.most / unit)), largest=False)
        if cap.least is not None:
            value = steps.extreme(value, fixed(int(cap.least / unit)), largest=True)
    return value


@dataclass(frozen=True, slots=True)
class _Writer:
    """Expressions of the language as whole numbers; `known` are the weight and the named quantities so far."""

    rubric: Rubric
    read: Mapping[str, str]
    steps: Steps
    known: dict[str, Number]

    def named(self, alternatives: Sequence[object], stated: str | None) -> Number:
        """A named quantity: the first of its ways that is known, else the rate as printed."""
        ways = [self.number(one.expr) for one in alternatives]  # type: ignore[attr-defined]
        if stated is not None:
            ways.append(self.number(Name(stated)))
        *tried, found = ways
        for way in reversed(tried):
            found = fraction.chosen(self.steps, f"({self.steps.keep(way.bottom).text} > 0)", way, found)
        return _positive(found) if stated is not None else found

    def number(self, expr: Expr) -> Number:
        """An expression as a number."""
        steps = self.steps
        match expr:
            case Literal(Fraction() as value):
                return fraction.constant(value)
            case Name(name) if name in self.known:
                return self.known[name]
            case Name(name):
                spec = self.rubric.dictionary.facts[name]
                assert spec.step is not None
                return Number(spec.step, Whole(self.read[name], *capacity(spec)))
            case Negate(operand):
                return fraction.negative(steps, self.number(operand))
            case Arithmetic("+", left, right):
                return fraction.added(steps, self.number(left), self.number(right))
            case Arithmetic("-", left, right):
                return fraction.added(steps, self.number(left), fraction.negative(steps, self.number(right)))
            case Arithmetic("*", left, right):
                return fraction.multiplied(steps, self.number(left), self.number(right))
            case Arithmetic("/", left, right):
                return fraction.divided(steps, self.number(left), self.number(right))
            case Call("min" | "max" as which, _):
                return fraction.extreme(steps, [self.number(one) for one in expr.operands], which == "max")
            case Call("abs", (operand,)):
                inner = self.number(operand)
                return Number(inner.scale, steps.size(inner.top), inner.bottom)
            case If(condition, then, otherwise):
                when = steps.truth(self.truth(condition))
                return fraction.chosen(steps, when, self.number(then), self.number(otherwise))
            case _:
                raise NotImplementedError(str(expr))

    def truth(self, expr: Expr) -> str:
        """An expression as a condition."""
        match expr:
            case Name(name):
                return self.read[name]
            case Compare(op, left, right):
                return fraction.ordered(self.steps, op, self.number(left), self.number(right))
            case And(parts):
                return self.steps.dialect.every([self.truth(part) for part in parts])
            case Or(parts):
                return self.steps.dialect.some([self.truth(part) for part in parts])
            case Not(operand):
                return self.steps.dialect.no(self.truth(operand))
            case _:
                raise NotImplementedError(str(expr))


def _positive(value: Number) -> Number:
    """A number whose last way is always known: what is below is above 0 in every row."""
    return Number(value.scale, value.top, Whole(value.bottom.text, max(value.bottom.low, 1), value.bottom.high))
