"""Whom an edit of a rubric moves: a corpus of departments, each scored by the old rubric and by the new one."""

from youju.regress.impact.corpus import Corpus, Department, Reason, Unread
from youju.regress.impact.fail import FailOn, read_fail_on
from youju.regress.impact.impact import Impact, Move, Switch, Turn, impact_of
from youju.regress.impact.read import read_corpus

__all__ = [
    "Corpus",
    "Department",
    "FailOn",
    "Impact",
    "Move",
    "Reason",
    "Switch",
    "Turn",
    "Unread",
    "impact_of",
    "read_corpus",
    "read_fail_on",
]
