"""Enumerations and the number written for them. All sentences are made up."""

from __future__ import annotations

import pytest
from sum_helpers import COUNTS, failing, found, verdicts

HOLDS = [
    "内设机构有：办公室、财务股、业务股等3个股室。",
    "局内设办公室、财务股、业务股3个股室。",
    "本局内设三个股室：办公室、财务股、业务股。",
    "该指标主要从合理性、规范性两方面进行考核。",
    "该指标主要从支出率、结转和结余率、采购执行率和合规性等四方面进行考核。",
    "该指标主要从目标合理性和指标明确性两方面进行考核。",
    "本年有4项工作获表彰，具体是：防汛工作获第一名；档案工作优秀；信访工作表现突出；党建考核优秀，按规定加分。",
    "存在两方面问题：一是目标不明确；二是支出偏慢。",
    "存在两方面问题：一是目标不明确。二是支出偏慢。",
    "下一步抓好以下3项工作：\n1.抓预算。\n2.抓执行，增长11.5%。\n3.抓公开。\n",
    "采取两项措施：①培训；②督查。",
    "印发《财务、资产管理办法》《内控手册》《采购办法》等3项制度。",
]

FAILS = [
    "内设机构有：办公室、财务股、业务股、执法股等3个股室。",
    "局内设办公室、财务股、业务股、执法股3个股室。",
    "局内设办公室、财务股4个股室。",
    "本局内设四个股室：办公室、财务股、业务股。",
    "该指标主要从合理性、规范性、明确性两方面进行考核。",
    "该指标主要从合理性、规范性三方面进行考核。",
    "本年有4项工作获表彰，具体是：防汛工作获第一名；档案工作优秀；信访工作表现突出。",
    "本年有2项工作获表彰，具体是：防汛工作获第一名；档案工作优秀；信访工作表现突出。",
    "存在三方面问题：一是目标不明确；二是支出偏慢。",
    "年初动员，先后举办水稻栽培、农机操作、农产品检测等2个培训班，399人次参加。",
    "组织了养老护理、救助政策、婚姻登记等2个专题培训。",
    "存在两方面问题：一是目标不明确；二是支出偏慢；三是公开不及时。",
]

SILENT = [
    "组织了学校、社区宣传防汛、防火等2个专题。",
    "完成甲镇、乙镇两地农田、水利等2个专题调研。",
    "举办水稻栽培、农机操作和检测等2个培训班。",
    "完成城东、城西、城南等2个片区的改造。",
    "向甲镇、乙镇、丙镇等9个镇街拨付资金。",
    "设有办公室、业务股等5个股室。",
    "走访社区、学校宣传防汛、防火等2个专题。",
    "完成了东、西部4个镇的改造。",
    "检查了酒店、网吧5家单位。",
    "由公安、交通、消防、城管开展2项检查。",
    "围绕人员、车辆、制度提出2方面意见。",
    "甲、乙两镇和丙、丁、戊等3个村受灾。",
    "本年检查4家：酒店、网吧。",
    "建设12个项目，包括道路、桥梁、水利。",
    "责任追究2起、约谈地区3个、停产整顿2家。",
    "抓好两方面工作：一是抓培训，做到三点：一是早；二是快；三是实；二是抓检查。",
    "二是抓好两方面：一是培训；二是检查。三是抓好公开。",
    "2.采取以下2项措施：\n1.培训。\n2.检查。\n3.抓好公开。\n",
    "部署3项工作，具体是：防汛、防火；供水；排水等。",
    "第3、5项任务已完成，“三个清单”已建立。",
]


@pytest.mark.parametrize("sentence", HOLDS)
def test_a_list_of_as_many_as_written_holds(sentence: str) -> None:
    expected = ["holds"]
    actual = verdicts(sentence, COUNTS)
    assert expected == actual


@pytest.mark.parametrize("sentence", FAILS)
def test_a_list_of_more_or_fewer_than_written_is_found(sentence: str) -> None:
    expected = ["count-differs"]
    actual = failing(sentence, COUNTS)
    assert expected == actual


@pytest.mark.parametrize("sentence", SILENT)
def test_what_does_not_have_to_be_as_many_is_no_finding(sentence: str) -> None:
    expected = []
    actual = failing(sentence, COUNTS)
    assert expected == actual


def test_a_list_tells_how_many_are_written_and_how_many_listed() -> None:
    [one] = found("局内设办公室、财务股、业务股、执法股3个股室。", COUNTS)

    expected = ("列出 4 ≠ 3 个", 4, 3, ["3个", "办公室、财务股、业务股、执法股"])
    actual = (one.formula_zh, one.computed, one.stated, [term.shown for term in one.terms])
    assert expected == actual
