"""What the slots of sentences stand for, looked up in the audit, and read out of their words: a light checker of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.explain import Why
from youju.explain.said import Slots, slots_of
from youju.facts import SCALES
from youju.feel import Compare, Value, comparisons, evaluate
from youju.ledger.sentences import Sentence

_NUMBER = re.compile(
    r"(?:[≥≤<>] )?(约 |about |≈)?(-?[0-9]+(?:\.[0-9]+)?)(%|(?: ?(?:个百分点|percentage points))| ?[^0-9\s.,]*)"
)


def misread(why: Why, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """The slots whose words are not the value of their reference, in either language."""
    slots = slots_of(why.audit, why.indicator.id)
    for one in sentences:
        for said in one.slots.values():
            value = _value(why, slots, said.of)
            for words in (said.zh, said.en):
                if isinstance(value, Fraction) and not _is(words, value):
                    yield f"{one.key} {said.of}: {words} != {value}"


def numbers(sentences: tuple[Sentence, ...], why: Why) -> int:
    """How many slots hold a number of the ledger."""
    slots = slots_of(why.audit, why.indicator.id)
    return sum(isinstance(_value(why, slots, s.of), Fraction) for one in sentences for s in one.slots.values())


def digits_outside_of_slots(sentences: tuple[Sentence, ...]) -> list[str]:
    """Forms of the table with a digit in them; the words of cards are their own."""
    return [
        one.key
        for one in sentences
        if not one.key.startswith("because/") and any(c.isdigit() for words in one.form.values() for c in words)
    ]


def _is(words: str, value: Fraction) -> bool:
    found = _NUMBER.fullmatch(words)
    if found is None:
        return False
    about, digits, unit = found[1], found[2], found[3].strip()
    scale = SCALES["%"] if unit in ("个百分点", "percentage points") else SCALES.get(unit, Fraction(1))
    read = Fraction(digits) * scale
    if not about:
        return read == value
    return abs(read - value) * 2 <= scale / 10 ** len(digits.partition(".")[2])


def _value(why: Why, slots: Slots, of: str) -> Value | str | None:
    """What a reference stands for; None where it is words."""
    kind, _, rest = of.partition(":")
    row, rules = why.row, {rule.id: rule for rule in why.indicator.rules}
    plain = {
        "points": row.points, "weight": row.effective_weight, "claimed": row.claimed, "low": row.low,
        "high": row.high, "lost": row.effective_weight - row.points,
    }  # fmt: skip
    if of in plain:
        return plain[of]
    if kind == "fact":
        return why.audit.facts[rest].value
    if kind == "let" and not rest.endswith(":formula"):
        return slots.scope.values[rest]
    if kind == "said":
        name, _, at = rest.rpartition(":")
        return why.audit.facts[name].statements[int(at)].value
    if kind == "entry":
        entry_id, _, field = rest.rpartition(":")
        return next(getattr(one, field) for one in why.audit.ledger.entries if one.id == entry_id)
    if kind == "worth":
        return _worth(why, slots, rest)
    if kind == "count":
        return Fraction(len(why.audit.facts[rest].statements))
    if kind == "other" and rest.endswith(":points"):
        return why.alternatives[int(rest.partition(":")[0])].points
    if kind == "side" and not rest.endswith(":words"):
        rule, at, which = rest.split(":")
        condition = why.indicator.applies if rule == "applies" else rules[rule].when
        assert condition is not None
        return _side(slots, condition.expr, int(at), which)
    return None


def _worth(why: Why, slots: Slots, rule: str) -> Value:
    return evaluate(why.indicator.rule(rule).points.expr, slots.scope.values)


def _side(slots: Slots, condition: object, number: int, which: str) -> Value:
    compared = comparisons(condition)[number]  # type: ignore[arg-type]
    assert isinstance(compared, Compare)
    left, right = (evaluate(side, slots.scope.values) for side in (compared.left, compared.right))
    if which == "gap":
        assert isinstance(left, Fraction)
        assert isinstance(right, Fraction)
        return abs(left - right)
    return left if which == "left" else right
