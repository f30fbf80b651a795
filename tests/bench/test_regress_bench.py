"""What lint, proofs, diffs, coverage and mutants cost by the size of a rubric; nothing asserts on seconds (make bench)."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from youju.author.lint import lint_versions
from youju.facts import load_dictionary
from youju.regress.cases import cases_of
from youju.rubric import Versions, dictionary_folder, load_versions, packs

sys.path.append(str(Path(__file__).parents[1] / "regress"))
from edited_rubric import edited, rewritten
from repeated_rubric import repeated

pytestmark = pytest.mark.bench
TIMES = (1, 2, 5, 10)
"""How many times over the rubric is written: 31, 62, 155, 310 indicators."""


def test_cost_by_the_number_of_indicators(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    measured = {size: took for times in TIMES for size, took in [_measured(times, tmp_path / str(times))]}
    smallest = min(measured)
    print(f"\nprocessor seconds (milliseconds an indicator, times that of {smallest} indicators)")
    for what, least in measured[smallest].items():
        told = (
            f"{size}: {took[what]:.2f} s ({1000 * took[what] / size:.1f}, {took[what] / size / (least / smallest):.2f})"
            for size, took in measured.items()
        )
        print(f"{what:<20}", *told, sep="  ")

    assert [31 * times for times in TIMES] == list(measured)


def _measured(times: int, into: Path) -> tuple[int, dict[str, float]]:
    """The number of indicators, and the processor time of each thing by its name."""
    pack = next(pack.folder for pack in packs() if pack.name == "lechang-2023")
    old = repeated(pack, times, into / "old")
    new, other = edited(old, into / "new"), rewritten(old, into / "rewritten")
    dictionary = load_dictionary(dictionary_folder())
    took: dict[str, float] = {}

    def timed(what: str, run: Callable[[], Any]) -> Any:
        started = time.process_time()
        found = run()
        took[what] = time.process_time() - started
        return found

    versions: Versions = timed("load", lambda: load_versions(old, dictionary))
    for what, run in _asked(versions, load_versions(new, dictionary), load_versions(other, dictionary)):
        timed(what, run)
    return len(versions.last.rubric.indicators), took


def _asked(versions: Versions, new: Versions, other: Versions) -> Iterator[tuple[str, Callable[[], Any]]]:
    from youju.regress.coverage import cover
    from youju.regress.diff.diff import diff
    from youju.regress.laws import prove_rubric
    from youju.regress.mutants.run import mutants_of, tried
    from youju.regress.mutants.trial import trial_of

    authored = versions.last
    rubric, cases = authored.rubric, cases_of(authored)

    def compared(after: Versions, kind: str) -> None:
        kinds = Counter(one.kind for one in diff(rubric, after.last.rubric).indicators)
        assert {kind: len(rubric.indicators)} == kinds

    def mutated(name: str) -> None:
        tried(
            authored, mutants_of(authored, name), trial_of(authored, [case for case in cases if case.indicator == name])
        )

    yield "lint", lambda: lint_versions(versions)
    yield "prove", lambda: prove_rubric(rubric)
    yield "diff with itself", lambda: compared(versions, "same")
    yield "diff, all edited", lambda: compared(new, "changed")
    yield "diff, all rewritten", lambda: compared(other, "same")
    yield "cover", lambda: cover(rubric, cases)
    yield "mutate one card", lambda: mutated("procurement-rate")
