"""Whom an edit of a rubric moves: a corpus of departments, each scored by the old rubric and by the new one."""

from youju.regress.impact.corpus import Corpus, Department, Reason, Unread
from youju.regress.impact.fail import departments_meeting
from youju.regress.impact.impact import Impact, Move, Switch, Turn, impact_of
from youju.regress.impact.read import read_corpus

__all__ = [
    "Corpus",
    "Department",
    "Impact",
    "Move",
    "Reason",
    "Switch",
    "Turn",
    "Unread",
    "departments_meeting",
    "impact_of",
    "read_corpus",
]
