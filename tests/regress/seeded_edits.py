"""Two small rubrics of our own, and twelve edits to each: nine that change scores, three that only write otherwise.

An edit replaces one thing of one card; what it must be told as was worked out from the rules by hand.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from small_rubrics import build, card
from youju.regress.diff.model import Kind
from youju.rubric import Rubric

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """A card's keys with their new content; the verdict, and the most that is gained and lost by it."""

    card: str
    what: str
    set: Content
    kind: Kind
    gain: Fraction = Fraction(0)
    loss: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Seeded:
    """A rubric as facts and cards, and the edits to it."""

    facts: Content
    cards: tuple[Content, ...]
    edits: tuple[Edit, ...]

    def old(self) -> Rubric:
        return build(self.facts, deepcopy(list(self.cards)))

    def new(self) -> Rubric:
        return build(self.facts, self._edited(self.edits))

    def with_edit(self, edit: Edit) -> Rubric:
        return build(self.facts, self._edited((edit,)))

    def _edited(self, edits: tuple[Edit, ...]) -> list[Content]:
        changes = {edit.card: edit.set for edit in edits}
        kept = (
            {key: value for key, value in one.items() if not ("score" in changed and key in ("hit", "rules"))} | changed
            for one in self.cards
            for changed in [changes.get(one["indicator"], {})]
        )
        return deepcopy(list(kept))


def _rules(*rows: tuple[str, str, str]) -> list[Content]:
    return [{"id": name, "when": when, "points": points} for name, when, points in rows]


def _card(name: str, *rows: tuple[str, str, str], **more: Any) -> Content:
    return card(name, more.pop("weight", "5"), {key: (when, points) for key, when, points in rows}, **more)


def _rate(name: str, formula: str, divisor: str) -> Content:
    return {"let": {name: formula}, "open": [{"when": f"{divisor} = 0", "because": {"zh": "试", "en": "a try"}}]}


