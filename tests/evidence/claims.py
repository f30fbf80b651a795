"""What explanations claim of points and facts, tried out by judges that made none of it; one function a claim.

Each yields a pair for everything that was tried: the name of the claim, and what is wrong (empty: it holds).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random

from judges import Replay, Values, handed_in

from youju.audit import Audit
from youju.explain.answers import Change, Range, Stay
from youju.explain.certify import Explained
from youju.explain.total import total_ends
from youju.feel import UNKNOWN, Value, names, read_number
from youju.ledger.derive import Outcome

Tried = tuple[str, str]
ZERO = Fraction(0)


@dataclass(frozen=True)
class Case:
    """One indicator of an audit with all that is said of it, the judge of that, and how many random values it tries."""

    audit: Audit
    replay: Replay
    said: Explained
    range: Range
    rng: Random
    completions: int

    @property
    def name(self) -> str:
        return self.said.indicator

    @property
    def applies(self) -> bool:
        return self.replay.frame.applies[self.name] is not False

    @property
    def points(self) -> Fraction:
        return read_number(self.replay.rows[self.name]["points"])

    @cached_property
    def now(self) -> Outcome:
        return self.at({})

    def at(self, changes: Values) -> Outcome:
        return self.replay.at(self.name, changes)

    def anew(self, changes: Values) -> Fraction:
        """The indicator's points where the report is audited anew with these values."""
        return handed_in(self.audit, changes).row(self.name).points

    def read(self) -> tuple[str, ...]:
        return self.audit.rubric.indicators[self.name].facts


def holds(claim: str, truth: object, wrong: object = "") -> Tried:
    return claim, "" if truth else f"{claim}: {wrong}"


def sums(audit: Audit, replay: Replay) -> Iterator[Tried]:
    """Every row is the sum of its entries, every loss what is left of its weight, the total the sum of all."""
    ledger = replay.ledger
    entries = [(entry["id"], entry["indicator"], read_number(entry["points"])) for entry in ledger["entries"]]
    whole = [one for one in entries if one[0].startswith("total/")]
    adjustments = set(replay.frame.rules["rubric"].get("adjustments", []))
    for name, row in replay.rows.items():
        own = sum((points for entry, of, points in entries if of == name and not entry.startswith("total/")), ZERO)
        points, weight = read_number(row["points"]), read_number(row["effective_weight"])
        yield holds("sums", own == points, f"{name}: {own} != {points}")
        within = name in adjustments or ZERO <= points <= weight == replay.frame.weights[name]
        yield holds("sums", within, f"{name}: {points} of {weight}")
    total = read_number(ledger["totals"]["recomputed"])
    rows = sum((read_number(row["points"]) for row in replay.rows.values()), ZERO)
    weights = sum((w for name, w in replay.frame.weights.items() if name not in adjustments), ZERO)
    yield holds("sums", total == sum((points for *_, points in entries), ZERO), "total and entries")
    yield holds("sums", total == rows + sum((points for *_, points in whole), ZERO), "total and rows")
    yield holds("sums", weights == read_number(ledger["total"]), f"weights {weights}")


def sufficiency(case: Case) -> Iterator[Tried]:
    """The cited facts alone give what all give, whatever the other known facts are."""
    cited = case.said.cites.facts
    alone = {name: case.replay.values[name] for name in cited}
    yield holds("sufficient", _same(case, alone), f"{cited} alone")
    if not case.applies or not case.now.decided:
        return
    others = [
        name for name in case.read() if name not in cited and case.replay.values.get(name, UNKNOWN) is not UNKNOWN
    ]
    for _ in range(case.completions if others else 0):
        changed = {name: case.rng.choice([UNKNOWN, case.replay.some(name, case.rng)]) for name in others}
        yield holds("sufficient/completions", case.at(changed).points == case.points, f"{cited}, others {changed}")


def _same(case: Case, values: Values) -> bool:
    """Whether these values and no others give the points, by the same entries where no rule can decide."""
    if not case.applies:
        return case.replay.applies(case.name, dict.fromkeys(case.replay.values, UNKNOWN) | values) is False
    now, then = case.now, case.replay.over(case.name, values)
    return (
        then.decided and then.points == now.points if now.decided else (then.decided, then.lines) == (False, now.lines)
    )


