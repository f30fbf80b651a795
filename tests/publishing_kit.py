"""A store with audits of made reports, drafts begun and saved by their events, and people of each role."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from tests.conftest import SAMPLE

from youju.desk.desk import Desk
from youju.desk.intake import run, take_in
from youju.desk.publishing import Asking, ask, weigh
from youju.desk.versions import current
from youju.desk.who import User
from youju.store.events import DraftBegun, DraftSaved
from youju.store.tables import DRAFT_FILES

RUBRIC = "lechang-2023"
CHIEF, POLICY, AUDITOR = (User(name, name, name) for name in ("chief", "policy", "auditor"))
OTHER = User("chief-2", "chief-2", "chief")
CARD = "indicators/execution/procurement-rate.yaml"
WHOLE = "cases/everything-in-order.yaml"
# Who buys 95 % of the plan wins 90.25 % of 2 points, 1.81 when rounded, instead of 1.9; the cases say so, too.
_SQUARED = {
    CARD: {
        "points: weight * 采购执行率": "points: weight * 采购执行率 * 采购执行率",
        "points: 1.6,": "points: 1.28,",
        "points: 1.33,": "points: 0.89,",
        "points: 1.5,": "points: 1.13,",
    },
    WHOLE: {"execution: 41.78": "execution: 41.69", "{points: 1.9, rule": "{points: 1.81, rule"},
}


def report(mark: str, year: int = 2023) -> bytes:
    """The sample report with a mark of its own, about a fiscal year."""
    return SAMPLE.read_text("utf-8").replace("2023", str(year)).encode() + f"\n（{mark}）\n".encode()


def audited(desk: Desk, name: str, data: bytes) -> int:
    """An audit of a report that has been made."""
    audit = take_in(desk, AUDITOR, name, data, RUBRIC)
    run(desk, AUDITOR, audit)
    return audit


def newest(desk: Desk) -> str:
    """The digest of the version published last."""
    with desk.store.reading() as connection:
        return current(connection, RUBRIC)[RUBRIC]


def begin(desk: Desk, base: str | None = None) -> int:
    """A draft begun from a version, the newest where none is named."""
    with desk.store.writing(POLICY.name) as writer:
        return writer.append(DraftBegun(rubric=RUBRIC, base=base or newest(desk), title="草稿")).seq


def save(desk: Desk, draft: int, files: Mapping[str, str]) -> None:
    """Saves texts in a draft, each over what is there."""
    for path, text in files.items():
        blob = desk.store.blobs.put(text.encode())
        with desk.store.writing(POLICY.name) as writer:
            here = (DRAFT_FILES.c.draft == draft) & (DRAFT_FILES.c.path == path)
            revision = writer.connection.execute(select(DRAFT_FILES.c.revision).where(here)).scalar() or 0
            writer.append(DraftSaved(draft=draft, path=path, revision=revision + 1, blob=blob))


def text_of(desk: Desk, path: str) -> str:
    """A file of the newest version."""
    return (desk.pack(newest(desk)) / path).read_text("utf-8")


def squared(desk: Desk) -> dict[str, str]:
    """The files of a stricter card of procurement, whole with its cases."""
    return {path: _edited(text_of(desk, path), edits) for path, edits in _SQUARED.items()}


def _edited(text: str, edits: Mapping[str, str]) -> str:
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    return text


def asked(desk: Desk, draft: int, in_force: str = "2023-01-01", user: User = POLICY) -> str:
    """A draft that is whole asked to be published as it is now; its digest."""
    digest = weigh(desk, draft).digest
    ask(desk, user, draft, Asking(digest, "新版", "为了试验", in_force))
    return digest


def folder_of(desk: Desk, digest: str) -> Path:
    """The folder of a version, for the command line."""
    return desk.pack(digest)
