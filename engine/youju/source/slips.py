"""What a hand slipped on when YAML cannot be read: the parser tells where it gave up, this tells what to mend.

Only a file that the parser has refused is looked at, so a line that merely resembles a slip is never held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.structs import Struct


class Slip(Struct):
    """A slip on a line: its first character and length (columns count from 0), what it is, what to write instead."""

    line: int
    start: int
    length: int
    zh: str
    en: str
    proposal: str | None = None


_WORD = r"[\w“”]+"
_KEY = rf"[ \t]*(?:- +)?{_WORD}"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"


class _Pattern(Struct):
    """Group 1 is what is marked; the proposal is filled in from the match (`\\1`)."""

    pattern: re.Pattern[str]
    zh: str
    en: str
    proposal: str | None = None


# A slip is near the place where the parser gave up, and a person's line is not longer.
_LOOK_BACK = 500
_LOOK_ALONG = 400
_WIDE_CLOSING = re.compile(r"([}\]]*[｝］][｝］}\]]*) *(?:,|$|#)")
_HALF_WIDTH = str.maketrans("｝］", "}]")
_FIRST = ("以 @、` 或 % 开头的值要加引号", "a value that begins with @, ` or % is put in quotes")
# Most telling first.
_PATTERNS = tuple(
    _Pattern(re.compile(pattern), zh, en, proposal)
    for pattern, zh, en, proposal in (
        (r"^ *(\t+)", "缩进里有制表符（Tab），只能用空格", "a tab in the indentation; use blanks", None),
        (
            rf"^[ \t]*([{_BLANKS}]+)",
            "缩进里有全角或不换行的空格，只能用普通空格",
            "a wide or non-breaking blank in the indentation",
            None,
        ),
        (rf"^[^:：]*?([{_HIDDEN}]+)", "这里有看不见的字符，请删去", "an invisible character; delete it", None),
        (rf"^[ \t]*(?:- +)?({_WORD}) *：", "冒号要用半角，后面空一格", "the colon must be `: `", r"\1: "),
        (r"^[ \t]*(-)(?=[A-Za-z_{\[“\"])", "减号后面要空一格", "a blank is missing after the dash", r"\1 "),
        (rf"^[ \t]*(?:- +)?({_WORD}:)(?=[^\s:])", "冒号后面要空一格", "a blank is missing after the colon", r"\1 "),
        (
            rf"^{_KEY}: +([>|](?![-+0-9]* *(?:#.*)?$).*?) *$",
            "以 > 或 | 开头的值要加引号",
            "a value that begins with > or | is put in quotes",
            r'"\1"',
        ),
        (rf"^(?:{_KEY}: +|[ \t]*- +)([@`%].*?) *$", *_FIRST, r'"\1"'),
        (rf"[{{\[,] *(?:{_WORD}: +)?([@`%][^,}}\]]*)", *_FIRST, r'"\1"'),
        (r"[{\[][^}\]\"']*?(，)\s*\w+ ?[:：]", "这里的逗号要用半角", "the comma must be `, `", ", "),
        (r"^(?:[^\"'#]*?[:\-] +)(｛)", "花括号要用半角", "the brace must be an ASCII one", "{"),
        (r"^(?:[^\"'#]*?[:\-] +)(［)", "方括号要用半角", "the bracket must be an ASCII one", "["),
        (
            rf"^{_KEY}: +([^\"'\[{{#&*!|>\s].*?:(?: .*?)?) *$",
            "值里面有冒号，要加引号",
            "a value that holds a colon is put in quotes",
            r'"\1"',
        ),
    )
)


def slip(text: str, line: int) -> Slip | None:
    """The slip nearest above the line (from 0) at which the parser gave up, or on it; None where none is recognised."""
    lines = text.splitlines()
    last = min(line, len(lines) - 1)
    for number in range(last, max(last - _LOOK_BACK, -1), -1):
        found = next(_on(lines[number][:_LOOK_ALONG], number), None)
        if found is not None:
            return found
    return None


def _on(line: str, number: int) -> Iterator[Slip]:
    for one in _PATTERNS:
        if found := one.pattern.search(line):
            proposal = None if one.proposal is None else found.expand(one.proposal)
            yield Slip(number, found.start(1), found.end(1) - found.start(1), one.zh, one.en, proposal)
    if (start := _open_quote(line)) is not None:
        yield Slip(
            number, start, 1, "引号没有配对", "a quotation mark is not closed", line[start:].rstrip() + line[start]
        )
    if (start := _open_in_flow(line)) is not None:
        if (wide := _WIDE_CLOSING.search(line, start)) is not None and line[start] not in "\"'":
            closing = wide[1].translate(_HALF_WIDTH)
            yield Slip(number, wide.start(1), len(wide[1]), "括号要用半角", "the bracket must be an ASCII one", closing)
        elif line[start] in "\"'":
            yield Slip(number, start, 1, "引号没有配对", "a quotation mark is not closed")
        else:
            closing = {"{": "}", "[": "]"}[line[start]]
            yield Slip(number, start, 1, "括号没有配对", "a bracket is not closed", line[start:].rstrip() + closing)


def _open_quote(line: str) -> int | None:
    """Where a quoted value begins that does not end on its line."""
    begun = re.match(r"""^[ \t]*(?:- +)?(?:[\w“”]+: +)?(["'])""", line)
    if begun is None or line.count(begun[1]) % 2 == 0:
        return None
    return begun.start(1)


def _open_in_flow(line: str) -> int | None:
    """Where a flow collection, or a quoted value in one, begins that does not end on its line."""
    opened: list[int] = []
    quote, quoted = "", 0
    for at, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (not at or line[at - 1] in " {[,"):
            quote, quoted = char, at
        elif char in "{[":
            opened.append(at)
        elif char in "}]" and opened:
            opened.pop()
        elif char == "#" and at and line[at - 1] == " ":
            break
    return quoted if quote and opened else opened[0] if opened else None
