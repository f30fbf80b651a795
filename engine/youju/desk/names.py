"""Names of files as others gave them, made fit to be kept and shown."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
"""Characters of a name; the ending of a longer one is kept."""
NAMELESS = "未命名"


def kept_name(given: str) -> str:
    """A name without folders, without characters that control or turn text, not too long, and never empty."""
    text = given.encode("utf-8", "replace").decode().replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = " ".join(shown.split()).strip(". ") or NAMELESS
    ending = PurePosixPath(name).suffix[:12]
    return name if len(name) <= LONGEST else name[: LONGEST - len(ending) - 1] + "…" + ending
