"""The replay of a saved ledger: what its facts and rules come to, worked out again with the expression language alone.

Written apart from the passes that make a ledger, and importing none of them, so that an error in one shows in the
other. A line is (id, indicator, kind, rule, points, exact), amounts as exact text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Expr, Value, evaluate, names, parse, read_number
from youju.ledger.doubted import doubted
from youju.ledger.given import given, standing
from youju.ledger.ruled import ruled
from youju.ledger.sums import sums
from youju.source import fraction_text

Record = dict[str, Any]
Line = tuple[str, str, str, str, str, str]
Moved = tuple[str, str, str, str]
ZERO = Fraction(0)
SCALES = {"元": Fraction(1), "万元": Fraction(10_000), "亿元": Fraction(100_000_000), "%": Fraction(1, 100)}


def replay(ledger: Record) -> Iterator[str]:
    """Every way in which a ledger's facts, moves, weights, entries and sums do not follow from its rules."""
    rules, names_known = ledger["rules"], list(ledger["rules"]["facts"])
    values = {fact["name"]: _value(fact) for fact in ledger["facts"]}
    yield from given(ledger)
    torn = {fact["name"] for fact in ledger["facts"] if fact["status"] == "conflicting"}
    order = [
        name for section in rules["rubric"]["sections"] for group in section["groups"] for name in group["indicators"]
    ]
    order += rules["rubric"].get("adjustments", [])
    applies = {name: _applies(rules["cards"][name], values, torn, names_known) for name in order}
    whole = list(_moves(rules, order, applies))
    on_top = list(_shared(rules, order, applies, whole))
    moves = whole + on_top
    if [(m["transfer"], m["origin"], m["target"], m["weight"]) for m in ledger["moves"]] != moves:
        yield "分值调整与规则不符 / the weights that moved are not those of the rules"
    weights = _weights(rules, order, moves)
    own = {name: weights[name] - sum((read_number(m[3]) for m in on_top if m[2] == name), ZERO) for name in order}
    entries = [
        entry
        for name in order
        for entry in _entries(rules, name, applies, own[name], whole, on_top, values, _row(ledger, name), names_known)
    ]
    taken = [_key(entry) for entry in ledger["entries"] if entry["kind"] == "ruling"]
    entries = _caps(rules, [*_caps(rules, entries, of_total=False), *taken], of_total=True)
    if [_key(entry) for entry in ledger["entries"]] != entries:
        wrong = [e["id"] for e, mine in zip(ledger["entries"], entries, strict=False) if _key(e) != mine]
        which = "、".join(wrong[:3]) or "数量不同"
        yield f"分录不能由事实与规则推出：{which} / entries do not follow from the facts and rules"
    yield from ruled(ledger)
    yield from standing(ledger)
    yield from doubted(ledger, values, weights)
    yield from sums(ledger, order, weights, {"total", *rules["rubric"].get("adjustments", [])})


def _value(fact: Record) -> Value:
    value = fact["value"]
    if value is None:
        return UNKNOWN
    if fact["type"] in ("boolean", "text"):
        return value
    return read_number(value) * SCALES.get(fact["unit"], Fraction(1))


def _row(ledger: Record, name: str) -> Record:
    return next(row for row in ledger["rows"] if row["indicator"] == name)


def _key(entry: Record) -> Line:
    return entry["id"], entry["indicator"], entry["kind"], entry["rule"], entry["points"], entry["exact"]


def _applies(card: Record, values: Mapping[str, Value], torn: set[str], known: list[str]) -> Value:
    if "applies" not in card:
        return True
    expr = parse(card["applies"], known)
    return UNKNOWN if names(expr) & torn else evaluate(expr, values)


def _weights(rules: Record, order: list[str], moves: list[Moved]) -> dict[str, Fraction]:
    weights = {name: read_number(rules["cards"][name].get("weight", "0")) for name in order}
    for _, origin, target, weight in moves:
        weights[origin] -= read_number(weight)
        weights[target] += read_number(weight)
    return weights


def _transfers(rules: Record) -> dict[str, Record]:
    return {transfer["from"]: transfer for transfer in rules["rubric"].get("transfers", [])}


def _proportional(rules: Record) -> dict[str, Record]:
    """The transfers that share a weight, in a part of the rubric or in all of it."""
    return {name: one for name, one in _transfers(rules).items() if "share" in one or one.get("rescale")}


