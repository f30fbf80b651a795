"""The words that a DMN file and a rubric share: namespaces, hit policies, columns of notes, marks of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MODEL: Final = "https://www.omg.org/spec/DMN/{}/MODEL/"
"""The namespace of a version; the version stands in it as a date."""
VERSIONS: Final[Mapping[str, str]] = {"1.5": "20230324", "1.3": "20191111"}
"""The versions that can be written. Nothing that is written here differs between them but the namespaces."""
OURS: Final = "urn:youju:dmn:1"
"""The namespace of our marks: what DMN has no place for, kept so that a table comes back as the card it was."""

HIT_POLICIES: Final[Mapping[str, str]] = {"first": "FIRST", "unique": "UNIQUE", "sum": "COLLECT"}
NOTES: Final = ("规则 rule", "说明 zh", "because en", "依据 basis")
"""The columns beside a table's rows: the rule's id, its wording in both languages, what it rests on."""
TYPES: Final[Mapping[str, str]] = {"number": "number", "boolean": "boolean", "text": "string"}
"""The type of a DMN variable for each kind of value."""
_BASIS: Final = re.compile(r"(stated|elsewhere|assumed): (.+?)(?: @(\S+))?")


def told_basis(mark: str, text: str, source: str | None) -> str:
    """A basis as one line of the column of bases: `assumed: 按比例得分 @source`."""
    plain = text.replace("\\", "\\\\").replace("\n", "\\n").replace(" @", " \\@")
    return f"{mark}: {plain}" + (f" @{source}" if source else "")


def read_basis(line: str) -> tuple[str, str, str]:
    """Mark, text and source of a line that `told_basis` wrote; any other line is an assumption."""
    found = _BASIS.fullmatch(line.strip())
    if found is None:
        return "assumed", line.strip(), ""
    text = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], found[2])
    return found[1], text, found[3] or ""
