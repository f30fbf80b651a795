"""Where things are that tests read: this working copy, the sample report, the folder beside the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("YOUJU_SHARED", ROOT.parent / "shared"))
SAMPLE = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"
