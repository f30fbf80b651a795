"""What rubric.yaml lists and what cards there are: of each version, and of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from youju.rubric.spec import CardSpec, RubricSpec
from youju.source import Decoded, Diagnostic, Place, did_you_mean

Head = Decoded[RubricSpec]


def homes(head: Head) -> dict[str, tuple[str, str]]:
    """The section and group of every indicator with a weight."""
    return {
        indicator: (section.id, group.id)
        for section in head.model.sections
        for group in section.groups
        for indicator in group.indicators
    }


def listed(head: Head) -> tuple[str, ...]:
    """Every indicator of a version, adjustments last."""
    return (*homes(head), *head.model.adjustments)


def listing(head: Head, cards: Collection[Decoded[CardSpec]], broken: Set[str]) -> Iterator[Diagnostic]:
    """Of one version: every card is listed in rubric.yaml, and everything listed has one card."""
    names = listed(head)
    seen: set[str] = set()
    for card in cards:
        name = card.model.indicator
        if name in seen:
            zh, en = f"指标 `{name}` 已有一张卡片", f"indicator `{name}` has a card already"
            yield Diagnostic(card.place("indicator"), "rubric-duplicate-indicator", zh, en)
        seen.add(name)
    for card in cards:
        name = card.model.indicator
        if name not in names:
            zh, en = f"rubric.yaml 没有列出指标 `{name}`", f"rubric.yaml does not list `{name}`"
            proposal = did_you_mean(name, set(names) - seen)
            yield Diagnostic(card.place("indicator"), "rubric-unlisted-indicator", zh, en, proposal)
    for name in names:
        if name not in seen and name not in broken:
            zh, en = f"指标 `{name}` 没有卡片", f"indicator `{name}` has no card"
            proposal = did_you_mean(name, seen - set(names))
            yield Diagnostic(_where(head, name), "rubric-missing-card", zh, en, proposal)


def _where(head: Decoded[RubricSpec], name: str) -> Place:
    for i, section in enumerate(head.model.sections):
        for j, group in enumerate(section.groups):
            if name in group.indicators:
                return head.place("sections", i, "groups", j, "indicators", group.indicators.index(name))
    return head.place("adjustments", head.model.adjustments.index(name))
