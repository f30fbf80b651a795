"""What is wrong with the facts and phrasings of a dictionary file, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from youju.facts.phrases import Phrase, PhraseError, compile_phrase
from youju.facts.spec import MONEY_UNITS, Bound, ClaimSpec, DictionaryFile, FactSpec, PhraseSpec
from youju.facts.statements import Known
from youju.facts.wording import barring, said_by
from youju.source import Decoded, Diagnostic, Place, fraction_text
from youju.structs import asdict

_SCORED = ("score", "item", "group", "limit", "weight", "total", "split")
_SLOTS_OF = {"boolean": ("count", "money", "percent"), "number": ("count", "percent"), "text": ("count",)}
_VALUES = {"boolean": bool, "text": str}


def phrase_problems(decoded: Decoded[DictionaryFile]) -> Iterator[Diagnostic]:
    """Phrases that do not compile or give no value, values and bounds that do not fit the type of their fact."""
    for name, spec in decoded.model.facts.items():
        if spec.default is not None:
            yield from _fits_type(spec, spec.default.value, decoded.place("facts", name, "default", "value"))
        yield from _bounds_problems(spec, decoded, name)
        for i, phrase in enumerate(spec.phrases):
            place = decoded.place("facts", name, "phrases", i, "near" if phrase.near else "text")
            broken = [*_compiles(lambda one=phrase: (said_by(one), *barring(one)), place)]
            yield from broken or _gives_a_value(spec, phrase, place)
            if phrase.value is not None:
                yield from _fits_type(spec, phrase.value, decoded.place("facts", name, "phrases", i, "value"))
    for key, phrases in asdict(decoded.model.claims or ClaimSpec(score=())).items():
        if key == "table":
            continue
        for i, text in enumerate(phrases):
            yield from _needs(text, "score" if key in _SCORED else None, decoded.place("claims", key, i))
    for i, text in enumerate(decoded.model.support.projects if decoded.model.support else ()):
        yield from _needs(text, None, decoded.place("support", "projects", i))
    for i, text in enumerate(decoded.model.fiscal_year):
        yield from _needs(text, "year", decoded.place("fiscal_year", i))


def _needs(text: str, slot: str | None, place: Place) -> Iterator[Diagnostic]:
    """A phrasing compiles, and has the slot that it must have, if any."""
    broken = list(_compiles(lambda: (compile_phrase(text),), place))
    yield from broken
    if slot is not None and not broken and compile_phrase(text).slot != slot:
        zh, en = f"这里的说法要有 {{{slot}}}", f"a phrasing here needs {{{slot}}}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en)


def _compiles(phrases: Callable[[], tuple[Phrase, ...]], place: Place) -> Iterator[Diagnostic]:
    try:
        for phrase in phrases():
            phrase.pattern.require()
    except PhraseError as error:
        zh, _, en = str(error).partition(" / ")
        yield Diagnostic(place, "dictionary-phrase", zh, en, error.proposal)


def _gives_a_value(spec: FactSpec, phrase: PhraseSpec, place: Place) -> Iterator[Diagnostic]:
    slot = said_by(phrase).slot
    if phrase.sum and slot is None:
        zh, en = "相加（sum）的短语要有取值的槽", "a phrase whose numbers add up (`sum`) needs a slot"
        yield Diagnostic(place, "dictionary-phrase-without-value", zh, en)
    elif slot is None and phrase.value is None and spec.type != "boolean" and not phrase.each:
        zh, en = f"短语没有取值：需要槽（如 {{{spec.type}}}）或 value", "the phrase has neither a slot nor a `value`"
        yield Diagnostic(place, "dictionary-phrase-without-value", zh, en)
    if slot is not None and slot not in _SLOTS_OF.get(spec.type, (spec.type,)):
        zh, en = f"槽 {{{slot}}} 与事实的类型 {spec.type} 不符", f"slot {{{slot}}} does not fit the type {spec.type}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en, f"{{{_SLOTS_OF.get(spec.type, (spec.type,))[0]}}}")


def _bounds_problems(spec: FactSpec, decoded: Decoded[DictionaryFile], name: str) -> Iterator[Diagnostic]:
    """A bound carries a unit that the fact has; only 0 is the same in all of them."""
    for key, bound in (("min", spec.bounds.min), ("max", spec.bounds.max)):
        place = decoded.place("facts", name, "bounds", key)
        if bound is not None and not _in_unit(spec, bound):
            unit = spec.shown_unit or spec.type
            zh, en = f"界限 `{bound.text}` 的单位应是 {unit}", f"the bound `{bound.text}` should be in {unit}"
            # A rate of 1 without its sign was meant as the whole.
            whole = spec.type == "percent" and not bound.unit and abs(bound.value) <= 1
            number = fraction_text(bound.value * 100) if whole else bound.number
            yield Diagnostic(place, "dictionary-bound", zh, en, number + spec.shown_unit)
    low, high = spec.bounds.min, spec.bounds.max
    if low is not None and high is not None and low.value > high.value:
        zh, en = f"下限 `{low.text}` 大于上限 `{high.text}`", f"the bound `{low.text}` is above `{high.text}`"
        yield Diagnostic(decoded.place("facts", name, "bounds", "min"), "dictionary-bound", zh, en)


def _in_unit(spec: FactSpec, bound: Bound) -> bool:
    if spec.type in ("boolean", "text"):
        return False
    units = {"money": tuple(MONEY_UNITS), "percent": ("%",)}.get(spec.type, ("", spec.unit))
    return bound.unit in units or (bound.value == 0 and not bound.unit)


def _fits_type(spec: FactSpec, value: Known | None, place: Place) -> Iterator[Diagnostic]:
    if not isinstance(value, _VALUES.get(spec.type, Fraction)):
        zh, en = f"取值与事实的类型 {spec.type} 不符", f"the value does not fit the type {spec.type}"
        yield Diagnostic(place, "dictionary-value-type", zh, en)
