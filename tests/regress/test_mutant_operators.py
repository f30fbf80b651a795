"""What the operators make of cards written by hand: every change, each once, in the officer's terms."""

from __future__ import annotations

import pytest

from small_rubrics import author, card
from youju.regress.mutants.of_card import card_mutants, meaning
from youju.regress.mutants.of_rubric import rubric_mutants
from youju.regress.mutants.refusal import refused
from youju.rubric import Authored

FACTS = {"已办": "count", "应办": "count", "金额": "money", "办好": "boolean", "公开": "boolean", "写出率": "percent"}


def one_card(rules: dict[str, tuple[str, str]], **more: object) -> Authored:
    return author(FACTS, [card("work", "5", rules, **more), card("rest", "5", {"all": ("办好", "weight")})])


def told(authored: Authored, operator: str, place: str = "") -> list[str]:
    """What an operator changes, without the words for the place."""
    found = card_mutants(authored.rubric, authored.rubric.indicators["work"])
    mine = [one for one in found if one.operator == operator and one.place.startswith(place)]
    return [one.told.zh.split("：", 1)[-1].split(" ", 1)[-1] for one in mine]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("已办 > 3 项", ["已办 > 3 项 → 已办 > 4 项", "已办 > 3 项 → 已办 > 2 项"]),
        (
            "已办 / 应办 >= 95% or 应办 = 0",
            [
                "已办 / 应办 >= 95% → 已办 / 应办 >= 96%",
                "已办 / 应办 >= 95% → 已办 / 应办 >= 94%",
                "已办 / 应办 >= 95% → 已办 / 应办 >= 95.01%",
                "已办 / 应办 >= 95% → 已办 / 应办 >= 94.99%",
                "应办 = 0 → 应办 = 1",
                "应办 = 0 → 应办 = -1",
            ],
        ),
        (
            "金额 <= 10 万元",
            [
                "金额 <= 10 万元 → 金额 <= 11 万元",
                "金额 <= 10 万元 → 金额 <= 9 万元",
                "金额 <= 10 万元 → 金额 <= 10.000001 万元",
                "金额 <= 10 万元 → 金额 <= 9.999999 万元",
            ],
        ),
        ("金额 > 0", ["金额 > 0 → 金额 > 0.01 元", "金额 > 0 → 金额 > -0.01 元"]),
        ("写出率 in [90%..100%)", [
            "写出率 in [90%..100%) → 写出率 in [91%..100%)",
            "写出率 in [90%..100%) → 写出率 in [89%..100%)",
            "写出率 in [90%..100%) → 写出率 in [90.01%..100%)",
            "写出率 in [90%..100%) → 写出率 in [89.99%..100%)",
            "写出率 in [90%..100%) → 写出率 in [90%..101%)",
            "写出率 in [90%..100%) → 写出率 in [90%..99%)",
            "写出率 in [90%..100%) → 写出率 in [90%..100.01%)",
            "写出率 in [90%..100%) → 写出率 in [90%..99.99%)",
        ]),
    ],
)  # fmt: skip
def test_thresholds_move_by_a_unit_of_their_kind_and_by_its_least_step(when: str, expected: list[str]) -> None:
    assert expected == told(one_card({"r": (when, "weight")}), "threshold")


@pytest.mark.parametrize(
    ("when", "points", "operator", "expected"),
    [
        ("已办 >= 3", "1", "comparison", [">= 改成 >：已办 >= 3 → 已办 > 3", ">= 改成 <=：已办 >= 3 → 已办 <= 3"]),
        ("已办 = 3", "1", "comparison", ["= 改成 !=：已办 = 3 → 已办 != 3"]),
        ("not(办好)", "1", "negate", ["not(办好) → 办好"]),
        ("办好 and 公开", "1", "junction", ["办好 and 公开 → 办好 or 公开"]),
        ("办好 or 公开", "1", "part", [
            "办好 or 公开 → 公开", "办好 or 公开 → not(办好) or 公开",
            "办好 or 公开 → 办好", "办好 or 公开 → 办好 or not(公开)",
        ]),
        ("办好 or 公开", "1", "fact", ["办好 → 公开", "公开 → 办好"]),
        ("办好", "2", "points", ["2 → 3", "2 → 1", "2 → 2.5", "2 → 1.5"]),
        ("办好", "2", "own", []),
        ("办好", "weight * 20%", "own", ["weight * 20% → 5 * 20%"]),
        ("办好", "max(0, weight - 已办)", "step", ["weight - 已办 → weight - 2 * 已办", "weight - 已办 → weight - 0.5 * 已办"]),
        ("办好", "max(0, weight - 已办)", "limit", [
            "max(0, weight - 已办) → min(0, weight - 已办)", "max(0, weight - 已办) → weight - 已办",
        ]),
        ("办好", "max(0, weight - 已办)", "sum", ["weight - 已办 → weight + 已办"]),
        ("办好", "floor(已办 / 3)", "rounding", ["floor(已办 / 3) → ceiling(已办 / 3)", "floor(已办 / 3) → round half up(已办 / 3, 0)"]),
        ("金额 <= 10 万元", "1", "unit", ["10 万元 → 10 元"]),
        ("办好", "10%", "unit", ["10% → 10"]),
        ("应办 = 0 or 已办 / 应办 > 1", "1", "ratio", ["已办 / 应办 → 应办 / 已办"]),
    ],
)  # fmt: skip
def test_an_operator_makes_just_these_changes(when: str, points: str, operator: str, expected: list[str]) -> None:
    assert expected == told(one_card({"r": (when, points)}), operator)


