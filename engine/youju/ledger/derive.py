"""The points of one indicator, worked out from values, weight and claim: what the replay and explanations share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Expr, Value, evaluate, names, read_number
from youju.ledger.moved import Frame, tree
from youju.source import fraction_text

Record = dict[str, Any]
Line = tuple[str, str, str, str, str, str]
"""An entry: id, indicator, kind, rule, points, exact; amounts as exact text."""
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator comes to: its points within its own caps, its entries, whether its rules alone decide, and
    the facts that they lack where they do not.
    """

    points: Fraction
    lines: tuple[Line, ...]
    decided: bool
    missing: frozenset[str]

    @property
    def claimed(self) -> bool:
        """Whether a claim is in its points."""
        return any(line[2] in ("claim", "unclaimed") for line in self.lines)

    @property
    def status(self) -> str:
        """Undetermined where rules cannot decide from figures and answers."""
        return "undetermined" if self.claimed or any(line[2] == "printed" for line in self.lines) else "scored"


def outcome_of(frame: Frame, name: str, values: Mapping[str, Value], claim: Fraction | None) -> Outcome:
    """What an indicator would come to with these values; weights and applicability stay as they are in the frame."""
    card = frame.rules["cards"][name]
    own = [cap for cap in frame.rules["rubric"].get("caps", []) if cap["of"] == name]
    lines = capped(own, entries_of(frame, name, values, claim))
    points = sum((read_number(line[4]) for line in lines), ZERO)
    if frame.applies[name] is False:
        return Outcome(points, tuple(lines), True, frozenset())
    weight = frame.own(name)
    scope = scope_of(card, values, weight, frame.known, False)
    _, _, _, missing, decided = _outcome(card, scope, _bounds(frame.rules, card, weight), frame.known)
    return Outcome(points, tuple(lines), decided, frozenset(missing))


def entries_of(frame: Frame, name: str, values: Mapping[str, Value], claim: Fraction | None) -> list[Line]:
    """One indicator's entries before its caps."""
    rules, card, weight = frame.rules, frame.rules["cards"][name], frame.own(name)
    if frame.applies[name] is False:
        transfer = next((t["id"] for t in rules["rubric"].get("transfers", []) if t["from"] == name), "applies")
        return [(f"{name}/1", name, "not_applicable", transfer, "0", "0")]
    drafts = _drafts(rules, card, weight, values, claim, frame.known)
    step = read_number(card.get("round", rules["rubric"]["round"]))
    total = sum((points for _, _, points in drafts), ZERO)
    rest = _half_up(total, step) - total
    found: list[Line] = []
    gained = [(move, read_number(move[3]) / weight) for move in frame.moves if move[2] == name]
    kept = 1 - sum((read_number(move[3]) / weight for move in frame.whole if move[2] == name), ZERO)
    for i, (kind, rule, exact) in enumerate(drafts):
        points = exact + (rest if i == len(drafts) - 1 else ZERO)
        shares = [
            (kind, rule, kept),
            *(("moved" if kind == "rule" else kind, move[0], share) for move, share in gained),
        ]
        for kind_of, rule_of, share in shares:
            amounts = fraction_text(points * share), fraction_text(exact * share)
            found.append((f"{name}/{len(found) + 1}", name, kind_of, rule_of, *amounts))
    return found


def _drafts(
    rules: Record, card: Record, weight: Fraction, values: Mapping[str, Value], claim: Fraction | None, known: list[str]
) -> list[tuple[str, str, Fraction]]:
    """(kind, rule, points): by rules over figures, else over printed rates, else by what is claimed."""
    bounds = _bounds(rules, card, weight)
    certain, low, high, missing, decided = _outcome(card, scope_of(card, values, weight, known, False), bounds, known)
    if decided:
        return [("rule", rule, points) for rule, points in certain]
    printed = scope_of(card, values, weight, known, True)
    if printed != scope_of(card, values, weight, known, False):
        by_print = _outcome(card, printed, bounds, known)
        if by_print[4]:
            return [("printed", rule, points) for rule, points in by_print[0]]
    drafts = [("rule", rule, points) for rule, points in certain]
    earned = sum((points for _, points in certain), ZERO)
    accept = {rule["kind"]: rule["id"] for rule in rules["rubric"]["accept"]}
    if claim is None:
        return [*drafts, ("unclaimed", accept["unclaimed"], low - earned)]
    rest = min(max(claim, low), high) - earned
    items = bool(missing) and all(rules["facts"][name]["type"] == "boolean" for name in missing)
    return [*drafts, ("answer", accept["unanswered"], rest) if items else ("claim", accept["missing"], rest)]


