"""What a report says under each indicator whose points rest on figures, with all the figures a rule asks for."""

from __future__ import annotations

from fractions import Fraction

from made_hand import Hand
from made_world import World


def target_coverage(w: World, h: Hand) -> str:
    total = sum(w.projects)
    return h.say(
        "coverage",
        "本局全年共有项目{all}，设置绩效目标的项目{set}，绩效目标覆盖率{rate}。",
        "全年共安排项目{all}，其中设立绩效目标的项目{set}，覆盖率为{rate}。",
        "全部项目{all}，已编报绩效目标的项目{set}，绩效目标覆盖率达到{rate}。",
        all=h.count(total, "个"),
        set=h.count(w.with_targets, "个"),
        rate=h.rate(Fraction(w.with_targets, total)),
    )


def expenditure_rate(w: World, h: Hand) -> str:
    return h.say(
        "paid",
        "县财政局下达本局预算{budget}，实际支付{paid}，支出率{rate}。",
        "全年预算数{budget}，实际支出{paid}，预算执行率为{rate}，支付进度总体平稳。",
        "县财政局批复预算总额{budget}，全年支出{paid}，支出率为{rate}。",
        budget=h.money(w.income),
        paid=h.money(w.spent),
        rate=h.rate(Fraction(w.spent, w.income)),
    )


def carryover_rate(w: World, h: Hand) -> str:
    base = w.opening + w.income
    return h.say(
        "carried",
        "年末结转和结余{closing}，可支配资金总额{base}，结转结余率为{rate}。",
        "年末财政拨款结转结余{closing}，占预算总额{base}的比重即结转结余率{rate}。",
        "年末结转结余资金{closing}，资金总额{base}，据此计算结转结余率为{rate}。",
        closing=h.money(w.closing),
        base=h.money(base),
        rate=h.rate(Fraction(w.closing, base)),
    )


def idle_funds_change(w: World, h: Hand) -> str:
    change = Fraction(w.idle_now - w.idle_last, w.idle_last)
    return h.say(
        "idle",
        "年末国库集中支付结转结余存量资金{now}，上年同期{last}，变动率为{rate}。",
        "上年末存量资金{last}，年末存量资金{now}，变动率{rate}。",
        "本局存量资金余额{now}，上年末存量资金余额{last}，变化率为{rate}。",
        now=h.money(w.idle_now),
        last=h.money(w.idle_last),
        rate=h.rate(change),
    )


def procurement_rate(w: World, h: Hand) -> str:
    return h.say(
        "bought",
        "年初政府采购计划{plan}，全年实际采购{done}，政府采购执行率{rate}。",
        "年度政府采购预算{plan}，实际采购金额{done}，执行率为{rate}，未超计划采购。",
        "计划采购金额{plan}，实际完成采购{done}，执行率{rate}。",
        plan=h.money(w.planned),
        done=h.money(w.bought),
        rate=h.rate(Fraction(w.bought, w.planned)),
    )


def transfer_timeliness(w: World, h: Hand) -> str:
    if not w.batches:
        return h.say(
            "transfer",
            "本局无转移支付资金，按规定将本项3分调整至“部门预算资金支出率”，此项不考核。",
            "本单位当年没有转移支付资金，本项不评分，分值调整至“部门预算资金支出率”。",
            "我局不涉及转移支付资金的分配，该项不考核，3分分值调整至“部门预算资金支出率”。",
        )
    return h.say(
        "transfer",
        "全年下达转移支付资金{n}，其中迟延下达{late}。",
        "本局下达转移支付资金{n}，未及时下达{late}，其余均在规定时限内下达。",
        n=h.count(w.batches, "批"),
        late=h.count(w.late, "批"),
    )


def asset_utilisation(w: World, h: Hand) -> str:
    house, cars, tools = w.assets
    return h.say(
        "assets",
        "年末固定资产原值{all}（其中房屋{a}、车辆{b}、设备{c}），在用固定资产原值{used}，固定资产利用率{rate}。",
        "固定资产总额{all}，其中：房屋{a}，车辆{b}，设备{c}。实际在用固定资产{used}，利用率为{rate}。",
        "固定资产原值{all}，实际使用的固定资产{used}，固定资产利用率为{rate}。",
        all=h.money(sum(w.assets)),
        a=h.money(house),
        b=h.money(cars),
        c=h.money(tools),
        used=h.money(w.in_use),
        rate=h.rate(Fraction(w.in_use, sum(w.assets))),
    )


def staffing_rate(w: World, h: Hand) -> str:
    return h.say(
        "staff-rate",
        "本局核定编制{posts}，年末在职人员{there}，财政供养人员控制率为{rate}。",
        "人员编制总数{posts}，在职人员{there}，控制率{rate}。",
        "年末在编人员{there}，核定编制数{posts}，财政供养人员控制率{rate}。",
        posts=h.count(w.posts, "人"),
        there=h.count(w.in_post, "人"),
        rate=h.rate(Fraction(w.in_post, w.posts), 2),
    )


