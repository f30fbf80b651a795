"""The cases of a rubric, wherever they are written: what is given to which indicator, and what a person expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from youju.rubric import Authored, CaseSpec
from youju.source import Place


@dataclass(frozen=True, slots=True)
class Case:
    """One case of one indicator, at its place; `title` is what people call it."""

    indicator: str
    spec: CaseSpec
    place: Place
    title: str


def cases_of(authored: Authored) -> tuple[Case, ...]:
    """Every case of a version of a rubric, in the order of its cards."""
    return tuple(_on_cards(authored))


def _on_cards(authored: Authored) -> Iterator[Case]:
    for card in authored.cards:
        for i, spec in enumerate(card.model.cases):
            yield Case(card.model.indicator, spec, card.place("cases", i), spec.note or f"第 {i + 1} 例")
