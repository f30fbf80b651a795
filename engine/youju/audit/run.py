"""The passes in order: a document and a rubric become an audit. Each pass takes a value and returns a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from youju.arithmetic import Relation, relations_of
from youju.audit.day import On
from youju.audit.doubt import Doubt, Scene, find_doubts
from youju.audit.enter import Entered, enter
from youju.audit.finding import Finding
from youju.audit.findings import findings_of
from youju.audit.rule import apply_rulings, deduct, in_force, sort_doubts
from youju.audit.support import assign, totals_of
from youju.facts import (
    Assumed,
    Fact,
    FactRuling,
    FindingRuling,
    Located,
    Reading,
    Rulings,
    Statement,
    assume,
    extract,
    locate,
    overrule,
    resolve,
)
from youju.feel import UNKNOWN, Value, names
from youju.firing import Decide, Engine, Firings, decider, fire
from youju.ledger import FactLine, Ledger, MoveLine, Ruled, RulingLine, Said, Totals, require_lawful
from youju.report import Document
from youju.rubric import Rubric
from youju.source import log
from youju.structs import Struct, replace

T = TypeVar("T")


class Audit(Struct, dict=True):
    """One report under one rubric: what was read, what fired, the ledger, the doubts and the findings.

    Of rulings: `doubts` are those that are still open, `set_aside` the findings muted or rejected, `before` the totals
    without any ruling (None where there is none).
    """

    document: Document
    rubric: Rubric
    reading: Reading
    facts: Mapping[str, Fact]
    firings: Firings
    entered: Entered
    doubts: tuple[Doubt, ...]
    ledger: Ledger
    findings: tuple[Finding, ...]
    relations: tuple[Relation, ...] = ()
    on: On | None = None
    rulings: Rulings | None = None
    set_aside: tuple[Finding, ...] = ()
    before: Totals | None = None

    def once(self, make: Callable[[Audit], T]) -> T:
        """What a pass makes of this audit: made when first asked for, and kept with it. It must not be changed."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return self._kept[make]

    @cached_property
    def _kept(self) -> dict[Callable[[Audit], Any], Any]:
        return {}


def audit(document: Document, rubric: Rubric, engine: Engine = "auto", on: On | None = None) -> Audit:
    """Audits a report. LawError where the ledger breaks a law: then there is no score.

    `on` is the day for which this version of the rubric was chosen; it is told and recorded, and decides nothing here.
    """
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    return judge(document, rubric, reading, engine, on)


def judge(
    document: Document,
    rubric: Rubric,
    reading: Reading,
    engine: Engine = "auto",
    on: On | None = None,
    rulings: Rulings | None = None,
) -> Audit:
    """The passes after reading: facts and what is ruled on them, firings, ledger, doubts, findings."""
    log.info("extract: {} passages, {} statements", len(reading.passages), len(reading.statements))
    decide = decider(rubric, engine)
    scored = _scored(document, rubric, reading, decide, rulings)
    relations = relations_of(document, rubric.dictionary.arithmetic)
    findings, aside, ledger = _found(document, rubric, reading, scored, relations, rulings)
    log.info("audit: {} entries, {} findings", len(ledger.entries), len(findings))
    counts = bool(ledger.rulings) or (rulings is not None and rulings.sha256 is not None)
    before = _scored(document, rubric, reading, decide, None).ledger.totals if counts else None
    return Audit(
        document, rubric, reading, scored.facts, scored.firings, scored.entered, scored.open, ledger, findings,
        relations, on, rulings, aside, before,
    )  # fmt: skip


def score(
    document: Document, rubric: Rubric, reading: Reading, rulings: Rulings | None = None, decide: Decide | None = None
) -> Ledger:
    """The ledger alone, for many departments one after the other: facts to entries, totals and laws; nothing is found.

    `decide` is the rubric's decider (the exact one where it is None), made once for all. LawError as `audit`.
    """
    return _scored(document, rubric, reading, decide or decider(rubric, "exact"), rulings).ledger


