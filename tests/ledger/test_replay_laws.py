"""Whatever is audited, the certificate's own derivation comes to the same entries."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit.record import to_record
from youju.facts import constant
from youju.ledger.certificate import verify
from youju.rubric import Rubric
from youju.source import canonical

_AMOUNTS = st.sampled_from(["0", "1", "2", "9", "10", "11", "15", "20", "24", "25", "100", "100.01", "99.99"])
_VALUES = {
    "boolean": st.sampled_from(["true", "false"]),
    "money": _AMOUNTS.map(lambda amount: f"{amount} 万元"),
    "percent": _AMOUNTS.map(lambda amount: f"{amount}%"),
    "count": st.sampled_from(["0", "1", "2", "3", "24", "25", "40"]),
}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_audit_is_accepted_as_it_was_saved(rubric: Rubric, data: st.DataObject) -> None:
    facts = rubric.dictionary.facts
    # A name may be said twice, and then differently.
    names = data.draw(st.lists(st.sampled_from(sorted(facts)), min_size=5))
    said = [(name, constant(data.draw(_VALUES[facts[name].type], name))) for name in names]
    asked = data.draw(st.dictionaries(st.sampled_from(sorted(rubric.indicators)), st.integers(0, 12)))
    saved = to_record(judged(rubric, said, {name: Fraction(points) for name, points in asked.items()}))

    assert () == verify(canonical(saved), {rubric.id: {rubric.digest: (None, None)}})
