"""How far apart two numbers are, in the unit people know: percentage points, money, things that are counted."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from youju.audit.words import show_ratio, show_value
from youju.facts import SCALES
from youju.feel import Value, show_number
from youju.rubric import Text

_ON_IT = Text(zh="正好在界上", en="exactly on it")
_ON_IT_FAILS = Text(zh="正好在界上，不算在内", en="exactly on it, which does not count")
_WAYS = {  # by whether it is a ratio, and whether it is above
    (True, True): ("高", "higher"),
    (True, False): ("低", "lower"),
    (False, True): ("多", "more"),
    (False, False): ("少", "less"),
}


def gap_of(off: Fraction, unit: str, fails: bool) -> Text:
    """How far apart the sides are; of a comparison that fails also which way."""
    if not off:
        return _ON_IT_FAILS if fails else _ON_IT
    ratio = unit == "%"
    if ratio:
        # Between two percentages lie percentage points.
        sizes = {
            "zh": f"{_percentage_points(abs(off), 'zh')} 个百分点",
            "en": f"{_percentage_points(abs(off), 'en')} percentage points",
        }
    else:
        sizes = {lang: amount(abs(off), unit, lang) for lang in ("zh", "en")}
    zh, en = _WAYS[ratio, off > 0] if fails else ("相差", "apart")
    joint = "" if sizes["zh"].startswith("约") else " "
    return Text(zh=f"{zh}{joint}{sizes['zh']}", en=f"{sizes['en']} {en}")


def _percentage_points(size: Fraction, lang: str) -> str:
    """A gap between ratios; a small one with as many digits as it takes to see it."""
    shown = show_ratio(size, lang).removesuffix("%")
    if shown.split()[-1] != "0.00":
        return shown
    scale = Fraction(1000)
    while size * 100 * scale < 1:
        scale *= 10
    near = floor(size * 100 * scale + Fraction(1, 2)) / scale
    return f"{'约 ' if lang == 'zh' else 'about '}{show_number(near)}"


def amount(value: Value, unit: str, lang: str = "zh") -> str:
    """A value in a unit: a ratio as a percentage."""
    if unit == "%" and isinstance(value, Fraction):
        return show_ratio(value, lang)
    return show_value(value, SCALES.get(unit, Fraction(1)), unit, lang)
