"""What the rules of a card come to in every row, as `audit` settles one: decided, or open between bounds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from youju.population.columns.condition import (
    chosen,
    compared,
    conjunction,
    disjunction,
    holds,
    known,
    negation,
    stands,
)
from youju.population.columns.quotient import Quotient, constant, extreme, kept, ordered, picked, total
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import FALSE, TRUE, UNKNOWN_NUMBER, Node, Term, plus
from youju.rubric import Indicator
from youju.structs import Struct

Rules: TypeAlias = Sequence[tuple[Node, Quotient]]
"""The truth of each rule and its points, both possibly unknown."""


class Settled(Struct):
    """The outcome of a card's rules in every row.

    `decided` is true or false, never unknown; `points` are exact, and known where it is true. `rule` is the number of
    the rule that counts, from 1, unknown where none is decided; where rules are summed, a bit for each that holds.
    `low` and `high` make the range of points that missing facts leave, `bounds` where nothing is known. `reached` is
    as good as `points` where it is decided, and elsewhere whatever was cheapest to work out. `blank`, of rules whose
    facts are known together, tells where these are and what the low end is elsewhere.
    """

    decided: Node
    points: Quotient
    rule: Term
    low: Quotient
    high: Quotient
    reached: Quotient
    blank: tuple[Node, Quotient] | None = None


def settled(sheet: Sheet, indicator: Indicator, rules: Rules, bounds: tuple[Quotient, Quotient]) -> Settled:
    """The rules of an indicator under its hit policy. `bounds` limit points that cannot be worked out."""
    if indicator.hit == "sum":
        return _summed(sheet, rules, bounds, clamped=not indicator.adjustment)
    return _single(sheet, rules, bounds, unique=indicator.hit == "unique")


def _single(sheet: Sheet, rules: Rules, bounds: tuple[Quotient, Quotient], unique: bool) -> Settled:
    together = None if unique else _together(sheet, rules)
    if together is not None:
        return _at_once(sheet, rules, bounds, together)
    truths = [truth for truth, _ in rules]
    which = sheet.column(chosen(_only(truths) if unique else _first(sheet, truths)))
    points = kept(sheet, picked([(compared("=", which, i), points) for i, (_, points) in enumerate(rules, start=1)]))
    decided = points.known
    rule = sheet.column(chosen([(decided, which)])) if any(known(one.top) != TRUE for _, one in rules) else which
    # A rule may count that is not false and that no rule before it is sure to forestall.
    may = [
        sheet.truth(stands(conjunction([truth, negation(_any(sheet, () if unique else truths[:i]))])))
        for i, truth in enumerate(truths)
    ]
    # Where no rule holds and at most one is unknown, that one may fail too.
    open_to_none = sheet.truth(stands(negation(disjunction([_any(sheet, truths), _two(sheet, truths)]))))
    # Where a rule is sure to count no other may, so that both ends are its points.
    low, high = (
        kept(sheet, _end(sheet, [*zip(may, (points for _, points in rules), strict=True)], open_to_none, bound, least))
        for bound, least in zip(bounds, (True, False), strict=True)
    )
    return Settled(sheet.truth(decided), points, rule, low, high, low)


def _any(sheet: Sheet, truths: Sequence[Node]) -> Node:
    """Whether one of some truths holds, each step a column that longer ones go on from."""
    return reduce(lambda some, one: sheet.truth(disjunction([some, one])), truths, FALSE)


def _two(sheet: Sheet, truths: Sequence[Node]) -> Node:
    """Whether two of some truths may hold: true or false."""
    some, two = stands(truths[0]), FALSE
    for truth in truths[1:]:
        one = stands(truth)
        two = disjunction([two, sheet.truth(conjunction([some, one]))])
        some = sheet.truth(disjunction([some, one]))
    return two


def _first(sheet: Sheet, truths: Sequence[Node]) -> list[tuple[Node, Term]]:
    """Options for the first that holds: the first that nobody knows ends the search."""
    options: list[tuple[Node, Term]] = []
    for i, truth in enumerate(truths, start=1):
        options += [(truth, i), (negation(sheet.known(truth)), UNKNOWN_NUMBER)]
    return options


def _only(truths: Sequence[Node]) -> list[tuple[Node, Term]]:
    """Options for the only one that holds."""
    others = ([*truths[:i], *truths[i + 1 :]] for i in range(len(truths)))
    pairs = zip(truths, others, strict=True)
    return [(conjunction([*map(negation, rest), one]), i) for i, (one, rest) in enumerate(pairs, start=1)]


def _together(sheet: Sheet, rules: Rules) -> Node | None:
    """Where all facts of the rules are known, if it is all or none of them; constant points need no facts."""
    wheres = {sheet.known(truth) for truth, _ in rules}
    if len(wheres) != 1:
        return None
    (where,) = wheres
    fit = all(sheet.known(points.top) == where or _constant(points) is not None for _, points in rules)
    return where if fit else None


def _at_once(sheet: Sheet, rules: Rules, bounds: tuple[Quotient, Quotient], where: Node) -> Settled:
    """Rules in their order whose facts are known together: elsewhere any of them may count."""
    whens: list[Node] = []
    for truth, _ in rules:
        # What denies a rule that did not hold is true wherever it is known.
        denies = any(sheet.deny(truth, before) for before in whens)
        whens.append(where if denies else truth)
    ways = [(when, points) for when, (_, points) in zip(whens, rules, strict=True)]
    which = sheet.column(chosen([(when, i) for i, when in enumerate(whens, start=1)]))

    def elsewhere(bound: Quotient, largest: bool) -> Quotient:
        # One rule alone that nobody knows may also not hold.
        ends = [bound] if len(rules) == 1 else []
        ends += [bound if _constant(points) is None else points for _, points in rules]
        return extreme(sheet, ends, largest)

    least, most = elsewhere(bounds[0], False), elsewhere(bounds[1], True)
    low, high = (
        kept(sheet, picked([*ways, (where, bound), (TRUE, end)]))
        for bound, end in zip(bounds, (least, most), strict=True)
    )
    decided = sheet.truth(known(which))
    return Settled(decided, kept(sheet, picked(ways)), which, low, high, low, (where, least))


def _end(sheet: Sheet, may: Rules, open_to_none: Node, bound: Quotient, least: bool) -> Quotient:
    """The least or greatest points of the rules that may count; the bound where points are unknown or none may."""
    options = [(when, picked([(points.known, points), (TRUE, bound)])) for when, points in may]
    options.append((open_to_none, bound))
    fixed = [(at, option) for option in options if (at := _constant(option[1])) is not None]
    # The first of the constants that may count, from the end that is asked for.
    inner = [option for _, option in sorted(fixed, key=lambda one: one[0], reverse=not least)]
    loose = [kept(sheet, picked([option])) for option in options if _constant(option[1]) is None]
    if not loose:
        # One of them always may.
        return picked([*inner[:-1], (TRUE, inner[-1][1])])
    single = [kept(sheet, picked(inner)), *loose]
    return reduce(lambda one, other: kept(sheet, _further(one, other, "<=" if least else ">=")), single)


def _further(one: Quotient, other: Quotient, op: str) -> Quotient:
    """The one of two that is further out; of an unknown and a known one the known."""
    return picked([(ordered(op, one, other), one), (other.known, other), (TRUE, one)])


def _summed(sheet: Sheet, rules: Rules, bounds: tuple[Quotient, Quotient], clamped: bool) -> Settled:
    zero = constant(0)
    sure = [sheet.truth(conjunction([truth, points.known])) for truth, points in rules]
    settles = [
        sheet.known(truth) if points.known == TRUE else disjunction((holds(one), negation(stands(truth))))
        for one, (truth, points) in zip(sure, rules, strict=True)
    ]
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
    return Settled(decided, points, sheet.column(_added(bits)), kept(sheet, low), kept(sheet, high), certain)


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


def _added(terms: Sequence[Term]) -> Term:
    return reduce(plus, terms, 0)


def _constant(value: Quotient) -> Fraction | None:
    return Fraction(value.top, value.bottom) if isinstance(value.top, int) and isinstance(value.bottom, int) else None
