"""That a range over open facts has its ends where it says, and that nothing tried lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Any

from youju.feel import Value
from youju.ledger.explained.faults import Fault, ranged
from youju.ledger.explained.probes import probes
from youju.ledger.explained.world import World, number_in

Record = dict[str, Any]
TRIED = 1_000
"""How many combinations of values are tried at most."""


def check_range(world: World, row: Record, said: Record | None, facts: Mapping[str, Record]) -> Iterator[Fault]:
    """Every way in which a range is not that of its open facts; `facts` are the lines of the ledger."""
    if said is None:
        return
    low, points, high = (number_in(said[key]) for key in ("low", "points", "high"))
    # The points now entered need not lie within: a claim may stand that no value bears out.
    if points != number_in(row["points"]) or low > high:
        yield ranged("现有得分不对，或上下限颠倒", "the points are wrong, or the ends are the wrong way round")
    opened = said["open"]
    if not set(opened) <= world.reads() or len(set(opened)) != len(opened) or any(_settled(facts, n) for n in opened):
        yield ranged("所说未定的事实其实已定，或规则不读", "what is called open is settled, or read by no rule")
        return

    def entered(values: Mapping[str, Value]) -> Fraction:
        """The points, less what rulings took, which stays taken."""
        return max(world.at(values).points - world.present.points + points, min(low, Fraction(0)))

    for key, bound in (("low", low), ("high", high)):
        at = _at(world, said[f"{key}_at"], opened, facts)
        reached = bound == points if at == {} else at is not None and entered(at) == bound
        if not reached and (said["exact"] or at != {}):
            zh = "最低" if key == "low" else "最高"
            yield ranged(f"按所给的取值得不到{zh}分", f"the values given do not attain the {key} end")
    ways = product(*(_candidates(world, name, facts) for name in opened))
    tried = (dict(zip(opened, values, strict=True)) for values in islice(ways, TRIED))
    if any(world.at(values).decided and not low <= entered(values) <= high for values in tried):
        yield ranged("有的取值得分在范围之外", "some values give points outside")


def _settled(facts: Mapping[str, Record], name: str) -> bool:
    return name in facts and facts[name]["status"] not in ("missing", "conflicting")


def _at(world: World, said: Record, opened: list[str], facts: Mapping[str, Record]) -> dict[str, Value] | None:
    """The values given for an end; None where they are not values of open facts, or not of those stated."""
    values = {name: world.read(name, shown) for name, shown in said.items()}
    if not set(values) <= set(opened) or not all(world.allowed(name, value) for name, value in values.items()):
        return None
    torn = {name for name in values if name in facts and facts[name]["status"] == "conflicting"}
    return None if any(values[name] not in _stated(world, name, facts) for name in torn) else values


def _candidates(world: World, name: str, facts: Mapping[str, Record]) -> list[Value]:
    if name in facts and facts[name]["status"] == "conflicting":
        return _stated(world, name, facts)
    return probes(world, name)


def _stated(world: World, name: str, facts: Mapping[str, Record]) -> list[Value]:
    """The values that a report gives a fact about which it says several."""
    return [world.read(name, statement[0]) for statement in facts[name]["statements"]]
