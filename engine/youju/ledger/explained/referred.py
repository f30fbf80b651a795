"""What a slot of a sentence stands for: from its reference the value it must read back to, or the words it must be."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Expr, Name, Value, read_number
from youju.ledger.explained.amounts import GAPS, POINTS, says
from youju.ledger.explained.compared import told_leaves
from youju.ledger.explained.context import Context
from youju.ledger.explained.otherwise import says_reconciled
from youju.ledger.explained.quoted import place_of
from youju.ledger.explained.searched import says_searched
from youju.ledger.explained.sided import bounds, leaves, says_side, units
from youju.structs import Struct

Record = dict[str, Any]
_TRUTH = {True: ("是", "yes"), False: ("否", "no")}
_MISSING = ("（缺）", "(missing)")
_SIGNS = ("≥ ", "≤ ", "> ", "< ")


class Meaning(Struct):
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


def says_it(context: Context, reference: str, zh: str, en: str) -> bool:
    """Whether both texts say what a reference stands for.

    KeyError, IndexError or ValueError where there is no such thing.
    """
    kind, *rest = reference.split(":")
    match kind, rest:
        case "name", [name]:
            return context.called(name, zh, en)
        case "way" | "near" | "stay", [*_, "name"]:
            return context.called(_answer(context, kind, rest[:-1])["fact"], zh, en)
        case "condition" | "formula", [rule]:
            return context.says(zh, en, _told_of(context, kind, rule))
        case "let", [name, "formula"]:
            return context.says(zh, en, _formulas(context, name))
        case "side", [rule, number, side, "words"]:
            return context.says(zh, en, _sides(context, rule, number, side))
        case "side", [rule, number, part]:
            return says_side(context, rule, number, part, zh, en)
        case "searched" | "sought", [name]:
            return says_searched(context, kind, name, zh, en)
        case "papers", [name]:
            return _papers(context, name, zh, en)
        case "reconcile", [_]:
            return says_reconciled(context, zh, en)
        case "said", [name, number]:
            sign = next((sign for sign in _SIGNS if zh.startswith(sign) and en.startswith(sign)), "")
            shown = context.world.read(name, _statement(context, name, int(number))[0])
            return _value(context, name, shown).said_by(zh.removeprefix(sign), en.removeprefix(sign))
        case _:
            return meaning(context, kind, rest).said_by(zh, en)


def meaning(context: Context, kind: str, rest: list[str]) -> Meaning:
    """The value or the words that a reference of a kind stands for."""
    match kind, rest:
        case "points" | "weight" | "lost" | "low" | "high" | "claimed", []:
            return _points(_of_row(context, kind))
        case "title", []:
            return _words(context.world.card["title"]["zh"], context.world.card["title"]["en"])
        case "fact", [name]:
            return _value(context, name, context.world.values.get(name, UNKNOWN))
        case "let", [name]:
            return Meaning(context.scope[name], units(context))
        case "entry", [entry, "points" | "exact" as column]:
            return _points(read_number(context.entries[entry][column]))
        case "worth", [rule]:
            return _points(context.worth(rule))
        case "count", [name]:
            return Meaning(Fraction(len(context.facts[name]["statements"])), ("",))
        case "quote" | "place", [name, number]:
            return _quoted(context, kind, name, int(number))
        case "basis", [rule, number]:
            return _words(basis_of(context, rule, int(number))["text"])
        case "finding" | "ruling", _:
            return _decided(context, kind, rest)
        case "way" | "near" | "stay" | "range", _:
            return _answered(context, kind, rest)
        case _:
            raise KeyError(kind)


def basis_of(context: Context, rule: str, number: int) -> Record:
    """A basis of a rule, of what is declared for all indicators, or of the card (no rule)."""
    every = (*context.rules.values(), *context.declared)
    of = next(one for one in every if one["id"] == rule) if rule else context.world.card
    return of["basis"][number]


def finding_of(context: Context, key: str) -> Record:
    """A finding on the indicator."""
    return next(
        one for one in context.audit["findings"] if one["key"] == key and one["indicator"] == context.world.name
    )


def _points(number: Fraction) -> Meaning:
    return Meaning(number, POINTS)


def _words(zh: str, en: str | None = None) -> Meaning:
    """Words as they are, or on one line."""
    pair = (zh, zh if en is None else en)
    return Meaning(words=(pair, (_line(pair[0]), _line(pair[1]))))


def _line(text: str) -> str:
    closed = " ".join(text.split())
    return "".join(char if char.isprintable() or char == " " else "\N{REPLACEMENT CHARACTER}" for char in closed)


def _of_row(context: Context, column: str) -> Fraction:
    row = context.row
    if column == "lost":
        return context.full - read_number(row["points"])
    return context.full if column == "weight" else read_number(row[column])


def _value(context: Context, name: str, value: Value) -> Meaning:
    unit = context.world.facts[name]["unit"]
    return Meaning(value, (unit,) if unit in ("%", "元", "万元", "亿元") else ("", unit))


def _told_of(context: Context, kind: str, rule: str) -> Iterable[Expr]:
    """A rule's condition, a part of it that is told alone, as written or as it is wanted; or its points."""
    if kind == "condition":
        return [context.condition(rule), *leaves(context, rule), *told_leaves(context, rule)]
    return [context.tree(context.rules[rule]["points"])]


