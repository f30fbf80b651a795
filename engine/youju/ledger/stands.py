"""Whether what a saved ledger quotes stands in a report: for whoever has the report beside the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.report import Document

Record = dict[str, Any]


def misquoted(ledger: Record, report: Document) -> Iterator[str]:
    """Every statement that the report does not have at its place; one reason where it is another report."""
    if ledger["document_digest"] != report.sha256:
        yield "不是这份报告：摘要不符 / not this report: its digest is another"
        return
    for fact in ledger["facts"]:
        for _, text, line, start, end in fact["statements"] + fact["overruled"]:
            if not (0 <= start <= end <= len(report.text) and _said(report, start, end) == (text, line)):
                yield f"“{fact['name']}”的原文不在报告的那个位置 / the quote for a fact is not in the report there"


def _said(report: Document, start: int, end: int) -> tuple[str, int]:
    quote = report.quote(start, end)
    return quote.text, quote.line
