"""All obligations of an indicator, in the order of its card."""

from __future__ import annotations

from youju.regress.obligations.model import Obligation
from youju.regress.obligations.of_rules import of_rules
from youju.regress.obligations.of_whole import of_whole
from youju.regress.obligations.thresholds import Scope
from youju.rubric import Indicator, Rubric


def obligations(rubric: Rubric, indicator: Indicator) -> tuple[Obligation, ...]:
    """What cases of an indicator should show; ids are unique in it and stay as long as rules and their order do."""
    specs = {name: rubric.dictionary.facts[name] for name in indicator.facts if name in rubric.dictionary.facts}
    return (*of_rules(Scope(indicator, specs)), *of_whole(rubric, indicator))
