"""Effective weights sum to the rubric's total whichever indicators do not apply: by the code that an audit runs.

Weight moves only along transfers, so what they do not connect is looked at apart: the sum over the rubric is that of
its parts. A part in which few indicators may not apply is tried in every combination. For a larger one the combination
in which none of these applies decides for all:

- a weight is taken away where it leaves, and arrives whole, or in shares that sum to 1; so the sum stays wherever the
  code finds somewhere to put it, and what does not apply keeps nothing, as all of it has left;
- a weight finds a place in that worst case along a path of indicators that do not apply. Where more of them apply the
  same path either goes on or ends earlier, at one that does: it finds a place as well;
- whoever shares a weight there applies in every other combination too, with a weight above 0: shares are never of 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from youju.feel import show_number
from youju.firing.strata import effective_weights, moves_of
from youju.regress.laws.proof import Proof
from youju.rubric import Rubric, Text
from youju.structs import replace

MOST = 8
"""How many indicators of a part that may not apply are tried in all their combinations."""


def weights(rubric: Rubric) -> Iterator[Proof]:
    """The weights as written, then each part that transfers connect."""
    total, found = rubric.spec.total, sum((one.weight for one in rubric.weighted), Fraction(0))
    claim = Text(
        zh=f"各项分值之和是总分 {show_number(total)}", en=f"the weights sum to the total, {show_number(total)}"
    )
    differs = Text(zh=f"各项分值之和是 {show_number(found)}", en=f"they sum to {show_number(found)}")
    ok = found == total
    yield Proof("weights", None, "", ("total",), "proved" if ok else "refuted", claim, None if ok else differs)
    for part in parts(rubric):
        yield _part(rubric, part)


def parts(rubric: Rubric) -> Iterator[tuple[str, ...]]:
    """The indicators with a weight that transfers connect, part by part, where one of them may not apply."""
    beside = {one.id: {one.id} for one in rubric.weighted}
    for transfer in rubric.transfers:
        reached = [name for name in transfer.to if name in beside]
        if not transfer.to:
            reached = [one.id for one in rubric.weighted if transfer.share in (None, one.group, one.section)]
        for name in reached:
            beside[transfer.from_].add(name)
            beside[name].add(transfer.from_)
    left = dict(beside)
    for start in beside:
        if start in left:
            found, frontier = {start}, [start]
            while frontier:
                for name in left.pop(frontier.pop(), ()):
                    if name not in found:
                        found.add(name)
                        frontier.append(name)
            part = tuple(name for name in beside if name in found)
            if any(rubric.indicators[name].applies is not None for name in part):
                yield part


def _part(rubric: Rubric, part: tuple[str, ...]) -> Proof:
    small = replace(rubric, indicators={name: rubric.indicators[name] for name in part})
    may_not = [name for name in part if rubric.indicators[name].applies is not None]
    tried = product((True, False), repeat=len(may_not)) if len(may_not) <= MOST else [(False,) * len(may_not)]
    told = "、".join(may_not)
    claim = Text(
        zh=f"{told} 中不论哪些不适用，分值之和不变，不适用的不留分值",
        en=f"whichever of {told} do not apply, the weights sum to the same, and those keep none",
    )
    at = next((at for at in tried if not keeps(small, dict(zip(may_not, at, strict=True)))), None)
    path = ("transfers",) if rubric.transfers else ("sections",)
    if at is None:
        return Proof("weights", None, told, path, "proved", claim)
    out = "、".join(name for name, applying in zip(may_not, at, strict=True) if not applying)
    lost = Text(zh=f"{out} 不适用时，分值没有去处", en=f"where {out} does not apply its weight goes nowhere")
    return Proof("weights", None, told, path, "refuted", claim, lost)


def keeps(rubric: Rubric, applying: Mapping[str, bool]) -> bool:
    """Whether the weights sum to what they are as written, and what does not apply keeps nothing."""
    applies = {name: applying.get(name, True) for name in rubric.indicators}
    try:
        found = effective_weights(rubric, moves_of(rubric, applies))
    except (ValueError, ZeroDivisionError, KeyError):
        return False
    whole = sum((one.weight for one in rubric.weighted), Fraction(0))
    none_left = all(found[name] == 0 for name, applying in applies.items() if not applying)
    return sum(found.values(), Fraction(0)) == whole and none_left and min(found.values()) >= 0
