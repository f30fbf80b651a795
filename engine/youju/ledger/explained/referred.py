"""What a slot of a sentence stands for: from its reference the value it must read back to, or the words it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from youju.facts import FactSpec
from youju.feel import UNKNOWN, And, Compare, Expr, If, Not, Or, Value, evaluate, read_number
from youju.ledger.derive import scope_of
from youju.ledger.explained.amounts import GAPS, POINTS, has_number, says
from youju.ledger.explained.quoted import place_of
from youju.ledger.explained.world import World
from youju.ledger.moved import tree

Record = dict[str, Any]
_TRUTH = {True: ("是", "yes"), False: ("否", "no")}
_MISSING = ("（缺）", "(missing)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a slot must say: a value in one of these units, or one of these pairs of Chinese and English words."""

    value: Value = UNKNOWN
    units: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def said_by(self, zh: str, en: str) -> bool:
        """Whether both texts say it."""
        if self.words:
            return (zh, en) in self.words
        if isinstance(self.value, Fraction):
            return says(zh, self.value, self.units) and says(en, self.value, self.units)
        if isinstance(self.value, bool):
            return (zh, en) == _TRUTH[self.value]
        return (zh, en) == (_MISSING if self.value is UNKNOWN else (self.value, self.value))


@dataclass(frozen=True, slots=True)
class Context:
    """What references are about: one indicator's world, its row in the ledger, its line above, its explanation.

    `lines` are the facts of the ledger, `specs` the dictionary where it is at hand.
    """

    world: World
    row: Record
    line: Record
    said: Record
    lines: Mapping[str, Record]
    specs: Mapping[str, FactSpec] | None

    def scope(self) -> Mapping[str, Value]:
        """The values that the card's expressions are read against: of a printed rate, as it is printed."""
        world = self.world
        printed = any(line[2] == "printed" for line in world.present.lines)
        return scope_of(world.card, world.values, world.frame.own(world.name), world.frame.known, printed)


def meaning(context: Context, reference: str) -> Meaning:
    """What a reference stands for. KeyError, IndexError or ValueError where there is no such thing."""
    kind, *rest = reference.split(":")
    match kind, rest:
        case "points" | "low" | "high" | "claimed", []:
            return _points(read_number(context.row[kind]))
        case "weight", []:
            return _points(read_number(context.line["effective_weight"]))
        case "lost", []:
            return _points(read_number(context.line["effective_weight"]) - read_number(context.row["points"]))
        case "title", []:
            title = context.world.card["title"]
            return Meaning(words=((title["zh"], title["en"]),))
        case "name", [name]:
            return _named(context, name)
        case "fact", [name]:
            return _value(context, name, context.world.values.get(name, UNKNOWN))
        case "let", [name]:
            return Meaning(context.scope()[name], _units(context.world))
        case "entry", [entry, "points" | "exact" as column]:
            lines = {line[0]: line for line in context.world.present.lines}
            return _points(read_number(lines[entry][4 if column == "points" else 5]))
        case "worth", [rule]:
            return _points(_worth(context, rule))
        case "side", [rule, number, side]:
            return _side(context, rule, int(number), side)
        case "quote" | "place" | "paper" | "basis", [name, number]:
            return _source(context, kind, name, int(number))
        case "way" | "stay" | "range", _:
            return _answer(context, kind, rest)
        case _:
            raise KeyError(reference)


def _points(number: Fraction) -> Meaning:
    return Meaning(number, POINTS)


def _named(context: Context, name: str) -> Meaning:
    if name in {let["name"] for let in context.world.card.get("let", [])}:
        return Meaning(words=((name, name),))
    if name not in context.world.facts:
        raise KeyError(name)
    if context.specs is None:
        # Its English is in no rule; without the dictionary only its Chinese is known.
        return Meaning(words=tuple((name, en) for en in (*_english(context, name), name)))
    en = context.specs[name].en
    return Meaning(words=((name, en), (name, f"{en} ({name})")))


