"""An indicator's points in two to four sentences, which make sense read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from youju.explain.because import of_entry, of_rule
from youju.explain.compared import asked
from youju.explain.margins import margins
from youju.explain.said import Slots, filled, points, slots_of, text
from youju.explain.tell.regain import nearest
from youju.explain.why import Loss, Why, missed_rule, worth_of
from youju.explain.written import grouped
from youju.ledger import Entry
from youju.ledger.sentences import Sentence, sentence
from youju.ledger.sentences.why import FORMS
from youju.rubric import WEIGHT, Rule
from youju.structs import replace

MOST = 4
"""Sentences of the short text: who reads it aloud has no more to say."""
MOST_ITEMS = 2
"""Items that were not won which are told one by one; where there are more, the long text has them."""


def short(why: Why) -> tuple[Sentence, ...]:
    """Who has how many points, the deciding figures, what it stands on; of lost points last what would win them back.

    At most so many sentences as `MOST`: of what decided only the first are told.
    """
    slots = slots_of(why.audit, why.indicator.id)
    standing, lost = tuple(_standing(why)), bool(nearest(why.audit, why.regain))
    room = MOST - 1 - bool(standing) - lost
    decided = tuple(
        one for group in islice(grouped((*_taken(why, slots), *_decided(why, slots))), room) for one in group
    )
    aimed = not standing and any(one.key == "lead/full" for one in decided)
    last = (replace(one, depth=0) for one in nearest(why.audit, why.regain, aimed))
    return (_head(why), *decided, *standing, *last)


def _head(why: Why) -> Sentence:
    row, indicator = why.row, why.indicator
    if row.status == "not_applicable":
        head, claim = "not-applicable", "unsaid"
    else:
        full = row.points >= row.effective_weight
        head = "adjustment" if indicator.adjustment else "full" if full else "part"
        claim = "unclaimed" if row.claimed is None else "as-claimed" if row.claimed == row.points else "claimed"
        claim = "unsaid" if indicator.adjustment and row.claimed is None else claim
    said = {
        "title": text(indicator.title.zh, indicator.title.en, "title"),
        "points": points(row.points, "points"),
        "weight": points(row.effective_weight, "weight"),
        "lost": points(row.effective_weight - row.points, "lost"),
        "claimed": points(row.claimed or Fraction(0), "claimed"),
    }
    return filled(f"head/{head}/{claim}", said)


def _decided(why: Why, slots: Slots) -> Iterator[Sentence]:
    """What decided: the items not won where items add up, else the first entry and the better rule it missed."""
    # Weight that moves to several entries of an indicator moves by one rule, which is told once.
    moved = {step.entry.rule: step.entry for step in why.steps if step.entry.kind in ("moved", "cap")}
    if why.indicator.hit == "sum" and any(step.entry.kind != "cap" for step in why.steps):
        yield from _items(why, slots)
    elif why.steps and why.steps[0].entry.rule not in moved:
        yield from of_entry(slots, why.steps[0].entry)
    if len(moved) > 1:
        yield sentence(FORMS, "moved")
    else:
        yield from (one for entry in moved.values() for one in of_entry(slots, entry))
    if why.indicator.hit != "sum" and why.steps:
        yield from missing_to(slots, why.steps[0].entry)


def _items(why: Why, slots: Slots) -> Iterator[Sentence]:
    rules = {rule.id: rule for rule in why.indicator.rules}
    lost = [loss for loss in why.losses if loss.rule in rules and loss.points > 0]
    for loss in sorted(lost, key=lambda loss: -loss.points)[:MOST_ITEMS]:
        yield from item_lost(slots, rules[loss.rule], loss)
    if len(lost) > MOST_ITEMS:
        yield sentence(FORMS, "lost/more")
    elif lost and any(step.entry.kind == "rule" for step in why.steps):
        yield sentence(FORMS, "lost/rest-won")
    won = [step.entry for step in why.steps if step.entry.kind == "rule"]
    if not lost and len(won) > MOST_ITEMS:
        yield sentence(FORMS, "lost/none")
        won = []
    told = [] if lost else won
    accepted = [step.entry for step in why.steps if step.entry.kind in ("answer", "claim", "unclaimed", "printed")]
    yield from (one for entry in (*told, *accepted) for one in of_entry(slots, entry))


def item_lost(slots: Slots, rule: Rule, loss: Loss) -> Iterator[Sentence]:
    """An item that did not hold: what it was worth, and what it asks."""
    yield sentence(FORMS, "lost/item", worth=points(loss.points, f"worth:{rule.id}"))
    yield from of_rule(slots, rule)


def missing_to(slots: Slots, entry: Entry) -> Iterator[Sentence]:
    """What the best rule asked for that was missed, where there is one: the first part of it that fails."""
    indicator, scope = slots.scope.indicator, slots.scope
    decided = next((rule for rule in indicator.rules if rule.id == entry.rule), None)
    better = None if decided is None else missed_rule(indicator, decided, scope)
    if better is None:
        return
    failing = (asked(one, better.id, slots) for one in margins(better.when.expr, scope) if one.holds is False)
    first = next(failing, None)
    if first is not None:
        worth = worth_of(better, scope)
        lead = "lead/full" if worth == scope.values.get(WEIGHT) else "lead/worth"
        yield filled(lead, {"worth": points(worth, f"worth:{better.id}")})
        yield first


def _taken(why: Why, slots: Slots) -> Iterator[Sentence]:
    """Points that a ruling takes, the first of them."""
    for step in why.steps:
        if step.entry.kind == "ruling":
            yield sentence(FORMS, "lost/ruling", points=points(step.entry.points, f"entry:{step.entry.id}:points"))
            yield from of_entry(slots, step.entry)
            return


def _standing(why: Why) -> Iterator[Sentence]:
    row = why.row
    if any(step.entry.at_risk for step in why.steps):
        yield sentence(FORMS, "stands/contradicted")
    elif any(step.entry.kind == "printed" for step in why.steps):
        yield sentence(FORMS, "stands/printed")
    elif row.points and row.support == "asserted":
        yield sentence(FORMS, "stands/asserted")
    low, high = why.between
    if low != high:
        yield sentence(FORMS, "between", low=points(low, "range:low"), high=points(high, "range:high"))
    elif low != row.points:
        yield sentence(FORMS, "between/one", low=points(low, "range:low"))
