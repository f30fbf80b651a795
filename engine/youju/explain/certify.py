"""The certificate of explanations: a saved audit with all that is asserted about it, in a form that can be checked.

What stands in it is found here with the engine's own means; `ledger/explained` proves it again with none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from youju.audit import Audit
from youju.audit.record import plain_quote, to_record
from youju.explain.answers import Range, Regain, Stay, Way
from youju.explain.cites import Cites, cites
from youju.explain.ranges import range_of
from youju.explain.regain import regain
from youju.explain.tell import long
from youju.explain.tell.regain import tell_regain
from youju.explain.tell.why_not import tell_why_not
from youju.explain.why import why
from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.ledger.sentences import Sentence
from youju.ledger.sentences.sentence import SLOT
from youju.source import digest, fraction_text, plain
from youju.structs import Struct

FORMAT = "youju-explanation/1"
Record = dict[str, Any]


class Explained(Struct):
    """All that is asserted of one indicator; `texts` are the sentences of each command that prints some."""

    indicator: str
    cites: Cites
    regain: Regain
    range: Range
    texts: Mapping[str, tuple[Sentence, ...]]


def explained(audit: Audit, indicator_id: str) -> Explained:
    """What is to be said of an indicator; KeyError where the rubric has no such indicator."""
    back = regain(audit, indicator_id)
    texts = {
        "why": long(why(audit, indicator_id)),
        "regain": tell_regain(audit, back),
        "why-not": tell_why_not(audit, indicator_id),
    }
    return Explained(indicator_id, cites(audit, indicator_id), back, range_of(audit, indicator_id), texts)


def certify(audit: Audit, every: Sequence[Explained]) -> Record:
    """The certificate of explanations (`youju-explanation/1`), in the rubric's order."""
    order = list(audit.rubric.indicators)
    parts = [_explanation(audit, one) for one in sorted(every, key=lambda one: order.index(one.indicator))]
    record: Record = {
        "format": FORMAT,
        "audit": to_record(audit),
        "explanations": parts,
        "domains": {name: _domain(audit, name) for one in every for name in _varied(one) if _is_number(audit, name)},
    }
    record["digest"] = digest(record)
    return record


def _explanation(audit: Audit, one: Explained) -> Record:
    specs = audit.rubric.dictionary.facts
    return {
        "indicator": one.indicator,
        "points": fraction_text(audit.ledger.row(one.indicator).points),
        "cites": list(one.cites.facts),
        "minimal": one.cites.minimal,
        "needs": [
            {"fact": need.fact, "values": _values(specs, need.values), "points": plain(need.points)}
            for need in one.cites.needs
        ],
        "lacking": list(one.cites.lacking),
        "regain": _regain(specs, one.regain),
        "stays": [_stay(specs, stay) for stay in one.regain.stays],
        "range": _range(specs, one.range),
        "texts": {table: [_text(text) for text in texts] for table, texts in one.texts.items()},
        "quotes": [quote for name in _quoted(one) for quote in _quotes(audit, name)],
    }


def _regain(specs: Mapping[str, FactSpec], found: Regain) -> Record:
    amounts = {name: fraction_text(getattr(found, name)) for name in ("points", "target", "lost", "ruled")}
    ways = {name: [_way(specs, way) for way in getattr(found, name)] for name in ("ways", "nearer")}
    return {**amounts, **ways, "exact": found.exact}


def _way(specs: Mapping[str, FactSpec], way: Way) -> Record:
    changes = [
        {
            "fact": change.fact,
            "before": _shown(specs[change.fact], change.before),
            "after": _shown(specs[change.fact], change.after),
            "far": None if change.far is None else _shown(specs[change.fact], change.far),
            "step": None if change.step is None else _shown(specs[change.fact], change.step),
        }
        for change in way.changes
    ]
    return {"changes": changes, "points": fraction_text(way.points)}


def _stay(specs: Mapping[str, FactSpec], stay: Stay) -> Record:
    spec = specs[stay.fact]
    amounts = {name: getattr(stay, name) for name in ("value", "low", "high", "step")}
    return {"fact": stay.fact, **{name: None if one is None else _shown(spec, one) for name, one in amounts.items()}}


def _range(specs: Mapping[str, FactSpec], found: Range) -> Record:
    amounts = {name: fraction_text(getattr(found, name)) for name in ("points", "low", "high")}
    ends = {"low_at": _values(specs, found.low_at), "high_at": _values(specs, found.high_at)}
    return {**amounts, **ends, "open": list(found.open), "exact": found.exact}


def _values(specs: Mapping[str, FactSpec], values: Mapping[str, Value]) -> Record:
    """Values of facts in their units of display; of a named quantity, as it is."""
    return {name: _shown(specs[name], value) if name in specs else plain(value) for name, value in values.items()}


def _shown(spec: FactSpec, value: Value) -> Any:
    """A value in its unit of display, as the ledger writes it."""
    return None if value is UNKNOWN else plain(spec.shown(value))  # pyright: ignore[reportArgumentType]


def _text(text: Sentence) -> Record:
    """A sentence with the slots that its form has."""
    used = {hole for lang in ("zh", "en") for hole in SLOT.findall(text.form[lang])}
    kept = {name: slot for name, slot in text.slots.items() if name in used}
    slots = {name: {"zh": slot.zh, "en": slot.en, "of": slot.of} for name, slot in kept.items()}
    return {"key": text.key, "depth": text.depth, "slots": slots, "zh": text.text("zh"), "en": text.text("en")}


def _quoted(one: Explained) -> tuple[str, ...]:
    """The facts cited, and those whose statements a sentence quotes."""
    slots = [slot.of for texts in one.texts.values() for text in texts for slot in text.slots.values()]
    told = (of.split(":")[1] for of in slots if of.startswith("quote:"))
    return tuple(dict.fromkeys((*one.cites.facts, *told)))


def _quotes(audit: Audit, name: str) -> list[Record]:
    """Every statement of a fact, behind them those that a ruling sets aside."""
    fact = audit.facts[name]
    every = (*fact.statements, *fact.overruled)
    said = [(plain(fact.spec.shown(one.value)), plain_quote(one.quote)) for one in every]
    return [{"fact": name, "value": value, "places": [], **quote} for value, quote in said]


def _domain(audit: Audit, name: str) -> Record:
    spec = audit.rubric.dictionary.facts[name]
    return {
        end: None if value is None else _shown(spec, value)
        for end, value in (("least", spec.least), ("most", spec.most))
    }


def _is_number(audit: Audit, name: str) -> bool:
    return audit.rubric.dictionary.facts[name].type not in ("boolean", "text")


def _varied(one: Explained) -> list[str]:
    """The facts that are given other values."""
    found = [name for need in one.cites.needs for name in need.values]
    found += [change.fact for way in (*one.regain.ways, *one.regain.nearer) for change in way.changes]
    return [*found, *(stay.fact for stay in one.regain.stays), *one.range.open]
