"""Explanations in words: numbers that read back to the ledger, no identifiers, one text in terminal, page and papers."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document as Word
from rich.console import Console
from shipped import rubrics_shipped
from tests.audit.reports_made_up import judged
from tests.explain.reading_back import digits_outside_of_slots, misread, numbers

from youju.audit import Audit, audit
from youju.cli.terminal import show_line
from youju.explain import because_of, render, why
from youju.explain.said import slots_of
from youju.explain.tell import long, screen, short
from youju.explain.written import grouped, lines, paragraph
from youju.publish.html import html_page
from youju.publish.papers import document_of, papers_of
from youju.report import read, read_bytes
from youju.rubric import Rubric, dictionary_of, load_rubric
from youju.source.excerpt import width
from youju.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "made"))
from made_report import written
from made_world import draw

EXAMPLES = Path(__file__).parents[2] / "facts" / "examples"
FORMS = Path(__file__).parents[1] / "rubrics" / "good" / "forms"
RUBRICS = rubrics_shipped()
IDENTIFIER = re.compile(r"[a-z]+[-_][a-z]+")


def audited(text: str, rubric: Rubric) -> Audit:
    return audit(read_bytes(text.encode(), "自评报告.md"), rubric, "exact")


def without_words(rubric: Rubric) -> Rubric:
    """The rubric whose rules say nothing for themselves."""
    cards = {
        name: replace(one, rules=tuple(replace(rule, because=None) for rule in one.rules))
        for name, one in rubric.indicators.items()
    }
    return replace(rubric, indicators=cards)


@pytest.fixture(scope="module")
def library() -> Audit:
    return audit(read(EXAMPLES / "yunxi-library" / "report.md"), RUBRICS["hunan-2020"], "exact")


@pytest.fixture(params=["sample_audit", "library", "real_audit"])
def any_audit(request: pytest.FixtureRequest) -> Audit:
    return request.getfixturevalue(request.param)


def test_every_number_reads_back_to_the_ledger(any_audit: Audit) -> None:
    explained = [why(any_audit, name) for name in any_audit.rubric.indicators]

    assert [] == [wrong for one in explained for size in (short, screen, long) for wrong in misread(one, size(one))]
    assert sum(numbers(long(one), one) for one in explained) > 200


def test_every_number_of_fifty_departments_reads_back(rubric: Rubric) -> None:
    count, wrong = 0, list[str]()
    for seed in range(50):
        found = audited(written(draw(seed), seed).plain(), rubric)
        for name in rubric.indicators:
            one = why(found, name)
            told = long(one)
            count += numbers(told, one)
            wrong += [f"{seed} {name}: {each}" for each in misread(one, told)]

    assert [] == wrong
    assert count > 10_000


def test_no_digit_stands_outside_of_a_slot(any_audit: Audit) -> None:
    told = [long(why(any_audit, name)) for name in any_audit.rubric.indicators]

    assert [] == [key for sentences in told for key in digits_outside_of_slots(sentences)]


def test_no_identifier_stands_in_a_chinese_text(any_audit: Audit) -> None:
    texts = [render(why(any_audit, name)) for name in any_audit.rubric.indicators]

    assert [] == [found for text in texts for found in IDENTIFIER.findall(text)]


def test_the_short_text_is_a_few_sentences(any_audit: Audit) -> None:
    for name in any_audit.rubric.indicators:
        told = paragraph(short(why(any_audit, name)), "zh")

        assert 2 <= len(tuple(grouped(short(why(any_audit, name))))) <= 4, told
        assert "\n" not in told


def test_each_size_begins_with_the_shorter_one(sample_audit: Audit) -> None:
    for name in sample_audit.rubric.indicators:
        one = why(sample_audit, name)
        brief = short(one)

        assert (brief, brief) == (screen(one)[: len(brief)], long(one)[: len(brief)])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_terminal_page_and_papers_say_the_same(sample_audit: Audit, lang: str) -> None:
    html = re.sub(r"\s+", " ", _text_of(html_page(sample_audit, lang).decode()))
    word = Word(BytesIO(document_of(papers_of(sample_audit, lang), lang)))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    for name in sample_audit.rubric.indicators:
        told = long(why(sample_audit, name))
        brief = paragraph(short(why(sample_audit, name)), lang)
        expected = [brief, *(line.text(lang) for line in lines(tuple(one for one in told if one.depth)))]
        terminal = render(why(sample_audit, name), lang).split("\n")

        assert expected == [line.strip() for line in terminal]
        assert [] == [text for text in expected if re.sub(r"\s+", " ", text) not in html]
        assert brief in cells


def _text_of(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_words_on_the_card_the_default_tells_the_same_values(sample_audit: Audit, lang: str) -> None:
    """All that the card's words give a value of stands in the default, in every rule that decided."""
    rubric = sample_audit.rubric
    found = audit(sample_audit.document, without_words(rubric), "exact")
    lacking = [
        (entry.rule, said.text(lang))
        for entry in sample_audit.ledger.entries
        for rule in rubric.indicators[entry.indicator].rules
        if rule.id == entry.rule and rule.because is not None
        for name in re.findall(r"\{([^{}]*)\}", rule.because.zh)
        for said in [slots_of(sample_audit, entry.indicator).value(name)]
        if "缺" not in said.zh and said.text(lang) not in because_of(found, entry).of(lang)
    ]

    assert [] == lacking


