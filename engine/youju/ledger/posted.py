"""A book with its contradictions and rulings: entries, what of them is at risk, rows between their bounds, totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.book import Book, book_of
from youju.ledger.derive import Line, Posted, sum_of
from youju.ledger.doubts import Doubt, doubts_of, keyed
from youju.source import fraction_text
from youju.structs import Struct

Record = dict[str, Any]
ZERO = Fraction(0)


class Ruled(Struct, dict=True):
    """All of it: `doubts` is every contradiction with the key of its finding, `open` those that nobody has settled.

    `risks` are the points at risk by entry, `rows` the bounds of each indicator as (low, points, high), `high` the
    most that the total may be.
    """

    book: Book
    doubts: Sequence[tuple[str, Doubt]]
    open: Sequence[Doubt]
    entries: Sequence[Posted]
    risks: Mapping[str, Fraction]
    rows: Mapping[str, tuple[Fraction, Fraction, Fraction]]

    @property
    def recomputed(self) -> Fraction:
        """The points of all entries."""
        return sum_of(self.entries)

    @property
    def low(self) -> Fraction:
        """The points less what is at risk."""
        return self.recomputed - sum(self.risks.values(), ZERO)

    @property
    def high(self) -> Fraction:
        """The points with what contradictions might add, within the caps of the whole."""
        gains: dict[str | None, Fraction] = {}
        for doubt in self.open:
            gains[doubt.indicator] = max(gains.get(doubt.indicator, ZERO), doubt.gain)
        caps = self.book.rules["rubric"].get("caps", [])
        most = min((read_number(cap["most"]) for cap in caps if cap["of"] == "total" and "most" in cap), default=None)
        high = self.recomputed + sum(gains.values(), ZERO)
        return high if most is None else max(self.recomputed, min(high, most))


def ruled_of(ledger: Record, printed: Set[str]) -> Ruled:
    """A saved ledger worked out anew; `printed` are the codes of printed rates that are said to fail."""
    book = book_of(ledger)
    doubts = keyed(book, doubts_of(book, printed))
    decided = {(one["finding"], one["code"], one["indicator"]): one["decision"] for one in ledger["rulings"]}
    by = [(decided.get((key, one.code, one.indicator)), one) for key, one in doubts]
    still = [one for decision, one in by if decision not in ("accept", "reject")]
    taken = list(_taken(book, [one for decision, one in by if decision == "accept" and one.loss]))
    entries = book.with_total_caps([*book.earned, *taken])
    lost = _lost(taken)
    at_risk = {
        name: left for name, risk in _risks(entries, still).items() if (left := max(risk - lost.get(name, ZERO), ZERO))
    }
    return Ruled(book, doubts, still, entries, at_risk, _rows(book, entries, taken, still, at_risk))


def _risks(entries: Sequence[Posted], doubts: Sequence[Doubt]) -> dict[str, Fraction]:
    """How much of each entry is in doubt; two doubts of one point put it at risk once."""
    points = {line[0]: max(read_number(line[4]), ZERO) for line, _ in entries}
    found: dict[str, Fraction] = {}
    for doubt in doubts:
        left = doubt.loss
        for name in doubt.entries:
            part = min(left, points[name])
            found[name] = max(found.get(name, ZERO), part)
            left -= part
    return found


def _taken(book: Book, accepted: Sequence[Doubt]) -> Iterator[Posted]:
    """What accepted contradictions take, under the code of the first that takes it: a point is lost once."""
    left = {name: max(one.points, ZERO) for name, one in book.outcomes.items()}
    entries: dict[str, Posted] = {entry[0][0]: entry for entry in book.earned}
    taken: dict[str, Fraction] = {}
    for doubt in accepted:
        for name, risk in _risks(book.earned, [doubt]).items():
            line, facts = entries[name]
            more = min(risk - taken.get(name, ZERO), left[line[1]])
            if more > 0:
                taken[name] = taken.get(name, ZERO) + more
                left[line[1]] -= more
                shown = fraction_text(-more)
                yield (f"{name}/{doubt.code}", line[1], "ruling", doubt.code, shown, shown), facts


def _lost(taken: Sequence[Posted]) -> dict[str, Fraction]:
    """How much of each entry rulings have taken."""
    lost: dict[str, Fraction] = {}
    for line, _ in taken:
        name = base_of(line)
        lost[name] = lost.get(name, ZERO) - read_number(line[4])
    return lost


def base_of(line: Line) -> str:
    """The id of the entry whose points a ruling takes."""
    return line[0].rpartition("/")[0]


def _rows(
    book: Book,
    entries: Sequence[Posted],
    taken: Sequence[Posted],
    doubts: Sequence[Doubt],
    at_risk: Mapping[str, Fraction],
) -> dict[str, tuple[Fraction, Fraction, Fraction]]:
    found: dict[str, tuple[Fraction, Fraction, Fraction]] = {}
    for name, one in book.outcomes.items():
        low, high = one.low, one.high
        less = sum_of(entry for entry in taken if entry[0][1] == name)
        points = one.points + less
        if less:
            low, high = min(max(low + less, ZERO), points), max(high + less, points)
        own = [line[0] for line, _ in entries if line[1] == name and not line[0].startswith("total/")]
        risk = sum((at_risk.get(entry, ZERO) for entry in own), ZERO)
        gain = max((doubt.gain for doubt in doubts if doubt.indicator == name), default=ZERO)
        found[name] = min(low, points - risk), points, max(high, points + gain)
    return found
