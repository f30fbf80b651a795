"""Sums in sentences: what holds, what fails, and what is no sum at all. All sentences are made up."""

from __future__ import annotations

import pytest
from sum_helpers import failing, found, verdicts

HOLDS = {
    "核定编制50名(其中行政编制30名，事业编制20名)。": "30 + 20 = 50 名",
    "年末实有57人，其中：在职40人、工勤5人，其他人员（临聘）2名，退休10人。": "40 + 5 + 2 + 10 = 57 人",
    "共排查隐患点9个（6个是村道，2个是乡道、1个是县道）。": "6 + 2 + 1 = 9 个",
    "全年支出合计300万元。其中，基本支出180万元，比上年增加12万元，增幅7.14%；项目支出120万元，比上年减少8万元。": "180 + 120 = 300 万元",
    "检查企业120家次，其中网吧20家次、旅馆60家次，景区、酒店等旅游企业40家次。": "20 + 60 + 40 = 120 家次",
    "基本支出180.25万元，项目支出119.75万元，合计300万元。": "180.25 + 119.75 = 300 万元",
    "印发手册300份、海报200份，共计500份。": "300 + 200 = 500 份",
    "核对：12+30=42。": "12 + 30 = 42",
    "有30个站所存在40个风险点，一般风险点共32个，重大风险点共8个，均已整改。": "32 + 8 = 40 个",
    "今年有7处督办路段，已于6月全部完成4处县级督办路口、3处市级督办桥梁。": "4 + 3 = 7 处",
    "项目支出420万元。项目支出按用途分为：供水200万元、防汛150.5万元、管护69.5万元。": "200 + 150.5 + 69.5 = 420 万元",
    "专家组5人，由省级专家3人、市级专家2人组成。": "3 + 2 = 5 人",
    "全年培训60场，分别为：业务培训40场、法规培训20场。": "40 + 20 = 60 场",
    "本年共投入100万元：购置设备60万元，维修改造40万元。": "60 + 40 = 100 万元",
    "全年投入100.1万元，其中甲项33.37万元、乙项33.37万元、丙项33.37万元。": "33.37 + 33.37 + 33.37 = 100.1 万元",
}

FAILS = {
    "核定编制50名（其中行政编制30名，事业编制19名）。": "sum-differs",
    "核定编制50名，其中行政编制30名、事业编制18名。": "sum-differs",
    "全年支出合计300万元。其中，基本支出180万元，比上年增加12万元；项目支出125万元。": "sum-differs",
    "年末实有58人，其中：在职40人、工勤5人，其他人员2名，退休10人。": "sum-differs",
    "基本支出180万元，项目支出120万元，合计305万元。": "sum-differs",
    "共排查隐患点10个（6个是村道，2个是乡道、1个是县道）。": "sum-differs",
    "核对：12+30=43。": "sum-differs",
    "检查企业110家次，其中网吧20家次、旅馆60家次、景区40家次。": "sum-differs",
    "专家组6人，由省级专家3人、市级专家2人组成。": "sum-differs",
    "全年培训61场，分别为：业务培训40场、法规培训20场。": "sum-differs",
    "项目支出425万元。项目支出按用途分为：供水200万元、防汛150万元、管护70万元。": "sum-differs",
    "全年投入共计105万元：购置设备60万元，维修改造40万元。": "sum-differs",
    "巡查河道20次，其中夜间巡查23次。": "part-exceeds-whole",
    "项目资金300万元，其中中央资金310万元。": "part-exceeds-whole",
    "部门支出300万元，其中基本支出180元、项目支出120万元。": "units-mixed",
    "总收入120万元，由三部分组成：一般公共预算拨款收入100万元、政府性基金拨款收入10万元、其他收入5万元。": "sum-differs",
    "总收入120万元，其中：一般公共预算拨款100万元，政府性基金预算拨款15万元，其他收入15万元。": "sum-differs",
    "总收入120万元，其中：一般公共预算拨款100元，政府性基金预算拨款15万元，其他收入5万元。": "units-mixed",
    "项目支出共100万元，其中高标准农田60万元、良种补助55万元。": "sum-differs",
    "年末实有74人，包括在职人员63人、工勤人员6人和聘用人员7人。": "sum-differs",
    "项目共16个，其中：抽检1个、快检室9个、检定5个、维权3个；设定绩效目标19个。": "sum-differs",
    "办理审批49件，其中：采伐许可26件，用地审批25件。": "sum-differs",
    "部门支出300元，其中基本支出180万元、项目支出120万元。": "units-mixed",
}

