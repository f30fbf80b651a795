"""The time a PDF takes, from ten pages to a thousand, printed as ratios of one run (make bench)."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from tests.report.pdf_files import Style, pdf_of

from youju.audit import audit
from youju.report import read
from youju.rubric import Rubric

pytestmark = pytest.mark.bench
SIZES = (10, 100, 300, 1000)
# About 900 and 1,700 characters a page, as reports are set and as they could be at most.
STYLES = {900: Style(size=12, leading=28, margin=72), 1700: Style(size=9.5, leading=14.5, margin=72)}
_BODY = (
    "本项指标年初预算1,628.32万元，实际支出1,600.05万元，支出率98.3%，"
    + "各项支出合规，会计核算规范，" * 7
    + "自评得5分。\n"
)


def pages_of(count: int, characters: int) -> bytes:
    """A report of so many pages, each with about so many characters."""
    return pdf_of(_BODY * (count * characters // len(_BODY)), STYLES[characters])


@pytest.mark.parametrize("characters", sorted(STYLES))
def test_reading_is_linear_in_the_pages(characters: int, rubric: Rubric, tmp_path: Path) -> None:
    print(f"\n{'pages':>6} {'characters':>11} {'read s':>8} {'audit s':>8} {'µs a character':>15}")
    costs: list[float] = []
    for count in SIZES if characters == 900 else SIZES[:3]:
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(pages_of(count, characters))
        begun = time.perf_counter()
        document = read(path)
        middle = time.perf_counter()
        audit(document, rubric, "exact")
        ended = time.perf_counter()
        costs.append((middle - begun) / len(document.text) * 1e6)
        print(
            f"{document.pages:>6} {len(document.text):>11} {middle - begun:>8.2f} {ended - middle:>8.2f} {costs[-1]:>15.1f}"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"a character of the longest costs {costs[-1] / costs[1]:.2f} times one of 100 pages; {peak} MiB at most")

    assert min(costs) > 0
