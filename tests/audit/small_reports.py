"""Small reports under the example rubric of the documents: ten points, five indicators, in words."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from youju.audit import Audit, audit
from youju.facts import load_dictionary
from youju.report import Document
from youju.rubric import dictionary_folder, load_rubric

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"
PARTS = {
    "total": "一、自评结论\n自评得分为10分。",
    "head": "二、绩效分析",
    "section": "（一）预算执行情况（10分）",
    "funds": "1. 资金管理。指标分值8分。",
    "rate": "（1）部门预算资金支出率（3分）。下达预算100万元，实际支付100万元。调整后分值6分，自评得分6分。",
    "transfer": "（2）资金下达合法性（3分）。本局无转移支付资金，本项不考核，3分调整至部门预算资金支出率。",
    "procurement": "（3）政府采购执行率（2分）。年初政府采购计划60万元，实际采购60万元。自评得分2分。",
    "house": "2. 内部管理。指标分值2分。",
    "rules": "（1）制度管理（2分）。印发了《财务管理制度》（示财〔2021〕3号）和《资产管理制度》（示财〔2022〕5号）。自评得分2分。",
    "bonus": "（二）加减分项。本年度获得表彰0项。",
    "problems": "三、存在问题\n预算执行还不够均衡。",
}
"""The paragraphs of a report with which nothing is wrong; the order is that of the report."""


def small(**parts: str) -> Audit:
    """The audit of the report with some of its paragraphs in other words."""
    text = "\n\n".join({**PARTS, **parts}.values())
    document = Document("small.md", sha256(text.encode()).hexdigest(), "utf-8", 0, text)
    return audit(document, load_rubric(EXAMPLE, load_dictionary(dictionary_folder())), "exact")


def told(found: Audit, code: str) -> list[str]:
    """What the findings of a code say, in Chinese."""
    return [one.message.zh for one in found.findings if one.code == code]
