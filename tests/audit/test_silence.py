"""What a report does not say: a declared silence counts only where it speaks of the indicator at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from youju.audit import Audit, audit
from youju.report import Document, read_bytes
from youju.rubric import Rubric


def without(document: Document, heading: str, upto: str) -> Document:
    text = document.text
    start = text.index(heading)
    return read_bytes((text[:start] + text[text.index(upto, start) :]).encode(), document.name)


def codes(audited: Audit, indicator: str) -> set[str]:
    return {finding.code for finding in audited.findings if finding.indicator == indicator}


@pytest.mark.parametrize(
    ("indicator", "heading", "upto"),
    [
        ("budget-compliance", "（2）预算编制规范性", "（3）预算编制规划性"),
        ("asset-allocation", "（1）资产配置合规性", "（2）资产盘点情况"),
    ],
)
def test_an_indicator_that_is_not_in_the_report_earns_nothing_by_silence(
    rubric: Rubric, sample: Document, indicator: str, heading: str, upto: str
) -> None:
    audited = audit(without(sample, heading, upto), rubric, "exact")
    row = audited.ledger.row(indicator)

    assert ("undetermined", Fraction(0), Fraction(0)) == (row.status, row.points, row.low)
    assert {"indicator-absent", "missing-input"} == codes(audited, indicator)


def test_a_report_need_not_ask_for_a_bonus(rubric: Rubric, sample: Document) -> None:
    audited = audit(without(sample, "#### 5. 加减分项", "## 四、主要绩效"), rubric, "exact")

    assert Fraction(0) == audited.ledger.row("bonus").points
    assert set() == codes(audited, "bonus")


def test_relief_funds_put_nothing_at_risk_where_no_weight_moved(rubric: Rubric, sample: Document) -> None:
    text = sample.text.replace(
        "本局2023年无转移支付资金", "本局2023年无转移支付资金。全年下达转移支付资金6批，其中2批迟延下达"
    )
    text = text.replace("## 五、", "使用中央救灾资金30万元。\n\n## 五、")
    audited = audit(read_bytes(text.encode(), "made-up.md"), rubric, "exact")

    assert () == audited.ledger.moves
    assert "relief-funds-against-no-transfer" not in codes(audited, "expenditure-rate")
    assert "conflicting-statements" in codes(audited, "transfer-timeliness")