def ledger_assuming(audit: Audit, assumed: Mapping[str, Assumed]) -> Ledger:
    """The ledger that would be, were facts to have these values: the report is not read again, nothing is found."""
    return _assuming(audit, assumed).ledger


def judge_assuming(audit: Audit, assumed: Mapping[str, Assumed]) -> Audit:
    """The audit that would be, were facts to have these values: every pass after reading, over the same relations.

    Rulings stay in force but for those on a fact that is assumed otherwise.
    """
    scored = _assuming(audit, assumed)
    facts, rulings = scored.facts, audit.rulings
    if rulings is not None:
        kept = {name: one for name, one in rulings.facts.items() if name not in assumed or facts[name].ruling}
        rulings = replace(rulings, facts=kept)
    findings, aside, ledger = _found(audit.document, audit.rubric, audit.reading, scored, audit.relations, rulings)
    return replace(
        audit, facts=facts, firings=scored.firings, entered=scored.entered, doubts=scored.open, ledger=ledger,
        findings=findings, rulings=rulings, set_aside=aside, before=None,
    )  # fmt: skip


def _assuming(audit: Audit, assumed: Mapping[str, Assumed]) -> _Scored:
    decide = decider(audit.rubric, "exact")
    return _scored(audit.document, audit.rubric, audit.reading, decide, audit.rulings, assumed)


class _Scored(Struct):
    """The passes up to a lawful ledger: `every` contradiction, and those that no ruling has settled are `open`."""

    facts: Mapping[str, Fact]
    firings: Firings
    entered: Entered
    every: tuple[Doubt, ...]
    open: tuple[Doubt, ...]
    ledger: Ledger


def _scored(
    document: Document,
    rubric: Rubric,
    reading: Reading,
    decide: Decide,
    rulings: Rulings | None,
    assumed: Mapping[str, Assumed] | None = None,
) -> _Scored:
    spoken = frozenset(passage.title for passage in reading.passages.values())
    facts = overrule(resolve(rubric.dictionary.facts, reading.statements, spoken), rulings)
    facts = assume(facts, assumed or {})
    values = values_of(rubric, facts)
    firings = fire(rubric, values, decide)
    entered = enter(rubric, firings, reading.claims, decide)
    every = find_doubts(Scene(rubric, facts, values, reading.claims, firings, entered), decide)
    doubts = sort_doubts(rubric, facts, every, rulings.findings if rulings else ())
    entered = assign(facts, deduct(rubric, entered, doubts.accepted, decide), doubts.open)
    ledger = _ledger(document, rubric, reading, facts, firings, entered, doubts.open)
    adjustments = frozenset(one.id for one in rubric.indicators.values() if one.adjustment)
    require_lawful(ledger, adjustments)
    return _Scored(facts, firings, entered, every, doubts.open, ledger)


def _found(
    document: Document,
    rubric: Rubric,
    reading: Reading,
    scored: _Scored,
    relations: tuple[Relation, ...],
    rulings: Rulings | None,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], Ledger]:
    """The findings that stand, those set aside, and the ledger with the rulings that count."""
    facts, totals = scored.facts, scored.ledger.totals
    found = findings_of(rubric, facts, reading, scored.entered, scored.every, totals, document, relations)
    findings, aside = apply_rulings(found, rulings, facts)
    counted = in_force((*findings, *aside), rulings, facts)
    return findings, aside, replace(scored.ledger, rulings=tuple(_ruled(facts, one) for one in counted))


def values_of(rubric: Rubric, facts: Mapping[str, Fact]) -> dict[str, Value]:
    """The values rules see. Applicability over opposing statements is unknown, so that no weight moves on it."""
    applying = {name for one in rubric.indicators.values() if one.applies for name in names(one.applies.expr)}
    return {
        name: UNKNOWN if fact.status == "conflicting" and name in applying else fact.value
        for name, fact in facts.items()
    }


