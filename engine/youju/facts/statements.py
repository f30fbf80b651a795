"""What a report says: statements of facts, claims about itself, and the facts they settle or leave open."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from youju.facts.spec import Evidence, FactSpec, Known
from youju.feel import UNKNOWN, Unknown, Value
from youju.report import Quote
from youju.structs import Struct, field

Status = Literal["settled", "conflicting", "missing", "defaulted", "ruled", "assumed"]
Trust = Literal["full", "low", "hand"]
"""How sure a value is: read with certainty, read where a reader of the file was not sure, or entered by hand."""
Decision = Literal["accept", "reject", "amend", "mute"]
"""What an auditor decides: it is so, it is not so, it is another value; or, of a finding, enough of it."""
ClaimKind = Literal["score", "items", "nothing", "waived"]


class Statement(Struct):
    """What a report says of one fact at one place.

    `value` is in the base unit (元; a ratio for percentages). `half_unit` is half a unit of the last printed digit,
    in the base unit, 0 for exact counts. `comparator` is `=` or the printed bound (`>=` for ≥90%). `number` is the
    quote of the figure alone; `quote` the whole phrase around it. `parts` are the figures that the value is the sum of,
    where the report states them and no sum. `trust` is `low` where the file was read with doubt. A figure of a table
    may have its words and its unit elsewhere, in the head of its column or over the table: `label` and `unit` are then
    the quotes of these.
    """

    fact: str
    value: Known
    quote: Quote
    number: Quote
    evidence: Evidence
    comparator: str = "="
    half_unit: Fraction = Fraction(0)
    decimals: int = 0
    approximate: bool = False
    scored_part: bool = False
    parts: tuple[Quote, ...] = ()
    trust: Trust = "full"
    label: Quote | None = None
    unit: Quote | None = None


class FactRuling(Struct):
    """An auditor's own decision on a fact: its value in the base unit (UNKNOWN: nobody knows), and what it stands on.

    `source` names the paper and the page, and is never empty where the ruling gives a value. `note` is the reason, or
    what else there is to say. To `accept` confirms the value that is taken from the report; to `reject` lets none of
    its statements count. `by` is who decided and `number` the place among all rulings on the report, both empty for a
    value that came in a file of facts; `day` is empty where nobody gave one.
    """

    fact: str
    value: Known | Literal[Unknown.UNKNOWN]
    source: str
    note: str = ""
    decision: Decision = "amend"
    by: str = ""
    number: int = 0
    day: str = ""


class Fact(Struct):
    """A name of the dictionary with all statements of it.

    *settled*: the statements agree within what their digits print. *conflicting*: they do not; `value` is then the
    first statement of the scored part (else of the report), and `worlds` all values stated. *missing*: nothing is
    said. *defaulted*: nothing is said and the dictionary declares what that means. `outside` are statements that the
    bounds of the dictionary rule out: they are told, and decide nothing. *ruled*: an auditor entered or confirmed the
    value; what the report says otherwise is `overruled` and counts no longer (so too where a ruling leaves it missing).
    *assumed*: somebody asks what would follow if it had the value; never in a record.
    """

    name: str
    spec: FactSpec
    status: Status
    value: Value
    statements: tuple[Statement, ...] = ()
    chosen: int | None = None
    outside: tuple[Statement, ...] = ()
    ruling: FactRuling | None = None
    overruled: tuple[Statement, ...] = ()

    @property
    def worlds(self) -> tuple[Value, ...]:
        """Every distinct value the statements give, the chosen one first."""
        values = (self.value, *(statement.value for statement in self.statements))
        return tuple(dict.fromkeys(value for value in values if value is not UNKNOWN))

    @property
    def statement(self) -> Statement | None:
        """The statement whose value is taken."""
        return None if self.chosen is None else self.statements[self.chosen]

    @property
    def evidence(self) -> Evidence | None:
        """What the fact is worth: of its best statement; a default is an assertion; by hand or assumed, what its
        kind is worth."""
        if self.status == "missing":
            return None
        if self.status in ("ruled", "assumed") and not self.statements:
            return self.spec.kind_of(None)
        if len(self.statements) == 1:
            return self.statements[0].evidence
        kinds = {statement.evidence for statement in self.statements}
        ranked: tuple[Evidence, ...] = ("paper", "figure", "assertion")
        for kind in ranked:
            if kind in kinds:
                return kind
        return "assertion"

    @property
    def trust(self) -> Trust | None:
        """How sure the value is: `low` where no trusted statement gives it; None where nothing gives one."""
        if self.status == "ruled":
            return "hand"
        # Of most facts one statement is the value itself, and fractions are slow to compare.
        said = [(statement.value, statement.trust) for statement in self.statements]
        trusts = {trust for value, trust in said if value is self.value or value == self.value}
        return None if not trusts else "full" if "full" in trusts else "low"

    @property
    def departs(self) -> bool:
        """Whether a ruling gives another value than the report, or one where the report gives none or several."""
        said = {statement.value for statement in self.overruled}
        if self.ruling is None or self.ruling.value is UNKNOWN or self.statements:
            return bool(said)
        return said != {self.ruling.value}


class Claim(Struct):
    """A score that a report gives itself.

    `items`: the sum of the scores of single items, where the report writes no sum. `nothing`: said to earn no
    points. `waived`: said not to be assessed, so that `points` is None.
    """

    kind: ClaimKind
    points: Fraction | None
    quotes: tuple[Quote, ...]


class Passage(Struct):
    """Where a report speaks of an indicator, a group or a section: offsets in the folded text.

    `body` is where its text begins behind the heading, whose words state nothing. `inline`: found by its title
    inside its group's passage, without a heading of its own; `shared`: that passage speaks of siblings too.
    """

    key: str
    title: str
    start: int
    body: int
    end: int
    inline: bool = False
    shared: bool = False
    weight: Fraction | None = None
    adjusted: Fraction | None = None
    weight_quote: Quote | None = None


class ScoreRow(Struct):
    """What a scoring table says of an indicator: its weight, its claim, and the rows: offsets in the folded text.

    `body` is where the words behind the indicator's name begin.
    """

    key: str
    start: int
    body: int
    end: int
    weight: Fraction | None
    weight_quote: Quote | None
    claim: Claim | None


class Reading(Struct):
    """All that `extract` takes from a report: passages and claims by indicator, statements in order of place.

    `rows` are those of scoring tables: their claims stand in `claims` too, where no passage says anything else.
    `parts` are the scores that groups and sections are given as a whole in the text, `part_rows` what scoring tables
    say of them; `limits` the points that are called the most
    that can be had (“最多3分”).
    """

    passages: Mapping[str, Passage]
    claims: Mapping[str, Claim]
    total_claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    rows: tuple[ScoreRow, ...] = ()
    parts: Mapping[str, Claim] = field(default_factory=dict[str, Claim])
    part_rows: tuple[ScoreRow, ...] = ()
    limits: frozenset[Fraction] = frozenset()
