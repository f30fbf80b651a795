"""What the sentences of `why` assert: that points are full, that a rule asks for more, how a fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Name, read_number
from youju.ledger.explained.amounts import POINTS, says
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.compared import compares, told_leaves, wanted_leaves
from youju.ledger.explained.context import Context
from youju.ledger.explained.led import rules_led
from youju.ledger.explained.otherwise import other_points
from youju.ledger.explained.referred import basis_of, finding_of, told_range
from youju.ledger.explained.sided import leaves
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


def _lead(told: Told) -> bool:
    """That a rule which would have given so much gave nothing: what it asks for stands behind."""
    return told.key == "lead/full" or told.letters["R"] not in told.context.given


def _answered(told: Told) -> bool:
    """That a question has an answer, or none; behind a lead, that the rule wants another one."""
    context, name = told.context, told.letters["F"]
    known = context.scope[name] is not UNKNOWN
    if known is told.key.endswith("/unsaid"):
        return False
    led = rules_led(told)
    return led is None or any(_wants_other(context, rule, name, None) for rule in led)


def _asked_answer(told: Told) -> bool:
    """That the rule above gave nothing, and its condition wants this answer."""
    wanted = told.key.endswith("/answer")
    led = rules_led(told) or []
    return any(_wants_other(told.context, rule, told.letters["F"], wanted) for rule in led)


def _wants_other(context: Context, rule: str, name: str, answer: bool | None) -> bool:
    """Whether a condition wants another answer to a question than it has: this one, or any."""
    leaves = [(leaf, wanted) for leaf, wanted in wanted_leaves(context, rule) if isinstance(leaf, Name)]
    return any(
        leaf.name == name and context.value(leaf) is (not wanted) and answer in (None, wanted)
        for leaf, wanted in leaves
    )


def _condition(told: Told) -> bool:
    """Of a condition in words that it fails, or does not, as the rule that is led to wants it."""
    context, rule, slot = told.context, told.letters["R"], told.slots["condition"]
    led = rules_led(told)
    every = [context.condition(rule), *told_leaves(context, rule)]
    values = [context.value(one) for one in every if context.says(slot["zh"], slot["en"], [one])]
    fails = told.key == "clause/unmet"
    return (led is None or (rule in led and fails)) and any((value is False) is fails for value in values)


def _unworkable(told: Told) -> bool:
    """That a condition, or points, have no value."""
    context, rule, slot = told.context, told.letters["R"], told.slots["condition"]
    if rule not in (rules_led(told) or []):
        return False
    if slot["of"].startswith("formula:"):
        return not isinstance(context.value(context.tree(context.rules[rule]["points"])), Fraction)
    every = [context.condition(rule), *leaves(context, rule)]
    return any(not isinstance(context.value(one), bool) for one in every if context.says(slot["zh"], slot["en"], [one]))


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


def _moved(told: Told) -> bool:
    """That weight moved to several entries."""
    return len({one["rule"] for one in told.context.entries.values() if one["kind"] in ("moved", "cap")}) > 1


def _papers(told: Told) -> bool:
    return told.said_at(-1, "name") == f"name:{told.letters['F']}"


CLAIMS: Mapping[str, Claim] = {
    "head/*/*": _head, "stands/*": _stands, "between": _between, "lost/item": _item, "lost/ruling": _taken,
    "lost/*": _items, "lead/*": _lead, "clause/share*": _share,
    "clause/asked/answer": _asked_answer, "clause/asked/denial": _asked_answer, "clause/*/*/*": compares,
    "clause/answer*": _answered, "clause/condition": _condition, "clause/unmet": _condition,
    "clause/unworkable": _unworkable, "moved": _moved, "entry*": _entry, "evidence/*": _evidence, "papers": _papers,
    "basis*": _basis, "finding": _finding, "otherwise": _otherwise,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
