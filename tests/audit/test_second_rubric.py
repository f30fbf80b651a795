"""The second rubric on reports whose figures and words are drawn: what comes out is what formulas written here say."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import rubrics_shipped

from youju.audit import Audit, audit, choose_rubric
from youju.facts import Dictionary
from youju.ledger import broken_laws
from youju.report import Document, read
from youju.rubric import Rubric

SAMPLE = Path(__file__).parents[2] / "facts" / "examples" / "yunxi-library"
RUBRICS = rubrics_shipped()
HUNAN = RUBRICS["hunan-2020"]
SHARE = Fraction(100, 90)
"""What a point is worth where the two indicators of buildings, 10 points, do not apply."""


def document(text: str) -> Document:
    return Document("report.md", hashlib.sha256(text.encode()).hexdigest(), "utf-8", 0, text)


def cent(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def banded(rate: Fraction, *bands: tuple[str, int]) -> Fraction:
    """The points of the first band that a rate reaches."""
    return Fraction(next((points for least, points in bands if rate >= Fraction(least)), 0))


def per_point_over(actual: int, base: int, weight: int) -> Fraction:
    """A tenth of the weight off for each whole point over 100 %."""
    over = max(Fraction(0), Fraction(actual, base) - 1)
    return cent(max(Fraction(0), weight - Fraction(weight, 10) * floor(over * 100)))


def test_its_sample_is_scored_as_its_plan_was_worked_out_by_hand() -> None:
    plan = yaml.safe_load((SAMPLE / "plan.yaml").read_text("utf-8"))
    report = read(SAMPLE / "report.md")
    chosen = choose_rubric(report, list(RUBRICS.values()))
    found = audit(report, HUNAN, "exact")
    own = {row.indicator: row.points / SHARE for row in found.ledger.rows}

    assert chosen is not None
    assert "hunan-2020" == chosen.rubric.id
    assert {name: Fraction(points) for name, points in plan["expected"].items()} == own
    assert sum(map(Fraction, plan["expected"].values())) * SHARE == found.ledger.totals.recomputed
    assert plan["claimed_total"] == found.ledger.totals.claimed


AMOUNTS = st.integers(1, 99_999)
"""Amounts of money in yuan by the hundred, as 万元 with two decimals has them."""


@st.composite
def beside(draw: st.DrawFn, *rates: str) -> tuple[int, int]:
    """A base, and an amount whose ratio to it is one of the rates, a hair beside it, or anything about it."""
    base = draw(st.sampled_from([100, 1000, 10_000]) | AMOUNTS)
    near = floor(base * Fraction(draw(st.sampled_from(rates)))) + draw(st.integers(-1, 1))
    return max(0, draw(st.just(near) | st.integers(0, 2 * base))), base


def money(hundreds: int) -> str:
    return f"{hundreds // 100}.{hundreds % 100:02d}万元"


@st.composite
def figures(draw: st.DrawFn) -> dict[str, tuple[int, int]]:
    steps = ("1", "1.01", "1.02", "1.09", "1.1", "1.11")
    # One budget stands behind both indicators of the three public expenses.
    spent, budget = draw(beside(*steps))
    return {
        "staff-in-post-rate": draw(beside(*steps)),
        "three-public-change": (budget, max(1, draw(st.sampled_from([budget - 1, budget, budget + 1]) | AMOUNTS))),
        "budget-completion": draw(beside("1", "0.95", "0.9", "0.85", "0.8")),
        "adjustment-rate": draw(beside("1", "1.1", "0.9", "1.2", "0.8", "1.3", "0.7")),
        "operating-cost": draw(beside(*steps)),
        "three-public": (spent, budget),
        "procurement": draw(beside("1", "0.99", "1.01", "0.8", "1.2", "0.81")),
        "key-work": draw(beside("1", "0.5")),
        "social-benefit": draw(beside("1", "0.5")),
        "satisfaction": draw(beside("0.95", "0.9", "0.8")),
    }


def told(found: dict[str, tuple[int, int]]) -> str:
    """A report that states the figures in words of its own."""
    of = {name: (money(one), money(two)) for name, (one, two) in found.items()}
    count = found
    return f"""# 部门整体支出绩效自评报告（2020年度）

一、投入

