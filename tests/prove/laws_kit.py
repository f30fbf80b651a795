"""Small cards with declarations, their laws by the solver, and by trying every value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from card_strategies import CARDS
from hypothesis import strategies as st
from prove_kit import WEIGHT, formula

from youju.facts import FactSpec
from youju.feel import Value, evaluate, names
from youju.firing import case_of
from youju.prove import Budget, came_to
from youju.regress.laws.bounds import weighted
from youju.regress.laws.decided import decided
from youju.regress.laws.desk import lay
from youju.regress.laws.division import division
from youju.regress.laws.monotone import monotone
from youju.regress.laws.proof import Proof
from youju.rubric import Indicator, Text
from youju.rubric.model import Monotone, Open
from youju.structs import replace

BANDS = {"none": ("率 = 0", "weight"), "up-to-10": ("率 > 0 and 率 <= 10%", "4"), "over": ("率 > 10%", "0")}
MOST = 2
BUDGET = Budget(resources=100_000, milliseconds=200)
"""Random cards may be harder than any that people write: what is not found at once is not waited for."""
_COUNT = FactSpec.read({"en": "count", "type": "count", "unit": "项", "bounds": {"max": str(MOST)}})
_FLAG = FactSpec.read({"en": "flag", "type": "boolean"})
SPECS = {**dict.fromkeys("abc", _COUNT), **dict.fromkeys("pq", _FLAG)}


def small_cards() -> st.SearchStrategy[Indicator]:
    """Cards over a, b, c and p, some with an open case, each with what it declares of more of a fact."""
    declared = st.builds(
        Monotone,
        st.sampled_from("abp"),
        st.sampled_from(("up", "down")),
        st.sampled_from(("true", "b > 0")).map(formula),
    )
    opens = st.lists(st.sampled_from(("b = 0", "b + c = 0", "a > 1")), max_size=1, unique=True)
    return st.builds(_with, CARDS, declared, opens)


def _with(card: Indicator, one: Monotone, opens: list[str]) -> Indicator:
    because = Text(zh="试", en="a try")
    reads = {name for rule in card.rules for name in (*names(rule.when.expr), *names(rule.points.expr))}
    declared = (one,) if one.fact in reads else ()
    return replace(card, monotone=declared, open=tuple(Open(formula(text), because) for text in opens))


def by_laws(card: Indicator) -> list[Proof]:
    """The proofs of a card, its weight being always the same."""
    desk = lay(card, SPECS, (WEIGHT,), BUDGET)
    return [*decided(desk), *division(desk), *weighted(desk)[0], *monotone(desk)]


def refuted(found: Sequence[Proof]) -> set[tuple[str, str]]:
    """What is refuted, of divisions as a whole."""
    return {_about(one) for one in found if one.verdict == "refuted"}


def given_up(found: Sequence[Proof]) -> set[tuple[str, str]]:
    """What the solver gave up on."""
    return {_about(one) for one in found if one.verdict == "not analysed"}


def _about(one: Proof) -> tuple[str, str]:
    return one.law, "" if one.law == "division" else one.about


def brute(card: Indicator) -> set[tuple[str, str]]:
    """The laws that break, by trying every value."""
    points = list(_points(card))
    decides = [at for at in points if isinstance(_came(card, at), Fraction)]
    broken = {law for at in points for law in _undecided(card, at)}
    broken |= {("bounds", "5") for at in decides if not 0 <= _number(card, at) <= WEIGHT}
    broken |= set() if any(_number(card, at) >= WEIGHT for at in decides) else {("full marks", "5")}
    counting = {index for at in points for index in _counting(card, at)}
    broken |= {("unreachable", rule.id) for i, rule in enumerate(card.rules) if i not in counting}
    for one in card.open:
        if not any(_holds(card, one.when.text, at) and _came(card, at) == "undecided" for at in points):
            broken.add(("unreachable", one.when.text))
    for one in card.monotone:
        pairs = [(at, more) for at in decides for more in decides if _more(card, one, at, more)]
        up = one.points == "up"
        worse = [1 for at, more in pairs if (_number(card, at) - _number(card, more)) * (1 if up else -1) > 0]
        if worse or not pairs:
            broken.add(("monotone", one.fact))
    return broken


def _undecided(card: Indicator, at: dict[str, Value]) -> Iterator[tuple[str, str]]:
    truths = _truths(card, at)
    if card.hit == "unique" and truths.count(True) > 1:
        yield "overlap", ""
    elif _came(card, at) == "undecided" and not any(_holds(card, one.when.text, at) for one in card.open):
        yield ("gap", "") if card.hit != "sum" and set(truths) == {False} else ("division", "")


def _counting(card: Indicator, at: dict[str, Value]) -> Iterator[int]:
    truths = _truths(card, at)
    for i, truth in enumerate(truths):
        before, others = truths[:i], truths[:i] + truths[i + 1 :]
        rest = {"first": before, "unique": others, "sum": []}[card.hit]
        if truth is True and set(rest) <= {False}:
            yield i


def _more(card: Indicator, one: Monotone, at: dict[str, Value], more: dict[str, Value]) -> bool:
    same = all(at[name] == more[name] for name in at if name != one.fact)
    before, after = at[one.fact], more[one.fact]
    assert isinstance(before, (bool, Fraction))
    assert isinstance(after, (bool, Fraction))
    return same and before < after and all(_holds(card, one.where.text, point) for point in (at, more))


def _points(card: Indicator) -> Iterator[dict[str, Value]]:
    counts = [Fraction(value) for value in range(MOST + 1)]
    for a, b, c, p in product(counts, counts, counts, (False, True)):
        yield {"a": a, "b": b, "c": c, "p": p}


def _came(card: Indicator, at: dict[str, Value]) -> object:
    return came_to(card, {**at, "weight": WEIGHT})


def _number(card: Indicator, at: dict[str, Value]) -> Fraction:
    came = _came(card, at)
    assert isinstance(came, Fraction)
    return came


def _truths(card: Indicator, at: dict[str, Value]) -> list[Value]:
    values = case_of(card, at, WEIGHT).values
    return [evaluate(rule.when.expr, values) for rule in card.rules]


def _holds(card: Indicator, text: str, at: dict[str, Value]) -> bool:
    return evaluate(formula(text).expr, case_of(card, at, WEIGHT).values) is True
