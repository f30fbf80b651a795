"""The built-in functions as they are written: names, aliases, parameters (DMN 1.5, 10.3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from youju.structs import Struct

Rule: TypeAlias = Literal["keep", "pair", "member", "total", "count", "truth"]
"""How the result is typed: `keep` the number's own dimension (further arguments are plain), `pair` two numbers of one
dimension, `member` a number or text out of those given, `total` a number out of those given, `count`, `truth`."""


class Signature(Struct):
    """A function. `folds` ones take one list or any number of arguments; the others `required` up to all parameters."""

    name: str
    parameters: tuple[str, ...]
    required: int
    rule: Rule
    aliases: tuple[str, ...] = ()

    @property
    def folds(self) -> bool:
        """True for functions over a list or over any number of arguments."""
        return self.parameters == ("list",)


def _rounding(name: str, *aliases: str) -> Signature:
    return Signature(name, ("n", "scale"), 2, "keep", aliases)


_ALL: Final = (
    Signature("min", ("list",), 1, "member", ("最小",)),
    Signature("max", ("list",), 1, "member", ("最大",)),
    Signature("sum", ("list",), 1, "total", ("求和",)),
    Signature("count", ("list",), 1, "count", ("计数",)),
    Signature("mean", ("list",), 1, "total", ("平均",)),
    Signature("any", ("list",), 1, "truth", ("任一",)),
    Signature("all", ("list",), 1, "truth", ("全部",)),
    Signature("abs", ("n",), 1, "keep", ("绝对值",)),
    Signature("floor", ("n", "scale"), 1, "keep", ("向下取整",)),
    Signature("ceiling", ("n", "scale"), 1, "keep", ("向上取整",)),
    Signature("modulo", ("dividend", "divisor"), 2, "pair", ("取模",)),
    _rounding("decimal"),
    _rounding("round up"),
    _rounding("round down"),
    _rounding("round half up", "四舍五入"),
    _rounding("round half down"),
)

FUNCTIONS: Final[Mapping[str, Signature]] = MappingProxyType({one.name: one for one in _ALL})
"""Every function by its canonical name."""

SPELLINGS: Final[Mapping[str, str]] = MappingProxyType(
    {one.name: one.name for one in _ALL} | {alias: one.name for one in _ALL for alias in one.aliases}
)
"""Every way to write a function, with its canonical name. 四舍五入 is `round half up`: halves go away from zero."""