def scope_of(
    card: Record, values: Mapping[str, Value], weight: Fraction, known: list[str], printed: bool
) -> dict[str, Value]:
    """The values with the card's named quantities; `printed` takes a rate as it is stated where figures lack."""
    scope: dict[str, Value] = {**values, "weight": weight}
    seen = [*known]
    for let in card.get("let", []):
        name = let["name"]
        found = [evaluate(tree(text, seen), scope) for text in let["from"]]
        value = next((value for value in found if value is not UNKNOWN), UNKNOWN)
        if value is UNKNOWN and printed and "stated" in let:
            value = values.get(let["stated"], UNKNOWN)
        scope[name] = value
        seen.append(name)
    return scope


def _outcome(
    card: Record, scope: Mapping[str, Value], bounds: tuple[Fraction, Fraction], known: list[str]
) -> tuple[list[tuple[str, Fraction]], Fraction, Fraction, set[str], bool]:
    """Certain (rule, points), low, high, facts that are missing, whether all is decided; by the card's hit policy."""
    words = [*known, *(let["name"] for let in card.get("let", [])), "weight"]
    certain: list[tuple[str, Fraction]] = []
    unsure: list[tuple[tuple[Fraction, Fraction], set[str]]] = []
    for rule in card["rules"]:
        when, points = tree(rule["when"], words), tree(rule["points"], words)
        truth, worth = evaluate(when, scope), evaluate(points, scope)
        if truth is True and isinstance(worth, Fraction):
            certain.append((rule["id"], worth))
        elif truth is not False:
            between = (worth, worth) if isinstance(worth, Fraction) else bounds
            unsure.append((between, _lacking(card, known, scope, when, points)))
        if truth is True and card["hit"] == "first":
            break
    missing = {name for _, lacking in unsure for name in lacking}
    if card["hit"] == "sum":
        low = sum((points for _, points in certain), ZERO) + sum((min(lo, ZERO) for (lo, _), _ in unsure), ZERO)
        high = sum((points for _, points in certain), ZERO) + sum((max(hi, ZERO) for (_, hi), _ in unsure), ZERO)
        if "weight" in card:
            low, high = max(low, bounds[0]), min(high, bounds[1])
        return certain, low, high, missing, not unsure
    if len(certain) == 1 and not unsure:
        return certain, certain[0][1], certain[0][1], missing, True
    ranges = [between for between, _ in unsure] + [(points, points) for _, points in certain] or [bounds]
    if not certain and len(unsure) == 1:
        ranges.append(bounds)
    return [], min(lo for lo, _ in ranges), max(hi for _, hi in ranges), missing, False


def _lacking(card: Record, known: list[str], scope: Mapping[str, Value], *exprs: Expr) -> set[str]:
    """The facts that expressions read, through the card's lets, and whose values are unknown."""
    read = {name for expr in exprs for name in names(expr)}
    lets: list[Record] = card.get("let", [])
    # A let reads only what stands before it, so one pass from the last to the first reaches the facts.
    for i, let in reversed(list(enumerate(lets))):
        if let["name"] in read:
            words = [*known, *(earlier["name"] for earlier in lets[:i])]
            inner = [tree(text, words) for text in let["from"]]
            settled = [expr for expr in inner if evaluate(expr, scope) is not UNKNOWN][:1]
            read = (read - {let["name"]}) | {fact for expr in (settled or inner) for fact in names(expr)}
    return {name for name in read if name in known and scope.get(name, UNKNOWN) is UNKNOWN}


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


def capped(caps: list[Record], entries: list[Line]) -> list[Line]:
    """The entries with what these caps cut of them, one after the other."""
    for cap in caps:
        own = [entry for entry in entries if cap["of"] in ("total", entry[1])]
        amount = sum((read_number(entry[4]) for entry in own), ZERO)
        cut = ZERO
        if "most" in cap and amount > read_number(cap["most"]):
            cut = read_number(cap["most"]) - amount
        elif "least" in cap and amount < read_number(cap["least"]):
            cut = read_number(cap["least"]) - amount
        if cut:
            charged, shown = cap.get("charged_to", cap["of"]), fraction_text(cut)
            entries = [*entries, (f"{cap['of']}/{cap['id']}", charged, "cap", cap["id"], shown, shown)]
    return entries
