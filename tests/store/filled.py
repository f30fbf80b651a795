"""A store with one of every kind of record."""

from __future__ import annotations

from youju.store import Store
from youju.store.events import (
    AccountSet,
    AuditBegun,
    AuditMoved,
    AuditRefused,
    AuditRun,
    DocumentTaken,
    DraftBegun,
    DraftMoved,
    DraftRebased,
    DraftSaved,
    FindingTold,
    IndicatorScored,
    RulingMade,
    RulingWithdrawn,
    TokenEnded,
    TokenMade,
    VersionAsked,
    VersionDecided,
    VersionWithdrawn,
)
from youju.store.tables import SECRETS


def take_document(store: Store, by: str, data: bytes) -> int:
    """Hands in a document; returns the number of its record."""
    digest = store.blobs.put(data)
    with store.writing(by) as writer:
        made = writer.append(DocumentTaken(sha256=digest, name=f"报告 {by}.md", size=len(data)))
    return made.seq


def run_of(audit: int, version: str, bundle: str, record: str, rulings: int) -> AuditRun:
    """A run of an audit with one indicator and one finding."""
    scored = IndicatorScored(
        indicator="procurement-rate", weight="2", claimed="2", points="5/3", status="scored", support="computed"
    )
    found = FindingTold(key="3f2a", code="claim-too-high", level="P1", indicator="procurement-rate")
    sums = {"claimed": "98", "recomputed": "97.5", "confirmed": "60", "low": "90", "high": "98"}
    made = {"rubric": "lechang-2023", "version": version, "year": 2023, "bundle": bundle, "record": record}
    return AuditRun(audit=audit, rulings=rulings, points=[scored], findings=[found], **sums, **made)


def fill(store: Store) -> None:
    """One of every kind of record, and a password beside them."""
    bundle, record, rubric, card = (store.blobs.put(text.encode()) for text in ("bundle", "record", "rubric", "card"))
    document = take_document(store, "zhang", "一份报告".encode())
    assert 1 == document
    with store.writing("zhang") as writer:
        writer.append(AccountSet(name="zhang", title="张审", role="auditor", active=True))
        writer.connection.execute(SECRETS.insert().values(kind="password", of="zhang", hash="$argon2id$made-up"))
        sha = store.blobs.put("一份报告".encode())
        audit = writer.append(AuditBegun(document=sha, name="水利局 2023")).seq
        refused = {"code": "report-empty", "zh": "没有内容", "en": "it is empty"}
        writer.append(AuditRefused(audit=audit, rulings=0, **refused))
        writer.append(run_of(audit, rubric, bundle, record, 0))
        writer.append(RulingMade(audit=audit, finding="3f2a", code="claim-too-high", decision="accept", reason="属实"))
        writer.append(RulingMade(audit=audit, fact="年末人数", decision="amend", value="12", reason="见名册"))
        writer.append(RulingWithdrawn(audit=audit, number=1, reason="看错了"))
        writer.append(run_of(audit, rubric, bundle, record, 3))
        writer.append(AuditMoved(audit=audit, state="closing", reason="审完了"))
    with store.writing("li") as writer:
        writer.append(AuditMoved(audit=audit, state="closed", reason="同意"))
        draft = writer.append(DraftBegun(rubric="lechang-2023", base=rubric, title="明年的")).seq
        writer.append(DraftSaved(draft=draft, path="rubric.yaml", revision=1, blob=card))
        writer.append(DraftSaved(draft=draft, path="rubric.yaml", revision=2, blob=None))
        writer.append(DraftRebased(draft=draft, base=rubric))
        writer.append(DraftMoved(draft=draft, state="open", reason="再改"))
        asked = {"digest": rubric, "rubric": "lechang-2023", "title": "明年的", "base": None, "draft": draft}
        writer.append(VersionAsked(**asked, in_force="2024-01-01", reason="界限变了"))
        writer.append(VersionWithdrawn(digest=rubric, reason="还要改"))
        writer.append(VersionAsked(**asked, in_force="2024-01-01", reason="改好了"))
        writer.append(VersionDecided(digest=rubric, published=True, reason="同意"))
        writer.append(AccountSet(name="zhang", title="张审", role="chief", active=True))
        token = writer.append(TokenMade(account="zhang", title="报表", ends_at="2030-01-01T00:00:00.000+00:00")).seq
        writer.append(TokenEnded(token=token))
