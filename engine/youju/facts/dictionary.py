"""The dictionary: every fact that rules may read, and the words by which reports state it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from youju.facts.phrases import PhraseError, compile_phrase
from youju.facts.spec import (
    MONEY_UNITS,
    ArithmeticWords,
    Bound,
    ClaimSpec,
    DictionaryFile,
    FactSpec,
    PhraseSpec,
    SupportWords,
    TextWords,
)
from youju.facts.statements import Known
from youju.facts.wording import barring, said_by
from youju.facts.words import expanded, words_of
from youju.feel import Type
from youju.source import Decoded, Diagnostic, Place, RefusedError, decode, fraction_text, read_yaml, shown, yaml_files

_SCORED = ("score", "item", "group", "limit", "weight", "total")
_SLOTS_OF = {"boolean": ("count", "money", "percent"), "number": ("count", "percent"), "text": ("count",)}
_VALUES = {"boolean": bool, "text": str}


NO_ARITHMETIC, NO_TEXT, NO_SUPPORT = ArithmeticWords(), TextWords(), SupportWords()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The facts by name, in the order of the files, and the phrasings of claims and of a report's fiscal year."""

    facts: Mapping[str, FactSpec]
    claims: ClaimSpec
    fiscal_year: tuple[str, ...] = ()
    arithmetic: ArithmeticWords = NO_ARITHMETIC
    text: TextWords = NO_TEXT
    support: SupportWords = NO_SUPPORT

    @property
    def types(self) -> dict[str, Type]:
        """The type each name has in an expression."""
        return {name: spec.feel_type for name, spec in self.facts.items()}


def load_dictionary(folder: Path, *more: Path) -> Dictionary:
    """The dictionary in a folder of topic files, and in more of them: a rubric may bring facts of its own.

    RefusedError carries every mistake of every file at once.
    """
    facts: dict[str, FactSpec] = {}
    places: dict[str, Place] = {}
    claims: list[tuple[ClaimSpec, Place]] = []
    years: list[str] = []
    arithmetic: list[tuple[ArithmeticWords, Place]] = []
    text: list[tuple[TextWords, Place]] = []
    support: list[tuple[SupportWords, Place]] = []
    problems: list[Diagnostic] = []
    files = list(_decoded(folder, more, problems))
    words, found = words_of(files)
    problems.extend(found)
    for decoded in (expanded(one, words, problems) for one in files):
        problems.extend(_phrase_problems(decoded))
        problems.extend(_twice(decoded, places))
        facts.update(decoded.model.facts)
        claims.extend([(decoded.model.claims, decoded.key("claims"))] if decoded.model.claims else [])
        years.extend(decoded.model.fiscal_year)
        arithmetic.extend([(one, decoded.key("arithmetic"))] if (one := decoded.model.arithmetic) else [])
        text.extend([(one, decoded.key("text"))] if (one := decoded.model.text) else [])
        support.extend([(one, decoded.key("support"))] if (one := decoded.model.support) else [])
    problems.extend((*_stands_twice("arithmetic", arithmetic), *_stands_twice("text", text)))
    problems.extend(_stands_twice("support", support))
    if not problems:
        problems.extend(_not_one(claims, folder))
    if problems:
        raise RefusedError(problems, folder.parent, *(one.parent.parent for one in more))
    return Dictionary(
        facts,
        claims[0][0],
        tuple(years),
        arithmetic[0][0] if arithmetic else NO_ARITHMETIC,
        text[0][0] if text else NO_TEXT,
        support[0][0] if support else NO_SUPPORT,
    )


def _decoded(folder: Path, more: tuple[Path, ...], problems: list[Diagnostic]) -> Iterator[Decoded[DictionaryFile]]:
    for root, path in _files(folder, more, problems):
        node, found = read_yaml(path, shown(root, path))
        problems.extend(found)
        if node is not None:
            decoded, found = decode(node, DictionaryFile)
            problems.extend(found)
            yield from [decoded] if decoded else []


def _files(folder: Path, more: tuple[Path, ...], problems: list[Diagnostic]) -> Iterator[tuple[Path, Path]]:
    """The topic files, each with the folder that it is named in messages from: of a rubric's own, the rubric's."""
    for root, under in ((folder, ""), *((one.parent, one.name) for one in more)):
        paths, found = yaml_files(root, under)
        problems.extend(found)
        yield from ((root, path) for path in paths)


def _not_one(claims: Sequence[tuple[ClaimSpec, Place]], folder: Path) -> Iterator[Diagnostic]:
    """A dictionary without `claims`, and every `claims` after the first."""
    if not claims:
        zh, en = "词典里没有 claims（自评用语）", "the dictionary has no `claims`"
        yield Diagnostic(Place(folder.name), "dictionary-claims", zh, en)
    yield from _stands_twice("claims", claims)


def _stands_twice(key: str, found: Sequence[tuple[object, Place]]) -> Iterator[Diagnostic]:
    """Every part after the first of a kind that a dictionary has once."""
    for _, place in found[1:]:
        first = found[0][1]
        zh, en = f"{key} 只能有一份，{first} 已有", f"`{key}` stands twice (first at {first})"
        yield Diagnostic(place, "dictionary-claims", zh, en)


def _twice(decoded: Decoded[DictionaryFile], places: dict[str, Place]) -> Iterator[Diagnostic]:
    for name in decoded.model.facts:
        place = decoded.key("facts", name)
        if name in places:
            zh, en = f"事实 `{name}` 已在 {places[name]} 定义", f"fact `{name}` is already defined at {places[name]}"
            yield Diagnostic(place, "dictionary-duplicate-fact", zh, en)
        places[name] = place


def _phrase_problems(decoded: Decoded[DictionaryFile]) -> Iterator[Diagnostic]:
    for name, spec in decoded.model.facts.items():
        if spec.default is not None:
            yield from _fits_type(spec, spec.default.value, decoded.place("facts", name, "default", "value"))
        yield from _bounds_problems(spec, decoded, name)
        for i, phrase in enumerate(spec.phrases):
            place = decoded.place("facts", name, "phrases", i, "near" if phrase.near else "text")
            broken = [*_compiles(lambda one=phrase: (said_by(one), barring(one)), place)]
            yield from broken or _gives_a_value(spec, phrase, place)
            if phrase.value is not None:
                yield from _fits_type(spec, phrase.value, decoded.place("facts", name, "phrases", i, "value"))
    for key, phrases in (decoded.model.claims or ClaimSpec(score=())).model_dump(exclude={"table"}).items():
        for i, text in enumerate(phrases):
            yield from _needs(text, "score" if key in _SCORED else None, decoded.place("claims", key, i))
    for i, text in enumerate(decoded.model.support.projects if decoded.model.support else ()):
        yield from _needs(text, None, decoded.place("support", "projects", i))
    for i, text in enumerate(decoded.model.fiscal_year):
        yield from _needs(text, "year", decoded.place("fiscal_year", i))


def _needs(text: str, slot: str | None, place: Place) -> Iterator[Diagnostic]:
    """A phrasing compiles, and has the slot that it must have, if any."""
    broken = list(_compiles(lambda: compile_phrase(text), place))
    yield from broken
    if slot is not None and not broken and compile_phrase(text).slot != slot:
        zh, en = f"这里的说法要有 {{{slot}}}", f"a phrasing here needs {{{slot}}}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en)


def _compiles(compiled: Callable[[], object], place: Place) -> Iterator[Diagnostic]:
    try:
        compiled()
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
