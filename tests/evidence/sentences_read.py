"""Sentences of explanations read by somebody who did not write them: every number in them is looked up in the record.

A slot of a sentence names what it stands for; here that is worked out from the saved audit and its rules alone, and
whatever numbers its words have must be it, in both languages. Words that are quoted whole must be what they quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from claims import Case, Tried, holds
from printed_numbers import numbers

from youju.explain.answers import Change, Way
from youju.feel import UNKNOWN, And, Compare, Expr, If, Literal, Name, Not, Or, Value, children, evaluate, read_number
from youju.ledger.moved import tree, value_of
from youju.ledger.sentences import BECAUSE, Said, Sentence
from youju.ledger.sentences.sentence import SLOT

LANGS = ("zh", "en")


@dataclass(frozen=True)
class Reader:
    """What the slots about one indicator stand for."""

    case: Case

    def tried(self, sentences: tuple[Sentence, ...]) -> Iterator[Tried]:
        """Every slot and every form that was read, in both languages."""
        for one in sentences:
            yield holds("sentences", *self._form(one))
            for said in one.slots.values():
                for lang in LANGS:
                    yield from self._slot(one, said, said.text(lang))

    def _form(self, one: Sentence) -> tuple[bool, str]:
        """No number stands outside of the slots, but in the card's own words."""
        if one.key.startswith(BECAUSE):
            declared = [rule["because"] for rule in self._rules() if rule["id"] == one.key.rpartition("/")[2]]
            return dict(one.form) in declared, f"{one.key} is not the card's"
        digits = any(char.isdigit() for lang in LANGS for char in SLOT.sub("", one.form[lang]))
        return not digits, f"{one.key} has a number of its own"

    def _rules(self) -> list[dict[str, Any]]:
        card, rubric = self.case.replay.card(self.case.name), self.case.replay.frame.rules["rubric"]
        rest = [one for part in ("transfers", "caps", "accept") for one in rubric.get(part, [])]
        return [rule for rule in (*card["rules"], *rest) if "because" in rule]

    def _slot(self, one: Sentence, said: Said, words: str) -> Iterator[Tried]:
        found, where = numbers(words), f"{one.key} {said.of}: {words}"
        meant = self._meant(said.of)
        if isinstance(meant, tuple):
            yield holds("texts quoted", " ".join(words.split()) in {" ".join(text.split()) for text in meant}, where)
        elif isinstance(meant, list):
            for number in found:
                yield holds("numbers read", any(number.is_(value) for value in meant), f"{where} is none of {meant}")
        elif isinstance(meant, Fraction):
            # A gap of nothing is told in words: 正好在界上.
            right = all(number.is_(meant) for number in found) if found else of_gap(said.of) and meant == 0
            yield holds("numbers read", right, f"{where} != {meant}")
        elif isinstance(meant, bool):
            yield holds("answers read", words in (("是", "yes") if meant else ("否", "no")), f"{where} != {meant}")
        elif found or meant is not None:
            yield holds("numbers read", False, f"{where} stands for nothing that is known")

    def _meant(self, of: str) -> Fraction | bool | list[Value] | tuple[str, ...] | None:
        """The value a reference stands for; several, of which its numbers must be; texts, of which it must be one;
        None where it has no number."""
        kind, *rest = of.split(":")
        if not rest and kind in self._row:
            return self._row[kind]
        plain: Mapping[str, Any] = {
            "fact": self._fact, "let": self._let, "entry": self._entry, "worth": self._worth, "side": self._side,
            "way": self._way, "near": self._way, "stay": self._stay, "range": self._range, "said": self._said,
            "count": self._count, "when": self._when, "condition": self._when, "formula": self._formula, "other": self._other,
            "place": self._place, "quote": self._quote, "basis": self._basis, "finding": self._finding,
            "searched": self._searched, "name": self._name, "reconcile": self._reconcile,
        }  # fmt: skip
        found = plain[kind](*rest, **({"near": True} if kind == "near" else {})) if kind in plain else None
        return None if found is UNKNOWN or isinstance(found, str) else found

    @cached_property
    def _row(self) -> dict[str, Fraction]:
        row = self.case.replay.rows[self.case.name]
        weight, points = read_number(row["effective_weight"]), read_number(row["points"])
        if self.case.audit.rubric.indicators[self.case.name].adjustment:
            caps = self.case.replay.frame.rules["rubric"]["caps"]
            weight = next(read_number(cap["most"]) for cap in caps if cap["of"] == self.case.name and "most" in cap)
        found = {"points": points, "weight": weight, "lost": weight - points}
        return found | {key: read_number(row[key]) for key in ("low", "high", "claimed") if row[key] is not None}

    def _fact(self, name: str) -> Value:
        return self.case.replay.values.get(name, UNKNOWN)

    def _let(self, name: str, column: str = "") -> Value | list[Value]:
        return self._within(*self._lets[name]) if column else self._scope[name]

    def _entry(self, entry: str, column: str) -> Fraction:
        found = next(one for one in self.case.replay.ledger["entries"] if one["id"] == entry)
        return read_number(found[column])

    def _worth(self, rule: str) -> Value:
        return evaluate(self._tree(self._rule(rule)["points"]), self._scope)

    def _rule(self, rule: str) -> dict[str, Any]:
        return next(one for one in self.case.replay.card(self.case.name)["rules"] if one["id"] == rule)

    def _condition(self, rule: str) -> str:
        return self.case.replay.card(self.case.name)["applies"] if rule == "applies" else self._rule(rule)["when"]

    def _tree(self, text: str) -> Expr:
        return tree(text, [*self.case.replay.frame.known, *self._lets, "weight"])

    def _side(self, rule: str, number: str = "", side: str = "words", more: str = "") -> Value | list[Value]:
        if side == "words" or more or not number:
            return self._within(self._condition(rule))
        leaf = list(leaves(self._tree(self._condition(rule))))[int(number)]
        if not isinstance(leaf, Compare):
            return UNKNOWN
        left, right = evaluate(leaf.left, self._scope), evaluate(leaf.right, self._scope)
        if side == "gap":
            return abs(left - right) if isinstance(left, Fraction) and isinstance(right, Fraction) else UNKNOWN
        return {"left": left, "right": right}[side]

    def _within(self, *texts: str) -> list[Value]:
        """The numbers of expressions and of the quantities they read, and the values of all that they work out."""
        every = [part for text in texts for part in parts(self._tree(text))]
        found = [part.value if isinstance(part, Literal) else evaluate(part, self._scope) for part in every]
        read = {part.name for part in every if isinstance(part, Name)}
        return found + [value for name in self._lets if name in read for value in self._within(*self._lets[name])]

    @cached_property
    def _scope(self) -> dict[str, Value]:
        return self.case.replay.scope(self.case.name)

    @cached_property
    def _lets(self) -> dict[str, list[str]]:
        """The formulas of the card's named quantities."""
        return {let["name"]: let["from"] for let in self.case.replay.card(self.case.name).get("let", [])}

    def _when(self, rule: str) -> list[Value]:
        return self._within(self._condition(rule))

    def _formula(self, rule: str) -> list[Value]:
        return self._within(*(self._lets[rule] if rule in self._lets else [self._rule(rule)["points"]]))

    def _way(self, way: str, number: str, column: str = "", near: bool = False) -> Value:
        back = self.case.said.regain
        assert back is not None
        found: Way = (back.nearer if near else (*back.ways, *back.nearer))[int(way)]
        return found.points if number == "points" else _of_change(found.changes[int(number)], column)

    def _stay(self, number: str, column: str) -> Value:
        back = self.case.said.regain
        assert back is not None
        return UNKNOWN if column == "name" else getattr(back.stays[int(number)], column)

    def _range(self, end: str) -> Fraction:
        """The exact range, down to what a contradiction leaves."""
        entries = [one for one in self.case.replay.ledger["entries"] if one["indicator"] == self.case.name]
        risk = sum((read_number(one["at_risk"]) for one in entries if not one["id"].startswith("total/")), Fraction(0))
        found = self.case.range
        return min(found.low, found.points - risk) if end == "low" else found.high

    def _statement(self, name: str, number: str) -> list[Any]:
        fact = self.case.replay.facts[name]
        return [*fact["statements"], *fact["overruled"]][int(number)]

    def _said(self, name: str, number: str) -> Value:
        return value_of({**self.case.replay.facts[name], "value": self._statement(name, number)[0]})

    def _count(self, name: str) -> Fraction:
        return Fraction(len(self.case.replay.facts[name]["statements"]))

    def _other(self, _: str, column: str) -> list[Value]:
        """What is stated otherwise, or what it gives: replayed over every world of a contradiction."""
        worlds = [
            world for doubt in self.case.audit.doubts if doubt.indicator == self.case.name for world in doubt.worlds
        ]
        if column == "points":
            return [self.case.at(world.facts).points for world in worlds]
        return [value for world in worlds for value in world.facts.values()]

    def _place(self, name: str, number: str) -> list[Value]:
        _, _, _, start, _ = self._statement(name, number)
        return [Fraction(self.case.audit.document.text.count("\n", 0, start) + 1)]

    def _quote(self, name: str, number: str) -> tuple[str, ...]:
        _, _, _, start, end = self._statement(name, number)
        return (self.case.audit.document.text[start:end],)

    def _basis(self, *_: str) -> tuple[str, ...]:
        return self._strings_of("rules")

    def _finding(self, *_: str) -> tuple[str, ...]:
        return self._strings_of("findings")

    def _strings_of(self, part: str) -> tuple[str, ...]:
        """All texts of the indicator's card and of the rubric around it, or of the findings."""
        replay = self.case.replay
        if part == "findings":
            return tuple(_strings(replay.record["findings"]))
        return tuple(_strings([replay.card(self.case.name), replay.frame.rules["rubric"]]))

    def _name(self, name: str) -> list[Value] | None:
        """A named quantity may be called by its formula."""
        return self._within(*self._lets[name]) if name in self._lets else None

    def _reconcile(self, _: str) -> list[Value]:
        """Figures, printed rates, the simplest ratio that prints so, and from where to where another figure would."""
        read = [name for name in self.case.read() if isinstance(self._fact(name), Fraction)]
        facts = {name: self.case.replay.facts[name] for name in read}
        rates = [(value_of({**fact, "value": said[0]}), _half(said[1])) for fact in facts.values()
                 if fact["type"] == "percent" for said in fact["statements"]]  # fmt: skip
        figures = [name for name, fact in facts.items() if fact["type"] != "percent"]
        simple = [next((one for one in _ratios() if abs(one - rate) <= half), UNKNOWN) for rate, half in rates]
        beside = [
            value
            for rate, half in rates
            for name in figures
            for other in figures
            for step in {self.case.replay.step(other), Fraction(1)}  # in the digits of the unit, or printed in 元
            for value in _printing_as(self._fact(name), rate, half, step)
        ]
        return [*map(self._fact, read), *(rate for rate, _ in rates), *simple, *beside]

    def _searched(self, *_: str) -> list[Value]:
        """Lines of the report."""
        return [Fraction(line + 1) for line in range(self.case.audit.document.text.count("\n") + 1)]