BUDGET = Seeded(
    facts={
        "年初数": "money", "调整数": "money", "应支数": "money", "实支数": "money", "结余数": "money", "总收入": "money",
        "评审数": "money", "送审数": "money", "逾期数": "count", "已整改": "boolean", "满意度": "percent",
        "超编率": "percent", "有制度": "boolean", "有考核": "boolean", "三公数": "money", "三公预算": "money",
        "追加数": "money", "有目标": "boolean", "有公开": "boolean", "应付数": "money", "已付数": "money", "闲置率": "percent",
    },
    cards=(
        _card("adjust", ("kept", "调整率 <= 10%", "weight"), ("over", "调整率 > 10%", "0"),
              **_rate("调整率", "abs(调整数 - 年初数) / 年初数", "年初数")),
        _card("spent", ("reached", "支出率 >= 95%", "weight"), ("short", "支出率 < 95%", "0"),
              **_rate("支出率", "实支数 / 应支数", "应支数")),
        _card("carried", ("low", "结余率 <= 10%", "weight"), ("middle", "结余率 <= 20%", "3"),
              ("high", "结余率 > 20%", "0"), **_rate("结余率", "结余数 / 总收入", "总收入")),
        _card("reviewed", ("share", "评审率 >= 0%", "weight * min(1, 评审率)"),
              **_rate("评审率", "评审数 / 送审数", "送审数")),
        _card("late", ("some-late", "逾期数 > 0", "2"), ("mended", "已整改", "weight"), ("rest", "true", "0")),
        _card("satisfied", ("share", "true", "weight * min(1, 满意度)")),
        _card("staffed", ("within", "超编率 <= 0%", "weight"),
              ("over", "超编率 > 0%", "max(0, weight - 0.5 * floor(超编率 / 1%))")),
        _card("ruled", ("both", "有制度 and 有考核", "weight"), ("none", "true", "0")),
        _card("three", ("within", "三公率 <= 100%", "weight"), ("over", "三公率 > 100%", "0"),
              **_rate("三公率", "三公数 / 三公预算", "三公预算")),
        _card("open", ("lacking", "not(有目标 and 有公开)", "0"), ("all", "true", "weight")),
        _card("paid", ("reached", "应付数 > 0 元 and 已付数 / 应付数 >= 80%", "weight"), ("short", "true", "0")),
        _card("idle", ("low", "闲置率 <= 20%", "3"), ("high", "闲置率 > 20%", "1")),
    ),
    edits=(
        Edit("adjust", "boundary strictness",
             {"rules": _rules(("kept", "调整率 < 10%", "weight"), ("over", "调整率 >= 10%", "0"))},
             "changed", loss=Fraction("-5")),
        Edit("spent", "threshold",
             {"rules": _rules(("reached", "支出率 >= 90%", "weight"), ("short", "支出率 < 90%", "0"))},
             "changed", gain=Fraction("5")),
        Edit("carried", "points",
             {"rules": _rules(("low", "结余率 <= 10%", "weight"), ("middle", "结余率 <= 20%", "2"),
                              ("high", "结余率 > 20%", "0"))}, "changed", loss=Fraction("-1")),
        Edit("reviewed", "weight", {"weight": "6"}, "changed", gain=Fraction("1")),
        Edit("late", "order of rules",
             {"rules": _rules(("mended", "已整改", "weight"), ("some-late", "逾期数 > 0", "2"), ("rest", "true", "0"))},
             "changed", gain=Fraction("3")),
        Edit("satisfied", "rounding", {"round": "1"}, "changed", gain=Fraction("0.5"), loss=Fraction("-0.5")),
        Edit("staffed", "whole units or pro rata",
             {"rules": _rules(("within", "超编率 <= 0%", "weight"),
                              ("over", "超编率 > 0%", "max(0, weight - 0.5 * 超编率 / 1%)"))},
             "changed", loss=Fraction("-0.49")),
        Edit("ruled", "a conjunct dropped",
             {"rules": _rules(("both", "有制度", "weight"), ("none", "true", "0"))}, "changed", gain=Fraction("5")),
        Edit("three", "denominator", _rate("三公率", "三公数 / (三公预算 + 追加数)", "三公预算 + 追加数"),
             "changed", gain=Fraction("5")),
        Edit("open", "De Morgan",
             {"rules": _rules(("lacking", "not(有目标) or not(有公开)", "0"), ("all", "true", "weight"))}, "same"),
        Edit("paid", "cross-multiplied",
             {"rules": _rules(("reached", "应付数 > 0 元 and 5 * 已付数 >= 4 * 应付数", "weight"),
                              ("short", "true", "0"))}, "same"),
        Edit("idle", "a band split",
             {"rules": _rules(("lowest", "闲置率 <= 15%", "3"), ("low", "闲置率 <= 20%", "3"),
                              ("high", "闲置率 > 20%", "1"))}, "same"),
    ),
)  # fmt: skip

