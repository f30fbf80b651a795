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
from youju.ledger import Entry, EntryKind, Row
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
class _Draft:
    """An entry before rounding and before moved weight is set apart."""

    kind: EntryKind
    rule: str
    points: Fraction
    facts: tuple[str, ...]


def enter(rubric: Rubric, firings: Firings, claims: Mapping[str, Claim], decide: Decide) -> Entered:
    """All entries: of every indicator, then of the caps. Sections and totals are sums of these."""
    rows: list[Row] = []
    entries: list[Entry] = []
    missing: dict[str, tuple[str, ...]] = {}
    cases: dict[str, Case] = {}
    for indicator in rubric.indicators.values():
        row, own, lacking, case = enter_one(rubric, indicator, firings, claims.get(indicator.id))
        rows.append(row)
        entries.extend(own)
        missing[indicator.id] = lacking
        if case is not None:
            cases[indicator.id] = case
    rows, entries = _capped(rubric, rows, entries, decide)
    return Entered(tuple(rows), tuple(entries), missing, cases)


def enter_one(
    rubric: Rubric, indicator: Indicator, firings: Firings, claim: Claim | None
) -> tuple[Row, list[Entry], tuple[str, ...], Case | None]:
    """One indicator's row and entries, the facts it lacks, and the case its points were taken from."""
    weight = firings.weights.get(indicator.id, ZERO)
    asked = claim.points if claim else None
    row = Row(
        indicator=indicator.id,
        weight=indicator.weight,
        effective_weight=weight,
        claimed=asked,
        claim_kind=claim.kind if claim else None,
        status="scored",
        points=ZERO,
        low=ZERO,
        high=ZERO,
    )
    if firings.applies[indicator.id] is False:
        return _not_applicable(rubric, indicator, row)
    bounds = _bounds(rubric, indicator, weight)
    fired = firings.figures[indicator.id]
    outcome = settle(indicator, fired, weight, bounds)
    printed = firings.printed.get(indicator.id)
    case = fired.case
    if outcome.decided:
        status, drafts = "scored", _by_rules(outcome, case, "rule")
    elif printed is not None and (by_print := settle(indicator, printed, weight, bounds)).decided:
        case = printed.case
        status, drafts = "undetermined", _by_rules(by_print, case, "printed")
    else:
        status, drafts = _by_claim(rubric, outcome, case, asked)
    entries = _entries(indicator, drafts, firings.moves, weight, rubric)
    points = sum((entry.points for entry in entries), ZERO)
    row = replace(row, status=status, points=points, low=min(outcome.low, points), high=max(outcome.high, points))
    return row, entries, outcome.missing, case


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


def _not_applicable(rubric: Rubric, indicator: Indicator, row: Row) -> tuple[Row, list[Entry], tuple[str, ...], None]:
    transfer = next((transfer.id for transfer in rubric.transfers if transfer.from_ == indicator.id), "applies")
    read = tuple(sorted(names(indicator.applies.expr))) if indicator.applies else ()
    entry = Entry(f"{indicator.id}/1", indicator.id, "not_applicable", transfer, ZERO, ZERO, read)
    return replace(row, status="not_applicable"), [entry], (), None


def _by_rules(outcome: Outcome, case: Case, kind: EntryKind) -> list[_Draft]:
    return [_Draft(kind, rule.id, points, facts_read(rule, case)) for rule, points in outcome.certain]


def _by_claim(rubric: Rubric, outcome: Outcome, case: Case, claim: Fraction | None) -> tuple[str, list[_Draft]]:
    """What rules leave open is entered by the claim: an answer not given, a figure missing, or nothing claimed."""
    drafts = _by_rules(outcome, case, "rule")
    certain = sum((draft.points for draft in drafts), ZERO)
    if claim is None:
        return "undetermined", [*drafts, _Draft("unclaimed", rubric.accept("unclaimed").id, outcome.low - certain, outcome.missing)]
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
    entries: list[Entry] = []
    for i, draft in enumerate(drafts):
        points = draft.points + (rest if i == len(drafts) - 1 else ZERO)
        own_share = 1 - sum((move.weight for move in gained), ZERO) / weight if gained else Fraction(1)
        entries.append(_entry(indicator, len(entries), draft, points * own_share, draft.points * own_share))
        for move in gained:
            share = move.weight / weight
            origin = rubric.indicators[move.origin]
            read = (*draft.facts, *(sorted(names(origin.applies.expr)) if origin.applies else ()))
            kind: EntryKind = "moved" if draft.kind in ("rule", "moved") else draft.kind
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
    asks = [Ask(("cap", cap.id, side), {"sum": amount}) for side in ("most", "least") if getattr(cap, side) is not None]
    answers = decide(asks)
    for side in ("most", "least"):
        bound = getattr(cap, side)
        if answers.get(("cap", cap.id, side)) is True:
            return bound - amount
    return ZERO


def _cut_row(row: Row, cut: Fraction, cap: CapSpec) -> Row:
    most = cap.most if cap.most is not None else row.high
    return replace(row, points=row.points + cut, low=min(row.low, row.points + cut), high=max(min(row.high, most), row.points + cut))

