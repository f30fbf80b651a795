"""The file: one run with its rules, the report, the results."""

from __future__ import annotations

from typing import Any

from youju.audit import Audit
from youju.publish.code_page import code_page
from youju.publish.sarif.baseline import Baseline
from youju.publish.sarif.results import results_of, uri_of
from youju.publish.sarif.run import sarif_file
from youju.rubric import Rubric


def sarif_of(audit: Audit, baseline: Baseline | None = None) -> bytes:
    """The findings as canonical JSON; with a baseline each result has its state, and those that are gone follow.

    Messages are Chinese with the English in `properties`, whatever language the papers are in: files compare by them.
    """
    results = results_of(audit)
    if baseline is not None:
        results = baseline.compared(results)
    more = {
        "artifacts": [{"location": {"uri": uri_of(audit.document)}, "hashes": {"sha-256": audit.document.sha256}}],
        "properties": {"rubric": audit.rubric.id, "rubricDigest": audit.rubric.digest},
    }
    return sarif_file(results, lambda code: _rule(code, audit.rubric), more)


def _rule(code: str, rubric: Rubric) -> dict[str, Any]:
    """A rule as the page of its code has it: title, what to do, its dimension as tags."""
    page = code_page(code, rubric)
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": _both(page.title.zh, page.title.en) or code},
        "properties": {"tags": [tag for tag in (page.dimension.zh, page.dimension.en) if tag]},
    }
    advice = _both(page.advice.zh, page.advice.en)
    return {**rule, "help": {"text": advice}} if advice else rule


def _both(zh: str, en: str) -> str:
    return " / ".join(one for one in (zh, en) if one)
