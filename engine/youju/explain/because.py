"""What a rule says for itself: the words of its card with their values, else its condition and points in words."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit import Audit
from youju.explain.compared import answered, told
from youju.explain.margins import Margin, margins
from youju.explain.said import Slots, slots_of, text
from youju.explain.written import joined
from youju.feel import Arithmetic, Call, Compare, Expr, Literal, Name, names
from youju.ledger import Entry
from youju.ledger.sentences import Sentence, sentence
from youju.ledger.sentences.sentence import SLOT
from youju.ledger.sentences.why import FORMS
from youju.rubric import WEIGHT, Formula, Rule, Text


def because_of(audit: Audit, entry: Entry) -> Text:
    """What an entry's rule says for itself, its values filled in."""
    return as_text(of_entry(slots_of(audit, entry.indicator), entry))


def as_text(sentences: tuple[Sentence, ...]) -> Text:
    """Sentences as one text in both languages."""
    return Text(zh=joined(sentences, "zh"), en=joined(sentences, "en"))


def of_entry(slots: Slots, entry: Entry) -> tuple[Sentence, ...]:
    """The sentences on an entry: of its rule, of the ruling that takes its points, of what is declared for all."""
    indicator, rubric = slots.scope.indicator, slots.audit.rubric
    rule = next((rule for rule in indicator.rules if rule.id == entry.rule), None)
    if rule is not None:
        return of_rule(slots, rule)
    if entry.kind == "ruling":
        return (_by_ruling(slots, entry),)
    if entry.rule == "applies" and indicator.applies is not None:
        return tuple(told(one, "applies", slots) for one in margins(indicator.applies.expr, slots.scope))
    declared = (*rubric.transfers, *rubric.caps, *rubric.spec.accept)
    return next((_on_card(slots, one.id, one.because),) for one in declared if one.id == entry.rule)


def of_rule(slots: Slots, rule: Rule) -> tuple[Sentence, ...]:
    """The sentences of a rule: the card's own, else what its condition reads and how its points come about."""
    if rule.because is not None:
        own = _on_card(slots, rule.id, rule.because)
        # Words that lean on a figure which nobody knows say nothing: the default leaves it out.
        if all(slots.known(name) for name in own.slots):
            return (own,)
    return tuple(_default(slots, rule))


def _on_card(slots: Slots, rule: str, because: Text) -> Sentence:
    form = {"zh": because.zh, "en": because.en}
    read = dict.fromkeys(name for words in form.values() for name in SLOT.findall(words))
    return Sentence(f"because/{slots.scope.indicator.id}/{rule}", form, {name: slots.value(name) for name in read})


def _default(slots: Slots, rule: Rule) -> Iterator[Sentence]:
    """The figures, the comparisons with what is true of them, and the points where they are worked out."""
    parts = tuple(margins(rule.when.expr, slots.scope))
    decisive = [one for one in parts if not one.guards] or ([] if names(rule.points.expr) - {WEIGHT} else list(parts))
    # Of several ways to meet a condition those that are met tell why.
    decisive = [one for one in decisive if one.holds] or decisive
    said = {name for one in decisive for name in _sides(one)}
    quantities = [name for name in _read(rule) if slots.let(name) is not None]
    lets = [slots.scope.lets[name] for name in quantities if name in slots.scope.lets]
    # A quantity that is a fact under another name need not be told twice.
    figures = dict.fromkeys(fact for one in lets if one.source != "printed" for fact in one.facts if fact != one.text)
    direct = [name for name in _read(rule) if name in slots.scope.facts]
    for name in (*figures, *direct):
        if name not in said and slots.known(name):
            said.add(name)
            yield sentence(FORMS, "clause/value", name=slots.name(name), value=slots.value(name))
    for at, one in enumerate(decisive):
        also = at > 0 and _left(one) is not None and _left(one) == _left(decisive[at - 1])
        yield told(one, rule.id, slots, also=also)
    for name in quantities:
        if name not in said and slots.known(name):
            yield sentence(FORMS, "clause/value", name=slots.name(name), value=slots.value(name))
    yield from _points(slots, rule.id, rule.points)


def _read(rule: Rule) -> list[str]:
    """The names that a rule reads, in the order they are written."""
    found = names(rule.when.expr) | names(rule.points.expr)
    written = f"{rule.when.text} {rule.points.text}"
    return sorted(found - {WEIGHT}, key=written.find)


def _sides(margin: Margin) -> set[str]:
    match margin.expr:
        case Compare(_, left, right):
            return {side.name for side in (left, right) if isinstance(side, Name)}
        case expr:
            return {name for name in (answered(expr),) if name is not None}


def _left(margin: Margin) -> str | None:
    """The name on the left of a comparison."""
    return margin.expr.left.name if isinstance(margin.expr, Compare) and isinstance(margin.expr.left, Name) else None


def _points(slots: Slots, rule: str, formula: Formula) -> Iterator[Sentence]:
    """How points are worked out: by a share of the weight, else by the formula; nothing where they are given."""
    if not names(formula.expr) - {WEIGHT}:
        return
    match formula.expr:
        case Arithmetic("*", Name("weight"), Name(name)):
            yield sentence(FORMS, "clause/share", name=slots.name(name))
        case Arithmetic("*", Name("weight"), Call("min", args)) if (share := _share(args)) is not None:
            yield sentence(FORMS, "clause/share/capped", name=slots.name(share))
        case expr:
            yield sentence(FORMS, "clause/formula", formula=slots.told(expr, f"formula:{rule}"))


def _share(args: tuple[Expr, ...]) -> str | None:
    """The name in `min(1, name)`, in either order."""
    held = [one.name for one in args if isinstance(one, Name)]
    bounds = [one for one in args if isinstance(one, Literal) and one.value == 1]
    return held[0] if len(args) == 2 and held and bounds else None


def _by_ruling(slots: Slots, entry: Entry) -> Sentence:
    """The contradiction that a ruling accepts, who decided so, and why."""
    found = next(
        one
        for one in slots.audit.findings
        if (one.code, one.indicator) == (entry.rule, entry.indicator) and one.ruling is not None
    )
    assert found.ruling is not None, "looked for"
    by, reason = found.ruling.by, found.ruling.reason
    return sentence(
        FORMS,
        "ruled",
        message=text(found.message.zh, found.message.en, f"finding:{found.key}"),
        by=text(by, by, f"finding:{found.key}:by"),
        reason=text(reason, reason, f"finding:{found.key}:reason"),
    )
