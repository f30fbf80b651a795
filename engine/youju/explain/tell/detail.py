"""An explanation line by line: each entry with its condition, calculation, quotes and basis, losses, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youju.explain.because import of_entry
from youju.explain.compared import told
from youju.explain.margins import margins
from youju.explain.said import Slots, filled, points, slots_of, text
from youju.explain.tell.brief import item_lost, short
from youju.explain.tell.evidence import evidence_of
from youju.explain.tell.regain import besides, tell_regain
from youju.explain.tell.why_not import tell_rules
from youju.explain.why import Step, Why, worth_of
from youju.feel import names
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.called import KINDS, LEVELS, MARKS, SUPPORT, Called
from youju.ledger.sentences.why import FORMS
from youju.rubric import WEIGHT, Basis, Rule
from youju.structs import replace

MOST_BESIDES = 2
"""Lines on a screen of how far a score holds and what else would win points back; the long text has all."""


def screen(why: Why) -> tuple[Sentence, ...]:
    """What fits a screen: the short text, how far the score holds, the words it stands on, other readings, doubts."""
    slots, seen = slots_of(why.audit, why.indicator.id), set[str]()
    read = [one for step in why.steps for one in step.evidence if not (one.name in seen or seen.add(one.name))]
    quoted = (line for one in read for line in evidence_of(slots, one, most=1))
    more = besides(why.audit, why.regain, MOST_BESIDES)
    return (*short(why), *more, *_deeper((*quoted, *_others(why)), 1))


def long(why: Why) -> tuple[Sentence, ...]:
    """Everything: the short text, then a line for each thing that an argument may turn on."""
    slots = slots_of(why.audit, why.indicator.id)
    detail = [one for step in why.steps for one in _step(why, step, slots)]
    rules = () if why.indicator.hit == "sum" else tell_rules(why.audit, why.indicator.id)
    back = tell_regain(why.audit, why.regain)[1:]
    cards = [_basis("basis/card", basis, "", at) for at, basis in enumerate(why.indicator.basis)]
    parts = (*_deeper((*detail, *_lost(why, slots), *rules), 1), *back, *_deeper((*cards, *_others(why)), 1))
    return (*short(why), *parts)


def _deeper(sentences: Iterable[Sentence], by: int) -> tuple[Sentence, ...]:
    return tuple(replace(one, depth=one.depth + by) for one in sentences)


def _step(why: Why, step: Step, slots: Slots) -> Iterator[Sentence]:
    entry, of = step.entry, f"entry:{step.entry.id}"
    said = {
        "points": points(entry.points, f"{of}:points"),
        "kind": _called(KINDS, entry.kind),
        "support": _called(SUPPORT, "contradicted" if entry.at_risk else entry.support),
        "exact": points(entry.exact, f"{of}:exact"),
    }
    yield filled("entry" if entry.exact == entry.points else "entry/rounded", said)
    inner = [*of_entry(slots, entry), *_worked_out(why, step, slots)]
    inner += [line for one in step.evidence for line in evidence_of(slots, one)]
    inner += [_basis("basis", basis, entry.rule, at) for at, basis in enumerate(step.basis)]
    yield from _deeper(inner, 1)


def _worked_out(why: Why, step: Step, slots: Slots) -> Iterator[Sentence]:
    """The condition with what is true of it, and the calculation with its values."""
    rule = next((rule for rule in why.indicator.rules if rule.id == step.entry.rule), None)
    if rule is None:
        return
    for one in margins(rule.when.expr, slots.scope):
        if not one.guards:
            yield sentence(FORMS, "condition")
            yield told(one, rule.id, slots, gap=True)
    if step.entry.kind != "moved" and names(rule.points.expr) - {WEIGHT}:
        yield from _calculated(rule, slots)


def _calculated(rule: Rule, slots: Slots) -> Iterator[Sentence]:
    formula = rule.points
    worth = points(worth_of(rule, slots.scope), f"worth:{rule.id}")
    yield sentence(FORMS, "worked-out", formula=slots.told(formula.expr, f"formula:{rule.id}"), worth=worth)
    for name in sorted(names(formula.expr), key=formula.text.find):
        value = slots.value(name)
        if name == WEIGHT:
            yield sentence(FORMS, "where/weight", 1, weight=value)
        elif slots.let(name) is None or slots.scope.lets[name].source == "printed":
            yield sentence(FORMS, "where/value", 1, name=slots.name(name), value=value)
        else:
            said = {"name": slots.name(name), "formula": slots.formula_of(name), "value": value}
            yield filled("where/let", said, 1)


def _lost(why: Why, slots: Slots) -> Iterator[Sentence]:
    """Items that did not hold, each with its condition."""
    rules = {rule.id: rule for rule in why.indicator.rules}
    for loss in why.losses:
        if why.indicator.hit == "sum" and loss.rule in rules:
            rule = rules[loss.rule]
            yield from item_lost(slots, rule, loss)
            for one in margins(rule.when.expr, slots.scope):
                yield sentence(FORMS, "condition", 1)
                yield replace(told(one, rule.id, slots, gap=True), depth=1)


def _others(why: Why) -> Iterator[Sentence]:
    for at, other in enumerate(why.alternatives):
        words = text(other.words.zh, other.words.en, f"other:{at}:words")
        yield sentence(FORMS, "otherwise", words=words, points=points(other.points, f"other:{at}:points"))
    for at, words in enumerate(why.reconciling):
        yield sentence(FORMS, "reconcile", words=text(words.zh, words.en, f"reconcile:{at}"))
    for one in why.findings:
        message = text(one.message.zh, one.message.en, f"finding:{one.key}")
        yield sentence(FORMS, "finding", level=_called(LEVELS, one.level), message=message)


def _called(names_: Called, key: str) -> Said:
    return Said(names_[key]["zh"], names_[key]["en"], "word")


def _basis(key: str, basis: Basis, rule: str, at: int) -> Sentence:
    """A basis with its mark, so that nobody takes an assumption for the law."""
    words = text(basis.text, basis.text, f"basis:{rule}:{at}")
    return sentence(FORMS, key, mark=_called(MARKS, basis.mark), basis=words)
