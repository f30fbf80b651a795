"""Operators on a card as a whole: its rules and their order, its hit policy, applicability, quantities and rounding."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import Not, show, show_number
from youju.regress.mutants.mutant import Altered
from youju.rubric import Formula, Indicator, Let, Text
from youju.rubric.spec import Hit
from youju.structs import replace

NAMES = ("delete", "swap", "hit", "applies", "alternatives", "round")
_HITS: tuple[Hit, ...] = ("first", "unique", "sum")


def deletions(card: Indicator) -> Iterator[Altered]:
    """Each rule deleted; a card needs one."""
    for i, rule in enumerate(card.rules) if len(card.rules) > 1 else ():
        made = replace(card, rules=(*card.rules[:i], *card.rules[i + 1 :]))
        told = Text(zh=f"删去第 {i + 1} 条（{rule.id}）", en=f"rule {i + 1} ({rule.id}) deleted")
        yield Altered("delete", f"rules.{rule.id}", made, told, "deleted")


def swaps(card: Indicator) -> Iterator[Altered]:
    """Rules next to each other swapped, where the first that holds counts."""
    for i in range(len(card.rules) - 1) if card.hit == "first" else ():
        one, other = card.rules[i : i + 2]
        made = replace(card, rules=(*card.rules[:i], other, one, *card.rules[i + 2 :]))
        zh = f"第 {i + 1} 条与第 {i + 2} 条对调（{one.id}、{other.id}）"
        told = Text(zh=zh, en=f"rules {i + 1} and {i + 2} swapped ({one.id}, {other.id})")
        yield Altered("swap", f"rules.{one.id}", made, told, f"behind {other.id}")


def hits(card: Indicator) -> Iterator[Altered]:
    """Another hit policy."""
    for hit in _HITS:
        if hit != card.hit:
            told = Text(zh=f"计分方式 {card.hit} → {hit}", en=f"hit {card.hit} → {hit}")
            yield Altered("hit", "hit", replace(card, hit=hit), told, hit)


def applicability(card: Indicator) -> Iterator[Altered]:
    """The condition of applicability negated or dropped."""
    if card.applies is None:
        return
    negated = Not(card.applies.expr)
    made = replace(card, applies=Formula(show(negated), negated))
    yield Altered(
        "applies", "applies", made, Text(zh=f"适用条件取反：{show(negated)}", en="applies negated"), "negated"
    )
    told = Text(zh="去掉适用条件，总是适用", en="applies dropped: it always applies")
    yield Altered("applies", "applies", replace(card, applies=None), told, "always")


def quantities(card: Indicator) -> Iterator[Altered]:
    """An alternative of a quantity dropped or put behind the next; the printed rate left out."""
    for i, let in enumerate(card.lets):
        for changed, zh, en in _let(let):
            made = replace(card, lets=(*card.lets[:i], changed, *card.lets[i + 1 :]))
            told = Text(zh=f"“{let.name}”{zh}", en=f"{let.name}: {en}")
            yield Altered("alternatives", f"let.{let.name}", made, told, en)


def _let(let: Let) -> Iterator[tuple[Let, str, str]]:
    ways = let.alternatives
    if let.stated is not None:
        yield replace(let, stated=None), f"不再用写出的{let.stated}", f"the printed {let.stated} no longer counts"
    for j, way in enumerate(ways) if len(ways) > 1 else ():
        left = replace(let, alternatives=(*ways[:j], *ways[j + 1 :]))
        yield left, f"去掉第 {j + 1} 种算法 {way.text}", f"without the alternative {way.text}"
        if j + 1 < len(ways):
            turned = replace(let, alternatives=(*ways[:j], ways[j + 1], way, *ways[j + 2 :]))
            yield turned, f"第 {j + 1}、{j + 2} 种算法对调", f"alternatives {j + 1} and {j + 2} swapped"


def steps(card: Indicator) -> Iterator[Altered]:
    """Points rounded ten times as coarsely, and ten times as finely."""
    for step in (card.round * 10, card.round / 10):
        words = f"{show_number(card.round)} → {show_number(step)}"
        told = Text(zh=f"得分取整 {words}", en=f"points rounded to {words}")
        yield Altered("round", "round", replace(card, round=step), told, words)