def _english(context: Context, name: str) -> list[str]:
    """The English that the explanation itself gives a fact throughout, where there is one and no number in it."""
    slots = [slot for text in context.said["texts"] for slot in text["slots"].values()]
    # A fact that is not cited is named only where it changes: `way:0:1:name`, with the name itself in Chinese.
    named = {slot["en"] for slot in slots if slot["zh"] == name and slot["of"].split(":")[-1] in ("name", name)}
    return [en for en in named if not has_number(en)] if len(named) == 1 else []


def _value(context: Context, name: str, value: Value) -> Meaning:
    unit = context.world.facts[name]["unit"]
    return Meaning(value, (unit,) if unit in ("%", "元", "万元", "亿元") else ("", unit))


def _units(world: World) -> tuple[str, ...]:
    """The units that a named quantity may be shown in: those of the facts it may be made of, or none, or %."""
    return tuple({"", "%", *(world.facts[name]["unit"] for name in world.reads())})


def _worth(context: Context, rule: str) -> Fraction:
    found = next(one for one in context.world.card["rules"] if one["id"] == rule)
    value = evaluate(tree(found["points"], context.world.words()), context.scope())
    if not isinstance(value, Fraction):
        raise ValueError("no points")
    return value


def _side(context: Context, rule: str, number: int, side: str) -> Meaning:
    card = context.world.card
    text = card["applies"] if rule == "applies" else next(one["when"] for one in card["rules"] if one["id"] == rule)
    leaf = comparisons(tree(text, context.world.words()))[number]
    if not isinstance(leaf, Compare):
        raise KeyError(side)
    left, right = evaluate(leaf.left, context.scope()), evaluate(leaf.right, context.scope())
    if side != "gap":
        return Meaning({"left": left, "right": right}[side], _units(context.world))
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
        raise ValueError("no gap")
    return Meaning(abs(left - right), (*GAPS, *_units(context.world)))


def comparisons(expr: Expr) -> tuple[Expr, ...]:
    """The comparisons, tests and names that a condition puts together, in the order they are written."""
    match expr:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in comparisons(part))
        case Not(operand):
            return comparisons(operand)
        case If(condition, then, otherwise):
            return (*comparisons(condition), *comparisons(then), *comparisons(otherwise))
        case _:
            return (expr,)


def _source(context: Context, kind: str, name: str, number: int) -> Meaning:
    """A quote, its place, a paper in which the fact would be found, or a basis."""
    if kind == "basis":
        card = context.world.card
        of = next(one for one in card["rules"] if one["id"] == name) if name else card
        text = of["basis"][number]["text"]
        return Meaning(words=((text, text),))
    if kind == "paper":
        if context.specs is None:
            raise ValueError("the dictionary is not at hand")
        paper = context.specs[name].papers[number]
        return Meaning(words=((paper, paper),))
    quote = [one for one in context.said["quotes"] if one["fact"] == name][number]
    if kind == "place":
        return Meaning(words=(place_of(quote),))
    text = " ".join(quote["text"].split())
    return Meaning(words=((quote["text"], quote["text"]), (text, text)))


def _answer(context: Context, kind: str, rest: list[str]) -> Meaning:
    """What the explanation's own ways, intervals and range say: they are proved where they stand."""
    said = context.said
    match kind, rest:
        case "way", [way, "points"]:
            return _points(read_number(_ways(said)[int(way)]["points"]))
        case "way", [way, number, column]:
            return _of_fact(context, _ways(said)[int(way)]["changes"][int(number)], column)
        case "stay", [number, column]:
            return _of_fact(context, said["stays"][int(number)], column)
        case "range", ["low" | "high" as end]:
            return _points(read_number(said["range"][end]))
        case _:
            raise KeyError(kind)


def _ways(said: Record) -> list[Record]:
    """The ways to the target, and behind them those that lead less far."""
    return said["regain"]["ways"] + said["regain"]["nearer"]


def _of_fact(context: Context, one: Record, column: str) -> Meaning:
    if column == "name":
        return _named(context, one["fact"])
    if column not in ("before", "after", "low", "high") or (column in ("low", "high") and one[column] is None):
        raise KeyError(column)
    return _value(context, one["fact"], context.world.read(one["fact"], one[column]))