SILENT = [
    # 其中 may name only some.
    "项目资金共300万元，其中中央资金100万元、省级资金50万元。",
    "查处违法8.5万余宗，其中超载600宗、超员200宗。",
    "检查企业120家，其中重点企业30家、一般企业40家。",
    "固定资产原值860万元，其中在用固定资产800万元。",
    # Parts that may overlap.
    "参训300人，其中党员200人、女性150人。",
    "承担任务20项，其中完成18项、优秀10项。",
    "总收入120万元，其中：一般公共预算年初安排100万元，一般公共预算调整追加60万元，其他收入20万元。",
    "投入120万元，主要由县级财政60万元、镇级财政40万元组成。",
    "项目支出100万元，其中高标准农田60万元、补助标准90万元。",
    "排查隐患30处，其中：重大隐患8处，已整改28处。",
    "采购设备100台，包括电脑60台、打印机30台等。",
    "全年培训300人，包括党员200人、女性150人。",
    "检查企业30家，其中重点企业20家，走访种植业企业25家。",
    # Brackets and lists that are no parts.
    "固定资产860万元（原值900万元，累计折旧40万元）。",
    "决算数712万元（年初预算500万元，调整后预算720万元）。",
    "核定编制50名，近三年实有人数分别为48名、47名、46名。",
    "甲、乙两镇任务分别为30个、25个，合计办结20个案件。",
    "开展培训35场次、演练51场次，共计3000人次参与。",
    "采购电脑3台，每台2万元，打印机1万元，共计7万元。",
    "奖励3人各500元、2人各300元，共2100元。",
    "行政处罚1宗、移送2宗，共计经济处罚30万元。",
    "发现隐患5处，全部完成整改，另检查商场8处、酒店3处。",
    "发现隐患5处，其中较严重的已处理，全年检查商场8处、酒店3处。",
    "总投入100万元、自筹50万元，其中设备30万元、培训90万元。",
    "三次活动参加人数分别为48人、47人、46人，共有学员50人。",
    "预算100万元，比上年增加20万元，其中人员12万元、车辆30万元。",
    "指标分值18分，得10分、6分，合计得分18分。",
    "设局长1名，副局长3名；股长9名，副股长4名。",
    "2021年、2022年、2023年分别投入10万元、20万元、30万元。",
    "工期3年，其中建设2年、运维2年。",
]


@pytest.mark.parametrize(("sentence", "formula"), HOLDS.items())
def test_a_sum_that_agrees_is_listed_as_holding(sentence: str, formula: str) -> None:
    expected = [("holds", formula)]
    actual = [(one.verdict, one.formula_zh) for one in found(sentence)]
    assert expected == actual


@pytest.mark.parametrize(("sentence", "code"), FAILS.items())
def test_a_sum_that_cannot_be_is_found_once(sentence: str, code: str) -> None:
    expected = [code]
    actual = failing(sentence)
    assert expected == actual


@pytest.mark.parametrize("sentence", SILENT)
def test_what_need_not_sum_is_no_finding(sentence: str) -> None:
    expected = []
    actual = failing(sentence)
    assert expected == actual


def test_a_whole_that_is_not_exact_cannot_be_checked() -> None:
    expected = ["unknown"]
    actual = verdicts("全年查处案件约100宗，其中超载60宗、超员50宗。")
    assert expected == actual


def test_a_sum_carries_its_figures_with_their_roles_and_what_the_digits_allow() -> None:
    [one] = found("部门支出300.5万元，其中基本支出180.25万元、项目支出120.25万元。")

    expected = [("total", "300.5万元"), ("part", "180.25万元"), ("part", "120.25万元")], 600, 3005000, 3005000
    actual = [(term.role, term.shown) for term in one.terms], one.tolerance, one.computed, one.stated
    assert expected == actual


def test_amounts_may_differ_by_what_their_rounding_allows_and_people_may_not() -> None:
    money, people = "支出300.0万元，其中基本支出180.05万元、项目支出{}万元。", "实有30人，其中男{}名、女10名。"

    expected = [["holds"], ["fails"], ["holds"], ["fails"]]
    actual = [verdicts(money.format(x)) for x in ("119.99", "119.85")] + [verdicts(people.format(x)) for x in (20, 19)]
    assert expected == actual


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("公用经费决算数为123.5万元，较好。\n后文写公用经费决算数为123.5元。", ["units-mixed"]),
        ("公用经费决算数123.5万元。公用经费决算数123.5万元。", []),
        ("购置电脑支出500万元。购置水杯支出500元。维修房屋支出20万元。维修房屋支出20元。", []),
    ],
)
def test_one_amount_in_two_units_is_found(text: str, codes: list[str]) -> None:
    expected = codes
    actual = failing(text)
    assert expected == actual
