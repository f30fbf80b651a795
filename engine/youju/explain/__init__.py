"""The room of explanations: why a point was won or lost, in words, from the graph of the audit."""

from youju.explain.because import because_of
from youju.explain.find import find_indicator
from youju.explain.record import why_record
from youju.explain.render import render
from youju.explain.weakest import WeakPoint, weakest
from youju.explain.why import Why, losses, why
from youju.ledger.sentences.called import KINDS, LEVELS, MARKS, STATUS, SUPPORT

__all__ = [
    "KINDS",
    "LEVELS",
    "MARKS",
    "STATUS",
    "SUPPORT",
    "WeakPoint",
    "Why",
    "because_of",
    "find_indicator",
    "losses",
    "render",
    "weakest",
    "why",
    "why_record",
]
