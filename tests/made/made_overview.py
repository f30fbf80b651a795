"""The chapters about the department: what it is, who works there, what came in and went out, and what it set out to do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from made_analysis import SECTIONS, heading, section_sum
from made_claims import TOTAL, total_of
from made_hand import Hand, mark
from made_world import World


def overview(w: World, h: Hand) -> str:
    return "\n\n".join(
        [
            heading(h, 2, 0, "部门整体概况"),
            _duties(w, h),
            _staff(w, h),
            heading(h, 2, 1, "部门整体收支情况"),
            _income(w, h),
            _spending(w, h),
            heading(h, 2, 2, "年度总体目标及重点任务"),
            _plans(w, h),
        ]
    )


def _duties(w: World, h: Hand) -> str:
    offices = "、".join(w.trade.offices)
    n = h.count(len(w.trade.offices), "个")
    bureau = mark("duties.bureau", w.bureau)
    return h.say(
        "duties",
        f"{bureau}是县政府工作部门，{w.trade.duty}。内设{offices}等{{n}}股室。",
        f"{bureau}{w.trade.duty}，设有{offices}等{{n}}内设机构。",
        f"{bureau}为县政府组成部门，主要职责是：{w.trade.duty}。下设{offices}共{{n}}股室。",
        n=n,
    )


def _staff(w: World, h: Hand) -> str:
    people = w.in_post + w.workers + w.hired
    values = {
        "posts": h.count(w.posts, "名"),
        "a": h.count(w.admin_posts, "名"),
        "b": h.count(w.other_posts, "名"),
        "people": h.count(people, "人"),
        "there": h.count(w.in_post, "人"),
        "workers": h.count(w.workers, "人"),
        "hired": h.count(w.hired, "人"),
    }
    return h.say(
        "staff",
        "本局核定编制{posts}，其中行政编制{a}、事业编制{b}。年末实有人数{people}，其中在职人员{there}、工勤人员{workers}、聘用人员{hired}。",
        "人员编制{posts}（行政编制{a}，事业编制{b}）。年末共有{people}，其中：在职人员{there}，工勤人员{workers}，聘用人员{hired}。",
        "核定编制数{posts}，其中：行政编制{a}，事业编制{b}。年末实有{people}，包括在职人员{there}、工勤人员{workers}和聘用人员{hired}。",
        **values,
    )


def _income(w: World, h: Hand) -> str:
    total = h.money(w.income)
    return h.say(
        "income",
        f"{w.year}年部门总收入{{total}}，其中一般公共预算财政拨款收入{{a}}、政府性基金收入{{b}}、其他收入{{c}}。年初结转和结余{{opening}}。",
        "部门整体收入合计{total}，其中：一般公共预算拨款{a}，政府性基金预算拨款{b}，其他收入{c}。上年结转结余{opening}。",
        f"{w.year}年本局全年总收入{{total}}，由三部分组成：一般公共预算拨款收入{{a}}、政府性基金拨款收入{{b}}、其他收入{{c}}。年初结转和结余{{opening}}。",
        total=total,
        a=h.money(w.general_income),
        b=h.money(w.fund_income),
        c=h.money(w.other_income),
        opening=h.money(w.opening),
    )


def _spending(w: World, h: Hand) -> str:
    uses = {f"u{i}": h.money(use) for i, use in enumerate(w.uses)}
    names = w.trade.programmes
    listed = "、".join(f"{name}{{u{i}}}" for i, name in enumerate(names))
    total = h.say(
        "spending",
        "全年部门总支出{spent}，其中基本支出{basic}、项目支出{project}。",
        f"{w.year}年部门支出合计{{spent}}。其中：基本支出{{basic}}，项目支出{{project}}。",
        "部门整体支出{spent}，包括基本支出{basic}和项目支出{project}。",
        spent=h.money(w.spent),
        basic=h.money(w.basic),
        project=h.money(w.project),
    )
    share = h.say(
        "shares",
        "",
        "基本支出占总支出的{basic}，项目支出占{project}。",
        basic=h.rate(Fraction(w.basic, w.spent), 2),
        project=h.rate(Fraction(w.project, w.spent), 2),
    )
    growth = _growth(h, "basic-growth", "基本支出", w.basic, w.last_basic)
    growth += _growth(h, "project-growth", "项目支出", w.project, w.last_project)
    use = h.say(
        "uses",
        f"项目支出{{all}}按用途分为：{listed}。",
        f"项目支出共{{all}}，其中{listed}。",
        all=h.money(w.project),
        **uses,
    )
    return total + share + growth + use


def _growth(h: Hand, topic: str, what: str, now: int, last: int) -> str:
    up = now >= last
    more, grown = ("增加", "增长") if up else ("减少", "下降")
    gap = abs(now - last)
    return h.say(
        topic,
        f"{what}{{now}}，比上年{{last}}{more}{{gap}}，{grown}{{rate}}。",
        f"{what}{{now}}，上年为{{last}}，同比{more}{{gap}}，{'增幅' if up else '降幅'}{{rate}}。",
        f"{what}由上年的{{last}}{more}到{{now}}，{more}{{gap}}，{grown}{{rate}}。",
        now=h.money(now),
        last=h.money(last),
        gap=h.money(gap),
        rate=h.rate(Fraction(gap, last), 2),
    )


def _plans(w: World, h: Hand) -> str:
    names = w.trade.programmes
    listed = "、".join(f"{name}{{p{i}}}" for i, name in enumerate(names))
    counts = {f"p{i}": h.count(n, "个") for i, n in enumerate(w.projects)}
    return h.say(
        "plans",
        f"全年安排项目{{all}}，其中{listed}。承担重点工作任务{{tasks}}，设定绩效目标{{targets}}。",
        f"本局围绕全县{w.trade.field}工作安排项目共{{all}}，其中：{listed}；承担县委、县政府交办的重点工作{{tasks}}，设定年度绩效目标{{targets}}。",
        all=h.count(sum(w.projects), "个"),
        tasks=h.count(w.tasks, "项"),
        targets=h.count(w.targets, "个"),
        **counts,
    )


def conclusion(w: World, h: Hand, claims: Mapping[str, Fraction]) -> str:
    year = mark("conclusion.year", str(w.year))
    bureau = mark("conclusion.bureau", w.bureau)
    told = h.say(
        "conclusion",
        f"对照评分标准逐项自评，{year}年度{bureau}部门整体支出绩效自评得分{{total}}。",
        f"经自评，{bureau}{year}年度整体支出绩效自评总得分为{{total}}。",
        f"{year}年度，{bureau}预算执行总体较好，自评总分{{total}}。",
        f"根据各项指标完成情况，{bureau}{year}年度绩效自评结果为{{total}}。",
        total=h.points(total_of(claims)),
    )
    if sum(claims.values()) > TOTAL:
        return told + h.say(
            "conclusion", "加分后总分超过100分的，以100分计。", "各项得分加上加分后超过100分，按规定以100分为限。"
        )
    return told + (_by_section(h, claims) if h.rng.random() < 0.4 else "")


def _by_section(h: Hand, claims: Mapping[str, Fraction]) -> str:
    sums = {section.key: h.points(section_sum(section, claims)) for section in SECTIONS}
    return h.say(
        "by-section",
        "其中：预算编制情况{budgeting}，预算执行情况{execution}，资金使用效益{benefit}，加减分项{bonus}。",
        "其中预算编制情况得{budgeting}、预算执行情况得{execution}、资金使用效益得{benefit}、加减分项得{bonus}。",
        **sums,
        bonus=h.points(claims["bonus"]),
    )
