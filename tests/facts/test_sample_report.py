"""The sample report: every planned fact and claim is found, with the value that its plan was written with."""

from __future__ import annotations

import functools
from fractions import Fraction

import pytest
import yaml
from facts_helpers import ROOT, dictionary

from youju.facts import Fact, Reading, extract, resolve
from youju.report import read
from youju.rubric import load_rubric

SAMPLE = ROOT / "facts" / "examples" / "qinghe-water"
PLAN = yaml.safe_load((SAMPLE / "plan.yaml").read_text(encoding="utf-8"))

# The plan's own names for what the dictionary calls by a Chinese name: path in the plan, unit.
MONEY, PERCENT, COUNT = Fraction(10_000), Fraction(1, 100), Fraction(1)
FIGURES = {
    "编制人数": ("staff.approved_posts", COUNT),
    "在职人数": ("staff.in_post", COUNT),
    "工勤人数": ("staff.workers", COUNT),
    "财政供养人员控制率": ("staff.stated_rate_percent", PERCENT),
    "部门总收入": ("income.total", MONEY),
    "下达预算数": ("budget_execution.budget", MONEY),
    "实际支付数": ("budget_execution.paid", MONEY),
    "预算资金支出率": ("budget_execution.stated_rate_percent", PERCENT),
    "年初结转结余": ("income.opening_carryover", MONEY),
    "年末结转结余": ("carryover.closing", MONEY),
    "结转结余率": ("carryover.stated_rate_percent", PERCENT),
    "年末存量资金": ("idle_funds.this_year", MONEY),
    "上年存量资金": ("idle_funds.last_year", MONEY),
    "存量资金变动率": ("idle_funds.stated_change_percent", PERCENT),
    "计划采购金额": ("procurement.planned", MONEY),
    "实际采购金额": ("procurement.actual", MONEY),
    "固定资产原值": ("fixed_assets.original_value", MONEY),
    "在用固定资产原值": ("fixed_assets.in_use", MONEY),
    "固定资产利用率": ("fixed_assets.stated_rate_percent", PERCENT),
    "公用经费调整预算数": ("operating_cost.adjusted_budget", MONEY),
    "公用经费决算数": ("operating_cost.actual", MONEY),
    "公用经费控制率": ("operating_cost.stated_rate_percent", PERCENT),
    "三公经费预算数": ("three_public.budget", MONEY),
    "三公经费支出数": ("three_public.actual", MONEY),
    "三公经费控制率": ("three_public.stated_rate_percent", PERCENT),
    "年初预算数": ("budget_adjustment.initial", MONEY),
    "调整后预算数": ("budget_adjustment.adjusted", MONEY),
    "预算调整额": ("budget_adjustment.change", MONEY),
    "预算调整率": ("budget_adjustment.stated_rate_percent", PERCENT),
    "项目总数": ("projects.all", COUNT),
    "设目标项目数": ("projects.with_targets", COUNT),
    "绩效目标覆盖率": ("projects.stated_coverage_percent", PERCENT),
    "重点工作任务数": ("key_tasks.assigned", COUNT),
    "重点工作完成数": ("key_tasks.done", COUNT),
    "绩效目标总数": ("targets.all", COUNT),
    "绩效目标完成数": ("targets.reached", COUNT),
    "调查人数": ("satisfaction.asked", COUNT),
    "满意人数": ("satisfaction.satisfied", COUNT),
    "满意度": ("satisfaction.stated_rate_percent", PERCENT),
    "表彰项数": ("bonus.commendations", COUNT),
    "批评问责项数": ("bonus.criticisms", COUNT),
    "超标配置项数": ("asset_allocation.above_standard", COUNT),
    "预算编制违规项数": ("budget_compliance.breaches", COUNT),
    "效果指标项数": ("effectiveness.indicators_listed", COUNT),
}
ANSWERS = {
    "有转移支付资金": "transfer_funds.any",
    "信访渠道畅通": "petition.channel",
    "信访及时回复": "petition.prompt_reply",
    "履职效果较好": "effectiveness.statement",
    "项目按时完成率": "punctuality.statement",
    "有财务管理制度": "management_rules.finance.stated",
    "有内部控制制度": "management_rules.internal_control.stated",
    "有资产管理制度": "management_rules.assets.stated",
    "有采购管理制度": "management_rules.procurement.stated",
    "预算信息已公开": "disclosure.budget",
    "决算信息已公开": "disclosure.final_accounts",
    "评价结果已公开": "disclosure.evaluation_results",
    "按程序调整并按进度支付": "financial_compliance.approval_and_progress_payment",
    "事项支出合规": "financial_compliance.lawful_spending",
    "会计核算规范": "financial_compliance.accounting",
    "重大支出经过论证": "financial_compliance.assessment_and_decision",
    "定期资产盘点": "asset_inventory.counted",
    "台账与财务账一致": "asset_inventory.accounts_match",
    "项目设立调整履行报批": "project_procedure.approval",
    "项目实施执行制度": "project_procedure.tender_build_accept",
    "项目管理机制有效": "project_supervision.mechanism",
    "专项资金监管有效": "project_supervision.inspection",
    "预算分配符合职责": "budget_reasonableness.duties_and_policy",
    "预算按重点合理分配": "budget_reasonableness.allocation",
    "专项资金编制细化合理": "budget_reasonableness.detail",
    "编制准确无大量调剂": "budget_reasonableness.no_large_changes",
    "预算分配不固化": "budget_reasonableness.not_rigid",
    "预算编制符合各项原则": "budget_planning.principles",
    "项目库管理符合要求": "budget_planning.project_library",
    "项目支出细化到单位和项目": "budget_planning.detailed_to_users",
    "重大部署资金有保障": "budget_soundness.no_hard_gap",
    "新增支出优先统筹解决": "budget_soundness.coordinated_within_department",
    "目标依据充分": "target_reasonableness.well_founded",
    "目标符合客观实际": "target_reasonableness.realistic",
    "目标与履职相符": "target_reasonableness.fits_duties",
    "目标与年度任务相符": "target_reasonableness.fits_tasks",
    "目标细化为具体任务": "target_clarity.broken_down",
    "指标体现履职效果": "target_clarity.benefit_indicators",
    "指标值清晰可衡量": "target_clarity.clear_measurable",
    "指标可量化": "target_clarity.quantifiable",
    "自认绩效目标不明确": "target_clarity.admitted_unclear_in_problems",
}
CLAIMED = {name: claim for name, claim in PLAN["claims"].items() if "points" in claim}


