"""What must hold over a whole rubric: weights that add up, transfers that end, adjustments and caps that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.feel import show_number
from youju.rubric.spec import CardSpec, RubricSpec
from youju.source import Decoded, Diagnostic, did_you_mean

_KINDS = ("stated", "unanswered", "missing", "unclaimed")


def whole_problems(head: Decoded[RubricSpec], cards: Sequence[Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    """Every mistake that no single file shows."""
    by_id = {card.model.indicator: card for card in cards}
    yield from _weights(head, by_id)
    yield from _transfers(head, by_id)
    yield from _adjustments(head, by_id)
    yield from _caps(head, by_id)
    yield from _bases(head, cards)
    missing = [kind for kind in _KINDS if kind not in {rule.kind for rule in head.model.accept}]
    for kind in missing:
        zh, en = f"accept 缺少 kind: {kind} 的规则", f"`accept` has no rule of kind {kind}"
        yield Diagnostic(head.place("accept"), "rubric-accept", zh, en)


def _weights(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    spec = head.model
    for i, section in enumerate(spec.sections):
        for j, group in enumerate(section.groups):
            known = all(name in cards for name in group.indicators)
            found = sum(
                (cards[name].model.weight or Fraction(0) for name in group.indicators if name in cards), Fraction(0)
            )
            if known and found != group.weight:
                yield _sum(head, ("sections", i, "groups", j, "weight"), group.title.zh, group.weight, found)
        found = sum((group.weight for group in section.groups), Fraction(0))
        if found != section.weight:
            yield _sum(head, ("sections", i, "weight"), section.title.zh, section.weight, found)
    found = sum((section.weight for section in spec.sections), Fraction(0))
    if found != spec.total:
        yield _sum(head, ("total",), spec.title.zh, spec.total, found)


def _sum(
    head: Decoded[RubricSpec], path: tuple[str | int, ...], title: str, said: Fraction, found: Fraction
) -> Diagnostic:
    zh = f"“{title}”的分值 {show_number(said)} 不等于各部分之和 {show_number(found)}"
    en = f"the weight {show_number(said)} of {title} is not the sum {show_number(found)} of its parts"
    return Diagnostic(head.place(*path), "rubric-weights", zh, en, show_number(found))


def _transfers(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    spec = head.model
    targets = {transfer.from_: transfer.to for transfer in spec.transfers}
    for i, transfer in enumerate(spec.transfers):
        for name in (transfer.from_, *transfer.to):
            card = cards.get(name)
            if card is None or card.model.adjustment:
                zh, en = (
                    f"分值调整提到的 `{name}` 不是有分值的指标",
                    f"`{name}` of a transfer is not an indicator with a weight",
                )
                yield Diagnostic(head.place("transfers", i), "rubric-transfer", zh, en, did_you_mean(name, cards))
    for name, card in cards.items():
        if card.model.applies is None:
            continue
        if name not in targets and not card.model.adjustment:
            zh = f"指标 `{name}` 可能不适用，却没有写明分值调整到哪里（transfers）"
            en = f"`{name}` may not apply, and no transfer says where its weight goes"
            yield Diagnostic(card.place("applies"), "rubric-weight-vanishes", zh, en)
        elif name in targets and not _lands(name, targets, cards):
            zh = f"`{name}` 的分值可能无处可去：调整的去向都可能不适用"
            en = f"the weight of `{name}` may vanish: every place it goes to may not apply"
            yield Diagnostic(head.place("transfers"), "rubric-weight-vanishes", zh, en)


def _lands(name: str, targets: dict[str, tuple[str, ...]], cards: dict[str, Decoded[CardSpec]]) -> bool:
    """Whether some place that a weight can reach always applies."""
    reached, frontier = set[str](), [name]
    while frontier:
        step = frontier.pop()
        for target in targets.get(step, ()):
            if target in reached or target not in cards:
                continue
            if cards[target].model.applies is None:
                return True
            reached.add(target)
            frontier.append(target)
    return False


def _adjustments(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    for name, card in cards.items():
        listed = name in head.model.adjustments
        if card.model.adjustment != listed:
            zh = f"`{name}` 的 adjustment 与 rubric.yaml 的 adjustments 不一致"
            en = f"`{name}`: `adjustment` and the `adjustments` of rubric.yaml disagree"
            yield Diagnostic(card.place("indicator"), "rubric-adjustment", zh, en)


def _caps(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    for i, cap in enumerate(head.model.caps):
        for name in (cap.of, *((cap.charged_to,) if cap.charged_to else ())):
            if name != "total" and name not in head.model.adjustments:
                zh, en = (
                    f"封顶规则提到的 `{name}` 不是 total 或加减分项",
                    f"`{name}` of a cap is neither total nor an adjustment",
                )
                proposal = did_you_mean(name, {"total", *head.model.adjustments, *cards})
                yield Diagnostic(head.place("caps", i), "rubric-cap", zh, en, proposal)
        if cap.of == "total" and cap.charged_to is None:
            zh, en = "总分的封顶规则要写 charged_to（由哪一项承担）", "a cap of the total needs `charged_to`"
            yield Diagnostic(head.place("caps", i), "rubric-cap", zh, en)


def _bases(head: Decoded[RubricSpec], cards: Sequence[Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    for card in cards:
        for i, basis in enumerate(card.model.basis):
            yield from _source(head, basis.source, card, ("basis", i))
        for i, rule in enumerate(card.model.rules):
            for j, basis in enumerate(rule.basis):
                yield from _source(head, basis.source, card, ("rules", i, "basis", j))
    for i, rule in enumerate((*head.model.transfers, *head.model.caps, *head.model.accept)):
        if not rule.basis:
            zh, en = f"规则 `{rule.id}` 没有依据（basis）", f"rule `{rule.id}` has no basis"
            yield Diagnostic(_rule_place(head, i), "rubric-no-basis", zh, en)


def _rule_place(head: Decoded[RubricSpec], index: int):  # noqa: ANN202 - a Place; the index runs over the three lists
    for key, rules in (("transfers", head.model.transfers), ("caps", head.model.caps), ("accept", head.model.accept)):
        if index < len(rules):
            return head.place(key, index)
        index -= len(rules)
    return head.place()


def _source(
    head: Decoded[RubricSpec], source: str | None, card: Decoded[CardSpec], path: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    if source is not None and source not in head.model.sources:
        zh, en = f"依据的出处 `{source}` 没有在 sources 里说明", f"the source `{source}` is not among `sources`"
        proposal = did_you_mean(source, head.model.sources)
        yield Diagnostic(card.place(*path, "source"), "rubric-unknown-source", zh, en, proposal)
