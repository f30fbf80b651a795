"""What the names of a DMN file stand for on a card: facts of the dictionary, facts to be added to it, quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from youju.author.dmn.parse import Element
from youju.author.dmn.read import Clause, Decision, DmnFile, table_in
from youju.facts import Dictionary, FactSpec
from youju.feel import NUMBER, FeelError, Name, Type, parse
from youju.rubric.model import WEIGHT
from youju.source import Place
from youju.structs import Struct, field, replace

_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("number", "integer", "long", "double"), "number"),
    "boolean": "boolean",
    "string": "text",
}


class Proposal(Struct):
    """A fact that the dictionary lacks, as the file has it; `default` is a value and why it may be assumed (zh, en)."""

    name: str
    en: str
    type: str
    unit: str
    default: tuple[str, str, str] | None
    place: Place
    feel_type: Type

    @property
    def entry(self) -> dict[str, object]:
        """What stands under the name in a file of the dictionary."""
        default = dict(zip(("value", "zh", "en"), self.default, strict=True)) if self.default else None
        found = {"en": self.en, "type": self.type, "unit": self.unit, "default": default}
        return {key: value for key, value in found.items() if value}


class Vocabulary(Struct):
    """`facts` are ours by the names of the file; `untyped` the names of which it says no type that a fact can have."""

    facts: Mapping[str, str]
    proposals: Mapping[str, Proposal]
    untyped: Mapping[str, Place]
    types: Mapping[str, Type]
    specs: Mapping[str, FactSpec]
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])

    @property
    def names(self) -> frozenset[str]:
        """Every name that an expression of the file may hold."""
        return frozenset((*self.facts, *self.untyped, *self.decisions, *self.specs, WEIGHT))

    def unit_of(self, fact: str) -> str:
        """The unit in which a fact of money is shown."""
        spec, proposal = self.specs.get(fact), self.proposals.get(fact)
        return spec.unit if spec else proposal.unit if proposal else ""


def vocabulary(file: DmnFile, dictionary: Dictionary) -> Vocabulary:
    """The names of a file: its inputs, and what its tables' columns look at by name alone."""
    facts: dict[str, str] = {}
    proposals: dict[str, Proposal] = {}
    untyped: dict[str, Place] = {}
    known = {name for name in file.decisions if name not in file.inputs}
    for name, kind, place, mark in _named(file, known | {WEIGHT}):
        ours = mark.get("name") if mark is not None and mark.get("name") else name
        proposal = _proposal(ours, kind, place, mark)
        if ours in dictionary.facts or proposal is not None:
            facts[name] = ours
            untyped.pop(name, None)
            if ours not in dictionary.facts and proposal is not None:
                proposals.setdefault(ours, proposal)
        elif name not in facts:
            untyped.setdefault(name, place)
    types = {**dictionary.types, **{name: one.feel_type for name, one in proposals.items()}}
    return Vocabulary(facts, proposals, untyped, types, dictionary.facts, file.decisions)


def _named(file: DmnFile, known: Iterable[str]) -> Iterable[tuple[str, str, Place, Element | None]]:
    """Each name that stands for a fact, with its kind of ours (empty: none), its place and our mark."""
    for one in file.inputs.values():
        yield one.name, _kind(one.kind, file), one.place, one.mark
    for decision in file.tables:
        for clause in table_in(decision).clauses:
            name = _only_name(clause)
            if name is not None and name not in known:
                yield name, _kind(clause.kind, file), clause.expression.place, None


def _only_name(clause: Clause) -> str | None:
    """The name that a column looks at, where it looks at nothing else; names in DMN may hold blanks."""
    text = clause.expression.text
    try:
        found = parse(text)
    except FeelError:
        return text if text.replace(" ", "_").isidentifier() else None
    return found.name if isinstance(found, Name) else None


def _kind(written: str, file: DmnFile) -> str:
    plain = written.rpartition(":")[2]
    return _KINDS.get(file.types.get(plain, plain).rpartition(":")[2], "")


def _proposal(name: str, kind: str, place: Place, mark: Element | None) -> Proposal | None:
    """A fact to add, if its type is one that a fact can have; our own mark says more than the type of DMN."""
    if mark is not None and mark.get("type"):
        found = _silence(mark)
        one = Proposal(name, mark.get("en") or name, mark.get("type"), mark.get("unit"), found, place, NUMBER)
    else:
        one = Proposal(name, name, kind, "", None, place, NUMBER)
    try:
        return replace(one, feel_type=FactSpec.read(one.entry).feel_type)
    except ValueError:
        return None


def _silence(mark: Element) -> tuple[str, str, str] | None:
    """What holds where a report says nothing."""
    found = mark.first("youju:default")
    return (found.words.text, found.get("zh"), found.get("en")) if found is not None else None
