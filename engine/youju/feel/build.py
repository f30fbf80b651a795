"""Lexemes and parts become tree nodes: one function per rule of the grammar, called by lark as it reduces."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias, cast

from youju.feel import tree
from youju.feel.functions import FUNCTIONS, SPELLINGS
from youju.feel.lex import Lexeme
from youju.feel.problems import FeelError, Problem, did_you_mean
from youju.feel.tree import Expr, Span
from youju.feel.types import ZERO, Type
from youju.feel.units import NO_UNIT, UNITS
from youju.structs import Struct


class Named(Struct):
    """A named argument on its way into its place."""

    label: Lexeme
    value: Expr


Part: TypeAlias = Lexeme | Named | Expr | tuple[Expr, ...]

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_SURROGATES: Final = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def _expr(part: Part) -> Expr:
    assert not isinstance(part, Lexeme | Named | tuple)
    return part


def _lexeme(part: Part) -> Lexeme:
    assert isinstance(part, Lexeme)
    return part


def _over(first: Part, last: Part) -> Span:
    start = first.start if isinstance(first, Lexeme) else _expr(first).span.start
    end = last.end if isinstance(last, Lexeme) else _expr(last).span.end
    return Span(start, end)


def _exprs(parts: list[Part]) -> tuple[Expr, ...]:
    return tuple(part for part in parts if not isinstance(part, Lexeme | Named | tuple))


def number(parts: list[Part]) -> Expr:
    """A number with its unit, in the base unit."""
    one = _lexeme(parts[0])
    return tree.Literal(*_measured(one.text), Span(one.start, one.end))


@lru_cache(maxsize=1024)
def _measured(text: str) -> tuple[Fraction, Type, str]:
    """The value of a number in the base unit, its type, and its unit as written."""
    digits, _, name = text.partition(" ")
    unit = UNITS[name] if name else NO_UNIT
    value = Fraction(digits) * unit.scale
    return value, ZERO if not value and not name else unit.type, name


def text(parts: list[Part]) -> Expr:
    """A string; Chinese quotes take their content as it stands."""
    one = _lexeme(parts[0])
    inner = one.text[1:-1]

    def unescape(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if code and int(code, 16) <= 0x10FFFF:
            return chr(int(code, 16))
        if match[3] not in _ESCAPED:
            at = one.start + 1 + match.start()
            zh, en = f"不认识的转义 `{match[0]}`", f"unknown escape `{match[0]}`"
            raise FeelError(Problem("feel-bad-escape", zh, en, at, at + len(match[0]), "\\\\"))
        return _ESCAPED[match[3]]

    if one.text[0] == '"' and "\\" in inner:
        inner = _ESCAPE.sub(unescape, inner)
        # FEEL is defined over UTF-16 as Java is: an escaped pair is one character.
        inner = _SURROGATES.sub(lambda pair: pair[0].encode("utf-16-be", "surrogatepass").decode("utf-16-be"), inner)
    return tree.Literal(inner, tree.TEXT, "", Span(one.start, one.end))


def constant(parts: list[Part]) -> Expr:
    """true, false, null."""
    one = _lexeme(parts[0])
    plain = tree.literal({"TRUE": True, "FALSE": False, "NULL": None}[one.type])
    return tree.Literal(plain.value, plain.type, "", Span(one.start, one.end))


def name(parts: list[Part]) -> Expr:
    """A name, known or not."""
    one = _lexeme(parts[0])
    return tree.Name(one.text, Span(one.start, one.end))


def group(parts: list[Part]) -> Expr:
    """Parentheses leave no node: the tree says what they said."""
    return _expr(parts[1])


def negate(parts: list[Part]) -> Expr:
    """`-x`."""
    return tree.Negate(_expr(parts[1]), _over(parts[0], parts[1]))


def arithmetic(parts: list[Part]) -> Expr:
    """`x + y` and its like."""
    op = cast(tree.ArithmeticOp, _lexeme(parts[1]).text)
    return tree.Arithmetic(op, _expr(parts[0]), _expr(parts[2]), _over(parts[0], parts[2]))


def _compare_op(part: Part) -> tree.CompareOp:
    return cast(tree.CompareOp, _lexeme(part).text)


def compare(parts: list[Part]) -> Expr:
    """`x < y` and its like."""
    return tree.Compare(_compare_op(parts[1]), _expr(parts[0]), _expr(parts[2]), _over(parts[0], parts[2]))


def conjunction(parts: list[Part]) -> Expr:
    """`x and y and z`, flat."""
    return tree.And(_exprs(parts), _over(parts[0], parts[-1]))


def disjunction(parts: list[Part]) -> Expr:
    """`x or y or z`, flat."""
    return tree.Or(_exprs(parts), _over(parts[0], parts[-1]))


def prefix_not(parts: list[Part]) -> Expr:
    """`非 x`."""
    return tree.Not(_expr(parts[1]), _over(parts[0], parts[1]))


def not_call(parts: list[Part]) -> Expr:
    """`not(x)`."""
    return tree.Not(_expr(parts[2]), _over(parts[0], parts[3]))


def between(parts: list[Part]) -> Expr:
    """`x between a and b`."""
    return tree.Between(_expr(parts[0]), _expr(parts[2]), _expr(parts[4]), _over(parts[0], parts[4]))


def unary_test(parts: list[Part]) -> Expr:
    """`(< 10)`."""
    return tree.UnaryTest(_compare_op(parts[1]), _expr(parts[2]), _over(parts[0], parts[3]))


def bare_test(parts: list[Part]) -> Expr:
    """`< 10` among tests."""
    return tree.UnaryTest(_compare_op(parts[0]), _expr(parts[1]), _over(parts[0], parts[1]))


def tests(parts: list[Part]) -> tuple[Expr, ...]:
    """The tests in the parentheses after `in`."""
    return _exprs(parts)


def within(parts: list[Part]) -> Expr:
    """`x in y`."""
    return tree.In(_expr(parts[0]), (_expr(parts[2]),), _over(parts[0], parts[2]))


def within_test(parts: list[Part]) -> Expr:
    """`x in < y`."""
    return tree.In(_expr(parts[0]), (bare_test(parts[2:]),), _over(parts[0], parts[3]))


def within_tests(parts: list[Part]) -> Expr:
    """`x in (y, < z)`."""
    found = parts[3]
    assert isinstance(found, tuple)
    return tree.In(_expr(parts[0]), found, _over(parts[0], parts[4]))


def within_range(parts: list[Part]) -> Expr:
    """`x in (y..z]`."""
    return tree.In(_expr(parts[0]), (range_of(parts[2:]),), _over(parts[0], parts[6]))


def range_end(parts: list[Part]) -> Lexeme:
    """The bracket that closes a range."""
    return _lexeme(parts[0])


def range_of(parts: list[Part]) -> Expr:
    """`[y..z)`."""
    low_closed, high_closed = _lexeme(parts[0]).type == "LSQ", _lexeme(parts[4]).type == "RSQ"
    return tree.RangeOf(_expr(parts[1]), _expr(parts[3]), low_closed, high_closed, _over(parts[0], parts[4]))


def list_of(parts: list[Part]) -> Expr:
    """`[x, y]`."""
    return tree.ListOf(_exprs(parts), _over(parts[0], parts[-1]))


def item(parts: list[Part]) -> Expr:
    """`x[i]`."""
    return tree.Item(_expr(parts[0]), _expr(parts[2]), _over(parts[0], parts[3]))


def conditional(parts: list[Part]) -> Expr:
    """`if x then y else z`."""
    return tree.If(_expr(parts[1]), _expr(parts[3]), _expr(parts[5]), _over(parts[0], parts[5]))


def named(parts: list[Part]) -> Named:
    """`scale: 2` in a call."""
    return Named(_lexeme(parts[0]), _expr(parts[2]))


def call(parts: list[Part]) -> Expr:
    """A call, its function by canonical name and named arguments in their place."""
    head = _lexeme(parts[0])
    function = SPELLINGS.get(head.text, head.text)
    labelled = [part for part in parts if isinstance(part, Named)]
    args = _exprs(parts[2:-1])
    if labelled:
        args = _in_place(function, args, labelled)
    return tree.Call(function, args, _over(head, parts[-1]))


def _in_place(function: str, args: tuple[Expr, ...], labelled: list[Named]) -> tuple[Expr, ...]:
    signature = FUNCTIONS.get(function)
    if signature is None:
        return (*args, *(one.value for one in labelled))
    wanted = signature.parameters[len(args) : len(args) + len(labelled)]
    given = {one.label.text: one for one in labelled}
    for one in labelled:
        if one.label.text not in wanted or given[one.label.text] is not one:
            zh = f"`{function}` 在此没有名为 `{one.label.text}` 的参数"
            en = f"`{function}` has no argument `{one.label.text}` here"
            near = did_you_mean(one.label.text, wanted) or ", ".join(wanted) or None
            raise FeelError(Problem("feel-unknown-argument", zh, en, one.label.start, one.label.end, near))
    return (*args, *(given[parameter].value for parameter in wanted))
