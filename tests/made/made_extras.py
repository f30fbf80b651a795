"""Sentences that hold and look as if they might not: lists that are not whole, plans, other years, averages, remainders."""

from __future__ import annotations

from fractions import Fraction

from made_hand import Hand
from made_world import World

TOWNS = ("石坳镇", "桥头镇", "三渡镇", "长岭镇", "高沙镇")


def extras(w: World, h: Hand) -> str:
    """Three of them, as a paragraph."""
    return "".join(one(w, h) for one in h.rng.sample(EXTRAS, 3))


def _towns(w: World, h: Hand) -> str:
    named = "、".join(h.rng.sample(TOWNS, 2))
    return h.say(
        "extra", f"工作范围涉及{named}等{{n}}镇。", f"在{named}等{{n}}镇开展了试点。", n=f"{h.rng.randint(3, 9)}个"
    )


def _open_list(w: World, h: Hand) -> str:
    n, some = h.rng.randint(40, 90), h.rng.randint(5, 20)
    return h.say(
        "extra",
        "全年印发简报{n}，其中专题简报{some}。",
        "收集意见建议{n}，其中涉及办事流程的{some}。",
        n=f"{n}份" if n % 2 else f"{n}条",
        some=f"{some}份" if n % 2 else f"{some}条",
    )


def _plan(w: World, h: Hand) -> str:
    planned = h.rng.randint(100, 400)
    done = planned * h.rng.choice([100, 104, 112]) // 100
    return h.say(
        "extra",
        "年初计划宣传服务{planned}，实际服务{done}，完成计划的{rate}。",
        "宣传服务{done}，为年度计划{planned}的{rate}。",
        planned=f"{planned}人次",
        done=f"{done}人次",
        rate=h.rate(Fraction(done, planned), 1),
    )


def _tested(w: World, h: Hand) -> str:
    taken = h.rng.randint(60, 300)
    good = taken - h.rng.randint(1, 9)
    return h.say(
        "extra",
        "抽样检测{taken}，合格{good}，合格率{rate}，不合格的均已处理。",
        "检测样品{taken}，其中合格{good}，合格率为{rate}。",
        taken=f"{taken}批次",
        good=f"{good}批次",
        rate=h.rate(Fraction(good, taken), 2),
    )


def _whole_year(w: World, h: Hand) -> str:
    return h.say("extra", f"截至{w.year}年12月31日，各类档案全部归档。", f"截至{w.year}年年底，上述工作均已完成。")


def _older(w: World, h: Hand) -> str:
    return h.say(
        "extra",
        f"{w.year - 1}年立项的维修工程于{w.year}年5月通过验收。",
        "完成了“十四五”规划（2021—2025年）的中期评估。",
        f"对{w.year - 1}年度绩效自评发现的问题逐项作了整改。",
    )


def _average(w: World, h: Hand) -> str:
    days, people = h.rng.randint(200, 250), h.rng.randint(9, 40)
    return h.say(
        "extra",
        f"窗口全年开放{days}天，接待群众{{all}}，平均每天{people}人次。",
        f"全年{days}个工作日共接待来访{{all}}，日均{people}人次。",
        all=h.count(days * people, "人次"),
    )


def _aspects(w: World, h: Hand) -> str:
    return h.say(
        "extra",
        "主要抓了三方面工作：一是完善制度，二是压实责任，三是强化督办。",
        "工作中突出两个重点：一是前移服务窗口，二是缩短办理时间。",
    )


EXTRAS = (_towns, _open_list, _plan, _tested, _whole_year, _older, _average, _aspects)
