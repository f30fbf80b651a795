"""What can happen: each kind of record with its content; anything else is refused, and so is its replay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from youju.source import canonical
from youju.store.texts import Code, Day, Digest, FilePath, Kind, Name, Points, Words

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
Count = Annotated[int, Field(ge=0, lt=1 << 31)]
"""A whole number that both databases hold."""


class DocumentTaken(BaseModel):
    """A document was handed in and is on the disk."""

    model_config = _STRICT
    KIND: ClassVar[str] = "document-taken"
    BLOBS: ClassVar[tuple[str, ...]] = ("sha256",)
    sha256: Digest
    name: Words
    size: Count


class AuditBegun(BaseModel):
    """A document is to be audited; `rubric` where somebody asked for one. The audit's id is the record's number.

    With `ocr` its pages that are pictures are recognised, whenever it is read.
    """

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-begun"
    document: Digest
    name: Words
    rubric: Name | None = None
    ocr: bool = False


class IndicatorScored(BaseModel):
    """An indicator of a run; points are exact texts, `low` and `high` the range that its rules allow.

    Runs of older programs have no range.
    """

    model_config = _STRICT
    indicator: Code
    weight: Points
    claimed: Points | None
    points: Points
    low: Points | None = None
    high: Points | None = None
    status: Kind
    support: Kind | None


class FindingTold(BaseModel):
    """A finding of a run."""

    model_config = _STRICT
    key: Code
    code: Code
    level: Literal["P0", "P1", "P2"]
    indicator: Code | None


class AuditRun(BaseModel):
    """An audit was made, under a version of a rubric, with the first so many rulings."""

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-run"
    BLOBS: ClassVar[tuple[str, ...]] = ("bundle", "record")
    audit: Count
    rubric: Name
    version: Digest
    year: Count | None
    rulings: Count
    bundle: Digest
    record: Digest
    claimed: Points | None
    recomputed: Points
    confirmed: Points
    low: Points
    high: Points
    points: list[IndicatorScored]
    findings: list[FindingTold]


class AuditRefused(BaseModel):
    """A document could not be audited: a code that has a page, and the sentence."""

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-refused"
    audit: Count
    rulings: Count
    code: Code
    zh: Words
    en: Words


class RulingMade(BaseModel):
    """An auditor decided on a fact or a finding; its number is the next of its audit."""

    model_config = _STRICT
    KIND: ClassVar[str] = "ruling-made"
    audit: Count
    fact: Name | None = None
    finding: Code | None = None
    code: Code | None = None
    indicator: Code | None = None
    decision: Literal["accept", "reject", "amend", "mute"]
    value: Words | None = None
    source: Words | None = None
    reason: Words


class RulingWithdrawn(BaseModel):
    """A ruling was taken back; it stays."""

    model_config = _STRICT
    KIND: ClassVar[str] = "ruling-withdrawn"
    audit: Count
    number: Count
    reason: Words


class AuditMoved(BaseModel):
    """An audit's state changed: asked to be closed, closed by a second person, opened again, or sent back.

    `alone` where the workbench has one user: then nobody else looked.
    """

    model_config = _STRICT
    KIND: ClassVar[str] = "audit-moved"
    audit: Count
    state: Literal["open", "closing", "closed"]
    reason: Words
    alone: bool = False


class DraftBegun(BaseModel):
    """Somebody begins to edit a version of a rubric; the draft's id is the record's number."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-begun"
    rubric: Name
    base: Digest
    title: Words


class DraftSaved(BaseModel):
    """A file of a draft was saved over the revision that its editor had seen; without a blob it was taken out."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-saved"
    BLOBS: ClassVar[tuple[str, ...]] = ("blob",)
    draft: Count
    path: FilePath
    revision: Count
    blob: Digest | None


class DraftRebased(BaseModel):
    """A draft goes on from another version than it was begun from; its files that both changed are saved after it."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-rebased"
    draft: Count
    base: Digest


class DraftMoved(BaseModel):
    """A draft was dropped, or goes on being edited after it was sent back."""

    model_config = _STRICT
    KIND: ClassVar[str] = "draft-moved"
    draft: Count
    state: Literal["open", "dropped"]
    reason: Words


class VersionAsked(BaseModel):
    """Somebody asks for a draft, or what came with the program, to be published."""

    model_config = _STRICT
    KIND: ClassVar[str] = "version-asked"
    BLOBS: ClassVar[tuple[str, ...]] = ("digest",)
    digest: Digest
    rubric: Name
    title: Words
    base: Digest | None
    draft: Count | None
    in_force: Day | None
    reason: Words


class VersionDecided(BaseModel):
    """A second person publishes a version or refuses it; `alone` where the workbench has one user."""

    model_config = _STRICT
    KIND: ClassVar[str] = "version-decided"
    digest: Digest
    published: bool
    reason: Words
    alone: bool = False


class VersionWithdrawn(BaseModel):
    """Who asked for a version to be published takes the request back; its draft goes on being edited."""

    model_config = _STRICT
    KIND: ClassVar[str] = "version-withdrawn"
    digest: Digest
    reason: Words


class AccountSet(BaseModel):
    """An account was made or changed; its password is no part of the chain."""

    model_config = _STRICT
    KIND: ClassVar[str] = "account-set"
    name: Name
    title: Words
    role: Literal["auditor", "policy", "chief", "admin"]
    active: bool


class TokenMade(BaseModel):
    """A token for the HTTP API; its id is the record's number, the token itself is no part of the chain."""

    model_config = _STRICT
    KIND: ClassVar[str] = "token-made"
    account: Name
    title: Words
    ends_at: Kind


class TokenEnded(BaseModel):
    """A token is no longer taken."""

    model_config = _STRICT
    KIND: ClassVar[str] = "token-ended"
    token: Count


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
    | DraftRebased
    | DraftMoved
    | VersionAsked
    | VersionDecided
    | VersionWithdrawn
    | AccountSet
    | TokenMade
    | TokenEnded
)

KINDS: Mapping[str, type[Event]] = {one.KIND: one for one in get_args(Event)}
"""The events by the kinds of their records."""


def event_of(kind: str, body: Mapping[str, Any]) -> Event:
    """The event of a record's kind and content. ValueError or CodedError where there is none such."""
    if kind not in KINDS:
        raise ValueError(f"no kind of record: {kind}")
    return KINDS[kind].model_validate_json(canonical(body))


def blobs_of(event: Event) -> Iterator[str]:
    """The digests of the bytes on disk that an event names."""
    for name in getattr(event, "BLOBS", ()):
        digest = getattr(event, name)
        if digest is not None:
            yield digest
