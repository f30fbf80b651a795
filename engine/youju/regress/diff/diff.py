"""Two versions of a rubric, indicator by indicator and as a whole."""

from __future__ import annotations

from youju.prove import weights_of
from youju.regress.diff.compare import Cards, compare, compare_cards
from youju.regress.diff.model import IndicatorDiff, RubricDiff
from youju.regress.diff.parts import card_parts
from youju.regress.diff.reads import facts_read
from youju.regress.diff.weighed import weighed
from youju.regress.diff.whole import rubric_parts
from youju.rubric import Indicator, Rubric


def diff(old: Rubric, new: Rubric) -> RubricDiff:
    """What differs between two versions. Cards are matched by their ids. Raises ProverMissing."""
    gone = [one for name, one in old.indicators.items() if name not in new.indicators]
    kept = (
        compare(old, new, name) if name in old.indicators else _added(old, new, gone, name) for name in new.indicators
    )
    found = (*kept, *(IndicatorDiff(one.id, one.title, "removed", specs=old.dictionary.facts) for one in gone))
    return RubricDiff(old.id, new.id, found, rubric_parts(old, new))


def _added(old: Rubric, new: Rubric, gone: list[Indicator], name: str) -> IndicatorDiff:
    card = new.indicators[name]
    was = next((one.id for one in gone if _same_elsewhere(old, new, one, card)), None)
    return IndicatorDiff(name, card.title, "added", specs=new.dictionary.facts, renamed=was)


def _same_elsewhere(old: Rubric, new: Rubric, one: Indicator, other: Indicator) -> bool:
    """Whether a card that is gone scores as one that came: over the same facts and weights, as is proved."""
    if not facts_read(one) or set(facts_read(one)) != set(facts_read(other)):
        return False
    weights = weights_of(old, one), weights_of(new, other)
    if weights[0] != weights[1]:
        return False
    pairs = weighed(one, other, tuple((weight, weight) for weight in weights[0].values))
    specs = {**old.dictionary.facts, **new.dictionary.facts}
    told = compare_cards(Cards(one, other, pairs, weights[0].complete, specs, card_parts(one, other)))
    return told.kind in ("same", "wording")
