"""What the rules of a card come to in every row, as `audit` settles one: decided, or open between bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from youju.population.quotient import Quotient, constant, kept, ordered, picked, total
from youju.population.sheet import Sheet
from youju.population.term import (
    TRUE,
    Node,
    Term,
    chosen,
    compared,
    conjunction,
    disjunction,
    holds,
    known,
    negation,
    plus,
    stands,
)
from youju.rubric import Indicator

Rules: TypeAlias = Sequence[tuple[Node, Quotient]]
"""The truth of each rule and its points, both possibly unknown."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of a card's rules in every row.

    `decided` is true or false, never unknown; `points` are exact, and known where it is true. `rule` is the number of
    the rule that counts, from 1, unknown where none is decided; where rules are summed, a bit for each that holds.
    `low` and `high` make the range of points that missing facts leave, `bounds` where nothing is known.
    """

    decided: Node
    points: Quotient
    rule: Term
    low: Quotient
    high: Quotient


def settled(sheet: Sheet, indicator: Indicator, rules: Rules, bounds: tuple[Quotient, Quotient]) -> Settled:
    """The rules of an indicator under its hit policy. `bounds` limit points that cannot be worked out."""
    if indicator.hit == "sum":
        return _summed(sheet, rules, bounds, clamped=not indicator.adjustment)
    return _single(sheet, rules, bounds, unique=indicator.hit == "unique")


def _single(sheet: Sheet, rules: Rules, bounds: tuple[Quotient, Quotient], unique: bool) -> Settled:
    truths = [truth for truth, _ in rules]
    counts = [
        conjunction([*map(negation, [*truths[:i], *(truths[i + 1 :] if unique else ())]), truth])
        for i, truth in enumerate(truths)
    ]
    which = sheet.column(chosen([(one, i) for i, one in enumerate(counts, start=1)]))
    points = kept(sheet, picked([(compared("=", which, i), points) for i, (_, points) in enumerate(rules, start=1)]))
    decided = points.known
    rule = sheet.column(chosen([(decided, which)])) if any(known(one.top) != TRUE for _, one in rules) else which
    # A rule may count that is not false and that no rule before it is sure to forestall.
    may = [
        sheet.truth(conjunction([stands(truth), *(() if unique else (negation(holds(one)) for one in truths[:i]))]))
        for i, truth in enumerate(truths)
    ]
    alone = sheet.truth(conjunction([*(negation(holds(one)) for one in truths), compared("=", _unknowns(truths), 1)]))
    none = sheet.truth(conjunction([negation(one) for one in may]))
    ends = [
        _end(sheet, [*zip(may, (points for _, points in rules), strict=True)], (alone, none), bound, least)
        for bound, least in zip(bounds, (True, False), strict=True)
    ]
    low, high = (picked([(decided, points), (TRUE, end)]) for end in ends)
    return Settled(sheet.truth(decided), points, rule, kept(sheet, low), kept(sheet, high))


def _end(sheet: Sheet, may: Rules, wide: Sequence[Node], bound: Quotient, least: bool) -> Quotient:
    """The least or greatest points of the rules that may count; the bound where points, or all, are unknown."""
    options = [(when, picked([(points.known, points), (TRUE, bound)])) for when, points in may]
    options += [(when, bound) for when in wide]
    constants = {when: at for when, value in options if (at := _constant(value)) is not None}
    if len(constants) == len({when for when, _ in options}) == len(options):
        # The first that may count, from the end that is asked for.
        return picked(sorted(options, key=lambda option: constants[option[0]], reverse=not least))
    single = [kept(sheet, picked([option])) for option in options]
    return reduce(lambda one, other: kept(sheet, _further(one, other, "<=" if least else ">=")), single)


def _further(one: Quotient, other: Quotient, op: str) -> Quotient:
    """The one of two that is further out; of an unknown and a known one the known."""
    return picked([(negation(one.known), other), (ordered(op, one, other), one), (other.known, other), (TRUE, one)])


def _summed(sheet: Sheet, rules: Rules, bounds: tuple[Quotient, Quotient], clamped: bool) -> Settled:
    zero = constant(0)
    sure = [sheet.truth(conjunction([holds(truth), points.known])) for truth, points in rules]
    settles = [disjunction((one, negation(stands(truth)))) for one, (truth, _) in zip(sure, rules, strict=True)]
    decided = sheet.truth(conjunction(settles))
    certain = total(
        sheet, [picked([(one, points), (TRUE, zero)]) for one, (_, points) in zip(sure, rules, strict=True)]
    )
    bits = [chosen([(one, 1 << i), (TRUE, 0)]) for i, one in enumerate(sure)]
    low, high = (
        total(sheet, [_share(one, *rule, bound, op) for one, rule in zip(sure, rules, strict=True)])
        for bound, op in zip(bounds, ("<", ">"), strict=True)
    )
    if clamped:
        low = picked([(ordered("<", low, bounds[0]), bounds[0]), (TRUE, low)])
        high = picked([(ordered(">", high, bounds[1]), bounds[1]), (TRUE, high)])
    points = kept(sheet, picked([(decided, certain)]))
    return Settled(decided, points, sheet.column(_added(bits)), kept(sheet, low), kept(sheet, high))


def _share(sure: Node, truth: Node, points: Quotient, bound: Quotient, op: str) -> Quotient:
    """What a rule adds to an end of the range: its points where sure, none where false, else what is further out."""
    zero = constant(0)
    return picked(
        [
            (sure, points),
            (negation(stands(truth)), zero),
            (ordered(op, points, zero), points),
            (points.known, zero),
            (ordered(op, bound, zero), bound),
            (TRUE, zero),
        ]
    )


def _unknowns(truths: Sequence[Node]) -> Term:
    """How many of some truths are unknown."""
    return _added([chosen([(known(one), 0), (TRUE, 1)]) for one in truths])


def _added(terms: Sequence[Term]) -> Term:
    return reduce(plus, terms, 0)


def _constant(value: Quotient) -> Fraction | None:
    return Fraction(value.top, value.bottom) if isinstance(value.top, int) and isinstance(value.bottom, int) else None
