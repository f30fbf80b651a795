"""What the sentences of `why-not` assert: that a condition fails, is open, or holds behind another one."""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import UNKNOWN
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.compared import wanted_leaves
from youju.ledger.explained.context import Context
from youju.ledger.explained.sided import bounds, leaves


def _not_head(told: Told) -> bool:
    return (told.key == "head_bonus") is ("weight" not in told.context.world.card)


def _why_not(told: Told) -> bool:
    """Why a rule gave nothing: its condition fails, is open, or holds behind another one."""
    lead, _, reason = told.key.partition("_")
    context, rule = told.context, told.letters["R"]
    if rule in context.given or (lead != "some" and (context.worth(rule) > 0) is not (lead == "gain")):
        return False
    truth = context.value(context.condition(rule))
    if reason in ("behind", "waits", "rival"):
        return truth is True and _stood(context, rule, told.letters["Q"], reason)
    # What is open may be the condition, or what it gives.
    worked = context.value(context.tree(context.rules[rule]["points"]))
    if reason.startswith("lacking"):
        return not isinstance(truth, bool) or (truth is True and worked is UNKNOWN)
    if reason == "unworkable":
        return truth is not True or worked is UNKNOWN
    return truth is False and _fails(context, rule, told.letters.get("N", ""), reason)


def _stood(context: Context, rule: str, other: str, reason: str) -> bool:
    """Whether another rule came before: one that counts, or one that is open; or, of those that exclude each other,
    any."""
    if context.world.card["hit"] == "unique" or reason == "rival":
        return (context.world.card["hit"] == "unique") is (reason == "rival") and other != rule
    order = list(context.rules)
    return order.index(other) < order.index(rule) and (other in context.given) is (reason == "behind")


def _fails(context: Context, rule: str, number: str, reason: str) -> bool:
    """Whether the comparison itself is not as the rule wants it; at the edge both sides are equal."""
    wanted = dict(wanted_leaves(context, rule))
    missed = [one for one in leaves(context, rule, number) if context.value(one) is (not wanted.get(one, True))]
    if not reason.startswith("edge"):
        return bool(missed)
    return any(context.value(one.left) == context.value(one.right) for leaf in missed for one in bounds(leaf))


def _also(told: Told) -> bool:
    return told.context.value(told.context.condition(told.letters["R"])) is False and _fails(
        told.context, told.letters["R"], "", told.key.partition("_")[2]
    )


def _waived(told: Told) -> bool:
    return told.letters["R"] == "applies" and told.context.row["status"] == "not_applicable"


def _every(told: Told) -> bool:
    return set(told.context.rules) <= told.context.given


def _accepted(told: Told) -> bool:
    return told.context.entries[told.letters["E"]]["kind"] in ("answer", "claim")


def _quantity(told: Told) -> bool:
    """Whether a quantity comes from its figures, or as the report prints it."""
    context = told.context
    worked = any(context.value(context.tree(text)) is not UNKNOWN for text in context.lets[told.letters["F"]]["from"])
    return (told.key == "quantity") is worked


def _lack(told: Told) -> bool:
    fact = told.context.facts.get(told.letters["F"])
    if told.context.world.values.get(told.letters["F"], UNKNOWN) is not UNKNOWN:
        return False
    ruled = fact is not None and fact["ruling"] is not None
    return ruled is (told.key == "lack_ruled")


def _default(told: Told) -> bool:
    return told.context.facts[told.letters["F"]]["status"] == "defaulted"


CLAIMS: Mapping[str, Claim] = {
    "head*": _not_head, "waived_*": _waived, "also_*": _also, "every": _every, "accepted": _accepted,
    "quantity": _quantity, "printed": _quantity, "lack*": _lack, "default": _default,
    "gain_*": _why_not, "count_*": _why_not, "some_*": _why_not,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
