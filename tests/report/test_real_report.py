"""The shared real report, where it is at hand: what its structure must be, none of its prose."""

import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from youju.report import Folded, fold, outline, read

SHARED = Path(os.environ.get("YOUJU_SHARED", Path(__file__).parents[2] / ".." / "shared"))
REPORTS = sorted((SHARED / "reports").glob("*.txt")) if (SHARED / "reports").is_dir() else []


@pytest.fixture(params=REPORTS or [pytest.param(None, marks=pytest.mark.skip("no shared reports"))])
def report(request: pytest.FixtureRequest) -> Folded:
    return fold(read(request.param))


def test_six_chapters_and_three_weighed_sections_are_found(report: Folded) -> None:
    levels = Counter(heading.level for heading in outline(report))
    sections = [int(h.weight) for h in outline(report) if h.level == 2 and h.weight]

    assert levels[1] == 6
    assert sections == [28, 42, 30]


def test_no_paragraph_breaks_inside_a_sentence(report: Folded) -> None:
    starts = {heading.start for heading in outline(report)}
    paragraphs = report.text.split("\n")
    at, broken = 0, []
    for paragraph, following in pairwise(paragraphs):
        whole = paragraph[-1] in "。：)" or at in starts or "：" in paragraph or at + len(paragraph) + 1 in starts
        broken += [] if whole else [(paragraph[-3:], following[:3])]
        at += len(paragraph) + 1

    # Only the lines above the fields: the number of the annex.
    assert len(broken) <= 1


def test_every_character_leads_back_to_the_report(report: Folded) -> None:
    letters = [at for at, char in enumerate(report.text) if "\u4e00" <= char <= "\u9fff"]
    text = report.document.text

    assert [report.text[at] for at in letters] == [text[report.origin[at]] for at in letters]
    assert len(letters) == sum("\u4e00" <= char <= "\u9fff" for char in text)
