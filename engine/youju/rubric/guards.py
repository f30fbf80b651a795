"""Divisors that may be 0: a card says what then holds, in a rule or as an open case that is meant to stay undecided."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import Arithmetic, Between, Compare, Expr, In, Literal, children, evaluate, names, show
from youju.rubric.model import Indicator
from youju.rubric.spec import CardSpec
from youju.source import Decoded, Diagnostic, Scalar


def guard_problems(card: Decoded[CardSpec], indicator: Indicator) -> Iterator[Diagnostic]:
    """A divisor that no rule, no `applies`, no `if` and no open case compares with 0, once each, at its place."""
    written = [(card.scalar(*path), expr) for path, expr in _written(card, indicator)]
    guarded = {text for _, expr in written for text in _compared_with_zero(expr)}
    for source, expr in written:
        for divisor in _divisors(expr):
            text = show(divisor)
            if text not in guarded:
                guarded.add(text)
                zh = f"除数 `{text}` 可能为 0，没有规则说明那时怎么办"
                en = f"the divisor `{text}` may be 0, and no rule says what then"
                at = source.at(divisor.span.start, divisor.span.end - divisor.span.start)
                yield Diagnostic(at, "rubric-division", zh, en)


def _written(card: Decoded[CardSpec], indicator: Indicator) -> Iterator[tuple[tuple[str | int, ...], Expr]]:
    """Every expression that decides points, with the path of its words."""
    if indicator.applies is not None:
        yield ("applies",), indicator.applies.expr
    for let in indicator.lets:
        single = isinstance(card.node_at("let", let.name), Scalar)
        listed = len(let.alternatives) > 1 or not isinstance(card.node_at("let", let.name, "from"), Scalar)
        for i, formula in enumerate(let.alternatives):
            tail = () if single else ("from", i) if listed else ("from",)
            yield ("let", let.name, *tail), formula.expr
    for i, rule in enumerate(indicator.rules):
        yield ("rules", i, "when"), rule.when.expr
        yield ("rules", i, "points"), rule.points.expr
    for i, case in enumerate(indicator.open):
        yield ("open", i, "when"), case.when.expr


def _divisors(expr: Expr) -> Iterator[Expr]:
    match expr:
        case Arithmetic("/", _, right) if names(right) or evaluate(right, {}) == 0:
            yield right
        case _:
            pass
    for part in children(expr):
        yield from _divisors(part)


def _compared_with_zero(expr: Expr) -> Iterator[str]:
    match expr:
        case Compare(_, left, Literal(value)) | Compare(_, Literal(value), left) if value == 0:
            yield show(left)
        case Between(left, Literal(value)) if value == 0:
            yield show(left)
        case In(left, tests) if any(isinstance(test, Literal) and test.value == 0 for test in tests):
            yield show(left)
        case _:
            pass
    for part in children(expr):
        yield from _compared_with_zero(part)
