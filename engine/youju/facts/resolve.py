"""From statements to facts: what agrees within its printed digits is settled, what does not is conflicting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from youju.facts.spec import Bounds, FactSpec
from youju.facts.statements import Fact, Statement
from youju.feel import UNKNOWN

Interval = tuple[Fraction | None, Fraction | None]


def resolve(
    specs: Mapping[str, FactSpec], statements: Iterable[Statement], spoken: Collection[str] | None = None
) -> dict[str, Fact]:
    """A fact for every name of the dictionary, in its order.

    `spoken` are the titles that the report speaks of (all, where it is None): a report's silence means what the
    dictionary declares only in a passage that is there; of an indicator that it never mentions nothing is known.
    """
    by_name: dict[str, list[Statement]] = {name: [] for name in specs}
    for statement in statements:
        by_name[statement.fact].append(statement)
    return {name: _fact(name, spec, tuple(by_name[name]), spoken) for name, spec in specs.items()}


def agree(left: Statement, right: Statement) -> bool:
    """Whether two statements can both be true: rounding intervals that overlap, or the same word."""
    return all_agree((left, right))


def all_agree(statements: Sequence[Statement]) -> bool:
    """Whether statements can all be true; intervals that overlap two by two have a point in common."""
    if len(statements) == 1:
        return True
    words = {statement.value for statement in statements if not _is_number(statement)}
    numbers = [interval(statement) for statement in statements if _is_number(statement)]
    if words:
        return len(words) == 1 and not numbers
    lows = [low for low, _ in numbers if low is not None]
    highs = [high for _, high in numbers if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def interval(statement: Statement) -> Interval:
    """The values a number may stand for: what it was rounded from, open on the side of a printed bound.

    余 and 多 promise at least the number; 约 promises nothing.
    """
    value = statement.value
    if not isinstance(value, Fraction):
        raise TypeError("only a number has an interval")
    half = statement.half_unit
    low, high = (value - half, value + half) if half else (value, value)
    if statement.comparator in (">", ">="):
        return low, None
    if statement.comparator in ("<", "<="):
        return None, high
    if statement.approximate:
        return (value if any(word in statement.number.text for word in "余多") else None), None
    return low, high


def within(bounds: Bounds, statement: Statement) -> bool:
    """Whether some reading of a statement lies within the bounds: what was rounded out of them is let be."""
    value = statement.value
    if (bounds.min is None and bounds.max is None) or not isinstance(value, Fraction):
        return True
    # A rough number may stand for others, but nobody writes 约3000% of what is at most all.
    low, high = (value, value) if statement.approximate else interval(statement)
    below = bounds.min is not None and high is not None and high < bounds.min.value
    return not below and not (bounds.max is not None and low is not None and low > bounds.max.value)


def _is_number(statement: Statement) -> bool:
    return isinstance(statement.value, Fraction)


def _fact(name: str, spec: FactSpec, said: tuple[Statement, ...], spoken: Collection[str] | None) -> Fact:
    statements = tuple([one for one in said if within(spec.bounds, one)]) if said else ()
    outside = tuple(one for one in said if not within(spec.bounds, one)) if len(statements) < len(said) else ()
    if outside and not statements:
        return Fact(name, spec, "missing", UNKNOWN, outside=outside)
    if not statements:
        silent = spoken is not None and bool(spec.within) and not any(title in spoken for title in spec.within)
        if spec.default is None or silent:
            return Fact(name, spec, "missing", UNKNOWN)
        return Fact(name, spec, "defaulted", spec.default.value)
    agreed = all_agree(statements)
    ranked = range(len(statements))
    chosen = 0 if len(ranked) == 1 else min(ranked, key=lambda i: _rank(i, statements[i], agreed))
    return Fact(
        name, spec, "settled" if agreed else "conflicting", statements[chosen].value, statements, chosen, outside
    )


def _rank(index: int, statement: Statement, agreed: bool) -> tuple[object, ...]:
    """Among statements that agree a trusted and then the most precise one counts, else the first of the scored part.

    What is stated counts before what parts of it add up to.
    """
    bound, added = statement.comparator != "=", bool(statement.parts)
    if agreed:
        doubted = statement.trust == "low"
        return bound, doubted, added, statement.approximate, statement.half_unit, not statement.scored_part, index
    return added, not statement.scored_part, bound, index
