"""What is wrong in the text itself: fragments that must give a finding, and neighbours that must not."""

from __future__ import annotations

import pytest

from youju.audit import Audit, audit
from youju.report import Document
from youju.rubric import Rubric

COVER = "2023年度部门整体支出绩效自评报告\n部门名称：临溪县林业局（公章）\n填报日期：2024年5月20日\n"
TEXT_CODES = frozenset(
    [
        "date-impossible",
        "date-after-report",
        "period-cut-off",
        "template-residue",
        "prompt-left",
        "criterion-pasted",
        "wrong-year",
        "other-department",
        "section-empty",
        "repeated-figure-differs",
    ]
)

BAD = {
    "date-impossible": [
        "2023年2月30日召开了会议。",
        "2023年2月29日召开了会议。",
        "汛期值守到4月31日。",
        "台账登记的是2023年13月。",
        "13月5日完成盘点。",
        "2023-02-30入库。",
        "2023.4.31入库。",
        "工期为2023年9月至2023年3月。",
        "9月15日至9月5日开展检查。",
        "规划期2023年至2021年。",
    ],
    "date-after-report": [
        "2024年8月15日，项目已通过验收。",
        "造林项目2024年9月完成了竣工结算。",
        "2025年1月召开了总结会。",
        "截至2024年12月31日，已整改12处。",
        "2024年5月21日，林地普查已完成。",
        "2024年8月15日启动培训工作，先后举办造林等3个培训班。",
        "组织培训3期，首期于2024年8月15日举行。",
    ],
    "period-cut-off": [
        "截至11月29日，共检查企业312家。",
        "截止12月17日，整改隐患145处。",
        "截止到2023年10月底，造林350亩。",
        "1-11月累计造林350亩。",
        "2023年1至9月，共检查企业50家。",
        "截至2023年6月，支付资金120万元。",
    ],
    "template-residue": [
        "注：本表由各单位据实填写。",
        "填报说明：请填列全部项目。",
        "（参考模板）",
        "【参考提纲】",
        "说明：如有其他情况可另附页。",
        "填写说明：请逐条列明问题及其原因。",
    ],
    "prompt-left": [
        "全年投入XX万元。",
        "组织培训××次，参训XXX人。",
        "完成造林____亩。",
        "主要成效（请填写主要数据）。",
        "满意度为[待补充]。",
        "（请简要说明存在的问题及原因）",
        "印发了【】。",
        "分配不固化（如不存在连年安排的情况等）。",
        "印发了林〔〕12号文。",
        "发了《》。",
    ],
}
GOOD = {
    "date-impossible": [
        "2024年2月29日召开了会议。",
        "闰年的2月29日照常值守。",
        "护林值守从9月至3月。",
        "值守期2022年11月至2023年4月。",
        "13个月的工期。",
        "婴幼儿36月龄接种。",
        "文号为林〔2023〕13号，附件1.2.30。",
        "项目编号2023-16-01。",
        "数据取自2021年至2023年。",
        "9月5日至15日开展检查。",
        "12月1日至1月5日值守。",
    ],
    "date-after-report": [
        "2024年5月18日，项目已通过验收。",
        "2024年5月完成了结算。",
        "计划2024年9月完成了结算后拨付尾款。",
        "项目已列入2025年计划。",
        "合同已签订，有效期至2025年12月31日。",
        "2024年8月底前完成。",
        "力争2024年12月已全部验收。",
        "2024年9月将召开总结会。",
        "2024年9月验收。",
        "首期培训定于2024年8月15日举行。",
        "二期工程将于2024年8月15日启动。",
        "首期培训于2024年5月15日举行。",
        "二期工程于2024年9月启动。",
    ],
    "period-cut-off": [
        "截至目前，共检查企业312家。",
        "截至12月31日，共检查企业312家。",
        "截至2023年12月底，共检查企业312家。",
        "截止12月，共开展34场次。",
        "截至2024年3月，仍有5家没有整改。",
        "截至4月底，仍有5家没有整改。",
        "截至2022年11月30日，上一轮造林350亩。",
        "2022年实施一期工程。该工程截至2022年10月完成造林350亩。",
        "截至6月30日支付50万元，截至12月31日支付120万元。",
        "截至11月底前完成350亩。",
        "1-11月的数据由业务股室提供。",
        "每年1-3月是防火期，共设卡点20处，检查进山人员5000人，全年检查12000人，年底汇总。",
        "对1-7月预算执行情况开展监控，共监控项目12个。",
        "截至8月31日，报名20人。",
        "病死率1-5%，共监测样地12个。",
    ],
    "template-residue": [
        "注：金额单位为万元。",
        "注：满意度由群众填写问卷得出。",
        "按照县里的模板做了样本地块。",
        "说明：上年数为决算数。",
        "说明：逐条列明的问题已经整改。",
        "见附件4。",
        "编制说明",
    ],
    "prompt-left": [
        "走访张××、李XX等3户。",
        "购置型号为XXL的防护服12套。",
        "填报人（签字）：______",
        "单位负责人：______（签章）",
        "采购办公用品（如打印耗材、桌椅等）。",
        "林地面积5×8公里。",
        "修复小（1）型水库2座。",
        "发放调查表，请群众填写。",
        "召开协调会（请农业部门参加）。",
    ],
}


