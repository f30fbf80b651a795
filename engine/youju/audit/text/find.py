"""All findings about the text, each kind by its own finder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from youju.audit.finding import Finding
from youju.audit.text.criteria import pasted_criteria
from youju.audit.text.days import days_of, impossible_days
from youju.audit.text.deeds import deeds_after_filing
from youju.audit.text.departments import other_departments
from youju.audit.text.page import Day, Page
from youju.audit.text.periods import periods_cut_off
from youju.audit.text.residue import left_prompts, left_templates
from youju.audit.text.sections import empty_sections
from youju.audit.text.years import wrong_years
from youju.facts import Reading, TextWords, fiscal_year
from youju.report import Document, Folded, Heading, fold, outline
from youju.rubric import Rubric

Finder = Callable[[Page], Iterator[Finding]]
FINDERS: tuple[Finder, ...] = (
    impossible_days,
    deeds_after_filing,
    periods_cut_off,
    left_templates,
    left_prompts,
    pasted_criteria,
    wrong_years,
    other_departments,
    empty_sections,
)
LONGEST_COVER = 1000
_SIGNED_AT = 300


def text_findings(document: Document, rubric: Rubric, reading: Reading) -> Iterator[Finding]:
    """Every finding about the text of a document; linear in it."""
    page = page_of(document, rubric, reading)
    for finder in FINDERS:
        yield from finder(page)


def page_of(document: Document, rubric: Rubric, reading: Reading) -> Page:
    """A document as the finders see it."""
    folded = fold(document)
    headings = outline(folded)
    words = rubric.dictionary.text
    year = fiscal_year(document, rubric.dictionary.fiscal_year)
    cover = min(_first_chapter(folded, headings), LONGEST_COVER)
    filed = _filed(folded, words, cover)
    return Page(folded, headings, words, reading, rubric, cover, year.year if year else None, filed)


def _first_chapter(folded: Folded, headings: tuple[Heading, ...]) -> int:
    """Where the first heading below the title stands."""
    return next((heading.start for heading in headings if heading.level >= 1), len(folded.text))


def _filed(folded: Folded, words: TextWords, cover: int) -> Day | None:
    """The last day that a label of the cover gives, or that stands alone on a line of the cover or of the end."""
    text = folded.text
    found: list[Day] = []
    for start, end in ((0, cover), (max(cover, len(text) - _SIGNED_AT), len(text))):
        for line in text[start:end].split("\n"):
            day = next(days_of(line), None)
            if day is None:
                continue
            label = line[: day.start].rstrip("： ")
            alone = not label and day.end == len(line)
            if (alone or label.endswith(words.filed)) and day.year:
                found.append((day.year, day.month, day.day))
    return max(found, default=None)
