"""All of a rubric that decides or explains a score, as plain JSON: what a ledger carries and a digest names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.facts import Dictionary, FactSpec
from youju.rubric.check_spec import ChecksFile
from youju.rubric.spec import CardSpec, RubricSpec
from youju.source import Decoded, plain

Content = dict[str, Any]


def content_of(
    head: Decoded[RubricSpec],
    cards: Sequence[Decoded[CardSpec]],
    files: Sequence[Decoded[ChecksFile]],
    dictionary: Dictionary,
) -> Content:
    """The content of a version; golden cases, comments, layout and how it came to be so do not count."""
    facts = {name: _fact_content(spec) for name, spec in dictionary.facts.items()}
    return {
        "rubric": plain(head.model),
        "cards": {card.model.indicator: _card_content(card.model) for card in cards},
        "checks": [check for file in files for check in plain(file.model)["checks"]],
        "facts": facts,
    }


def _fact_content(spec: FactSpec) -> Content:
    """What a replay must know of a fact: type, unit, what its statements may be worth, what silence means."""
    kinds = {spec.kind_of(phrase) for phrase in spec.phrases} | {spec.kind_of(None)}
    content: Content = {"type": spec.type, "unit": spec.shown_unit, "evidence": sorted(kinds)}
    if spec.default is not None and spec.default.value is not None:
        content["default"] = plain(spec.shown(spec.default.value))
    return content


def _card_content(card: CardSpec) -> Content:
    """A card without its cases; its lets as a list, since a later one may read an earlier one and JSON has no order."""
    lets: Content = {"let": [{"name": name, **plain(spec)} for name, spec in card.let.items()]} if card.let else {}
    # Open cases decide nothing: they say that nothing is decided, and `monotone` what is to be proved. A score stands
    # in its rules.
    beside = ("open", "monotone", "score")
    return {**{key: value for key, value in plain(card).items() if key not in beside}, "cases": [], **lets}