def necessity(case: Case) -> Iterator[Tried]:
    """Where the explanation calls itself minimal: without a fact nothing follows, and with another value of it the
    points are others, the other cited facts being as they are."""
    cites = case.said.cites
    yield holds("explained", True)
    if not cites.minimal:
        return
    yield holds("called minimal" if cites.facts else "called minimal/nothing cited", True)
    witnesses = {need.fact: need for need in cites.needs}
    for fact in cites.facts:
        rest = {name: case.replay.values[name] for name in cites.facts if name != fact}
        yield holds("necessary", not _same(case, rest), f"without {fact} nothing changes")
        need = witnesses[fact]
        still = set(need.values) & set(cites.facts) == {fact}
        allowed = all(case.replay.allowed(name, value) for name, value in need.values.items())
        yield holds("necessary/witness", still and allowed and _other(case, need.values, need.points), f"{need}")


def _other(case: Case, values: Values, points: Fraction | None) -> bool:
    if not case.applies:
        return points is None and case.replay.applies(case.name, values) is True
    now, then = case.now, case.at(values)
    if points is None:
        # With these values the rules decide nothing, as where they divide by zero.
        return now.decided and not then.decided
    return then.points == points != now.points and (then.decided or not now.decided)


def counterfactuals(case: Case) -> Iterator[Tried]:
    """Every way reaches its points, by the replay and by an audit made anew, and with one step less of any change not."""
    found = case.said.regain
    if found is None:
        return
    for way, target in [*((way, found.target) for way in found.ways), *((way, way.points) for way in found.nearer)]:
        after = {change.fact: change.after for change in way.changes}
        reached = case.at(after)
        yield holds(
            "reaches", not reached.claimed and reached.points == way.points >= target > case.points, f"{way}: {reached}"
        )
        yield holds("reaches/anew", case.anew(after) == way.points, f"{way}: {case.anew(after)}")
        for change in way.changes:
            yield holds("one less fails/step", _by_a_step(case, change), f"{change}")
            less = {**after, change.fact: one_less(change)}
            short = case.at(less)
            yield holds("one less fails", short.claimed or short.points < target, f"{way}, {change.fact}: {short}")
            again = case.anew(less)
            yield holds("one less fails/anew", short.claimed or again < target, f"{way}, {change.fact}: {again}")
    yield from _most(case)


def _by_a_step(case: Case, change: Change) -> bool:
    """Whether a change starts from what is and goes by whole steps to a value that the fact may have."""
    kind = case.replay.frame.rules["facts"][change.fact]["type"]
    if change.before != case.replay.values.get(change.fact, UNKNOWN) or change.after == change.before:
        return False
    if kind in ("boolean", "text"):
        return change.step is None
    whole = isinstance(change.after, Fraction) and (change.after / case.replay.step(change.fact)).denominator == 1
    return whole and change.step == case.replay.step(change.fact) and case.replay.allowed(change.fact, change.after)


def one_less(change: Change) -> Value:
    """One step short of a change; as it was, where it is no number or was not known."""
    if not (isinstance(change.before, Fraction) and isinstance(change.after, Fraction) and change.step):
        return change.before
    return change.after - change.step if change.after > change.before else change.after + change.step


def _most(case: Case) -> Iterator[Tried]:
    """No random values of the known facts give more than what is said to be the most."""
    found = case.said.regain
    known = [name for name in case.read() if case.replay.values.get(name, UNKNOWN) is not UNKNOWN]
    if found is None or not found.exact or found.lost <= 0 or not case.applies:
        return
    for _ in range(case.completions):
        changed = {name: case.replay.some(name, case.rng) for name in known}
        then = case.at(changed)
        yield holds("target is the most", then.claimed or then.points <= found.target, f"{changed}: {then.points}")


