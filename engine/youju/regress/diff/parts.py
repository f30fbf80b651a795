"""What of a card is otherwise, part by part: what may decide a score, and what is only words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.audit.words import points_text
from youju.author.same import plain_tree
from youju.regress.diff.model import Part
from youju.regress.diff.reads import let_tree
from youju.rubric import Basis, Formula, Indicator, Let, Rule


def card_parts(old: Indicator, new: Indicator) -> tuple[Part, ...]:
    """The parts in the order in which a card is written; rules are told apart by their ids."""
    return (*_scoring(old, new), *_words(old, new))


def _scoring(old: Indicator, new: Indicator) -> Iterator[Part]:
    if old.adjustment != new.adjustment or old.weight != new.weight:
        yield Part("weight", None, points_text(old.weight), points_text(new.weight))
    if old.hit != new.hit:
        yield Part("hit", None, old.hit, new.hit)
    if old.round != new.round:
        yield Part("round", None, points_text(old.round), points_text(new.round))
    if _tree(old.applies) != _tree(new.applies):
        yield Part("applies", None, _text(old.applies), _text(new.applies))
    yield from _lets(old, new)
    yield from _rules(old, new)
    if [plain_tree(one.when.expr) for one in old.open] != [plain_tree(one.when.expr) for one in new.open]:
        # What is meant to stay open decides nothing: it only says so.
        before, after = ("；".join(one.when.text for one in card.open) or None for card in (old, new))
        yield Part("open", None, before, after, words=True)


def _lets(old: Indicator, new: Indicator) -> Iterator[Part]:
    olds, news = ({let.name: let for let in card.lets} for card in (old, new))
    for name in dict.fromkeys((*olds, *news)):
        before, after = olds.get(name), news.get(name)
        if before is None or after is None or let_tree(before) != let_tree(after):
            yield Part("let", name, _let(before), _let(after))
        if before is not None and after is not None and before.stated != after.stated:
            yield Part("stated", name, before.stated, after.stated)
        if before is not None and after is not None and before.readings != after.readings:
            yield Part("readings", name, _readings(before), _readings(after), words=True)


def _rules(old: Indicator, new: Indicator) -> Iterator[Part]:
    olds, news = ({rule.id: rule for rule in card.rules} for card in (old, new))
    kept = [name for name in news if name in olds]
    for name in dict.fromkeys((*olds, *news)):
        before, after = olds.get(name), news.get(name)
        if before is None or after is None:
            yield Part("rule", name, _rule(before), _rule(after))
            continue
        if _tree(before.when) != _tree(after.when):
            yield Part("when", name, before.when.text, after.when.text)
        if _tree(before.points) != _tree(after.points):
            yield Part("points", name, before.points.text, after.points.text)
    before_order = [name for name in olds if name in news]
    if before_order != kept:
        yield Part("order", None, "、".join(before_order), "、".join(kept))


def _words(old: Indicator, new: Indicator) -> Iterator[Part]:
    if old.title != new.title:
        yield Part("title", None, old.title.zh, new.title.zh, words=True)
    if old.aliases != new.aliases:
        yield Part("aliases", None, "、".join(old.aliases) or None, "、".join(new.aliases) or None, words=True)
    if old.basis != new.basis:
        yield Part("basis", None, _bases(old.basis), _bases(new.basis), words=True)
    before = {rule.id: rule for rule in old.rules}
    for rule in new.rules:
        was = before.get(rule.id)
        if was is None:
            continue
        if was.because != rule.because:
            yield Part("because", rule.id, was.because and was.because.zh, rule.because and rule.because.zh, words=True)
        if was.basis != rule.basis:
            yield Part("basis", rule.id, _bases(was.basis), _bases(rule.basis), words=True)
    if [one.because for one in old.open] != [one.because for one in new.open] and len(old.open) == len(new.open):
        before_, after = ("；".join(one.because.zh for one in card.open) for card in (old, new))
        yield Part("because", "open", before_, after, words=True)
    if (old.section, old.group) != (new.section, new.group):
        yield Part("group", None, old.group, new.group, words=True)
    if old.cases != new.cases:
        yield Part("cases", None, str(len(old.cases)), str(len(new.cases)), words=True)


def _tree(formula: Formula | None) -> object:
    return None if formula is None else plain_tree(formula.expr)


def _text(formula: Formula | None) -> str | None:
    return None if formula is None else formula.text


def _let(let: Let | None) -> str | None:
    return None if let is None else "；".join(formula.text for formula in let.alternatives)


def _readings(let: Let) -> str | None:
    return "；".join(f"{one.id}: {one.formula.text}" for one in let.readings) or None


def _rule(rule: Rule | None) -> str | None:
    return None if rule is None else f"{rule.when.text} → {rule.points.text}"


def _bases(bases: Sequence[Basis]) -> str | None:
    return "；".join(one.text for one in bases) or None
