"""Points entered by a claim, where rules decide nothing: which claims tell one card from another.

Such points are the claim, held within the range that is left open, and rounded. Rounding keeps the order of numbers:
where two cards round alike and leave open the same rounded range, they enter every claim alike, and all that is left
to tell is the status, which goes by the facts that are missing. Where they round otherwise, a claim finer than the
rounding tells them, unless the rules always decide.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import Value
from youju.prove import Pair
from youju.prove.formula import opposite
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.trial import claims_within, given_to
from youju.regress.mutants.witness import Witness, case_at, witnessed
from youju.rubric import Rubric
from youju.structs import replace


def told_by_claim(rubric: Rubric, mutant: Mutant, one: Pair) -> Witness | str:
    """A case with a claim that tells a card from one that rounds otherwise; or `none`: proved that rules always decide.

    `one` has both cards with all that may be unknown, printed rates among it. Else `off grid` or `unknown`.
    """
    name = one.old.indicator.id
    step = rubric.indicators[name].round

    def case(at: Mapping[str, Value]) -> Witness | None:
        spec = case_at(rubric, name, at)
        came = given_to(rubric, name, spec)
        claims = () if came is None else claims_within(came, step)
        seen = (witnessed(rubric, mutant, name, replace(spec, claimed=claim)) for claim in claims)
        return next((told for told in seen if told is not None), None)

    undecided = opposite(one.old.applies.no), opposite(one.old.points.defined)
    found = one.hunt.find(*undecided, accept=lambda at: case(at) is not None)
    return found if isinstance(found, str) else case(found) or "unknown"
