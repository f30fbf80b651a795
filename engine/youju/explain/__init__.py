"""The room of explanations: why a point was won or lost, in words, from the graph of the audit."""

from youju.explain.find import find_indicator
from youju.explain.record import why_record
from youju.explain.render import KINDS, MARKS, STATUS, SUPPORT, basis_text, render
from youju.explain.weakest import WeakPoint, weakest
from youju.explain.why import Why, because_of, losses, why

__all__ = [
    "KINDS",
    "MARKS",
    "STATUS",
    "SUPPORT",
    "WeakPoint",
    "Why",
    "basis_text",
    "because_of",
    "find_indicator",
    "losses",
    "render",
    "weakest",
    "why",
    "why_record",
]