def _formulas(context: Context, name: str) -> list[Expr]:
    """The formula that gives a named quantity its value, the first if none does; or the rate as printed."""
    let = context.lets[name]
    every = [context.tree(text) for text in let["from"]]
    known = [expr for expr in every if context.value(expr) is not UNKNOWN]
    stated = [Name(let["stated"])] if not known and "stated" in let else []
    return [*(known[:1] or every[:1]), *stated]


def _sides(context: Context, rule: str, number: str, side: str) -> list[Expr]:
    return [
        {"left": one.left, "right": one.right}[side] for leaf in leaves(context, rule, number) for one in bounds(leaf)
    ]


def _statement(context: Context, name: str, number: int) -> list[Any]:
    """A statement of a fact; behind those that stand the ones that a ruling sets aside."""
    fact = context.facts[name]
    return [*fact["statements"], *fact["overruled"]][number]


def _quoted(context: Context, kind: str, name: str, number: int) -> Meaning:
    quote = [one for one in context.said["quotes"] if one["fact"] == name][number]
    return Meaning(words=(place_of(quote),)) if kind == "place" else _words(quote["text"])


def _papers(context: Context, name: str, zh: str, en: str) -> bool:
    """Whether they are the papers that the dictionary has; without it they are taken as they are."""
    if context.specs is None:
        return name in context.world.facts
    papers = context.specs[name].papers
    return zh == "、".join(papers) and en in (", ".join(papers), zh)


def _decided(context: Context, kind: str, rest: list[str]) -> Meaning:
    """A finding, or what a ruling on it or on a fact says."""
    rulings = context.audit["ledger"]["rulings"]
    if kind == "ruling":
        name, column = rest
        by = [one["by"] for one in rulings if one["fact"] == name]
        return _words(by[0] if column == "by" else context.facts[name]["ruling"][column])
    found = finding_of(context, rest[0])
    if len(rest) == 1:
        return _words(found["message"], found["message_en"])
    ruling = next(one for one in rulings if one["number"] == found["ruling"])
    return _words({"by": ruling["by"], "reason": ruling["reason"]}[rest[1]])


def _answer(context: Context, kind: str, rest: list[str]) -> Record:
    """A change of a way, or an interval: they are proved where they stand."""
    if kind == "stay":
        return context.said["stays"][int(rest[0])]
    way = context.said["regain"]["ways" if kind == "way" else "nearer"][int(rest[0])]
    return way["changes"][int(rest[1])] if len(rest) > 1 else way


def _answered(context: Context, kind: str, rest: list[str]) -> Meaning:
    """What the explanation's own ways, intervals and range say."""
    *at, column = rest
    if kind == "range":
        return _points(told_range(context)[column])
    one = _answer(context, kind, at)
    if column == "points":
        return _points(read_number(one["points"]))
    name = one["fact"]
    if column == "gap":
        before, after = (context.world.read(name, one[key]) for key in ("before", "after"))
        if not (isinstance(before, Fraction) and isinstance(after, Fraction)):
            raise ValueError("no gap")
        unit = context.world.facts[name]["unit"]
        return Meaning(abs(after - before), GAPS if unit == "%" else (unit,))
    if column not in ("before", "after", "far", "low", "high") or (
        column not in ("before", "after") and one[column] is None
    ):
        raise KeyError(column)
    return _value(context, name, context.world.read(name, one[column]))


def told_range(context: Context) -> dict[str, Fraction]:
    """The ends of the range as they are told: the low one down to what a declared contradiction leaves."""
    low, high = (read_number(context.said["range"][end]) for end in ("low", "high"))
    own = (one for name, one in context.entries.items() if not name.startswith("total/"))
    risk = sum((read_number(one["at_risk"]) for one in own), Fraction(0))
    return {"low": min(low, read_number(context.row["points"]) - risk), "high": high}
