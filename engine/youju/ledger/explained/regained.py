"""That each way to win points back does so with nothing to spare, and that points stay as far as is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Value
from youju.ledger.explained.faults import Fault, regained, stays
from youju.ledger.explained.probes import probes
from youju.ledger.explained.world import World, number_in

Record = dict[str, Any]


def check_regain(world: World, row: Record, line: Record, said: Record) -> Iterator[Fault]:
    """Every way that does not reach its points, reaches them with less, or whose sums are wrong."""
    points, target, lost, ruled = (number_in(said[key]) for key in ("points", "target", "lost", "ruled"))
    full = number_in(line["effective_weight"])
    if points != number_in(row["points"]) or lost != target - points or ruled != world.present.points - points:
        yield regained("现有得分、失分与目标对不上", "points, what is lost and the target do not agree")
    if not points <= target or (not said["ways"] and target not in (points, full)):
        yield regained("目标低于现有得分，或没有办法达到", "the target is below the points, or no way leads to it")
    for number, way in enumerate(said["ways"] + said["nearer"]):
        own = number_in(way["points"])
        nearer = number >= len(said["ways"])
        aim = own if nearer else target
        if not points < aim <= own or (nearer and own >= target):
            yield regained(f"第 {number + 1} 种办法的得分不是目标", f"way {number + 1} does not aim at its target")
        yield from _way(world, number + 1, way, aim)


def _way(world: World, number: int, way: Record, aim: Fraction) -> Iterator[Fault]:
    zh, en = f"第 {number} 种办法", f"way {number}"
    names = [change["fact"] for change in way["changes"]]
    if not names or len(set(names)) != len(names):
        yield regained(f"{zh}没有改变，或同一事实改了两次", f"{en} changes nothing, or a fact twice")
        return
    after = {change["fact"]: world.read(change["fact"], change["after"]) for change in way["changes"]}
    for change in way["changes"]:
        name = change["fact"]
        if not _is_change(world, change, after[name]):
            zh_, en_ = "改前的值、改后的值或最小单位不对", f"before, after or step of {name} is wrong"
            yield regained(f"{zh}：“{name}”{zh_}", f"{en}: {en_}")
    found = world.at(after)
    if found.claimed or found.points != number_in(way["points"]):
        yield regained(f"{zh}得不到所说的分", f"{en} does not come to its points")
    yield from (fault for change in way["changes"] for fault in _far(world, zh, en, change, after, aim))
    for name in names:
        less = world.at({**after, name: _less(world, name, after[name])})
        if not less.claimed and less.points >= aim:
            yield regained(f"{zh}：“{name}”少改一个最小单位也够", f"{en}: one step less of {name} would do")


def _far(world: World, zh: str, en: str, change: Record, after: Mapping[str, Value], aim: Fraction) -> Iterator[Fault]:
    """That values from a change on, away from the present one, reach the points up to where it is said."""
    name, now, start = change["fact"], world.values.get(change["fact"], UNKNOWN), after[change["fact"]]
    far = None if change["far"] is None else world.read(name, change["far"])
    if not isinstance(start, Fraction) or not isinstance(now, Fraction):
        return
    up = start > now
    beyond = (
        one for one in probes(world, name) if isinstance(one, Fraction) and (one >= start if up else one <= start)
    )
    if isinstance(far, Fraction):
        beyond = (far, *(one for one in beyond if (one <= far if up else one >= far)))
    back = isinstance(far, Fraction) and (far < start if up else far > start)
    found = (world.at({**after, name: one}) for one in beyond)
    if back or any(one.claimed or one.points < aim for one in found):
        yield regained(f"{zh}：“{name}”到所说的界就不够", f"{en}: {name} does not do as far as is said")


def _is_change(world: World, change: Record, after: Value) -> bool:
    name = change["fact"]
    before, step = world.read(name, change["before"]), world.step(name)
    told = None if change["step"] is None else number_in(change["step"]) * world.scale(name)
    on_grid = step is None or (isinstance(after, Fraction) and (after / step).denominator == 1)
    now = world.values.get(name, UNKNOWN)
    return (before, told) == (now, step) and after != now and on_grid and world.allowed(name, after)


def _less(world: World, name: str, after: Value) -> Value:
    """One step less of a change: towards the present value, or not changed at all where it is no number."""
    now, step = world.values.get(name, UNKNOWN), world.step(name)
    if not (isinstance(now, Fraction) and isinstance(after, Fraction) and step is not None):
        return now
    return after - step if after > now else after + step


def check_stays(world: World, said: list[Record]) -> Iterator[Fault]:
    """Every interval whose ends do not keep the points, that could be wider, or that holds a value that does not."""
    if len({one["fact"] for one in said}) != len(said):
        yield stays("同一事实写了两次", "a fact stands twice")
    for one in said:
        name, step = one["fact"], world.step(one["fact"])
        value, low, high = (world.read(name, one[key]) for key in ("value", "low", "high"))
        told = number_in(one["step"]) * world.scale(name)
        if not isinstance(value, Fraction) or (value, told) != (world.values.get(name), step):
            yield stays(f"“{name}”的现值或最小单位不对", f"the value or step of {name} is wrong")
            continue
        if not ((low is UNKNOWN or low <= value) and (high is UNKNOWN or value <= high)):  # pyright: ignore[reportOperatorIssue]
            yield stays(f"“{name}”的现值不在区间内", f"the value of {name} is not within")
        for end, by in ((low, -told), (high, told)):
            yield from _end(world, name, end, by)
        if any(not _keeps(world, name, other) for other in probes(world, name) if _within(other, low, high)):
            yield stays(f"“{name}”的区间里有的值得分不同", f"values of {name} within give other points")


def _end(world: World, name: str, end: Value, by: Fraction) -> Iterator[Fault]:
    if not isinstance(end, Fraction):
        return
    if not (world.allowed(name, end) or end == world.values[name]) or not _keeps(world, name, end):
        yield stays(f"“{name}”到区间的一端得分已变", f"points have changed at an end for {name}")
    elif world.allowed(name, end + by) and _keeps(world, name, end + by):
        yield stays(f"“{name}”的区间还可以再宽", f"the interval of {name} could be wider")


def _keeps(world: World, name: str, value: Value) -> bool:
    other = world.at({name: value})
    return (other.points, other.status) == (world.present.points, world.present.status)


def _within(value: Value, low: Value, high: Value) -> bool:
    above = not isinstance(low, Fraction) or (isinstance(value, Fraction) and value >= low)
    return above and (not isinstance(high, Fraction) or (isinstance(value, Fraction) and value <= high))
