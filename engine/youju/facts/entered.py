"""A value as somebody typed it, in the unit of its fact: 1,628.32、81.48%、22 人、是、未知."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

from youju.facts.spec import Bound, FactSpec
from youju.feel import MONEY, UNITS, UNKNOWN, Unknown, show_number

TRUTHS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("是", "有", "true", "yes"), True),
    **dict.fromkeys(("否", "无", "没有", "false", "no"), False),
}
UNKNOWNS: Final = ("未知", "unknown", "missing")
"""What is entered where the report's word is wrong and nobody knows the value."""
Meant = Fraction | bool | str | Literal[Unknown.UNKNOWN]
_NUMBER = re.compile(r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,18})?)\s*([^\s0-9.,+-]*)")
LONGEST = 200
"""The most characters of a text that is a value."""


class NotMeantError(ValueError):
    """A text that is no value of its fact: why, in both languages, and which part of it (empty: all of it)."""

    def __init__(self, zh: str, en: str, part: str = "") -> None:
        self.zh, self.en, self.part = zh, en, part
        super().__init__(f"{zh} / {en}")


def meant(text: str, unit: str, spec: FactSpec) -> Meant:
    """The value that a text means, in the base unit; `unit` holds where the text has none. Raises NotMeantError."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed.lower() in UNKNOWNS:
        return UNKNOWN
    if spec.type == "text":
        if len(typed) > LONGEST:
            raise NotMeantError(f"文字超过 {LONGEST} 个字", f"the text is longer than {LONGEST} characters")
        return text.strip()
    if spec.type == "boolean":
        if typed.lower() not in TRUTHS:
            raise NotMeantError(f"“{_short(text)}”应当是 是、否 或 未知", "expected yes, no or unknown")
        return TRUTHS[typed.lower()]
    return _checked(typed, number_meant(typed, unicodedata.normalize("NFKC", unit).strip(), spec), spec)


def number_meant(typed: str, unit: str, spec: FactSpec) -> Fraction:
    """The number that a text means, in the base unit, whether or not its fact can have it; both texts are in NFKC.

    Raises NotMeantError where it is no number, in another unit, or may mean two things.
    """
    found = _NUMBER.fullmatch(typed)
    if found is None:
        example = {"money": f"1,628.32 {spec.unit}", "percent": "81.48%"}.get(spec.type, f"22 {spec.unit}".strip())
        raise NotMeantError(f"“{_short(typed)}”不是数，应当像 {example}", f"not a number such as {example}")
    number, own = Fraction(found[1].replace(",", "")), found[2]
    if spec.type == "percent" and not own and 0 < abs(number) <= 1:
        percent = show_number(number * 100)
        zh = f"{typed} 是 {percent}% 还是 {typed}%？请写上百分号"
        raise NotMeantError(zh, f"is {typed} {percent}% or {typed}%? write the percent sign")
    return number * scale_in(own or unit or spec.shown_unit, spec)


def _checked(typed: str, value: Fraction, spec: FactSpec) -> Fraction:
    if spec.type == "count" and value.denominator != 1:
        raise NotMeantError(f"{typed} 应当是整数", f"{typed} must be a whole number")
    low, high = spec.bounds.min, spec.bounds.max
    if (low is not None and value < low.value) or (high is not None and value > high.value):
        zh, en = _between(low, high)
        raise NotMeantError(f"{typed} 超出了范围：{zh}", f"{typed} is out of bounds: {en}")
    return value


def scale_in(unit: str, spec: FactSpec) -> Fraction:
    """How many base units one of a unit is; the unit must be one of the fact's kind."""
    if unit == spec.shown_unit:
        return spec.scale
    if spec.type == "money" and unit in UNITS and UNITS[unit].type == MONEY:
        return UNITS[unit].scale
    wanted = spec.shown_unit
    zh = f"单位“{_short(unit)}”不对，应当是 {wanted}" if wanted else f"“{_short(unit)}”：这个数没有单位"
    raise NotMeantError(zh, f"the unit should be {wanted}" if wanted else "this number has no unit", unit)


def _between(low: Bound | None, high: Bound | None) -> tuple[str, str]:
    ends = [None if end is None else end.text for end in (low, high)]
    zh = [f"不小于 {ends[0]}" if ends[0] else "", f"不大于 {ends[1]}" if ends[1] else ""]
    en = [f"at least {ends[0]}" if ends[0] else "", f"at most {ends[1]}" if ends[1] else ""]
    return "、".join(filter(None, zh)), ", ".join(filter(None, en))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"
