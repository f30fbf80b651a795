"""The room of facts: the dictionary, and how a report's words become statements, facts and a graph of them.

`load_dictionary` reads the vocabulary; `extract` finds passages, claims and statements in a document; `resolve`
turns statements into facts, settled or not; `relate` draws the fact graph. The words of reports are in the
dictionary's files, and what a rubric asks for comes in as plain titles (`Sought`).
"""

from youju.facts.assume import Assumed, assume
from youju.facts.defaults import defaults, without_default
from youju.facts.dictionary import Dictionary, load_dictionary, with_facts
from youju.facts.extract import Located, extract, locate
from youju.facts.fiscal_year import FiscalYear, fiscal_year
from youju.facts.graph import relate
from youju.facts.passages import Sought
from youju.facts.plain_words import (
    ArithmeticWords,
    ChangeWords,
    CountWords,
    RateWords,
    SumWords,
    SupportWords,
    TextWords,
    has,
)
from youju.facts.resolve import agree, interval, resolve
from youju.facts.ruling import FindingRuling, Rulings, joined, overrule
from youju.facts.spec import (
    SCALES,
    Bound,
    Evidence,
    Exact,
    FactSpec,
    Flag,
    constant,
)
from youju.facts.statements import Claim, Decision, Fact, FactRuling, Passage, Reading, ScoreRow, Statement, Trust
from youju.facts.unmatched import Found, unmatched

__all__ = [
    "SCALES",
    "ArithmeticWords",
    "Assumed",
    "Bound",
    "ChangeWords",
    "Claim",
    "CountWords",
    "Decision",
    "Dictionary",
    "Evidence",
    "Exact",
    "Fact",
    "FactRuling",
    "FactSpec",
    "FindingRuling",
    "FiscalYear",
    "Flag",
    "Found",
    "Located",
    "Passage",
    "RateWords",
    "Reading",
    "Rulings",
    "ScoreRow",
    "Sought",
    "Statement",
    "SumWords",
    "SupportWords",
    "TextWords",
    "Trust",
    "agree",
    "assume",
    "constant",
    "defaults",
    "extract",
    "fiscal_year",
    "has",
    "interval",
    "joined",
    "load_dictionary",
    "locate",
    "overrule",
    "relate",
    "resolve",
    "unmatched",
    "with_facts",
    "without_default",
]
