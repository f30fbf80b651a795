"""A card by its printed rates: what is asked of the solver where rates as a report prints them may stand in."""

from __future__ import annotations

from youju.feel import Name
from youju.rubric import Formula, Indicator
from youju.structs import replace


def printing(card: Indicator) -> Indicator:
    """The card with its printed rates as the last way to know a quantity: what counts where figures decide nothing."""
    lets = (
        let
        if let.stated is None
        else replace(let, alternatives=(*let.alternatives, Formula(let.stated, Name(let.stated))))
        for let in card.lets
    )
    return replace(card, lets=tuple(lets))