def planned(path: str) -> object:
    found: object = PLAN["facts"]
    for key in path.split("."):
        assert isinstance(found, dict)
        found = found[key]
    return found


@functools.cache
def audited() -> tuple[Reading, dict[str, Fact]]:
    rubric = load_rubric(ROOT / "rules" / "lechang-2023", dictionary())
    found = extract(read(SAMPLE / "report.md"), dictionary(), tuple(rubric.sought()))
    return found, resolve(dictionary().facts, found.statements)


@pytest.mark.parametrize("name", FIGURES)
def test_a_planned_figure_is_found(name: str):
    path, scale = FIGURES[name]

    fact = audited()[1][name]

    assert (fact.value, fact.status in ("settled", "defaulted")) == (Fraction(str(planned(path))) * scale, True)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_planned_answer_is_found_and_what_the_report_leaves_out_is_missing(name: str):
    said = planned(ANSWERS[name])

    fact = audited()[1][name]

    assert (fact.status, bool(fact.value)) == (("missing", True) if said is None else ("settled", said))


@pytest.mark.parametrize("indicator", CLAIMED)
def test_a_planned_claim_is_found(indicator: str):
    points = CLAIMED[indicator]["points"]

    claim = audited()[0].claims[indicator]

    assert claim.points == (None if points is None else Fraction(points))


@pytest.mark.parametrize("indicator", [name for name, claim in CLAIMED.items() if "weight" in claim])
def test_the_written_weight_is_found(indicator: str):
    weight = audited()[0].passages[indicator].weight

    assert weight == Fraction(CLAIMED[indicator]["weight"])


def test_the_claimed_total_is_the_one_of_the_conclusion():
    totals = [claim.points for claim in audited()[0].total_claims]

    assert totals == [Fraction(PLAN["total"]["claimed"])]


def test_no_statement_contradicts_another():
    conflicting = [name for name, fact in audited()[1].items() if fact.status == "conflicting"]

    assert conflicting == []


def test_numbers_of_documents_make_papers_of_rules():
    facts = audited()[1]
    numbered = {"有财务管理制度": "finance", "有内部控制制度": "internal_control"}

    for name, key in numbered.items():
        number = planned(f"management_rules.{key}.number")
        (statement,) = facts[name].statements

        assert (statement.evidence, str(number)[2:] in statement.quote.text) == ("paper", True)


def test_every_quote_stands_in_the_report_word_for_word():
    text = read(SAMPLE / "report.md").text
    quotes = [quote for statement in audited()[0].statements for quote in (statement.quote, statement.number)]

    assert [text[quote.start : quote.end] for quote in quotes] == [quote.text for quote in quotes]
