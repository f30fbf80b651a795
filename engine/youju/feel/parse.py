"""From source to tree: lark's LALR table over our own lexemes. What lark leaves untyped stays in this file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, Final, TypeAlias, cast

from youju.feel import build
from youju.feel.brackets import tell_brackets
from youju.feel.lex import lex
from youju.feel.problems import FeelError
from youju.feel.slips import misplaced
from youju.feel.tree import Expr
from youju.feel.walk import MAX_DEPTH, bounded
from youju.structs import Struct

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


class _Reduction(Struct):
    """The last `size` parts become one part of the grammar's `rule`, which `build` makes; else one stays itself."""

    size: int
    rule: str
    build: Callable[[list[Any]], Any] | None


_END: Final = "$END"
_Row: TypeAlias = Mapping[str, int | _Reduction]


@cache
def _table() -> tuple[Mapping[int, _Row], int]:
    """The LALR table and its first state: by state, a lexeme or part leads to another state or to a reduction.

    Built at the first use, and lark loaded for it. lark's own loop over the table compares whole rules at each step
    and takes three times as long.
    """
    from lark import Lark
    from lark.lexer import Lexer

    class Lexemes(Lexer):
        """Stands where lark wants a lexer: only its table is used, and that is walked below."""

        __future_interface__ = 2

        def __init__(self, lexer_conf: object) -> None:
            del lexer_conf

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            del lexer_state, parser_state
            return iter(())

    from importlib.resources import files

    grammar = (files("youju.feel") / "grammar.lark").read_text(encoding="utf-8")
    actions = SimpleNamespace(**{rule: getattr(build, rule) for rule in _RULES})
    lark = cast(Any, Lark(grammar, parser="lalr", lexer=Lexemes, transformer=cast(Any, actions)))
    table = lark.parse_interactive("").parser_state.parse_conf
    rows: dict[int, dict[str, int | _Reduction]] = {
        state: {
            str(kind): to if isinstance(to, int) else _reduction(to, table.callbacks) for kind, (_, to) in row.items()
        }
        for state, row in table.states.items()
    }
    rows[table.end_state][_END] = table.end_state
    return rows, table.start_state


def _reduction(rule: Any, callbacks: Any) -> _Reduction:
    size = len(rule.expansion)
    stays = size == 1 and rule.options.expand1 and not rule.alias
    return _Reduction(size, str(rule.origin.name), None if stays else callbacks[rule])


@cache
def _risen(before: int, state: int, kind: str) -> int:
    """The state in which the last part has risen to the level of binding at which it meets what follows."""
    rows, _ = _table()
    while isinstance(step := rows[state].get(kind), _Reduction) and step.build is None:
        state = cast(int, rows[before][step.rule])
    return state


def parse(source: str, names: Collection[str] = ()) -> Expr:
    """The tree of `source`; `names` are the names its readers know, matched longest first (see `lex`).

    A name that is not known still parses, as `Name`: `check` reports it with a proposal. Raises FeelError on anything
    that is not an expression, is longer than 9,999 characters or is nested deeper than 100.
    """
    lexemes = list(tell_brackets(lex(source, names)))
    rows, start = _table()
    states, parts = [start], list[Any]()
    for at, kind in enumerate((*(one.type for one in lexemes), _END)):
        while isinstance(step := rows[states[-1]].get(kind), _Reduction):
            if step.build is None:
                states[-1] = _risen(states[-2], states[-1], kind)
                continue
            first = len(parts) - step.size
            parts[first:] = [step.build(parts[first:])]
            # A state stands before each part.
            del states[first + 1 :]
            states.append(cast(int, rows[states[first]][step.rule]))
        if step is None:
            raise FeelError(misplaced(source, lexemes, at))
        if at < len(lexemes):
            states.append(step)
            parts.append(lexemes[at])
    found: Expr = parts[0]
    # A tree is no deeper than its lexemes are many.
    return found if len(lexemes) < MAX_DEPTH else bounded(found)
