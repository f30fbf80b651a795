"""The pass from firings to entries: hit policies, accepted claims, weight that moved, rounding, caps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.audit.settle import Bounds, Outcome, facts_read, settle
from youju.facts import Claim
from youju.feel import UNKNOWN, added, names
from youju.firing import Ask, Case, Decide, Firings
from youju.ledger import Entry, EntryKind, Row, Status
from youju.rubric import CapSpec, Indicator, Rubric
from youju.structs import Struct, replace

ZERO, ONE = Fraction(0), Fraction(1)


class Entered(Struct):
    """The rows and entries of a rubric; for each indicator the facts whose values are missing, the case its points
    were taken from, and by how much they count for more where weight is shared in proportion (1 where none is).
    """

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    missing: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, Case]
    scales: Mapping[str, Fraction]


class EnteredOne(Struct):
    """One indicator's row and entries, the facts it lacks, and the case its points were taken from (if it applies)."""

    row: Row
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]
    case: Case | None


class _Draft(Struct):
    """An entry before rounding and before moved weight is set apart."""

    kind: EntryKind
    rule: str
    points: Fraction
    facts: tuple[str, ...]


def enter(rubric: Rubric, firings: Firings, claims: Mapping[str, Claim], decide: Decide) -> Entered:
    """All entries: of every indicator, then of the caps. Sections and totals are sums of these."""
    every = rubric.indicators.values()
    ones = [cap_one(rubric, enter_one(rubric, one, firings, claims.get(one.id)), decide) for one in every]
    # First what was earned, then what caps cut of it, in the rubric's order.
    order = {cap.id: number for number, cap in enumerate(rubric.caps, start=1)}
    every_entry = (entry for one in ones for entry in one.entries)
    entries = tuple(sorted(every_entry, key=lambda entry: order[entry.rule] if entry.kind == "cap" else 0))
    return Entered(
        rows=tuple(one.row for one in ones),
        entries=(*entries, *total_caps(rubric, entries, decide)),
        missing={one.row.indicator: one.missing for one in ones},
        cases={one.row.indicator: one.case for one in ones if one.case is not None},
        scales={one.row.indicator: _scale(firings, one.row.indicator) for one in ones},
    )


def enter_one(rubric: Rubric, indicator: Indicator, firings: Firings, claim: Claim | None) -> EnteredOne:
    """One indicator entered: by its rules, by a printed rate, or by its claim. No cap has cut it yet."""
    weight = firings.weights.get(indicator.id, ZERO)
    asked = claim.points if claim else None
    kind = claim.kind if claim else None
    row = Row(indicator.id, indicator.weight, weight, asked, kind, "scored", points=ZERO, low=ZERO, high=ZERO)
    if firings.applies[indicator.id] is False:
        return _not_applicable(rubric, indicator, row)
    bounds = _bounds(rubric, indicator, firings.own.get(indicator.id, ZERO))
    fired = firings.figures[indicator.id]
    outcome = settle(indicator, fired, bounds)
    status, case, drafts = _settled(rubric, indicator, firings, outcome, bounds, asked)
    entries = _entries(rubric, indicator, drafts, firings)
    points = added(entry.points for entry in entries)
    # The range is of points as they would be entered, rounded like them.
    scale = _scale(firings, indicator.id)
    low, high = (round_half_up(end, indicator.round) for end in (outcome.low, outcome.high))
    if scale is not ONE:
        low, high = low * scale, high * scale
    # Most are decided: both ends are the points themselves, and fractions are slow to compare.
    low, high = (end if end is points else end_of(end, points) for end, end_of in ((low, min), (high, max)))
    row = replace(row, status=status, points=points, low=low, high=high)
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


def cap_one(rubric: Rubric, one: EnteredOne, decide: Decide) -> EnteredOne:
    """The same within the caps on this indicator: what they cut is an entry of its own."""
    for cap in (cap for cap in rubric.caps if cap.of == one.row.indicator):
        cuts = _cap_entry(cap, cap.of, one.row.points, one.entries, decide)
        row = _cut_row(one.row, added(entry.points for entry in cuts), cap)
        one = replace(one, row=row, entries=(*one.entries, *cuts))
    return one


def total_caps(rubric: Rubric, entries: tuple[Entry, ...], decide: Decide) -> tuple[Entry, ...]:
    """What the caps of the total cut from the sum of these entries."""
    caps = tuple(cap for cap in rubric.caps if cap.of == "total")
    found: tuple[Entry, ...] = ()
    for cap in caps:
        charged = cap.charged_to or cap.of
        own = tuple(entry for entry in entries if entry.indicator == charged)
        found = (
            *found,
            *_cap_entry(cap, charged, added(entry.points for entry in (*entries, *found)), own, decide),
        )
    return found


