"""Figures that nothing was read from: every quantity of a passage has exactly one standing."""

from __future__ import annotations

from collections import Counter

import pytest
from facts_helpers import dictionary, document, reading
from hypothesis import given
from hypothesis import strategies as st

from youju.facts import Found, Sought, unmatched
from youju.facts.quantities import quantities
from youju.facts.unmatched import standings
from youju.report import fold

TITLE = "政府采购执行率"
HEAD = f"二、绩效分析\n（1）{TITLE}（2分）。\n"
SOUGHT = Sought("it", (TITLE,))


def left(sentence: str) -> list[str]:
    text = f"{HEAD}{sentence}\n三、存在问题\n另有7项。\n"
    found = unmatched(document(text), reading(text, SOUGHT), dictionary().claims, ["it"])
    return [one.quote.text for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年初政府采购计划60万元，实际采购57万元。自评得分2分。", []),
        ("年初政府采购计划60万元，实际采购57万元，节约3万元，执行率95%。", ["3万元", "95%"]),
        ("实际采购57 万\n元，其中货物30 万\n元。", ["30 万\n元"]),
        ("共采购12批次、约40余件，同比下降3.1%。", ["12批次", "约40余件", "3.1%"]),
        ("比上年提高2个百分点，办公面积400平方米，系数1.5。", ["2个百分点", "400平方米", "1.5"]),
        ("2023年按财采〔2023〕5号文，12月31日前办结，电话0751-6660123。", []),
        ("该指标分值2分，按规定每项得1分，得2分。", []),
        ("三公经费与三重一大事项均已公开。", []),
    ],
)
def test_what_no_statement_and_no_claim_covers_is_told(sentence: str, expected: list[str]) -> None:
    assert expected == left(sentence)


def test_the_sentence_around_a_figure_is_quoted_word_for_word() -> None:
    text = f"{HEAD}实际采购57万元。其中货物 ３０万元，\n服务若干。自评得分2分。\n"
    (found,) = unmatched(document(text), reading(text, SOUGHT), dictionary().claims, ["it"])

    assert ("it", "３０万元", "其中货物 ３０万元，\n服务若干。") == (
        found.indicator, found.quote.text, found.sentence.text,
    )  # fmt: skip


def test_parts_that_add_up_are_matched_each() -> None:
    text = "二、绩效分析\n（1）财政供养人员控制率（2分）。\n行政编制18名、执法专项编制6名，另有临聘4名。\n"
    sought = Sought("it", ("财政供养人员控制率",))
    found = unmatched(document(text), reading(text, sought), dictionary().claims, ["it"])

    assert ["4名"] == [one.quote.text for one in found]


PIECES = [
    "年初政府采购计划60万元", "实际采购57万元", "执行率95%", "，", "。", "；\n", "自评得分2分", "每项得1分", "12批次", "2023年",
    "12月31日", "财采〔2023〕5号", "不超过10%", "5-8万元", "18、6、9名", "同比下降3.1%", "约40余件", "第3项", "三分之二", "编制18名",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_quantity_of_a_passage_has_exactly_one_standing(sentence: str) -> None:
    text = f"{HEAD}{sentence}\n三、存在问题\n暂无。\n"
    read = reading(text, SOUGHT)
    folded = fold(document(text))
    passage = read.passages["it"]

    found: list[Found] = list(standings(document(text), read, dictionary().claims, ["it"]))

    expected = [
        folded.quote(one.lead_start, one.tail_end) for one in quantities(folded.text, passage.start, passage.end)
    ]
    assert expected == [one.quote for one in found]
    assert set(Counter(one.standing for one in found)) <= {"matched", "unmatched", "not counted"}
    assert all(one.sentence.start <= one.quote.start and one.quote.end <= one.sentence.end for one in found)
