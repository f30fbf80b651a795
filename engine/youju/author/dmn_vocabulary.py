"""What the names of a DMN file stand for on a card: facts of the dictionary, facts to be added to it, quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from youju.author.dmn_parse import Element
from youju.author.dmn_read import Clause, Decision, DmnFile, table_in
from youju.facts import Dictionary, FactSpec
from youju.feel import BOOLEAN, NUMBER, TEXT, FeelError, Name, Type, parse
from youju.rubric.compile import WEIGHT
from youju.source import Place

_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("number", "integer", "long", "double"), "number"),
    "boolean": "boolean",
    "string": "text",
}
_TYPES: Mapping[str, Type] = {"number": NUMBER, "boolean": BOOLEAN, "text": TEXT}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that the dictionary lacks: what the DMN file says of it."""

    name: str
    en: str
    type: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class Vocabulary:
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
    types = {**dictionary.types, **{name: _type(one) for name, one in proposals.items()}}
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
    if mark is not None and mark.get("type"):
        return Proposal(name, mark.get("en") or name, mark.get("type"), mark.get("unit"), place)
    return Proposal(name, name, kind, "", place) if kind else None


def _type(proposal: Proposal) -> Type:
    try:
        spec = FactSpec.model_validate({"en": proposal.en, "type": proposal.type, "unit": proposal.unit})
    except ValueError:
        return _TYPES.get(proposal.type, NUMBER)
    return spec.feel_type
