"""A small rubric of two indicators and its edited self, and corpora of a few files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.small_rubrics import build, card

from youju.regress.impact import Impact, impact_of, read_corpus
from youju.rubric import Rubric

FACTS = {"计划数": "money", "完成数": "money", "办结率": "percent", "已公开": "boolean"}


def rubric(line: str = "90%", open_points: str = "weight", share_points: str = "weight", **more: str) -> Rubric:
    """Marks for a share done of at least `line`, else half; and marks for being open; `more` facts may be added."""
    share = card(
        "办结",
        "6",
        {"reached": (f"比率 >= {line}", share_points), "short": (f"比率 < {line}", "weight / 2")},
        let={"比率": {"from": "完成数 / 计划数", "stated": "办结率"}},
        open=[{"when": "计划数 = 0", "because": {"zh": "没有计划", "en": "nothing planned"}}],
    )
    seen = card("公开", "4", {"open": ("已公开", open_points), "closed": ("not(已公开)", "0")})
    return build({**FACTS, **more}, [share, seen])


def sheet(**facts: str) -> str:
    """A sheet of handed-in facts as CSV."""
    return "".join(f"{name},{value},账册\n" for name, value in {"事实": "取值", **facts}.items()).replace(
        "取值,账册", "取值,来源"
    )


def done(percent: int) -> str:
    """The sheet of a department that is open and did so many percent of what it planned."""
    return sheet(计划数="100 元", 完成数=f"{percent} 元", 已公开="是")


def laid(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def moved(folder: Path, old: Rubric, new: Rubric) -> Impact:
    """The impact on what is in a folder, or in a file."""
    return impact_of(old, new, read_corpus(folder, (old, new)))
