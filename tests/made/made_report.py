"""A whole made-up report: its chapters in one of several orders, as marked text."""

from __future__ import annotations

from random import Random

from made_analysis import analysis, heading
from made_claims import claims_of
from made_hand import Hand, Marked, Style, mark
from made_narrative import achievements, measures, problems
from made_overview import conclusion, overview
from made_table import scoring_table
from made_world import World

ORDERS = (
    ("overview", "conclusion", "analysis", "achievements", "problems", "measures"),
    ("overview", "analysis", "achievements", "conclusion", "problems", "measures"),
    ("overview", "achievements", "analysis", "conclusion", "problems", "measures"),
    ("overview", "conclusion", "achievements", "analysis", "problems", "measures"),
)
TITLES = {
    "overview": ("部门基本情况", "部门概况"),
    "conclusion": ("自评结论", "绩效自评结论"),
    "analysis": ("绩效分析", "绩效指标分析"),
    "achievements": ("主要绩效", "主要工作成效"),
    "problems": ("存在问题", "存在的主要问题"),
    "measures": ("改进措施及建议", "下一步措施和相关建议"),
}


def written(world: World, seed: int) -> Marked:
    """The report of a world in the hand of a seed; the same wording whatever the figures."""
    rng = Random(f"hand {seed}")
    hand = Hand(rng, Style.drawn(rng))
    claims = claims_of(world)
    chapters = {
        "overview": lambda: overview(world, hand),
        "conclusion": lambda: conclusion(world, hand, claims),
        "analysis": lambda: analysis(world, hand, claims),
        "achievements": lambda: achievements(world, hand),
        "problems": lambda: problems(world, hand),
        "measures": lambda: measures(world, hand),
    }
    parts = [_cover(world, hand)]
    for place, name in enumerate(rng.choice(ORDERS)):
        title = mark(f"heading.{name}", rng.choice(TITLES[name]))
        parts += [heading(hand, 1, place, title), chapters[name]() + mark(f"end.{name}", "")]
    if rng.random() < 0.3:
        parts.append(scoring_table(hand, claims))
    return Marked(hand.dressed("\n\n".join(parts)) + "\n")


def _cover(w: World, h: Hand) -> str:
    title = h.rng.choice(
        [
            f"{w.year}年度部门整体支出绩效自评报告",
            f"{w.bureau}{w.year}年度部门整体支出绩效自评报告",
            f"{w.year}年度{w.bureau}整体支出绩效自评报告",
        ]
    )
    filed = mark("cover.filed", f"{w.filed.year}年{w.filed.month}月{w.filed.day}日")
    sharps = "# " if h.style.sharps else ""
    return f"{sharps}{title}\n\n部门名称：{w.bureau}（公章）\n\n填报日期：{filed}"
