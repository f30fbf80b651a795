"""What other statements or readings would give, and which number would make a printed rate come out: done again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from youju.feel import Value, evaluate, names, read_number
from youju.ledger.explained.amounts import says
from youju.ledger.explained.context import Context
from youju.ledger.explained.elsewhere import points_with
from youju.ledger.moved import SCALES

Words = tuple[str, str]
_STATED: Words = ("按另一处陈述，", "by a statement, ")
_TRUTH = {True: ("是", "yes"), False: ("否", "no")}
_SIMPLEST = re.compile(r"印作 (?P<rate>[^ ]+) 的最简比是 (?P<m>[0-9]+)/(?P<n>[1-9][0-9]*)")
_CANDIDATE = re.compile(r"(?:(?P<given>.+)不变，)?(?P<name>[^，]+)须为 (?P<values>.+)，才印作 (?P<rate>[^ ]+)")
_RATE = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]+))?[%％]")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MANY = re.compile(r"(?P<first>.+) 至 (?P<last>.+)（共 (?P<count>[1-9][0-9]*) 个）")


def other_points(context: Context, zh: str, en: str) -> Fraction | None:
    """The points by the other statements or the reading that both texts tell; None where they tell none such."""
    if zh.startswith(_STATED[0]) and en.startswith(_STATED[1]):
        chosen = _chosen(context, zh.removeprefix(_STATED[0]), en.removeprefix(_STATED[1]))
        return None if chosen is None else points_with(context, chosen)
    for (prefix, prefix_en), name, value in readings(context):
        if zh.startswith(prefix) and en.startswith(prefix_en):
            rest = zh.removeprefix(prefix), en.removeprefix(prefix_en)
            if all(says(text, value, ("%",)) for text in rest):
                return points_with(context, {name: value})
    return None


def _chosen(context: Context, zh: str, en: str) -> dict[str, Value] | None:
    """The values that the texts give to the facts of which the report says several, each one of those it states."""
    found: dict[str, Value] = {}
    rest = en
    for piece in zh.split("、"):
        name, _, shown = piece.rpartition(" ") if piece.split(" ")[0] not in context.facts else piece.partition(" ")
        fact = context.facts.get(name)
        if fact is None or fact["status"] != "conflicting" or name in found:
            return None
        values = [context.world.read(name, statement[0]) for statement in fact["statements"]]
        # An English name may have commas of its own: a piece ends where its value does.
        said = ((value, end) for end in _ends(rest) for value in values if _is(context, name, value, shown, rest[:end]))
        found[name], end = next(said, (None, 0))
        if not end:
            return None
        rest = rest[end:].removeprefix(", ")
    return None if rest else found


def _ends(text: str) -> Iterator[int]:
    """Where a piece of a list may end: before each comma, and at the end."""
    yield from (at for at in range(len(text)) if text.startswith(", ", at))
    yield len(text)


def _is(context: Context, name: str, value: Value, shown: str, en: str) -> bool:
    if isinstance(value, Fraction):
        unit = context.world.facts[name]["unit"]
        tails = (en[at + 1 :] for at, char in enumerate(en) if char == " ")
        return says(shown, value, (unit,)) and any(says(tail, value, (unit,)) for tail in tails)
    words = _TRUTH[value] if isinstance(value, bool) else (str(value), str(value))
    return shown == words[0] and en.endswith(f" {words[1]}")


def readings(context: Context) -> Iterator[tuple[Words, str, Fraction]]:
    """What a rate that a check compares may be: as printed, by its figures, by each declared reading."""
    checks = context.audit["ledger"]["rules"]["checks"]
    checked = {(one["printed"]["indicator"], one["printed"]["let"]) for one in checks if "printed" in one}
    for name, let in context.lets.items():
        if (context.world.name, name) not in checked:
            continue
        takes: list[tuple[Words, Value]] = [
            (("按报告写出的比率，", "as printed, "), context.world.values.get(let.get("stated", ""), None))
        ]
        for text in let["from"]:
            takes.append(((f"按所列数据（{text}），", f"by the figures ({text}), "), context.value(context.tree(text))))
        for one in let.get("readings", []):
            title, value = one["title"], context.value(context.tree(one["from"]))
            takes.append(((f"另一口径是{title['zh']}，", f"another reading, {title['en']}, "), value))
        yield from ((words, name, value) for words, value in takes if isinstance(value, Fraction))


def says_reconciled(context: Context, zh: str, en: str) -> bool:
    """Whether each number that is said to make a rate come out does, the other facts being as they are.

    The English must have the numbers of the Chinese. That no other number would do is not looked for.
    """
    if Counter(_NUMBERS.findall(zh)) != Counter(_NUMBERS.findall(en)):
        return False
    return all(_simplest(context, one) or _candidate(context, one) for one in zh.split("；"))


def _rate(context: Context, text: str) -> tuple[Fraction, Fraction] | None:
    """Between what numbers prints as this; None where no statement of a rate of the card is so printed."""
    stated = [let["stated"] for let in context.lets.values() if "stated" in let]
    quotes = [one[1] for name in stated for one in context.facts[name]["statements"]]
    found = _RATE.fullmatch(text)
    if found is None or not any(text in quote for quote in quotes):
        return None
    decimals: str = found["decimals"] or ""
    value = read_number(f"{found['whole']}.{decimals or 0}") / 100
    half = Fraction(1, 200 * 10 ** len(decimals))
    return value - half, value + half


def _simplest(context: Context, text: str) -> bool:
    """Whether m/n prints as the rate, and nothing with a smaller n does."""
    found = _SIMPLEST.fullmatch(text)
    ends = None if found is None else _rate(context, found["rate"])
    if found is None or ends is None or int(found["n"]) > 100_000:
        return False
    (low, high), m, n = ends, int(found["m"]), int(found["n"])
    smaller = any(ceil(low * by) <= floor(high * by) for by in range(1, n))
    return low <= Fraction(m, n) <= high and not smaller


def _candidate(context: Context, text: str) -> bool:
    found = _CANDIDATE.fullmatch(text)
    ends = None if found is None else _rate(context, found["rate"])
    if found is None or ends is None or found["name"] not in context.world.facts:
        return False
    given = str(found["given"]).split("、") if found["given"] else []
    values = list(_values(context, found["name"], found["values"]))
    return all(_as_it_is(context, one) for one in given) and bool(values) and None not in values and all(
        value is not None and _prints(context, found["name"], value, ends) for value in values
    )  # fmt: skip


def _as_it_is(context: Context, text: str) -> bool:
    """Whether a text is a fact with its value."""
    name, _, shown = text.partition(" ")
    value = context.world.values.get(name)
    return isinstance(value, Fraction) and says(shown, value, (context.world.facts[name]["unit"],))


def _values(context: Context, name: str, text: str) -> Iterator[Fraction | None]:
    """The numbers that a list of them names; of several in a row the ends, which must be as many steps apart."""
    unit = context.world.facts[name]["unit"]
    for piece in text.split("、"):
        many = _MANY.fullmatch(piece)
        ends = [_number(one, unit) for one in ((many["first"], many["last"]) if many else (piece,))]
        yield from ends
        if many and ends[0] is not None and ends[1] is not None:
            step = (ends[1] - ends[0]) / max(int(many["count"]) - 1, 1)
            counted = context.world.facts[name]["type"] == "count"
            yield ends[0] if (step == 1 if counted else _power_of_ten(step)) else None


def _power_of_ten(step: Fraction) -> bool:
    digits = f"{step.numerator}{step.denominator}"
    return step > 0 and set(digits) <= {"0", "1"} and digits.count("1") == 2


def _number(text: str, unit: str) -> Fraction | None:
    number = _NUMBERS.match(text)
    if number is None:
        return None
    value = read_number(number[0]) * SCALES.get(unit, Fraction(1))
    return value if says(text, value, (unit,)) else None


def _prints(context: Context, name: str, value: Fraction, ends: tuple[Fraction, Fraction]) -> bool:
    """Whether with this value some formula that reads the fact comes to what prints so."""
    for let in context.lets.values():
        for text in let["from"]:
            expr = context.tree(text)
            found = evaluate(expr, {**context.scope, name: value}) if name in names(expr) else None
            if isinstance(found, Fraction) and ends[0] <= found <= ends[1]:
                return True
    return False
