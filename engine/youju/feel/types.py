"""Types of expressions, and the dimension of numbers: plain, or a power of money."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from youju.structs import Struct

Kind: TypeAlias = Literal["number", "boolean", "text", "list", "range", "null", "any"]


class Type(Struct):
    """What an expression gives. `money` is the exponent of money in a number: 0 plain, 1 an amount in 元, 2 its square.

    `money` is None for zero, which is of every dimension. `item` is the type of the members of a list or range
    (None: nothing is known of them). `any` stands where an error was already reported.
    """

    kind: Kind
    money: int | None = 0
    item: Type | None = None

    @property
    def dimension(self) -> str:
        """`"plain"`, `"money"`, `"money^2"`, …, or `"any"` for zero."""
        match self.money:
            case None:
                return "any"
            case 0:
                return "plain"
            case 1:
                return "money"
            case power:
                return f"money^{power}"

    def __str__(self) -> str:
        if self.kind == "number" and self.money:
            return self.dimension
        return self.kind


NUMBER: Final = Type("number")
"""A pure number: a ratio, points, a count."""
MONEY: Final = Type("number", 1)
"""An amount of money in 元."""
ZERO: Final = Type("number", None)
"""The literal 0: a number of every dimension."""
BOOLEAN: Final = Type("boolean")
TEXT: Final = Type("text")
NULL: Final = Type("null")
ANY: Final = Type("any")


def list_of(item: Type | None) -> Type:
    """The type of a list of `item`."""
    return Type("list", 0, item)


def range_of(item: Type | None) -> Type:
    """The type of a range over `item`."""
    return Type("range", 0, item)


def unify(left: Type, right: Type) -> Type | None:
    """The type of something that may be either, or None when they do not go together (units included)."""
    if left == right or right.kind in ("any", "null"):
        return left if right.kind != "any" else ANY
    if left.kind in ("any", "null"):
        return ANY if left.kind == "any" else right
    if left.kind != right.kind:
        return None
    if left.kind == "number":
        if left.money is None or right.money is None:
            return right if left.money is None else left
        return None
    if left.item is None or right.item is None:
        return right if left.item is None else left
    item = unify(left.item, right.item)
    return None if item is None else Type(left.kind, 0, item)


def fits(actual: Type, wanted: Type) -> bool:
    """True where an expression of type `actual` may stand where `wanted` is asked for."""
    return unify(actual, wanted) is not None


_ZH: Final = {
    "number": "数值",
    "boolean": "是非",
    "text": "文字",
    "list": "列表",
    "range": "区间",
    "null": "空值",
    "any": "任意",
}


def in_chinese(kind: Type) -> str:
    """The type in the words of its readers, such as `金额`."""
    if kind.kind == "number" and kind.money:
        return "金额" if kind.money == 1 else f"金额的 {kind.money} 次方"
    return "纯数" if kind == NUMBER else _ZH[kind.kind]
