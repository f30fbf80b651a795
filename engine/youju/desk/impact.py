"""Whom a version of a rubric would move: every audit of the store judged by two versions, those first that fall under
the new one by its day in force and their fiscal year.

What is worked out of one audit is kept by its content: who looks again reads it, and who goes on goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, select

from youju.desk.desk import Desk
from youju.desk.effects import Comparison, Task
from youju.desk.in_force import in_force
from youju.desk.versions import dated_with
from youju.desk.who import User, require
from youju.desk.work.effect import effect_on
from youju.desk.work.open import AuditAsk
from youju.feel import read_number
from youju.source import CodedError
from youju.store.tables import AUDITS, RULINGS


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
    """An audit by both versions; the changes of `turns` sum to that of its total.

    `version` is the one that its last run went by, `under` whether the new one is in force for its fiscal year.
    """

    audit: int
    name: str
    year: int | None
    version: str
    under: bool
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
class Part:
    """What a version does to some audits."""

    moves: tuple[Moved, ...]

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


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version does to the audits that fall under it, and what it would do to the others if it applied to them.

    `left` of `all` have not been looked at yet; `running` tells whether somebody is at it.
    """

    under: Part
    others: Part
    unread: tuple[NotJudged, ...]
    all: int
    running: bool

    @property
    def left(self) -> int:
        """How many audits have not been looked at yet."""
        return self.all - len(self.under.moves) - len(self.others.moves) - len(self.unread)


def begin(desk: Desk, user: User, asked: Comparison) -> Task:
    """Has every audit judged that is not yet, one after the other, and returns at once."""
    require(user, "draft")
    return desk.effects.begin(user.name, asked, lambda task: _judge(desk, task))


def cancel(desk: Desk, user: User, asked: Comparison) -> None:
    """Has no further audit judged; what is worked out stays."""
    require(user, "draft")
    desk.effects.cancel(asked)


def effect_of(desk: Desk, user: User, asked: Comparison, day: str | None = None) -> Effect:
    """What a version does to every audit of a rubric that has a run, as far as it is known.

    `day` is from when it would be in force, where it is none that was asked for or published.
    """
    require(user, "look")
    with desk.store.reading() as connection:
        dated = dated_with(connection, asked.rubric, (asked.new, day))
        every = _asks(desk, connection, asked)
    task = desk.effects.of(asked)
    failed = {} if task is None else dict(task.failed)
    moves: list[Moved] = []
    unread: list[NotJudged] = []
    for row, ask in every:
        found = desk.kept.known("effects", _key(ask)) or failed.get(row.id)
        if found is not None and "code" in found:
            unread.append(NotJudged(row.id, row.name, found["code"], found["zh"], found["en"]))
        elif found is not None:
            moves.append(_moved(row, found, in_force(dated, row.year) == asked.new))
    under, others = (Part(tuple(one for one in moves if one.under is here)) for here in (True, False))
    return Effect(under, others, tuple(unread), len(every), task is not None and task.running)


def _asks(desk: Desk, connection: Connection, asked: Comparison) -> list[tuple[Row[Any], AuditAsk]]:
    """Every audit of a rubric that has a run, with what a worker needs to judge it by two versions."""
    of = (AUDITS.c.rubric == asked.rubric) & AUDITS.c.version.is_not(None)
    made = select(RULINGS).join(AUDITS, AUDITS.c.id == RULINGS.c.audit).where(of)
    rulings: dict[int, list[dict[str, Any]]] = {}
    for one in connection.execute(made.order_by(RULINGS.c.audit, RULINGS.c.number)).mappings():
        rulings.setdefault(one["audit"], []).append(dict(one))
    rows = connection.execute(select(AUDITS).where(of).order_by(AUDITS.c.id)).all()
    folder, versions = str(desk.store.folder), (asked.old, asked.new)
    return [
        (row, AuditAsk(folder, row.document, row.name, versions, tuple(rulings.get(row.id, ())), row.ocr))
        for row in rows
    ]


def _key(ask: AuditAsk) -> list[Any]:
    """What an effect follows from."""
    rulings = [{name: value for name, value in one.items() if name != "seq"} for one in ask.rulings]
    return [ask.document, ask.name, ask.ocr, rulings, *ask.versions]


def _judge(desk: Desk, task: Task) -> None:
    """Judges one audit after the other, until all are or somebody cancels it."""
    with desk.store.reading() as connection:
        every = _asks(desk, connection, task.asked)
    for row, ask in every:
        if task.cancelled.is_set():
            return
        try:
            desk.kept.plain("effects", _key(ask), lambda ask=ask: desk.work(effect_on, ask, long=True))
        except CodedError as error:
            # One that breaks its worker costs nobody the others; it is tried again when somebody begins again.
            task.failed[row.id] = error.said


def _moved(row: Row[Any], found: dict[str, Any], under: bool) -> Moved:
    turns = tuple(_turned(one) for one in found["turns"])
    totals = (read_number(found["before"]), read_number(found["after"]))
    return Moved(row.id, row.name, row.year, row.version, under, *totals, turns)


def _turned(one: dict[str, Any]) -> Turned:
    before, after = one["before"], one["after"]
    points = [None if side is None else read_number(side["points"]) for side in (before, after)]
    rules = tuple(() if side is None else tuple(side["rules"]) for side in (before, after))
    return Turned(
        one["indicator"], one["zh"], one["en"], points[0], points[1], (rules[0], rules[1]),
        read_number(one["change"]), one["opened"],
    )  # fmt: skip
