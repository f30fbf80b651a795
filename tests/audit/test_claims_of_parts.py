"""Weights and scores of sections and groups, and caps, against the rubric and what stands inside."""

from fractions import Fraction

import pytest
from small_reports import PARTS, small, told

from youju.audit import audit
from youju.facts import Claim, load_dictionary
from youju.facts.part_claims import read_split
from youju.report import Document, fold
from youju.rubric import Rubric, dictionary_folder

OTHER_WEIGHTS = [
    ("funds", "1. 资金管理（9分）。"),
    ("funds", "1. 资金管理。指标分值7分。"),
    ("section", "（一）预算执行情况（12分）"),
]
NO_OTHER_WEIGHTS = [
    ("funds", "1. 资金管理（8分）。"),
    ("funds", "1. 资金管理。"),
    # The weight of the first indicator is not that of a group which states none.
    ("rate", "（1）部门预算资金支出率。指标分值3分。下达预算100万元，实际支付100万元。调整后分值6分，自评得分6分。"),
]


@pytest.mark.parametrize(("part", "words"), OTHER_WEIGHTS)
def test_another_weight_of_a_part_is_told_at_its_place(part: str, words: str) -> None:
    found = [one for one in small(**{part: words}).findings if one.code == "section-weight-differs"]

    expected = [("P1", True)]
    actual = [(one.level, all(quote.text and quote.text in words for quote in one.quotes)) for one in found]
    assert expected == actual
    assert found[0].quotes


@pytest.mark.parametrize(("part", "words"), NO_OTHER_WEIGHTS)
def test_the_rubrics_weight_and_none_at_all_are_no_finding(part: str, words: str) -> None:
    funds = {"funds": "1. 资金管理。"} if part == "rate" else {}

    expected = []
    actual = told(small(**{part: words, **funds}), "section-weight-differs")
    assert expected == actual


def test_the_sum_of_the_weights_inside_is_told_beside_another_weight() -> None:
    expected = ["「资金管理」报告写 9 分，评分标准为 8 分，报告写的各项分值合计 8 分"]
    actual = told(small(funds="1. 资金管理（9分）。"), "section-weight-differs")
    assert expected == actual


@pytest.mark.parametrize(
    ("claimed", "count"), [("7", 1), ("7.5", 1), ("9", 1), ("8", 0), ("11", 1)], ids=lambda one: str(one)
)
def test_the_score_of_a_group_is_the_sum_of_those_in_it(claimed: str, count: int) -> None:
    found = small(funds=f"1. 资金管理。指标分值8分，自评得分{claimed}分。")

    expected = count
    actual = len(told(found, "section-sum-differs"))
    assert expected == actual


def test_moved_points_may_be_in_the_score_of_a_group_and_in_no_line_of_it() -> None:
    rate = PARTS["rate"].replace("调整后分值6分，自评得分6分", "自评得分3分")
    sums = {claimed: f"1. 资金管理。指标分值8分，自评得分{claimed}分。" for claimed in (5, 6, 8)}

    expected = {5: 0, 6: 1, 8: 0}
    actual = {
        claimed: len(told(small(rate=rate, funds=funds), "section-sum-differs")) for claimed, funds in sums.items()
    }
    assert expected == actual


def test_a_group_with_an_unwritten_score_in_it_has_no_sum() -> None:
    found = small(
        funds="1. 资金管理。指标分值8分，自评得分8分。", procurement=PARTS["procurement"].replace("自评得分2分。", "")
    )

    expected = []
    actual = told(found, "section-sum-differs")
    assert expected == actual


def test_a_section_may_be_scored_as_a_whole() -> None:
    found = small(section="（一）预算执行情况（10分）。自评得分9分。")

    expected = ["「预算执行情况」自评合计 9 分，其中各项自评相加为 10 分"]
    actual = told(found, "section-sum-differs")
    assert expected == actual


@pytest.mark.parametrize(
    "words",
    ["（加分最多3分，加分后总分不能超过10分）", "，以3分为限，总分最高不超过10分", "，加分上限为3分，总分10分封顶"],
)
def test_a_cap_that_the_report_mentions_is_no_finding(words: str) -> None:
    found = small(bonus=f"（二）加减分项。本年度获得表彰4项。加分3分{words}。")

    expected = []
    actual = told(found, "cap-unwritten") + told(found, "total-conditional") + told(found, "total-not-sum")
    assert expected == actual


