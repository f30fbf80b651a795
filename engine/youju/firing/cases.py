"""The values an indicator's rules see: facts, effective weight, named quantities from figures or as printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from youju.feel import UNKNOWN, Value, evaluate
from youju.rubric import Indicator, Let
from youju.rubric.model import WEIGHT
from youju.structs import Struct

LetSource = Literal["figures", "printed", "unknown"]


class LetValue(Struct):
    """The value a named quantity has, where it came from, the facts that were read for it, and the words of it.

    `text` is the formula that gave it, or the name of the fact that holds it as printed; empty where it is unknown.
    """

    value: Value
    source: LetSource
    facts: tuple[str, ...]
    text: str = ""


class Case(Struct):
    """All that an indicator's conditions and points can read. `printed` tells that a printed rate stands in."""

    values: Mapping[str, Value]
    lets: Mapping[str, LetValue]

    @property
    def printed(self) -> bool:
        """Whether some quantity is taken as printed, its figures being missing."""
        return any(let.source == "printed" for let in self.lets.values())


def case_of(
    indicator: Indicator,
    facts: Mapping[str, Value],
    weight: Value,
    printed: bool = False,
    assumed: Mapping[str, Value] | None = None,
) -> Case:
    """The case of an indicator. With `printed`, quantities without figures take the rate the report prints.

    `assumed` are named quantities that have a given value, whatever their figures; those built on them follow.
    """
    values: dict[str, Value] = {name: facts[name] for name in indicator.facts if name in facts}
    values[WEIGHT] = weight
    lets: dict[str, LetValue] = {}
    for let in indicator.lets:
        if assumed is not None and let.name in assumed:
            lets[let.name] = LetValue(assumed[let.name], "figures", _read(let))
        else:
            lets[let.name] = _let(let, values, printed)
        values[let.name] = lets[let.name].value
    return Case(values, lets)


def _let(let: Let, values: Mapping[str, Value], printed: bool) -> LetValue:
    for formula in let.alternatives:
        value = evaluate(formula.expr, values)
        if value is not UNKNOWN:
            return LetValue(value, "figures", formula.reads, formula.text)
    if printed and let.stated is not None and values.get(let.stated, UNKNOWN) is not UNKNOWN:
        return LetValue(values[let.stated], "printed", (let.stated,), let.stated)
    return LetValue(UNKNOWN, "unknown", _read(let))


def _read(let: Let) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for formula in let.alternatives for name in formula.reads))
