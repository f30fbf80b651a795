"""What cases should show of an indicator as a whole, and of what the rubric declares over it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.feel import And, Call, Compare, CompareOp, Expr, If, Name, Not, Or, literal, show_number
from youju.prove import weights_of
from youju.regress.obligations.look import Asked
from youju.regress.obligations.model import Obligation
from youju.rubric import WEIGHT, Indicator, Rubric


def of_whole(rubric: Rubric, indicator: Indicator) -> Iterator[Obligation]:
    """Kinds applies, open, undecided, missing, transfer, moved and cap."""
    name = indicator.id
    if indicator.applies is not None:
        when, text = indicator.applies.expr, indicator.applies.text
        zh, en = f"适用：`{text}`", f"it applies: `{text}`"
        yield Obligation("applies/yes", name, "applies", zh, en, None, (Asked(when),))
        zh, en = f"不适用：`{text}` 不成立", f"it does not apply: `{text}` is false"
        yield Obligation("applies/no", name, "applies", zh, en, None, (Asked(when, False),), applies=False)
    yield from _open(indicator)
    zh, en = "缺少所需的事实，规则判不了", "a fact it needs is missing, and the rules do not decide"
    yield Obligation("missing", name, "missing", zh, en, undecided=True)
    yield from _transfers(rubric, indicator)
    yield from _caps(rubric, indicator)


def _open(indicator: Indicator) -> Iterator[Obligation]:
    for n, one in enumerate(indicator.open, start=1):
        zh, en = f"有意不判的情形：`{one.when.text}`", f"left open on purpose: `{one.when.text}`"
        wants = (Asked(one.when.expr),)
        yield Obligation(f"open/{n}", indicator.id, "open", zh, en, None, wants)
        zh, en = f"`{one.when.text}` 时规则确实判不了", f"where `{one.when.text}`, the rules do decide nothing"
        yield Obligation(f"undecided/{n}", indicator.id, "undecided", zh, en, None, wants, undecided=True)


def _transfers(rubric: Rubric, indicator: Indicator) -> Iterator[Obligation]:
    for transfer in rubric.transfers:
        if transfer.from_ == indicator.id and indicator.applies is not None:
            zh, en = f"分值按 {transfer.id} 调走", f"its weight moves by {transfer.id}"
            gone = (Asked(indicator.applies.expr, False),)
            yield Obligation(f"transfer/{transfer.id}", indicator.id, "transfer", zh, en, None, gone, applies=False)
    own = indicator.weight
    if any(weight > own for weight in weights_of(rubric, indicator).values):
        some = (Asked(Compare(">", Name(WEIGHT), literal(own))),)
        zh, en = "分值有调入，得分不满也不为零", "with weight moved to it, and points neither full nor 0"
        partial = (
            points_condition(indicator, ">", literal(Fraction(0))),
            points_condition(indicator, "<", Name(WEIGHT)),
        )
        yield Obligation("moved", indicator.id, "moved", zh, en, None, (*some, *map(Asked, partial)))


def _caps(rubric: Rubric, indicator: Indicator) -> Iterator[Obligation]:
    """Caps of an adjustment: points beyond each bound, which it cuts, and points on it, which it leaves alone."""
    for cap in rubric.caps:
        if cap.of != indicator.id:
            continue
        sides: tuple[tuple[str, Fraction | None, CompareOp], ...] = (("most", cap.most, ">"), ("least", cap.least, "<"))
        for side, bound, beyond in sides:
            if bound is None:
                continue
            told = show_number(bound)
            zh, en = f"得分越过 {cap.id} 的 {told}，被它削去", f"points beyond the {told} of {cap.id}, which it cuts"
            over = (Asked(points_condition(indicator, beyond, literal(bound))),)
            yield Obligation(f"cap/{cap.id}/{side}/over", indicator.id, "cap", zh, en, None, over)
            zh, en = f"得分正好是 {cap.id} 的 {told}", f"points just at the {told} of {cap.id}"
            at = (Asked(points_condition(indicator, "=", literal(bound))),)
            yield Obligation(f"cap/{cap.id}/{side}/at", indicator.id, "cap", zh, en, None, at)


def points_condition(indicator: Indicator, op: CompareOp, bound: Expr) -> Expr:
    """A comparison of the points before rounding, as a condition over the card's names."""
    rules = indicator.rules
    if indicator.hit == "sum":
        gives = tuple(If(rule.when.expr, rule.points.expr, literal(Fraction(0))) for rule in rules)
        return Compare(op, Call("sum", gives), bound)
    ways: list[Expr] = []
    for i, rule in enumerate(rules):
        others = rules[:i] if indicator.hit == "first" else (*rules[:i], *rules[i + 1 :])
        ways.append(
            And((*(Not(one.when.expr) for one in others), rule.when.expr, Compare(op, rule.points.expr, bound)))
        )
    return ways[0] if len(ways) == 1 else Or(tuple(ways))
