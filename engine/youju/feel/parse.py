"""From source to tree: lark's LALR parser over our own lexemes. What lark leaves untyped stays in this file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, Final, cast

from lark import Lark
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from youju.feel import build
from youju.feel.brackets import tell_brackets
from youju.feel.lex import Lexeme, lex
from youju.feel.problems import FeelError, Problem
from youju.feel.tree import Expr
from youju.feel.walk import bounded

_RULES: Final = [
    "arithmetic",
    "bare_test",
    "between",
    "call",
    "compare",
    "conditional",
    "conjunction",
    "constant",
    "disjunction",
    "group",
    "item",
    "list_of",
    "name",
    "named",
    "negate",
    "not_call",
    "number",
    "prefix_not",
    "range_end",
    "range_of",
    "tests",
    "text",
    "unary_test",
    "within",
    "within_range",
    "within_test",
    "within_tests",
]
_OPERANDS: Final = frozenset({"NAME", "NUMBER", "STRING", "FUNC", "TRUE", "FALSE", "NULL", "LPAR", "NOT"})
_ENDS: Final = (_OPERANDS - {"LPAR", "NOT", "FUNC"}) | {"RPAR", "RSQ"}
_IN_WORDS: Final = {
    "大于": ">", "小于": "<", "等于": "=", "不等于": "!=", "大于等于": ">=", "小于等于": "<=",
    "不低于": ">=", "不高于": "<=",
    "不少于": ">=", "不超过": "<=", "超过": ">", "低于": "<", "加": "+", "减": "-", "乘": "*", "除以": "/",
    "并且": "且", "或者": "或", "AND": "and", "OR": "or", "如果": "if", "则": "then", "否则": "else",
}  # fmt: skip


class _Lexemes(Lexer):
    """Hands lark the lexemes it is given instead of a text."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        del lexer_conf

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        del parser_state
        return iter(lexer_state.text)


@cache
def _parser() -> Any:
    """The LALR parser, built at the first use."""
    grammar = (files("youju.feel") / "grammar.lark").read_text(encoding="utf-8")
    actions = SimpleNamespace(**{rule: getattr(build, rule) for rule in _RULES})
    return Lark(grammar, parser="lalr", lexer=_Lexemes, transformer=cast(Any, actions))


def parse(source: str, names: Collection[str] = ()) -> Expr:
    """The tree of `source`; `names` are the names its readers know, matched longest first (see `lex`).

    A name that is not known still parses, as `Name`: `check` reports it with a proposal. Raises FeelError on anything
    that is not an expression, is longer than 10,000 characters or is nested deeper than 100.
    """
    lexemes = list(tell_brackets(lex(source, names)))
    try:
        found: Expr = _parser().parse(lexemes)
    except UnexpectedToken as error:
        token = cast(Any, error.token)
        at = len(lexemes) if token.type == "$END" else lexemes.index(token)
        raise FeelError(_misplaced(source, lexemes, at)) from None
    return bounded(found)


def _misplaced(source: str, lexemes: list[Lexeme], at: int) -> Problem:
    """The problem with the lexeme at which the parser could not go on."""
    if at == len(lexemes):
        start = lexemes[-1].end if lexemes else 0
        return Problem("feel-unfinished", "表达式不完整", "the expression is not finished", start, len(source))
    one, before = lexemes[at], lexemes[max(at - 1, 0)]
    for near in (one, before):
        written = source[near.start : near.end]
        if written in _IN_WORDS:
            zh, en = f"`{written}` 要写成 `{_IN_WORDS[written]}`", f"`{written}` is written `{_IN_WORDS[written]}`"
            return Problem("feel-syntax", zh, en, near.start, near.end, _IN_WORDS[written])
    written = source[one.start : one.end]
    if at and one.type in _OPERANDS and before.type in _ENDS:
        earlier = source[before.start : before.end]
        zh = f"`{earlier}` 与 `{written}` 之间缺少运算符;若本是一个名称,请用反引号括起"
        en = f"an operator is missing between `{earlier}` and `{written}`; if they are one name, put it in backticks"
        one_name = one.type == "NAME" and (before.type == "NAME" or earlier[0] == "“")
        return Problem("feel-syntax", zh, en, one.start, one.end, f"`{earlier}{written}`" if one_name else None)
    proposal = _without_commas(source, lexemes, at) if one.type == "COMMA" else None
    return Problem(
        "feel-syntax", f"这里不能出现 `{written}`", f"`{written}` cannot stand here", one.start, one.end, proposal
    )


def _without_commas(source: str, lexemes: list[Lexeme], at: int) -> str | None:
    """`1,628.32` is how reports write it; the language has no thousands separator."""
    around = lexemes[at - 1 : at + 2]
    if len(around) == 3 and around[0].end == around[1].start and around[2].start == around[1].end:
        whole = source[around[0].start : around[2].end]
        digits = whole.replace(",", "").replace("，", "")
        if digits.replace(".", "", 1).isdigit():
            return digits
    return None
