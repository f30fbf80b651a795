"""A comparison in words: of its two sides what is true, and by how much; what it would have taken."""

from __future__ import annotations

from fractions import Fraction

from youju.explain.margins import OPPOSITE, Margin
from youju.explain.said import Slots, apart, filled
from youju.feel import Compare, CompareOp, Expr, Name, Not, evaluate, names
from youju.ledger.sentences import Said, Sentence
from youju.rubric import Text

_TURNED: dict[CompareOp, CompareOp] = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}


def told(margin: Margin, rule: str, slots: Slots, gap: bool = False, also: bool = False) -> Sentence:
    """What is true of a comparison of a rule's condition; with `gap` also by how much; `also`: of what was just told.

    With `gap` one that fails is told by how far off it is; without, by the opposite, which is so.
    """
    compared = margin.compared
    if isinstance(margin.expr, Compare) and margin.holds is not None:
        op = margin.expr.op if margin.holds else OPPOSITE[margin.expr.op]
        if gap and margin.off is not None:
            return _sides("clause" if margin.holds else "clause/fails", op, margin, rule, slots)
        return _sides("clause/also" if also else "clause", op, margin, rule, slots, gap=False)
    if compared is not None and margin.holds is False and margin.off is not None:
        return _sides("clause/fails", compared.op, margin, rule, slots)
    name = answered(margin.expr)
    if name is not None:
        unsaid = "" if slots.known(name) else "/unsaid"
        return filled(f"clause/answer{unsaid}", {"name": slots.name(name), "value": slots.value(name)})
    key = "clause/condition" if margin.holds is not False else "clause/unmet"
    return filled(key, {"condition": _whole(margin, rule, slots)})


def unworkable(margin: Margin, rule: str, slots: Slots) -> Sentence:
    """That a comparison, or the points of a rule, cannot be worked out although all is known: a division by zero."""
    return filled("clause/unworkable", {"condition": _whole(margin, rule, slots)})


def asked(margin: Margin, rule: str, slots: Slots) -> Sentence | None:
    """What a comparison that fails asks for, and by how much it was missed; None where that is not to be told."""
    if isinstance(margin.expr, Compare) and margin.holds is not None:
        return _sides("clause/asked", margin.expr.op, margin, rule, slots)
    name = answered(margin.expr)
    if name is None or not slots.known(name):
        return None
    key = "clause/asked/answer" if isinstance(margin.expr, Name) else "clause/asked/denial"
    return filled(key, {"name": slots.name(name), "value": slots.value(name)})


def gap_text(margin: Margin) -> Text | None:
    """The gap alone in both languages, as the sentence of the comparison has it; None where it has none."""
    if margin.compared is None or margin.off is None:
        return None
    off = _facing(margin.compared, margin.off)[3]
    told = filled(f"gap/{_kind(off, margin.unit)}", {"gap": apart(abs(off), margin.unit, "word")})
    return Text(zh=told.text("zh"), en=told.text("en"))


def answered(expr: Expr) -> str | None:
    """The name of a yes-or-no question that stands alone, or denied."""
    match expr:
        case Name(name) | Not(Name(name)):
            return name
        case _:
            return None


def _sides(table: str, op: CompareOp, margin: Margin, rule: str, slots: Slots, gap: bool = True) -> Sentence:
    """The sides of a comparison, a number alone standing on the right; with `gap` how far they are apart."""
    compared, of = margin.compared, f"side:{rule}:{margin.number}"
    assert compared is not None, "asked for comparisons only"
    left, right, turned, off = _facing(compared, margin.off)
    one, other = ("right", "left") if turned else ("left", "right")
    said = {
        "left": _named(left, f"{of}:{one}", slots),
        "value": _value(left, margin.unit, f"{of}:{one}", slots),
        "right": _value(right, margin.unit, f"{of}:{other}", slots),
        "other": _named(right, f"{of}:{other}", slots),
    }
    kind = "none"
    if gap and margin.off is not None:
        said["gap"] = apart(abs(off), margin.unit, f"{of}:gap")
        kind = _kind(off, margin.unit)
    bound = "named" if names(right) else "figure"
    if table == "clause/fails":
        return filled(f"{table}/{bound}/{kind}", said)
    return filled(f"{table}/{_TURNED[op] if turned else op}/{bound}/{kind}", said)


def _facing(compared: Compare, off: Fraction | None) -> tuple[Expr, Expr, bool, Fraction]:
    """The side that has a name, the other, whether they are turned so, and how far the first is above the other."""
    far = off or Fraction(0)
    if names(compared.left):
        return compared.left, compared.right, False, far
    return compared.right, compared.left, True, -far


def _kind(off: Fraction, unit: str) -> str:
    """Where the left side lies, and in what the gap is counted."""
    if not off:
        return "exactly"
    return f"{'above' if off > 0 else 'below'}-{'ratio' if unit == '%' else 'amount' if unit else 'number'}"


def _named(expr: Expr, of: str, slots: Slots) -> Said:
    return slots.name(expr.name) if isinstance(expr, Name) else slots.told(expr, f"{of}:words")


def _value(expr: Expr, unit: str, of: str, slots: Slots) -> Said:
    return (
        slots.value(expr.name) if isinstance(expr, Name) else slots.amount(evaluate(expr, slots.scope.values), unit, of)
    )


def _whole(margin: Margin, rule: str, slots: Slots) -> Said:
    return slots.told(margin.expr, f"condition:{rule}" if margin.number is not None else f"formula:{rule}")
