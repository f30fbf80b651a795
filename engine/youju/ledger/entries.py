"""The ledger: every point, won or lost, is an entry; rows and totals are their sums."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from youju.structs import Struct

Support = Literal["computed", "documented", "asserted", "missing_input", "contradicted"]
SUPPORTS: tuple[Support, ...] = ("computed", "documented", "asserted", "missing_input", "contradicted")
TOTAL = "total"
"""What caps of the whole are declared `of`, and the first part of the ids of what they cut."""
EntryKind = Literal["rule", "printed", "moved", "answer", "claim", "unclaimed", "cap", "not_applicable", "ruling"]
Status = Literal["scored", "undetermined", "not_applicable"]


class Entry(Struct):
    """A line of the ledger.

    `kind` tells how the points came about: by a `rule` over figures or answers, by a rule over a `printed` rate, on
    weight that `moved`, by accepting an `answer` or a `claim` where rules cannot decide, `unclaimed` where there is
    nothing to accept, by a `cap`, or taken by a `ruling` that accepts a contradiction. `rule` is the id of the rule (of
    the transfer, cap or acceptance, or the code of the contradiction). `exact` is the amount before rounding. `at_risk`
    is the part of `points` that a contradiction puts in doubt; `support` is that of the rest.
    """

    id: str
    indicator: str
    kind: EntryKind
    rule: str
    points: Fraction
    exact: Fraction
    facts: tuple[str, ...]
    support: Support = "asserted"
    at_risk: Fraction = Fraction(0)

    @property
    def cuts_total(self) -> bool:
        """Whether it is a cut of the whole total, which is charged to an indicator but counts in no row."""
        return self.id.startswith(f"{TOTAL}/")

    @property
    def ruled(self) -> str:
        """The id of the entry whose points a ruling takes."""
        return self.id.rpartition("/")[0]


class Row(Struct):
    """An indicator's line: what it could give, what was claimed, what its entries sum to, and what they may vary."""

    indicator: str
    weight: Fraction
    effective_weight: Fraction
    claimed: Fraction | None
    claim_kind: str | None
    status: Status
    points: Fraction
    low: Fraction
    high: Fraction
    support: Support | None = None


class MoveLine(Struct):
    """Weight that moved by a transfer."""

    transfer: str
    origin: str
    target: str
    weight: Fraction


Said = tuple[Fraction | bool | str, str, int, int, int]
"""A statement: value, quote, line, start, end."""


class RulingLine(Struct):
    """A value that an auditor entered by hand (None: nobody knows), the paper it stands on, and what else was said."""

    value: Fraction | bool | str | None
    source: str
    note: str


class FactLine(Struct):
    """A fact as it was read or ruled on: its value in its unit of display, its type, its statements.

    Numbers are exact; a value that is unknown is None. `evidence` is what its statements are worth (figure, paper,
    assertion; None where there are none), `trust` how sure the value is (full, low, hand; None where nothing states
    it). `overruled` are the report's statements that a ruling sets aside.
    """

    name: str
    type: str
    unit: str
    status: str
    evidence: str | None
    trust: str | None
    value: Fraction | bool | str | None
    statements: tuple[Said, ...]
    ruling: RulingLine | None = None
    overruled: tuple[Said, ...] = ()


class Ruled(Struct):
    """A ruling that counts: its place among all on the report, on which `fact`, or on which `finding` by its key.

    `code` and `indicator` are the finding's; `value` (of a fact, in its unit of display; None: nobody knows) and the
    paper it stands on, `source`, the fact's. `day` is empty where nobody gave one.
    """

    number: int
    fact: str | None
    finding: str | None
    code: str | None
    indicator: str | None
    decision: str
    value: Fraction | bool | str | None
    source: str
    reason: str
    by: str
    day: str


class Totals(Struct):
    """The sums of a ledger: claimed by the report, recomputed, by support, and the range over contradictions."""

    claimed: Fraction | None
    recomputed: Fraction
    confirmed: Fraction
    low: Fraction
    high: Fraction
    support: Mapping[Support, Fraction]


class Ledger(Struct):
    """All that is needed to replay a score: the rubric's rules and digest, the document's, the facts, the entries."""

    rubric: str
    rubric_digest: str
    document: str
    document_digest: str
    total: Fraction
    facts: tuple[FactLine, ...]
    moves: tuple[MoveLine, ...]
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    totals: Totals
    rulings: tuple[Ruled, ...] = ()

    def of(self, indicator: str) -> tuple[Entry, ...]:
        """The entries of an indicator, in order; caps that cut it are among them."""
        return tuple(entry for entry in self.entries if entry.indicator == indicator)

    def row(self, indicator: str) -> Row:
        """The row of an indicator; KeyError where there is none."""
        for row in self.rows:
            if row.indicator == indicator:
                return row
        raise KeyError(indicator)
