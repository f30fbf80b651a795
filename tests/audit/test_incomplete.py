"""Where a part of a file could not be read, nothing is said to be absent from the report."""

from __future__ import annotations

import pytest

from youju.audit import audit
from youju.report import Remark, read_bytes
from youju.rubric import Rubric
from youju.structs import replace

REPORT = "2023年度部门整体支出绩效自评报告\n自评得分为90分。\n1、预算编制合理性（5分）。自评得分5分。\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("pages-without-text", "没有读到「预算编制规范性」，可能在没有读的部分"),
        ("tracked-deletion", "报告没有写到「预算编制规范性」"),
    ],
)
def test_what_was_not_found_may_stand_in_what_was_not_read(code: str, said: str, rubric: Rubric) -> None:
    document = replace(read_bytes(REPORT.encode(), "报告.txt"), remarks=(Remark(code, "P1", "没有读到", "not read"),))
    messages = [
        found.message.zh for found in audit(document, rubric, "exact").findings if found.code == "indicator-absent"
    ]

    assert (code == "pages-without-text") == document.incomplete
    assert said in messages
