"""Units that may follow a number: money, shares, and the words by which things are counted."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from youju.feel.types import MONEY, NUMBER, Type
from youju.structs import Struct


class Unit(Struct):
    """`scale` is what one of it is worth in the base unit: 元 for money, 1 for all else."""

    name: str
    scale: Fraction
    type: Type


_MONEY: Final = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_SHARES: Final = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "个百分点": Fraction(1, 100)}
_COUNTS: Final = [
    "人",
    "名",
    "个",
    "项",
    "件",
    "次",
    "批",
    "户",
    "家",
    "辆",
    "宗",
    "分",
    "年",
    "月",
    "天",
    "倍",
    "条",
    "处",
    "部",
    "份",
    "场",
    "台",
    "套",
]

UNITS: Final[Mapping[str, Unit]] = MappingProxyType(
    {name: Unit(name, Fraction(scale), MONEY) for name, scale in _MONEY.items()}
    | {name: Unit(name, scale, NUMBER) for name, scale in _SHARES.items()}
    | {name: Unit(name, Fraction(1), NUMBER) for name in _COUNTS}
)
"""Every unit by its name. 10% is 1/10; 0.15 万元 is 1500 元; 3 项 is the plain number 3."""

NO_UNIT: Final = Unit("", Fraction(1), NUMBER)

LONGEST_FIRST: Final = tuple(sorted(UNITS, key=len, reverse=True))
