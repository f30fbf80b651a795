"""Assertions, repeated sentences, documents without a number, projects without a word on them."""

import pytest
from small_reports import PARTS, small, told

BARE = "（1）制度管理（2分）。印发了《财务管理制度》和《资产管理制度》。自评得分2分。"
SAME = "本局认真执行上级的各项规定和要求，做到程序完备、管理规范。"
STATE = "严格执行《行政单位国有资产管理暂行办法》《中华人民共和国预算法》和《事业单位财务规则》、《机关事务管理条例》。"


def _with(words: str, part: str) -> str:
    head, dot, rest = PARTS[part].partition("。")
    return f"{head}{dot}{words}{rest}"


def test_points_on_words_alone_are_told_with_their_papers() -> None:
    found = [one for one in small(rules=BARE).findings if one.code == "asserted-score"]

    expected = [("P2", "management-rules", 2, ("财务管理制度文本", "资产管理制度文本"))]
    actual = [(one.level, one.indicator, one.points_at_risk, one.papers) for one in found]
    assert expected == actual


def test_numbered_papers_and_figures_are_no_assertion() -> None:
    expected = []
    actual = told(small(), "asserted-score")
    assert expected == actual


def test_one_sentence_for_two_indicators_is_quoted_twice() -> None:
    found = small(procurement=_with(SAME, "procurement"), rules=_with(SAME, "rules"))

    expected = [[SAME.rstrip("。")] * 2]
    actual = [[quote.text for quote in one.quotes] for one in found.findings if one.code == "sentence-used-twice"]
    assert expected == actual


@pytest.mark.parametrize(
    "words",
    [
        "手续完备、管理规范。",
        "全年安排资金120万元，均按规定使用并接受监督检查。",
        "该项指标分值共2分，按照评分标准自评得2分。",
    ],
    ids=["short", "figures", "score"],
)
def test_a_short_sentence_one_with_figures_and_a_score_may_come_twice(words: str) -> None:
    found = small(procurement=_with(words, "procurement"), rules=_with(words, "rules"))

    expected = []
    actual = told(found, "sentence-used-twice")
    assert expected == actual


def test_a_sentence_may_come_again_outside_of_indicators() -> None:
    found = small(procurement=_with(SAME, "procurement"), problems=f"三、存在问题\n{SAME}")

    expected = []
    actual = told(found, "sentence-used-twice")
    assert expected == actual


def test_documents_without_a_number_are_told_together() -> None:
    expected = ["「制度管理」举出的 《财务管理制度》、《资产管理制度》 没有文号或日期"]
    actual = told(small(rules=BARE), "document-without-number")
    assert expected == actual


@pytest.mark.parametrize(
    "words",
    [
        STATE,
        "2021年3月印发了《财务管理制度》。",
        "印发《关于印发〈财务管理办法〉的通知》（示财〔2021〕3号）。",
        "（示财[2021]3号）《财务管理办法》已经执行。",
    ],
    ids=["state", "date", "number", "number before"],
)
def test_laws_dates_and_numbers_are_no_finding(words: str) -> None:
    expected = []
    actual = told(small(rules=f"（1）制度管理（2分）。{words}自评得分2分。"), "document-without-number")
    assert expected == actual


def test_documents_of_an_indicator_that_rests_on_figures_are_left_alone() -> None:
    found = small(rate=_with("按《预算执行管理制度》执行。", "rate"))

    expected = []
    actual = told(found, "document-without-number")
    assert expected == actual


DECLARED = {
    "本局2023年重点项目1个：山塘清淤整治项目50万元。": ["山塘清淤整治项目"],
    "重点项目2个：山塘清淤整治50万元、乡道边坡加固30万元。": ["山塘清淤整治", "乡道边坡加固"],
    "重点项目包括：一是山塘清淤整治，预算50万元；二是乡道边坡加固，安排资金30万元。": ["山塘清淤整治", "乡道边坡加固"],
    "重点支出项目有山塘清淤整治（50万元）和乡道边坡加固（30万元）。": ["山塘清淤整治", "乡道边坡加固"],
}


@pytest.mark.parametrize("words", DECLARED)
def test_declared_projects_without_another_word_are_told_by_name(words: str) -> None:
    found = small(head=f"{words}\n\n二、绩效分析")

    expected = [f"重点项目「{name}」申报以后，报告再没有说到它做得怎样" for name in DECLARED[words]]
    actual = told(found, "project-unreported")
    assert expected == actual


@pytest.mark.parametrize("words", DECLARED)
@pytest.mark.parametrize(
    "later", ["山塘清淤、乡道边坡加固均已完成。", "清淤整治了山塘，加固了乡道边坡。"], ids=["short", "other"]
)
def test_half_of_the_name_in_one_piece_is_word_of_a_project(words: str, later: str) -> None:
    found = small(head=f"{words}\n\n二、绩效分析", problems=f"三、主要绩效\n{later}")

    expected = []
    actual = told(found, "project-unreported")
    assert expected == actual


def test_projects_that_nobody_calls_key_projects_are_not_followed() -> None:
    found = small(head="全年项目支出80万元，其中山塘清淤整治50万元、乡道边坡加固30万元。\n\n二、绩效分析")

    expected = []
    actual = told(found, "project-unreported")
    assert expected == actual
