"""The dictionary: every fact that rules may read, and the words by which reports state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from youju.facts.names import name_problems
from youju.facts.spec import (
    ArithmeticWords,
    ClaimSpec,
    DictionaryFile,
    FactSpec,
    SupportWords,
    TextWords,
)
from youju.facts.spec_problems import phrase_problems
from youju.facts.words import expanded, words_of
from youju.feel import Type
from youju.source import Decoded, Diagnostic, Place, RefusedError, decode, read_yaml, shown, yaml_files
from youju.source import Mapping as Node
from youju.structs import Struct, field, replace


class Dictionary(Struct):
    """The facts by name, in the order of the files, and the phrasings of claims and of a report's fiscal year."""

    facts: Mapping[str, FactSpec]
    claims: ClaimSpec
    fiscal_year: tuple[str, ...] = ()
    arithmetic: ArithmeticWords = field(default_factory=ArithmeticWords)
    text: TextWords = field(default_factory=TextWords)
    support: SupportWords = field(default_factory=SupportWords)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

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
        problems.extend(name_problems(decoded))
        problems.extend(phrase_problems(decoded))
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
        arithmetic[0][0] if arithmetic else ArithmeticWords(),
        text[0][0] if text else TextWords(),
        support[0][0] if support else SupportWords(),
        words,
    )


def with_facts(
    dictionary: Dictionary, facts: Mapping[str, FactSpec], node: Node
) -> tuple[Dictionary, list[Diagnostic]]:
    """The dictionary with more facts, of the `facts` of another file at `node`, and what is wrong with them.

    They use its groups of words; a name that it has already is a mistake.
    """
    problems: list[Diagnostic] = []
    more = expanded(Decoded(DictionaryFile(topic="", facts=dict(facts)), node), dictionary.words, problems)
    problems.extend(name_problems(more))
    problems.extend(phrase_problems(more))
    for name in facts:
        # A dictionary that has them from an earlier load of the same files is no mistake.
        if dictionary.facts.get(name, more.model.facts[name]) != more.model.facts[name]:
            zh, en = f"事实 `{name}` 已在词典里", f"fact `{name}` is already in the dictionary"
            problems.append(Diagnostic(more.key("facts", name), "dictionary-duplicate-fact", zh, en))
    return replace(dictionary, facts={**dictionary.facts, **more.model.facts}), problems


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
