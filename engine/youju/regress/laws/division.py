"""Where rules come to nothing though every fact is known: only a division by zero can do that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.feel import Arithmetic, Call, Expr, Literal, children, evaluate, literal, show
from youju.prove import Values
from youju.prove.formula import Formula, opposite
from youju.regress.laws.decided import none_holds, two_hold
from youju.regress.laws.desk import Desk, expressions
from youju.regress.laws.proof import BUDGET, Proof
from youju.rubric import Text
from youju.structs import replace

_ZERO = literal(Fraction(0))


def division(desk: Desk) -> Iterator[Proof]:
    """Each divisor may be 0 only where the rules decide all the same, or an open case says that they do not."""
    divisors = _divisors(expressions(replace(desk.card, open=(), monotone=())))
    answer = desk.never(*_stuck(desk), accept=lambda at: _stuck_at(desk, at))
    if answer.verdict == "refuted":
        found = [_of_one(desk, text, divisor) for text, divisor in divisors.items()]
        yield from found
        if not any(one.verdict == "refuted" for one in found):
            yield desk.proof("division", ("rules",), _guarded(""), answer, lambda at: _unknown(desk, at))
        return
    for text in divisors or ([""] if answer.verdict == "not analysed" else []):
        yield desk.proof("division", ("rules",), _guarded(text), answer, BUDGET, text)


def _of_one(desk: Desk, text: str, divisor: Expr) -> Proof:
    encoder = desk.laid.encoder
    is_zero = encoder.reckon.equal(encoder.number(divisor), encoder.number(_ZERO)).yes

    def accept(at: Values) -> bool:
        return _stuck_at(desk, at) and evaluate(divisor, desk.case(at)) == 0

    def refuted(at: Values) -> Text:
        said = desk.said(at)
        zh, en = f"除数 `{text}` 为 0，规则判不了：{said}", f"the divisor `{text}` is 0, no rule decides: `{said}`"
        return Text(zh=zh, en=en)

    answer = desk.never(*_stuck(desk), is_zero, accept=accept)
    return desk.proof("division", ("rules",), _guarded(text), answer, refuted, text)


def _guarded(text: str) -> Text:
    if not text:
        return Text(zh="事实齐全就算得出", en="with every fact known all can be worked out")
    zh, en = f"除数 `{text}` 为 0 时，规则照样判得了", f"where the divisor `{text}` is 0 the rules decide all the same"
    return Text(zh=f"{zh}，或写明不判", en=f"{en}, or an open case says not")


def _unknown(desk: Desk, at: Values) -> Text:
    said = desk.said(at)
    return Text(zh=f"事实齐全，却算不出：{said}", en=f"every fact is known, and nothing comes out: `{said}`")


def _stuck(desk: Desk) -> tuple[Formula, ...]:
    """Where rules decide nothing, and neither for want of a rule nor because two hold: these are laws of their own."""
    others = [none_holds(desk)] if desk.card.hit != "sum" else []
    others += [two_hold(desk)] if desk.card.hit == "unique" else []
    return (desk.applies, desk.meant, opposite(desk.laid.points.defined), *map(opposite, others))


def _stuck_at(desk: Desk, at: Values) -> bool:
    gap = desk.card.hit != "sum" and all(truth is False for truth in desk.truths(at))
    overlap = desk.card.hit == "unique" and len(desk.held(at)) > 1
    return desk.undeclared(at) and not gap and not overlap


def _divisors(exprs: Iterator[Expr]) -> Mapping[str, Expr]:
    """What is divided by, once each, by its words; constants are none."""
    return {show(one): one for expr in exprs for one in _under(expr) if not isinstance(one, Literal)}


def _under(expr: Expr) -> Iterator[Expr]:
    match expr:
        case Arithmetic("/", _, right) | Call("modulo", (_, right)):
            yield right
        case Arithmetic("**", left, _):
            yield left
        case _:
            pass
    for part in children(expr):
        yield from _under(part)
