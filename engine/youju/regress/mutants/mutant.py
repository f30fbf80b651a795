"""What a mutant is: a rubric with one thing changed, and the words for what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from youju.feel import Expr
from youju.rubric import Indicator, Rubric, Text
from youju.structs import Struct, replace


class Change(Struct):
    """An expression with one node changed, and the words for that: `满意率 >= 95% → 满意率 >= 96%`."""

    expr: Expr
    zh: str
    en: str


class Altered(Struct):
    """A card with one thing changed, by an operator, at a place of the card such as `rules.over-10.when`.

    `result` tells changes of one place apart: the text that now stands there.
    """

    operator: str
    place: str
    card: Indicator
    told: Text
    result: str


class Mutant(Struct):
    """A rubric with one thing changed.

    `id` stays the same as long as the changed text does. `indicators` are those whose cases can tell; `card` is the
    changed one, None where something was changed over the cards. `place` is a path into the card or rubric.yaml.
    """

    id: str
    operator: str
    indicators: tuple[str, ...]
    place: str
    told: Text
    rubric: Rubric
    card: Indicator | None = None

    @property
    def home(self) -> str | None:
        """The indicator it is listed under; None: the rubric as a whole."""
        return None if self.card is None else self.card.id


def id_of(owner: str, operator: str, place: str, result: str) -> str:
    """An id made of where and what: `on-time/threshold/1f0c2ab9`."""
    digest = sha256(f"{place}\n{result}".encode()).hexdigest()[:8]
    return f"{owner}/{operator}/{digest}"


def with_cards(rubric: Rubric, *cards: Indicator) -> Rubric:
    """The rubric with other cards in the place of those of the same id; its digest is that of the old one."""
    changed: Mapping[str, Indicator] = {**rubric.indicators, **{card.id: card for card in cards}}
    return replace(rubric, indicators=changed)


def with_spec(rubric: Rubric, **changed: object) -> Rubric:
    """The rubric with other keys of rubric.yaml, such as `transfers`."""
    return replace(rubric, spec=replace(rubric.spec, **changed))