def round_half_up(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of `step` nearest to a value; halves go up (away from zero for points lost as well)."""
    # In whole numbers: every entry and bound is rounded, and fractions would be made five times over.
    amount, whole = abs(value.numerator) * step.denominator, value.denominator * step.numerator
    if not amount % whole:
        return value
    steps = (2 * amount + whole) // (2 * whole)
    return Fraction((-steps if value < 0 else steps) * step.numerator, step.denominator)


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
    return [_Draft(kind, rule.id, points, _known(facts_read(rule, case), case)) for rule, points in outcome.certain]


def _known(read: tuple[str, ...], case: Case) -> tuple[str, ...]:
    """Without the facts whose values nobody knows: a rule that holds all the same does not rest on them."""
    return tuple(name for name in read if case.values.get(name, UNKNOWN) is not UNKNOWN)


def _by_claim(rubric: Rubric, outcome: Outcome, case: Case, claim: Fraction | None) -> tuple[Status, list[_Draft]]:
    """What rules leave open is entered by the claim: an answer not given, a figure missing, or nothing claimed."""
    drafts = _by_rules(outcome, case, "rule")
    certain = added(draft.points for draft in drafts)
    if claim is None:
        least = _Draft("unclaimed", rubric.accept("unclaimed").id, outcome.low - certain, outcome.missing)
        return "undetermined", [*drafts, least]
    rest = min(max(claim, outcome.low), outcome.high) - certain
    types = rubric.dictionary.facts
    if outcome.missing and all(types[name].type == "boolean" for name in outcome.missing):
        return "scored", [*drafts, _Draft("answer", rubric.accept("unanswered").id, rest, outcome.missing)]
    return "undetermined", [*drafts, _Draft("claim", rubric.accept("missing").id, rest, outcome.missing)]


def _scale(firings: Firings, indicator: str) -> Fraction:
    """By how much points count for more that were earned on an indicator's own weight."""
    weight, own = firings.weights.get(indicator, ZERO), firings.own.get(indicator, ZERO)
    # Of most no weight moved: it is the same number, and a division tells nothing.
    return ONE if weight is own or not own or weight == own else weight / own


def _entries(rubric: Rubric, indicator: Indicator, drafts: Sequence[_Draft], firings: Firings) -> list[Entry]:
    """Rounded once for the indicator; what was earned on moved weight becomes entries of its own."""
    exact = added(draft.points for draft in drafts)
    rest = round_half_up(exact, indicator.round) - exact
    gained = [move for move in firings.moves if move.target == indicator.id]
    if not gained:
        last = len(drafts) - 1
        return [
            _entry(indicator, i, one, one.points + rest if i == last and rest else one.points, one.points)
            for i, one in enumerate(drafts)
        ]
    # The rules saw this weight: of what they gave, a part is for weight that moved here; what is shared comes on top.
    weight = firings.own.get(indicator.id, ZERO)
    seen = added(move.weight for move in gained if not move.proportional)
    own_share = 1 - seen / weight if seen else ONE
    entries: list[Entry] = []
    for i, draft in enumerate(drafts):
        points = draft.points + (rest if i == len(drafts) - 1 else ZERO)
        entries.append(_entry(indicator, len(entries), draft, points * own_share, draft.points * own_share))
        for move in gained:
            share = move.weight / weight
            kind: EntryKind = "moved" if draft.kind == "rule" else draft.kind
            read = tuple(dict.fromkeys((*draft.facts, *_applying(rubric.indicators[move.origin]))))
            moved = _Draft(kind, move.transfer, draft.points * share, read)
            entries.append(_entry(indicator, len(entries), moved, points * share, draft.points * share))
    return entries


def _entry(indicator: Indicator, count: int, draft: _Draft, points: Fraction, exact: Fraction) -> Entry:
    return Entry(f"{indicator.id}/{count + 1}", indicator.id, draft.kind, draft.rule, points, exact, draft.facts)


def _cap_entry(
    cap: CapSpec, charged: str, amount: Fraction, own: tuple[Entry, ...], decide: Decide
) -> tuple[Entry, ...]:
    cut = _cut(cap, amount, decide)
    read = tuple(dict.fromkeys(name for entry in own for name in entry.facts))
    return (Entry(f"{cap.of}/{cap.id}", charged, "cap", cap.id, cut, cut, read),) if cut else ()


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
