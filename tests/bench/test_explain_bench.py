"""What explanations of a loaded report cost, as benchmarks of one run and as ratios to one another (make bench)."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from youju.audit import Audit, audit
from youju.audit.record import to_record
from youju.explain import why
from youju.explain.ask import ask
from youju.explain.certify import certify, explained
from youju.explain.compare import compare
from youju.explain.ranges import range_of
from youju.explain.regain import regain
from youju.explain.tell import long, short
from youju.explain.what_if import Scenario, play, what_if
from youju.explain.why_not import why_not
from youju.ledger.explained import verify_explanation
from youju.report import Document
from youju.report.read import read_bytes
from youju.rubric import Rubric
from youju.source import canonical
from youju.structs import replace

pytestmark = [pytest.mark.bench, pytest.mark.benchmark(group="explain")]
ONE = "procurement-rate"
ASSUMED = {"在职人数": Fraction(41)}


def told(found: Audit, name: str) -> str:
    """The short and the long text of why, in Chinese."""
    explained_one = why(found, name)
    return "\n".join(one.text("zh") for one in (*short(explained_one), *long(explained_one)))


def all_of_it(found: Audit) -> list[object]:
    """Why, range and regain of every indicator."""
    return [(told(found, name), range_of(found, name), regain(found, name)) for name in found.rubric.indicators]


def certified(found: Audit) -> bytes:
    return canonical(certify(found, [explained(found, name) for name in found.rubric.indicators]))


def empty_of(rubric: Rubric) -> Audit:
    return audit(read_bytes("# 2023年度部门整体支出绩效自评报告\n\n本部门。\n".encode(), "empty.md"), rubric, "exact")


def fresh(found: Audit) -> Audit:
    """The same audit with nothing worked out from it yet."""
    return replace(found)


ASKED: dict[str, Callable[[Audit], object]] = {
    "why one, short and long": lambda found: told(found, ONE),
    "regain one": lambda found: regain(found, ONE),
    "why not one": lambda found: why_not(found, ONE),
    "range of one": lambda found: range_of(found, ONE),
    "all 31: why, range, regain": all_of_it,
    "ask": ask,
    "what if, one": lambda found: what_if(found, ASSUMED),
    "what if, a sheet of 100": lambda found: [
        play(found, Scenario(str(n), {"在职人数": Fraction(n)})) for n in range(100)
    ],
    "certificate of all 31, made": lambda found: certified(found),
    "certificate of all 31, made and checked": lambda found: verify_explanation(certified(found)),
    "compare": lambda found: compare(to_record(found), to_record(found)),
}


@pytest.mark.parametrize("what", ASKED)
def test_a_loaded_report(benchmark: Any, sample_audit: Audit, what: str) -> None:
    """Each round asks of an audit of which nothing is worked out yet; the first import of a solver is not counted."""
    ASKED[what](sample_audit)

    benchmark.pedantic(ASKED[what], setup=lambda: ((fresh(sample_audit),), {}), rounds=3)

    assert benchmark.stats["rounds"] == 3


def test_ask_of_a_report_that_says_nothing(benchmark: Any, rubric: Rubric) -> None:
    found = empty_of(rubric)

    assert benchmark.pedantic(ask, setup=lambda: ((fresh(found),), {}), rounds=3).questions


def test_the_ratios_to_one_audit(sample: Document, rubric: Rubric, capsys: pytest.CaptureFixture[str]) -> None:
    def seconds(run: Callable[[], object]) -> float:
        began = time.process_time()
        run()
        return time.process_time() - began

    found = audit(sample, rubric, "exact")
    for one in ASKED.values():
        one(found)
    whole = min(seconds(lambda: audit(sample, rubric, "exact")) for _ in range(3))
    taken = {name: min(seconds(lambda one=one: one(fresh(found))) for _ in range(3)) for name, one in ASKED.items()}
    with capsys.disabled():
        print(f"\none audit: {whole * 1000:.0f} ms")
        for name, took in taken.items():
            print(f"  {name}: {took * 1000:.1f} ms = {took / whole:.2f} × one audit")

    assert taken.keys() == ASKED.keys()
