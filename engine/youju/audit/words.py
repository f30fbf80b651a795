"""Values as people write them, and wordings with their values filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from youju.facts import SCALES, Fact
from youju.feel import UNKNOWN, Value, show_number
from youju.rubric import Text

_HOLE = re.compile(r"\{([^{}]*)\}")
_UNKNOWN = {"zh": "（缺）", "en": "(missing)"}
_TRUTH = {"zh": ("是", "否"), "en": ("yes", "no")}

STATUS: Mapping[str, Mapping[str, str]] = {
    "settled": {"zh": "一致", "en": "settled"},
    "conflicting": {"zh": "不一", "en": "conflicting"},
    "missing": {"zh": "缺", "en": "missing"},
    "defaulted": {"zh": "约定", "en": "default"},
    "ruled": {"zh": "手工录入", "en": "by hand"},
    "assumed": {"zh": "假设", "en": "assumed"},
}
"""What the states of a fact are called."""
TRUST: Mapping[str | None, Mapping[str, str]] = {
    "full": {"zh": "", "en": ""},
    "low": {"zh": "不确定", "en": "unsure"},
    "hand": {"zh": "手工", "en": "by hand"},
    None: {"zh": "", "en": ""},
}
"""What is told of how sure a value is: nothing where it is certain."""


def fill(text: Text, facts: Mapping[str, Fact], others: Mapping[str, Value]) -> Text:
    """The wording with every `{name}` replaced by the value of that fact, or of that named quantity."""

    def filled(lang: str) -> str:
        return _HOLE.sub(lambda hole: _shown(hole.group(1), facts, others, lang), text.of(lang))

    return Text(zh=filled("zh"), en=filled("en"))


def printable(text: str) -> str:
    """Text that anybody may have written, as a screen may show it: control characters made visible, not obeyed."""
    return "".join(
        char if char.isprintable() or char in " \n\t\N{IDEOGRAPHIC SPACE}" else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def aside(text: str, lang: str) -> str:
    """What is said in brackets, behind a word."""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def colon(lang: str) -> str:
    """A colon, and the blank behind it where the language has one."""
    return "：" if lang == "zh" else ": "


def points_text(value: Fraction) -> str:
    """Points for people: as they are, or `≈87.63` where the decimals never end or are more than four."""
    exact = show_number(value)
    if "/" not in exact and len(exact.partition(".")[2]) <= 4:
        return exact
    cents = floor(abs(value) * 100 + Fraction(1, 2))
    return f"≈{'-' if value < 0 and cents else ''}{show_number(Fraction(cents, 100))}"


def one_line(text: str) -> str:
    """The same on one line: white space closed up."""
    return printable(" ".join(text.split()))


def show_fact(fact: Fact, lang: str = "zh") -> str:
    """A fact's value in its own unit: `0.15 万元`, `22 人`, `81.48%`."""
    return show_value(fact.value, fact.spec.scale, fact.spec.shown_unit, lang)


def show_value(value: Value, scale: Fraction, unit: str, lang: str = "zh") -> str:
    """A value of the base unit in a unit of display that holds `scale` of it."""
    if isinstance(value, bool):
        return _TRUTH[lang][0 if value else 1]
    if isinstance(value, Fraction):
        joint = "" if unit in ("", "%") else " "
        return f"{show_number(value / scale)}{joint}{unit}"
    return _UNKNOWN[lang] if value is UNKNOWN else str(value)


def show_in(value: Value, unit: str, lang: str = "zh") -> str:
    """A value of the base unit in a unit: a ratio as a percentage, anything else as it is counted."""
    if unit == "%":
        return show_ratio(value, lang)
    return show_value(value, SCALES.get(unit, Fraction(1)), unit, lang)


def show_ratio(value: Value, lang: str = "zh") -> str:
    """A ratio as a percentage: exact where it ends within four digits, else rounded to two with its fraction."""
    if not isinstance(value, Fraction):
        return show_value(value, Fraction(1), "", lang)
    percent = value * 100
    if (percent * 10_000).denominator == 1:
        return f"{show_number(percent)}%"
    near = (Decimal(percent.numerator) / Decimal(percent.denominator)).quantize(Decimal("0.01"))
    return f"{'约 ' if lang == 'zh' else 'about '}{near}%"


def _shown(name: str, facts: Mapping[str, Fact], others: Mapping[str, Value], lang: str) -> str:
    if name in facts:
        return show_fact(facts[name], lang)
    if name == "weight":
        return show_value(others.get(name, UNKNOWN), Fraction(1), "", lang)
    return show_ratio(others.get(name, UNKNOWN), lang)