def test_cards_are_changed_as_a_whole() -> None:
    let = {"率": {"from": ["已办 / 应办", "已办 / 10"], "stated": "写出率"}}
    rules = {"much": ("率 > 1", "weight"), "some": ("应办 >= 0", "1")}
    authored = one_card(rules, let=let, open=[{"when": "应办 = 0", "because": {"zh": "试", "en": "try"}}])
    whole = ("delete", "swap", "hit", "alternatives", "round")
    found = card_mutants(authored.rubric, authored.rubric.indicators["work"])

    assert [
        "删去第 1 条（much）",
        "删去第 2 条（some）",
        "第 1 条与第 2 条对调（much、some）",
        "计分方式 first → unique",
        "计分方式 first → sum",
        "“率”不再用写出的写出率",
        "“率”去掉第 1 种算法 已办 / 应办",
        "“率”第 1、2 种算法对调",
        "“率”去掉第 2 种算法 已办 / 10",
        "得分取整 0.01 → 0.1",
        "得分取整 0.01 → 0.001",
    ] == [one.told.zh for one in found if one.operator in whole]


def test_no_two_mutants_are_the_same_and_none_is_the_card() -> None:
    authored = one_card({"a": ("已办 > 1 or 已办 > 2", "min(weight, 已办 + 1)"), "b": ("true", "0 * 已办")})
    work = authored.rubric.indicators["work"]
    found = card_mutants(authored.rubric, work)
    meanings = {meaning(one.card) for one in found if one.card is not None}

    assert len(found) == len(meanings) == len({one.id for one in found})
    assert meaning(work) not in meanings


def test_ids_stay_where_other_rules_are_added() -> None:
    alone = one_card({"r": ("已办 > 3 项", "weight")})
    more = one_card({"r": ("已办 > 3 项", "weight"), "s": ("办好", "1")})
    ids = [{one.id for one in card_mutants(at.rubric, at.rubric.indicators["work"])} for at in (alone, more)]
    of_rule = {
        one.id for one in card_mutants(alone.rubric, alone.rubric.indicators["work"]) if one.place.startswith("rules")
    }

    assert of_rule == ids[0] & of_rule & ids[1]


def test_the_loader_would_refuse_what_does_not_add_up_or_type() -> None:
    authored = author(
        FACTS,
        [
            card("work", "5", {"r": ("已办 > 1", "weight")}, applies="办好"),
            card("rest", "5", {"r": ("应办 = 0 or 已办 / 应办 > 1", "weight")}),
        ],
        transfers=[{"id": "move", "from": "work", "to": "rest"}],
    )
    of_cards = [one for at in authored.rubric.indicators.values() for one in card_mutants(authored.rubric, at)]
    found = {one.told.en: refused(authored, one) for one in (*of_cards, *rubric_mutants(authored.rubric))}

    assert "rubric-weights" == found["the weight of work 5 → 6"]
    assert None is found["a point of weight from work to rest"]
    assert "rubric-weight-vanishes" == found["the weight of work no longer moves"]
    assert (
        "rubric-division"
        == found["rule 1 (r), when: part of a condition 应办 = 0 or 已办 / 应办 > 1 → 已办 / 应办 > 1"]
    )
    assert "rubric-accept" == found["`accept` without missing"]
