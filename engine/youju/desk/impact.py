"""Whom a version of a rubric would move: every audit of the store judged by two versions, as long as there is time.

What is worked out of one audit is kept: who asks again goes on where it was left, and who leaves has cancelled it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from time import monotonic
from typing import Any

from sqlalchemy import select

from youju.desk.desk import Desk
from youju.desk.intake import asked
from youju.desk.work.effect import effect_on
from youju.feel import read_number
from youju.store.tables import AUDITS

SECONDS = 4.0
"""How long one look works before it tells how far it is."""


@dataclass(frozen=True, slots=True)
class Turned:
    """An indicator whose points, state or rules differ; points are None where a version has no such indicator."""

    indicator: str
    zh: str
    en: str
    before: Fraction | None
    after: Fraction | None
    rules: tuple[tuple[str, ...], tuple[str, ...]]
    change: Fraction
    opened: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """An audit by both versions; the changes of `turns` sum to that of its total."""

    audit: int
    name: str
    year: int | None
    before: Fraction
    after: Fraction
    turns: tuple[Turned, ...]

    @property
    def change(self) -> Fraction:
        """The total after less the total before."""
        return self.after - self.before

    @property
    def moved(self) -> tuple[Turned, ...]:
        """The indicators whose points differ."""
        return tuple(one for one in self.turns if one.change)


@dataclass(frozen=True, slots=True)
class NotJudged:
    """An audit that one of the versions cannot judge, and why."""

    audit: int
    name: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Switch:
    """An indicator on which audits went from these rules to those: how many, and their points together."""

    zh: str
    en: str
    rules: tuple[tuple[str, ...], tuple[str, ...]]
    audits: int
    change: Fraction


@dataclass(frozen=True)
class Effect:
    """What a version does to the audits of a store; `left` of `all` have not been looked at yet."""

    moves: tuple[Moved, ...]
    unread: tuple[NotJudged, ...]
    all: int

    @property
    def left(self) -> int:
        """How many audits have not been looked at yet."""
        return self.all - len(self.moves) - len(self.unread)

    @cached_property
    def movers(self) -> tuple[Moved, ...]:
        """The audits any of whose points differ, the total that moves most first."""
        found = (one for one in self.moves if one.moved)
        return tuple(sorted(found, key=lambda one: (-abs(one.change), one.name, one.audit)))

    @property
    def up(self) -> int:
        """How many totals rise."""
        return sum(one.change > 0 for one in self.moves)

    @property
    def down(self) -> int:
        """How many totals fall."""
        return sum(one.change < 0 for one in self.moves)

    @property
    def opened(self) -> tuple[Moved, ...]:
        """The audits with an indicator that rules decided before and no longer do."""
        return tuple(one for one in self.moves if any(turn.opened for turn in one.turns))

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """By which rule points moved: each way once, those that move the most points first."""
        ways: dict[Any, list[Turned]] = {}
        for move in self.moves:
            for turn in move.moved:
                ways.setdefault((turn.indicator, turn.rules), []).append(turn)
        found = [
            Switch(way[0].zh, way[0].en, way[0].rules, len(way), sum((one.change for one in way), Fraction(0)))
            for way in ways.values()
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.change), -one.audits, one.zh)))


def effect_of(desk: Desk, rubric: str, old: str, new: str, seconds: float = SECONDS) -> Effect:
    """What a version does to every audit of a rubric that has a run; it begins no new document when time is up."""
    query = select(AUDITS.c.id, AUDITS.c.name, AUDITS.c.year)
    query = query.where(AUDITS.c.rubric == rubric, AUDITS.c.version.is_not(None)).order_by(AUDITS.c.id)
    with desk.store.reading() as connection:
        rows = connection.execute(query).all()
    until = monotonic() + seconds
    moves: list[Moved] = []
    unread: list[NotJudged] = []
    for row in rows:
        ask, _ = asked(desk, row.id, (old, new))
        rulings = [{name: value for name, value in one.items() if name != "seq"} for one in ask.rulings]
        key = [ask.document, ask.name, ask.ocr, rulings, old, new]
        if monotonic() > until:
            found = desk.kept.known("effects", key)
        else:
            found = desk.kept.plain("effects", key, lambda ask=ask: desk.work(effect_on, ask, long=True))
        if found is not None and "code" in found:
            unread.append(NotJudged(row.id, row.name, found["code"], found["zh"], found["en"]))
        elif found is not None:
            moves.append(_moved(row, found))
    return Effect(tuple(moves), tuple(unread), len(rows))


def _moved(row: Any, found: dict[str, Any]) -> Moved:
    turns = tuple(_turned(one) for one in found["turns"])
    return Moved(row.id, row.name, row.year, read_number(found["before"]), read_number(found["after"]), turns)


def _turned(one: dict[str, Any]) -> Turned:
    before, after = one["before"], one["after"]
    points = [None if side is None else read_number(side["points"]) for side in (before, after)]
    rules = tuple(() if side is None else tuple(side["rules"]) for side in (before, after))
    return Turned(
        one["indicator"], one["zh"], one["en"], points[0], points[1], (rules[0], rules[1]),
        read_number(one["change"]), one["opened"],
    )  # fmt: skip
