"""Whether the rules of a card decide everywhere, just once, and all of them somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from youju.feel import Arithmetic, Call, Expr, children, evaluate, show
from youju.feel import Literal as Constant
from youju.prove import Values
from youju.prove.formula import FALSE, Formula, both, either, opposite
from youju.regress.laws.desk import Answer, Desk, expressions
from youju.regress.laws.proof import BUDGET, Proof
from youju.rubric import Text


def decided(desk: Desk) -> Iterator[Proof]:
    """No gap, no overlap, no division by zero; every rule and every open case has its use."""
    if desk.card.hit != "sum":
        yield _gap(desk)
    if desk.card.hit == "unique":
        yield _overlap(desk)
    yield from _divisions(desk)
    yield from _rules(desk)
    yield from _open(desk)


def _gap(desk: Desk) -> Proof:
    claim = Text(zh="凡适用，总有一条规则给分", en="wherever the card applies, some rule gives points")
    no_rule = both(row.truth.no for row in desk.laid.rows)
    answer = desk.never(desk.applies, _meant(desk), no_rule, accept=lambda at: _open_to(desk, at) and not _held(desk, at))
    return desk.proof("gap", ("rules",), claim, answer, lambda at: _nothing(desk, at))


def _nothing(desk: Desk, at: Values) -> Text:
    said = desk.said(at)
    return Text(zh=f"没有一条规则管这种情形：{said}", en=f"no rule speaks of this: `{said}`")


def _overlap(desk: Desk) -> Proof:
    claim = Text(zh="至多一条规则成立", en="at most one rule holds")
    answer = desk.never(desk.applies, _two(desk), accept=lambda at: _applies(desk, at) and len(_held(desk, at)) > 1)
    path: tuple[str | int, ...] = ("rules",)
    if answer.at is not None:
        path = ("rules", _indices(desk, answer.at)[1], "when")

    def refuted(at: Values) -> Text:
        rules = "、".join(f"`{name}`" for name in _held(desk, at))
        said = desk.said(at)
        return Text(zh=f"规则 {rules} 同时成立：{said}", en=f"these rules hold together, {rules}: `{said}`")

    return desk.proof("overlap", path, claim, answer, refuted)


def _divisions(desk: Desk) -> Iterator[Proof]:
    """Where something in the rules is unknown though every fact is known: only a division by zero can do that."""
    divisors = _divisors(expressions(replace(desk.card, open=(), monotone=())))
    stuck = _stuck(desk)
    accept = lambda at: _stuck_at(desk, at)  # noqa: E731
    answer = desk.never(*stuck, accept=accept)
    if answer.verdict == "refuted":
        found = list(_of_divisors(desk, divisors, stuck))
        yield from found
        if any(one.verdict == "refuted" for one in found):
            return
        yield desk.proof("division", ("rules",), _guarded(""), answer, lambda at: _unknown(desk, at))
        return
    for text in divisors:
        yield desk.proof("division", ("rules",), _guarded(text), answer, BUDGET, text)
    if not divisors and answer.verdict != "proved":
        yield desk.proof("division", ("rules",), _guarded(""), answer, BUDGET)


def _of_divisors(desk: Desk, divisors: dict[str, Expr], stuck: tuple[Formula, ...]) -> Iterator[Proof]:
    for text, expr in divisors.items():
        reckon = desk.hunt.board.reckon
        is_zero = reckon.equal(desk.laid.encoder.number(expr), desk.laid.encoder.number(Constant(Fraction(0)))).yes
        answer = desk.never(
            *stuck,
            is_zero,
            accept=lambda at, expr=expr: _stuck_at(desk, at) and evaluate(expr, desk.case(at)) == 0,
        )

        def refuted(at: Values, text: str = text) -> Text:
            said = desk.said(at)
            return Text(zh=f"除数 `{text}` 为 0，规则判不了：{said}", en=f"the divisor `{text}` is 0, no rule decides: `{said}`")

        yield desk.proof("division", ("rules",), _guarded(text), answer, refuted, text)


def _guarded(text: str) -> Text:
    if not text:
        return Text(zh="事实齐全就算得出", en="with every fact known all can be worked out")
    return Text(zh=f"除数 `{text}` 为 0 时，规则照样判得了", en=f"where the divisor `{text}` is 0 the rules decide all the same")


def _unknown(desk: Desk, at: Values) -> Text:
    said = desk.said(at)
    return Text(zh=f"事实齐全，条件或得分却算不出：{said}", en=f"every fact is known, and nothing comes out: `{said}`")


def _rules(desk: Desk) -> Iterator[Proof]:
    for i, row in enumerate(desk.laid.rows):
        answer = desk.ever(desk.applies, row.counts, accept=lambda at, i=i: _applies(desk, at) and _counts(desk, at, i))
        claim = Text(zh=f"规则 `{row.id}` 用得上", en=f"rule `{row.id}` is of use")
        never = Text(
            zh=f"规则 `{row.id}` 永远轮不到：它不可能成立，或者别的规则已全占了",
            en=f"rule `{row.id}` never counts: it cannot hold, or other rules take all of it",
        )
        yield desk.proof("unreachable", ("rules", i, "when"), claim, answer, never, row.id)


def _open(desk: Desk) -> Iterator[Proof]:
    for i, (one, truth) in enumerate(zip(desk.card.open, desk.laid.opens, strict=True)):
        text, path = one.when.text, ("open", i, "when")
        claim = Text(zh=f"不判的情形 `{text}` 确实没有规则来判", en=f"the open case `{text}` is left undecided by the rules")
        undecided = opposite(desk.laid.points.defined)
        answer = desk.ever(
            desk.applies,
            truth.yes,
            undecided,
            accept=lambda at, one=one: evaluate(one.when.expr, desk.case(at)) is True and desk.came(at) == "undecided",
        )
        happens: Answer = desk.ever(
            desk.applies,
            truth.yes,
            accept=lambda at, one=one: evaluate(one.when.expr, desk.case(at)) is True and _applies(desk, at),
        ) if answer.verdict == "refuted" else answer
        never = Text(zh=f"`{text}` 不可能发生", en=f"`{text}` never happens")
        judged = Text(zh=f"`{text}` 时规则总判得了，不必写在 open 里", en=f"where `{text}` the rules always decide: it is not open")
        yield desk.proof("unreachable", path, claim, answer, never if happens.at is None else judged, text)


def _meant(desk: Desk) -> Formula:
    """Where no open case says that nothing is to be decided."""
    return opposite(either(one.yes for one in desk.laid.opens))


def _two(desk: Desk) -> Formula:
    """Where two rules hold, said in as many parts as there are rules."""
    before: Formula = FALSE
    found: list[Formula] = []
    for row in desk.laid.rows:
        found.append(both((before, row.truth.yes)))
        before = either((before, row.truth.yes))
    return either(found)


def _stuck(desk: Desk) -> tuple[Formula, ...]:
    """Where rules decide nothing, and neither for want of a rule nor because two hold."""
    other = [opposite(both(row.truth.no for row in desk.laid.rows))] if desk.card.hit != "sum" else []
    other += [opposite(_two(desk))] if desk.card.hit == "unique" else []
    return (desk.applies, _meant(desk), opposite(desk.laid.points.defined), *other)


def _stuck_at(desk: Desk, at: Values) -> bool:
    held = _held(desk, at)
    values = desk.case(at)
    all_fail = all(evaluate(rule.when.expr, values) is False for rule in desk.card.rules)
    gap, overlap = desk.card.hit != "sum" and all_fail, desk.card.hit == "unique" and len(held) > 1
    return _open_to(desk, at) and not gap and not overlap


def _open_to(desk: Desk, at: Values) -> bool:
    """Whether the rules decide nothing there, and no open case says so."""
    values = desk.case(at)
    declared = any(evaluate(one.when.expr, values) is True for one in desk.card.open)
    return desk.came(at) == "undecided" and not declared


def _applies(desk: Desk, at: Values) -> bool:
    return desk.came(at) != "not applicable"


def _indices(desk: Desk, at: Values) -> list[int]:
    values = desk.case(at)
    return [i for i, rule in enumerate(desk.card.rules) if evaluate(rule.when.expr, values) is True]


def _held(desk: Desk, at: Values) -> list[str]:
    return [desk.card.rules[i].id for i in _indices(desk, at)]


def _counts(desk: Desk, at: Values, index: int) -> bool:
    values = desk.case(at)
    truths = [evaluate(rule.when.expr, values) for rule in desk.card.rules]
    others = {"first": truths[:index], "unique": [*truths[:index], *truths[index + 1 :]], "sum": []}[desk.card.hit]
    return truths[index] is True and all(one is False for one in others)


def _divisors(exprs: Iterator[Expr]) -> dict[str, Expr]:
    """What is divided by, once each, by its words; constants are none."""
    found: dict[str, Expr] = {}
    for expr in exprs:
        for divisor in _under(expr):
            if not isinstance(divisor, Constant):
                found.setdefault(show(divisor), divisor)
    return found


def _under(expr: Expr) -> Iterator[Expr]:
    match expr:
        case Arithmetic("/", _, right):
            yield right
        case Arithmetic("**", left, _):
            yield left
        case Call("modulo", (_, right)):
            yield right
        case _:
            pass
    for part in children(expr):
        yield from _under(part)
