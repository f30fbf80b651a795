"""What a card declares of more of a fact, and `rubric prove` proves, in words."""

from __future__ import annotations

from youju.feel import Name, literal
from youju.publish.markdown import twice
from youju.publish.tellers import Tellers
from youju.rubric import Indicator, Rubric
from youju.rubric.model import Monotone


def declared(rubric: Rubric, indicator: Indicator, told: Tellers) -> list[str]:
    """A line for each fact and way, with the condition under which it holds."""
    facts = rubric.dictionary.facts
    return [_line(one, facts[one.fact].type == "boolean", told) for one in indicator.monotone]


def _line(one: Monotone, yes_or_no: bool, told: Tellers) -> str:
    zh, en = ("不会少得分", "never earns less") if one.points == "up" else ("不会多得分", "never earns more")
    (name_zh, name_en), (where_zh, where_en) = told.tell(Name(one.fact)), told.tell(one.where.expr)
    more_zh, more_en = ("由否变是", f"“{name_en}” from no to yes") if yes_or_no else ("多了", f"more {name_en}")
    always = one.where.expr == literal(True)
    return twice(
        f"{name_zh}{more_zh}，其他不变，{zh}{'' if always else f'（限于 {where_zh}）'}",
        f"{more_en}, all else the same, {en}{'' if always else f' (as long as {where_en})'}",
    )