def operating_cost_control(w: World, h: Hand) -> str:
    return h.say(
        "operating",
        "日常公用经费调整预算数{budget}，决算数{spent}，公用经费控制率{rate}。",
        "公用经费预算安排{budget}，公用经费实际支出{spent}，公用经费控制率为{rate}。",
        "公用经费决算数{spent}，公用经费调整预算数{budget}，公用经费控制率为{rate}。",
        budget=h.money(w.operating_budget),
        spent=h.money(w.operating_spent),
        rate=h.rate(Fraction(w.operating_spent, w.operating_budget)),
    )


def three_public_control(w: World, h: Hand) -> str:
    cars, guests, abroad = w.three_parts
    return h.say(
        "three",
        "“三公”经费预算{budget}，实际支出{spent}，其中公务用车运行维护费{a}、公务接待费{b}、因公出国（境）费{c}，“三公”经费控制率{rate}。",
        "年初安排“三公”经费{budget}，“三公”经费实际支出{spent}，控制率为{rate}。",
        "“三公”经费年初预算{budget}。“三公”经费支出{spent}，包括公务用车费{a}、公务接待费{b}、因公出国（境）费{c}。“三公”经费控制率{rate}。",
        budget=h.money(w.three_budget),
        spent=h.money(w.three_spent),
        a=h.money(cars),
        b=h.money(guests),
        c=h.money(abroad),
        rate=h.rate(Fraction(w.three_spent, w.three_budget)),
    )


def budget_adjustment_rate(w: World, h: Hand) -> str:
    up = w.income >= w.initial
    word, phrase = ("调增", "追加") if up else ("调减", "压减")
    gap = abs(w.income - w.initial)
    return h.say(
        "adjusted",
        f"年初预算数{{initial}}，调整后预算数{{adjusted}}，{word}{{gap}}，预算调整率{{rate}}。",
        f"年初预算{{initial}}，年中{phrase}{{gap}}，调整后预算{{adjusted}}，调整率为{{rate}}。",
        "年初部门预算{initial}，最终预算{adjusted}，预算调整率为{rate}。",
        initial=h.money(w.initial),
        adjusted=h.money(w.income),
        gap=h.money(gap),
        rate=h.rate(Fraction(gap, w.initial)),
    )


def key_task_completion(w: World, h: Hand) -> str:
    return h.say(
        "tasks",
        "全年承担重点工作任务{all}，已完成{done}，重点工作完成率{rate}。",
        "县委、县政府交办重点工作{all}，实际完成{done}，完成率为{rate}。",
        "年度重点工作任务共{all}，年内完成{done}，完成率{rate}。",
        all=h.count(w.tasks, "项"),
        done=h.count(w.tasks_done, "项"),
        rate=h.rate(Fraction(w.tasks_done, w.tasks)),
    )


def target_completion(w: World, h: Hand) -> str:
    return h.say(
        "targets",
        "全年设定绩效目标{all}，实际完成{done}，绩效目标完成率{rate}。",
        "年初设置绩效指标{all}，年末达成{done}，完成率为{rate}。",
        "年度绩效目标共{all}，已实现{done}，实现率{rate}。",
        all=h.count(w.targets, "个"),
        done=h.count(w.targets_done, "个"),
        rate=h.rate(Fraction(w.targets_done, w.targets)),
    )


def project_punctuality(w: World, h: Hand) -> str:
    total = sum(w.projects)
    return h.say(
        "punctual",
        "应完成项目{all}，按时完成项目{done}，及时率{rate}。",
        "全年实施项目{all}，按期完成{done}，项目按时完成率{rate}。",
        "计划完成项目{all}，如期完成{done}，完成及时率为{rate}。",
        all=h.count(total, "个"),
        done=h.count(w.on_time, "个"),
        rate=h.rate(Fraction(w.on_time, total)),
    )


def effectiveness(w: World, h: Hand) -> str:
    field = w.trade.field
    return h.say(
        "effect",
        f"{field}工作效果指标共{{all}}，达标{{done}}。",
        "效益指标合计{all}，其中达到目标值{done}。",
        all=h.count(w.effects, "项"),
        done=h.count(w.effects_done, "项"),
    )


def public_satisfaction(w: World, h: Hand) -> str:
    who = w.trade.clients
    return h.say(
        "content",
        f"共调查{who}{{asked}}，表示满意的{{yes}}，满意度{{rate}}。",
        f"年底抽样调查{{asked}}{who}，其中满意{{yes}}，满意率为{{rate}}。",
        f"委托第三方走访{who}{{asked}}，评价满意的有{{yes}}，满意度达{{rate}}。",
        asked=h.count(w.asked, "人"),
        yes=h.count(w.satisfied, "人"),
        rate=h.rate(Fraction(w.satisfied, w.asked)),
    )
