"""The points of one indicator, worked out from values, weight and claim: what the replay and explanations share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from youju.feel import Value, names, read_number
from youju.ledger.moved import Frame, tree
from youju.ledger.settled import Settled, facts_of, scope_of, settled
from youju.source import fraction_text

Record = dict[str, Any]
Line = tuple[str, str, str, str, str, str]
"""An entry: id, indicator, kind, rule, points, exact; amounts as exact text."""
Posted = tuple[Line, frozenset[str]]
"""An entry with the facts that it stands on."""
Draft = tuple[str, str, Fraction, frozenset[str]]
"""An entry before rounding and before moved weight is set apart: kind, rule, points, facts."""
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator comes to: its points within its own caps, its entries, whether its rules alone decide, and
    the facts that they lack where they do not.

    `low` and `high` are what the rules leave open, as it would be entered; `facts` what each entry stands on.
    """

    points: Fraction
    lines: tuple[Line, ...]
    decided: bool
    missing: frozenset[str]
    low: Fraction = ZERO
    high: Fraction = ZERO
    facts: tuple[frozenset[str], ...] = field(default=(), compare=False)

    @property
    def claimed(self) -> bool:
        """Whether a claim is in its points."""
        return any(line[2] in ("claim", "unclaimed") for line in self.lines)

    @property
    def status(self) -> str:
        """Undetermined where rules cannot decide from figures and answers."""
        return "undetermined" if self.claimed or any(line[2] == "printed" for line in self.lines) else "scored"


def outcome_of(
    frame: Frame,
    name: str,
    values: Mapping[str, Value],
    claim: Fraction | None,
    assumed: Mapping[str, Value] | None = None,
) -> Outcome:
    """What an indicator would come to with these values; weights and applicability stay as they are in the frame.

    `assumed` are named quantities of its card that have a given value, whatever their figures.
    """
    own = [cap for cap in frame.rules["rubric"].get("caps", []) if cap["of"] == name]
    if frame.applies[name] is False:
        posted = capped(own, [_unapplied(frame, name)])
        lines, facts = tuple(line for line, _ in posted), tuple(read for _, read in posted)
        return Outcome(sum_of(posted), lines, True, frozenset(), facts=facts)
    found = _settled(frame, name, values, False, assumed)
    earned = _entered(frame, name, _drafts(frame, name, values, claim, assumed, found))
    posted = capped(own, earned)
    lines, facts = tuple(line for line, _ in posted), tuple(read for _, read in posted)
    points = sum_of(posted)
    low, high = _range(frame, name, found, sum_of(earned))
    for cap in own:
        low = max(low, read_number(cap["least"])) if "least" in cap else low
        high = min(high, read_number(cap["most"])) if "most" in cap else high
    between = min(low, points), max(high, points)
    return Outcome(points, lines, found.decided, found.missing, *between, facts)


def sum_of(posted: Iterable[Posted]) -> Fraction:
    """The points of entries together."""
    return sum((read_number(line[4]) for line, _ in posted), ZERO)


def capped(caps: Sequence[Record], posted: Sequence[Posted]) -> list[Posted]:
    """The entries with what these caps cut of them, one after the other."""
    entries = list(posted)
    for cap in caps:
        own = [entry for entry in entries if cap["of"] in ("total", entry[0][1])]
        amount, cut = sum_of(own), ZERO
        if "most" in cap and amount > read_number(cap["most"]):
            cut = read_number(cap["most"]) - amount
        elif "least" in cap and amount < read_number(cap["least"]):
            cut = read_number(cap["least"]) - amount
        if cut:
            charged, shown = cap.get("charged_to", cap["of"]), fraction_text(cut)
            # A cap of the whole rests on what its indicator had, not on what another such cap cut.
            read = (
                (facts for line, facts in posted if line[1] == charged) if cap["of"] == "total" else (f for _, f in own)
            )
            line = (f"{cap['of']}/{cap['id']}", charged, "cap", cap["id"], shown, shown)
            entries.append((line, frozenset[str]().union(*read)))
    return entries


def _unapplied(frame: Frame, name: str) -> Posted:
    """The entry of an indicator that does not apply."""
    transfer = next((t["id"] for t in frame.rules["rubric"].get("transfers", []) if t["from"] == name), "applies")
    return (f"{name}/1", name, "not_applicable", transfer, "0", "0"), _applying(frame, name)


