"""Every verdict of `rubric prove` and `rubric diff`, put to cvc5: `none` is unsat, and values are sat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain

import pytest

pytest.importorskip("z3")
pytest.importorskip("cvc5")
from second_solver import Tally, overheard, unsettled
from verdicts import Verdicts, faulty_proofs, real_verdicts, seeded_diffs, seeded_proofs


def confirmed(verdicts: Iterable[Verdicts], every: int = 1) -> Tally:
    """What cvc5 says of the questions asked, or of each `every`-th of them; told piece by piece as they end."""
    total = Tally.new()
    for name, ask in verdicts:
        tally = Tally.new()
        with overheard() as heard:
            ask()
        tally.hear(heard[::every])
        print(f"{name}\n{tally.told()}", flush=True)
        total.add(tally)
    print(f"all\n{total.told()}", flush=True)
    return total


def test_verdicts_on_seeded_rubrics_are_confirmed() -> None:
    print()
    tally = confirmed(chain(seeded_proofs(), seeded_diffs()), every=3)

    assert ({}, []) == (unsettled(tally), tally.wrong)
    assert 0 < tally.counts["unsat: confirmed"] < sum(tally.counts.values())


@pytest.mark.evidence
def test_every_verdict_of_prove_and_diff_is_confirmed() -> None:
    print(f"\n{datetime.now(UTC):%Y-%m-%d}  every question behind the verdicts of rubric prove and rubric diff")
    tally = confirmed(chain(seeded_proofs(), faulty_proofs(), seeded_diffs(), real_verdicts()))

    assert ({}, []) == (unsettled(tally), tally.wrong)
