"""That a range over open facts has its ends where it says, and that nothing tried lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Any

from youju.feel import Value, read_number
from youju.ledger.explained.context import Context
from youju.ledger.explained.elsewhere import applying, points_with
from youju.ledger.explained.faults import Fault, ranged
from youju.ledger.explained.otherwise import readings
from youju.ledger.explained.probes import probes
from youju.ledger.explained.world import number_in

Record = dict[str, Any]
TRIED = 1_000
"""How many combinations of values are tried at most; where weights would move only the ends are."""


def check_range(context: Context, said: Record) -> Iterator[Fault]:
    """Every way in which a range is not that of its open facts."""
    world, opened = context.world, said["open"]
    low, points, high = (number_in(said[key]) for key in ("low", "points", "high"))
    # The points now entered need not lie within: a claim may stand that no value bears out.
    if points != read_number(context.row["points"]) or low > high:
        yield ranged("现有得分不对，或上下限颠倒", "the points are wrong, or the ends are the wrong way round")
    if not set(opened) <= world.reads() or len(set(opened)) != len(opened) or any(_settled(context, n) for n in opened):
        yield ranged("所说未定的事实其实已定，或规则不读", "what is called open is settled, or read by no rule")
        return
    for key, bound in (("low", low), ("high", high)):
        at = _at(context, said[f"{key}_at"], opened)
        reached = bound == points if at == {} else at is not None and _entered(context, said, at) == bound
        if not reached and (said["exact"] or at != {}):
            zh = "最低" if key == "low" else "最高"
            yield ranged(f"按所给的取值得不到{zh}分", f"the values given do not attain the {key} end")
    if any(not low <= _entered(context, said, values) <= high for values in _tried(context, opened)):
        yield ranged("有的取值得分在范围之外", "some values give points outside")


def _entered(context: Context, said: Record, values: Mapping[str, Value]) -> Fraction:
    """The points, less what rulings took, which stays taken."""
    taken = context.world.present.points - number_in(said["points"]) if context.world.applies else Fraction(0)
    return max(points_with(context, values) - taken, min(number_in(said["low"]), Fraction(0)))


def _tried(context: Context, opened: list[str]) -> Iterator[Mapping[str, Value]]:
    """Combinations of values of open facts with which rules decide."""
    if applying(context) & set(opened):
        return
    ways = product(*(_candidates(context, name) for name in opened))
    for values in islice(ways, TRIED):
        chosen = dict(zip(opened, values, strict=True))
        if context.world.at(chosen).decided:
            yield chosen


def _settled(context: Context, name: str) -> bool:
    """Whether there is nothing open about a fact; a printed rate may be open although the report says it once."""
    compared = {let["stated"] for let in context.lets.values() if "stated" in let}
    known = name in context.facts and context.facts[name]["status"] not in ("missing", "conflicting")
    return known and name not in compared


def _at(context: Context, said: Record, opened: list[str]) -> dict[str, Value] | None:
    """The values given for an end; None where they are not values of open facts, or not of those stated or declared."""
    if set(said) & set(context.lets):
        return _reading(context, said, opened)
    world = context.world
    values = {name: world.read(name, shown) for name, shown in said.items()}
    if not set(values) <= set(opened) or not all(world.allowed(name, value) for name, value in values.items()):
        return None
    torn = {name for name in values if context.facts.get(name, {}).get("status") == "conflicting"}
    return None if any(values[name] not in _stated(context, name) for name in torn) else values


def _reading(context: Context, said: Record, opened: list[str]) -> dict[str, Value] | None:
    """A named quantity as one of its declared readings gives it, beside facts."""
    facts = {name: shown for name, shown in said.items() if name not in context.lets}
    beside = _at(context, facts, opened)
    declared = [(name, value) for _, name, value in readings(context)]
    chosen = {name: number_in(shown) for name, shown in said.items() if name in context.lets}
    known = all((name, value) in declared and context.lets[name]["stated"] in opened for name, value in chosen.items())
    return None if beside is None or not known else {**beside, **chosen}


def _candidates(context: Context, name: str) -> list[Value]:
    status = context.facts.get(name, {}).get("status")
    if status == "conflicting":
        return _stated(context, name)
    return probes(context.world, name) if status in (None, "missing") else [context.world.values[name]]


def _stated(context: Context, name: str) -> list[Value]:
    """The values that a report gives a fact about which it says several."""
    return [context.world.read(name, statement[0]) for statement in context.facts[name]["statements"]]