class Choice(Struct):
    """The rubric most of whose indicators a report names, how many it names, and the report read under it."""

    rubric: Rubric
    named: int
    reading: Reading


def choose_rubric(document: Document, rubrics: Sequence[Rubric]) -> Choice | None:
    """The best choice among rubrics, the first of equals; None where the report names no indicator of any."""
    best: tuple[int, Rubric, Located] | None = None
    for rubric in rubrics:
        located = locate(document, rubric.dictionary, tuple(rubric.sought()))
        named = sum(1 for name in rubric.indicators if name in located)
        if named and (best is None or named > best[0]):
            best = named, rubric, located
    if best is None:
        return None
    named, rubric, located = best
    return Choice(rubric, named, extract(document, rubric.dictionary, tuple(rubric.sought()), located))


def _ledger(
    document: Document,
    rubric: Rubric,
    reading: Reading,
    facts: Mapping[str, Fact],
    firings: Firings,
    entered: Entered,
    doubts: Sequence[Doubt],
) -> Ledger:
    claimed: Fraction | None = reading.total_claims[0].points if reading.total_claims else None
    read = rubric.once(_read)
    return Ledger(
        rubric=rubric.id,
        rubric_digest=rubric.digest,
        document=document.name,
        document_digest=document.sha256,
        total=rubric.spec.total,
        facts=tuple(_line(fact) for fact in facts.values() if fact.name in read),
        moves=tuple(MoveLine(move.transfer, move.origin, move.target, move.weight) for move in firings.moves),
        rows=entered.rows,
        entries=entered.entries,
        totals=totals_of(rubric, entered, doubts, claimed),
    )


def _read(rubric: Rubric) -> frozenset[str]:
    """The facts that indicators and checks read."""
    checked = (name for check in rubric.checks if check.when for name in names(check.when.expr))
    return frozenset((*(name for one in rubric.indicators.values() for name in one.facts), *checked))


def _line(fact: Fact) -> FactLine:
    # Fraction comes last: to ask of anything else whether it is one takes long.
    taken, value = fact.value, None
    if taken is not UNKNOWN and isinstance(taken, (bool, str, Fraction)):
        value = fact.spec.shown(taken)
    ruling = fact.ruling and RulingLine(value, fact.ruling.source, fact.ruling.note)
    return FactLine(
        name=fact.name,
        type=fact.spec.type,
        unit=fact.spec.shown_unit,
        status=fact.status,
        evidence=fact.evidence,
        value=value,
        trust=fact.trust,
        statements=tuple([_said(fact, one, value) for one in fact.statements]),
        ruling=ruling,
        overruled=tuple([_said(fact, one, value) for one in fact.overruled]),
    )


def _ruled(facts: Mapping[str, Fact], ruling: FactRuling | FindingRuling) -> Ruled:
    """A ruling as the ledger lists it."""
    if isinstance(ruling, FactRuling):
        line = _line(facts[ruling.fact])
        about = {"fact": ruling.fact, "finding": None, "code": None, "indicator": None}
        value, source, reason = line.value, ruling.source, ruling.note
    else:
        about = {"fact": None, "finding": ruling.key, "code": ruling.code, "indicator": ruling.indicator}
        value, source, reason = None, "", ruling.reason
    return Ruled(
        number=ruling.number, **about, decision=ruling.decision, value=value, source=source, reason=reason,
        by=ruling.by, day=ruling.day,
    )  # fmt: skip


def _said(fact: Fact, statement: Statement, taken: Fraction | bool | str | None) -> Said:
    """A statement as the ledger lists it; the value that is taken is shown already."""
    quote, value = statement.quote, statement.value
    shown = taken if value is fact.value and taken is not None else fact.spec.shown(value)
    return shown, quote.text, quote.line, quote.start, quote.end