def _entered(frame: Frame, name: str, drafts: Sequence[Draft]) -> list[Posted]:
    """One indicator's entries before its caps, rounded, with moved weight set apart."""
    weight = frame.own(name)
    total = sum((points for _, _, points, _ in drafts), ZERO)
    rest = _half_up(total, _step(frame, name)) - total
    found: list[Posted] = []
    gained = [(move, read_number(move[3]) / weight) for move in frame.moves if move[2] == name]
    kept = 1 - sum((read_number(move[3]) / weight for move in frame.whole if move[2] == name), ZERO)
    for i, (kind, rule, exact, facts) in enumerate(drafts):
        points = exact + (rest if i == len(drafts) - 1 else ZERO)
        moved = "moved" if kind == "rule" else kind
        shares = [(kind, rule, kept, facts)]
        shares += [(moved, move[0], share, facts | _applying(frame, move[1])) for move, share in gained]
        for kind_of, rule_of, share, read in shares:
            amounts = fraction_text(points * share), fraction_text(exact * share)
            found.append(((f"{name}/{len(found) + 1}", name, kind_of, rule_of, *amounts), read))
    return found


def _drafts(
    frame: Frame,
    name: str,
    values: Mapping[str, Value],
    claim: Fraction | None,
    assumed: Mapping[str, Value] | None,
    found: Settled,
) -> list[Draft]:
    """By rules over figures (`found`), else over printed rates, else by what is claimed."""
    if found.decided:
        return _by_rules(frame, name, found, "rule")
    if assumed is None:
        by_print = _settled(frame, name, values, True, None)
        if by_print.scope != found.scope and by_print.decided:
            return _by_rules(frame, name, by_print, "printed")
    drafts, low, high = _by_rules(frame, name, found, "rule"), found.low, found.high
    earned = sum((points for _, _, points, _ in drafts), ZERO)
    accept = {rule["kind"]: rule["id"] for rule in frame.rules["rubric"]["accept"]}
    if claim is None:
        return [*drafts, ("unclaimed", accept["unclaimed"], low - earned, found.missing)]
    rest = min(max(claim, low), high) - earned
    types = frame.rules["facts"]
    items = bool(found.missing) and all(types[fact]["type"] == "boolean" for fact in found.missing)
    kind, rule = ("answer", accept["unanswered"]) if items else ("claim", accept["missing"])
    return [*drafts, (kind, rule, rest, found.missing)]


def _by_rules(frame: Frame, name: str, found: Settled, kind: str) -> list[Draft]:
    card = frame.rules["cards"][name]
    rules = {rule["id"]: rule for rule in card["rules"]}
    return [(kind, rule, points, facts_of(card, rules[rule], found, frame.known)) for rule, points in found.certain]


def _settled(
    frame: Frame, name: str, values: Mapping[str, Value], printed: bool, assumed: Mapping[str, Value] | None
) -> Settled:
    card, weight = frame.rules["cards"][name], frame.own(name)
    scope = scope_of(card, values, weight, frame.known, printed, assumed)
    return settled(card, scope, _bounds(frame.rules, card, weight), frame.known, printed)


def _range(frame: Frame, name: str, found: Settled, points: Fraction) -> tuple[Fraction, Fraction]:
    """What rules leave open, rounded as points are, and counting for more where weight is shared."""
    own, step = frame.own(name), _step(frame, name)
    scale = frame.weights[name] / own if own else Fraction(1)
    low, high = (_half_up(bound, step) * scale for bound in (found.low, found.high))
    return min(low, points), max(high, points)


def _applying(frame: Frame, name: str) -> frozenset[str]:
    """The facts that tell whether an indicator applies."""
    card = frame.rules["cards"][name]
    return frozenset(names(tree(card["applies"], frame.known))) if "applies" in card else frozenset()


def _step(frame: Frame, name: str) -> Fraction:
    return read_number(frame.rules["cards"][name].get("round", frame.rules["rubric"]["round"]))


def _bounds(rules: Record, card: Record, weight: Fraction) -> tuple[Fraction, Fraction]:
    if "weight" in card:
        return ZERO, weight
    caps = [cap for cap in rules["rubric"].get("caps", []) if cap["of"] == card["indicator"]]
    least = [read_number(cap["least"]) for cap in caps if "least" in cap]
    most = [read_number(cap["most"]) for cap in caps if "most" in cap]
    return max(least, default=ZERO), min(most, default=ZERO)


def _half_up(value: Fraction, step: Fraction) -> Fraction:
    whole = (abs(value) / step + Fraction(1, 2)).__floor__() * step
    return -whole if value < 0 else whole
