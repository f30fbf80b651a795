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
from youju.feel.lex import lex
from youju.feel.problems import FeelError
from youju.feel.slips import misplaced
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
        raise FeelError(misplaced(source, lexemes, at)) from None
    return bounded(found)
