"""The readings of a card that its wording leaves open, compared pair by pair: who differs, from where, by how much."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from youju.prove import weights_of
from youju.regress.diff.compare import Cards, compare_cards
from youju.regress.diff.model import IndicatorDiff
from youju.regress.diff.weighed import weighed
from youju.rubric import Authored, Indicator, Reading, Rubric, Text
from youju.rubric.compile import compile_card
from youju.rubric.form_spec import Count
from youju.rubric.forms import SCORE, grow
from youju.rubric.spec import CardSpec
from youju.source import Decoded, Mapping, Node, Scalar, decode
from youju.source import Sequence as SequenceNode
from youju.structs import Struct, replace

_COUNTS = {
    "whole": Text(zh="满一个单位才算", en="whole units only"),
    "started": Text(zh="不足一个按一个算", en="a started unit counts whole"),
    "pro_rata": Text(zh="按比例算", en="pro rata"),
}
IN_FORCE = Text(zh="卡片所用的口径", en="the reading in force")


class Variant(Struct):
    """A card under one reading. `of` is what is read: a named quantity, or the `score` of the card."""

    of: str
    id: str
    title: Text
    card: Indicator
    in_force: bool


class Ambiguity(Struct):
    """Two readings of one thing on a card, and how their scores compare (`before`: under the first)."""

    one: Variant
    other: Variant
    found: IndicatorDiff


def ambiguities(authored: Authored, indicator: str | None = None) -> tuple[Ambiguity, ...]:
    """Every pair of readings of every card, or of one. Raises ProverMissing."""
    return tuple(
        _compared(authored.rubric, one, other)
        for card in authored.cards
        if card.model.indicator in authored.rubric.indicators and indicator in (None, card.model.indicator)
        for one, other in _pairs(authored.rubric, card)
    )


def _compared(rubric: Rubric, one: Variant, other: Variant) -> Ambiguity:
    weights = weights_of(rubric, one.card)
    pairs = weighed(one.card, other.card, tuple((weight, weight) for weight in weights.values))
    cards = Cards(one.card, other.card, pairs, weights.complete, rubric.dictionary.facts, ())
    return Ambiguity(one, other, compare_cards(cards))


def _pairs(rubric: Rubric, card: Decoded[CardSpec]) -> Iterator[tuple[Variant, Variant]]:
    indicator = rubric.indicators[card.model.indicator]
    for found in (*_of_lets(indicator), tuple(_of_score(rubric, card, indicator))):
        yield from combinations(found, 2)


def _of_lets(card: Indicator) -> Iterator[tuple[Variant, ...]]:
    for i, let in enumerate(card.lets):
        if let.readings:
            own = Variant(let.name, "", IN_FORCE, card, in_force=True)
            read = (Variant(let.name, one.id, one.title, _read_as(card, i, one), False) for one in let.readings)
            yield (own, *read)


def _read_as(card: Indicator, index: int, reading: Reading) -> Indicator:
    """The card with one of its named quantities read otherwise."""
    let = replace(card.lets[index], alternatives=(reading.formula,))
    return replace(card, lets=(*card.lets[:index], let, *card.lets[index + 1 :]))


def _of_score(rubric: Rubric, card: Decoded[CardSpec], indicator: Indicator) -> Iterator[Variant]:
    score = card.node.get(SCORE)
    if not isinstance(score, Mapping):
        return
    form, used = _text(score, "form"), _text(score, "use")
    readings = score.get("readings")
    if form == "readings" and isinstance(readings, SequenceNode):
        for item in readings.items:
            if isinstance(item, Mapping) and (inner := item.get(SCORE)) is not None:
                name = _text(item, "id")
                title = Text(zh=_text(item, "title", "zh"), en=_text(item, "title", "en"))
                yield Variant(SCORE, name, title, _with_score(rubric, card, indicator, inner), name == used)
    if form == "per_unit":
        for count in get_args(Count):
            key, now = score.by_key["count"]
            changed = Mapping({**score.by_key, "count": (key, Scalar(count, now.place, exact=False))}, score.place)
            variant = _with_score(rubric, card, indicator, changed)
            yield Variant("count", count, _COUNTS[count], variant, count == _text(score, "count"))


def _with_score(rubric: Rubric, card: Decoded[CardSpec], indicator: Indicator, score: Node) -> Indicator:
    """The card with another score: grown, read and resolved as its file would be. Its golden cases stay behind."""
    node = card.node
    kept = {key: value for key, value in node.by_key.items() if key not in ("hit", "rules", "cases", SCORE)}
    key = node.by_key[SCORE][0]
    grown, _ = grow(Mapping({**kept, SCORE: (key, score)}, node.place))
    decoded, _ = decode(grown, CardSpec)
    assert decoded is not None, "every reading was looked at when the rubric was loaded"
    found, _ = compile_card(decoded, rubric.dictionary.types, rubric.spec.round, (indicator.section, indicator.group))
    assert found is not None, "every reading was looked at when the rubric was loaded"
    return found


def _text(node: Node, *path: str) -> str:
    """The text at a path of keys; empty where there is none."""
    for key in path:
        found = node.get(key) if isinstance(node, Mapping) else None
        if found is None:
            return ""
        node = found
    return node.text if isinstance(node, Scalar) else ""