def _of(text: str, rubric: Rubric) -> Audit:
    return audit(Document("made-up.txt", "0" * 64, "utf-8", 0, text), rubric, "exact")


def _codes(text: str, rubric: Rubric) -> list[str]:
    return sorted({one.code for one in _of(text, rubric).findings} & TEXT_CODES)


def _report(fragment: str) -> str:
    return f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、主要绩效\n\n{fragment}\n\n三、存在问题\n无。\n"


@pytest.mark.parametrize(("code", "fragment"), [(code, one) for code, ones in BAD.items() for one in ones])
def test_a_fragment_that_is_wrong_is_found(code: str, fragment: str, rubric: Rubric) -> None:
    expected = [code]
    actual = _codes(_report(fragment), rubric)
    assert expected == actual


@pytest.mark.parametrize(("code", "fragment"), [(code, one) for code, ones in GOOD.items() for one in ones])
def test_a_fragment_that_may_stand_is_let_be(code: str, fragment: str, rubric: Rubric) -> None:
    expected: list[str] = []
    actual = _codes(_report(fragment), rubric)
    assert expected == actual, code


BAD_WHOLE = {
    "head of an attachment": ("template-residue", f"附件4\n{COVER}\n一、自评结论\n自评得分为90分。\n"),
    "form on the title": ("template-residue", f"{COVER}（参考模板）\n\n一、自评结论\n自评得分为90分。\n"),
    "title with two years": (
        "wrong-year",
        "2023年度部门整体支出绩效自评报告\n2022年度部门整体支出绩效自评报告\n\n一、自评结论\n自评得分为90分。\n",
    ),
    "total of another year": (
        "wrong-year",
        f"{COVER}\n一、自评结论\n2022年度部门整体支出绩效自评得分为90分。\n",
    ),
    "total of another year, behind a clause": (
        "wrong-year",
        f"{COVER}\n一、自评结论\n2022年度，临溪县林业局预算执行总体较好，自评总分90分。\n",
    ),
    "heading of another year": (
        "wrong-year",
        f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、2022年主要绩效\n造林350亩。\n",
    ),
    "figure of another year": (
        "wrong-year",
        f"{COVER}\n一、绩效分析\n\n（1）部门预算资金支出率（3分）。2022年县财政局下达我局预算1628万元，实际支付1628万元。自评得分3分。\n",
    ),
    "title of another department": (
        "other-department",
        f"临溪县教育局2023年度部门整体支出绩效自评报告\n{COVER}\n一、自评结论\n自评得分为90分。\n",
    ),
    "overview of another department": (
        "other-department",
        f"{COVER}\n一、部门概况\n临溪县教育局是县政府工作部门。\n\n二、自评结论\n自评得分为90分。\n",
    ),
    "total of another department": (
        "other-department",
        f"{COVER}\n一、自评结论\n2023年临溪县教育局部门整体支出绩效自评得分为90分。\n",
    ),
    "overview of another department, by its duties": (
        "other-department",
        f"{COVER}\n一、部门概况\n（一）部门整体概况\n兰渡县林业局负责全县造林绿化，设有造林股等3个股室。\n\n二、自评结论\n自评得分为90分。\n",
    ),
    "overview of another department, by its rank": (
        "other-department",
        f"{COVER}\n一、部门概况\n兰渡县林业局为县政府组成部门。\n\n二、自评结论\n自评得分为90分。\n",
    ),
    "result of another department": (
        "other-department",
        f"{COVER}\n一、自评结论\n根据各项指标完成情况，兰渡县林业局2023年度绩效自评结果为90分。\n",
    ),
    "total of another department, behind a clause": (
        "other-department",
        f"{COVER}\n一、自评结论\n2023年度，兰渡县林业局预算执行总体较好，自评总分90分。\n",
    ),
    "figure of another year, later on": (
        "wrong-year",
        f"{COVER}\n一、绩效分析\n\n（1）“三公”经费控制率（2分）。2021年“三公”经费预算安排20万元，实际支出18万元，支出比率较低，达到要求。自评得分2分。\n",
    ),
    "title with the year between": (
        "other-department",
        f"临溪县教育局2023年度部门整体支出绩效自评报告\n{COVER}\n一、自评结论\n自评得分为90分。\n",
    ),
    "empty chapter": (
        "section-empty",
        f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、存在问题\n\n三、相关建议\n无。\n",
    ),
    "empty last chapter": ("section-empty", f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、相关建议\n"),
    "empty item": (
        "section-empty",
        f"{COVER}\n一、绩效分析\n\n（1）预算编制规划性（4分）。\n\n（2）财务合规性（4分）。各项支出合规。自评得分4分。\n",
    ),
    "criterion with its points": (
        "criterion-pasted",
        f"{COVER}\n一、绩效分析\n\n（1）项目监管（5分）。建立了机制，且执行情况良好的，得2分。自评得分2分。\n",
    ),
    "criterion with a bound": (
        "criterion-pasted",
        f"{COVER}\n一、绩效分析\n\n（1）国库集中支付结转结余存量资金效率性（3分）。存量资金为0万元，变动率≤-15%的。自评得分3分。\n",
    ),
    "criterion of a requirement": (
        "criterion-pasted",
        f"{COVER}\n一、绩效分析\n\n（1）预算编制规范性（5分）。我局预算编制符合项目库管理要求的。自评得分5分。\n",
    ),
}
GOOD_WHOLE = {
    "clean": f"{COVER}\n一、自评结论\n2023年临溪县林业局部门整体支出绩效自评得分为90分。\n",
    "compared with last year": f"{COVER}\n一、自评结论\n2022年度部门整体支出绩效自评得分为85分，2023年度部门整体支出绩效自评得分为90分。\n",
    "last year's accounts": f"{COVER}\n一、绩效分析\n\n（1）预决算信息，绩效评价结果公开性（4分）。公开了2022年度部门决算。自评得分4分。\n",
    "plans as heading": f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、2024年预算执行计划\n抓紧支付。\n",
    "last evaluation mended": f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、2022年度绩效自评问题整改情况\n已整改。\n",
    "carry-over of last year": f"{COVER}\n一、绩效分析\n\n（1）结转结余率（3分）。2022年结转资金12万元，2023年年末结转结余5万元，结转结余率为5%。自评得分3分。\n",
    "rule by name of another year": f"{COVER}\n一、绩效分析\n\n（1）政府采购执行率（2分）。按《2022年采购目录》，年初政府采购计划60万元，实际采购57万元。自评得分2分。\n",
    "short form of the department": f"{COVER}\n一、部门概况\n县林业局是县政府工作部门。\n\n二、自评结论\n自评得分为90分。\n",
    "own department": f"{COVER}\n一、部门概况\n我局是县政府工作部门，与临溪县教育局合署办公。\n\n二、自评结论\n本局部门整体支出绩效自评得分为90分。\n",
    "partner departments": f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、主要绩效\n临溪县教育局是共建单位，与我局联合宣传。\n",
    "nothing to say": f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、存在问题：无。\n\n三、相关建议\n无。\n",
    "list of items": f"{COVER}\n一、自评结论\n自评得分为90分。\n\n二、内设股室\n（一）办公室\n（二）造林股\n（三）防火股\n",
    "table of contents": f"{COVER}\n一、自评结论………1\n二、存在问题………2\n\n一、自评结论\n自评得分为90分。\n\n二、存在问题\n无。\n",
    "evaluated the year after": f"2024年部门绩效自评报告\n{COVER}\n一、自评结论\n自评得分为90分。\n",
    "department of finance made the form": f"{COVER}（临溪县财政局制）\n\n一、自评结论\n根据临溪县财政局的通知，部门整体支出绩效自评得分为90分。\n",
    "budget watched by the department of finance": f"{COVER}\n一、自评结论\n根据临溪县财政局预算执行情况通报，自评总分90分。\n",
    "duties laid down by another": f"{COVER}\n一、部门概况\n经临溪县委编办批准，县林业局负责造林绿化。\n\n二、自评结论\n自评得分为90分。\n",
    "last year's grade before the total": f"{COVER}\n一、自评结论\n2022年度，我局被评为良，自评总分90分。\n",
    "last year's work before this year's total": f"{COVER}\n一、自评结论\n2022年度，我局预算执行较好，今年自评总分90分。\n",
    "last year's grade beside the total": f"{COVER}\n一、自评结论\n2022年度评为良，部门整体支出绩效自评得分为90分。\n",
    "forbidden, not scored": f"{COVER}\n一、绩效分析\n\n（1）财务合规性（4分）。对手续不完整的，不得支付；对不符合要求的，退回补正。自评得分4分。\n",
    "project described": f"{COVER}\n一、部门概况\n县林业局是县政府工作部门。\n\n（一）项目基本情况\n临溪县疾控中心是实施单位。\n\n二、自评结论\n自评得分为90分。\n",
    "no breach": f"{COVER}\n一、绩效分析\n\n（1）财务合规性（4分）。不存在违规的情况，账务是规范的。自评得分4分。\n",
    "criterion applied": f"{COVER}\n一、绩效分析\n\n（1）预算调整率（2分）。预算调整比率为44.6%，比率>10%的，得0分。自评得分0分。\n",
    "criterion quoted": f"{COVER}\n一、绩效分析\n\n（1）项目监管（5分）。按照评分标准，执行情况良好的，得2分。自评得分2分。\n",
    "no day of filing": "2023年度部门整体支出绩效自评报告\n\n一、主要绩效\n2025年8月，已通过验收。\n",
    "no year": "部门整体支出自评报告\n\n一、主要绩效\n截至11月29日，共检查企业312家。\n",
}


@pytest.mark.parametrize("name", BAD_WHOLE)
def test_a_report_that_is_wrong_is_found(name: str, rubric: Rubric) -> None:
    code, text = BAD_WHOLE[name]

    expected = [code]
    actual = _codes(text, rubric)
    assert expected == actual


@pytest.mark.parametrize("name", GOOD_WHOLE)
def test_a_report_that_may_be_so_is_let_be(name: str, rubric: Rubric) -> None:
    expected: list[str] = []
    actual = _codes(GOOD_WHOLE[name], rubric)
    assert expected == actual


def test_whose_and_which_years_score_it_is_weighs_more_than_a_heading(rubric: Rubric) -> None:
    expected = {
        "total of another year": ["P1"],
        "figure of another year": ["P1"],
        "heading of another year": ["P2"],
        "title of another department": ["P1"],
        "overview of another department": ["P2"],
    }
    actual = {
        name: [one.level for one in _of(BAD_WHOLE[name][1], rubric).findings if one.code == BAD_WHOLE[name][0]]
        for name in expected
    }
    assert expected == actual


def test_prompts_of_one_clause_are_one_finding(rubric: Rubric) -> None:
    expected = ["于XX月XX日投入____万元"]
    actual = [
        one.quotes[0].text
        for one in _of(_report("全县造林，于XX月XX日投入____万元，成效明显。"), rubric).findings
        if one.code == "prompt-left"
    ]
    assert expected == actual


def test_the_total_of_another_year_is_found_behind_other_words_too(rubric: Rubric) -> None:
    text = f"{COVER}\n一、自评结论\n对照评分表逐项打分，2022年临溪县林业局部门整体支出绩效自评得分为90分。\n"

    expected = ["wrong-year"]
    actual = _codes(text, rubric)
    assert expected == actual


def test_the_sample_has_no_finding_about_its_text(sample_audit: Audit) -> None:
    expected: list[str] = []
    actual = [one.code for one in sample_audit.findings if one.code in TEXT_CODES]
    assert expected == actual


def test_of_the_real_report_what_a_reviewer_would_mark_is_found(real_audit: Audit) -> None:
    found = [one for one in real_audit.findings if one.code in TEXT_CODES]

    expected = {
        "period-cut-off": [205, 227],
        "prompt-left": [65],
        "template-residue": [3, 5],
        "criterion-pasted": [65, 69, 75, 111, 137],
    }
    actual = {code: sorted(one.quotes[0].line for one in found if one.code == code) for code in {f.code for f in found}}
    assert expected == actual


def test_every_finding_about_the_text_quotes_its_place(rubric: Rubric) -> None:
    texts = [*(text for _, text in BAD_WHOLE.values()), *(_report(one) for ones in BAD.values() for one in ones)]
    audits = [(text, _of(text, rubric)) for text in texts]
    found = [(text, one) for text, each in audits for one in each.findings if one.code in TEXT_CODES]

    expected = [True] * len(found)
    actual = [
        bool(one.quotes) and all(quote.text and quote.text == text[quote.start : quote.end] for quote in one.quotes)
        for text, one in found
    ]
    assert len(found) >= len(texts)
    assert expected == actual
