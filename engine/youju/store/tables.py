"""The tables: the chain, and what follows from it. Points are exact texts (`8.5`, `5/3`), moments ISO 8601 in UTC."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

from youju.store import texts

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_SHA = String(texts.DIGEST)
_NAME = String(texts.NAME)
_KIND = String(texts.KIND)
_CODE = String(texts.CODE)
_POINTS = String(texts.POINTS)
_AT = String(32)


def _seq() -> Column[int]:
    """The record of the chain that made a row."""
    return Column("seq", Integer, nullable=False)


# Append only: `line` is the record in canonical bytes as `youju journal verify` reads it.
RECORDS = Table(
    "records",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hash", _SHA, nullable=False, unique=True),
    Column("kind", _KIND, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("at", _AT, nullable=False),
    Column("line", Text, nullable=False),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("sha256", _SHA, primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    _seq(),
)

# An audit is one document under one rubric: its runs differ by the version of the rubric and the rulings made since.
AUDITS = Table(
    "audits",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document", _SHA, ForeignKey("documents.sha256"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("rubric", _NAME, nullable=True),
    Column("ocr", Boolean, nullable=False),
    Column("version", _SHA, nullable=True),
    Column("year", Integer, nullable=True),
    Column("state", _KIND, nullable=False),  # waiting, refused, open, closing, closed
    Column("run", Integer, nullable=False),  # the number of the last run, 0: none yet
    Column("rulings", Integer, nullable=False),  # how many were made
    Column("asked_by", _NAME, nullable=True),  # who asked to close it
    Column("by", _NAME, nullable=False),
    Column("at", _AT, nullable=False),
    Column("changed_at", _AT, nullable=False),
    Column("closed_at", _AT, nullable=True),  # when it was closed, where it is: whatever changes later leaves it
    _seq(),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("audit", Integer, ForeignKey("audits.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", _SHA, nullable=True),
    Column("rulings", Integer, nullable=False),  # of how many rulings it knows
    Column("bundle", _SHA, nullable=True),  # what pages show, see `desk/work/bundle.py`
    Column("record", _SHA, nullable=True),  # audit.json, as `youju verify` takes it
    Column("claimed", _POINTS, nullable=True),
    Column("recomputed", _POINTS, nullable=True),
    Column("confirmed", _POINTS, nullable=True),
    Column("low", _POINTS, nullable=True),
    Column("high", _POINTS, nullable=True),
    Column("p0", Integer, nullable=False),
    Column("p1", Integer, nullable=False),
    Column("p2", Integer, nullable=False),
    Column("code", _CODE, nullable=True),  # why there is none: a code, and the sentence in both languages
    Column("zh", Text, nullable=True),
    Column("en", Text, nullable=True),
    Column("at", _AT, nullable=False),
    _seq(),
)

# The indicators of the last run of an audit, for the heat map.
POINTS = Table(
    "points",
    METADATA,
    Column("audit", Integer, ForeignKey("audits.id"), primary_key=True),
    Column("indicator", _CODE, primary_key=True),
    Column("weight", _POINTS, nullable=False),
    Column("claimed", _POINTS, nullable=True),
    Column("points", _POINTS, nullable=False),
    Column("low", _POINTS, nullable=True),  # what the rules allow, where the run told it
    Column("high", _POINTS, nullable=True),
    Column("status", _KIND, nullable=False),
    Column("support", _KIND, nullable=True),
)

# The findings of the last run of an audit, for the commonest ones.
FINDINGS = Table(
    "findings",
    METADATA,
    Column("audit", Integer, ForeignKey("audits.id"), primary_key=True),
    Column("key", _CODE, primary_key=True),
    Column("code", _CODE, nullable=False),
    Column("level", String(2), nullable=False),
    Column("indicator", _CODE, nullable=True),
)

RULINGS = Table(
    "rulings",
    METADATA,
    Column("audit", Integer, ForeignKey("audits.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("fact", _NAME, nullable=True),
    Column("finding", _CODE, nullable=True),
    Column("code", _CODE, nullable=True),
    Column("indicator", _CODE, nullable=True),
    Column("decision", _KIND, nullable=False),
    Column("value", Text, nullable=True),
    Column("source", Text, nullable=True),
    Column("reason", Text, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("at", _AT, nullable=False),
    Column("withdrawn_by", _NAME, nullable=True),
    Column("withdrawn_reason", Text, nullable=True),
    Column("withdrawn_at", _AT, nullable=True),
    _seq(),
)

# A version of a rubric is the bytes of its files; `digest` is that of the blob which holds them.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("digest", _SHA, primary_key=True),
    Column("rubric", _NAME, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("base", _SHA, nullable=True),
    Column("state", _KIND, nullable=False),  # asked, published, refused, withdrawn
    Column("in_force", String(texts.DAY), nullable=True),
    Column("reason", Text, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("approved_by", _NAME, nullable=True),
    Column("at", _AT, nullable=False),
    _seq(),
)

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("rubric", _NAME, nullable=False),
    Column("base", _SHA, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", _KIND, nullable=False),  # open, asked, published, dropped
    Column("version", _SHA, nullable=True),
    Column("by", _NAME, nullable=False),
    Column("at", _AT, nullable=False),
    _seq(),
)

# The files in which a draft differs from its base; an empty blob stands for a file that was taken out.
DRAFT_FILES = Table(
    "draft_files",
    METADATA,
    Column("draft", Integer, ForeignKey("drafts.id"), primary_key=True),
    Column("path", String(texts.PATH), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("blob", _SHA, nullable=True),
    Column("by", _NAME, nullable=False),
    Column("at", _AT, nullable=False),
    _seq(),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", _NAME, primary_key=True),
    Column("title", Text, nullable=False),
    Column("role", _KIND, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("at", _AT, nullable=False),
    _seq(),
)

TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("account", _NAME, ForeignKey("accounts.name"), nullable=False),
    Column("title", Text, nullable=False),
    Column("ends_at", _AT, nullable=False),
    Column("ended", Boolean, nullable=False),
    _seq(),
)

FOLLOWING = (
    POINTS,
    FINDINGS,
    RULINGS,
    RUNS,
    AUDITS,
    DOCUMENTS,
    DRAFT_FILES,
    DRAFTS,
    VERSIONS,
    TOKENS,
    ACCOUNTS,
)
"""What follows from the chain, in the order in which it may be emptied."""

# What no chain should hold: it is kept beside it, and changes.
SECRETS = Table(
    "secrets",
    METADATA,
    Column("kind", _KIND, primary_key=True),  # password, token
    Column("of", _NAME, primary_key=True),
    Column("hash", Text, nullable=False),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("hash", _SHA, primary_key=True),
    Column("account", _NAME, nullable=False, index=True),
    Column("csrf", _SHA, nullable=False),
    Column("made_at", _AT, nullable=False),
    Column("seen_at", _AT, nullable=False),
    UniqueConstraint("csrf"),
)
