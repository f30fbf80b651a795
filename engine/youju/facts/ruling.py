"""Rulings: what an auditor decides a fact to be, against the report or in its silence, and which findings stand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.facts.resolve import agree
from youju.facts.statements import Decision, Fact, FactRuling
from youju.feel import UNKNOWN
from youju.structs import Struct, replace


class FindingRuling(Struct):
    """An auditor's own decision on a finding: it holds, it does not, or it is heard no more; why, and who says so.

    `key` is the finding's; `code` and `indicator` are what it was about. `number` is the ruling's place among all on
    the report; `day` is empty where nobody gave one.
    """

    number: int
    key: str
    code: str
    indicator: str | None
    decision: Decision
    reason: str
    by: str
    day: str = ""


class Rulings(Struct):
    """The rulings on one report that are in force: on facts by name, and on findings in the order they were made.

    `sha256` is that of the file of facts that some of them came from, None where there is none.
    """

    sha256: str | None
    facts: Mapping[str, FactRuling]
    findings: tuple[FindingRuling, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is ruled and no file named: as if there were no rulings at all."""
        return self.sha256 is None and not self.facts and not self.findings


def joined(handed: Rulings | None, decided: Rulings | None) -> Rulings | None:
    """The rulings of a file of facts with those that were decided one by one; of one fact the latter hold."""
    if handed is None or decided is None:
        return handed or decided
    return Rulings(handed.sha256, {**handed.facts, **decided.facts}, decided.findings)


def overrule(facts: Mapping[str, Fact], rulings: Rulings | None) -> dict[str, Fact]:
    """The same facts, those that are ruled on with the ruling's value, and the report's own statements set aside.

    A ruling that accepts or rejects what the report does not state changes nothing.
    """
    if rulings is None:
        return dict(facts)
    return {name: _ruled(fact, rulings.facts.get(name)) for name, fact in facts.items()}


def _ruled(fact: Fact, ruling: FactRuling | None) -> Fact:
    if ruling is None or (ruling.decision != "amend" and not fact.statements):
        return fact
    if ruling.decision == "accept":
        return _accepted(fact, ruling)
    status = "missing" if ruling.value is UNKNOWN else "ruled"
    return replace(
        fact,
        status=status,
        value=ruling.value,
        statements=(),
        chosen=None,
        ruling=ruling,
        overruled=(*fact.overruled, *fact.statements),
    )


def _accepted(fact: Fact, ruling: FactRuling) -> Fact:
    """The statement that is taken is confirmed, with those that agree with it; the others count no longer."""
    chosen = fact.statement
    assert chosen is not None, "what is stated has a statement chosen"
    kept = tuple(said for said in fact.statements if said is chosen or agree(said, chosen))
    rest = tuple(said for said in fact.statements if said not in kept)
    value = fact.value
    assert isinstance(value, (Fraction, bool, str)), "what is stated has a value"
    return replace(
        fact,
        status="ruled",
        statements=kept,
        chosen=kept.index(chosen),
        ruling=replace(ruling, value=value),
        overruled=(*fact.overruled, *rest),
    )
