"""A sentence that two chapters say: its figures agree, or the report contradicts itself; lists of like things do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.arithmetic import Relation, relations_of
from youju.facts import ArithmeticWords
from youju.report import Document

CODE = "repeated-figure-differs"
WORDS = ArithmeticWords(carried=("共", "其中", "开展"), scoring=("得分", "分值"))
SAID = "全县林地样本监测点维护费用为{}万元。"


def _relations(text: str) -> list[Relation]:
    found = relations_of(Document("made-up.txt", "0" * 64, "utf-8", 0, text), WORDS)
    return [one for one in found if one.code == CODE]


def _report(first: str, again: str) -> str:
    return f"一、绩效分析\n\n{first}\n\n二、主要绩效\n\n{again}\n"


@pytest.mark.parametrize(
    ("first", "again", "verdict"),
    [
        (SAID.format(12), SAID.format(13), "fails"),
        (SAID.format(12), SAID.format(12), "holds"),
        (SAID.format(12), "（1）" + SAID.format(13), "fails"),
        ("全县林地样本监测点共12处，其中新设3处。", "全县林地样本监测点共12处，其中新设4处。", "fails"),
        ("全县林地样本监测点完好率为98.6%。", "全县林地样本监测点完好率为98.7%。", "fails"),
        ("共检查林场12家、木材加工企业45家、苗圃8家。", "共检查林场12家、木材加工企业47家、苗圃8家。", "fails"),
        (
            "共组织护林防火、林木栽培、有害生物防治等3个专题的业务培训，先后有205人次参加。",
            "共组织护林防火、林木栽培、有害生物防治等3个专题的业务培训，先后有212人次参加。",
            "fails",
        ),
        (
            "护林员培训情况如下。共培训护林员和监测人员12人次。",
            "护林员培训情况如下。共培训护林员和监测人员15人次。",
            "fails",
        ),
    ],
)
def test_a_sentence_of_two_chapters_is_compared(first: str, again: str, verdict: str) -> None:
    expected = [verdict]
    actual = [one.verdict for one in _relations(_report(first, again))]
    assert expected == actual


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("2022年末林地样本监测点为12处。", "2023年末林地样本监测点为15处。"),
        ("全县林地监测点12处。", "全县林地监测点15处。"),
        ("共检查林场和木材加工企业12家。", "共检查林场和木材加工企业15家。"),
        ("共检查林场和木材加工企业12家、苗圃3家。", "共检查林场和木材加工企业15家、苗圃3家。"),
        ("共检查林场12家、木材加工企业45家、苗圃8家。", "共检查林场16家、木材加工企业47家、苗圃8家。"),
        ("造林方面。共检查林场和木材加工企业12家。", "防火方面。共检查林场和木材加工企业15家。"),
        ("该项指标反映林地监测情况，自评得分3分，完成12处。", "该项指标反映林地监测情况，自评得分3分，完成15处。"),
        ("全县林地样本监测点维护费用为12万元。", "全县林地样本监测点维护经费为13万元。"),
        ("全县林地样本监测点维护费用约12万元。", "全县林地样本监测点维护费用约13万元。"),
        ("林地样本监测点维护费用 12\n", "林地样本监测点维护费用 13\n"),
    ],
)
def test_what_may_be_about_something_else_does_not_fail(first: str, again: str) -> None:
    expected: list[str] = []
    actual = [one.verdict for one in _relations(_report(first, again)) if one.verdict == "fails"]
    assert expected == actual


def test_like_items_of_one_chapter_are_a_list_even_where_one_stands_again() -> None:
    item = "各镇护林防火卡点每月巡查的次数为{}次。"
    text = f"一、主要绩效\n\n（1）城关镇。{item.format(3)}\n\n（2）云坪镇。{item.format(5)}\n\n二、问题\n\n{item.format(5)}\n"

    expected: list[Relation] = []
    actual = _relations(text)
    assert expected == actual


def test_a_failing_repetition_shows_both_places_and_their_difference() -> None:
    text = _report(SAID.format(12), SAID.format("13.5"))
    (found,) = _relations(text)

    expected = (["12万元", "13.5万元"], 15_000, [text.index("12万元"), text.index("13.5万元")])
    actual = ([term.shown for term in found.terms], found.difference, [term.quote.start for term in found.terms])
    assert expected == actual


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_whole_numbers_agree_just_where_they_are_equal(first: int, again: int) -> None:
    said = "全县林地样本监测点共有{}处。"

    expected = ["holds" if first == again else "fails"]
    actual = [one.verdict for one in _relations(_report(said.format(first), said.format(again)))]
    assert expected == actual


@given(st.integers(0, 99_999), st.integers(-3, 3))
def test_an_amount_agrees_within_half_a_unit_of_the_coarser_print(cents: int, off: int) -> None:
    """12.345万元 may be printed as 12.3 or 12.35: what is told apart lies further than half of the last digit."""
    fine, coarse = f"{cents / 100:.2f}", f"{round(cents / 10) / 10 + off / 10:.1f}"
    apart = abs(round(float(fine) * 100) - round(float(coarse) * 100))

    expected = ["holds" if apart <= 5 else "fails"]
    actual = [one.verdict for one in _relations(_report(SAID.format(fine), SAID.format(coarse)))]
    assert expected == actual
