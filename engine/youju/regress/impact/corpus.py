"""A corpus: departments with all that a score of each needs, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from youju.author.handed.lines import Trouble
from youju.facts import Claim, FactRuling, Passage, Reading, Rulings, Statement
from youju.report import Document
from youju.rubric import Rubric
from youju.structs import Struct

Kind = Literal["sheet", "row", "record", "report"]
"""A sheet of handed-in facts, a row of a table of departments, a saved audit, a report."""
Sides = tuple[Rubric, Rubric]
"""The old rubric and the new one."""


class Material(Struct):
    """What is known of a department in the terms of one rubric: all that the passes after reading ask for."""

    document: Document
    reading: Reading
    rulings: Rulings | None = None


class Saved(Struct):
    """What a saved audit came to: by which rubric, and the points of each indicator, cuts of caps included."""

    digest: str
    points: Mapping[str, Fraction]


class Note(Struct):
    """A remark on a department that does not keep it from being scored, under a code with a page."""

    code: str
    zh: str
    en: str


class Department(Struct):
    """A department under both rubrics; `file` is its path within the corpus, `line` its row of a table.

    `saved` is there for a saved audit: who scores it again by the same rubric must come to the same points.
    """

    name: str
    file: str
    kind: Kind
    before: Material
    after: Material
    line: int | None = None
    saved: Saved | None = None
    notes: tuple[Note, ...] = ()


class Reason(Struct):
    """Why something was not read: a code with a page, and the place within the file (empty: all of it)."""

    code: str
    zh: str
    en: str
    place_zh: str = ""
    place_en: str = ""


class Unread(Struct):
    """A file, or a row of a table, that is no part of what was scored, and every reason."""

    file: str
    reasons: tuple[Reason, ...]
    line: int | None = None


class Corpus(Struct):
    """The departments in order of their files, what was not read, and how many files only export or amend others."""

    departments: tuple[Department, ...]
    unread: tuple[Unread, ...] = ()
    beside: int = 0


def silent(
    rubric: Rubric,
    document: Document,
    rulings: Mapping[str, FactRuling],
    claims: Mapping[str, Claim],
    statements: tuple[Statement, ...] = (),
    total: Fraction | None = None,
) -> Material:
    """The material of a department without its report: what is given, and beside it what the dictionary declares.

    Nothing is known of what the report leaves out, so every indicator counts as spoken of, as in a case of a card.
    """
    spoken = {one.id: Passage(one.id, one.title.zh, 0, 0, 0) for one in rubric.indicators.values()}
    totals = () if total is None else (Claim("score", total, ()),)
    own = {name: claim for name, claim in claims.items() if name in rubric.indicators}
    return Material(document, Reading(spoken, own, totals, statements), Rulings(document.sha256, rulings))


def reason_of(trouble: Trouble) -> Reason:
    """A mistake in a sheet or a table as a reason."""
    spot = trouble.spot
    return Reason(trouble.code, trouble.zh, trouble.en, spot.label("zh"), spot.label("en"))
