"""What fills the slots of an indicator's sentences: its numbers, facts and named quantities, with their references.

Amounts stand in their own units and without separators of thousands, as audit offices print them (2328.07 万元).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from youju.audit import Audit
from youju.audit.doubt import printed_fails
from youju.audit.words import one_line, points_text, show_fact, show_in, show_ratio, show_value
from youju.explain.margins import Scope, formula_of, scope_of, unit_of
from youju.explain.prose import Prose
from youju.facts import Fact, Statement
from youju.feel import UNKNOWN, Arithmetic, Call, Expr, Literal, Name, Value, show_number
from youju.ledger.sentences import Said, Sentence
from youju.ledger.sentences.sentence import SLOT
from youju.ledger.sentences.why import FORMS
from youju.rubric import WEIGHT, Let
from youju.structs import Struct, replace

LANGS = ("zh", "en")
SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def points(value: Fraction, of: str) -> Said:
    """Points, the same in both languages."""
    return Said(points_text(value), points_text(value), of)


def text(zh: str, en: str, of: str = "word") -> Said:
    """Words on one line."""
    return Said(one_line(zh), one_line(en), of)


def filled(key: str, said: Mapping[str, Said], depth: int = 0) -> Sentence:
    """The sentence of `why` under a key, filled with what its form asks for of what can be said."""
    form = FORMS[key]
    asked = {name for words in form.values() for name in SLOT.findall(words)}
    return Sentence(key, form, {name: said[name] for name in said if name in asked}, depth)


def amount(value: Value, unit: str, of: str) -> Said:
    """A value in a unit, as people write it: a ratio as a percentage."""
    zh, en = (show_in(value, unit, lang) for lang in LANGS)
    return Said(zh, en, of)


def apart(size: Fraction, unit: str, of: str) -> Said:
    """A gap in the unit people know: between two percentages lie percentage points."""
    if unit != "%":
        return amount(size, unit, of)
    zh, en = (_percentage_points(size, lang) for lang in LANGS)
    return Said(f"{zh} 个百分点", f"{en} percentage point{'' if en == '1' else 's'}", of)


def _percentage_points(size: Fraction, lang: str) -> str:
    """A gap between ratios; a small one with as many digits as it takes to see it."""
    shown = show_ratio(size, lang).removesuffix("%")
    if shown.split()[-1] != "0.00":
        return shown
    scale = Fraction(1000)
    while size * 100 * scale < 1:
        scale *= 10
    near = floor(size * 100 * scale + Fraction(1, 2)) / scale
    return f"{'约 ' if lang == 'zh' else 'about '}{show_number(near)}"


class Slots(Struct):
    """An indicator of an audit, as its sentences are filled from it."""

    audit: Audit
    scope: Scope

    def name(self, name: str) -> Said:
        """What a fact or a named quantity is called; in English a quantity is “the rate”, of several its formula."""
        if name == WEIGHT:
            return Said("分值", "weight", f"name:{WEIGHT}")
        if name in self.scope.facts:
            return text(name, self.scope.facts[name].spec.en, f"name:{name}")
        return text(name, "the rate" if self._alone(name) else self.formula_of(name).en, f"name:{name}")

    def value(self, name: str) -> Said:
        """The value of a fact, of a named quantity, or of the weight."""
        if name in self.scope.facts:
            fact = self.scope.facts[name]
            return Said(show_fact(fact), show_fact(fact, "en"), f"fact:{name}")
        value = self.scope.values.get(name, UNKNOWN)
        if name == WEIGHT:
            return self.amount(value, "", f"let:{WEIGHT}")
        printed = self._printed(name, value)
        if printed is not None:
            return self.value(printed.name)
        return Said(show_ratio(value), show_ratio(value, "en"), f"let:{name}")

    def known(self, name: str) -> bool:
        """Whether a fact or a named quantity has a value."""
        facts = self.scope.facts
        value = facts[name].value if name in facts else self.scope.values.get(name, UNKNOWN)
        return value is not UNKNOWN

    def amount(self, value: Value, unit: str, of: str) -> Said:
        """A value in a unit, as people write it."""
        return amount(value, unit, of)

    def unit(self, expr: Expr) -> str:
        """The unit in which an expression's value is shown."""
        return unit_of(expr, self.scope)

    def told(self, expr: Expr, of: str) -> Said:
        """An expression in words and signs."""
        called = {name: fact.spec.en for name, fact in self.scope.facts.items()}
        called |= {let.name: "the rate" for let in self.scope.indicator.lets if self._alone(let.name)}
        zh, en = Prose("zh", {}), Prose("en", called)
        return Said(zh.tell(_bounded(expr, zh)), en.tell(_bounded(expr, en)), of)

    def formula_of(self, name: str) -> Said:
        """What a named quantity is worked out from: the formula that gave it, else its first."""
        let = self.let(name)
        expr = formula_of(name, self.scope) or (let.alternatives[0].expr if let and let.alternatives else None)
        return Said("", "", "word") if expr is None else self.told(expr, f"let:{name}:formula")

    def let(self, name: str) -> Let | None:
        """The card's named quantity of that name."""
        return next((let for let in self.scope.indicator.lets if let.name == name), None)

    def statement(self, fact: Fact, statement: Statement, number: int) -> dict[str, Said]:
        """Place and quote of a fact's statement."""
        quote = statement.quote
        return {
            "place": text(quote.where("zh"), quote.where("en"), f"place:{fact.name}:{number}"),
            "quote": text(quote.text, quote.text, f"quote:{fact.name}:{number}"),
        }

    def stated(self, fact: Fact, statement: Statement) -> Said:
        """The value of one statement of a fact, as a bound or as about so much where it is said so."""
        at, sign = fact.statements.index(statement), SIGNS.get(statement.comparator, f"{statement.comparator} ")
        spec = fact.spec
        zh, en = (f"{sign}{show_value(statement.value, spec.scale, spec.shown_unit, lang)}" for lang in LANGS)
        return Said(zh, en, f"said:{fact.name}:{at}")

    def _alone(self, name: str) -> bool:
        """Whether a quantity is the only one of its card, and a rate."""
        return len(self.scope.indicator.lets) == 1 and self.unit(Name(name)) == "%"

    def _printed(self, name: str, value: Value) -> Fact | None:
        """The rate that the report prints for a quantity, where its figures give the same with more digits."""
        let = self.let(name)
        if let is None or let.stated is None or not show_ratio(value).startswith("约"):
            return None
        fact = self.scope.facts[let.stated]
        plain = fact.statement is not None and fact.statement.comparator == "=" and not fact.statement.approximate
        return fact if plain and fact.status == "settled" and not printed_fails(let, self.scope.facts) else None


def _bounded(expr: Expr, prose: Prose) -> Expr:
    """The expression with `min(1, x)` as “x（至多 1）”, which is what a person would say."""
    match expr:
        case Arithmetic():
            return replace(expr, left=_bounded(expr.left, prose), right=_bounded(expr.right, prose))
        case Call("min" | "max" as function, (one, other)) if isinstance(one, Literal) or isinstance(other, Literal):
            bound, value = (one, other) if isinstance(one, Literal) else (other, one)
            most, least = ("至多", "至少") if prose.lang == "zh" else ("at most", "at least")
            aside = f"{most if function == 'min' else least} {prose.tell(bound)}"
            opening, closing = ("（", "）") if prose.lang == "zh" else ("(", ")")
            told = prose.tell(value)
            inner = told if isinstance(value, Name) else f"{opening}{told}{closing}"
            joint = "" if prose.lang == "zh" else " "
            return Name(f"{inner}{joint}{opening}{aside}{closing}")
        case _:
            return expr


def slots_of(audit: Audit, indicator_id: str) -> Slots:
    """What an indicator's sentences are filled from."""
    return Slots(audit, scope_of(audit, indicator_id))
