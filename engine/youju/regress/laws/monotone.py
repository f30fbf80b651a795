"""Declared monotonicity: two copies of a card that differ in one fact, and which of them earns more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.feel import Expr, Name, evaluate, show_number, substitute
from youju.prove import Hunt, Laid, NotEncodable, Pair, Values, board, came_to
from youju.prove.errors import TooLarge
from youju.prove.formula import Flag, Formula, both, opposite, sign
from youju.prove.number import MOST_CASES, Number, number, times
from youju.prove.polynomial import quantity
from youju.prove.reckoning import NoFloor
from youju.prove.truth import Truth
from youju.regress.laws.desk import Answer, Desk
from youju.regress.laws.proof import BUDGET, Proof
from youju.regress.rewritten import rewritten
from youju.rubric import Indicator, Text
from youju.rubric.model import Monotone
from youju.structs import Struct, replace

LATER = "′"
"""Behind the name of a fact: its value in the second copy."""
_GIVEN_UP = Answer("not analysed")
_TOO_MANY = Text(
    zh="前后两份得分合起来，情形太多或没有精确的式子",
    en="the points before and after fall into too many cases together, or have no exact form",
)


class _Twin(Struct):
    """Both copies on one desk: `desk` is the first, `other` the second, in which the fact has more."""

    desk: Desk
    declared: Monotone
    other: Indicator
    laid: Laid
    where: Truth
    where_later: Truth

    @property
    def ordered(self) -> tuple[Formula, ...]:
        """That the fact has more in the second copy, and both count, decide and meet the condition."""
        name, later = self.declared.fact, self.declared.fact + LATER
        if self.desk.free[name].kind == "boolean":
            more = both((opposite(Flag(name)), Flag(later)))
        else:
            more = sign(quantity(later) - quantity(name), True)
        first, second = self.desk.laid, self.laid
        decided = (first.points.defined, second.points.defined, opposite(second.applies.no))
        return (self.desk.applies, more, *decided, self.where.yes, self.where_later.yes)

    def against(self, first: Number, second: Number) -> tuple[Number, Number]:
        """The points that must be the greater nowhere, and those they are compared with."""
        return (first, second) if self.declared.points == "up" else (second, first)

    def came(self, at: Values) -> tuple[Fraction, Fraction] | None:
        """The points entered of both, by the interpreter; None where what is declared says nothing of these values."""
        every = {**self.desk.values, **at}
        name, later = every[self.declared.fact], every[self.declared.fact + LATER]
        first, second = came_to(self.desk.card, every), came_to(self.other, every)
        if not (isinstance(name, (bool, Fraction)) and isinstance(later, (bool, Fraction)) and name < later):
            return None
        second_at = {**at, self.declared.fact: later}
        meets = all(evaluate(self.declared.where.expr, self.desk.case(one)) is True for one in (at, second_at))
        return (first, second) if meets and isinstance(first, Fraction) and isinstance(second, Fraction) else None

    def breaks(self, at: Values) -> bool:
        """Whether these values refute what is declared."""
        came = self.came(at)
        if came is None:
            return False
        return came[0] > came[1] if self.declared.points == "up" else came[0] < came[1]


def monotone(desk: Desk) -> Iterator[Proof]:
    """What the card declares of more of a fact, one after the other."""
    for declared in desk.card.monotone:
        path = ("monotone", declared.fact)
        try:
            twin = _twin(desk, declared)
            answer = _answer(twin)
        except (NotEncodable, TooLarge, NoFloor):
            yield replace(
                desk.proof("monotone", path, _claim(declared), _GIVEN_UP, BUDGET, declared.fact), found=_TOO_MANY
            )
            continue
        if answer.verdict in ("proved", "proved on the grid") and _says_nothing(twin):
            never = Text(
                zh="没有两个取值合乎它的条件，等于什么也没说", en="no two values meet its condition: it says nothing"
            )
            yield twin.desk.proof("monotone", path, _claim(declared), Answer("refuted"), never, declared.fact)
            continue
        yield twin.desk.proof(
            "monotone", path, _claim(declared), answer, lambda at, twin=twin: _refuted(twin, at), declared.fact
        )


def _says_nothing(twin: _Twin) -> bool:
    return twin.desk.ever(*twin.ordered, accept=lambda at: twin.came(at) is not None).verdict == "refuted"


def _answer(twin: _Twin) -> Answer:
    """First of exact points, which decides most; where these differ by less than is entered, of points entered."""
    reckon = twin.desk.hunt.board.reckon
    worse, better = twin.against(twin.desk.laid.points, twin.laid.points)
    if len(worse.pieces) * len(better.pieces) > MOST_CASES:
        raise TooLarge
    found = twin.desk.hunt.find(*twin.ordered, reckon.at_least(worse, better, strict=True).yes, accept=twin.breaks)
    if found == "none":
        return Answer("proved")
    gap = reckon.add(worse, times(better, Fraction(-1)))
    apart = reckon.at_least(gap, number(twin.desk.card.round)).yes
    answer = twin.desk.never(*twin.ordered, apart, accept=twin.breaks)
    if answer.verdict == "refuted":
        return answer
    pair = Pair(twin.desk.laid, twin.laid, twin.desk.hunt)
    entered = twin.against(pair.entered(pair.old), pair.entered(pair.new))
    return twin.desk.never(*twin.ordered, reckon.at_least(*entered, strict=True).yes, accept=twin.breaks)


def _twin(desk: Desk, declared: Monotone) -> _Twin:
    name = declared.fact
    renamed: Mapping[str, Expr] = {name: Name(name + LATER)}
    changed = rewritten(desk.card, lambda expr: substitute(expr, renamed))
    other = replace(changed, facts=tuple(name + LATER if one == name else one for one in changed.facts))
    free = {**desk.free, name + LATER: desk.free[name]}
    over = board([desk.card, other], desk.values, free)
    first, second = over.lay(desk.card), over.lay(other)
    specs = {**desk.specs, name + LATER: desk.specs[name]}
    both_on = replace(desk, specs=specs, free=free, laid=first, hunt=Hunt(over, desk.hunt.budget))
    where = first.encoder.truth(declared.where.expr)
    later = second.encoder.truth(substitute(declared.where.expr, renamed))
    return _Twin(both_on, declared, other, second, where, later)


def _claim(declared: Monotone) -> Text:
    name, where = declared.fact, declared.where.text
    more = (
        ("不会少得分", "never earns fewer points")
        if declared.points == "up"
        else ("不会多得分", "never earns more points")
    )
    when = ("", "") if where == "true" else (f"`{where}` 时，", f", where `{where}`,")
    return Text(
        zh=f"{when[0]}`{name}` 多了，其他不变，{more[0]}", en=f"more `{name}`, all else the same{when[1]} {more[1]}"
    )


def _refuted(twin: _Twin, at: Values) -> Text:
    came = twin.came(at)
    assert came is not None
    before, after = map(show_number, came)
    name, said = twin.declared.fact, twin.desk.said(at)
    zh, en = f"`{name}` 多到 `{name}{LATER}`", f"from `{name}` to `{name}{LATER}`"
    zh, en = f"{zh}，得分由 {before} 变为 {after}：{said}", f"{en} the points go from {before} to {after}: `{said}`"
    return Text(zh=zh, en=en)
