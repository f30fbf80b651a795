"""The room of firing: strata of rules over the values of facts, through durable_rules or exactly, with one result."""

from youju.firing.cases import Case, LetValue, case_of
from youju.firing.engines import Engine, available, decider
from youju.firing.exact import exact
from youju.firing.program import Answers, Ask, Decide, Key, program
from youju.firing.strata import Fired, Firings, Move, fire, fire_case, fire_rules

__all__ = [
    "Answers",
    "Ask",
    "Case",
    "Decide",
    "Engine",
    "Fired",
    "Firings",
    "Key",
    "LetValue",
    "Move",
    "available",
    "case_of",
    "decider",
    "exact",
    "fire",
    "fire_case",
    "fire_rules",
    "program",
]
