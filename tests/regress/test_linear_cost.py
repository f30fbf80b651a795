"""What proofs, diffs and coverage cost grows in line with the indicators: counted, so that no clock has a say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edited_rubric import edited, rewritten
from repeated_rubric import repeated

from youju.prove.solver import Solver
from youju.regress.cases import cases_of
from youju.regress.coverage import cover
from youju.regress.diff.diff import diff
from youju.regress.laws import prove_rubric
from youju.rubric import Versions, dictionary_of, load_versions

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"
TIMES = (1, 4)
"""How many times over its indicators are written."""
Three = tuple[Versions, Versions, Versions]


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> list[Three]:
    """At each size the rubric as it is, with every card edited, and with every card rewritten."""
    pytest.importorskip("z3")
    dictionary, made = dictionary_of(EXAMPLE), list[Three]()
    for times in TIMES:
        into = tmp_path_factory.mktemp("sizes")
        old = repeated(EXAMPLE, times, into / "old")
        new, other = edited(old, into / "edited"), rewritten(old, into / "rewritten")
        first, second, third = (load_versions(folder, dictionary) for folder in (old, new, other))
        made.append((first, second, third))
    return made


def counted(monkeypatch: pytest.MonkeyPatch, of: Any, name: str, run: Callable[[], Any]) -> int:
    """How often something is called."""
    calls, called = list[None](), getattr(of, name)

    def counting(*given: Any) -> Any:
        calls.append(None)
        return called(*given)

    with monkeypatch.context() as patched:
        patched.setattr(of, name, counting)
        run()
    return len(calls)


def diffed(old: Versions, new: Versions) -> Any:
    return diff(old.last.rubric, new.last.rubric)


@pytest.mark.parametrize(
    ("run", "asks"),
    [
        pytest.param(lambda one: prove_rubric(one[0].last.rubric), True, id="prove"),
        pytest.param(lambda one: diffed(one[0], one[1]), True, id="diff of edited cards"),
        pytest.param(lambda one: diffed(one[0], one[2]), True, id="diff of rewritten cards"),
        pytest.param(lambda one: diffed(one[0], one[0]), False, id="diff with itself"),
        pytest.param(lambda one: cover(one[0].last.rubric, cases_of(one[0].last)), True, id="cover"),
    ],
)
def test_a_rubric_of_any_size_asks_as_many_questions_an_indicator(
    monkeypatch: pytest.MonkeyPatch, sizes: list[Three], run: Callable[[Three], Any], asks: bool
) -> None:
    small, large = (counted(monkeypatch, Solver, "ask", lambda one=one: run(one)) for one in sizes)

    assert asks == (small > 0)
    assert TIMES[1] * small == large * TIMES[0]
