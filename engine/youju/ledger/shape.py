"""The shape of a saved audit: every part with its keys, every value of its type, nothing beside.

What goes on to be worked with is only what has this shape; how much there may be of anything is bounded, so that a
record made to weary whoever verifies it is refused before it is worked through.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from youju.feel import FeelError, read_number
from youju.source import fraction_text

LONGEST_NUMBER = 400
"""No amount that a report or a rule gives comes near so many digits, and sums of longer ones take long."""


def _exact(text: str) -> str:
    try:
        exact = len(text) <= LONGEST_NUMBER and fraction_text(read_number(text)) == text
    except FeelError:
        exact = False  # a value may be a text as well
    if not exact:
        raise ValueError("not the one text of an exact number")
    return text


Number = Annotated[StrictStr, AfterValidator(_exact)]
Sha = Annotated[StrictStr, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[StrictInt, Field(ge=0)]
Level = Literal["P0", "P1", "P2"]
Support = Literal["computed", "documented", "asserted", "missing_input", "contradicted"]
Status = Literal["scored", "undetermined", "not_applicable"]
ClaimKind = Literal["score", "items", "nothing", "waived"]
Shown = Number | StrictBool | StrictStr | None
Said = Annotated[list[Any], Field(min_length=5, max_length=5)]
Names = Annotated[list[StrictStr], Field(max_length=1_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Box(_Part):
    left: StrictInt
    top: StrictInt
    right: StrictInt
    bottom: StrictInt


class _Place(_Part):
    # What a format does not know is left out, not written as nothing.
    boxes: Annotated[list[_Box], Field(min_length=1)] = []
    page: Annotated[StrictInt, Field(ge=1)] = 1
    paragraph: Annotated[StrictInt, Field(ge=1)] = 1
    table: Annotated[StrictInt, Field(ge=1)] = 1
    row: Annotated[StrictInt, Field(ge=1)] = 1
    column: Annotated[StrictInt, Field(ge=1)] = 1
    sheet: Annotated[StrictStr, Field(min_length=1)] = ""
    cell: Annotated[StrictStr, Field(min_length=1)] = ""


class _Quote(_Part):
    text: StrictStr
    line: Annotated[StrictInt, Field(ge=1)]
    start: Count
    end: Count
    places: Annotated[list[_Place], Field(min_length=1)] = []


class _Totals(_Part):
    claimed: Number | None
    recomputed: Number
    confirmed: Number
    low: Number
    high: Number


class _SupportSums(_Part):
    computed: Number
    documented: Number
    asserted: Number
    missing_input: Number
    contradicted: Number


class _LedgerTotals(_Totals):
    support: _SupportSums


class _RulingOfFact(_Part):
    value: Shown
    source: StrictStr
    note: StrictStr


class _ShownFact(_Part):
    name: StrictStr
    value: Shown
    unit: StrictStr
    status: StrictStr
    trust: Literal["full", "low", "hand"] | None
    ruling: _RulingOfFact | None
    quote: StrictStr | None
    line: StrictInt | None
    start: StrictInt | None
    end: StrictInt | None
    label: _Quote = _Quote(text="", line=1, start=0, end=0)
    stated_unit: _Quote = _Quote(text="", line=1, start=0, end=0)


class _Basis(_Part):
    mark: StrictStr
    text: StrictStr
    source: StrictStr = ""


class _Line(_Part):
    id: StrictStr
    title: StrictStr
    title_en: StrictStr
    section: StrictStr
    weight: Number
    effective_weight: Number
    claimed: Number | None
    claim_kind: ClaimKind | None
    points: Number
    low: Number
    high: Number
    status: Status
    support: Support | None
    rule: StrictStr | None
    rules: Names
    basis: Annotated[list[_Basis], Field(max_length=1_000)]
    facts: Annotated[list[_ShownFact], Field(max_length=1_000)]


class _Finding(_Part):
    key: StrictStr
    code: StrictStr
    level: Level
    message: StrictStr
    message_en: StrictStr
    indicator: StrictStr | None
    points_at_risk: Number
    papers: Names
    quotes: Annotated[list[_Quote], Field(max_length=10_000)]
    ruling: Annotated[StrictInt, Field(ge=1)] = 1


class _Term(_Part):
    role: StrictStr
    value: Number
    shown: StrictStr
    quote: _Quote


class _Relation(_Part):
    code: StrictStr
    verdict: Literal["holds", "fails", "unknown"]
    formula: StrictStr
    formula_en: StrictStr
    computed: Number | None
    stated: Number | None
    difference: Number | None
    tolerance: Number
    unit: StrictStr
    note: StrictStr
    note_en: StrictStr
    sentence: _Quote
    terms: Annotated[list[_Term], Field(max_length=1_000)]


class _Fact(_Part):
    name: StrictStr
    type: StrictStr
    unit: StrictStr
    status: StrictStr
    evidence: StrictStr | None
    trust: Literal["full", "low", "hand"] | None
    value: Shown
    statements: Annotated[list[Said], Field(max_length=10_000)]
    overruled: Annotated[list[Said], Field(max_length=10_000)]
    ruling: _RulingOfFact | None


class _Move(_Part):
    transfer: StrictStr
    origin: StrictStr
    target: StrictStr
    weight: Number


class _Row(_Part):
    indicator: StrictStr
    weight: Number
    effective_weight: Number
    claimed: Number | None
    claim_kind: ClaimKind | None
    status: Status
    points: Number
    low: Number
    high: Number
    support: Support | None


class _Entry(_Part):
    id: StrictStr
    indicator: StrictStr
    kind: StrictStr
    rule: StrictStr
    points: Number
    exact: Number
    facts: Names
    support: Support
    at_risk: Number


class _RulingLine(_Part):
    number: Annotated[StrictInt, Field(ge=1)]
    fact: StrictStr | None
    finding: StrictStr | None
    code: StrictStr | None
    indicator: StrictStr | None
    decision: StrictStr
    value: Shown
    source: StrictStr
    reason: StrictStr
    by: StrictStr
    day: StrictStr


class _Rules(_Part):
    rubric: dict[str, Any]
    cards: Annotated[dict[str, Any], Field(max_length=1_000)]
    checks: Annotated[list[dict[str, Any]], Field(max_length=10_000)]
    facts: Annotated[dict[str, Any], Field(max_length=10_000)]


class _Ledger(_Part):
    rubric: StrictStr
    rubric_digest: Sha
    document: StrictStr
    document_digest: Sha
    total: Number
    facts: Annotated[list[_Fact], Field(max_length=10_000)]
    moves: Annotated[list[_Move], Field(max_length=100_000)]
    rows: Annotated[list[_Row], Field(max_length=1_000)]
    entries: Annotated[list[_Entry], Field(max_length=100_000)]
    totals: _LedgerTotals
    rulings: Annotated[list[_RulingLine], Field(max_length=10_000)]
    rules: _Rules


class _Title(_Part):
    zh: StrictStr
    en: StrictStr


class _On(_Part):
    day: StrictStr
    year: _Quote | None


class _Rubric(_Part):
    id: StrictStr
    title: _Title
    digest: Sha
    in_force: StrictStr = ""
    on: _On = _On(day="", year=None)


class _Document(_Part):
    name: StrictStr
    sha256: Sha
    encoding: StrictStr
    damaged: Count
    pages: Count


class _Group(_Part):
    id: StrictStr
    title: StrictStr
    effective_weight: Number
    claimed: Number | None
    points: Number


class _Section(_Group):
    groups: Annotated[list[_Group], Field(max_length=1_000)]


class _File(_Part):
    sha256: Sha


class _Audit(_Part):
    format: Literal["youju-audit/1"]
    rubric: _Rubric
    document: _Document
    totals: _Totals
    support: _SupportSums
    sections: Annotated[list[_Section], Field(max_length=1_000)]
    indicators: Annotated[list[_Line], Field(max_length=1_000)]
    findings: Annotated[list[_Finding], Field(max_length=100_000)]
    relations: Annotated[list[_Relation], Field(max_length=100_000)]
    ledger: _Ledger
    content: Sha
    digest: Sha
    facts_file: _File = _File(sha256="0" * 64)
    set_aside: Annotated[list[_Finding], Field(min_length=1, max_length=100_000)] = []
    before: _Totals = _Totals(claimed=None, recomputed="0", confirmed="0", low="0", high="0")


def misshapen(record: object) -> str | None:
    """Where a record first has not the shape of a saved audit; None where it has."""
    try:
        _Audit.model_validate(record)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors(include_url=False, include_input=False)[0]["loc"])
        return place or "."
    return None
