"""What can happen: each kind of record with its content; anything else is refused, and so is its replay."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)


class DocumentTaken(BaseModel):
    """A document was handed in and is on the disk."""

    model_config = _STRICT
    KIND: ClassVar[str] = "document-taken"
    sha256: str
    name: str
    size: int


class AuditBegun(BaseModel):
    """A document is to be audited; `rubric` where somebody asked for one. The audit's id is the record's number."""

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-begun"
    document: str
    name: str
    rubric: str | None = None


class IndicatorScored(BaseModel):
    """An indicator of a run; points are exact texts."""

    model_config = _STRICT
    indicator: str
    weight: str
    claimed: str | None
    points: str
    status: str
    support: str | None


class FindingTold(BaseModel):
    """A finding of a run."""

    model_config = _STRICT
    key: str
    code: str
    level: Literal["P0", "P1", "P2"]
    indicator: str | None


class AuditRun(BaseModel):
    """An audit was made, under a version of a rubric, with the first so many rulings."""

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-run"
    audit: int
    rubric: str
    version: str
    year: int | None
    rulings: int
    bundle: str
    record: str
    claimed: str | None
    recomputed: str
    confirmed: str
    low: str
    high: str
    points: list[IndicatorScored]
    findings: list[FindingTold]


class AuditRefused(BaseModel):
    """A document could not be audited: a code that has a page, and the sentence."""

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-refused"
    audit: int
    rulings: int
    code: str
    zh: str
    en: str


class RulingMade(BaseModel):
    """An auditor decided on a fact or a finding; its number is the next of its audit."""

    model_config = _STRICT
    KIND: ClassVar[str] = "ruling-made"
    audit: int
    fact: str | None = None
    finding: str | None = None
    code: str | None = None
    indicator: str | None = None
    decision: Literal["accept", "reject", "amend", "mute"]
    value: str | None = None
    source: str | None = None
    reason: str


class RulingWithdrawn(BaseModel):
    """A ruling was taken back; it stays."""

    model_config = _STRICT
    KIND: ClassVar[str] = "ruling-withdrawn"
    audit: int
    number: int
    reason: str


class AuditMoved(BaseModel):
    """An audit's state changed: asked to be closed, closed by a second person, opened again, or sent back.

    `alone` where the workbench has one user: then nobody else looked.
    """

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-moved"
    audit: int
    state: Literal["open", "closing", "closed"]
    reason: str
    alone: bool = False


class DraftBegun(BaseModel):
    """Somebody begins to edit a version of a rubric; the draft's id is the record's number."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-begun"
    rubric: str
    base: str
    title: str


class DraftSaved(BaseModel):
    """A file of a draft was saved over the revision that its editor had seen; without a blob it was taken out."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-saved"
    draft: int
    path: str
    revision: int
    blob: str | None


class DraftMoved(BaseModel):
    """A draft was dropped, or goes on being edited after it was sent back."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-moved"
    draft: int
    state: Literal["open", "dropped"]
    reason: str


class VersionAsked(BaseModel):
    """Somebody asks for a draft, or what came with the program, to be published."""

    model_config = _STRICT
    KIND: ClassVar[str] = "version-asked"
    digest: str
    rubric: str
    title: str
    base: str | None
    draft: int | None
    in_force: str | None
    reason: str


class VersionDecided(BaseModel):
    """A second person publishes a version or refuses it; `alone` where the workbench has one user."""

    model_config = _STRICT
    KIND: ClassVar[str] = "version-decided"
    digest: str
    published: bool
    reason: str
    alone: bool = False


class AccountSet(BaseModel):
    """An account was made or changed; its password is no part of the chain."""

    model_config = _STRICT
    KIND: ClassVar[str] = "account-set"
    name: str
    title: str
    role: Literal["auditor", "policy", "chief", "admin"]
    active: bool


class TokenMade(BaseModel):
    """A token for the HTTP API; its id is the record's number, the token itself is no part of the chain."""

    model_config = _STRICT
    KIND: ClassVar[str] = "token-made"
    account: str
    title: str
    ends_at: str


class TokenEnded(BaseModel):
    """A token is no longer taken."""

    model_config = _STRICT
    KIND: ClassVar[str] = "token-ended"
    token: int


Event = (
    DocumentTaken
    | AuditBegun
    | AuditRun
    | AuditRefused
    | RulingMade
    | RulingWithdrawn
    | AuditMoved
    | DraftBegun
    | DraftSaved
    | DraftMoved
    | VersionAsked
    | VersionDecided
    | AccountSet
    | TokenMade
    | TokenEnded
)