WORK = Seeded(
    facts={
        "投诉数": "count", "办结率": "percent", "有计划": "boolean", "有总结": "boolean", "公开率": "percent",
        "通报数": "count", "得奖": "boolean", "完成数": "count", "任务数": "count", "超支率": "percent",
        "有项目": "boolean", "项目合格": "boolean", "在岗数": "count", "借调数": "count", "编制数": "count",
        "有档案": "boolean", "有台账": "boolean", "盘点数": "count", "资产数": "count", "培训数": "count",
    },
    cards=(
        _card("petitions", ("many", "投诉数 >= 3", "0"), ("few", "投诉数 < 3", "weight")),
        _card("closed", ("share", "true", "weight * max(0, min(1, (办结率 - 60%) / 40%))")),
        _card("papers", ("plan", "有计划", "2"), ("summary", "有总结", "3"), hit="sum"),
        _card("shown", ("share", "true", "weight * min(1, 公开率)"), weight="4"),
        _card("named", ("blamed", "通报数 > 0", "0"), ("won", "得奖", "weight"), ("rest", "true", "4")),
        _card("done", ("share", "任务数 > 0", "weight * min(1, 完成数 / 任务数)"), ("none", "任务数 = 0", "0")),
        {key: value for key, value in _card("overspent", score={
            "form": "per_unit", "of": "超支率", "over": "0%", "per": "1%", "lose": "1", "count": "whole"
        }).items() if key not in ("hit", "rules")},
        _card("projects", ("good", "有项目 and 项目合格", "weight"), ("bad", "true", "1")),
        _card("posts", ("within", "在编率 <= 100%", "weight"), ("over", "在编率 > 100%", "0"),
              **_rate("在编率", "在岗数 / 编制数", "编制数")),
        _card("filed", ("any", "有档案 or 有台账", "weight"), ("none", "not(有档案 or 有台账)", "0"), hit="unique"),
        _card("counted", ("all", "资产数 > 0 and 盘点数 / 资产数 >= 1", "weight"),
              ("half", "资产数 > 0 and 盘点数 / 资产数 >= 50%", "2"), ("rest", "true", "0")),
        _card("trained", ("none", "培训数 = 0", "0"), ("few", "培训数 <= 2", "3"), ("some", "培训数 <= 5", "3"),
              ("many", "培训数 > 5", "weight")),
    ),
    edits=(
        Edit("petitions", "boundary strictness",
             {"rules": _rules(("many", "投诉数 > 3", "0"), ("few", "投诉数 <= 3", "weight"))},
             "changed", gain=Fraction("5")),
        Edit("closed", "threshold of a line",
             {"rules": _rules(("share", "true", "weight * max(0, min(1, (办结率 - 50%) / 50%))"))},
             "changed", gain=Fraction("1")),
        Edit("papers", "points of an item",
             {"rules": _rules(("plan", "有计划", "1"), ("summary", "有总结", "3"))}, "changed", loss=Fraction("-1")),
        Edit("shown", "weight", {"weight": "3"}, "changed", loss=Fraction("-1")),
        Edit("named", "order of rules",
             {"rules": _rules(("won", "得奖", "weight"), ("blamed", "通报数 > 0", "0"), ("rest", "true", "4"))},
             "changed", gain=Fraction("5")),
        Edit("done", "points left out",
             {"rules": _rules(("share", "任务数 > 0", "weight * min(1, 完成数 / 任务数)"), ("none", "任务数 = 0", "weight"))},
             "changed", gain=Fraction("5")),
        Edit("overspent", "whole units or started ones",
             {"score": {"form": "per_unit", "of": "超支率", "over": "0%", "per": "1%", "lose": "1", "count": "started"}},
             "changed", loss=Fraction("-1")),
        Edit("projects", "a conjunct dropped",
             {"rules": _rules(("good", "项目合格", "weight"), ("bad", "true", "1"))}, "changed", gain=Fraction("4")),
        Edit("posts", "numerator", _rate("在编率", "(在岗数 + 借调数) / 编制数", "编制数"),
             "changed", loss=Fraction("-5")),
        Edit("filed", "De Morgan",
             {"rules": _rules(("any", "not(not(有档案) and not(有台账))", "weight"),
                              ("none", "not(有档案) and not(有台账)", "0"))}, "same"),
        Edit("counted", "cross-multiplied",
             {"rules": _rules(("all", "资产数 > 0 and 盘点数 >= 资产数", "weight"),
                              ("half", "资产数 > 0 and 2 * 盘点数 >= 资产数", "2"), ("rest", "true", "0"))}, "same"),
        Edit("trained", "bands merged",
             {"rules": _rules(("none", "培训数 <= 0", "0"), ("few", "培训数 <= 5", "3"), ("many", "true", "weight"))},
             "same"),
    ),
)  # fmt: skip
