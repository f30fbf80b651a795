"""A condition in words: of each comparison what is true of its two sides, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from youju.audit.words import show_ratio
from youju.explain.said import Slots, filled
from youju.feel import And, Compare, Expr, Literal, Name, Not, Or, Value, comparisons, evaluate, names
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.why import FORMS

_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "=": "!=", "!=": "="}
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition that is not made of others; `number` counts its comparisons (from 0, as written).

    `holds` is whether it says so itself; under a `not` the condition wants the contrary (`wanted` is False).
    """

    expr: Expr
    number: int
    holds: bool | None
    wanted: bool

    @property
    def met(self) -> bool | None:
        """Whether it is as the condition wants it."""
        return None if self.holds is None else self.holds is self.wanted

    @property
    def guards(self) -> bool:
        """Whether it only sees to it that a quantity can be worked out (`≥ 0`, `> 0`)."""
        return (
            isinstance(self.expr, Compare)
            and self.expr.op in (">", ">=")
            and isinstance(self.expr.right, Literal)
            and self.expr.right.value == 0
        )


def parts_of(expr: Expr, slots: Slots) -> tuple[Part, ...]:
    """The parts of a condition, in the order they are written."""
    found: list[Part] = []
    for part, wanted in _parts(expr, True):
        number = sum(len(comparisons(one.expr)) for one in found)
        value = evaluate(part, slots.scope.values)
        found.append(Part(part, number, value if isinstance(value, bool) else None, wanted))
    return tuple(found)


def _parts(expr: Expr, wanted: bool) -> Iterator[tuple[Expr, bool]]:
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _parts(part, wanted)
        case Not(operand):
            yield from _parts(operand, not wanted)
        case _:
            yield expr, wanted


def told(part: Part, rule: str, slots: Slots, gap: bool = False, also: bool = False) -> Sentence:
    """What is true of a part of a rule's condition; with `gap` also by how much; `also`: of what was just told."""
    match part.expr:
        case Compare(op) if part.holds is not None:
            actual = op if part.holds else _OPPOSITE[op]
            return _compared("clause/also" if also else "clause", actual, part, rule, slots, gap, {})
        case Name(name):
            return sentence(FORMS, "clause/answer", name=slots.name(name), value=slots.value(name))
        case expr:
            return sentence(FORMS, "clause/condition", condition=slots.told(expr, f"condition:{rule}"))


def missed(part: Part, rule: str, worth: Said, slots: Slots) -> Sentence | None:
    """What a better rule asked for where this part of its condition fails, and by how much it was missed."""
    match part.expr:
        case Compare(op) if part.holds is not None:
            wanted = op if part.wanted else _OPPOSITE[op]
            return _compared("missed", wanted, part, rule, slots, True, {"worth": worth})
        case Name(name):
            return filled("missed/answer", {"name": slots.name(name), "value": slots.value(name), "worth": worth})
        case _:
            return None


def _compared(
    table: str, op: str, part: Part, rule: str, slots: Slots, gap: bool, more: Mapping[str, Said]
) -> Sentence:
    """A comparison, a number alone standing on the right; the better-known side is turned to the left."""
    expr, of = part.expr, f"side:{rule}:{part.number}"
    assert isinstance(expr, Compare), "asked for comparisons only"
    (left, one), (right, other) = (expr.left, "left"), (expr.right, "right")
    if not names(left):
        (left, one), (right, other), op = (right, other), (left, one), _TURNED[op]
    unit = slots.unit(left) or slots.unit(right)
    low, high = evaluate(left, slots.scope.values), evaluate(right, slots.scope.values)
    kind, size = _gap(low, high, unit, slots, of) if gap else ("none", None)
    said = {
        "left": _side(left, f"{of}:{one}", slots),
        "value": _value(left, low, unit, f"{of}:{one}", slots),
        "right": _value(right, high, unit, f"{of}:{other}", slots),
        "other": _side(right, f"{of}:{other}", slots),
    }
    bound = "figure" if not names(right) else "named"
    return filled(f"{table}/{op}/{bound}/{kind}", {**said, **more, **({"gap": size} if size else {})})


def _side(expr: Expr, of: str, slots: Slots) -> Said:
    return slots.name(expr.name) if isinstance(expr, Name) else slots.told(expr, f"{of}:words")


def _value(expr: Expr, value: Value, unit: str, of: str, slots: Slots) -> Said:
    if isinstance(expr, Name):
        return slots.value(expr.name)
    return slots.amount(value, unit, of)


def _gap(low: Value, high: Value, unit: str, slots: Slots, of: str) -> tuple[str, Said | None]:
    """On which side of the bound the value lies, and how far; percentages are percentage points apart."""
    if not isinstance(low, Fraction) or not isinstance(high, Fraction):
        return "none", None
    if low == high:
        return "exactly", None
    size, kind = abs(low - high), "above" if low > high else "below"
    if unit != "%":
        return kind, slots.amount(size, unit, f"{of}:gap")
    zh, en = (show_ratio(size, lang).removesuffix("%") for lang in ("zh", "en"))
    return kind, Said(f"{zh} 个百分点", f"{en} percentage points", f"{of}:gap")
