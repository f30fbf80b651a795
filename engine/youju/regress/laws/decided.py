"""Whether the rules of a card decide everywhere, at most one at a time, and all of them somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import evaluate
from youju.prove import Values
from youju.prove.formula import FALSE, Formula, both, either, opposite
from youju.regress.laws.desk import Desk
from youju.regress.laws.proof import CLAIMS, Path, Proof
from youju.rubric import Text
from youju.rubric.model import Open


def decided(desk: Desk) -> Iterator[Proof]:
    """No gap and no overlap, as far as its hit policy knows them; every rule and every open case has its use."""
    if desk.card.hit != "sum":
        yield _gap(desk)
    if desk.card.hit == "unique":
        yield _overlap(desk)
    yield from _rules(desk)
    for i, one in enumerate(desk.card.open):
        yield _open(desk, i, one)


def two_hold(desk: Desk) -> Formula:
    """Where two rules hold, said in as many parts as there are rules."""
    before: Formula = FALSE
    found: list[Formula] = []
    for row in desk.laid.rows:
        found.append(both((before, row.truth.yes)))
        before = either((before, row.truth.yes))
    return either(found)


def none_holds(desk: Desk) -> Formula:
    """Where all rules fail."""
    return both(row.truth.no for row in desk.laid.rows)


def _gap(desk: Desk) -> Proof:
    def accept(at: Values) -> bool:
        return desk.undeclared(at) and all(truth is False for truth in desk.truths(at))

    def refuted(at: Values) -> Text:
        said = desk.said(at)
        return Text(zh=f"没有一条规则管这种情形：{said}", en=f"no rule speaks of this: `{said}`")

    answer = desk.never(desk.applies, desk.meant, none_holds(desk), accept=accept)
    return desk.proof("gap", ("rules",), CLAIMS["gap"], answer, refuted)


def _overlap(desk: Desk) -> Proof:
    def accept(at: Values) -> bool:
        return desk.came(at) != "not applicable" and len(desk.held(at)) > 1

    def refuted(at: Values) -> Text:
        rules = "、".join(f"`{desk.card.rules[i].id}`" for i in desk.held(at))
        said = desk.said(at)
        return Text(zh=f"规则 {rules} 同时成立：{said}", en=f"these rules hold together, {rules}: `{said}`")

    answer = desk.never(desk.applies, two_hold(desk), accept=accept)
    path: Path = ("rules",) if answer.at is None else ("rules", desk.held(answer.at)[1], "when")
    return desk.proof("overlap", path, CLAIMS["overlap"], answer, refuted)


def _rules(desk: Desk) -> Iterator[Proof]:
    for i, row in enumerate(desk.laid.rows):

        def accept(at: Values, i: int = i) -> bool:
            return desk.came(at) != "not applicable" and _counts(desk, at, i)

        claim = Text(zh=f"规则 `{row.id}` 用得上", en=f"rule `{row.id}` is of use")
        never = Text(
            zh=f"规则 `{row.id}` 永远轮不到：它不可能成立，或者别的规则已全占了",
            en=f"rule `{row.id}` never counts: it cannot hold, or other rules take all of it",
        )
        answer = desk.ever(desk.applies, row.counts, accept=accept)
        yield desk.proof("unreachable", ("rules", i, "when"), claim, answer, never, row.id)


def _open(desk: Desk, index: int, one: Open) -> Proof:
    """An open case must happen, and leave something undecided where it does."""
    text, holds = one.when.text, desk.laid.opens[index].yes
    claim = Text(zh=f"不判的情形 `{text}` 确实没有规则来判", en=f"the rules do leave the open case `{text}` undecided")
    never = Text(zh=f"`{text}` 不可能发生", en=f"`{text}` never happens")

    def happens(at: Values) -> bool:
        return desk.came(at) != "not applicable" and evaluate(one.when.expr, desk.case(at)) is True

    def undecided(at: Values) -> bool:
        return happens(at) and desk.came(at) == "undecided"

    answer = desk.ever(desk.applies, holds, opposite(desk.laid.points.defined), accept=undecided)
    if answer.verdict == "refuted" and desk.ever(desk.applies, holds, accept=happens).verdict == "proved":
        never = Text(
            zh=f"`{text}` 时规则总判得了，不必写在 open 里",
            en=f"where `{text}` the rules always decide: it is not open",
        )
    return desk.proof("unreachable", ("open", index, "when"), claim, answer, never, text)


def _counts(desk: Desk, at: Values, index: int) -> bool:
    truths = desk.truths(at)
    others = {"first": truths[:index], "unique": truths[:index] + truths[index + 1 :], "sum": ()}[desk.card.hit]
    return truths[index] is True and all(one is False for one in others)
