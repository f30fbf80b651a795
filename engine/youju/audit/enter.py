"""The pass from firings to entries: hit policies, accepted claims, weight that moved, rounding, caps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from youju.audit.settle import Bounds, Outcome, facts_read, settle
from youju.facts import Claim
from youju.feel import names
from youju.firing import Ask, Case, Decide, Firings, Move
from youju.ledger import Entry, EntryKind, Row, Status
from youju.rubric import CapSpec, Indicator, Rubric

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Entered:
    """The rows and entries of a rubric, and for each indicator the facts whose values are missing."""

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    missing: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, Case]


@dataclass(frozen=True, slots=True)
class EnteredOne:
    """One indicator's row and entries, the facts it lacks, and the case its points were taken from (if it applies)."""

    row: Row
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]
    case: Case | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry before rounding and before moved weight is set apart."""

    kind: EntryKind
    rule: str
    points: Fraction
    facts: tuple[str, ...]


def enter(rubric: Rubric, firings: Firings, claims: Mapping[str, Claim], decide: Decide) -> Entered:
    """All entries: of every indicator, then of the caps. Sections and totals are sums of these."""
    ones = [enter_one(rubric, indicator, firings, claims.get(indicator.id)) for indicator in rubric.indicators.values()]
    rows, entries = _capped(rubric, [one.row for one in ones], [entry for one in ones for entry in one.entries], decide)
    missing = {one.row.indicator: one.missing for one in ones}
    cases = {one.row.indicator: one.case for one in ones if one.case is not None}
    return Entered(tuple(rows), tuple(entries), missing, cases)


def enter_one(rubric: Rubric, indicator: Indicator, firings: Firings, claim: Claim | None) -> EnteredOne:
    """One indicator entered: by its rules, by a printed rate, or by its claim. No cap has cut it yet."""
    weight = firings.weights.get(indicator.id, ZERO)
    asked = claim.points if claim else None
    kind = claim.kind if claim else None
    row = Row(indicator.id, indicator.weight, weight, asked, kind, "scored", points=ZERO, low=ZERO, high=ZERO)
    if firings.applies[indicator.id] is False:
        return _not_applicable(rubric, indicator, row)
    bounds = _bounds(rubric, indicator, weight)
    fired = firings.figures[indicator.id]
    outcome = settle(indicator, fired, bounds)
    status, case, drafts = _settled(rubric, indicator, firings, outcome, bounds, asked)
    entries = _entries(indicator, drafts, firings.moves, weight, rubric)
    points = sum((entry.points for entry in entries), ZERO)
    # The range is of points as they would be entered, rounded like them.
    low, high = (round_half_up(bound, indicator.round) for bound in (outcome.low, outcome.high))
    row = replace(row, status=status, points=points, low=min(low, points), high=max(high, points))
    return EnteredOne(row, tuple(entries), outcome.missing, case)


def _settled(
    rubric: Rubric, indicator: Indicator, firings: Firings, outcome: Outcome, bounds: Bounds, asked: Fraction | None
) -> tuple[Status, Case, list[_Draft]]:
    """How the points come about, and the case they are taken from."""
    case = firings.figures[indicator.id].case
    if outcome.decided:
        return "scored", case, _by_rules(outcome, case, "rule")
    printed = firings.printed.get(indicator.id)
    if printed is not None and (by_print := settle(indicator, printed, bounds)).decided:
        return "undetermined", printed.case, _by_rules(by_print, printed.case, "printed")
    status, drafts = _by_claim(rubric, outcome, case, asked)
    return status, case, drafts


def round_half_up(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of `step` nearest to a value; halves go up (away from zero for points lost as well)."""
    sign = -1 if value < 0 else 1
    return sign * floor(abs(value) / step + Fraction(1, 2)) * step


def _bounds(rubric: Rubric, indicator: Indicator, weight: Fraction) -> Bounds:
    if not indicator.adjustment:
        return ZERO, weight
    caps = [cap for cap in rubric.caps if cap.of == indicator.id]
    least = max((cap.least for cap in caps if cap.least is not None), default=ZERO)
    return least, min((cap.most for cap in caps if cap.most is not None), default=ZERO)


def _not_applicable(rubric: Rubric, indicator: Indicator, row: Row) -> EnteredOne:
    transfer = next((transfer.id for transfer in rubric.transfers if transfer.from_ == indicator.id), "applies")
    entry = Entry(f"{indicator.id}/1", indicator.id, "not_applicable", transfer, ZERO, ZERO, _applying(indicator))
    return EnteredOne(replace(row, status="not_applicable"), (entry,), (), None)


