"""What changed between two saved audits: rules, report, facts, rulings, and the indicators won, lost or re-argued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.explain.changes import Shift, changes
from youju.ledger import FactLine, Ledger, Ruled
from youju.ledger.loaded import ledger_of
from youju.structs import Struct, replace

Plain = Mapping[str, Any]


class Saved(Struct):
    """A saved audit that was verified: its record, and the ledger inside."""

    record: Plain
    ledger: Ledger

    def line(self, indicator: str) -> Plain | None:
        """What the record shows of an indicator; None where its rubric has none of that name."""
        return next((line for line in self.record["indicators"] if line["id"] == indicator), None)

    def title(self, indicator: str, lang: str) -> str | None:
        """The title of an indicator in a language; None where its rubric has none of that name."""
        line = self.line(indicator)
        return None if line is None else line["title" if lang == "zh" else "title_en"]


class FactChange(Struct):
    """A fact that rules read, with another value or another state; None where the other audit did not read it."""

    name: str
    before: FactLine | None
    after: FactLine | None


class Turned(Struct):
    """An indicator that differs: how its entries do, and what it rests on.

    `support` is that of its row (None: it does not apply, or is not there); of its basis what is gone and what came.
    """

    shift: Shift
    support: tuple[str | None, str | None]
    basis_gone: tuple[Plain, ...]
    basis_came: tuple[Plain, ...]


class Comparison(Struct):
    """Two audits and all that differs. The points of `turned` sum to the difference of the recomputed totals."""

    before: Saved
    after: Saved
    facts: tuple[FactChange, ...]
    rulings_gone: tuple[Ruled, ...]
    rulings_came: tuple[Ruled, ...]
    turned: tuple[Turned, ...]

    @property
    def same_rubric(self) -> bool:
        """Whether both are by a rubric of the same name, in whatever version."""
        return self.before.ledger.rubric == self.after.ledger.rubric

    @property
    def same_rules(self) -> bool:
        """Whether both are by the same version of the same rubric."""
        return self.same_rubric and self.before.ledger.rubric_digest == self.after.ledger.rubric_digest

    @property
    def same_report(self) -> bool:
        """Whether both are of the same file, byte for byte."""
        return self.before.ledger.document_digest == self.after.ledger.document_digest

    def title(self, indicator: str, lang: str) -> str:
        """The title of an indicator, in the words of the second audit where it has it."""
        return self.after.title(indicator, lang) or self.before.title(indicator, lang) or indicator

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        sums = (one.record["totals"] for one in (self.before, self.after))
        parts = self.facts or self.rulings_gone or self.rulings_came or self.turned
        return bool(parts) or not self.same_rules or not self.same_report or next(sums) != next(sums)


def compare(before: Plain, after: Plain) -> Comparison:
    """What differs between two records that `verify` accepts, of whatever report and rubric."""
    one, other = (Saved(record, ledger_of(record["ledger"])) for record in (before, after))
    gone, came = (_rulings(*pair) for pair in ((one.ledger, other.ledger), (other.ledger, one.ledger)))
    return Comparison(one, other, tuple(_facts(one.ledger, other.ledger)), gone, came, tuple(_turned(one, other)))


def _facts(before: Ledger, after: Ledger) -> Iterator[FactChange]:
    olds, news = ({line.name: line for line in ledger.facts} for ledger in (before, after))
    for name in dict.fromkeys((*olds, *news)):
        old, new = olds.get(name), news.get(name)
        if _stands(old) != _stands(new):
            yield FactChange(name, old, new)


def _stands(line: FactLine | None) -> object:
    """What counts of a fact; where it stands in the report does not."""
    return line and (line.value, line.unit, line.status, line.trust)


def _rulings(here: Ledger, there: Ledger) -> tuple[Ruled, ...]:
    """The rulings that count in one audit and not in the other, whatever their numbers."""
    others = [replace(one, number=0) for one in there.rulings]
    return tuple(one for one in here.rulings if replace(one, number=0) not in others)


def _turned(before: Saved, after: Saved) -> Iterator[Turned]:
    shifts = {shift.indicator: shift for shift in changes(before.ledger, after.ledger)}
    for name in dict.fromkeys(row.indicator for side in (before, after) for row in side.ledger.rows):
        old, new = before.line(name), after.line(name)
        support = (_support(old), _support(new))
        gone, came = _without(_basis(old), _basis(new)), _without(_basis(new), _basis(old))
        if name in shifts or gone or came or support[0] != support[1] or (old is None) != (new is None):
            yield Turned(shifts.get(name) or _unmoved(before.ledger, name), support, gone, came)


def _unmoved(ledger: Ledger, name: str) -> Shift:
    """An indicator whose entries are the same."""
    points = sum((entry.points for entry in ledger.of(name)), Fraction(0))
    return Shift(name, points, points, (), (), ())


def _support(line: Plain | None) -> str | None:
    return None if line is None else line["support"]


def _basis(line: Plain | None) -> Sequence[Plain]:
    return () if line is None else line["basis"]


def _without(these: Sequence[Plain], those: Sequence[Plain]) -> tuple[Plain, ...]:
    return tuple(one for one in these if one not in those)
