"""A store of many made-up audits, entered as records: what was put in is told beside it, to work sums out anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from fractions import Fraction
from random import Random

import pytest

from youju.desk.desk import Desk
from youju.source import fraction_text
from youju.store import Writer
from youju.store.events import (
    AuditBegun,
    AuditMoved,
    AuditRefused,
    AuditRun,
    DocumentTaken,
    FindingTold,
    IndicatorScored,
    RulingMade,
    RulingWithdrawn,
)

STATES = ("waiting", "refused", "open", "closing", "closed", "open again")
CODES = ("claim-too-high", "sum-differs", "rate-differs", "total-differs", "unanswered-item")
KEPT = "2026-07-15"
"""The day on which every closed audit was run once more: no month of closing may follow from it."""


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator as it was put in."""

    weight: Fraction
    points: Fraction
    status: str


@dataclass(slots=True)
class One:
    """An audit as it was put in; `closed` is the day of its closing."""

    id: int
    name: str
    year: int | None
    state: str
    version: str
    points: dict[str, Point] = field(default_factory=dict[str, Point])
    findings: dict[str, str] = field(default_factory=dict[str, str])
    ruled: set[str] = field(default_factory=set[str])
    closed: str | None = None

    @property
    def total(self) -> Fraction:
        """The recomputed total."""
        return sum((one.points for one in self.points.values()), Fraction(0))


class _Clock:
    """What a store takes for the time."""

    def __init__(self) -> None:
        self.day = "2026-01-05"

    def now(self, zone: tzinfo) -> datetime:
        """Noon of the day that is told."""
        return datetime.fromisoformat(f"{self.day}T12:00:00").replace(tzinfo=UTC).astimezone(zone)


@contextmanager
def clock() -> Iterator[_Clock]:
    """A clock for stores that a test sets."""
    with pytest.MonkeyPatch.context() as patch:
        made = _Clock()
        patch.setattr("youju.store.writing.datetime", made)
        yield made


def enter(desk: Desk, count: int, rubric: str, versions: Sequence[str], indicators: Sequence[str]) -> list[One]:
    """Enters so many audits, in every state, of three years, by versions in turn; the same ones every time."""
    random, blob = Random(count), desk.store.blobs.put(b"{}")
    with clock() as time, desk.store.writing("zhang") as writer:
        made: list[One] = []
        for number in range(count):
            made.append(_one(writer, time, random, (rubric, versions[number % len(versions)], blob), indicators))
        return made


def _one(writer: Writer, time: _Clock, random: Random, given: tuple[str, str, str], indicators: Sequence[str]) -> One:
    state, year = random.choice(STATES), random.choice((2022, 2023, 2024))
    rubric, version, blob = given
    time.day = f"2026-0{random.randint(1, 5)}-{random.randint(10, 20)}"
    document = f"{random.getrandbits(256):064x}"
    name = f"{random.randint(0, 999):03}局_{document[:6]}.md"
    writer.append(DocumentTaken(sha256=document, name=name, size=1))
    audit = writer.append(AuditBegun(document=document, name=name)).seq
    if state in ("waiting", "refused"):
        if state == "refused":
            writer.append(AuditRefused(audit=audit, rulings=0, code="report-empty", zh="空", en="empty"))
        return One(audit, name, None, state, version)
    one = One(audit, name, year, "open" if state == "open again" else state, version)
    one.points = {name: _point(random) for name in indicators}
    one.findings = {f"k{i}": random.choice(CODES) for i in range(random.randint(0, 6))}
    run = _run(one, rubric, version, blob)
    writer.append(run)
    _rule(writer, random, one)
    _move(writer, time, one, state)
    if state == "closed":
        time.day = KEPT
        writer.append(run)
    return one


def _point(random: Random) -> Point:
    weight = Fraction(random.choice((1, 2, 3, 5)))
    status = random.choice(("scored", "scored", "scored", "undetermined", "not_applicable"))
    # Thirds and sevenths: no decimal is exact for them.
    points = weight * Fraction(random.randint(0, 21), 21) if status != "not_applicable" else Fraction(0)
    return Point(weight, points, status)


def _run(one: One, rubric: str, version: str, blob: str) -> AuditRun:
    scored = [
        IndicatorScored(
            indicator=name, weight=fraction_text(point.weight), claimed=None, points=fraction_text(point.points),
            low="0" if point.status == "undetermined" else fraction_text(point.points),
            high=fraction_text(point.weight if point.status == "undetermined" else point.points),
            status=point.status, support=None,
        )
        for name, point in one.points.items()
    ]  # fmt: skip
    told = [FindingTold(key=key, code=code, level="P1", indicator=None) for key, code in one.findings.items()]
    total = fraction_text(one.total)
    return AuditRun(
        audit=one.id, rubric=rubric, version=version, year=one.year, rulings=0, bundle=blob, record=blob,
        claimed=fraction_text(one.total + 1), recomputed=total, confirmed="0", low=total, high=total, points=scored,
        findings=told,
    )  # fmt: skip


def _rule(writer: Writer, random: Random, one: One) -> None:
    """Rules on some findings, on some twice; takes some rulings back."""
    made = 0
    for key, code in one.findings.items():
        rulings = random.choice((0, 0, 1, 2))
        for _ in range(rulings):
            writer.append(RulingMade(audit=one.id, finding=key, code=code, decision="accept", reason="属实"))
            made += 1
        if rulings == 1 and random.random() < 0.3:
            writer.append(RulingWithdrawn(audit=one.id, number=made, reason="看错了"))
        elif rulings:
            one.ruled.add(key)


def _move(writer: Writer, time: _Clock, one: One, state: str) -> None:
    steps = {"closing": ("closing",), "closed": ("closing", "closed"), "open again": ("closing", "closed", "open")}
    for step in steps.get(state, ()):
        time.day = f"{time.day[:6]}{int(time.day[6]) + 1}{time.day[7:]}" if step == "closed" else time.day
        writer.append(AuditMoved.model_validate({"audit": one.id, "state": step, "reason": "试"}))
    one.closed = time.day if state == "closed" else None
