"""docs/changing-a-rubric.md carried out: its commands and edits on a copy of docs/next-year. Run this file to write it anew."""

import shutil
import tempfile
from pathlib import Path

import ten_minutes

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "changing-a-rubric.md"


def carried_out(page: str, folder: Path) -> str:
    """The page with every answer as the commands give it."""
    return ten_minutes.carried_out(page, folder, Path(shutil.copytree(DOCS / "next-year", folder / "next-year")))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(carried_out(PAGE.read_text("utf-8"), Path(temporary)), encoding="utf-8")
