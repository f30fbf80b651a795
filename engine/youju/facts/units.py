"""The units numbers are written with: 元 and 万元, %, 名, 家次, 分, 平方米."""

import re
from fractions import Fraction
from typing import Literal

from youju.facts.numerals import BIG, SMALL
from youju.structs import Struct

Kind = Literal["money", "percent", "points", "count", "measure", "score", "number", "year", "date", "reference"]

_COUNTS = (
    "人次|家次|户次|场次|车次|艘次|批次|件次|个次|台次|项次|宗次|例次|辆次|件套|台套|人份|方面|名|人|个|家|项|次(?!性)|件|宗|起"
    "|处|场|份|套|辆|艘|台|栋|幢|户|张|条|种|类|座|间|本|册|篇|支|只|批|所|组|队|枚|盏|棵|株|头|箱|桶|车|笔|幅|例|轮|期"
)
_MEASURES = (
    "平方公里|平方米|立方米|公里|千米|厘米|毫米|公顷|公斤|千克|千瓦时|千瓦|小时|分钟|个月|个星期|美元|欧元|港元|日元"
    "|㎡|km(?![A-Za-z])|kg(?![A-Za-z])|m(?![A-Za-z0-9])|t(?![A-Za-z0-9])|米|吨|亩|克|天|日|周|倍|年(?![度级末初底])"
)
_TAIL = re.compile(
    r" ?(?P<some>[余多来])?(?P<scale>万亿|[十百千][余多]?[亿万]|[万亿百]|千(?![克米瓦]))?(?P<more>余(?![额款下])|多)?"
    rf"(?:(?P<percent>%|‰|个?百分点)|(?P<money>元(?![旦素件宵月]))|(?P<measure>{_MEASURES})"
    rf"|(?P<count>{_COUNTS})|(?P<score>分(?![钟之析别类配支解管公])))?"
)


class Unit(Struct):
    """A unit at `start..end` of a text: its kind, what it measures, and the factor to the base unit.

    `approximate` where 余, 多 or 来 stands with it (`8.5万余宗`).
    """

    kind: Kind
    measure: str
    scale: Fraction
    approximate: bool
    start: int
    end: int


def unit_at(text: str, at: int, end: int) -> Unit | None:
    """The unit that stands at `at`; 万 and 亿 alone are units of a plain number."""
    tail = _TAIL.match(text, at, end)
    if tail is None:
        return None
    approximate = tail["some"] is not None or tail["more"] is not None
    scale = Fraction(1)
    for char in tail["scale"] or "":
        if char in "余多":
            approximate = True
        else:
            scale *= (SMALL | BIG)[char]
    if sign := tail["percent"]:
        scale = Fraction(1, 1000 if sign == "‰" else 100)
        return Unit("points" if "点" in sign else "percent", sign, scale, approximate, at, tail.end())
    kinds: tuple[Kind, ...] = ("money", "measure", "count", "score")
    for kind in kinds:
        if measure := tail[kind]:
            return Unit(kind, measure, scale, approximate, at, tail.end())
    if scale < 10**4:
        return None
    return Unit("number", "", scale, approximate, at, tail.end())
