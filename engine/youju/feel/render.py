"""Trees back to source text, which parses to an equal tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

from youju.feel.lex import GLUED, KEYWORDS
from youju.feel.numerals import show_number
from youju.feel.tree import (
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
)
from youju.feel.units import UNITS

_PLAIN_NAME: Final = re.compile(r"[^\W\d]\w*")
_LOOSEST, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _POWER, _UNARY, _POSTFIX = range(10)
_LEVEL: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


Leaf: TypeAlias = Callable[[Literal | Name], str]
"""How a dialect writes a constant or a name."""


def show(expr: Expr) -> str:
    """Canonical source of a parsed tree: `parse(show(e)) == e`, with the names known or not."""
    return _show(expr, _LOOSEST, _own)


def show_as(expr: Expr, leaf: Leaf) -> str:
    """The source in a dialect that writes constants and names in its own way, and all else as FEEL does."""
    return _show(expr, _LOOSEST, leaf)


def show_name(name: str) -> str:
    """The name as a source must write it: in backticks where it could be read as anything but one name."""
    inner = any(word in name[1:] for word in GLUED)
    plain = _PLAIN_NAME.fullmatch(name) and name not in KEYWORDS and not inner and name == name.strip()
    return name if plain else f"`{name}`"


def _show(expr: Expr, level: int, leaf: Leaf) -> str:
    """The source of `expr` where the grammar asks for something binding at least as close as `level`."""
    binds, text = _bound(expr, leaf)
    return f"({text})" if binds < level else text


def _bound(expr: Expr, leaf: Leaf) -> tuple[int, str]:
    """How close the node binds, and its source."""
    match expr:
        case If():
            parts = (_show(part, _LOOSEST, leaf) for part in (expr.condition, expr.then, expr.otherwise))
            return _LOOSEST, "if {} then {} else {}".format(*parts)
        case Or(parts):
            return _OR, " or ".join(_show(part, _AND, leaf) for part in parts)
        case And(parts):
            return _AND, " and ".join(_show(part, _NOT, leaf) for part in parts)
        case Compare(op, left, right):
            return _COMPARISON, f"{_show(left, _SUM, leaf)} {op} {_show(right, _SUM, leaf)}"
        case Between():
            parts = (_show(part, _SUM, leaf) for part in (expr.operand, expr.low, expr.high))
            return _COMPARISON, "{} between {} and {}".format(*parts)
        case In():
            return _COMPARISON, f"{_show(expr.operand, _SUM, leaf)} in {_tests(expr.tests, leaf)}"
        case Arithmetic(op, left, right):
            at = _LEVEL[op]
            return at, f"{_show(left, at, leaf)} {op} {_show(right, at + 1, leaf)}"
        case Negate(operand):
            return _UNARY, f"-{_show(operand, _UNARY, leaf)}"
        case Item(operand, index):
            return _POSTFIX, f"{_show(operand, _POSTFIX, leaf)}[{_show(index, _LOOSEST, leaf)}]"
        case _:
            return _POSTFIX, _atom(expr, leaf)


def _atom(expr: Not | Call | ListOf | RangeOf | UnaryTest | Literal | Name, leaf: Leaf) -> str:
    match expr:
        case Not(operand):
            return f"not({_show(operand, _LOOSEST, leaf)})"
        case Call(function, args):
            return f"{function}({_listed(args, leaf)})"
        case ListOf(items):
            return f"[{_listed(items, leaf)}]"
        case RangeOf():
            opening, closing = "[" if expr.low_closed else "(", "]" if expr.high_closed else ")"
            high = _show(expr.high, _LOOSEST, leaf)
            # After `..` an opening square bracket would close the range, as in `[1..5[`.
            high = f"({high})" if "[" in high else high
            return f"{opening}{_show(expr.low, _LOOSEST, leaf)}..{high}{closing}"
        case UnaryTest(op, operand):
            return f"({op} {_show(operand, _SUM, leaf)})"
        case Literal() | Name():
            return leaf(expr)


def _own(expr: Literal | Name) -> str:
    return _literal(expr) if isinstance(expr, Literal) else show_name(expr.name)


def _tests(tests: tuple[Expr, ...], leaf: Leaf) -> str:
    """What follows `in`: bare where it is one range, list, name, call or value, else in parentheses."""
    match tests:
        case (UnaryTest() as test,):
            return _test(test, leaf)
        case (RangeOf() as test,):
            return _atom(test, leaf)
        case (only,):
            binds, text = _bound(only, leaf)
            # A parenthesis right after `in` opens tests or a range, never a part of a value.
            return text if binds >= _UNARY and not text.startswith("(") else f"({text})"
        case _:
            return f"({', '.join(_test(one, leaf) for one in tests)})"


def _test(test: Expr, leaf: Leaf) -> str:
    return (
        f"{test.op} {_show(test.operand, _SUM, leaf)}" if isinstance(test, UnaryTest) else _show(test, _LOOSEST, leaf)
    )


def _listed(parts: tuple[Expr, ...], leaf: Leaf) -> str:
    return ", ".join(_show(part, _LOOSEST, leaf) for part in parts)


def _literal(expr: Literal) -> str:
    match expr.value:
        case bool():
            return "true" if expr.value else "false"
        case None:
            return "null"
        case str():
            return f'"{expr.value.translate(_ESCAPES)}"'
        case number:
            return show_quantity(number, expr.unit)


def show_quantity(value: Fraction, unit: str) -> str:
    """A number in a unit it was written in, or bare where that is empty: `10%`, `0.15 万元`."""
    if not unit:
        return show_number(value)
    return f"{show_number(value / UNITS[unit].scale)}{'' if unit in ('%', '‰') else ' '}{unit}"