def _applying(indicator: Indicator) -> tuple[str, ...]:
    """The facts that tell whether an indicator applies."""
    return tuple(sorted(names(indicator.applies.expr))) if indicator.applies else ()


def _by_rules(outcome: Outcome, case: Case, kind: EntryKind) -> list[_Draft]:
    return [_Draft(kind, rule.id, points, facts_read(rule, case)) for rule, points in outcome.certain]


def _by_claim(rubric: Rubric, outcome: Outcome, case: Case, claim: Fraction | None) -> tuple[Status, list[_Draft]]:
    """What rules leave open is entered by the claim: an answer not given, a figure missing, or nothing claimed."""
    drafts = _by_rules(outcome, case, "rule")
    certain = sum((draft.points for draft in drafts), ZERO)
    if claim is None:
        least = _Draft("unclaimed", rubric.accept("unclaimed").id, outcome.low - certain, outcome.missing)
        return "undetermined", [*drafts, least]
    rest = min(max(claim, outcome.low), outcome.high) - certain
    types = rubric.dictionary.facts
    if outcome.missing and all(types[name].type == "boolean" for name in outcome.missing):
        return "scored", [*drafts, _Draft("answer", rubric.accept("unanswered").id, rest, outcome.missing)]
    return "undetermined", [*drafts, _Draft("claim", rubric.accept("missing").id, rest, outcome.missing)]


def _entries(
    indicator: Indicator, drafts: Sequence[_Draft], moves: Sequence[Move], weight: Fraction, rubric: Rubric
) -> list[Entry]:
    """Rounded once for the indicator; what was earned on moved weight becomes entries of its own."""
    exact = sum((draft.points for draft in drafts), ZERO)
    rest = round_half_up(exact, indicator.round) - exact
    gained = [move for move in moves if move.target == indicator.id]
    own_share = 1 - sum((move.weight for move in gained), ZERO) / weight if gained else Fraction(1)
    entries: list[Entry] = []
    for i, draft in enumerate(drafts):
        points = draft.points + (rest if i == len(drafts) - 1 else ZERO)
        entries.append(_entry(indicator, len(entries), draft, points * own_share, draft.points * own_share))
        for move in gained:
            share = move.weight / weight
            kind: EntryKind = "moved" if draft.kind == "rule" else draft.kind
            read = (*draft.facts, *_applying(rubric.indicators[move.origin]))
            moved = _Draft(kind, move.transfer, draft.points * share, read)
            entries.append(_entry(indicator, len(entries), moved, points * share, draft.points * share))
    return entries


def _entry(indicator: Indicator, count: int, draft: _Draft, points: Fraction, exact: Fraction) -> Entry:
    return Entry(f"{indicator.id}/{count + 1}", indicator.id, draft.kind, draft.rule, points, exact, draft.facts)


def _capped(rubric: Rubric, rows: list[Row], entries: list[Entry], decide: Decide) -> tuple[list[Row], list[Entry]]:
    """Caps fire on sums, adjustments first and the total last; what they cut is an entry of its own."""
    for cap in sorted(rubric.caps, key=lambda cap: cap.of == "total"):
        own = entries if cap.of == "total" else [entry for entry in entries if entry.indicator == cap.of]
        amount = sum((entry.points for entry in own), ZERO)
        cut = _cut(cap, amount, decide)
        if not cut:
            continue
        charged = cap.charged_to if cap.of == "total" and cap.charged_to else cap.of
        prefix = "total" if cap.of == "total" else cap.of
        read = tuple(dict.fromkeys(name for entry in entries if entry.indicator == charged for name in entry.facts))
        entries = [*entries, Entry(f"{prefix}/{cap.id}", charged, "cap", cap.id, cut, cut, read)]
        if cap.of != "total":
            rows = [_cut_row(row, cut, cap) if row.indicator == cap.of else row for row in rows]
    return rows, entries


def _cut(cap: CapSpec, amount: Fraction, decide: Decide) -> Fraction:
    sides = (("most", cap.most), ("least", cap.least))
    bounds = {("cap", cap.id, side): bound for side, bound in sides if bound is not None}
    answers = decide([Ask(key, {"sum": amount}) for key in bounds])
    return next((bound - amount for key, bound in bounds.items() if answers[key] is True), ZERO)


def _cut_row(row: Row, cut: Fraction, cap: CapSpec) -> Row:
    """The row within its cap: its points and its range alike."""
    points, most, least = row.points + cut, cap.most, cap.least
    low = row.low if least is None else max(row.low, least)
    high = row.high if most is None else min(row.high, most)
    return replace(row, points=points, low=min(low, points), high=max(high, points))
