"""That the facts cited suffice for the points, and that each is needed where the explanation calls itself minimal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.feel import UNKNOWN
from youju.ledger.explained.faults import Fault, cited
from youju.ledger.explained.world import World, number_in

Record = dict[str, Any]


def check_cited(world: World, said: Record) -> Iterator[Fault]:
    """Every way in which what is cited does not decide, is not needed, or what is lacking is not what lacks."""
    names = said["cites"]
    if len(set(names)) != len(names) or not set(names) <= world.reads():
        yield cited("有重复的，或规则不读的", "one stands twice or is read by no rule")
    elif any(world.values.get(name, UNKNOWN) is UNKNOWN for name in names):
        yield cited("有取值不明的", "one has no known value")
    elif not world.same(world.alone(names)):
        yield cited("只凭这些事实，规则得不出这个分", "with these facts alone the rules do not give these points")
    if said["lacking"] != (sorted(world.present.missing) if not world.present.decided else []):
        yield cited("所说缺少的事实与规则缺少的不符", "what is said to be lacking is not what the rules lack")
    yield from _needed(world, said)


def _needed(world: World, said: Record) -> Iterator[Fault]:
    """For each fact a witness: values under which, the other cited ones as they are, the points are others."""
    shown = [need["fact"] for need in said["needs"]]
    if shown != [name for name in said["cites"] if name in shown]:
        yield cited("反例不是所举事实的，或次序不对", "a witness is for no fact cited, or out of order")
    if said["minimal"] is not (shown == said["cites"]):
        zh = "称各项都必不可少，却有一项没有反例；或各有反例而不称"
        yield cited(zh, "called minimal without a witness for each, or the reverse")
    for need in said["needs"]:
        if not _witnessed(world, need, said["cites"]):
            zh, en = f"“{need['fact']}”的反例不成立：换了取值得分照旧，或动了别的事实", "its witness changes nothing"
            yield cited(zh, f"the witness for {need['fact']} does not hold: {en}, or other facts cited")


def _witnessed(world: World, need: Record, names: list[str]) -> bool:
    changes = {name: world.read(name, shown) for name, shown in need["values"].items()}
    others = set(changes) & set(names) - {need["fact"]}
    if need["fact"] not in changes or others or not all(world.allowed(name, v) for name, v in changes.items()):
        return False
    found = world.at(changes)
    if world.applies and need["points"] is None:
        # Nothing that rules read is unknown, and they decide nothing all the same.
        return world.present.decided and not found.decided and not found.missing
    points = None if need["points"] is None else number_in(need["points"])
    return world.differs(found) and points == (found.points if world.applies else None)
