"""How an audit enters the exact points of an indicator."""

from __future__ import annotations

from fractions import Fraction

from youju.audit import Audit
from youju.prove.domain import Scale
from youju.rubric import Indicator


def scale_of(audit: Audit, indicator: Indicator) -> Scale:
    """The rounding of the card, what shared weight adds, and the caps on this indicator."""
    own, weight = (weights.get(indicator.id, Fraction(0)) for weights in (audit.firings.own, audit.firings.weights))
    caps = [cap for cap in audit.rubric.caps if cap.of == indicator.id]
    return Scale(
        round=indicator.round,
        factor=weight / own if own else Fraction(1),
        least=max((cap.least for cap in caps if cap.least is not None), default=None),
        most=min((cap.most for cap in caps if cap.most is not None), default=None),
    )
