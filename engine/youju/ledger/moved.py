"""What stays as it is whatever an indicator's facts say: which indicators apply, and the weights that moved."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Expr, Value, evaluate, names, parse, read_number
from youju.source import fraction_text
from youju.structs import Struct

Record = dict[str, Any]
Moved = tuple[str, str, str, str]
"""A weight that moved: transfer, from where, to where, how much."""
ZERO = Fraction(0)
SCALES = {"元": Fraction(1), "万元": Fraction(10_000), "亿元": Fraction(100_000_000), "%": Fraction(1, 100)}


class Frame(Struct):
    """The rules of a saved ledger, and what they say of indicators and weights before any rule gives a point.

    `known` are the names of facts, `order` the indicators as they stand in the rubric, `whole` the weights that moved
    to one indicator and `on_top` those that are shared, `weights` what each indicator has then.
    """

    rules: Record
    known: list[str]
    order: list[str]
    applies: Mapping[str, Value]
    whole: list[Moved]
    on_top: list[Moved]
    weights: Mapping[str, Fraction]

    @property
    def moves(self) -> list[Moved]:
        """All weights that moved."""
        return self.whole + self.on_top

    def own(self, name: str) -> Fraction:
        """The weight that an indicator's rules see: all but what is shared on top."""
        return self.weights[name] - sum((read_number(move[3]) for move in self.on_top if move[2] == name), ZERO)


def frame_of(ledger: Record) -> Frame:
    """The frame of a saved ledger, worked out from its rules and the facts of applicability."""
    torn = {fact["name"] for fact in ledger["facts"] if fact["status"] == "conflicting"}
    return frame_over(ledger["rules"], values_in(ledger), torn)


def frame_over(rules: Record, values: Mapping[str, Value], torn: Set[str] = frozenset()) -> Frame:
    """The frame of rules over values; what is read of facts that are `torn` decides no applicability."""
    known = list(rules["facts"])
    order = [
        name for section in rules["rubric"]["sections"] for group in section["groups"] for name in group["indicators"]
    ]
    order += rules["rubric"].get("adjustments", [])
    applies = {name: applies_by(rules["cards"][name], values, torn, known) for name in order}
    whole = list(_moves(rules, order, applies))
    on_top = list(_shared(rules, order, applies, whole))
    return Frame(rules, known, order, applies, whole, on_top, _weights(rules, order, whole + on_top))


@functools.lru_cache(maxsize=4096)
def _tree(text: str, words: tuple[str, ...]) -> Expr:
    return parse(text, words)


def tree(text: str, words: Sequence[str]) -> Expr:
    """The tree of an expression of a card; the same one is asked for with many values."""
    return _tree(text, tuple(words))


def values_in(ledger: Record) -> dict[str, Value]:
    """The values of all facts that a ledger lists."""
    return {fact["name"]: value_of(fact) for fact in ledger["facts"]}


def seen_in(ledger: Record) -> dict[str, Value]:
    """The values that rules see: what applicability reads is unknown to all of them where it is said in two ways."""
    rules = ledger["rules"]
    known = list(rules["facts"])
    applying = {
        name for card in rules["cards"].values() if "applies" in card for name in names(tree(card["applies"], known))
    }
    torn = {fact["name"] for fact in ledger["facts"] if fact["status"] == "conflicting"}
    return {name: UNKNOWN if name in applying & torn else value for name, value in values_in(ledger).items()}


def value_of(fact: Record) -> Value:
    """The value of a fact in the base unit; UNKNOWN where nobody knows it."""
    return value_in(fact, fact["value"])


def value_in(fact: Record, shown: Any) -> Value:
    """A value of a fact as it is shown, in the base unit."""
    if shown is None:
        return UNKNOWN
    if fact["type"] in ("boolean", "text"):
        return shown
    return read_number(shown) * SCALES.get(fact["unit"], Fraction(1))


def applies_by(card: Record, values: Mapping[str, Value], torn: Set[str], known: list[str]) -> Value:
    """Whether an indicator applies; unknown where what tells so is said in two ways."""
    if "applies" not in card:
        return True
    expr = tree(card["applies"], known)
    return UNKNOWN if names(expr) & torn else evaluate(expr, values)


def _weights(rules: Record, order: list[str], moves: list[Moved]) -> dict[str, Fraction]:
    weights = {name: read_number(rules["cards"][name].get("weight", "0")) for name in order}
    for _, origin, target, weight in moves:
        weights[origin] -= read_number(weight)
        weights[target] += read_number(weight)
    return weights


def _transfers(rules: Record) -> dict[str, Record]:
    return {transfer["from"]: transfer for transfer in rules["rubric"].get("transfers", [])}


def _proportional(rules: Record) -> dict[str, Record]:
    """The transfers that share a weight, in a part of the rubric or in all of it."""
    return {name: one for name, one in _transfers(rules).items() if "share" in one or one.get("rescale")}


def _rest(rules: Record, name: str, applies: Mapping[str, Value]) -> str:
    """Where a weight comes to rest: the first that applies, or the first that shares what reaches it."""
    transfers, shared = _transfers(rules), _proportional(rules)
    queue, seen = [name], set[str]()
    while applies[queue[0]] is False and queue[0] not in shared:
        step = queue.pop(0)
        queue += [] if step in seen else transfers.get(step, {}).get("to", [])
        seen.add(step)
    return queue[0]


def _moves(rules: Record, order: list[str], applies: Mapping[str, Value]) -> Iterator[Moved]:
    transfers = _transfers(rules)
    for name in order:
        if applies[name] is False and name in transfers:
            target = _rest(rules, name, applies)
            if applies[target] is not False:
                yield transfers[name]["id"], name, target, rules["cards"][name]["weight"]


def _shared(rules: Record, order: list[str], applies: Mapping[str, Value], whole: list[Moved]) -> Iterator[Moved]:
    """Weights shared in proportion to what the indicators of a part, or of all, have by then."""
    transfers, own = _transfers(rules), _weights(rules, order, whole)
    for name in order:
        if applies[name] is not False or name not in transfers:
            continue
        rest = _rest(rules, name, applies)
        if applies[rest] is not False:
            continue
        part = transfers[rest].get("share")
        among = [one for one in order if applies[one] is not False and "weight" in rules["cards"][one]]
        among = [one for one in among if part is None or part in _homes(rules, one)]
        pool = sum((own[one] for one in among), ZERO)
        for one in among:
            weight = read_number(rules["cards"][name]["weight"]) * own[one] / pool
            yield transfers[name]["id"], name, one, fraction_text(weight)


def _homes(rules: Record, name: str) -> set[str]:
    """The section and the group of an indicator."""
    return {
        part["id"]
        for section in rules["rubric"]["sections"]
        for group in section["groups"]
        if name in group["indicators"]
        for part in (section, group)
    }
