"""The impact of an edit on a large table: two rubrics in one pass over columns, some departments explained exactly."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from youju.author.handed.csv import csv_rows
from youju.author.handed.read import MAX_BYTES, file_bytes
from youju.author.handed.workbook import book_rows
from youju.facts import FactRuling
from youju.feel import UNKNOWN
from youju.population.columns.pair import Pair, PairQuery, Side, pair_query
from youju.population.columns.query import columns_of
from youju.population.moves.counts import Facts, Place, Rejects, Tally, Way
from youju.population.table.both import limits_of, rubric_of_both
from youju.population.table.facts import open_facts
from youju.regress.impact.corpus import Corpus, Department, Material, silent
from youju.regress.impact.impact import Impact, Switch, impact_of, ranked
from youju.regress.impact.table import MOST_COLUMNS
from youju.report import Document
from youju.rubric import Rubric, Text
from youju.source import CodedError, digest, plain
from youju.structs import Struct

ZERO = Fraction(0)
_IDS = ("id", "编号", "部门编号")
Write = Callable[[Path, str], None]
"""Writes the rows that move into a file, in a form such as `.csv`."""


class TableImpact(Struct, dict=True):
    """What a new rubric does to a table of facts. `tally` counts every row that both rubrics score; `sample` has some
    departments that move, scored by the exact evaluator; `gain` and `loss` are the ids of the greatest difference
    either way (None: nobody gains, or loses)."""

    old: Rubric
    new: Rubric
    file: str
    tally: Tally
    pair: PairQuery
    sample: Impact
    gain: str | None
    loss: str | None

    @property
    def up(self) -> int:
        """How many totals rise."""
        return sum(count for change, count in self.tally.changes.items() if change > 0)

    @property
    def down(self) -> int:
        """How many totals fall."""
        return sum(count for change, count in self.tally.changes.items() if change < 0)

    @property
    def same(self) -> int:
        """How many totals stay."""
        return self.tally.changes.get(ZERO, 0)

    @property
    def totals(self) -> tuple[Mapping[Fraction, int], Mapping[Fraction, int]]:
        """How often each total is there before and after, from the lowest up."""
        return self.tally.before, self.tally.after

    @property
    def rejects(self) -> Rejects:
        """The rows that are in no figure."""
        return self.tally.rejects

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """By which rule points moved, those that move the most points first. Where no rule decides, the state stands
        in its place: `undetermined` or `not_applicable`."""
        found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Way]] = {}
        for way in self.tally.ways:
            if way.moved:
                found.setdefault((way.pair.indicator, *_rules(way)), []).append(way)
        return ranked(
            Switch(*key, sum(way.moved for way in ways), sum((way.change for way in ways), ZERO))
            for key, ways in found.items()
        )

    @property
    def counties(self) -> tuple[Place, ...]:
        """The counties where anybody moves, all years together, those whose points move most first."""
        found = _together(self.tally.places, lambda one: (one.county, None))
        moved = (place for place in found if place.moved and place.county is not None)
        return tuple(sorted(moved, key=lambda one: (-abs(one.change), -one.moved, one.county or "")))

    @property
    def years(self) -> tuple[Place, ...]:
        """The years, all counties together; none where the table has none."""
        return tuple(one for one in _together(self.tally.places, lambda one: (None, one.year)) if one.year is not None)

    def sums(self, pair: Pair) -> tuple[Fraction, Fraction]:
        """The points of an indicator in all rows together, before and after."""
        ways = [way for way in self.tally.ways if way.pair.indicator == pair.indicator]
        return sum((way.before for way in ways), ZERO), sum((way.after for way in ways), ZERO)

    def title(self, indicator: str) -> Text:
        """What an indicator is called."""
        return self.sample.title(indicator)


def is_table(path: Path) -> bool:
    """Whether a corpus is a large table: a .parquet, or a .csv or .xlsx that is too large for a table of departments
    or whose first row names a column of ids. A table of departments may hold claims, and is scored one by one."""
    form = path.suffix.lower()
    if form == ".parquet" or form not in (".csv", ".xlsx") or not path.is_file():
        return form == ".parquet"
    if path.stat().st_size > MAX_BYTES:
        return True
    try:
        data = file_bytes(path)
        rows = csv_rows(data, path.name) if form == ".csv" else book_rows(path, data, MOST_COLUMNS)[1]
        first = next(iter(rows), ())
    except CodedError:
        # Whoever reads it as a corpus says what is wrong with it.
        return False
    return any(unicodedata.normalize("NFKC", cell.text).strip().lower() in _IDS for cell in first)


@contextmanager
def table_impact(old: Rubric, new: Rubric, path: Path, size: int) -> Generator[tuple[TableImpact, Write]]:
    """Scores a table (.parquet, .csv, .xlsx) by both rubrics in one pass; `size` departments are explained.

    With it comes what writes the rows that move, which works inside of the `with` only. CodedError where the table
    cannot be used as a whole, or its facts are of two kinds.
    """
    joint = rubric_of_both(old, new)
    facts = joint.dictionary.facts
    with open_facts(path, joint) as table, tempfile.TemporaryDirectory(prefix="youju-") as folder:
        # Polars is there: the table was opened with it.
        from youju.population.moves import count_polars, file_polars, sample_polars

        movers = Path(folder) / "moves.parquet"
        pair = pair_query(old, new, columns_of(facts, table.columns))
        tally = count_polars.tally(table, pair, [limits_of(one, facts) for one in (old, new)], movers)
        ends = sample_polars.extremes(movers, pair, tally)
        ids = sample_polars.sample(movers, pair, tally, size)
        rows = sample_polars.facts_of(table, ids)
        sample = _explained(old, new, path.name, {str(one): facts for one, facts in rows.items()})
        gain, loss = (None if one is None else str(one) for one in ends)

        def write(into: Path, form: str) -> None:
            file_polars.write_moves(movers, pair, tally, (old, new), into, form)

        yield TableImpact(old, new, path.name, tally, pair, sample, gain, loss), write


def _explained(old: Rubric, new: Rubric, file: str, rows: Mapping[str, Facts]) -> Impact:
    """Rows as departments that hand in these facts and claim nothing."""
    departments = tuple(
        Department(name, file, "row", _material(old, file, name, facts), _material(new, file, name, facts))
        for name, facts in rows.items()
    )
    return impact_of(old, new, Corpus(departments))


def _material(rubric: Rubric, file: str, name: str, facts: Facts) -> Material:
    read = {fact for card in rubric.indicators.values() for fact in card.facts}
    rulings = {fact: FactRuling(fact, value, f"{file} {name}") for fact, value in facts.items() if fact in read}
    told = {fact: None if value is UNKNOWN else plain(value) for fact, value in facts.items()}
    document = Document(file, digest({"id": name, "facts": told}), "facts", 0, "")
    return silent(rubric, document, rulings, {})


def _together(places: Iterable[Place], key: Callable[[Place], tuple[str | None, int | None]]) -> list[Place]:
    found: dict[tuple[str | None, int | None], Place] = {}
    for one in places:
        so = found.get(key(one), Place(*key(one), 0, 0, 0, 0, ZERO))
        counts = so.rows + one.rows, so.up + one.up, so.down + one.down, so.moved + one.moved
        found[key(one)] = Place(so.county, so.year, *counts, so.change + one.change)
    return list(found.values())


def _rules(way: Way) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sides: tuple[Side | None, ...] = (way.pair.before, way.pair.after)
    found = [
        () if side is None or state is None else side.rules(number) or (state,) * (state != "scored")
        for side, number, state in zip(sides, way.rules, way.states, strict=True)
    ]
    return found[0], found[1]
