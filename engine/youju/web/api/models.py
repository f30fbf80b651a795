"""The answers of the API. Points are exact texts (`8.5`, `5/3`), moments ISO 8601 in UTC, digests SHA-256."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.\-]{1,80}$")]
Most = Annotated[int, Query(ge=1, le=500, description="how many at most")]
Points = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$", examples=["8.5", "5/3"])]
State = Literal["waiting", "refused", "open", "closing", "closed"]


class FromRow(BaseModel):
    """An answer that is a row of the store."""

    model_config = ConfigDict(from_attributes=True)


class Audit(FromRow):
    """An audit with the sums of its last run; `code`, `zh` and `en` say why there is none."""

    id: int
    document: str
    name: str
    rubric: str | None
    version: str | None
    year: int | None
    state: State
    run: int = Field(description="the number of its last run; 0: none yet")
    by: str
    at: str
    changed_at: str
    claimed: Points | None
    recomputed: Points | None
    confirmed: Points | None
    low: Points | None
    high: Points | None
    p0: int | None
    p1: int | None
    p2: int | None
    code: str | None
    zh: str | None
    en: str | None


class Indicator(FromRow):
    """An indicator of the last run."""

    indicator: str
    weight: Points
    claimed: Points | None
    points: Points
    status: str
    support: str | None


class WholeAudit(Audit):
    """An audit with its indicators."""

    indicators: list[Indicator]


class Audits(BaseModel):
    """Some audits, the newest first; `next` is what to give as `before` for more."""

    audits: list[Audit]
    next: int | None


class Matrix(BaseModel):
    """Audits with the points of each indicator; `next` as of the list of audits."""

    audits: list[WholeAudit]
    next: int | None


class Finding(FromRow):
    """A finding; its code has a page, its quotes stand in the record of the audit."""

    key: str
    code: str
    level: Literal["P0", "P1", "P2"]
    indicator: str | None


class Ruling(FromRow):
    """A ruling; where `withdrawn_at` is given it no longer counts."""

    number: int
    fact: str | None
    finding: str | None
    code: str | None
    indicator: str | None
    decision: str
    value: str | None
    source: str | None
    reason: str
    by: str
    at: str
    withdrawn_by: str | None
    withdrawn_reason: str | None
    withdrawn_at: str | None


class Why(BaseModel):
    """Why an indicator has its points: in a sentence, and with every rule, fact, quote and basis."""

    short: str
    short_en: str
    whole: dict[str, Any] = Field(description="as `youju why --json` gives it; docs/json.md says what it holds")


class Report(BaseModel):
    """A report of a job: its audit where one was begun, earlier ones of the same bytes, why it was not taken."""

    name: str
    state: str
    audit: int | None
    earlier: list[int]
    code: str | None
    zh: str | None
    en: str | None


class Job(BaseModel):
    """Reports handed in together; `active` while something is still to come."""

    id: str
    active: bool
    reports: list[Report]


class Version(FromRow):
    """A version of a rubric: `digest` is that of its files together."""

    digest: str
    rubric: str
    title: str
    base: str | None
    state: Literal["asked", "published", "refused", "withdrawn"]
    in_force: str | None
    reason: str
    by: str
    approved_by: str | None
    at: str


class WholeVersion(Version):
    """A version with the paths of its files."""

    files: list[str]


class Health(BaseModel):
    """The store can be reached and has so many records; a worker has answered."""

    store: Literal["reachable"]
    records: int
    workers: Literal["alive"]
