"""An expression as people read it, such as `结转率 ≤ 10%` or `分值 × 执行率`: to be read, not to be parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import (
    FUNCTIONS,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    Item,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    show_quantity,
)
from youju.structs import Struct

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×", "/": "÷", "-": "−"}
_WORDS = {
    "and": {"zh": "，且 ", "en": " and "},
    "or": {"zh": "，或 ", "en": " or "},
    "not": {"zh": "并非（{}）", "en": "not ({})"},
    "if": {"zh": "若 {}，则为 {}，否则为 {}", "en": "{1} if {0}, else {2}"},
    "between": {"zh": "{} 介于 {} 至 {}", "en": "{} between {} and {}"},
    "in": {"zh": "{} 属于 {}", "en": "{} in {}"},
    "item": {"zh": "{} 的第 {} 个", "en": "{}, number {}"},
    "comma": {"zh": "，", "en": ", "},
    "true": {"zh": "是", "en": "yes"},
    "false": {"zh": "否", "en": "no"},
    "null": {"zh": "空", "en": "null"},
    "weight": {"zh": "分值", "en": "weight"},
}
# How close a node binds: what stands in a looser one's place is put in parentheses.
_IF, _OR, _AND, _TEST, _SUM, _PRODUCT, _ATOM = range(7)
_LEVEL = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


class Prose(Struct):
    """How expressions are told: the language, and what a name is called in it where that is not the name itself."""

    lang: str
    called: Mapping[str, str]

    def tell(self, expr: Expr) -> str:
        """The expression in words and signs."""
        return self._at(expr, _IF)

    def _at(self, expr: Expr, level: int) -> str:
        binds, text = self._bound(expr)
        return text if binds >= level else f"（{text}）" if self.lang == "zh" else f"({text})"

    def _bound(self, expr: Expr) -> tuple[int, str]:
        match expr:
            case If():
                parts = (self._at(part, _OR) for part in (expr.condition, expr.then, expr.otherwise))
                return _IF, self._word("if").format(*parts)
            case Or(parts):
                return _OR, self._word("or").join(self._at(part, _AND) for part in parts)
            case And(parts):
                return _AND, self._word("and").join(self._at(part, _TEST) for part in parts)
            case Compare(op, left, right):
                return _TEST, f"{self._at(left, _SUM)} {sign_of(op)} {self._at(right, _SUM)}"
            case Between():
                ends = (self._at(part, _SUM) for part in (expr.operand, expr.low, expr.high))
                return _TEST, self._word("between").format(*ends)
            case In():
                return _TEST, self._within(expr)
            case Arithmetic("**", left, right):
                return _ATOM, f"{self._at(left, _ATOM)}^{self._at(right, _ATOM)}"
            case Arithmetic(op, left, right):
                at = _LEVEL[op]
                return at, f"{self._at(left, at)} {sign_of(op)} {self._at(right, at + 1)}"
            case _:
                return _ATOM, self._atom(expr)

    def _within(self, expr: In) -> str:
        """A single one-sided test reads as a comparison; ranges and several tests as what the value is one of."""
        operand = self._at(expr.operand, _SUM)
        if len(expr.tests) == 1 and isinstance(expr.tests[0], UnaryTest):
            return f"{operand} {self._atom(expr.tests[0])}"
        return self._word("in").format(operand, self._word("or").join(self._at(test, _SUM) for test in expr.tests))

    def _atom(self, expr: Expr) -> str:
        match expr:
            case Not(operand):
                return self._word("not").format(self.tell(operand))
            case Negate(operand):
                return f"−{self._at(operand, _ATOM)}"
            case Call(function, args):
                name = next(iter(FUNCTIONS[function].aliases), function) if self.lang == "zh" else function
                return f"{name}({self._listed(args)})"
            case ListOf(items):
                return f"[{self._listed(items)}]"
            case Item(operand, index):
                return self._word("item").format(self._at(operand, _ATOM), self.tell(index))
            case RangeOf():
                opening, closing = "[" if expr.low_closed else "(", "]" if expr.high_closed else ")"
                return f"{opening}{self.tell(expr.low)}, {self.tell(expr.high)}{closing}"
            case UnaryTest(op, operand):
                return f"{sign_of(op)} {self._at(operand, _SUM)}"
            case Name(name):
                return self._word(name) if name == "weight" else self.called.get(name, name)
            case Literal():
                return self._literal(expr)
            case _:
                return self.tell(expr)

    def _literal(self, expr: Literal) -> str:
        match expr.value:
            case bool() | None:
                return self._word({True: "true", False: "false", None: "null"}[expr.value])
            case Fraction() as number:
                return show_quantity(number, expr.unit)
            case text:
                return f"“{text}”"

    def _listed(self, parts: tuple[Expr, ...]) -> str:
        return self._word("comma").join(self.tell(part) for part in parts)

    def _word(self, key: str) -> str:
        return _WORDS[key][self.lang]


def naming(names: Iterable[str], facts: Mapping[str, FactSpec], lang: str) -> dict[str, str]:
    """What facts are called in a language: in English as the dictionary says."""
    if lang == "zh":
        return {}
    return {name: facts[name].en for name in names if name in facts}


def sign_of(operator: str) -> str:
    """An operator of the language as people write it: `<=` is ≤, `*` is ×."""
    return _SIGNS.get(operator, operator)
