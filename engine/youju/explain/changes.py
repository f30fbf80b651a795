"""What differs between two ledgers of one rubric: indicators won, lost, or argued otherwise for the same points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import zip_longest
from typing import Literal

from youju.ledger import Entry, Ledger
from youju.structs import Struct

Turn = Literal["won", "lost", "reargued"]
Value = Fraction | bool | str | None


class Shift(Struct):
    """An indicator whose entries differ: its points (caps that cut it included) and its entries, before and after.

    `gone` are entries of rules that no longer decide, `came` of those that did not before, `changed` pairs of one rule
    that gives other points, or the same on other values or other facts.
    """

    indicator: str
    before: Fraction
    after: Fraction
    gone: tuple[Entry, ...]
    came: tuple[Entry, ...]
    changed: tuple[tuple[Entry, Entry], ...]

    @property
    def turn(self) -> Turn:
        """Whether points were won or lost; if neither, the same points are argued otherwise."""
        return "won" if self.after > self.before else "lost" if self.after < self.before else "reargued"


def changes(before: Ledger, after: Ledger) -> tuple[Shift, ...]:
    """The indicators whose entries differ, in the order of the first ledger; both are of the same rubric."""
    values = _values(before), _values(after)
    names = dict.fromkeys(row.indicator for ledger in (before, after) for row in ledger.rows)
    found = (_shift(name, before.of(name), after.of(name), values) for name in names)
    return tuple(one for one in found if one.gone or one.came or one.changed)


def _shift(
    indicator: str,
    before: tuple[Entry, ...],
    after: tuple[Entry, ...],
    values: tuple[Mapping[str, Value], Mapping[str, Value]],
) -> Shift:
    pairs = tuple(_paired(before, after))
    return Shift(
        indicator,
        sum((entry.points for entry in before), Fraction(0)),
        sum((entry.points for entry in after), Fraction(0)),
        tuple(old for old, new in pairs if old is not None and new is None),
        tuple(new for old, new in pairs if new is not None and old is None),
        tuple(
            (old, new)
            for old, new in pairs
            if old is not None and new is not None and _told(old, values[0]) != _told(new, values[1])
        ),
    )


def _paired(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Entries of one rule side by side, those on the same facts first, the rest in their order.

    A rule may stand behind several entries (an answer accepted, weight moved onto every item); ids are but places.
    """
    for key in dict.fromkeys((entry.kind, entry.rule) for entry in (*before, *after)):
        olds, news = ([entry for entry in side if (entry.kind, entry.rule) == key] for side in (before, after))
        for old in tuple(olds):
            if new := next((one for one in news if one.facts == old.facts), None):
                olds.remove(old)
                news.remove(new)
                yield old, new
        yield from zip_longest(olds, news)


def _told(entry: Entry, values: Mapping[str, Value]) -> tuple[Fraction, Mapping[str, Value]]:
    """What an entry says: its points, and the facts it stands on with their values."""
    return entry.points, {name: values.get(name) for name in entry.facts}


def _values(ledger: Ledger) -> dict[str, Value]:
    return {line.name: line.value for line in ledger.facts}
