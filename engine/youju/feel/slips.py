"""Where the parser cannot go on: what a hand slipped on, with the words to mend and what to write instead."""

from __future__ import annotations

import re
from typing import Final

from youju.feel.lex import Lexeme
from youju.feel.problems import Problem
from youju.feel.sayings import IN_WORDS, NEEDS_BLANK, joined

_OPERANDS: Final = frozenset({"NAME", "NUMBER", "STRING", "FUNC", "TRUE", "FALSE", "NULL", "LPAR", "NOT"})
_AROUND: Final = {"以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "及以下": "<="}
_OPENING: Final = frozenset({"LPAR", "IN_LPAR", "LSQ", "RANGE_OPEN"})
_CLOSING: Final = frozenset({"RPAR", "RSQ", "RANGE_CLOSE"})
_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: *[^\W0-9]+|%)?")
_ENDS: Final = (_OPERANDS - {"LPAR", "NOT", "FUNC"}) | {"RPAR", "RSQ"}


def misplaced(source: str, lexemes: list[Lexeme], at: int) -> Problem:
    """The problem with the lexeme at which the parser could not go on."""
    if at == len(lexemes):
        return _unfinished(source, lexemes)
    one, before = lexemes[at], lexemes[max(at - 1, 0)]
    for near in (one, before):
        written = source[near.start : near.end]
        if written in IN_WORDS:
            zh, en = f"`{written}` 要写成 `{IN_WORDS[written]}`", f"`{written}` is written `{IN_WORDS[written]}`"
            return Problem("feel-syntax", zh, en, near.start, near.end, IN_WORDS[written])
    written = source[one.start : one.end]
    if (problem := _known_slip(source, lexemes, at)) is not None:
        return problem
    if at and one.type in _OPERANDS and before.type in _ENDS:
        earlier = source[before.start : before.end]
        zh = f"`{earlier}` 与 `{written}` 之间缺少运算符；若本是一个名称，请用反引号括起"
        en = f"an operator is missing between `{earlier}` and `{written}`; if they are one name, put it in backticks"
        one_name = one.type == "NAME" and (before.type == "NAME" or earlier[0] == "“")
        return Problem("feel-syntax", zh, en, one.start, one.end, f"`{earlier}{written}`" if one_name else None)
    if one.type == "COMMA" and (digits := _without_commas(source, lexemes, at)) is not None:
        zh, en = "数字里不用千分位的逗号", "a number takes no thousands separator"
        return Problem("feel-syntax", zh, en, lexemes[at - 1].start, lexemes[at + 1].end, digits)
    return Problem("feel-syntax", f"这里不能出现 `{written}`", f"`{written}` cannot stand here", one.start, one.end)


def _unfinished(source: str, lexemes: list[Lexeme]) -> Problem:
    """Nothing follows where something must: a bracket that was opened, or an operator's right side."""
    opened: list[Lexeme] = []
    for one in lexemes:
        if one.type in _OPENING:
            opened.append(one)
        elif one.type in _CLOSING and opened:
            opened.pop()
    if opened and lexemes[-1].type in _ENDS:
        one = opened[-1]
        closing = "]" if one.type == "LSQ" else ")"
        zh, en = f"括号没有配对，少了 `{closing}`", f"the bracket is not closed: `{closing}` is missing"
        return Problem("feel-unfinished", zh, en, one.start, one.end, source[one.start :].rstrip() + closing)
    start = lexemes[-1].end if lexemes else 0
    if not lexemes:
        return Problem("feel-unfinished", "这里没有表达式", "there is no expression here", start, len(source))
    last = source[lexemes[-1].start : lexemes[-1].end]
    zh, en = f"表达式不完整：`{last}` 后面还缺内容", f"the expression is not finished after `{last}`"
    return Problem("feel-unfinished", zh, en, start, len(source))


