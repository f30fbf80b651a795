"""docs/what-if.md carried out: its commands over the files of the project. Run this file to write it anew."""

import tempfile
from pathlib import Path

import ten_minutes

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "what-if.md"
SHEET = ROOT / "docs" / "example" / "scenarios.csv"


def carried_out(page: str, folder: Path) -> str:
    """The page with every answer as the commands give it."""
    return ten_minutes.carried_out(page, folder, ROOT)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(carried_out(PAGE.read_text("utf-8"), Path(temporary)), encoding="utf-8")
