"""What quantities share that are joined: the ends of a range, the items of a list."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from youju.facts.quantity import Quantity
from youju.structs import replace

RANGE_JOINTS = ("-", "~", "至", "到")
_LIST_JOINTS = ("、", "和", "及", "与", "以及")
_UNITED = ("money", "percent", "points", "count", "measure", "score", "date")


def as_range(text: str, low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """Two quantities as the ends of a range where 至 or a dash joins them; the first takes the second's unit."""
    joint = text[low.tail_end : high.lead_start]
    if joint not in RANGE_JOINTS or text[low.lead_start - 1 : low.lead_start] in ("由", "从"):
        return low, high
    if low.bare and high.kind not in ("reference", "year"):
        low = _in_unit_of(low, high)
    elif low.kind == "number" and high.kind in _UNITED:
        low = replace(low, kind=high.kind, measure=high.measure)  # 10万至20万元
    if low.kind == high.kind != "reference":
        return replace(low, range=True), replace(_going(high, low), range=True)
    if joint == "-" and high.kind in ("percent", "money"):
        return low, replace(high, value=-high.value, start=high.start - 1, lead_start=high.lead_start - 1)
    return low, high


def with_shared(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """Quantities in order; in a list bare numbers take the unit of what follows (18、6、9名), and all its direction."""
    waiting: list[Quantity] = []
    last: Quantity | None = None
    for one in found:
        if waiting and not _listed(text, waiting[-1], one):
            yield from waiting
            waiting = []
        elif last and _listed(text, last, one):
            one = _going(one, last)
        last = one
        if one.bare or (one.kind == "year" and one.end - one.start == 4):  # 2000、3000元
            waiting.append(one)
            continue
        yield from _united(text, waiting, one)
        waiting = []
        yield one
    yield from waiting


def _listed(text: str, left: Quantity, right: Quantity) -> bool:
    return text[left.tail_end : right.lead_start] in _LIST_JOINTS


def _going(one: Quantity, before: Quantity) -> Quantity:
    """An item with the direction of the one before it, where it has none of its own: 分别增长3%、5%."""
    alike = before.bare or before.kind == one.kind
    return replace(one, direction=before.direction) if alike and one.direction == "none" else one


def _united(text: str, bare: Sequence[Quantity], last: Quantity) -> Iterator[Quantity]:
    """Bare numbers with the unit of the last of their list; `1、` at the start of a line numbers it."""
    numbering = len(bare) == 1 and text[bare[0].lead_start - 1 : bare[0].lead_start] in ("", "\n")
    for one in bare:
        if last.kind not in _UNITED or last.measure == "分之" or numbering:
            yield one
            continue
        yield _in_unit_of(one, last)


def _in_unit_of(one: Quantity, other: Quantity) -> Quantity:
    """A bare number in another's unit; 1至9月, 1、2、3月: the other numbers are months as well."""
    factor = Fraction(100) if other.kind == "date" else other.scale
    scale = one.scale if other.kind == "date" else other.scale
    return replace(one, value=one.value * factor, kind=other.kind, unit=other.unit, measure=other.measure, scale=scale)
