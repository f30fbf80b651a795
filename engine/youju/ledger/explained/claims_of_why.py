"""What the sentences of `why` assert: that points are full, that a rule asks for more, how a fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, names, read_number
from youju.ledger.explained.amounts import POINTS, says
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.compared import holds, wanted_leaves
from youju.ledger.explained.context import Context
from youju.ledger.explained.otherwise import other_points
from youju.ledger.explained.referred import basis_of, finding_of, told_range
from youju.ledger.sentences.called import KINDS, LEVELS, MARKS, SUPPORT

Record = dict[str, Any]


def _is(slot: Record, words: Mapping[str, str]) -> bool:
    return (slot["zh"], slot["en"]) == (words["zh"], words["en"])


def _head(told: Told) -> bool:
    """Which head a row has, and what is said of its claim."""
    row, points = told.context.row, read_number(told.context.row["points"])
    adjustment = "weight" not in told.context.world.card
    if row["status"] == "not_applicable":
        return told.key == "head/not-applicable/unsaid"
    head = "adjustment" if adjustment else "full" if points >= told.context.full else "part"
    claimed = None if row["claimed"] is None else read_number(row["claimed"])
    claim = "unclaimed" if claimed is None else "as-claimed" if claimed == points else "claimed"
    claim = "unsaid" if adjustment and claimed is None else claim
    return told.key == f"head/{head}/{claim}"


def _stands(told: Told) -> bool:
    entries = told.context.entries.values()
    return {
        "stands/contradicted": any(read_number(one["at_risk"]) for one in entries),
        "stands/printed": any(one["kind"] == "printed" for one in entries),
        "stands/asserted": told.context.row["support"] == "asserted",
    }[told.key]


def _between(told: Told) -> bool:
    ends = told_range(told.context)
    return ends["low"] < ends["high"]


def _lost(context: Context) -> list[str]:
    """The items of a sum that gave nothing and would have given something, while points are lost to others than
    rulings."""
    taken = sum(
        (read_number(one["points"]) for one in context.entries.values() if one["kind"] == "ruling"), Fraction(0)
    )
    if "weight" not in context.world.card or context.full - read_number(context.row["points"]) + taken <= 0:
        return []
    stood = {one["rule"] for one in context.entries.values()}
    return [rule for rule in context.rules if rule not in stood and context.worth(rule) > 0]


def _items(told: Told) -> bool:
    lost = len(_lost(told.context))
    return {"lost/none": lost == 0, "lost/more": lost > 2, "lost/rest-won": 0 < lost <= 2}[told.key]


def _item(told: Told) -> bool:
    return told.letters["R"] not in told.context.given


def _taken(told: Told) -> bool:
    return told.context.entries[told.letters["E"]]["kind"] == "ruling"


def _compared(told: Told) -> bool:
    return holds(told.key, told.context, told.slots)


def _missed_answer(told: Told) -> bool:
    """The rule gave nothing, and its condition wants another answer."""
    context, rule, name = told.context, told.letters["R"], told.letters["F"]
    leaves = [(leaf, wanted) for leaf, wanted in wanted_leaves(context, rule) if name in names(leaf)]
    return rule not in context.given and any(context.value(leaf) is (not wanted) for leaf, wanted in leaves)


def _share(told: Told) -> bool:
    """Some rule of the card gives points in that proportion."""
    name = told.letters["F"]
    formula = f"weight * min(1, {name})" if told.key.endswith("capped") else f"weight * {name}"
    every = [told.context.tree(rule["points"]) for rule in told.context.rules.values()]
    return told.context.says(formula, formula, every)


def _entry(told: Told) -> bool:
    one = told.context.entries[told.letters["E"]]
    support = "contradicted" if read_number(one["at_risk"]) else one["support"]
    rounded = one["exact"] != one["points"]
    words = _is(told.slots["kind"], KINDS[one["kind"]]) and _is(told.slots["support"], SUPPORT[support])
    return words and told.key == ("entry/rounded" if rounded else "entry")


def _evidence(told: Told) -> bool:
    """How a fact stands: stated, conflicting, set aside, missing, taken by convention, or decided by an auditor."""
    fact = told.context.facts[told.letters["F"]]
    own = int(told.letters.get("N", "0")) < len(fact["statements"])
    kind, _, state = told.key.removeprefix("evidence/").partition("/")
    shape = state.partition("/")[0] if kind == "ruled" else kind
    figure = isinstance(told.context.world.values.get(fact["name"], UNKNOWN), Fraction)
    if shape in ("figure", "answer") and figure is not (shape == "figure"):
        return False
    if kind in ("ruled", "note"):
        return fact["ruling"] is not None
    if kind in ("missing", "defaulted"):
        return not fact["statements"] and (fact["status"] == "defaulted") is (kind == "defaulted")
    if kind in ("overruled", "more"):
        return own is (kind == "more")
    # What is read unsurely says so instead.
    return own and (state == "unsure" or (fact["status"] == "conflicting") is (state == "conflicting"))


def _basis(told: Told) -> bool:
    one = basis_of(told.context, told.letters["R"], int(told.letters["N"]))
    return _is(told.slots["mark"], MARKS[one["mark"]]) and (told.key == "basis/card") is (told.letters["R"] == "")


def _finding(told: Told) -> bool:
    return _is(told.slots["level"], LEVELS[finding_of(told.context, told.letters["K"])["level"]])


def _otherwise(told: Told) -> bool:
    points = other_points(told.context, told.slots["words"]["zh"], told.slots["words"]["en"])
    return points is not None and all(says(told.slots["points"][lang], points, POINTS) for lang in ("zh", "en"))


CLAIMS: Mapping[str, Claim] = {
    "head/*": _head, "stands/*": _stands, "between": _between, "lost/item": _item, "lost/ruling": _taken,
    "lost/*": _items, "clause/share*": _share, "clause/*/*/*": _compared, "missed/answer": _missed_answer,
    "missed/*": _compared, "entry*": _entry, "evidence/*": _evidence,
    "basis*": _basis, "finding": _finding, "otherwise": _otherwise,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
