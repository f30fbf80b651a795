"""What an indicator does not know, and the values it may have: facts that are missing, facts of which several values
are stated, and for numbers the values at which its rules may turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from youju.audit import Audit
from youju.explain.levels import levels
from youju.explain.scoring import Scoring
from youju.facts import Fact
from youju.feel import UNKNOWN, Expr, Literal, Value, children, evaluate, names
from youju.firing import case_of
from youju.rubric import Indicator, Let
from youju.structs import Struct

Values = Mapping[str, Value]
MAX_WORLDS = 4096
"""Combinations of truth values, texts and stated values that are tried one by one: 2^12."""
_OTHER = "（其他）"


class Setting(Struct):
    """Facts of which every value is tried while the other missing ones stay unknown.

    `whole` tells that no missing fact which the rules read is left out. Where one is, a rate comes from its next
    formula or as printed, and only what rules then decide counts.
    """

    names: tuple[str, ...]
    whole: bool


class Worlds(Struct):
    """Assignments of values to open facts. `complete` tells that none of the others gives fewer or more points."""

    values: tuple[Values, ...]
    complete: bool


def in_doubt(audit: Audit, indicator: Indicator) -> tuple[str, ...]:
    """The facts of an indicator in conflict which no ruling on the contradiction has settled."""
    torn = {name for doubt in audit.doubts if _conflict(doubt.code, doubt.indicator, indicator) for name in doubt.facts}
    return tuple(name for name in indicator.facts if name in torn)


def _conflict(code: str, about: str | None, indicator: Indicator) -> bool:
    return code == "conflicting-statements" and about == indicator.id


def settings(scoring: Scoring, indicator: Indicator, given: Values) -> tuple[Setting, ...]:
    """The ways in which what the rules read may come to be known, all of it first; `given` counts as known.

    A named quantity that is known already is not asked anew. One that is unknown may come from each of its formulas,
    the earlier ones staying unknown, or as the report prints it.
    """
    values = {**scoring.values, **given}
    case = case_of(indicator, values, scoring.audit.firings.own.get(indicator.id, Fraction(0)))
    torn = [name for name in in_doubt(scoring.audit, indicator) if name not in given]
    read = set(_read(indicator, case.values))
    missing = [name for name in indicator.facts if name in read and values.get(name, UNKNOWN) is UNKNOWN]
    full = tuple(dict.fromkeys((*(name for name in torn if name in read), *missing)))
    found = [Setting(full, whole=True)]
    for let in indicator.lets:
        if case.values[let.name] is UNKNOWN:
            found += [Setting(kept, whole=False) for kept in _ways(let, full, values)]
    return tuple(dict.fromkeys(one for one in found if one.whole or one.names != full))


def _ways(let: Let, full: tuple[str, ...], values: Values) -> Iterator[tuple[str, ...]]:
    """What is tried where an unknown quantity comes from a later formula, or as printed."""
    sources = [names(formula.expr) for formula in let.alternatives]
    for place, source in enumerate(sources[1:], start=1):
        earlier = frozenset[str]().union(*sources[:place]) - source
        yield tuple(name for name in full if name not in earlier)
    if let.stated is not None:
        kept = [name for name in full if name not in frozenset[str]().union(*sources)]
        yield (*kept, *([let.stated] if values.get(let.stated, UNKNOWN) is UNKNOWN else ()))


def _read(indicator: Indicator, values: Values) -> Iterator[str]:
    """The names that rules read, through quantities: of a known one those of the formula that gives it."""
    lets = {let.name: let for let in indicator.lets}
    waiting = [name for rule in indicator.rules for part in (rule.when, rule.points) for name in names(part.expr)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in lets:
            yield name
            continue
        formulas = [formula.expr for formula in lets[name].alternatives]
        if values[name] is not UNKNOWN:
            formulas = [next(one for one in formulas if evaluate(one, values) is not UNKNOWN)]
        for one in formulas:
            waiting.extend(names(one))


def worlds(scoring: Scoring, indicator: Indicator, tried: Sequence[str], given: Values) -> Worlds | None:
    """Assignments among which are those of the least and the most points, if `complete`; None where they are too many.

    Truth values, texts and stated values are tried in every combination; one number at all values where the rules may
    turn, beside them and far beyond; of several numbers each is so tried while the others stand still.
    """
    choices = {name: found for name in tried if (found := choices_of(scoring.audit, indicator, name)) is not None}
    numbers = [name for name in tried if name not in choices]
    if prod(map(len, choices.values())) * (1 + 8 * len(numbers)) > MAX_WORLDS:
        return None
    every: dict[tuple[tuple[str, Value], ...], None] = {}
    complete = len(numbers) <= 1
    for combination in product(*choices.values()):
        chosen = dict(zip(choices, combination, strict=True))
        for one, whole in _numbered(scoring, indicator, numbers, chosen, given):
            every[tuple(one.items())] = None
            complete = complete and whole
    return Worlds(tuple(dict(items) for items in every), complete)


def choices_of(audit: Audit, indicator: Indicator, name: str) -> tuple[Value, ...] | None:
    """The values of an open fact, where they can be listed: those stated, the truth values, the texts that count."""
    fact = audit.facts[name]
    if fact.status == "conflicting":
        return fact.worlds
    if fact.spec.type == "boolean":
        return True, False
    if fact.spec.type == "text":
        formulas = [formula.expr for rule in indicator.rules for formula in (rule.when, rule.points)]
        formulas += [one.expr for let in indicator.lets for one in let.alternatives]
        return (*dict.fromkeys(text for formula in formulas for text in _texts(formula)), _OTHER)
    return None


def _texts(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Literal) and isinstance(expr.value, str):
        yield expr.value
    for part in children(expr):
        yield from _texts(part)


def _numbered(
    scoring: Scoring, indicator: Indicator, numbers: Sequence[str], chosen: Values, given: Values
) -> Iterator[tuple[Values, bool]]:
    """The choices with values of the numbers beside them, and whether these are all that count of a single one."""
    if not numbers:
        yield chosen, True
    for moving in numbers:
        others = [name for name in numbers if name != moving]
        for stand in product(*(stand_of(scoring.audit.facts[name]) for name in others)):
            beside = {**chosen, **dict(zip(others, stand, strict=True))}
            values, whole = along(scoring, indicator, moving, {**given, **beside})
            for value in values:
                yield {name: {**beside, moving: value}[name] for name in (*chosen, *numbers)}, whole


def along(scoring: Scoring, indicator: Indicator, moving: str, given: Values) -> tuple[tuple[Fraction, ...], bool]:
    """The ends of the stretches of a number over which an indicator's points stay or run one way, in order.

    With them comes whether that is so of every stretch. What adds or takes points without a bound of its own is
    followed as far as the rubric's total: no total has more.
    """
    found = levels(scoring, indicator, moving, given)
    if found is None:
        return (), False
    ends = (end for span in found.spans for end in (span.first, span.last))
    most = scoring.audit.rubric.spec.total * found.step
    held = (max(-most, min(end, most)) if indicator.adjustment else end for end in ends)
    return tuple(sorted(set(held))), found.exact


def stand_of(fact: Fact) -> tuple[Fraction, ...]:
    """Where a number stands still while another moves: at a hundred of its unit, and at its least value."""
    spec = fact.spec
    hundred = spec.scale * 100 if spec.most is None else min(spec.most, spec.scale * 100)
    return tuple(dict.fromkeys((hundred, spec.least or Fraction(0))))
