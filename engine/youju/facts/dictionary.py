"""The dictionary: every fact that rules may read, and the words by which reports state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from youju.facts.phrases import PhraseError, compile_phrase
from youju.facts.spec import ClaimSpec, DictionaryFile, FactSpec, PhraseSpec
from youju.facts.statements import Known
from youju.feel import Type
from youju.source import Decoded, Diagnostic, Place, RefusedError, decode, read_yaml, shown, yaml_files

_SCORED = ("score", "item", "group", "weight", "total")
_SLOTS_OF = {"boolean": ("count", "money", "percent"), "number": ("count", "percent"), "text": ("count",)}
_VALUES = {"boolean": bool, "text": str}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The facts by name, in the order of the files, and the phrasings of claims and of a report's fiscal year."""

    facts: Mapping[str, FactSpec]
    claims: ClaimSpec
    fiscal_year: tuple[str, ...] = ()

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
    problems: list[Diagnostic] = []
    for root, path in _files(folder, more, problems):
        node, found = read_yaml(path, shown(root, path))
        problems.extend(found)
        if node is None:
            continue
        decoded, found = decode(node, DictionaryFile)
        problems.extend(found)
        if decoded is None:
            continue
        problems.extend(_phrase_problems(decoded))
        problems.extend(_twice(decoded, places))
        facts.update(decoded.model.facts)
        claims.extend([(decoded.model.claims, decoded.key("claims"))] if decoded.model.claims else [])
        years.extend(decoded.model.fiscal_year)
    if not problems:
        problems.extend(_not_one(claims, folder))
    if problems:
        raise RefusedError(problems, folder.parent, *(one.parent.parent for one in more))
    return Dictionary(facts, claims[0][0], tuple(years))


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
    for _, place in claims[1:]:
        first = claims[0][1]
        zh, en = f"自评用语（claims）只能有一份，{first} 已有", f"`claims` stands twice (first at {first})"
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
        for i, phrase in enumerate(spec.phrases):
            place = decoded.place("facts", name, "phrases", i, "text")
            broken = [problem for text in (phrase.text, *phrase.unless) for problem in _compiles(text, place)]
            yield from broken or _gives_a_value(spec, phrase, place)
            if phrase.value is not None:
                yield from _fits_type(spec, phrase.value, decoded.place("facts", name, "phrases", i, "value"))
    for key, phrases in (decoded.model.claims or ClaimSpec(score=())).model_dump(exclude={"table"}).items():
        for i, text in enumerate(phrases):
            yield from _needs(text, "score" if key in _SCORED else None, decoded.place("claims", key, i))
    for i, text in enumerate(decoded.model.fiscal_year):
        yield from _needs(text, "year", decoded.place("fiscal_year", i))


def _needs(text: str, slot: str | None, place: Place) -> Iterator[Diagnostic]:
    """A phrasing compiles, and has the slot that it must have, if any."""
    broken = list(_compiles(text, place))
    yield from broken
    if slot is not None and not broken and compile_phrase(text).slot != slot:
        zh, en = f"这里的说法要有 {{{slot}}}", f"a phrasing here needs {{{slot}}}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en)


def _compiles(text: str, place: Place) -> Iterator[Diagnostic]:
    try:
        compile_phrase(text)
    except PhraseError as error:
        zh, _, en = str(error).partition(" / ")
        yield Diagnostic(place, "dictionary-phrase", zh, en, error.proposal)


def _gives_a_value(spec: FactSpec, phrase: PhraseSpec, place: Place) -> Iterator[Diagnostic]:
    slot = compile_phrase(phrase.text).slot
    if slot is None and phrase.value is None and spec.type != "boolean" and not phrase.each:
        zh, en = f"短语没有取值：需要槽（如 {{{spec.type}}}）或 value", "the phrase has neither a slot nor a `value`"
        yield Diagnostic(place, "dictionary-phrase-without-value", zh, en)
    if slot is not None and slot not in _SLOTS_OF.get(spec.type, (spec.type,)):
        zh, en = f"槽 {{{slot}}} 与事实的类型 {spec.type} 不符", f"slot {{{slot}}} does not fit the type {spec.type}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en, f"{{{_SLOTS_OF.get(spec.type, (spec.type,))[0]}}}")


def _fits_type(spec: FactSpec, value: Known | None, place: Place) -> Iterator[Diagnostic]:
    if not isinstance(value, _VALUES.get(spec.type, Fraction)):
        zh, en = f"取值与事实的类型 {spec.type} 不符", f"the value does not fit the type {spec.type}"
        yield Diagnostic(place, "dictionary-value-type", zh, en)
