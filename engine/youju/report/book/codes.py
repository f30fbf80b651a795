"""Number formats of Excel: the code (`#,##0.00"万元"`) as sections of tokens."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from youju.structs import Struct

Kind = Literal["literal", "digit", "point", "comma", "percent", "exponent", "general", "text", "date", "elapsed"]
BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    # What 14 and 22 look like depends on the machine; the same day is written everywhere the same way.
    14: r"yyyy\-mm\-dd",
    15: r"d\-mmm\-yy",
    16: r"d\-mmm",
    17: r"mmm\-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: r"yyyy\-mm\-dd h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: r"m\-d\-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: '"¥"#,##0;-"¥"#,##0',
    43: "#,##0.00;-#,##0.00",
    44: '"¥"#,##0.00;-"¥"#,##0.00',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
}
"""The codes that a workbook names by number and does not spell; all others are `General`."""

_LONG_DATE = 'yyyy"年"m"月"d"日"'
_TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_LONGEST = 255
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)(?:"|\Z)'
    # WPS and Chinese Excel write ! where others write \; a letter after _ or * only fills.
    r"|[\\!](?P<escaped>.)|(?P<filler>[_*].?)"
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)"
    r"|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|b+)|(?P<char>.)",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: Mapping[str, Kind] = {".": "point", ",": "comma", "%": "percent", "@": "text"}


class Token(Struct):
    """A piece of a format: its kind, and what it writes or how it counts."""

    kind: Kind
    text: str


class Section(Struct):
    """One of the parts between semicolons, and the condition that stands with it."""

    tokens: tuple[Token, ...]
    test: tuple[str, Decimal] | None = None

    def has(self, kind: Kind) -> bool:
        """Whether one of its tokens is of this kind."""
        return any(token.kind == kind for token in self.tokens)

    @property
    def dated(self) -> bool:
        """Whether it writes a day or a time."""
        return self.has("date") or self.has("elapsed")

    def holds(self, value: Decimal) -> bool:
        """Whether its condition, if it has one, holds."""
        return self.test is None or _TESTS[self.test[0]](value, self.test[1])


@functools.lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format, at most four; a code nobody can have meant is `General`."""
    if len(code) > _LONGEST:
        return (Section((Token("general", ""),)),)
    if "[$-F800]" in code.upper():
        code = _LONG_DATE
    parts: list[list[Token]] = [[]]
    tests: list[tuple[str, Decimal] | None] = [None]
    for piece in _PIECE.finditer(code):
        if piece["char"] == ";":
            parts.append([])
            tests.append(None)
        elif piece["bracket"] is not None and (condition := _CONDITION.fullmatch(piece["bracket"])):
            tests[-1] = (condition[1], Decimal(condition[2]))
        elif (token := _token(piece)) is not None:
            parts[-1].append(token)
    return tuple(Section(_minutes(part), test) for part, test in zip(parts[:4], tests[:4], strict=True))


def _token(piece: re.Match[str]) -> Token | None:
    if (literal := piece["quoted"] if piece["quoted"] is not None else piece["escaped"]) is not None:
        return Token("literal", literal)
    if piece["filler"] is not None:
        return None
    if (bracket := piece["bracket"]) is not None:
        return _bracket(bracket)
    if piece["general"]:
        return Token("general", "")
    if piece["exponent"]:
        return Token("exponent", piece["exponent"][1])
    if piece["half"]:
        return Token("date", "上午" if "上" in piece["half"] else "AM")
    if piece["date"]:
        return Token("date", piece["date"].lower())
    char = piece["char"]
    return Token("digit" if char in "0#?" else _MARKS.get(char, "literal"), char)


def _bracket(words: str) -> Token | None:
    """What stands in square brackets: hours that run on, a currency; a colour or a language shows nothing."""
    if re.fullmatch("h+|m+|s+", words, re.IGNORECASE):
        return Token("elapsed", words.lower())
    if words.startswith("$") and (sign := words[1:].partition("-")[0]):
        return Token("literal", sign)
    return None


def _minutes(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`m` means minutes behind hours and before seconds."""
    timed = [at for at, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    found = list(tokens)
    for n, at in enumerate(timed):
        if tokens[at].kind == "date" and tokens[at].text in ("m", "mm"):
            before = tokens[timed[n - 1]].text[0] if n else ""
            after = tokens[timed[n + 1]].text[0] if n + 1 < len(timed) else ""
            if before == "h" or after == "s":
                found[at] = Token("date", "n" * len(tokens[at].text))
    return tuple(found)
