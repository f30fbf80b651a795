"""What a finding is."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from unicodedata import normalize

from youju.facts import FindingRuling
from youju.report import Quote
from youju.rubric import Level, Text
from youju.structs import Struct, replace


class Finding(Struct):
    """Something wrong or open: code, level, message, the points it puts in question, quotes, and papers to ask for.

    `key` names it from one reading of the report to the next: rulings and baselines refer to it.
    `ruling` is what an auditor decided about it.
    """

    code: str
    level: Level
    message: Text
    indicator: str | None
    points_at_risk: Fraction
    quotes: tuple[Quote, ...]
    papers: tuple[str, ...] = ()
    key: str = ""
    ruling: FindingRuling | None = None


def with_keys(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with a key of its own: ten digits of what it is about, counted on where two are alike.

    Code, indicator and quoted words make it, not their place: it stays when the text around them changes.
    """
    seen: dict[str, int] = {}
    keyed: list[Finding] = []
    for one in findings:
        about = "\n".join([one.code, one.indicator or "", *(_words(quote.text) for quote in one.quotes)])
        key = sha256(about.encode()).hexdigest()[:10]
        seen[key] = seen.get(key, 0) + 1
        keyed.append(replace(one, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(keyed)


def _words(text: str) -> str:
    """A quote without white space and width of letters, which differ between the formats of one report."""
    return "".join(normalize("NFKC", text).split())
