"""The free chapters: what was achieved, with counts that add up, what is wrong, and what will be done."""

from __future__ import annotations

from fractions import Fraction

from made_analysis import heading
from made_extras import extras
from made_hand import Hand, mark
from made_world import World


def achievements(w: World, h: Hand) -> str:
    parts = {
        "加强日常监管": _checks,
        "优化服务方式": _service,
        "抓好队伍建设": _training,
        "规范审批行为": _permits,
        "落实各项任务": extras,
    }
    titles = h.rng.sample(list(parts), len(parts))
    headed = h.rng.random() < 0.5
    lines = [(heading(h, 2, i, title) if headed else "", parts[title](w, h)) for i, title in enumerate(titles)]
    return "\n\n".join(text for line in lines for text in line if text)


def _checks(w: World, h: Hand) -> str:
    a, b, c = w.trade.visited
    one, two, three = w.visits
    visits = h.say(
        "visits",
        f"{{when}}共开展检查{{all}}，其中{a}{{a}}、{b}{{b}}、{c}{{c}}。",
        f"{{when}}累计检查{{all}}，其中：{a}{{a}}，{b}{{b}}，{c}{{c}}。",
        f"{{when}}组织执法检查{{all}}（{a}{{a}}、{b}{{b}}、{c}{{c}}）。",
        when="全年",
        all=h.count(sum(w.visits), "次"),
        a=h.count(one, "次"),
        b=h.count(two, "次"),
        c=h.count(three, "次"),
    )
    open_ones = w.hazards - w.rectified
    rest = f"其余{open_ones}处已落实防范措施。" if open_ones else ""
    hazards = h.say(
        "hazards",
        f"排查{w.trade.dangers}{{all}}，已整改{{done}}，整改率{{rate}}。",
        f"共发现{w.trade.dangers}{{all}}，完成整改{{done}}，整改完成率为{{rate}}。",
        f"查出{w.trade.dangers}{{all}}，整改到位{{done}}，整改率达{{rate}}。",
        all=h.count(w.hazards, "处"),
        done=h.count(w.rectified, "处"),
        rate=h.rate(Fraction(w.rectified, w.hazards), 1),
    )
    return visits + hazards + rest


def _service(w: World, h: Hand) -> str:
    up = w.handled >= w.handled_last
    more, grown = ("增加", "增长") if up else ("减少", "下降")
    gap = abs(w.handled - w.handled_last)
    served = h.say(
        "handled",
        f"全年受理{w.trade.service}{{now}}，比上年的{{last}}{more}{{gap}}，{grown}{{rate}}。",
        f"办理{w.trade.service}{{now}}，上年为{{last}}，同比{more}{{gap}}，{grown}{{rate}}。",
        now=h.count(w.handled, "件"),
        last=h.count(w.handled_last, "件"),
        gap=h.count(gap, "件"),
        rate=h.rate(Fraction(gap, w.handled_last), 1),
    )
    cover = h.say(
        "cover",
        f"{w.trade.cover}由{{last}}提高到{{now}}，提高{{gap}}。",
        f"{w.trade.cover}从上年的{{last}}提升至{{now}}，提升了{{gap}}。",
        f"{w.trade.cover}{{now}}，比上年的{{last}}提高{{gap}}。",
        last=h.number(Fraction(w.cover_last, 10), 1) + "%",
        now=h.number(Fraction(w.cover_now, 10), 1) + "%",
        gap=h.number(Fraction(w.cover_now - w.cover_last, 10), 1) + "个百分点",
    )
    return served + cover


def _training(w: World, h: Hand) -> str:
    names = "、".join(w.trade.courses[: w.courses])
    n = h.count(w.courses, "个")
    month = h.rng.randint(3, 11)
    day = mark("training.date", f"{w.year}年{month}月{h.rng.randint(1, 28)}日")
    return h.say(
        "training",
        f"{day}启动年度培训工作，先后举办{names}等{{n}}培训班，{{people}}参加。",
        f"{day}召开了培训动员会，年内完成{names}等{{n}}专题培训，{{people}}参训。",
        f"组织了{names}等{{n}}专题培训，共{{people}}参训，其中首期培训于{day}举行。",
        n=n,
        people=h.count(w.trained, "人次"),
    )


def _permits(w: World, h: Hand) -> str:
    a, b = w.trade.permits
    return h.say(
        "permits",
        f"全年办理行政许可{{all}}，其中{a}{{a}}、{b}{{b}}，全部在承诺时限内办结。",
        f"共办理行政审批事项{{all}}，其中：{a}{{a}}，{b}{{b}}。",
        all=h.count(sum(w.permits), "件"),
        a=h.count(w.permits[0], "件"),
        b=h.count(w.permits[1], "件"),
    )


def problems(w: World, h: Hand) -> str:
    said = [
        h.say("problems", "绩效管理的意识还需增强，业务股室参与不多。", "业务股室对绩效管理的参与程度有待提高。"),
        h.say("problems", "项目资料归集不够及时，档案整理滞后于实施进度。", "部分项目资料归档较慢。"),
    ]
    if w.paid_late:
        said.append("个别工程款的支付审核衔接不紧，付款晚于合同进度。")
    if w.large_change:
        said.append("年初对新增任务估计不足，年中追加预算较多。")
    return _listed(said)


def measures(w: World, h: Hand) -> str:
    return _listed(
        [
            h.say(
                "measures",
                "组织业务股室学习绩效管理制度，明确各岗位责任。",
                "加强绩效管理培训，把责任落实到股室和个人。",
            ),
            h.say("measures", "完善项目档案台账，按季度核对归集情况。", "建立项目资料归集清单，由专人按月督促。"),
            h.say(
                "measures",
                f"计划于{w.year + 1}年12月底前完成内部管理制度的修订。",
                f"力争在{w.year + 1}年第四季度前建成绩效指标库。",
                "根据下一年度任务及早谋划项目储备。",
            ),
            h.say("measures", "建议财政部门加强业务指导，统一报告格式。", "建议增加绩效管理方面的交流和培训。"),
        ]
    )


def _listed(said: list[str]) -> str:
    return "\n\n".join(f"{i}. {one}" for i, one in enumerate(said, 1))