def _known_slip(source: str, lexemes: list[Lexeme], at: int) -> Problem | None:
    """What a hand used to other notations writes: `0 < x < 10`, `a x b`, one bracket too many."""
    one = lexemes[at]
    written = source[one.start : one.end]
    if written in ("x", "X") and at and lexemes[at - 1].type in _ENDS:
        zh, en = (
            f"乘号要写成 `*`，`{written}` 会当作名称",
            f"multiplication is written `*`; `{written}` reads as a name",
        )
        return Problem("feel-syntax", zh, en, one.start, one.end, "*")
    if written in _AROUND and at and lexemes[at - 1].type == "NUMBER":
        number = lexemes[at - 1]
        sign = _AROUND[written]
        zh, en = f"`{written}` 要写成 `{sign}`，放在数字前面", f"`{written}` is `{sign}`, written before the number"
        return Problem("feel-syntax", zh, en, number.start, one.end, f"{sign} {source[number.start : number.end]}")
    if (found := _joined(source, lexemes, at)) is not None:
        return found
    if at and source[lexemes[at - 1].start : lexemes[at - 1].end] == "not":
        zh, en = "not 后面要有括号，或者写“非”", "`not` takes parentheses"
        return Problem("feel-syntax", zh, en, lexemes[at - 1].start, one.end, f"not({written})")
    if (found := _listed_range(source, lexemes, at)) is not None:
        return found
    if one.type == "RPAR":
        zh, en = "多了一个 `)`，或它前面还缺内容", "one `)` too many, or something is missing before it"
        return Problem("feel-syntax", zh, en, one.start, one.end)
    if one.type == "CMP" and (first := _compared_before(lexemes, at)) is not None:
        middle = source[lexemes[first].end : one.start].strip()
        zh, en = "比较不能连写，要用“且”分成两个", "comparisons are not chained; write two joined by `and`"
        return Problem("feel-syntax", zh, en, one.start, one.end, f"且 {middle} {written}")
    return None


def _listed_range(source: str, lexemes: list[Lexeme], at: int) -> Problem | None:
    """`(0, 10%]`: the interval of a textbook, its ends with a comma between."""
    if at < 4 or lexemes[at - 2].type != "COMMA" or lexemes[at - 4].type not in _OPENING:
        return None
    opening, low, _, high, closing = lexemes[at - 4 : at + 1]
    if closing.type not in _CLOSING:
        return None
    ends = "..".join(source[end.start : end.end] for end in (low, high))
    zh, en = "区间的两端之间写 `..`", "the ends of a range have `..` between them"
    proposal = f"{opening.text}{ends}{closing.text}"
    return Problem("feel-syntax", zh, en, opening.start, closing.end, proposal)


def _joined(source: str, lexemes: list[Lexeme], at: int) -> Problem | None:
    """`甲 且乙` and `甲，并且乙`: an operator and what was written right behind it."""
    word = lexemes[at + 1 if lexemes[at].type == "COMMA" and at + 1 < len(lexemes) else at]
    written = source[word.start : word.end]
    if word.type != "NAME" or not at:
        return None
    if (apart := joined(written)) is not None:
        return Problem("feel-syntax", *NEEDS_BLANK, word.start, word.end, apart)
    sign = IN_WORDS.get(written)
    if sign not in ("且", "或"):
        return None
    zh, en = f"`{written}` 要写成 `{sign}`", f"`{written}` is written `{sign}`"
    return Problem("feel-syntax", zh, en, word.start, word.end, sign)


def _compared_before(lexemes: list[Lexeme], at: int) -> int | None:
    """The comparison whose right side a second one follows, within the same brackets."""
    for before in range(at - 1, -1, -1):
        if lexemes[before].type == "CMP":
            return before
        if lexemes[before].type in ("AND", "OR", "COMMA", "LPAR", "RPAR", "THEN", "ELSE", "IF"):
            return None
    return None


def _without_commas(source: str, lexemes: list[Lexeme], at: int) -> str | None:
    """`1,628.32` is how reports write it; the language has no thousands separator."""
    around = lexemes[at - 1 : at + 2]
    if len(around) == 3 and around[0].end == around[1].start and around[2].start == around[1].end:
        digits = source[around[0].start : around[2].end].replace(",", "").replace("，", "")
        if re.match("[0-9]{3}(?![0-9])", source[around[2].start :]) and _FIGURE.fullmatch(digits):
            return digits
    return None
