"""What must hold over a whole rubric: weights that add up, transfers that end, adjustments and caps that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from fractions import Fraction
from typing import Any

from youju.feel import show_number
from youju.rubric.check_spec import ChecksFile
from youju.rubric.spec import Basis, CapSpec, CardSpec, ChangeSpec, GroupSpec, RubricSpec, SectionSpec, TransferSpec
from youju.source import Decoded, Diagnostic, Place, did_you_mean

Path = tuple[str | int, ...]

_KINDS = ("stated", "unanswered", "missing", "unclaimed")


def whole_problems(
    head: Decoded[RubricSpec],
    cards: Sequence[Decoded[CardSpec]],
    files: Sequence[Decoded[ChecksFile]],
    broken: Set[str],
) -> Iterator[Diagnostic]:
    """Every mistake that no single file shows; `broken` are indicators whose cards could not be read."""
    by_id = {card.model.indicator: card for card in cards}
    yield from _weights(head, by_id)
    yield from _transfers(head, by_id, broken)
    yield from _adjustments(head, by_id)
    yield from _caps(head)
    yield from _bases(head, cards, files)
    missing = [kind for kind in _KINDS if kind not in {rule.kind for rule in head.model.accept}]
    for kind in missing:
        zh, en = f"accept 缺少 kind: {kind} 的规则", f"`accept` has no rule of kind {kind}"
        yield Diagnostic(head.key("accept"), "rubric-accept", zh, en)


def _weights(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    """Weights are the sums of their parts. A part that is wrong itself is not held against the whole as well."""
    spec = head.model
    sections: list[Fraction] = []
    for i, section in enumerate(spec.sections):
        groups: list[Fraction] = []
        for j, group in enumerate(section.groups):
            known = all(name in cards for name in group.indicators)
            weights = (cards[name].model.weight or Fraction(0) for name in group.indicators if known)
            groups.append(sum(weights, Fraction(0)) if known else group.weight)
            if groups[-1] != group.weight:
                parts = [
                    (cards[name].model.title.zh, cards[name].model.weight or Fraction(0)) for name in group.indicators
                ]
                yield _sum(head, ("sections", i, "groups", j, "weight"), group.title.zh, group.weight, parts)
        stated = sum((group.weight for group in section.groups), Fraction(0))
        sections.append(stated)
        if section.weight not in (stated, sum(groups, Fraction(0))):
            parts = [(group.title.zh, group.weight) for group in section.groups]
            yield _sum(head, ("sections", i, "weight"), section.title.zh, section.weight, parts)
    stated = sum((section.weight for section in spec.sections), Fraction(0))
    if spec.total not in (stated, sum(sections, Fraction(0))):
        parts = [(section.title.zh, section.weight) for section in spec.sections]
        yield _sum(head, ("total",), spec.title.zh, spec.total, parts)


def _sum(
    head: Decoded[RubricSpec], path: Path, title: str, said: Fraction, parts: Sequence[tuple[str, Fraction]]
) -> Diagnostic:
    found = show_number(sum((weight for _, weight in parts), Fraction(0)))
    listed = "，".join(f"{name} {show_number(weight)}" for name, weight in parts)
    zh = f"“{title}”的分值 {show_number(said)} 不等于各部分之和 {found}（{listed}）"
    en = f"the weight {show_number(said)} of `{title}` is not the sum {found} of its parts"
    return Diagnostic(head.place(*path), "rubric-weights", zh, en, found)


def _transfers(
    head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]], broken: Set[str]
) -> Iterator[Diagnostic]:
    spec = head.model
    targets = {transfer.from_: transfer for transfer in spec.transfers}
    parts = {part.id: names for part, names in _parts(spec)}
    for i, transfer in enumerate(spec.transfers):
        if transfer.share is not None and transfer.share not in parts:
            zh, en = f"没有一级或二级指标 `{transfer.share}`", f"there is no section or group `{transfer.share}`"
            yield Diagnostic(
                head.place("transfers", i, "share"), "rubric-transfer", zh, en, did_you_mean(transfer.share, parts)
            )
        ends = [(transfer.from_, head.place("transfers", i, "from"))]
        ends += [(name, head.place("transfers", i, "to", j)) for j, name in enumerate(transfer.to)]
        for name, place in ends:
            card = cards.get(name)
            if name not in broken and (card is None or card.model.adjustment):
                zh = f"分值调整提到的 `{name}` 不是有分值的指标"
                en = f"`{name}` of a transfer is not an indicator with a weight"
                weighted = [one for one, other in cards.items() if not other.model.adjustment]
                yield Diagnostic(place, "rubric-transfer", zh, en, did_you_mean(name, weighted))
    for name, card in cards.items():
        if card.model.applies is None:
            continue
        if name not in targets and not card.model.adjustment:
            zh = f"指标 `{name}` 可能不适用，却没有写明分值调整到哪里（transfers）"
            en = f"`{name}` may not apply, and no transfer says where its weight goes"
            yield Diagnostic(card.key("applies"), "rubric-weight-vanishes", zh, en)
        elif name in targets and _known(name, targets, parts, cards) and not _lands(name, targets, parts, cards):
            zh = f"`{name}` 的分值可能无处可去：调整的去向都可能不适用"
            en = f"the weight of `{name}` may vanish: every place it goes to may not apply"
            place = head.place("transfers", list(targets).index(name))
            yield Diagnostic(place, "rubric-weight-vanishes", zh, en)


def _parts(spec: RubricSpec) -> Iterator[tuple[SectionSpec | GroupSpec, tuple[str, ...]]]:
    """Every section and group with its indicators."""
    for section in spec.sections:
        yield section, tuple(name for group in section.groups for name in group.indicators)
        for group in section.groups:
            yield group, group.indicators


def _lands(
    name: str,
    targets: dict[str, TransferSpec],
    parts: dict[str, tuple[str, ...]],
    cards: dict[str, Decoded[CardSpec]],
) -> bool:
    """Whether some place that a weight can reach always applies; what it is shared by are such places too."""
    reached = _reached(name, targets)
    places = set(reached - {name})
    for transfer in (targets[step] for step in reached if step in targets):
        if transfer.share is not None:
            places |= set(parts.get(transfer.share, ()))
        elif transfer.rescale:
            places |= {one for names in parts.values() for one in names}
    found = (cards[target].model for target in places if target in cards)
    return any(card.applies is None for card in found)


def _known(
    name: str,
    targets: dict[str, TransferSpec],
    parts: dict[str, tuple[str, ...]],
    cards: dict[str, Decoded[CardSpec]],
) -> bool:
    """Whether everything that a weight may reach is there; what is not is told of itself."""
    reached = _reached(name, targets)
    shares = {targets[step].share for step in reached if step in targets} - {None}
    return shares <= parts.keys() and all(one in cards and not cards[one].model.adjustment for one in reached)


def _reached(name: str, targets: dict[str, TransferSpec]) -> frozenset[str]:
    """A name, and every one that its weight may be handed on to."""
    reached, frontier = {name}, [name]
    while frontier:
        transfer = targets.get(frontier.pop())
        for step in transfer.to if transfer is not None else ():
            if step not in reached:
                reached.add(step)
                frontier.append(step)
    return frozenset(reached)


def _adjustments(head: Decoded[RubricSpec], cards: dict[str, Decoded[CardSpec]]) -> Iterator[Diagnostic]:
    for name, card in cards.items():
        listed = name in head.model.adjustments
        if card.model.adjustment != listed:
            zh = f"`{name}` 的 adjustment 与 rubric.yaml 的 adjustments 不一致"
            en = f"`{name}`: `adjustment` and the `adjustments` of rubric.yaml disagree"
            yield Diagnostic(card.place("indicator"), "rubric-adjustment", zh, en)


def _caps(head: Decoded[RubricSpec]) -> Iterator[Diagnostic]:
    for i, cap in enumerate(head.model.caps):
        for key, name in (("of", cap.of), ("charged_to", cap.charged_to)):
            known = {*head.model.adjustments, *(("total",) if key == "of" else ())}
            if name is not None and name not in known:
                zh, en = (
                    f"封顶规则提到的 `{name}` 不是 total 或加减分项",
                    f"`{name}` of a cap is neither total nor an adjustment",
                )
                yield Diagnostic(head.place("caps", i, key), "rubric-cap", zh, en, did_you_mean(name, known))
        if cap.of == "total" and cap.charged_to is None:
            zh, en = "总分的封顶规则要写 charged_to（由哪一项承担）", "a cap of the total needs `charged_to`"
            yield Diagnostic(head.place("caps", i), "rubric-cap", zh, en)
        if cap.most is None and cap.least is None:
            zh, en = "封顶规则要写 most 或 least", "a cap needs `most` or `least`"
            yield Diagnostic(head.place("caps", i), "rubric-cap", zh, en)
        if cap.most is not None and cap.least is not None and cap.least > cap.most:
            zh, en = "封顶规则的 least 大于 most", "`least` of a cap is above `most`"
            yield Diagnostic(head.place("caps", i, "least"), "rubric-cap", zh, en)
        yield from _signs(head, i, cap)


def _signs(head: Decoded[RubricSpec], index: int, cap: CapSpec) -> Iterator[Diagnostic]:
    """Where nothing happened an adjustment is 0: a cap that does not let it be so has the wrong sign or key."""
    if cap.of == "total":
        return
    for key, points, direction in (("most", cap.most, -1), ("least", cap.least, 1)):
        if points is not None and points * direction > 0:
            told = show_number(points)
            zh = f"`{key}: {told}` 使 `{cap.of}` 什么都没有发生也计 {told} 分：正负号或者键写反了"
            en = f"`{key}` of {told} gives `{cap.of}` {told} where nothing happened: the wrong sign, or the wrong key"
            yield Diagnostic(head.place("caps", index, key), "rubric-cap", zh, en, show_number(-points))


def _bases(
    head: Decoded[RubricSpec], cards: Sequence[Decoded[CardSpec]], files: Sequence[Decoded[ChecksFile]]
) -> Iterator[Diagnostic]:
    for card in cards:
        yield from _sources(head, card.model.basis, card, ())
        for i, rule in enumerate(card.model.rules):
            yield from _sources(head, rule.basis, card, ("rules", i))
    for file in files:
        for i, check in enumerate(file.model.checks):
            yield from _sources(head, check.basis, file, ("checks", i))
    for key, rules in (("transfers", head.model.transfers), ("caps", head.model.caps), ("accept", head.model.accept)):
        for i, rule in enumerate(rules):
            yield from _sources(head, rule.basis, head, (key, i))
            if not rule.basis:
                zh, en = f"规则 `{rule.id}` 没有依据（basis）", f"rule `{rule.id}` has no basis"
                yield Diagnostic(head.place(key, i), "rubric-no-basis", zh, en)


def sources_of_changes(head: Decoded[RubricSpec], written: Iterable[Decoded[ChangeSpec]]) -> Iterator[Diagnostic]:
    """Changes that rest on a source which their version does not declare."""
    for change in written:
        yield from _sources(head, change.model.basis, change, ())


def _sources(
    head: Decoded[RubricSpec], basis: Sequence[Basis], file: Decoded[Any], path: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    for i, one in enumerate(basis):
        if one.source is not None and one.source not in head.model.sources:
            zh, en = (
                f"依据的出处 `{one.source}` 没有在 sources 里说明",
                f"the source `{one.source}` is not among `sources`",
            )
            place: Place = file.place(*path, "basis", i, "source")
            yield Diagnostic(place, "rubric-unknown-source", zh, en, did_you_mean(one.source, head.model.sources))
