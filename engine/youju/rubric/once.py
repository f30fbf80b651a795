"""What may stand only once in a rubric: ids, titles, rules, places that weights leave, codes of checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from youju.rubric.check_spec import ChecksFile
from youju.rubric.spec import CardSpec, RubricSpec
from youju.source import Decoded, Diagnostic, Place

Found = tuple[str, Place]


def once_problems(
    head: Decoded[RubricSpec], cards: Sequence[Decoded[CardSpec]], files: Sequence[Decoded[ChecksFile]]
) -> Iterator[Diagnostic]:
    """Everything that stands twice, at its second place."""
    yield from _twice(_ids(head), "rubric-duplicate-id", "编号", "the id")
    yield from _twice(_rules(head), "rubric-duplicate-rule", "规则", "rule")
    leaving = ((one.from_, head.place("transfers", i, "from")) for i, one in enumerate(head.model.transfers))
    yield from _twice(leaving, "rubric-transfer", "分值调整的起点", "the start of a transfer,")
    kinds = ((one.kind, head.place("accept", i, "kind")) for i, one in enumerate(head.model.accept))
    yield from _twice(kinds, "rubric-accept", "accept 的 kind", "the kind of `accept`,")
    titles = ((card.model.title.zh, card.place("title", "zh")) for card in cards)
    yield from _twice(titles, "rubric-duplicate-title", "指标名称", "the title")
    codes = ((one.code, file.place("checks", i, "code")) for file in files for i, one in enumerate(file.model.checks))
    yield from _twice(codes, "rubric-duplicate-check", "检查", "check")


def _twice(found: Iterable[Found], code: str, zh: str, en: str) -> Iterator[Diagnostic]:
    first: dict[str, Place] = {}
    for name, place in found:
        if name in first:
            yield Diagnostic(
                place,
                code,
                f"{zh} `{name}` 重复（{first[name]} 已有）",
                f"{en} `{name}` stands twice (first at {first[name]})",
            )
        first.setdefault(name, place)


def _ids(head: Decoded[RubricSpec]) -> Iterator[Found]:
    """Sections, groups, indicators and adjustments share their ids: a report's passages are found under them."""
    for i, section in enumerate(head.model.sections):
        yield section.id, head.place("sections", i, "id")
        for j, group in enumerate(section.groups):
            yield group.id, head.place("sections", i, "groups", j, "id")
            for k, name in enumerate(group.indicators):
                yield name, head.place("sections", i, "groups", j, "indicators", k)
    for i, name in enumerate(head.model.adjustments):
        yield name, head.place("adjustments", i)


def _rules(head: Decoded[RubricSpec]) -> Iterator[Found]:
    for key, rules in (("transfers", head.model.transfers), ("caps", head.model.caps), ("accept", head.model.accept)):
        for i, rule in enumerate(rules):
            yield rule.id, head.place(key, i, "id")