def test_a_cap_of_a_bonus_and_one_of_the_total_are_told_where_nothing_mentions_them() -> None:
    found = small(bonus="（二）加减分项。本年度获得表彰4项。加分3分。")

    expected = [
        "写出的得分合计 13，总分 10 是封顶的结果，报告没有写明",
        "「加减分项」按规则得 4 分，自评 3 分是封顶的结果，报告没有写明",
    ]
    actual = told(found, "cap-unwritten")
    assert expected == actual


def test_a_bonus_claimed_above_its_cap_is_too_high_and_no_silent_cap() -> None:
    found = small(bonus="（二）加减分项。本年度获得表彰4项。加分4分。总分不超过10分。")

    expected = (0, 1)
    actual = (len(told(found, "cap-unwritten")), len(told(found, "claim-too-high")))
    assert expected == actual


TABLE = """| 三级指标 | 分值 | 自评得分 |
| --- | --- | --- |
| 部门预算资金支出率 | 3 | 6 |
| 资金下达合法性 | 3 | 不适用 |
| 政府采购执行率 | 2 | 2 |
| 资金管理小计 | {weight} | {claimed} |
| 制度管理 | 2 | 2 |
| 合计 | 10 | 10 |"""


@pytest.mark.parametrize(
    ("weight", "claimed", "codes"),
    [
        ("8", "8", []),
        ("8", "", []),
        ("8", "7", ["section-sum-differs"]),
        ("9", "8", ["section-weight-differs"]),
        ("9", "9", ["section-sum-differs", "section-weight-differs"]),
    ],
)
def test_a_row_of_a_group_in_a_scoring_table_is_held_against_the_rows_of_its_indicators(
    weight: str, claimed: str, codes: list[str]
) -> None:
    found = small(problems=f"{TABLE.format(weight=weight, claimed=claimed)}\n\n三、存在问题\n预算执行还不够均衡。")

    expected = codes
    actual = [one.code for one in found.findings if one.code.startswith("section-")]
    assert expected == actual


TITLES = {"budgeting": "预算编制情况", "execution": "预算执行情况"}


@pytest.mark.parametrize(
    ("split", "read"),
    [
        ("其中：预算编制情况27.5分，预算执行情况38分。", {"budgeting": "27.5", "execution": "38"}),
        ("其中预算编制情况得27分、预算执行情况得38分。", {"budgeting": "27", "execution": "38"}),
        ("其中：预算编制情况27分。", {}),
        ("其中：预算编制情况分值28分，预算执行情况分值42分。", {}),
        ("\n预算编制情况27分，预算执行情况38分。", {}),
    ],
)
def test_scores_of_sections_are_read_beside_the_total(split: str, read: dict[str, str]) -> None:
    document = Document("split.md", "0" * 64, "utf-8", 0, f"自评总分65分。{split}")
    words = load_dictionary(dictionary_folder()).claims
    total = Claim("score", Fraction(65), (document.quote(0, 7),))

    expected = {key: Fraction(points) for key, points in read.items()}
    actual = {key: one.points for key, one in read_split(document, fold(document), [total], TITLES, words).items()}
    assert expected == actual


NO_WEIGHT = "（3）政府采购执行率。年初政府采购计划60万元，实际采购60万元。"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (f"{NO_WEIGHT}自评得分2分。", 1),
        (f"{NO_WEIGHT}该指标分值2分，自评得分2分。", 0),
        (PARTS["procurement"], 0),
    ],
)
def test_a_weight_that_is_stated_nowhere_is_told(words: str, count: int) -> None:
    expected = ["1 项指标没有写分值：「政府采购执行率」"] * count
    actual = told(small(procurement=words), "weight-absent")
    assert expected == actual


@pytest.mark.parametrize(
    ("adjustment", "quotes"),
    [
        ("预算调整率得0分", ["得0分"]),
        ("预算调整率自评得2分", []),
        ("预算调整率分值2分，得0分", []),
    ],
)
def test_in_the_midst_of_a_group_a_full_claim_tells_its_weight(
    adjustment: str, quotes: list[str], rubric: Rubric
) -> None:
    text = f"1. 经济性。指标分值6分，公用经费控制率自评得2分；“三公”经费控制率自评得2分；{adjustment}。\n（2）结转结余率（3分）。结转结余率为0。"
    found = audit(Document("a.txt", "0" * 64, "utf-8", 0, text), rubric, "exact").findings

    assert quotes == [quote.text for one in found if one.code == "weight-absent" for quote in one.quotes]