def _ratios() -> Iterator[Fraction]:
    """Ratios, those of smaller numbers first."""
    return (Fraction(part, whole) for whole in range(1, 1_000) for part in range(whole * 2))


def _half(quote: str) -> Fraction:
    """Half of the last digit of the rate that a quote prints."""
    printed = re.search(r"\d+(?:\.(\d+))? ?[%％]", quote)
    return Fraction(1, 200 * 10 ** len((printed and printed[1]) or ""))


def _printing_as(figure: Any, rate: Any, half: Fraction, step: Fraction) -> Iterator[Fraction]:
    """The first, the last and the number of the figures that with this one, as its part or its whole, print as a rate."""
    spans = [(ceil(figure * (rate - half) / step), ceil(figure * (rate + half) / step) - 1)]
    if rate > half:
        spans.append((floor(figure / (rate + half) / step) + 1, floor(figure / (rate - half) / step)))
    for first, last in spans:
        yield from (first * step, last * step, Fraction(last - first + 1))


def of_gap(reference: str) -> bool:
    return reference.startswith("side:") and reference.endswith(":gap")


def _of_change(change: Change, column: str) -> Value:
    if column == "gap" and isinstance(change.before, Fraction) and isinstance(change.after, Fraction):
        return abs(change.after - change.before)
    return UNKNOWN if column == "name" else getattr(change, column)


def leaves(expr: Expr) -> Iterator[Expr]:
    """The comparisons, tests and names that a condition puts together, as written."""
    match expr:
        case And(several) | Or(several):
            for part in several:
                yield from leaves(part)
        case Not(operand):
            yield from leaves(operand)
        case If(condition, then, otherwise):
            for part in (condition, then, otherwise):
                yield from leaves(part)
        case _:
            yield expr


def parts(expr: Expr) -> Iterator[Expr]:
    """An expression and all that it is made of."""
    yield expr
    for part in children(expr):
        yield from parts(part)


def _strings(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, (dict, list)):
        for part in plain.values() if isinstance(plain, dict) else plain:
            yield from _strings(part)
