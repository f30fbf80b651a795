"""A finding as a result of SARIF: level, message, places, and the key by which it is known from run to run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote as percent_encoded

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.record import plain_quote
from youju.audit.words import printable
from youju.publish.standing import is_aside, ruled, standing
from youju.report import Document, Quote
from youju.source import fraction_text

Result = Mapping[str, Any]
KEY = "youjuFinding/v1"
"""Under this name a result has the key of its finding, which stays while the text around it changes."""


def key_of(result: Result) -> str:
    """The key of a result's finding."""
    return str(result["partialFingerprints"][KEY])


def level_of(level: str, at_risk: bool) -> str:
    """The level of SARIF: P0 and P1 are errors; of P2 those with points in question are warnings, the rest notes."""
    return "error" if level in ("P0", "P1") else "warning" if at_risk else "note"


def results_of(audit: Audit) -> list[Result]:
    """Every finding as a result, in the order of the audit."""
    return [_result(one, audit.document) for one in standing(audit)]


def uri_of(document: Document) -> str:
    """The report's name as a relative reference: an export knows no folder."""
    return percent_encoded(document.name, safe="")


def _result(finding: Finding, document: Document) -> Result:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": level_of(finding.level, finding.points_at_risk != 0),
        "message": {"text": printable(finding.message.zh)},
        "partialFingerprints": {KEY: finding.key},
        "locations": [_location(quote, document) for quote in finding.quotes]
        # A finding about the whole file: viewers leave out a result that stands nowhere.
        or [{"physicalLocation": _file(document)}],
        "properties": {
            "level": finding.level,
            "message_en": printable(finding.message.en),
            "indicator": finding.indicator,
            "points_at_risk": fraction_text(finding.points_at_risk),
            "papers": list(finding.papers),
        },
    }
    if not is_aside(finding):
        return result
    aside = {"kind": "external", "status": "accepted", "justification": printable(ruled(finding, "zh"))}
    return {**result, "suppressions": [aside]}


def _file(document: Document) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri_of(document), "index": 0}}


def _location(quote: Quote, document: Document) -> dict[str, Any]:
    """Where a quote stands: a region of a text file; pages, cells and paragraphs of another in `properties`."""
    told = {"message": {"text": printable(f"{quote.where()}「{quote.text}」")}}
    if quote.places:
        return {"physicalLocation": _file(document), **told, "properties": plain_quote(quote)}
    return {"physicalLocation": {**_file(document), "region": _region(quote, document)}, **told}


def _region(quote: Quote, document: Document) -> dict[str, Any]:
    """The same span twice, by lines with columns from 1 and by characters from 0: a reader may go by either."""
    return {
        "startLine": quote.line,
        "startColumn": quote.start - document.text.rfind("\n", 0, quote.start),
        "endLine": document.line_of(quote.end),
        "endColumn": quote.end - document.text.rfind("\n", 0, quote.end),
        "charOffset": quote.start,
        "charLength": quote.end - quote.start,
        "snippet": {"text": quote.text},
    }
