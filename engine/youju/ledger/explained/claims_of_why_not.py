"""What the sentences of `why-not` assert: that a condition fails, is open, or holds behind another one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import UNKNOWN, Expr, Name, Not, read_number
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.context import Context
from youju.ledger.explained.led import rules_led
from youju.structs import replace

_OPEN = ("why-not/lacking", "why-not/lacking/too")


def _not_head(told: Told) -> bool:
    context, key = told.context, told.key.removeprefix("why-not/head")
    if "weight" not in context.world.card:
        return key == "/bonus"
    if context.row["status"] == "not_applicable":
        return key == "/waived"
    return key == ("/full" if read_number(context.row["points"]) == context.full else "")


def _lead(told: Told) -> bool:
    """That a rule gave nothing, what it would have given, and all of what it asks; then why stands behind."""
    context, lead = told.context, told.key.split("/")[1]
    if "condition" not in told.slots:
        rules = [told.letters["R"]] if "R" in told.letters else list(context.rules)
        return any(_gave_nothing(context, rule, lead) and _is_answer(context.condition(rule)) for rule in rules)
    rule, slot = told.letters["R"], told.slots["condition"]
    whole = context.says(slot["zh"], slot["en"], [context.condition(rule)])
    return whole and _gave_nothing(context, rule, lead) and (told.beside(1) not in _OPEN or _is_open(context, rule))


def _gave_nothing(context: Context, rule: str, lead: str) -> bool:
    return rule not in context.given and (lead == "some" or (context.worth(rule) > 0) is (lead == "gain"))


def _is_answer(expr: Expr) -> bool:
    """Whether a condition is a question alone, or denied: the reason then has the condition in it."""
    return isinstance(expr, Name) or (isinstance(expr, Not) and isinstance(expr.operand, Name))


def _is_open(context: Context, rule: str) -> bool:
    """Whether a condition is neither met nor failed, or what a rule gives is not known."""
    truth = context.value(context.condition(rule))
    worked = context.value(context.tree(context.rules[rule]["points"]))
    return not isinstance(truth, bool) or (truth is True and not isinstance(worked, Fraction))


def _stood(told: Told) -> bool:
    """That the rule above holds, and another came before: one that counts, or one that is open; or, of those that
    exclude each other, one that holds or is open."""
    context, other, slot = told.context, told.letters["Q"], told.slots["other"]
    reason = told.key.removeprefix("why-not/")
    (rule,) = rules_led(told) or [""]
    if context.value(context.condition(rule)) is not True or context.value(context.condition(other)) is False:
        return False
    if not context.says(slot["zh"], slot["en"], [context.condition(other)]):
        return False
    if context.world.card["hit"] == "unique" or reason == "rival":
        return (context.world.card["hit"] == "unique") is (reason == "rival") and other != rule
    order = list(context.rules)
    return order.index(other) < order.index(rule) and (other in context.given) is (reason == "behind")


def _also(told: Told) -> bool:
    """That it stands under a rule that gave nothing; the comparison behind it is checked by itself."""
    return rules_led(replace(told, at=told.at + 1)) is not None


def _waived(told: Told) -> bool:
    return told.context.row["status"] == "not_applicable"


def _every(told: Told) -> bool:
    return set(told.context.rules) <= told.context.given


def _accepted(told: Told) -> bool:
    return told.context.entries[told.letters["E"]]["kind"] in ("answer", "claim")


def _quantity(told: Told) -> bool:
    """Whether a quantity comes from its figures, or as the report prints it."""
    context = told.context
    worked = any(context.value(context.tree(text)) is not UNKNOWN for text in context.lets[told.letters["F"]]["from"])
    return (told.key == "why-not/quantity") is worked


def _worked(told: Told) -> bool:
    return told.letters["R"] in told.context.given


def _lack(told: Told) -> bool:
    """That a fact is not known, and how so: ruled on, stated differently, or not stated."""
    fact = told.context.facts.get(told.letters["F"])
    if told.context.world.values.get(told.letters["F"], UNKNOWN) is not UNKNOWN:
        return False
    how = told.key.removeprefix("why-not/lack")
    ruled = fact is not None and fact["ruling"] is not None
    torn = fact is not None and fact["status"] == "conflicting"
    if how == "/outside":
        return not ruled
    return how == ("/ruled" if ruled else "/conflicting") if ruled or torn else how in ("", "/passage")


def _default(told: Told) -> bool:
    return told.context.facts[told.letters["F"]]["status"] == "defaulted"


def _papers(told: Told) -> bool:
    return told.said_at(-1, "name") == f"name:{told.letters['F']}"


CLAIMS: Mapping[str, Claim] = {
    "why-not/head*": _not_head, "why-not/waived": _waived, "why-not/also": _also, "why-not/every": _every,
    "why-not/accepted": _accepted, "why-not/quantity": _quantity, "why-not/printed": _quantity,
    "why-not/worked": _worked, "why-not/behind": _stood, "why-not/waits": _stood, "why-not/rival": _stood,
    "why-not/lack": _lack, "why-not/lack/*": _lack, "why-not/default": _default, "why-not/papers": _papers,
    "why-not/gain*": _lead, "why-not/count*": _lead, "why-not/some*": _lead,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
