"""Types, units and names, checked before anything runs."""

from __future__ import annotations

import pytest

from youju.feel import BOOLEAN, MONEY, NUMBER, TEXT, Type, check, parse

TYPES = {
    "实际采购金额": MONEY, "计划采购金额": MONEY, "执行率": NUMBER, "weight": NUMBER,
    "公开": BOOLEAN, "级别": TEXT, "各项金额": Type("list", 0, MONEY),
}  # fmt: skip


def _checked(source: str) -> tuple[Type, tuple[tuple[str, str, str | None], ...]]:
    kind, problems = check(parse(source, TYPES), TYPES)
    return kind, tuple((one.code, source[one.start : one.end], one.proposal) for one in problems)


@pytest.mark.parametrize(("source", "expected"), [
    ("实际采购金额 / 计划采购金额", NUMBER),
    ("weight * 执行率", NUMBER),
    ("weight * 实际采购金额", MONEY),
    ("实际采购金额 * 实际采购金额", Type("number", 2)),
    ("实际采购金额 ** 2 / 计划采购金额", MONEY),
    ("实际采购金额 > 0", BOOLEAN),
    ("实际采购金额 + 0", MONEY),
    ("实际采购金额 in (0 元, > 5 万元)", BOOLEAN),
    ("实际采购金额 in [1 元..5 亿元)", BOOLEAN),
    ("实际采购金额 介于 1 元 至 5 万元", BOOLEAN),
    ("max(0, 实际采购金额 - 计划采购金额)", MONEY),
    ("sum(各项金额)", MONEY),
    ("count(各项金额)", NUMBER),
    ("各项金额[1]", MONEY),
    ("min(1, 实际采购金额 / 计划采购金额)", NUMBER),
    ("if 公开 then 1 万元 else 0", MONEY),
    ("执行率 >= 95%", BOOLEAN),
    ("级别 in (\"省\", \"市\")", BOOLEAN),
    ("级别 = null", BOOLEAN),
    ("all(公开, 执行率 > 1)", BOOLEAN),
    ("级别 + \"级\"", TEXT),
    ("四舍五入(实际采购金额, 2)", MONEY),
])  # fmt: skip
def test_a_sound_expression_has_a_type_and_no_problem(source: str, expected: Type) -> None:
    assert (expected, ()) == _checked(source)


@pytest.mark.parametrize(("source", "problem"), [
    ("计划采购金额 > 5", ("feel-dimension", "5", "5 元 / 5 万元")),
    ("-5 < 计划采购金额", ("feel-dimension", "-5", "-5 元 / -5 万元")),
    ("计划采购金额 > 10%", ("feel-dimension", "计划采购金额 > 10%", None)),
    ("计划采购金额 in [1..5]", ("feel-dimension", "1", "1 元 / 1 万元")),
    ("计划采购金额 in (< 5)", ("feel-dimension", "5", "5 元 / 5 万元")),
    ("计划采购金额 + 执行率", ("feel-dimension", "计划采购金额 + 执行率", None)),
    ("if 公开 then 计划采购金额 else 5", ("feel-dimension", "5", "5 元 / 5 万元")),
    ("[计划采购金额, 5]", ("feel-dimension", "5", "5 元 / 5 万元")),
    ("2 ** 计划采购金额", ("feel-dimension", "计划采购金额", None)),
    ("实际采购额 > 0", ("feel-unknown-name", "实际采购额", "实际采购金额")),
    ("公开且非公开", ("feel-unknown-name", "公开且非公开", "公开 且 非 公开")),
    ("公开 and 1", ("feel-type", "1", None)),
    ("not(执行率)", ("feel-type", "执行率", None)),
    ("级别 > 1", ("feel-type", "级别 > 1", None)),
    ("公开 > true", ("feel-type", "公开", None)),
    ("公开 + 1", ("feel-type", "公开", None)),
    ("null + 1", ("feel-type", "null", None)),
    ("级别 + 1", ("feel-type", "1", None)),
    ("if 执行率 then 1 else 2", ("feel-type", "执行率", None)),
    ("if 公开 then 1 else \"无\"", ("feel-type", "if 公开 then 1 else \"无\"", None)),
    ("级别 in (1, 2)", ("feel-type", "1", None)),
    ("[1, \"a\"]", ("feel-type", "\"a\"", None)),
    ("any(公开, 1)", ("feel-type", "1", None)),
    ("sum(公开)", ("feel-type", "公开", None)),
    ("roundd up(1, 2)", ("feel-unknown-function", "roundd up(1, 2)", "round up")),
    ("round up(1)", ("feel-argument-count", "round up(1)", "round up(n, scale)")),
    ("2 ** 0.5", ("feel-fractional-power", "0.5", None)),
])  # fmt: skip
def test_a_type_error_is_found_with_its_place_and_proposal(source: str, problem: tuple[str, str, str | None]) -> None:
    _, problems = _checked(source)

    assert problem == problems[0]


def test_every_error_is_reported_at_once_in_the_order_of_the_source() -> None:
    expected = ["feel-unknown-name", "feel-dimension", "feel-type"]

    _, problems = _checked("没有的名称 > 1 and 计划采购金额 > 5 and not(执行率)")

    assert expected == [code for code, _, _ in problems]


def test_one_slip_is_reported_once() -> None:
    _, problems = _checked("(没有的名称 + 1) * 2 between 3 and 4 元")

    assert len([one for one in problems if one[0] == "feel-unknown-name"]) == 1


def test_problems_speak_chinese_and_english() -> None:
    _, problems = check(parse("计划采购金额 > 5", TYPES), TYPES)

    assert problems[0].zh == "金额与没有单位的 5 不能放在一起"
    assert problems[0].en == "an amount of money beside 5, which has no unit"
