"""Numbers as the formats of Word's lists write them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_OLD = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MOST = 32_767
"""Word counts no further."""


def written(number: int, form: str, pattern: str = "") -> str:
    """`number` in the format `form` (a w:numFmt; `pattern` is the w:format of `custom`): 三, iv, ⑤, 甲.

    What a format does not reach, and formats unknown, are written in decimal.
    """
    if form == "custom":
        first = pattern.split(",")[0].strip()
        return str(number).zfill(len(first)) if first.isdecimal() and len(first) < 16 else str(number)
    if form == "none":
        return ""
    write = _FORMS.get(form)
    return (write(number) if write and 0 <= number <= _MOST else "") or str(number)


def counted(number: int, digits: str = _DIGITS, units: str = "十百千万", short_tens: bool = True) -> str:
    """一, 十, 十一, 一百零五, 一万二千: up to 99,999."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        rest = counted(low, digits, units, short_tens=False) if low else ""
        return counted(high, digits, units, short_tens) + units[3] + gap + rest
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        else:
            gap = bool(text)
    return text[1:] if short_tens and 10 <= number < 20 else text


def _digit_by_digit(number: int, zero: str = "〇") -> str:
    return "".join(zero if digit == "0" else _DIGITS[int(digit)] for digit in str(number))


def _below_hundred(number: int) -> str:
    return counted(number) if number < 100 else _digit_by_digit(number, "○")


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """a … z, then aa … zz: the letter as often as the alphabet has gone round."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 40) if number else ""


def _from(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow one another, for 1 up to `last`."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else ""


def _circled(number: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return ""


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else ""


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "chineseCounting": _below_hundred,
    "taiwaneseCounting": _below_hundred,
    "japaneseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCountingThousand": counted,
    "chineseLegalSimplified": lambda number: counted(number, _LEGAL, "拾佰仟万", short_tens=False),
    "ideographLegalTraditional": lambda number: counted(number, _LEGAL_OLD, "拾佰仟萬", short_tens=False),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTen": _below_hundred,
    "taiwaneseDigital": lambda number: _digit_by_digit(number, "○"),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else ""
    ),
}
