"""The dictionary: every fact that rules may read, and the words by which reports state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from youju.facts.phrases import PhraseError, compile_phrase
from youju.facts.spec import ClaimSpec, DictionaryFile, FactSpec
from youju.feel import Type
from youju.source import Decoded, Diagnostic, Place, RefusedError, decode, read_yaml


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The facts by name, in the order of the files, and the phrasings of claims."""

    facts: Mapping[str, FactSpec]
    claims: ClaimSpec

    @property
    def types(self) -> dict[str, Type]:
        """The type each name has in an expression."""
        return {name: spec.feel_type for name, spec in self.facts.items()}


def load_dictionary(folder: Path) -> Dictionary:
    """The dictionary in a folder of topic files. RefusedError carries every mistake of every file at once."""
    facts: dict[str, FactSpec] = {}
    places: dict[str, Place] = {}
    claims: list[ClaimSpec] = []
    problems: list[Diagnostic] = []
    for path in sorted(folder.glob("*.yaml")):
        node, found = read_yaml(path, f"{folder.name}/{path.name}")
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
        claims.extend([decoded.model.claims] if decoded.model.claims else [])
    if len(claims) != 1 and not problems:
        zh, en = "词典应有且只有一份 claims（自评用语）", "the dictionary needs exactly one `claims`"
        problems.append(Diagnostic(Place(folder.name), "dictionary-claims", zh, en))
    if problems:
        raise RefusedError(problems)
    return Dictionary(facts, claims[0])


def _twice(decoded: Decoded[DictionaryFile], places: dict[str, Place]) -> Iterator[Diagnostic]:
    for name in decoded.model.facts:
        place = decoded.place("facts", name)
        if name in places:
            zh, en = f"事实 `{name}` 已在 {places[name]} 定义", f"fact `{name}` is already defined at {places[name]}"
            yield Diagnostic(place, "dictionary-duplicate-fact", zh, en)
        places[name] = place


def _phrase_problems(decoded: Decoded[DictionaryFile]) -> Iterator[Diagnostic]:
    for name, spec in decoded.model.facts.items():
        for i, phrase in enumerate(spec.phrases):
            place = decoded.place("facts", name, "phrases", i)
            texts = (phrase.text, *phrase.unless)
            yield from (problem for text in texts for problem in _compiles(text, place))
            if not any(True for text in texts for _ in _compiles(text, place)):
                yield from _gives_a_value(name, spec, i, decoded)
    for key, phrases in (decoded.model.claims or ClaimSpec(score=())).model_dump().items():
        for i, text in enumerate(phrases):
            yield from _compiles(text, decoded.place("claims", key, i))


def _compiles(text: str, place: Place) -> Iterator[Diagnostic]:
    try:
        compile_phrase(text)
    except PhraseError as error:
        zh, _, en = str(error).partition(" / ")
        yield Diagnostic(place, "dictionary-phrase", zh, en)


def _gives_a_value(name: str, spec: FactSpec, index: int, decoded: Decoded[DictionaryFile]) -> Iterator[Diagnostic]:
    phrase = spec.phrases[index]
    slot = compile_phrase(phrase.text).slot
    place = decoded.place("facts", name, "phrases", index)
    if slot is None and phrase.value is None and spec.type != "boolean" and not phrase.each:
        zh, en = f"短语没有取值：需要槽（如 {{{spec.type}}}）或 value", "the phrase has neither a slot nor a `value`"
        yield Diagnostic(place, "dictionary-phrase-without-value", zh, en)
    if slot is not None and spec.type not in (slot, "boolean"):
        zh, en = f"槽 {{{slot}}} 与事实的类型 {spec.type} 不符", f"slot {{{slot}}} does not fit the type {spec.type}"
        yield Diagnostic(place, "dictionary-phrase-slot", zh, en, f"{{{spec.type}}}")
