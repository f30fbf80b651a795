"""Expressions in words read back: what a sentence says of a condition or a formula is parsed, and is the rule's own."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from youju.feel import (
    Call,
    Compare,
    Expr,
    FeelError,
    If,
    In,
    Literal,
    Name,
    Negate,
    UnaryTest,
    children,
    literal,
    parse,
    show,
    with_children,
)
from youju.structs import replace

_SIGNS = {"−": "-", "×": "*", "÷": "/", "^": "**"}
_SPOKEN = {
    "zh": {"并非（": "not（", "若 ": "if ", "，则为 ": " then ", "，否则为 ": " else ", " 属于 ": " in "},
    "en": {},
}
_BOUND = {
    "zh": re.compile(r"（(至多|至少) ([^（）]*)）"),
    "en": re.compile(r" \((at most|at least) ([^()]*)\)"),
}
_RANGE = re.compile(r"(?<!\w)([\[(])([^\[\](),]+), ([^\[\](),]+)([\])])")
_TOKENS = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[≤≥≠<>=×÷+]")
_CONSTANTS = {"weight": Name("weight"), "分值": Name("weight"), "是": literal(True), "否": literal(False)}


def reads_to(
    zh: str, en: str, exprs: Iterable[Expr], names: Collection[str], english: Mapping[str, str] | None
) -> bool:
    """Whether both texts say one of these expressions.

    The Chinese is parsed back. So is the English where the names that facts have in it are known (`english`: from what
    it calls them to what they are); else it has the numbers and signs of the Chinese.
    """
    wanted = {show(_normal(expr)): expr for expr in exprs}
    found = wanted.get(_parsed(zh, "zh", names) or "")
    if found is None:
        return False
    if english is None or _has_choice(found):
        return Counter(_TOKENS.findall(zh)) == Counter(_TOKENS.findall(en))
    return _parsed(_renamed(en, english), "en", names) == show(_normal(found))


def _parsed(text: str, lang: str, names: Collection[str]) -> str | None:
    """The canonical source of what a text says; None where it says nothing that the language has."""
    return _canonical(text, lang, tuple(names))


@functools.lru_cache(maxsize=4096)
def _canonical(text: str, lang: str, names: tuple[str, ...]) -> str | None:
    source = _unbound(text, lang)
    for said, meant in _SPOKEN[lang].items():
        source = source.replace(said, meant)
    for said, meant in _SIGNS.items():
        source = source.replace(said, meant)
    source = _RANGE.sub(r"\1\2..\3\4", source)
    try:
        return show(_normal(parse(source, [*names, *_CONSTANTS])))
    except FeelError:
        return None


def _unbound(text: str, lang: str) -> str:
    """“x（至多 1）” as `min(1, x)`."""
    while (found := _BOUND[lang].search(text)) is not None:
        start = _operand(text, found.start())
        function = "min" if found[1] in ("至多", "at most") else "max"
        told = f"{function}({found[2]}, {text[start : found.start()]})"
        text = text[:start] + told + text[found.end() :]
    return text


def _operand(text: str, end: int) -> int:
    """Where the operand begins that ends here: what is in brackets, or a name."""
    start, depth = end, 0
    while start:
        char = text[start - 1]
        depth += (char in "）)") - (char in "（(")
        if depth < 0 or (not depth and not (char.isalnum() or char in "_`（(")):
            break
        start -= 1
        if not depth and char in "（(":
            break
    return start


def _renamed(text: str, english: Mapping[str, str]) -> str:
    """An English text with the names that reports use."""
    if not english:
        return text

    def named_so(found: re.Match[str]) -> str:
        name, beside = english[found[1]], found[2]
        kept = "" if beside in (None, name) else f" ({beside})"
        return f"`{name}`{kept}"

    return _any_of(tuple(english)).sub(named_so, text)


@functools.lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a name with what stands in brackets behind it; many texts are asked for the same names."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w`])({'|'.join(map(re.escape, longest))})(?: \(([^()]*)\))?(?!\w)")


def _normal(expr: Expr) -> Expr:
    """The expression in one of the forms that say the same: bounds first, numbers with their sign."""
    match expr:
        case Name(name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case Negate(Literal(value=Fraction() as value) as number):
            return replace(number, value=-value)
        case In(operand, (UnaryTest(op, bound),)):
            return _normal(Compare(op, operand, bound))
        case Call("min" | "max" as name, args):
            return Call(name, tuple(sorted(map(_normal, args), key=show)))
        case _:
            return with_children(expr, tuple(map(_normal, children(expr))))


def _has_choice(expr: Expr) -> bool:
    return isinstance(expr, If) or any(map(_has_choice, children(expr)))
