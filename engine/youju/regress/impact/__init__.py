"""Whom an edit of a rubric moves: a corpus of departments, each scored by the old rubric and by the new one."""

from youju.regress.impact.bins import bins_of
from youju.regress.impact.corpus import Corpus, Department
from youju.regress.impact.fail import departments_meeting
from youju.regress.impact.impact import Impact, Line, Move, Score, Turn, impact_of
from youju.regress.impact.large import TableImpact, table_impact
from youju.regress.impact.large_record import table_impact_record
from youju.regress.impact.read import read_corpus
from youju.regress.impact.record import impact_record
from youju.regress.impact.told import rules_text, signed, told_impact, told_move, told_totals

__all__ = [
    "Corpus",
    "Department",
    "Impact",
    "Line",
    "Move",
    "Score",
    "TableImpact",
    "Turn",
    "bins_of",
    "departments_meeting",
    "impact_of",
    "impact_record",
    "read_corpus",
    "rules_text",
    "signed",
    "table_impact",
    "table_impact_record",
    "told_impact",
    "told_move",
    "told_totals",
]
