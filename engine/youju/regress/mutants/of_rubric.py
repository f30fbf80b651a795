"""Mutants of what is declared over the cards: weights, transfers, caps, and how undecided points are entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from youju.feel import show_number
from youju.regress.mutants.mutant import Mutant, id_of, with_cards, with_spec
from youju.rubric import CapSpec, Rubric, Text, TransferSpec
from youju.structs import replace

NAMES = ("weight", "transfer", "cap", "accept")
_ONE = Fraction(1)


def rubric_mutants(rubric: Rubric) -> tuple[Mutant, ...]:
    """Every mutant of the rubric as a whole, such as the loader would refuse too."""
    makers: tuple[Callable[[Rubric], Iterator[Mutant]], ...] = (_weights, _shifts, _transfers, _caps, _accept)
    return tuple(mutant for make in makers for mutant in make(rubric))


def _made(
    rubric: Rubric, operator: str, place: str, told: Text, result: str, mutated: Rubric, cases: Sequence[str]
) -> Mutant:
    return Mutant(id_of(rubric.id, operator, place, result), operator, tuple(cases), place, told, mutated)


def _weights(rubric: Rubric) -> Iterator[Mutant]:
    """One weight alone, a point more or less: it no longer adds up."""
    for card in rubric.weighted:
        for new in (card.weight + _ONE, card.weight - _ONE):
            words = f"{show_number(card.weight)} → {show_number(new)}"
            told = Text(zh=f"“{card.title.zh}”的分值 {words}", en=f"the weight of {card.title.en} {words}")
            mutated = with_cards(rubric, replace(card, weight=new))
            yield _made(rubric, "weight", f"{card.id}.weight", told, words, mutated, [card.id])


def _shifts(rubric: Rubric) -> Iterator[Mutant]:
    """A point of weight from an indicator to the next of its group, and the other way."""
    groups = [group.indicators for section in rubric.spec.sections for group in section.groups]
    for names in groups:
        for one, other in (pair for near in pairwise(names) for pair in (near, near[::-1])):
            giving, taking = rubric.indicators[one], rubric.indicators[other]
            if giving.weight <= _ONE:
                continue
            zh = f"“{giving.title.zh}”的分值移 1 分给“{taking.title.zh}”"
            told = Text(zh=zh, en=f"a point of weight from {giving.title.en} to {taking.title.en}")
            cards = replace(giving, weight=giving.weight - 1), replace(taking, weight=taking.weight + 1)
            cases = [one, other, *_reached(rubric.transfers, {one, other})]
            yield _made(rubric, "weight", f"{one}.weight", told, f"to {other}", with_cards(rubric, *cards), cases)


def _reached(transfers: Sequence[TransferSpec], origins: set[str]) -> Iterator[str]:
    for transfer in transfers:
        if transfer.from_ in origins:
            yield from transfer.to


def _transfers(rubric: Rubric) -> Iterator[Mutant]:
    """A transfer dropped; its weight to another indicator of the group, to the whole group, or to all."""
    every = tuple(one.id for one in rubric.weighted)
    for i, transfer in enumerate(rubric.transfers):
        title = rubric.indicators[transfer.from_].title
        for new, zh, en in _otherwise(rubric, transfer):
            kept = (*rubric.transfers[:i], *([new] if new else []), *rubric.transfers[i + 1 :])
            told = Text(zh=f"“{title.zh}”不适用时，分值{zh}", en=f"the weight of {title.en} {en}")
            mutated = with_spec(rubric, transfers=kept)
            yield _made(rubric, "transfer", f"transfers.{transfer.id}", told, en, mutated, every)


def _otherwise(rubric: Rubric, transfer: TransferSpec) -> Iterator[tuple[TransferSpec | None, str, str]]:
    yield None, "不再调整", "no longer moves"
    origin = rubric.indicators[transfer.from_]
    ways = {"to": (), "share": None, "rescale": False}
    for one in rubric.weighted:
        if one.group == origin.group and one.id != origin.id and transfer.to != (one.id,):
            new = replace(transfer, **{**ways, "to": (one.id,)})
            yield new, f"改调给“{one.title.zh}”", f"goes to {one.title.en}"
    if origin.group is not None and transfer.share != origin.group:
        yield replace(transfer, **{**ways, "share": origin.group}), "由本组分摊", "is shared by its group"
    if not transfer.rescale:
        yield replace(transfer, **{**ways, "rescale": True}), "由全部指标折算", "is shared by all"


def _caps(rubric: Rubric) -> Iterator[Mutant]:
    """A bound of a cap a point higher or lower, or dropped."""
    for i, cap in enumerate(rubric.caps):
        for new, zh, en in _bounds(cap):
            kept = (*rubric.caps[:i], *([new] if new else []), *rubric.caps[i + 1 :])
            told = Text(zh=f"封顶 {cap.id}：{zh}", en=f"cap {cap.id}: {en}")
            cases = [cap.of] if cap.of in rubric.indicators else []
            yield _made(rubric, "cap", f"caps.{cap.id}", told, en, with_spec(rubric, caps=kept), cases)


def _bounds(cap: CapSpec) -> Iterator[tuple[CapSpec | None, str, str]]:
    both = cap.most is not None and cap.least is not None
    for side, zh, bound in (("most", "最多", cap.most), ("least", "最少", cap.least)):
        if bound is None:
            continue
        for new in (bound + _ONE, bound - _ONE):
            words = f"{show_number(bound)} → {show_number(new)}"
            yield replace(cap, **{side: new}), f"{zh} {words}", f"{side} {words}"
        dropped = replace(cap, **{side: None}) if both else None
        yield dropped, f"去掉“{zh} {show_number(bound)}”", f"{side} {show_number(bound)} dropped"


def _accept(rubric: Rubric) -> Iterator[Mutant]:
    """A way to enter undecided points dropped, or two of them under each other's names."""
    rules = rubric.spec.accept
    for i, rule in enumerate(rules):
        mutated = with_spec(rubric, accept=(*rules[:i], *rules[i + 1 :]))
        told = Text(zh=f"去掉 accept 的 {rule.kind}", en=f"`accept` without {rule.kind}")
        yield _made(rubric, "accept", f"accept.{rule.id}", told, "dropped", mutated, [])
    for one, other in combinations(rules, 2):
        renamed = {one.id: other.id, other.id: one.id}
        swapped = tuple(replace(rule, id=renamed.get(rule.id, rule.id)) for rule in rules)
        told = Text(zh=f"accept 的 {one.id}、{other.id} 对调", en=f"`accept`: {one.id} and {other.id} swapped")
        mutated = with_spec(rubric, accept=swapped)
        yield _made(rubric, "accept", f"accept.{one.id}", told, f"for {other.id}", mutated, list(rubric.indicators))