def _rest(rules: Record, name: str, applies: Mapping[str, Value]) -> str:
    """Where a weight comes to rest: the first that applies, or the first that shares what reaches it."""
    transfers, shared = _transfers(rules), _proportional(rules)
    queue, seen = [name], set[str]()
    while applies[queue[0]] is False and queue[0] not in shared:
        step = queue.pop(0)
        queue += [] if step in seen else transfers.get(step, {}).get("to", [])
        seen.add(step)
    return queue[0]


def _moves(rules: Record, order: list[str], applies: Mapping[str, Value]) -> Iterator[Moved]:
    transfers = _transfers(rules)
    for name in order:
        if applies[name] is False and name in transfers:
            target = _rest(rules, name, applies)
            if applies[target] is not False:
                yield transfers[name]["id"], name, target, rules["cards"][name]["weight"]


def _shared(rules: Record, order: list[str], applies: Mapping[str, Value], whole: list[Moved]) -> Iterator[Moved]:
    """Weights shared in proportion to what the indicators of a part, or of all, have by then."""
    transfers, own = _transfers(rules), _weights(rules, order, whole)
    for name in order:
        if applies[name] is not False or name not in transfers:
            continue
        rest = _rest(rules, name, applies)
        if applies[rest] is not False:
            continue
        part = transfers[rest].get("share")
        among = [one for one in order if applies[one] is not False and "weight" in rules["cards"][one]]
        among = [one for one in among if part is None or part in _homes(rules, one)]
        pool = sum((own[one] for one in among), ZERO)
        for one in among:
            weight = read_number(rules["cards"][name]["weight"]) * own[one] / pool
            yield transfers[name]["id"], name, one, fraction_text(weight)


def _homes(rules: Record, name: str) -> set[str]:
    """The section and the group of an indicator."""
    return {
        part["id"]
        for section in rules["rubric"]["sections"]
        for group in section["groups"]
        if name in group["indicators"]
        for part in (section, group)
    }


def _entries(
    rules: Record,
    name: str,
    applies: Mapping[str, Value],
    weight: Fraction,
    whole: list[Moved],
    on_top: list[Moved],
    values: Mapping[str, Value],
    row: Record,
    known: list[str],
) -> list[Line]:
    """One indicator's entries."""
    card = rules["cards"][name]
    if applies[name] is False:
        transfer = next((t["id"] for t in rules["rubric"].get("transfers", []) if t["from"] == name), "applies")
        return [(f"{name}/1", name, "not_applicable", transfer, "0", "0")]
    drafts = _drafts(rules, card, weight, values, row, known)
    step = read_number(card.get("round", rules["rubric"]["round"]))
    total = sum((points for _, _, points in drafts), ZERO)
    rest = _half_up(total, step) - total
    found: list[Line] = []
    gained = [(move, read_number(move[3]) / weight) for move in whole + on_top if move[2] == name]
    kept = 1 - sum((read_number(move[3]) / weight for move in whole if move[2] == name), ZERO)
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
    rules: Record, card: Record, weight: Fraction, values: Mapping[str, Value], row: Record, known: list[str]
) -> list[tuple[str, str, Fraction]]:
    """(kind, rule, points): by rules over figures, else over printed rates, else by what is claimed."""
    claim = None if row["claimed"] is None else read_number(row["claimed"])
    bounds = _bounds(rules, card, weight)
    certain, low, high, missing, decided = _outcome(card, _scope(card, values, weight, known, False), bounds, known)
    if decided:
        return [("rule", rule, points) for rule, points in certain]
    printed = _scope(card, values, weight, known, True)
    if printed != _scope(card, values, weight, known, False):
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


def _scope(
    card: Record, values: Mapping[str, Value], weight: Fraction, known: list[str], printed: bool
) -> dict[str, Value]:
    scope: dict[str, Value] = {**values, "weight": weight}
    seen = [*known]
    for let in card.get("let", []):
        name = let["name"]
        found = [evaluate(parse(text, seen), scope) for text in let["from"]]
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
        when, points = parse(rule["when"], words), parse(rule["points"], words)
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
            inner = [parse(text, words) for text in let["from"]]
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


def _caps(rules: Record, entries: list[Line], *, of_total: bool) -> list[Line]:
    """The entries with what caps cut: those of indicators, or of the total, which see what rulings took."""
    for cap in (cap for cap in rules["rubric"].get("caps", []) if (cap["of"] == "total") is of_total):
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
