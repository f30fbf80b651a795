"""What a form asserts by itself, beside what stands in its slots: that points are full, that a rule asks for more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, names, read_number
from youju.ledger.explained.amounts import POINTS, says
from youju.ledger.explained.bound import Letters
from youju.ledger.explained.compared import holds, wanted_leaves
from youju.ledger.explained.context import Context
from youju.ledger.explained.otherwise import other_points
from youju.ledger.explained.referred import basis_of, finding_of, told_range
from youju.ledger.explained.sided import bounds, leaves
from youju.ledger.sentences.called import KINDS, LEVELS, MARKS, SUPPORT

Record = dict[str, Any]
Slots = Mapping[str, Record]
Claim = Callable[[Context, str, Slots, Letters], bool]


def asserted(table: str, context: Context, text: Record, letters: Letters) -> bool:
    """Whether what the form of a sentence says is so; `letters` are what its slots are about."""
    claims = {"why": _WHY, "regain": _REGAIN, "why-not": _WHY_NOT}[table]
    found = next((claim for glob, claim in claims.items() if fnmatchcase(text["key"], glob)), None)
    return found is None or found(context, text["key"], text["slots"], letters)


def _pair(words: Mapping[str, str]) -> tuple[str, str]:
    return words["zh"], words["en"]


def _is(slot: Record, words: Mapping[str, str]) -> bool:
    return (slot["zh"], slot["en"]) == _pair(words)


def _head(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    """Which head a row has, and what is said of its claim."""
    row, points = context.row, read_number(context.row["points"])
    adjustment = "weight" not in context.world.card
    if row["status"] == "not_applicable":
        return key == "head/not-applicable/unsaid"
    head = "adjustment" if adjustment else "full" if points >= context.full else "part"
    claimed = None if row["claimed"] is None else read_number(row["claimed"])
    claim = "unclaimed" if claimed is None else "as-claimed" if claimed == points else "claimed"
    claim = "unsaid" if adjustment and claimed is None else claim
    return key == f"head/{head}/{claim}"


def _stands(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    entries = context.entries.values()
    return {
        "stands/contradicted": any(read_number(one["at_risk"]) for one in entries),
        "stands/printed": any(one["kind"] == "printed" for one in entries),
        "stands/asserted": context.row["support"] == "asserted",
    }[key]


def _between(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    ends = told_range(context)
    return ends["low"] < ends["high"]


def _lost(context: Context) -> list[str]:
    """The items of a sum that gave nothing and would have given something, while points are lost to others than
    rulings."""
    taken = sum((read_number(one["points"]) for one in context.entries.values() if one["kind"] == "ruling"), Fraction(0))
    if "weight" not in context.world.card or context.full - read_number(context.row["points"]) + taken <= 0:
        return []
    stood = {one["rule"] for one in context.entries.values()}
    return [rule for rule in context.rules if rule not in stood and context.worth(rule) > 0]


def _items(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    lost = len(_lost(context))
    return {"lost/none": lost == 0, "lost/more": lost > 2, "lost/rest-won": 0 < lost <= 2}[key]


def _item(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return letters["R"] not in context.given


def _taken(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return context.entries[letters["E"]]["kind"] == "ruling"


def _compared(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return holds(key, context, slots)


def _missed_answer(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    asked = [(leaf, wanted) for leaf, wanted in wanted_leaves(context, letters["R"]) if letters["F"] in names(leaf)]
    return letters["R"] not in context.given and any(context.value(leaf) is (not wanted) for leaf, wanted in asked)


def _share(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    """Some rule of the card gives points in that proportion."""
    name = letters["F"]
    told = f"weight * min(1, {name})" if key.endswith("capped") else f"weight * {name}"
    every = [context.tree(rule["points"]) for rule in context.rules.values()]
    return context.says(told, told, every)


def _entry(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    one = context.entries[letters["E"]]
    support = "contradicted" if read_number(one["at_risk"]) else one["support"]
    rounded = one["exact"] != one["points"]
    words = _is(slots["kind"], KINDS[one["kind"]]) and _is(slots["support"], SUPPORT[support])
    return words and key == ("entry/rounded" if rounded else "entry")


def _evidence(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    """How a fact stands: stated, conflicting, set aside, missing, taken by convention, or decided by an auditor."""
    fact = context.facts[letters["F"]]
    own = int(letters.get("N", "0")) < len(fact["statements"])
    kind, _, state = key.removeprefix("evidence/").partition("/")
    figure = kind if kind != "ruled" else state.partition("/")[0]
    if figure in ("figure", "answer"):
        told = isinstance(context.world.values.get(fact["name"], UNKNOWN), Fraction)
        if told is not (figure == "figure"):
            return False
    if kind in ("ruled", "note"):
        return fact["ruling"] is not None
    if kind in ("missing", "defaulted"):
        return not fact["statements"] and (fact["status"] == "defaulted") is (kind == "defaulted")
    if kind == "overruled":
        return not own
    return own and (state != "conflicting" or fact["status"] == "conflicting") and not (
        state == "" and fact["status"] == "conflicting"
    )  # fmt: skip


def _basis(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    one = basis_of(context, letters["R"], int(letters["N"]))
    return _is(slots["mark"], MARKS[one["mark"]]) and (key == "basis/card") is (letters["R"] == "")


def _finding(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return _is(slots["level"], LEVELS[finding_of(context, letters["K"])["level"]])


def _otherwise(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    points = other_points(context, slots["words"]["zh"], slots["words"]["en"])
    return points is not None and all(says(slots["points"][lang], points, POINTS) for lang in ("zh", "en"))


def _regain_head(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    row, said = context.row, context.said["regain"]
    if key == "head/ruled":
        return read_number(said["ruled"]) > 0
    if row["status"] == "not_applicable":
        return key == "head/not-applicable"
    if "weight" not in context.world.card:
        return key == "head/adjustment"
    if key == "head/open":
        return bool(context.world.present.missing) and context.world.present.status == "undetermined"
    return key == ("head/nothing-lost" if read_number(row["points"]) >= context.full else "head/lost")


def _none(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    said = context.said["regain"]
    if key == "way/most":
        return read_number(said["target"]) < context.full
    return not said["exact"] if key == "way/not-exact" else bool(said["exact"]) and not said["ways"]


def _way(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    """Number or answer, known or not, settled or not; and that what changes alone, or together, is all of the way."""
    said = context.said["regain"]
    way = said["nearer" if key.startswith("nearer") else "ways"][int(letters["W"])]
    if key == "way/together":
        return len(way["changes"]) > 1
    change = way["changes"][int(letters["C"])]
    number = change["step"] is not None
    kind = "number" if number else "answer-unknown" if change["before"] is None else "answer"
    fixed = context.specs is not None and number and context.specs[change["fact"]].remedy == "fixed"
    told = key.partition("/")[2]
    alone = key.startswith("part/") is (len(way["changes"]) > 1)
    if context.specs is None or key.startswith("part/"):
        return alone and told.removesuffix("-fixed") == kind
    return alone and told == (f"{kind}-fixed" if fixed else kind)


def _advice(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    changed = {change["fact"] for way in context.said["regain"]["ways"] for change in way["changes"]}
    remedy = key.removeprefix("advice/").removesuffix("-papers")
    known = context.specs is None or context.specs[letters["F"]].remedy == remedy
    return letters["F"] in changed and known


def _missing(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return letters["F"] in context.world.present.missing


def _stay(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    one = context.said["stays"][int(letters["S"])]
    low, high = one["low"], one["high"]
    if low is not None and low == high:
        return key == "stay/only"
    return key == ("stay/least" if high is None else "stay/most" if low is None else "stay/between")


def _not_head(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return (key == "head_bonus") is ("weight" not in context.world.card)


def _why_not(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    """Why a rule gave nothing: its condition fails, is open, or holds behind another one."""
    lead, _, reason = key.partition("_")
    rule = letters["R"]
    if lead in ("gain", "count") and (context.worth(rule) > 0) is not (lead == "gain"):
        return False
    truth = context.value(context.condition(rule))
    if rule in context.given:
        return False
    if reason in ("behind", "waits", "rival"):
        other = context.value(context.condition(letters["Q"]))
        return truth is True and letters["Q"] != rule and (other is True) is (letters["Q"] in context.given)
    if reason.startswith("lacking"):
        worked = context.value(context.tree(context.rules[rule]["points"]))
        return not isinstance(truth, bool) or (truth is True and worked is UNKNOWN)
    if reason == "unworkable":
        return truth is not True or context.value(context.tree(context.rules[rule]["points"])) is UNKNOWN
    return truth is False and _fails(context, rule, letters.get("N", ""), reason)


def _fails(context: Context, rule: str, number: str, reason: str) -> bool:
    """Whether the comparison itself is not as the rule wants it; at the edge both sides are equal."""
    wanted = dict(wanted_leaves(context, rule))
    missed = [one for one in leaves(context, rule, number) if context.value(one) is (not wanted.get(one, True))]
    if not reason.startswith("edge"):
        return bool(missed)
    return any(context.value(one.left) == context.value(one.right) for leaf in missed for one in bounds(leaf))


def _also(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return context.value(context.condition(letters["R"])) is False and _fails(
        context, letters["R"], "", key.partition("_")[2]
    )


def _waived(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return letters["R"] == "applies" and context.row["status"] == "not_applicable"


def _every(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return set(context.rules) <= context.given


def _accepted(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return context.entries[letters["E"]]["kind"] in ("answer", "claim")


def _quantity(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    let = context.lets[letters["F"]]
    worked = any(context.value(context.tree(text)) is not UNKNOWN for text in let["from"])
    return (key == "quantity") is worked or key == "quantity"


def _lack(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    fact = context.facts.get(letters["F"])
    if context.world.values.get(letters["F"], UNKNOWN) is not UNKNOWN:
        return False
    ruled = fact is not None and fact["ruling"] is not None
    return ruled is (key == "lack_ruled")


def _default(context: Context, key: str, slots: Slots, letters: Letters) -> bool:
    return context.facts[letters["F"]]["status"] == "defaulted"


_WHY: Mapping[str, Claim] = {
    "head/*": _head, "stands/*": _stands, "between": _between, "lost/item": _item, "lost/ruling": _taken,
    "lost/*": _items, "clause/share*": _share, "clause/*/*/*": _compared, "missed/answer": _missed_answer,
    "missed/*": _compared, "entry*": _entry, "evidence/more": lambda *_: True, "evidence/*": _evidence,
    "basis*": _basis, "finding": _finding, "otherwise": _otherwise,
}  # fmt: skip
_REGAIN: Mapping[str, Claim] = {
    "head/*": _regain_head, "way/most": _none, "way/none": _none, "way/not-exact": _none, "way/*": _way,
    "part/*": _way, "nearer/*": _way, "advice/*": _advice, "missing/*": _missing, "stay/*": _stay,
}  # fmt: skip
_WHY_NOT: Mapping[str, Claim] = {
    "head*": _not_head, "waived_*": _waived, "also_*": _also, "every": _every, "accepted": _accepted,
    "quantity": _quantity, "printed": _quantity, "lack*": _lack, "default": _default,
    "gain_*": _why_not, "count_*": _why_not, "some_*": _why_not,
}  # fmt: skip


def complete(context: Context) -> Iterator[str]:
    """What is proved, and told by no sentence: ways, steps on the way, intervals, entries."""
    slots = [slot for texts in context.said["texts"].values() for text in texts for slot in text["slots"].values()]
    told = {":".join(slot["of"].split(":")[:2]) for slot in slots}
    regain = context.said["regain"]
    wanted = [f"way:{at}" for at in range(len(regain["ways"]))] + [f"near:{at}" for at in range(len(regain["nearer"]))]
    wanted += [f"stay:{at}" for at in range(len(context.said["stays"]))]
    wanted += [f"entry:{name}" for name in context.entries]
    yield from (one for one in wanted if one not in told)
