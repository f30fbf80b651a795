"""The sentences of a certificate: what it claims of an indicator, one claim a sentence, with its references."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit import Audit
from youju.audit.record import values_shown
from youju.audit.words import fill, points_text, show_fact, show_ratio, show_value
from youju.explain.answers import Regain, Stay, Way
from youju.explain.cites import Cites
from youju.feel import UNKNOWN, Value
from youju.ledger.sentences import BECAUSE, FORMS, Said, Sentence, sentence
from youju.ledger.sentences.sentence import SLOT
from youju.rubric import Text

LANGS = ("zh", "en")


def texts(audit: Audit, indicator_id: str, found: Cites, back: Regain | None) -> tuple[Sentence, ...]:
    """Points, the rules' own words, the facts that suffice with their quotes, what is lacking, ways, intervals."""
    return (
        *_points(audit, indicator_id),
        *_because(audit, indicator_id),
        *(one for name in found.facts for one in _cited(audit, name)),
        *(sentence(FORMS, "certificate/lacking", 1, name=_name(audit, name)) for name in found.lacking),
        *_ways(audit, back),
        *(one for number, stay in enumerate(back.stays if back else ()) for one in _stay(audit, number, stay)),
    )


def _points(audit: Audit, indicator_id: str) -> Iterator[Sentence]:
    row, title = audit.ledger.row(indicator_id), audit.rubric.indicators[indicator_id].title
    full = row.effective_weight
    if audit.rubric.indicators[indicator_id].adjustment:
        full = next(cap.most for cap in audit.rubric.caps if cap.of == indicator_id and cap.most is not None)
    said = {"title": Said(title.zh, title.en, "title"), "points": _amount(row.points, "points")}
    said |= {"weight": _amount(full, "weight")}
    lost = full - row.points
    if lost > 0 and not audit.rubric.indicators[indicator_id].adjustment:
        yield sentence(FORMS, "certificate/lost", 0, **said, lost=_amount(lost, "lost"))
    else:
        yield sentence(FORMS, "certificate/points", 0, **said)


def _because(audit: Audit, indicator_id: str) -> Iterator[Sentence]:
    """What the card says for each rule that gave points, filled."""
    indicator, values = audit.rubric.indicators[indicator_id], values_shown(audit, indicator_id)
    given = {entry.rule for entry in audit.ledger.of(indicator_id) if entry.kind in ("rule", "printed")}
    for rule in indicator.rules:
        if rule.id in given and rule.because is not None:
            form = {"zh": rule.because.zh, "en": rule.because.en}
            holes = {hole for lang in LANGS for hole in SLOT.findall(form[lang])}
            slots = {hole: _hole(audit, hole, values.get(hole, UNKNOWN)) for hole in sorted(holes)}
            yield Sentence(f"{BECAUSE}{indicator_id}/{rule.id}", form, slots, 1)


def _hole(audit: Audit, name: str, value: Value) -> Said:
    text = fill(Text(zh=f"{{{name}}}", en=f"{{{name}}}"), audit.facts, {name: value})
    return Said(text.zh, text.en, name if name == "weight" else f"{'fact' if name in audit.facts else 'let'}:{name}")


def _cited(audit: Audit, name: str) -> Iterator[Sentence]:
    fact = audit.facts[name]
    said = {"name": _name(audit, name), "value": Said(show_fact(fact), show_fact(fact, "en"), f"fact:{name}")}
    for number, one in enumerate(fact.statements):
        if one.value == fact.value:
            place = Said(one.quote.where("zh"), one.quote.where("en"), f"place:{name}:{number}")
            text = " ".join(one.quote.text.split())
            quote = Said(text, text, f"quote:{name}:{number}")
            yield sentence(FORMS, "certificate/quoted", 1, **said, place=place, quote=quote)
            return
    yield sentence(FORMS, "certificate/cited", 1, **said)


def _ways(audit: Audit, back: Regain | None) -> Iterator[Sentence]:
    for number, way in enumerate((*back.ways, *back.nearer) if back else ()):
        yield from _way(audit, number, way)


def _way(audit: Audit, number: int, way: Way) -> Iterator[Sentence]:
    for at, change in enumerate(way.changes):
        of = f"way:{number}:{at}"
        said = {
            "name": _named(audit, change.fact, f"{of}:name"),
            "before": _value(audit, change.fact, change.before, f"{of}:before"),
            "after": _value(audit, change.fact, change.after, f"{of}:after"),
        }
        if at:
            yield sentence(FORMS, "certificate/way-and", 2, **said)
        else:
            yield sentence(FORMS, "certificate/way", 1, **said, points=_amount(way.points, f"way:{number}:points"))


def _stay(audit: Audit, number: int, stay: Stay) -> Iterator[Sentence]:
    of = f"stay:{number}"
    ends = {"low": stay.low, "high": stay.high}
    said = {name: _value(audit, stay.fact, end, f"{of}:{name}") for name, end in ends.items() if end is not None}
    keys = {
        "low high": "certificate/stay",
        "low": "certificate/stay-from",
        "high": "certificate/stay-to",
    }
    key = keys.get(" ".join(said))
    if key is not None:
        yield sentence(FORMS, key, 1, name=_named(audit, stay.fact, f"{of}:name"), **said)


def _amount(value: Fraction, of: str) -> Said:
    return Said(points_text(value), points_text(value), of)


def _name(audit: Audit, name: str) -> Said:
    return _named(audit, name, f"name:{name}")


def _named(audit: Audit, name: str, of: str) -> Said:
    return Said(name, audit.rubric.dictionary.facts[name].en, of)


def _value(audit: Audit, name: str, value: Value, of: str) -> Said:
    spec = audit.rubric.dictionary.facts[name]
    if spec.shown_unit == "%":
        return Said(show_ratio(value), show_ratio(value, "en"), of)
    zh, en = (show_value(value, spec.scale, spec.shown_unit, lang) for lang in LANGS)
    return Said(zh, en, of)
