"""What a source means: names, operators, units and the places of its parts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from youju.feel import (
    MONEY,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    FeelError,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Span,
    children,
    evaluate,
    literal,
    parse,
)

NAMES = frozenset(
    {
        "实际采购金额",
        "计划采购金额",
        "税收入",
        "非税收入",
        "或有负债",
        "介于性指标",
        "a-b",
        "“三公”经费控制率",
        "甲",
        "乙",
    }
)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_known_name_is_read_whole(name: str) -> None:
    assert Name(name) == parse(name, NAMES)
    assert Compare(">", Name(name), literal(Fraction(1))) == parse(f"{name}>1", NAMES)


def test_a_name_in_backticks_may_hold_any_character() -> None:
    assert Name("“三公”经费 (元)") == parse("`“三公”经费 (元)`")


@pytest.mark.parametrize(("source", "expected"), [
    ("甲且乙", And((Name("甲"), Name("乙")))),
    ("甲 且 乙", And((Name("甲"), Name("乙")))),
    ("(甲)或(乙)", Or((Name("甲"), Name("乙")))),
    ("非 甲", Not(Name("甲"))),
    ("非(甲)", Not(Name("甲"))),
    ("甲且非 乙", And((Name("甲"), Not(Name("乙"))))),
    ("或有负债或甲", Or((Name("或有负债"), Name("甲")))),
    ("甲介于1至5", Between(Name("甲"), literal(Fraction(1)), literal(Fraction(5)))),
    ("甲，且 乙", And((Name("甲"), Name("乙")))),
    ("甲, and 乙", And((Name("甲"), Name("乙")))),
    ("甲，或 (乙)", Or((Name("甲"), Name("乙")))),
    ("max(甲，或有负债)", Call("max", (Name("甲"), Name("或有负债")))),
    ("丙且丁", Name("丙且丁")),
    ("非甲", Name("非甲")),
])  # fmt: skip
def test_a_chinese_operator_needs_delimiters_or_known_names(source: str, expected: object) -> None:
    assert expected == parse(source, NAMES)


def test_an_operator_glued_only_to_what_follows_begins_a_name() -> None:
    with pytest.raises(FeelError) as caught:
        parse("甲 或有乙", frozenset({"甲", "有乙"}))

    assert (caught.value.problem.code, caught.value.problem.start, caught.value.problem.end) == ("feel-syntax", 2, 5)


@pytest.mark.parametrize(("source", "start", "end", "proposal"), [
    ("甲 且乙 > 0", 2, 4, "且 乙"),
    ("甲 > 0 且乙 > 0", 6, 8, "且 乙"),
    ("甲 > 0，且乙 > 0", 6, 8, "且 乙"),
    ("甲，并且乙", 2, 5, "且 乙"),
    ("甲，并且 乙", 2, 4, "且"),
    ("甲 或者乙", 2, 5, "或 乙"),
])  # fmt: skip
def test_an_operator_that_swallowed_its_blank_is_told_with_the_words_to_write(
    source: str, start: int, end: int, proposal: str
) -> None:
    with pytest.raises(FeelError) as caught:
        parse(source, frozenset({"甲", "乙"}))
    problem = caught.value.problem

    assert ("feel-syntax", start, end, proposal) == (problem.code, problem.start, problem.end, problem.proposal)


@pytest.mark.parametrize(("source", "value"), [
    ("10%", Fraction(1, 10)), ("１０％", Fraction(1, 10)), ("0.15 万元", Fraction(1500)), ("0.15万元", Fraction(1500)),
    ("1.2亿元", Fraction(120_000_000)), ("3 元", Fraction(3)), ("5个", Fraction(5)), ("5 个百分点", Fraction(1, 20)),
    ("2023年", Fraction(2023)), (".5", Fraction(1, 2)), ("1.5e3", Fraction(1500)), ("1２．５", Fraction(25, 2)),
])  # fmt: skip
def test_a_number_is_read_exactly_with_its_unit(source: str, value: Fraction) -> None:
    assert value == evaluate(parse(source), {})


def test_a_unit_is_kept_in_the_tree() -> None:
    assert Literal(Fraction(1500), MONEY, "万元") == parse("0.15 万元")


@pytest.mark.parametrize(("source", "expected"), [
    ("-3 ** 2", Arithmetic("**", Negate(literal(Fraction(3))), literal(Fraction(2)))),
    ("甲 and 乙 and 甲", And((Name("甲"), Name("乙"), Name("甲")))),
    ("(甲 and 乙) and 甲", And((And((Name("甲"), Name("乙"))), Name("甲")))),
    ("round half up(scale: 2, n: 1)", Call("round half up", (literal(Fraction(1)), literal(Fraction(2))))),
    ("最大(甲，乙)", Call("max", (Name("甲"), Name("乙")))),
    ("甲 ≠ 乙", Compare("!=", Name("甲"), Name("乙"))),
    ("甲 ＞＝ 乙", Compare(">=", Name("甲"), Name("乙"))),
])  # fmt: skip
def test_operators_bind_and_flatten_as_declared(source: str, expected: object) -> None:
    assert expected == parse(source, NAMES)


def test_every_node_stands_at_its_place_in_the_source() -> None:
    source = "（实际采购金额 + 1 万元）> 计划采购金额"

    tree = parse(source, NAMES)

    assert Span(1, 14) == children(tree)[0].span
    assert [source[one.span.start : one.span.end] for one in children(tree)] == [
        "实际采购金额 + 1 万元",
        "计划采购金额",
    ]


@pytest.mark.parametrize(("source", "code", "marked", "proposal"), [
    ("5 万圆", "feel-unknown-unit", "5 万圆", "5 万元"),
    ("甲 == 5", "feel-character", "==", "="),
    ("甲 && 乙", "feel-character", "&&", "and"),
    ("甲 大于 5", "feel-syntax", "大于", ">"),
    ("1,628.32 > 甲", "feel-syntax", "1,628.32", "1628.32"),
    ("甲 增长率", "feel-syntax", "增长率", "`甲增长率`"),
    ("甲 > ", "feel-unfinished", "", None),
    ('"abc', "feel-open-quote", '"abc', None),
    ('"\\q"', "feel-bad-escape", "\\q", "\\\\"),
    ("abs(x: 1)", "feel-unknown-argument", "x", "n"),
    ("甲 > )", "feel-syntax", ")", None),
    ("甲 ≧ 5", "feel-character", "≧", ">="),
    ("甲 => 5", "feel-character", "=>", ">="),
    ("甲 > 1 并且 乙 > 2", "feel-syntax", "并且", "且"),
    ("甲 > 10 percent", "feel-unknown-unit", "10 percent", "10%"),
    ("甲 > 10 万", "feel-unknown-unit", "10 万", "10 万元"),
    ("0 < 甲 < 10", "feel-syntax", "<", "且 甲 <"),
    ("1,628.32 万元 > 甲", "feel-syntax", "1,628.32 万元", "1628.32 万元"),
    ("(甲 + 1", "feel-unfinished", "(", "(甲 + 1)"),
    ("甲 + 1)", "feel-syntax", ")", None),
    ("甲 x 乙", "feel-syntax", "x", "*"),
    ("甲 不超过10%", "feel-syntax", "不超过", "<="),
    ("甲不超过10%", "feel-syntax", "不超过", "<="),
    ("甲 > 10%以上", "feel-syntax", "10%以上", ">= 10%"),
    ("not 甲", "feel-syntax", "not 甲", "not(甲)"),
])  # fmt: skip
def test_a_slip_is_marked_where_it_is_with_a_proposal(
    source: str, code: str, marked: str, proposal: str | None
) -> None:
    with pytest.raises(FeelError) as caught:
        parse(source, NAMES)

    problem = caught.value.problem
    assert (code, marked, proposal) == (problem.code, source[problem.start : problem.end].strip(), problem.proposal)