def test_a_default_reads_like_a_sentence(rubric: Rubric, sample_audit: Audit) -> None:
    found = audit(sample_audit.document, without_words(rubric), "exact")
    said = {entry.indicator: because_of(found, entry) for entry in reversed(found.ledger.entries)}

    assert (
        "实际采购金额 57 万元，计划采购金额 60 万元，采购执行率 95%，按照采购执行率得分" == said["procurement-rate"].zh
    )
    assert "满意人数 372 人，调查人数 400 人，满意率 93%，不低于 90%" == said["public-satisfaction"].zh
    assert (
        "people who are satisfied 372 人, people asked 400 人, the rate is 93%, at least 90%"
        == said["public-satisfaction"].en
    )


def test_cards_of_every_form_without_words_are_told() -> None:
    forms = without_words(load_rubric(FORMS, dictionary_of(FORMS)))
    said = {"试用金额": "15 万元", "试用预算": "100 万元", "试用比率": "103.5%", "试用次数": "2 次", "试用件数": "3 件"}
    found = judged(forms, said)
    told = {name: paragraph(short(why(found, name)), "zh") for name in forms.indicators}

    assert (
        "「分档率」得 2.5 分，满分 5 分，失 2.5 分，报告没有写自评得分。"
        "试用金额 15 万元，试用预算 100 万元，分档值 15%，超过 10%，不超过 20%。"
        "要得满分，分档值不能超过 10%，超出 5 个百分点。"
        "试用金额在 10.01 万元至 20 万元之间得分不变；不超过 10 万元才得满分，超出 5 万元；已成事实，如有误，凭原始凭证更正。"
    ) == told["banded"]
    assert [] == [wrong for name in told for wrong in misread(why(found, name), long(why(found, name)))]


def test_a_rate_is_told_as_the_report_prints_it(rubric: Rubric) -> None:
    def spoken(printed: str) -> str:
        text = f"2023年度部门整体支出绩效自评报告\n4. 人员管理。指标分值2分，财政供养人员控制率方面，机关编制24名，在职人员22人，在编人员与核定编制数的比率为{printed}。自评得分2分。\n"
        return paragraph(short(why(audited(text, rubric), "staffing-rate")), "zh")

    assert "控制率 91.67%，" in spoken("91.67%")
    assert "控制率 91.7%，" in spoken("91.7%")
    assert "控制率 约 91.67%，" in spoken("81.48%")


def test_on_a_narrow_terminal_lines_go_on_below_their_first_word() -> None:
    screen_ = StringIO()
    console = Console(file=screen_, force_terminal=True, width=24, color_system=None)
    show_line(console, "    证据：实际采购金额 57 万元，第 99 行「实际采购57万元」")
    shown = screen_.getvalue().rstrip("\n").split("\n")

    assert len(shown) > 1
    assert [True] * len(shown) == [line.startswith("    ") and not line.startswith("     ") for line in shown]
    assert max(width(line.rstrip()) for line in shown) <= 24


def test_of_lost_points_the_last_sentence_is_the_nearest_way_and_how_far_the_score_stays(sample_audit: Audit) -> None:
    told = {name: paragraph(short(why(sample_audit, name)), "zh") for name in sample_audit.rubric.indicators}

    assert told["procurement-rate"].endswith(
        "实际采购金额在 56.85 万元至 57.14 万元之间得分不变；要得满分，须在 59.85 万元至 60 万元之间，差 2.85 万元；"
        "当年已成定局，来年改进。"
    )
    assert told["three-public-control"].endswith(
        "要得满分，三公控制率不能超过 100%，超出 3 个百分点。"
        "为此，三公经费支出数须不超过 20 万元，实际 20.6 万元，超出 0.6 万元；当年已成定局，来年改进。"
    )


def test_values_between_two_bounds_are_told_with_both(sample_audit: Audit) -> None:
    """Buying more than planned gives nothing: who reads “at least” alone would be misled."""
    change = why(sample_audit, "procurement-rate").regain.ways[0].changes[0]

    assert (Fraction(598_500), Fraction(600_000)) == (change.after, change.far)
