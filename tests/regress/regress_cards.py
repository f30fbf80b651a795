"""A rubric of small cards that together have everything an obligation may be about, over small whole numbers."""

from __future__ import annotations

from functools import cache
from typing import Any

from small_rubrics import BECAUSE, build, card
from youju.prove import Board, Domain, board, domain_of, weights_of
from youju.rubric import WEIGHT, Indicator, Rubric

COUNT = {"type": "count", "unit": "项", "bounds": {"min": 0, "max": 6}}
FACTS: dict[str, str | dict[str, Any]] = {
    "甲": COUNT,
    "乙": COUNT,
    "丙": {"type": "count", "unit": "项", "bounds": {"min": -3, "max": 3}},
    "是": "boolean",
    "否": "boolean",
}


@cache
def everything() -> Rubric:
    """Bands, steps, shares, checklists, conditions of all shapes; transfers, a cap, what is open and what not applies."""
    cards = [
        card("bands", "5", {"full": ("率 >= 95%", "weight"), "half": ("率 in [0.5..0.95)", "2"), "none": ("率 < 0.5", "0")},
             let={"率": "甲 / 乙"}, open=[{"when": "乙 = 0", "because": BECAUSE}]),
        card("steps", "4", {"some": ("甲 > 0", "max(0, weight - floor(甲 / 2))"), "none": ("甲 = 0", "weight")}),
        card("share", "3", {"share": ("乙 > 0", "weight * min(1, 甲 / 乙)")}, open=[{"when": "乙 = 0", "because": BECAUSE}]),
        card("list", "3", {"one": ("是", "1"), "two": ("否 and 甲 >= 2", "2")}, hit="sum"),
        card("either", "2", {"a": ("是 or 甲 > 乙", "2"), "b": ("not(是 or 甲 > 乙)", "if 丙 < 0 then 1 else 0")}, hit="unique"),
        card("shaped", "2", {"in": ("甲 in (1, [3..4]) and not(丙 between -1 and 1)", "weight"),
                             "if": ("if 是 then 甲 > 2 else 乙 > 2", "ceiling(甲 / 4)"), "rest": ("true", "0")}),
        card("passing", "1", {"all": ("甲 >= 3", "weight"), "part": ("甲 < 3", "0")}, applies="否"),
        card("gift", "0", {"up": ("甲 > 0", "甲"), "down": ("乙 > 0", "-乙")}, hit="sum", adjustment=True),
    ]  # fmt: skip
    return build(
        FACTS,
        cards,
        transfers=[{"id": "pass", "from": "passing", "to": "share"}],
        caps=[{"id": "cap", "of": "gift", "most": "3", "least": "-2"}],
    )


def board_of(rubric: Rubric, one: Indicator, optional: bool = False) -> Board:
    """The board of an indicator, its facts free within their bounds and its weight among those it may have."""
    free = {name: domain_of(rubric.dictionary.facts[name]) for name in one.facts}
    weight = Domain("number", choices=weights_of(rubric, one).values)
    return board([one], {}, {**free, WEIGHT: weight}, frozenset(free) if optional else frozenset())
