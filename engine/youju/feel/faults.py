"""What the checker says: the wording and proposal of each type error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from youju.feel.functions import SPELLINGS, Signature
from youju.feel.lex import GLUED
from youju.feel.numerals import show_number
from youju.feel.problems import Problem, did_you_mean
from youju.feel.render import show, show_name
from youju.feel.sayings import IN_WORDS
from youju.feel.tree import Call, Expr, Literal, Name, Negate
from youju.feel.types import Type, in_chinese

_SPLIT: Final = re.compile(f"({'|'.join(GLUED)})")


def unknown_name(expr: Name, known: Iterable[str]) -> Problem:
    """`feel-unknown-name`: no such fact; proposes the name closest in spelling."""
    known = frozenset(known)
    near = did_you_mean(expr.name, known)
    spaced = _SPLIT.sub(r" \1 ", expr.name).split()
    if len(spaced) > 1 and all(word in known or word in GLUED for word in spaced):
        return Problem(
            "feel-unknown-name",
            f"`{expr.name}` 中的运算符前后要有空格",
            f"the operators in `{expr.name}` need spaces around them",
            *expr.span,
            " ".join(spaced),
        )
    if expr.name in IN_WORDS:
        sign = IN_WORDS[expr.name]
        zh, en = f"`{expr.name}` 要写成 `{sign}`", f"`{expr.name}` is written `{sign}`"
        return Problem("feel-unknown-name", zh, en, *expr.span, sign)
    if expr.name.startswith("百分之"):
        zh, en = f"百分数要写成数字，如 10%，不能写 `{expr.name}`", "a percentage is written in figures, such as 10%"
        return Problem("feel-unknown-name", zh, en, *expr.span, "10%")
    zh, en = f"没有名为 `{expr.name}` 的事实", f"no name `{expr.name}` is known"
    return Problem("feel-unknown-name", zh, en, *expr.span, None if near is None else show_name(near))


def unknown_function(expr: Call) -> Problem:
    """`feel-unknown-function`."""
    zh, en = f"没有函数 `{expr.function}`", f"there is no function `{expr.function}`"
    return Problem("feel-unknown-function", zh, en, *expr.span, did_you_mean(expr.function, SPELLINGS))


def argument_count(expr: Call, signature: Signature) -> Problem:
    """`feel-argument-count`; proposes the call in full."""
    zh = f"`{expr.function}` 收到 {len(expr.args)} 个参数"
    en = f"`{expr.function}` was given {len(expr.args)} arguments"
    return Problem("feel-argument-count", zh, en, *expr.span, f"{signature.name}({', '.join(signature.parameters)})")


def fractional_power(expr: Expr) -> Problem:
    """`feel-fractional-power`: no backend computes such a power exactly."""
    zh, en = "规则中的乘方只能用整数指数", "a rule may raise to whole powers only"
    return Problem("feel-fractional-power", zh, en, *expr.span)


def unwanted(expr: Expr, found: Type, wanted: Type) -> Problem:
    """`feel-type`, or `feel-dimension` where only the dimension of a number is wrong."""
    code = "feel-dimension" if found.kind == wanted.kind == "number" else "feel-type"
    zh = f"这里要{in_chinese(wanted)}，`{show(expr)}` 是{in_chinese(found)}"
    en = f"{_english(wanted)} is wanted here, `{show(expr)}` is {_english(found)}"
    return Problem(code, zh, en, *expr.span)


def different_kinds(whole: Expr, left: Type, right: Type) -> Problem:
    """`feel-type`: two sides that can never be compared or stand for each other."""
    zh = f"{in_chinese(left)}与{in_chinese(right)}不能放在一起：`{show(whole)}`"
    return Problem("feel-type", zh, f"{_english(left)} and {_english(right)} do not go together", *whole.span)


def dimensions(whole: Expr, left: Expr, left_type: Type, right: Expr, right_type: Type) -> Problem:
    """`feel-dimension`: money beside a pure number; proposes units for a bare number."""
    for one, kind, other in ((right, right_type, left_type), (left, left_type, right_type)):
        bare = _bare(one)
        if bare is not None and kind.money == 0 and other.money == 1:
            zh, en = f"金额与没有单位的 {bare} 不能放在一起", f"an amount of money beside {bare}, which has no unit"
            return Problem("feel-dimension", zh, en, *one.span, f"{bare} 元 / {bare} 万元")
    zh = f"单位不合：`{show(left)}` 是{in_chinese(left_type)}，`{show(right)}` 是{in_chinese(right_type)}"
    en = f"`{show(left)}` is {_english(left_type)}, `{show(right)}` is {_english(right_type)}"
    return Problem("feel-dimension", zh, en, *whole.span)


def _bare(expr: Expr) -> str | None:
    """The text of a number written without a unit."""
    match expr:
        case Literal(Fraction() as value, _, ""):
            return show_number(value)
        case Negate(operand):
            inner = _bare(operand)
            return None if inner is None else f"-{inner}"
        case _:
            return None


def _english(kind: Type) -> str:
    if kind.kind == "number":
        return {None: "a number", 0: "a pure number", 1: "an amount of money"}.get(kind.money, str(kind))
    return {"boolean": "a truth value", "text": "a text", "list": "a list", "range": "a range"}.get(
        kind.kind, kind.kind
    )
