"""A stored number as Excel shows it: exactly, in decimal, by the format of its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from youju.report.book.codes import Section, Token, sections
from youju.report.book.days import LAST_DAY, dated

_STORED = re.compile(r"[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[Ee][+-]?[0-9]{1,3})?")
# A double holds 15 digits for certain; Excel shows no more.
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=800, rounding=ROUND_HALF_UP)
_GENERAL_PLACES = 10
_LARGEST = 308
_ZERO = ("-", "—", "－")
_PARENTHESES = str.maketrans("", "", "()（）")


def stored(text: str) -> Decimal | None:
    """The number that a cell stores, to 15 digits as Excel takes it; None for what is no number."""
    text = text.strip()
    if not _STORED.fullmatch(text):
        return None
    value = _DIGITS.plus(Decimal(text))
    return value if -_LARGEST <= value.adjusted() <= _LARGEST else None


def shown(value: Decimal, code: str, since_1904: bool = False) -> str:
    """The number in a format; empty where the format hides it.

    A minus that the format only colours or puts in brackets is written; a dash that stands for zero is `0`.
    """
    parts = sections(code)
    section, bare = _section(parts, value)
    if not section.tokens:
        return ""
    if section.has("general"):
        return _signed(_around(section, general(abs(value))), value < 0)
    if section.has("text") and not section.has("digit"):
        return _signed(general(abs(value)), value < 0)
    if section.dated:
        if not 0 <= value <= LAST_DAY:
            return _signed(general(abs(value)), value < 0)
        return dated(section.tokens, value, since_1904)
    if _fraction(section):
        return _signed(general(abs(value)), value < 0)
    text = _number(section, abs(value))
    if not value and text.strip() in _ZERO:
        return "0"
    if not section.has("digit"):
        return text
    negative = value < 0 and any(char in "123456789" for char in text)
    if bare and negative:
        text = text.translate(_PARENTHESES) if "(" in text or "（" in text else text
    return _signed(text, negative)


def general(value: Decimal) -> str:
    """A number of no format: whole numbers in full, others to eleven characters as in a cell that is wide enough."""
    if value == value.to_integral_value():
        return format(_WIDE.quantize(value, Decimal(1)), "f")
    places = _GENERAL_PLACES - max(1, value.adjusted() + 1)
    if places < 1:
        return format(_WIDE.quantize(value, Decimal(1)), "f")
    rounded = _WIDE.quantize(value, Decimal(1).scaleb(-places))
    if abs(value) < Decimal("0.0001") and rounded != value:
        return format(Context(prec=6, rounding=ROUND_HALF_UP).plus(value).normalize(), "E")
    return format(rounded.normalize(), "f")


def _section(parts: Sequence[Section], value: Decimal) -> tuple[Section, bool]:
    """The section for a value, and whether it is one for negative numbers, which brings its own sign."""
    if any(part.test for part in parts):
        at = next((i for i, part in enumerate(parts[:3]) if part.holds(value)), 0)
        return parts[at], False
    if len(parts) == 1 or value > 0:
        return parts[0], False
    if value < 0:
        return parts[1], True
    return (parts[2] if len(parts) > 2 else parts[0]), False


def _signed(text: str, negative: bool) -> str:
    return f"-{text}" if negative and "-" not in text else text


def _fraction(section: Section) -> bool:
    """Whether it writes 12 1/2; a decimal is the same number and reads as one."""
    kinds = [token.kind for token in section.tokens]
    slashes = [at for at, token in enumerate(section.tokens) if token.text == "/" and token.kind == "literal"]
    return any("digit" in kinds[:at] and "digit" in kinds[at:] for at in slashes)


def _around(section: Section, number: str) -> str:
    return "".join(number if token.kind == "general" else token.text for token in section.tokens)


def _number(section: Section, value: Decimal) -> str:
    """Digits put into the places of a section; what stands between them stays where it is."""
    tokens = section.tokens
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not digits:
        return "".join(token.text for token in tokens if token.kind in ("literal", "percent"))
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    power = next((at for at, token in enumerate(tokens) if token.kind == "exponent"), len(tokens))
    whole = [at for at in digits if at < min(point, power)]
    places = [at for at in digits if point < at < power]
    commas = [at for at, token in enumerate(tokens) if token.kind == "comma"]
    grouped = any(whole and whole[0] < at < whole[-1] for at in commas)
    # A comma behind the last digit divides by a thousand.
    thousands = sum(1 for at in commas if not (whole and whole[0] < at < whole[-1]))
    percents = sum(1 for token in tokens if token.kind == "percent")
    value = _WIDE.scaleb(value, 2 * percents - 3 * thousands)
    exponent = 0
    if power < len(tokens) and value:
        exponent = value.adjusted()
        value = _WIDE.scaleb(value, -exponent)
    rounded = format(_WIDE.quantize(value, Decimal(1).scaleb(-len(places))), "f")
    before, _, after = rounded.partition(".")
    filled = _whole(tokens, whole, before.lstrip("0"), grouped) | _places(tokens, places, after)
    return _filled(tokens, filled, exponent)


def _whole(tokens: Sequence[Token], at: Sequence[int], digits: str, grouped: bool) -> dict[int, str]:
    """What stands at each place before the point; the first takes all digits that are left."""
    filled: dict[int, str] = {}
    count = 0
    for n, place in enumerate(reversed(at)):
        last = n == len(at) - 1
        taken = digits if last else digits[-1:]
        digits = "" if last else digits[:-1]
        if not taken and tokens[place].text == "0":
            taken = "0"
        written = ""
        for digit in reversed(taken):
            written = digit + ("," if grouped and count and count % 3 == 0 else "") + written
            count += 1
        filled[place] = written
    return filled


def _places(tokens: Sequence[Token], at: Sequence[int], digits: str) -> dict[int, str]:
    """What stands at each place behind the point; `#` and `?` show no zeros at the end."""
    kept = len(at)
    while kept and tokens[at[kept - 1]].text != "0" and digits[kept - 1] == "0":
        kept -= 1
    return {place: digits[n] if n < kept else "" for n, place in enumerate(at)}


def _filled(tokens: Sequence[Token], filled: dict[int, str], exponent: int) -> str:
    written: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind in ("literal", "percent"):
            written.append(token.text)
        elif at in filled:
            written.append(filled[at])
        elif token.kind == "point":
            # 0.## of a whole number ends in a point, as Excel has it; nobody would write it so.
            rest = any(filled.get(after) for after in range(at + 1, len(tokens)))
            bare = not any(filled.get(before) for before in range(at))
            written.append(("0" if bare else "") + ("." if rest else ""))
        elif token.kind == "exponent":
            sign = "-" if exponent < 0 else token.text.replace("-", "")
            width = sum(1 for t in tokens[at:] if t.kind == "digit")
            written.append(f"E{sign}{abs(exponent):0{width}d}")
    return "".join(written)
