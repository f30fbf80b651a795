"""What it takes to read very many statements of one fact that contradict each other; ratios within one run (make bench)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from youju.audit import audit, choose_rubric
from youju.facts import extract
from youju.report.read import read_bytes
from youju.rubric import Rubric

pytestmark = pytest.mark.bench
SAMPLE = Path(__file__).parents[2] / "facts" / "examples" / "qinghe-water" / "report.md"


def test_four_times_the_conflicting_statements_take_four_times_the_time(rubric: Rubric) -> None:
    """Far above 4 would be a pass that looks at every pair of statements."""
    taken: dict[int, tuple[float, float, float]] = {}
    for times in (12_500, 50_000):
        said = "".join(f"年末在职人员{100 + n}人。\n" for n in range(times))
        document = read_bytes(f"{SAMPLE.read_text('utf-8')}\n四、其他\n{said}".encode(), "conflicting.md")
        began = time.process_time()
        read = extract(document, rubric.dictionary, tuple(rubric.sought()))
        extracted = time.process_time()
        choose_rubric(document, [rubric, rubric])
        chosen = time.process_time()
        found = audit(document, rubric, "exact")
        done = time.process_time()
        taken[times] = extracted - began, chosen - extracted, done - chosen

        assert "conflicting" == found.facts["在职人数"].status
        assert times < len(read.statements)
    for name, few, many in zip(("extract", "choose among two", "audit"), *taken.values(), strict=True):
        print(f"\n{name}: 12,500 {few:.2f} s, 50,000 {many:.2f} s: {many / few:.1f} × the time", end="")
    print(f"\nchoosing among two rubrics takes {taken[50_000][1] / taken[50_000][0]:.1f} × one extraction")
