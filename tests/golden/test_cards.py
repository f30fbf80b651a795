"""Every golden case of every card holds, whichever engine fires the rules."""

import pytest
from shipped import versions_shipped

from youju.audit.cases import run_case
from youju.firing import Engine, available
from youju.rubric import CaseSpec, Indicator, Rubric

RUBRICS = [version.rubric for versions in versions_shipped().values() for version in versions.all]
CASES = [
    pytest.param(rubric, indicator, case, id=f"{rubric.id}-{indicator.id}-{case.note or number}")
    for rubric in RUBRICS
    for indicator in rubric.indicators.values()
    for number, case in enumerate(indicator.cases)
]
ENGINES = [
    pytest.param("exact"),
    pytest.param("durable", marks=pytest.mark.skipif(not available(), reason="durable_rules does not import here")),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("rubric", "indicator", "case"), CASES)
def test_the_case_gives_what_its_card_expects(
    rubric: Rubric, indicator: Indicator, case: CaseSpec, engine: Engine
) -> None:
    differences = run_case(rubric, indicator, case, engine).differences

    assert () == differences


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_every_card_has_cases_and_every_rule_is_expected_by_one(rubric: Rubric) -> None:
    unused = {
        (indicator.id, rule.id)
        for indicator in rubric.indicators.values()
        for rule in indicator.rules
        if not any(rule.id in (case.expect.rule, *(case.expect.rules or ())) for case in indicator.cases)
    }

    assert set() == unused


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_no_two_cases_of_a_card_share_their_note(rubric: Rubric) -> None:
    notes = [(indicator.id, case.note) for indicator in rubric.indicators.values() for case in indicator.cases]

    assert len(notes) == len(set(notes))
