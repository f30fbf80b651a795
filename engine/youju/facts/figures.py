"""The figures of what a phrase found: of its slot, or of several parts that add up to what no sum is stated for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.facts.phrases import Match
from youju.facts.quantities import Comparator, Quantity, parse_quantity, quantities
from youju.structs import Struct

_SENTENCE_ENDS = re.compile(r"[。；;\n]")
# 其中 tells some of the parts; the whole may have more, so that they are no sum of it.
_AMONG = re.compile("其中.{0,8}$")
# 行政编制和事业编制共计24名 is the whole, not one more part.
_WHOLE = re.compile("(?:合计|共计|总计|共有?)$")
_TURNED: dict[Comparator, Comparator] = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Said(Struct):
    """What a phrase found. `count`: how often (`each`); `parts`: the occurrences whose figures add up (`sum`)."""

    match: Match
    count: Fraction | None = None
    parts: tuple[Match, ...] = ()


class Figure(Struct):
    """A figure, or the sum of several: its value in the base unit and how exactly it was printed."""

    value: Fraction
    comparator: Comparator
    half_unit: Fraction
    decimals: int
    approximate: bool


def added(text: str, found: Sequence[Match]) -> Iterator[Said]:
    """The occurrences that stand in one sentence, as parts of a sum; one alone is no sum, nor is one said twice."""
    group: list[Match] = []
    for match in found:
        if match.slot and _WHOLE.search(text, match.start, match.slot[0]):
            continue
        if group and _SENTENCE_ENDS.search(text, group[-1].end, match.start):
            yield from _sum(text, group)
            group = []
        group.append(match)
    yield from _sum(text, group)


def _sum(text: str, group: Sequence[Match]) -> Iterator[Said]:
    parts = tuple({text[match.start : match.end]: match for match in group}.values())
    if len(parts) > 1 and not _AMONG.search(text, max(parts[0].start - 12, 0), parts[0].start):
        yield Said(Match(parts[0].start, parts[-1].end, None), None, parts)


def figure_of(text: str, said: Said, change: bool) -> Figure | None:
    """The figure of an occurrence, None where there is none; of a `change` with the sign that its words tell."""
    if not said.parts:
        found = _in_slot(text, said.match)
        return None if found is None else _figure(found, change)
    each = [found for match in said.parts if (found := _in_slot(text, match)) is not None]
    if len(each) < len(said.parts) or any(one.comparator != "=" for one in each):
        return None  # bounds do not add up to a figure
    return Figure(
        value=sum((one.value for one in each), Fraction(0)),
        comparator="=",
        half_unit=sum((one.half_unit for one in each), Fraction(0)),
        decimals=max(one.decimals for one in each),
        approximate=any(one.approximate for one in each),
    )


def _in_slot(text: str, match: Match) -> Quantity | None:
    """The quantity of the slot, read with the words before it, which may tell its direction; else by itself."""
    if match.slot is None:
        return None
    for one in quantities(text, match.start, match.end):
        if (one.lead_start, one.tail_end) == match.slot and one.kind != "reference":
            return one
    return parse_quantity(text[slice(*match.slot)])


def _figure(found: Quantity, change: bool) -> Figure:
    value, comparator = found.value, found.comparator
    if change and found.change is not None and found.change != value:
        value, comparator = found.change, _TURNED[comparator]
    return Figure(value, comparator, found.half_unit, found.decimals, found.approximate)
