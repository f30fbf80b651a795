"""What scoring costs beside reading the same columns and writing as much, in one run; prints, asserts no seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from youju.population import columns_of, rubric_query
from youju.rubric import Rubric

pytestmark = pytest.mark.bench
ROWS = 1_000_000


def test_scoring_beside_reading_and_writing(rubric: Rubric, tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from youju.population.corpus.plan import CorpusOptions, plan_of
    from youju.population.corpus.write_polars import write_corpus
    from youju.population.engines import compiled_polars
    from youju.population.engines.polars_columns import scored

    facts, out = tmp_path / "facts.parquet", tmp_path / "scores.parquet"
    write_corpus(plan_of(rubric), CorpusOptions(ROWS, 1), facts)
    names = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    query = rubric_query(rubric, columns_of(rubric.dictionary.facts, names))
    full = query.only(*(f"{card}.{what}" for card in rubric.indicators for what in ("points", "rule")))
    total, table = query.only("total"), pl.scan_parquet(facts)
    table_scored = scored(table, full, "id").collect(engine="streaming")
    counted = pl.all().count()
    runs: dict[str, Callable[[], object]] = {
        "read": lambda: table.select("id", *full.inputs).select(counted).collect(engine="streaming"),
        "write": lambda: table_scored.lazy().sink_parquet(out, engine="streaming"),
        "full": lambda: scored(table, full, "id").sink_parquet(out, engine="streaming"),
        "total": lambda: scored(table, total, "id").select(counted).collect(engine="streaming"),
    }
    if compiled_polars.installed():
        runs["compiled"] = lambda: (
            compiled_polars.scored(table, total, "id").select(counted).collect(engine="streaming")
        )
        started = time.process_time()
        runs["compiled"]()
        print(f"\ncompiled, the first time: {time.process_time() - started:.2f} processor seconds")
    took = dict.fromkeys(runs, float("inf"))
    for _ in range(5):
        for name, run in runs.items():
            # Processor time of all threads: others may be at work on the machine.
            started = time.process_time()
            run()
            took[name] = min(took[name], time.process_time() - started)
    print(f"\n{ROWS:,} departments, {len(rubric.indicators)} cards, processor seconds:", took)
    print(f"full: {took['full'] / (took['read'] + took['write']):.2f} x (read + write)")
    for name in ("total", "compiled"):
        if name in took:
            print(f"{name}: {took[name] / took['read']:.2f} x read")

    assert pl.read_parquet(out).equals(table_scored)
