"""The chapter that scores each indicator: the tree of lechang-2023, headings, weights, claims, and the words between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import made_figures as figures
import made_statements as statements
from made_claims import WEIGHTS, expenditure_weight
from made_hand import Hand, mark
from made_world import World

Body = Callable[[World, Hand], str]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    weight: int
    indicators: Mapping[str, tuple[str, Body]]


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    weight: int
    groups: tuple[Group, ...]


SECTIONS = (
    Section("budgeting", "预算编制情况", 28, (
        Group("预算编制", 18, {
            "budget-reasonableness": ("预算编制合理性", statements.budget_reasonableness),
            "budget-compliance": ("预算编制规范性", statements.budget_compliance),
            "budget-planning": ("预算编制规划性", statements.budget_planning),
            "budget-soundness": ("预算编制科学性", statements.budget_soundness),
        }),
        Group("目标设置", 10, {
            "target-coverage": ("绩效目标覆盖率", figures.target_coverage),
            "target-reasonableness": ("绩效目标合理性", statements.target_reasonableness),
            "target-clarity": ("绩效指标明确性", statements.target_clarity),
        }),
    )),
    Section("execution", "预算执行情况", 42, (
        Group("资金管理", 22, {
            "expenditure-rate": ("部门预算资金支出率", figures.expenditure_rate),
            "carryover-rate": ("结转结余率", figures.carryover_rate),
            "idle-funds-change": ("国库集中支付结转结余存量资金效率性", figures.idle_funds_change),
            "procurement-rate": ("政府采购执行率", figures.procurement_rate),
            "financial-compliance": ("财务合规性", statements.financial_compliance),
            "transfer-timeliness": ("资金下达合法性", figures.transfer_timeliness),
            "disclosure": ("预决算信息，绩效评价结果公开性", statements.disclosure),
        }),
        Group("项目管理", 7, {
            "project-procedure": ("项目实施程序", statements.project_procedure),
            "project-supervision": ("项目监管", statements.project_supervision),
        }),
        Group("资产管理", 7, {
            "asset-allocation": ("资产配置合规性", statements.asset_allocation),
            "asset-inventory": ("资产盘点情况", statements.asset_inventory),
            "asset-utilisation": ("固定资产利用率", figures.asset_utilisation),
        }),
        Group("人员管理", 2, {"staffing-rate": ("财政供养人员控制率", figures.staffing_rate)}),
        Group("制度管理", 4, {"management-rules": ("制度管理", statements.management_rules)}),
    )),
    Section("benefit", "资金使用效益", 30, (
        Group("经济性", 6, {
            "operating-cost-control": ("公用经费控制率", figures.operating_cost_control),
            "three-public-control": ("“三公”经费控制率", figures.three_public_control),
            "budget-adjustment-rate": ("预算调整率", figures.budget_adjustment_rate),
        }),
        Group("效率性", 9, {
            "key-task-completion": ("重点工作完成率", figures.key_task_completion),
            "target-completion": ("绩效目标完成率", figures.target_completion),
            "project-punctuality": ("项目完成及时性", figures.project_punctuality),
        }),
        Group("效果性", 10, {"effectiveness": ("效果性", figures.effectiveness)}),
        Group("公平性", 5, {
            "petition-handling": ("群众信访办理情况", statements.petition_handling),
            "public-satisfaction": ("公众或服务对象满意度", figures.public_satisfaction),
        }),
    )),
)  # fmt: skip

# How an indicator is headed, and how its claim ends it: one way throughout a report.
FRAMES = (
    ("{title}（{weight}）。", "该指标分值{again}，自评得分{claim}。"),
    ("{title}（{weight}）", "自评得分：{claim}。"),
    ("{title}（分值{weight}）", "本项自评{claim}。"),
    ("{title}（{weight}）。", "综上，该指标自评得{claim}。"),
)


def analysis(w: World, h: Hand, claims: Mapping[str, Fraction]) -> str:
    """The chapter without its own heading."""
    frame = h.rng.choice(FRAMES)
    headed, summed = h.rng.random() < 0.5, h.rng.random() < 0.4
    lines: list[str] = []
    for i, section in enumerate(SECTIONS):
        weight = mark(f"section-weight.{section.key}", f"{section.weight}分")
        lines.append(heading(h, 2, i, f"{section.title}（{weight}）"))
        if summed:
            claimed = h.points(section_sum(section, claims))
            lines.append(f"本部分分值{section.weight}分，自评得分{mark(f'section-claim.{section.key}', claimed)}。")
        for j, group in enumerate(section.groups):
            weight = mark(f"group-weight.{group.title}", f"{group.weight}分")
            lines.append(
                heading(h, 3, j, f"{group.title}（{weight}）" if headed else f"{group.title}。指标分值{weight}。")
            )
            for k, (name, (title, body)) in enumerate(group.indicators.items()):
                lines += _indicator(w, h, frame, k, name, title, body, claims)
    place = len(SECTIONS[-1].groups)
    lines += [heading(h, 3, place, "加减分项。"), bonus(w, h, claims["bonus"])]
    return "\n\n".join(lines)


def section_sum(section: Section, claims: Mapping[str, Fraction]) -> Fraction:
    """What is claimed for the indicators of a section."""
    return sum((claims.get(name, Fraction(0)) for group in section.groups for name in group.indicators), Fraction(0))


def _indicator(
    w: World,
    h: Hand,
    frame: tuple[str, str],
    place: int,
    name: str,
    title: str,
    body: Body,
    claims: Mapping[str, Fraction],
) -> list[str]:
    weight = f"{WEIGHTS[name]}分"
    if name == "expenditure-rate" and expenditure_weight(w) == 6:
        weight = "3分，调整后6分"
    head, claim = frame
    values = {
        "title": mark(f"title.{name}", title),
        "weight": mark(f"weight.{name}", weight),
        "again": mark(f"weight-again.{name}", weight),
    }
    if name in claims:
        told = claim.format(**values, claim=mark(f"claim.{name}", h.points(claims[name])))
        text = body(w, h) + mark(f"claimed.{name}", "") + told
    else:
        text = body(w, h)
    return [heading(h, 4, place, head.format(**values)), mark(f"body.{name}", "") + text]


def bonus(w: World, h: Hand, points: Fraction) -> str:
    n = len(w.awards)
    if not n:
        return h.say(
            "bonus",
            "全年没有获得表彰，也未受到批评，不加分也不减分。",
            "本年度未获得表彰奖励，没有受到通报批评，本项不加分。",
        )
    names = "、".join(f"“{name}”" for name in w.awards)
    return h.say(
        "bonus",
        f"本局全年受到表彰{{n}}，即{names}，全年未受到批评问责，自评加{{points}}。",
        f"全年有{{n}}工作受到表彰：{names}。没有受到批评，合计加分{{points}}。",
        n=h.count(n, "项"),
        points=h.points(points),
    )


def heading(h: Hand, level: int, place: int, title: str) -> str:
    """A numbered heading: level 1 a chapter, 4 an indicator."""
    ones = "一二三四五六七八九十"
    forms = (
        (f"{ones[place]}、", f"（{ones[place]}）", f"{place + 1}. ", f"（{place + 1}）"),
        (f"{ones[place]}、", f"（{ones[place]}）", f"{place + 1}、", f"（{place + 1}）"),
        (f"第{ones[place]}部分 ", f"{ones[place]}、", f"（{ones[place]}）", f"{place + 1}. "),
    )
    sharps = "#" * (level + 1) + " " if h.style.sharps else ""
    return sharps + forms[h.style.numbering][level - 1] + title
