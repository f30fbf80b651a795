"""Where the time of an audit goes, as benchmarks of one run; nothing here asserts on seconds (make bench)."""

from __future__ import annotations

from typing import Any

import pytest

from youju.audit import judge
from youju.audit.run import values_of
from youju.explain import why
from youju.facts import extract, resolve
from youju.firing import available, decider, fire
from youju.report import Document, fold
from youju.rubric import Rubric

pytestmark = pytest.mark.bench


@pytest.mark.benchmark(group="passes")
def test_fold(benchmark: Any, sample: Document) -> None:
    assert benchmark(fold, sample).text


@pytest.mark.benchmark(group="passes")
def test_extract(benchmark: Any, sample: Document, rubric: Rubric) -> None:
    assert benchmark(extract, sample, rubric.dictionary, tuple(rubric.sought())).statements


@pytest.mark.benchmark(group="passes")
def test_judge(benchmark: Any, sample: Document, rubric: Rubric) -> None:
    reading = extract(sample, rubric.dictionary, tuple(rubric.sought()))

    assert benchmark(judge, sample, rubric, reading, "exact").ledger.rows


@pytest.mark.benchmark(group="firing")
@pytest.mark.parametrize("engine", ["exact", "durable"])
def test_fire(benchmark: Any, sample: Document, rubric: Rubric, engine: Any) -> None:
    if engine == "durable" and not available():
        pytest.skip("durable_rules does not import here")
    reading = extract(sample, rubric.dictionary, tuple(rubric.sought()))
    values = values_of(rubric, resolve(rubric.dictionary.facts, reading.statements))

    assert benchmark(fire, rubric, values, decider(rubric, engine)).figures


@pytest.mark.benchmark(group="explain")
def test_why(benchmark: Any, sample_audit: Any) -> None:
    assert benchmark(why, sample_audit, "procurement-rate").steps