1. 在职人员控制率（5分）。经核定编制为{count["staff-in-post-rate"][1]}人，年末在职人员{count["staff-in-post-rate"][0]}人。自评得5分。

2. “三公”经费变动率（5分）。本年“三公”经费预算{of["three-public-change"][0]}，上年“三公”经费预算{of["three-public-change"][1]}。自评得5分。

二、过程

1. 预算完成率（5分）。全年下达预算{of["budget-completion"][1]}，实际支付{of["budget-completion"][0]}。自评得5分。

2. 预算调整率（5分）。年初预算{of["adjustment-rate"][1]}，调整后预算{of["adjustment-rate"][0]}。自评得5分。

3. 楼堂馆所面积控制率（5分）。我单位没有新建楼堂馆所。

4. 楼堂馆所投资概算控制率（5分）。我单位没有新建楼堂馆所。

5. 公用经费控制率（8分）。公用经费调整预算数{of["operating-cost"][1]}，决算数{of["operating-cost"][0]}。自评得8分。

6. “三公”经费控制率（7分）。“三公”经费预算{of["three-public"][1]}，实际支出{of["three-public"][0]}。自评得7分。

7. 政府采购执行率（6分）。政府采购计划{of["procurement"][1]}，实际采购{of["procurement"][0]}。自评得6分。

三、产出及效率

1. 重点工作实际完成率（8分）。承担重点工作任务{count["key-work"][1]}项，完成{count["key-work"][0]}项。自评得8分。

2. 社会经济效益（10分）。效果指标共{count["social-benefit"][1]}项，达标{count["social-benefit"][0]}项。自评得10分。

3. 社会公众或服务对象满意度（6分）。共调查服务对象{count["satisfaction"][1]}人，满意{count["satisfaction"][0]}人。自评得6分。
"""


def worked_out(name: str, one: int, base: int) -> Fraction:
    """The points of an indicator on its own weight, by a formula of its own."""
    rate = Fraction(one, base)
    match name:
        case "staff-in-post-rate":
            return per_point_over(one, base, 5)
        case "three-public-change":
            return Fraction(5 if one <= base else 0)
        case "budget-completion":
            return banded(rate, ("1", 5), ("0.95", 4), ("0.9", 3), ("0.85", 2), ("0.8", 1))
        case "adjustment-rate":
            return banded(-abs(rate - 1), ("0", 5), ("-0.1", 4), ("-0.2", 3), ("-0.3", 2))
        case "operating-cost":
            return per_point_over(one, base, 8)
        case "three-public":
            return per_point_over(one, base, 7)
        case "procurement":
            return cent(max(Fraction(0), 6 - Fraction(3, 10) * ceil(abs(rate - 1) * 100)))
        case "key-work":
            return cent(8 * min(Fraction(1), rate))
        case "social-benefit":
            return cent(10 * min(Fraction(1), rate))
        case _:
            return banded(rate, ("0.95", 6), ("0.9", 4), ("0.8", 2))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(figures())
def test_drawn_figures_give_what_the_formulas_say(found: dict[str, tuple[int, int]]) -> None:
    audited: Audit = audit(document(told(found)), HUNAN, "exact")
    expected = {name: worked_out(name, *pair) * SHARE for name, pair in found.items()}
    actual = {name: audited.ledger.row(name).points for name in found}

    assert expected == actual
    assert () == tuple(broken_laws(audited.ledger, frozenset()))
    assert 100 == sum(row.effective_weight for row in audited.ledger.rows)


@pytest.mark.parametrize("rubric", RUBRICS.values(), ids=lambda rubric: rubric.id)
def test_the_engine_knows_no_word_of_a_rubric(rubric: Rubric) -> None:
    """Its ids, titles and facts stand in no code; the words that every rubric uses are not its own."""
    dictionary: Dictionary = rubric.dictionary
    own = {rubric.id, *dictionary.facts, *(one.title.zh for one in rubric.weighted)}
    own |= {one.id for one in rubric.weighted if "-" in one.id}
    sources = sorted((Path(__file__).parents[2] / "engine").rglob("*.py"))
    code = [(source.name, line) for source in sources for line in source.read_text("utf-8").splitlines()]

    assert [] == [(name, word) for name, line in code for word in own if word in line]
