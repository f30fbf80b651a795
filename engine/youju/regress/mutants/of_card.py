"""All mutants of a card: every operator at every place, each resulting card once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from youju.author.same import plain_tree
from youju.facts import Dictionary
from youju.feel import Expr, show
from youju.regress.mutants import amounts, conditions, order
from youju.regress.mutants.mutant import Altered, Change, Mutant, id_of, with_cards
from youju.regress.mutants.scale import Scene
from youju.regress.mutants.sites import Role, everywhere, sites
from youju.rubric import Formula, Indicator, Rubric, Text
from youju.rubric.compile import facts_of
from youju.structs import Struct, replace


class Operator(Struct):
    """What changes expressions of some roles: any node of them, or only as a whole."""

    id: str
    zh: str
    en: str
    roles: tuple[Role, ...]
    alter: Callable[[Expr, Scene], Iterator[Change]]
    whole: bool = False


_CONDITIONS: tuple[Role, ...] = ("when", "applies", "points", "let")
OPERATORS = (
    Operator("threshold", "界限", "threshold", _CONDITIONS, conditions.thresholds),
    Operator("comparison", "比较", "comparison", _CONDITIONS, conditions.comparisons),
    Operator("negate", "条件取反", "condition negated", ("when",), conditions.negations, whole=True),
    Operator("junction", "且与或", "and, or", _CONDITIONS, conditions.junctions),
    Operator("part", "条件的一部分", "part of a condition", _CONDITIONS, conditions.parts),
    Operator("points", "分值常数", "points", ("points",), amounts.points),
    Operator("step", "每单位的分", "points for each unit", ("points",), amounts.per_unit),
    Operator("step", "每单位的分", "points for each unit", ("points",), amounts.whole_points, whole=True),
    Operator("own", "不计调入的分值", "own weight only", ("points",), amounts.own_weight, whole=True),
    Operator("limit", "上下限", "bound", ("points", "let", "when"), amounts.limits),
    Operator("rounding", "取整方式", "rounding", ("points", "let", "when"), amounts.roundings),
    Operator("unit", "单位", "unit", _CONDITIONS, amounts.units),
    Operator("ratio", "分子分母对调", "ratio turned", ("let", "when", "points"), amounts.ratios),
    Operator("sum", "加减", "sum, difference", ("let", "when", "points"), amounts.sums),
    Operator("fact", "换一个事实", "another fact", ("let", "when", "points"), amounts.other_facts),
)
"""The operators on expressions; where two make the same card the first names it."""

CARD_OPERATORS: tuple[Callable[[Indicator], Iterator[Altered]], ...] = (
    order.deletions,
    order.swaps,
    order.hits,
    order.applicability,
    order.quantities,
    order.steps,
)
"""The operators on a card as a whole."""


def card_mutants(rubric: Rubric, card: Indicator) -> tuple[Mutant, ...]:
    """Every mutant of a card, such as the loader would refuse too."""
    seen = {meaning(card)}
    found: list[Mutant] = []
    for altered in _altered(card, rubric.dictionary):
        made = replace(altered.card, facts=facts_of(altered.card, rubric.dictionary.types))
        key = meaning(made)
        if key not in seen:
            seen.add(key)
            name = id_of(card.id, altered.operator, altered.place, altered.result)
            told = (card.id, *_receiving(rubric, card.id)) if altered.operator == "applies" else (card.id,)
            mutated = with_cards(rubric, made)
            found.append(Mutant(name, altered.operator, told, altered.place, altered.told, mutated, made))
    return tuple(found)


def meaning(card: Indicator) -> Hashable:
    """All of a card that decides points, its constants without their units: mutants of one meaning count once."""
    lets = tuple((let.name, tuple(map(_plain, let.alternatives)), let.stated) for let in card.lets)
    rules = tuple((rule.id, _plain(rule.when), _plain(rule.points)) for rule in card.rules)
    applies = None if card.applies is None else _plain(card.applies)
    return card.hit, card.round, card.weight, applies, lets, rules


def _plain(formula: Formula) -> Expr:
    return plain_tree(formula.expr)


def _altered(card: Indicator, dictionary: Dictionary) -> Iterator[Altered]:
    scene = Scene(card, dictionary)
    for site in sites(card):
        for operator in OPERATORS:
            if site.role not in operator.roles:
                continue
            alter = operator.alter
            changes = alter(site.expr, scene) if operator.whole else everywhere(site.expr, lambda e: alter(e, scene))  # noqa: B023
            for change in changes:
                zh = f"{site.told.zh}：{operator.zh} {change.zh}"
                told = Text(zh=zh, en=f"{site.told.en}: {operator.en} {change.en}")
                yield Altered(operator.id, site.place, site.put(change.expr), told, show(change.expr))
    for whole in CARD_OPERATORS:
        yield from whole(card)


def _receiving(rubric: Rubric, origin: str) -> Iterator[str]:
    """The indicators whose weight may change with what applies: where transfers from this one lead."""
    for transfer in rubric.transfers:
        if transfer.from_ == origin:
            yield from transfer.to or (one.id for one in rubric.weighted if one.id != origin)
