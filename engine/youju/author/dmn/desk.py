"""Where a table of a DMN file becomes a card: its expressions in our names, its cells as conditions, mistakes told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from youju.author.dmn.cells import column_in_unit, condition, with_units
from youju.author.dmn.parse import Element
from youju.author.dmn.read import Clause, Decision
from youju.author.dmn.vocabulary import Vocabulary
from youju.feel import (
    NUMBER,
    Compare,
    Expr,
    FeelError,
    If,
    Literal,
    Name,
    Type,
    check,
    literal,
    names,
    parse,
    substitute,
)
from youju.rubric.model import WEIGHT
from youju.source import Diagnostic, Place, Scalar
from youju.structs import Struct

Where = tuple[str, str]
"""What a place is called, in both languages: 表“X”第 2 行…"""
# Stands for what is wrong and told, so that the rest can be looked at.
_NOTHING = literal(Fraction(0))
# How many decisions may be built on one another.
_MOST = 30


class Quantity(Struct):
    """A decision that is an expression of numbers, which a card has as a `let`."""

    alternatives: tuple[Expr, ...]
    words: Scalar
    where: Where
    mark: Element | None


@dataclass(slots=True)
class Desk:
    """The table, what is known of names, and what was found so far: quantities it reads, places used, mistakes."""

    words: Vocabulary
    table: Decision
    types: dict[str, Type]
    lets: dict[str, Quantity] = field(default_factory=dict[str, Quantity])
    meant: dict[str, Expr] = field(default_factory=dict[str, Expr])
    going: list[str] = field(default_factory=list[str])
    places: dict[Place, Where] = field(default_factory=dict[Place, Where])
    problems: list[Diagnostic] = field(default_factory=list[Diagnostic])

    @property
    def where(self) -> Where:
        """The table as a whole."""
        return f"表“{self.table.title}”", f"table “{self.table.title}”"

    @property
    def place(self) -> Place:
        """Where the table's decision stands."""
        return self.table.source.place

    def tell(self, code: str, place: Place, where: Where, zh: str, en: str) -> None:
        """Notes one thing that a card cannot hold."""
        self.problems.append(Diagnostic(place, code, f"{where[0]}：{zh}", f"{where[1]}: {en}"))

    def scalar(self, text: str, place: Place, where: Where) -> Scalar:
        """A value of the card, placed in the DMN file."""
        self.places.setdefault(place, where)
        return Scalar(text, place, exact=False)

    def cell(self, clause: Clause, cell: Scalar, where: Where) -> Iterator[Expr]:
        """The condition of a cell, if it asks for anything."""
        label = clause.expression.text
        at = f"{where[0]}“{label}”列", f"{where[1]}, column “{label}”"
        subject = self.expression(clause.expression, at)
        if subject is None:
            return
        try:
            found = condition(cell.text, subject, check(subject, self.types)[0], self.words.names)
            if found is not None:
                found = column_in_unit(self._ours(found, cell, at), subject, clause.unit)
                yield with_units(found, self.types, self._unit)
        except FeelError as error:
            self._wrong(cell, error, at)

    def expression(self, words: Scalar, where: Where) -> Expr | None:
        """An expression of the file in our names, or None with what is wrong with it told."""
        try:
            found = self._ours(parse(words.text, self.words.names), words, where)
        except FeelError as error:
            self._wrong(words, error, where)
            return None
        return with_units(found, self.types, self._unit)

    def _wrong(self, words: Scalar, error: FeelError, where: Where) -> None:
        told = error.problem
        text = words.text or "（空）"
        zh = f"`{text}` 不在本工具的 FEEL 之内：{told.zh}。改成比较、区间、列表、not(…) 或四则运算"
        en = f"`{text}` is outside the profile of FEEL: {told.en}; use comparisons, ranges, lists, not(…) or arithmetic"
        self.tell("dmn-expression", words.at(told.start, max(told.end - told.start, 1)), where, zh, en)

    def _ours(self, expr: Expr, words: Scalar, where: Where) -> Expr:
        """The expression with the names of the file replaced by what they stand for on the card."""
        read = sorted(names(expr))
        return substitute(expr, {name: self._meaning(name, words, where) for name in read})

    def _meaning(self, name: str, words: Scalar, where: Where) -> Expr:
        """What a name of the file, or of a card already, stands for."""
        if name in self.words.facts:
            return Name(self.words.facts[name])
        if name in self.meant:
            return self.meant[name]
        decision = self.words.decisions.get(name)
        if decision is not None:
            self.meant[name] = self._decided(name, decision, words, where)
            return self.meant[name]
        if name not in self.types:
            zh = f"`{name}` 不知是什么：加一个 inputData，写明类型 number、boolean 或 string"
            self.tell("dmn-name", words.place, where, zh, f"`{name}` is not known: add inputData with a typeRef for it")
            self.types[name] = NUMBER
        return Name(name)

    def _decided(self, name: str, decision: Decision, words: Scalar, where: Where) -> Expr:
        """What the result of another decision is to the card: its weight, a quantity, or nothing that it can read."""
        weight, own = decision.mark("weight"), self.table.mark("card")
        if weight is not None and own is not None and weight.get("card") == own.get("id"):
            return Name(WEIGHT)
        known = decision.kind == "literalExpression" and weight is None
        if known and name not in self.going and len(self.going) < _MOST:
            return self._quantity(decision)
        zh = f"`{name}` 是决策“{decision.title}”的结果，卡片读不到；改为直接读数据"
        en = f"`{name}` is the result of “{decision.title}”, which a card cannot read; read the facts instead"
        self.tell("dmn-name", words.place, where, zh, en)
        return _NOTHING

    def _quantity(self, decision: Decision) -> Expr:
        """A `let`; or what the decision says itself, where that is no number."""
        words = decision.logic.text("text") or Scalar("", decision.logic.place)
        where = f"{self.where[0]}所读的“{decision.title}”", f"“{decision.title}”, read by {self.where[1]}"
        self.going.append(decision.name)
        found = self.expression(words, where)
        self.going.pop()
        if found is None or check(found, self.types)[0].kind != "number":
            return found or _NOTHING
        mark = decision.mark("let")
        name = mark.get("name") if mark is not None else decision.name
        self.lets[name] = Quantity(_alternatives(found), words, where, mark)
        self.types[name] = NUMBER
        return Name(name)

    def _unit(self, amount: Expr) -> str:
        """The unit of the first fact in an amount of money; 元 where it has none."""
        units = [self.words.unit_of(name) for name in sorted(names(amount))]
        return next((unit for unit in units if unit), "元")


def _alternatives(expr: Expr) -> tuple[Expr, ...]:
    """`if a != null then a else b`: a, where it is known, else b."""
    match expr:
        case If(Compare("!=", tested, Literal(None)), then, otherwise) if tested == then:
            return (then, *_alternatives(otherwise))
        case _:
            return (expr,)
