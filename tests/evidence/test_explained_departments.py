"""Whatever explanations claim, tried on the reports at hand and on made-up departments by judges that made none of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from departments import at_hand, made
from tests.conftest import SHARED
from tried import CLAIMS, Tally, tried

from youju.rubric import Rubric

DEPARTMENTS, COMPLETIONS = int(os.environ.get("DEPARTMENTS", "1000")), 20
FEW, COMPLETIONS_OF_FEW = 8, 3


@pytest.mark.parametrize("number", range(FEW))
def test_every_claim_about_a_made_up_department_holds(number: int, rubric: Rubric) -> None:
    assert [] == tried(made(number, rubric), number, COMPLETIONS_OF_FEW).wrong


def test_every_claim_about_the_reports_at_hand_holds() -> None:
    assert [] == [wrong for tally in of_reports(SHARED, COMPLETIONS_OF_FEW) for wrong in tally.wrong]


@pytest.mark.evidence
def test_every_claim_about_all_departments_holds(rubric: Rubric) -> None:
    begun = time.process_time()
    whole, reports = Tally(), list(of_reports(SHARED, COMPLETIONS))
    for one in reports:
        whole.add(one)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        for one, seconds in pool.map(partial(_of_number, rubric=rubric), range(DEPARTMENTS), chunksize=5):
            whole.add(one)
            begun -= seconds
    spent = time.process_time() - begun
    print(
        f"\n{date.today()}  {DEPARTMENTS:,} made-up departments, {len(reports)} reports at hand; {spent:,.0f} s of CPU"
    )
    print(*whole.lines(), sep="\n")

    assert {} == dict(whole.failed)
    assert [] == [claim for claim in CLAIMS if not whole.counts[claim]]
    assert DEPARTMENTS <= whole.counts["tampered refused"]


def of_reports(shared: Path, completions: int) -> Iterator[Tally]:
    for number, department in enumerate(at_hand(shared)):
        yield tried(department, number, completions)


def _of_number(number: int, rubric: Rubric) -> tuple[Tally, float]:
    begun = time.process_time()
    try:
        return tried(made(number, rubric), number, COMPLETIONS), time.process_time() - begun
    except Exception as error:
        raise RuntimeError(f"department {number} broke off") from error
