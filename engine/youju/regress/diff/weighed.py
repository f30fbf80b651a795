"""Two cards under the weights that their rules may see, as one question: a choice of weights is a value of `weight`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import Compare, Expr, If, Name, literal, substitute
from youju.prove import Domain
from youju.regress.rewritten import rewritten
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Weighed(Struct):
    """The two cards, and by each value of the fact `weight` what the rules of either see.

    Where both always see the same that is the value itself. Else values only number the pairs, and `weight` is
    replaced in the cards by the weight of the pair.
    """

    old: Indicator
    new: Indicator
    pairs: Mapping[Fraction, tuple[Fraction, Fraction]]

    @property
    def domain(self) -> Domain:
        """The domain of the fact `weight`."""
        return Domain("number", choices=tuple(self.pairs))


def weighed(old: Indicator, new: Indicator, pairs: tuple[tuple[Fraction, Fraction], ...]) -> Weighed:
    """Two cards under the pairs of weights that they may see."""
    if all(before == after for before, after in pairs):
        return Weighed(old, new, {one: (one, one) for one, _ in pairs})
    numbered = {Fraction(i): pair for i, pair in enumerate(pairs)}
    before = _with_weights(old, {key: pair[0] for key, pair in numbered.items()})
    after = _with_weights(new, {key: pair[1] for key, pair in numbered.items()})
    return Weighed(before, after, numbered)


def _with_weights(card: Indicator, weights: Mapping[Fraction, Fraction]) -> Indicator:
    (_, last), *rest = list(weights.items())
    found: Expr = literal(last)
    for key, weight in rest:
        if weight != last:
            found = If(Compare("=", Name(WEIGHT), literal(key)), literal(weight), found)
    return rewritten(card, lambda expr: substitute(expr, {WEIGHT: found}))