def intervals(case: Case) -> Iterator[Tried]:
    """At both ends the points stay, inside too, and a step beyond they do not."""
    for stay in case.said.regain.stays if case.said.regain else ():
        step = case.replay.step(stay.fact)
        yield holds("interval/step", (stay.value, stay.step) == (case.replay.values[stay.fact], step), f"{stay}")
        for end, beyond in ((stay.low, -step), (stay.high, step)):
            if end is None:
                continue
            may_be = end == stay.value or case.replay.allowed(stay.fact, end)
            yield holds("interval end keeps", may_be and _keeps(case, stay, end), f"{stay} at {end}")
            further = case.replay.allowed(stay.fact, end + beyond) and _keeps(case, stay, end + beyond)
            yield holds("beyond it changes", not further, f"{stay} at {end + beyond}")
        for _ in range(case.completions):
            inside = _inside(case, stay)
            yield holds("interval/inside", _keeps(case, stay, inside), f"{stay} at {inside}")


def _inside(case: Case, stay: Stay) -> Fraction:
    """A random value of an interval, on the fact's grid."""
    step = case.replay.step(stay.fact)
    low = min(ZERO, stay.value) if stay.low is None else stay.low
    high = max(stay.value * 100, 1000 * step) if stay.high is None else stay.high
    least = case.replay.domains[stay.fact][0]
    low = low if least is None else max(low, least)
    return low + step * case.rng.randint(0, int((high - low) / step))


def _keeps(case: Case, stay: Stay, value: Fraction) -> bool:
    now, then = case.now, case.at({stay.fact: value})
    return (then.points, then.status) == (now.points, now.status)


def ranges(case: Case) -> Iterator[Tried]:
    """Both ends are attained, and random values of all that is open give points between them."""
    found = case.range
    if not found.open:
        yield holds("range closed", found.low == found.high == case.points, f"{found}")
        return
    yield holds("range", found.low <= found.points == case.points <= found.high, f"{found}")
    yield holds("range exact", found.exact, f"{found}")
    for bound, at in ((found.low, found.low_at), (found.high, found.high_at)):
        attained = all(case.replay.allowed(n, v) for n, v in at.items() if n in case.replay.domains)
        yield holds("range end attained", attained and _open_points(case, at) == bound, f"{found} at {at}")
    for _ in range(case.completions):
        at = {name: some_open(case.replay, name, case.rng) for name in found.open if name in case.replay.facts}
        points = _open_points(case, at)
        yield holds("range/completions", found.low <= points <= found.high, f"{found}: {points} at {at}")


def some_open(replay: Replay, fact: str, rng: Random) -> Value:
    """A value that an open fact may have: of one in conflict one of those stated."""
    return rng.choice(replay.stated(fact)) if fact in replay.torn else replay.some(fact, rng)


def _open_points(case: Case, at: Values) -> Fraction:
    """The points with these values; where they tell whether it applies, with what the others then have more or less."""
    applying = {name: value for name, value in at.items() if name in _applying(case)}
    if not applying:
        return case.at(at).points
    others = [name for name in case.replay.rows if name != case.name]
    then = handed_in(case.audit, applying)
    more = sum((then.row(name).points - read_number(case.replay.rows[name]["points"]) for name in others), ZERO)
    return case.anew(at) + more


def _applying(case: Case) -> set[str]:
    """The facts that tell whether the indicator applies, where nobody knows."""
    if case.replay.frame.applies[case.name] is not UNKNOWN:
        return set()
    applies = case.audit.rubric.indicators[case.name].applies
    return set(names(applies.expr)) if applies else set()


def totals(audit: Audit, replay: Replay, opened: Collection[str], rng: Random, tries: int) -> Iterator[Tried]:
    """Both ends of the total are attained where the report is audited anew, and random values of all that is open give
    totals between them. A reading of a printed rate cannot be handed in: such an end is not tried."""
    ends = total_ends(audit)
    yield holds("total exact", ends.complete, f"{ends.low} to {ends.high}")
    for bound, at in ((ends.low, ends.low_at), (ends.high, ends.high_at)):
        if not set(at) <= set(replay.domains):
            yield holds("total end not tried", True)
            continue
        points = handed_in(audit, at).totals.recomputed
        yield holds("total end attained", points == bound, f"{points} for {bound} at {at}")
    for _ in range(tries):
        at = {name: some_open(replay, name, rng) for name in opened if name in replay.facts}
        points = handed_in(audit, at).totals.recomputed
        yield holds("total/completions", ends.low <= points <= ends.high, f"{points} at {at}")
