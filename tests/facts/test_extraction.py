"""Statements: kept where they contradict, barred by `unless`, denied by negative phrases, quoted word for word."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from facts_helpers import dictionary, document, reading, said, statements

from youju.facts import Dictionary, Sought, extract, load_dictionary, resolve

REPORT = """一、概况
我局核定编制 30 名，年末在职人员 28 人。
三、绩效分析
（1）部门预算资金支出率（3分）。
财政下达我局预算 1,200.50 万
元，实际支付1,100 万元，支出率91.63%。自评得分3分。
（2）财政供养人员控制率（2分）。
核定编制30名，年末在职 29 人，控制率为９６.67％。自评得分2分。
"""
SOUGHT = (Sought("rate", ("部门预算资金支出率",)), Sought("staff", ("财政供养人员控制率",)))


def test_every_quote_stands_in_the_document_word_for_word():
    found = reading(REPORT, *SOUGHT)
    quotes = [quote for one in found.statements for quote in (one.quote, one.number)]
    quotes += [quote for claim in found.claims.values() for quote in claim.quotes]
    text = document(REPORT).text

    assert [text[quote.start : quote.end] for quote in quotes] == [quote.text for quote in quotes]
    assert [text.count("\n", 0, quote.start) + 1 for quote in quotes] == [quote.line for quote in quotes]


def test_a_quote_runs_over_a_broken_line_and_keeps_the_spelling_of_the_report():
    found = {one.fact: one for one in reading(REPORT, *SOUGHT).statements}

    assert found["下达预算数"].quote.text == "下达我局预算 1,200.50 万\n元"
    assert found["财政供养人员控制率"].number.text == "９６.67％"


def test_statements_that_contradict_are_all_kept_and_the_scored_part_counts():
    found = [one for one in reading(REPORT, *SOUGHT).statements if one.fact == "在职人数"]

    fact = resolve(dictionary().facts, found)["在职人数"]

    assert [(one.value, one.scored_part) for one in found] == [(28, False), (29, True)]
    assert (fact.status, fact.value, fact.worlds) == ("conflicting", 29, (29, 28))


def test_a_statement_carries_how_exactly_it_was_printed():
    found = {one.fact: one for one in reading(REPORT, *SOUGHT).statements}

    assert (found["下达预算数"].half_unit, found["下达预算数"].decimals) == (50, 2)
    assert (found["实际支付数"].half_unit, found["编制人数"].half_unit) == (5000, 0)


def test_a_phrase_holds_only_within_the_passage_of_its_indicator():
    found = reading("一、概况\n全年实际支付9万元。\n（1）部门预算资金支出率（3分）。\n实际支付8万元。\n", *SOUGHT)

    assert [one.value for one in found.statements if one.fact == "实际支付数"] == [80_000]


def test_without_its_passage_a_bound_fact_is_not_looked_for():
    assert reading("一、概况\n全年实际支付9万元。\n").statements == ()


def test_a_denial_wins_over_the_words_it_holds():
    assert said("信访及时回复", "群众来信未及时回复。") == [False]


def test_an_admission_anywhere_beside_a_claim_is_kept():
    found = said("指标可量化", "包含可量化的指标。个别指标难以量化。")

    assert set(found) == {True, False}


def test_overlapping_phrases_of_one_fact_state_it_once():
    assert len(list(statements("编制人数", "我局人员编制共24名。"))) == 1


OWN = """
topic: own
facts:
  文件数:
    en: documents
    type: count
    phrases: [{text: "《{..}办法》", each: true, unless: ["参照《{..}办法》"]}]
  罚款:
    en: fines
    type: money
    unit: 元
    phrases: [{text: "罚款{money}", unless: ["拟{..4}罚款{money}"]}, {text: 没有罚款, value: 0 元}]
claims: {score: ["得分{score}"]}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    folder: Path = tmp_path_factory.mktemp("own")
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return load_dictionary(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定《财务办法》《资产办法》和《采购办法》。", [("文件数", 3)]),
        ("制定《财务办法》，参照《国家办法》。", [("文件数", 1)]),
        ("拟对其罚款5万元。", []),
        ("罚款5万元，拟再罚款3万元。", [("罚款", 50_000)]),
        ("全年没有罚款。", [("罚款", 0)]),
    ],
)
def test_unless_bars_and_each_counts(own: Dictionary, text: str, expected: list[tuple[str, object]]):
    found = extract(document(text), own, ())

    assert [(one.fact, one.value) for one in found.statements] == expected


def test_time_grows_with_the_number_of_statements_and_no_faster():
    def seconds(times: int) -> float:
        start = time.perf_counter()
        found = reading("核定编制24名，在职人员22人。" * times, *SOUGHT)
        facts = resolve(dictionary().facts, found.statements)
        assert (len(found.statements), facts["编制人数"].value) == (2 * times, 24)
        return time.perf_counter() - start

    seconds(100)
    few, many = min(seconds(1500) for _ in range(2)), seconds(12_000)

    assert many / few < 24


@pytest.mark.parametrize("word", ["编制", "预算", "（1）", "得1分", "“", "转移支付，", "1", "\n"])
def test_a_long_row_of_one_word_stalls_nothing(word: str):
    start = time.perf_counter()

    reading("一、概况\n（1）部门预算资金支出率（3分）。\n" + word * (100_000 // len(word)), *SOUGHT)

    assert time.perf_counter() - start < 10


def test_amounts_are_exact_to_the_last_digit():
    (statement,) = statements("部门总收入", "部门总收入为 12,345,678.90 元。")

    assert statement.value == Fraction(1234567890, 100)
