"""docs/explanations.md carried out: on the sample, and on the real report where it is at hand. Run to write it anew."""

import os
import tempfile
from pathlib import Path

import ten_minutes
from forked import youju

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanations.md"
SAMPLE = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"
SHARED = Path(os.environ.get("YOUJU_SHARED", ROOT.parent / "shared"))
REAL = SHARED / "reports" / "000_60b6d6bea0f5332f.txt"
REAL_PART = "\n## 一份真实报告上的几段"
REDRAFTED = ("当年实际采购57万元", "当年实际采购59.85万元")
"""What the second draft of the sample says otherwise."""


def carried_out(page: str, folder: Path) -> str:
    """The page with every answer as the commands give it; without the real report its part stays as it is."""
    work = folder / "work"
    work.mkdir()
    for name in ("sample", "real"):
        (folder / name).mkdir()
    _prepare(work)
    made_up, mark, real = page.partition(REAL_PART)
    made_up = ten_minutes.carried_out(made_up, folder / "sample", work)
    if REAL.exists():
        (work / "真实报告.txt").symlink_to(REAL)
        real = ten_minutes.carried_out(real, folder / "real", work)
    return made_up + mark + real


def _prepare(work: Path) -> None:
    """The sample, and the audits of its two drafts, for the page's commands."""
    first = SAMPLE.read_text("utf-8")
    if first.count(REDRAFTED[0]) != 1:
        raise ValueError(f"not a figure of the sample: {REDRAFTED[0]}")
    drafts = {"第一稿": first, "第二稿": first.replace(*REDRAFTED)}
    (work / "报告.md").write_text(first, encoding="utf-8")
    for name, text in drafts.items():
        (work / f"{name}.md").write_text(text, encoding="utf-8")
        (work / f"{name}.json").write_text(youju("audit", f"{name}.md", "--json", cwd=work).stdout, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(carried_out(PAGE.read_text("utf-8"), Path(temporary)), encoding="utf-8")
