"""What scoring costs beside reading the same columns and writing as much, in one run; prints, asserts no seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import pytest

from youju.population import columns_of, rubric_query
from youju.rubric import Rubric

pytestmark = pytest.mark.bench
ROWS, ROUNDS, MANY = 1_000_000, 15, 10


def in_turns(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Processor and wall seconds of each, in as many rounds. Processor time of all threads: others may be at work."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            begun, started = time.process_time(), time.perf_counter()
            run()
            took[name].append((time.process_time() - begun, time.perf_counter() - started))
    return took


def beside(one: list[tuple[float, float]], *others: list[tuple[float, float]]) -> str:
    """How many times as long one took as others together: of each round, then the median, since clocks of a machine
    that is shared drift by a quarter."""
    ratios = [
        [mine[at] / sum(other[at] for other in rest) for mine, *rest in zip(one, *others, strict=True)] for at in (0, 1)
    ]
    return f"{median(ratios[0]):.2f} x by processor time, {median(ratios[1]):.2f} x by the clock"


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
        runs["compiled full"] = lambda: compiled_polars.scored(table, full, "id").sink_parquet(out, engine="streaming")
        started = time.process_time()
        runs["compiled"]()
        print(f"\ncompiled, the first time: {time.process_time() - started:.2f} processor seconds")
    took = in_turns(runs, ROUNDS)
    least = {name: round(min(cpu for cpu, _ in seconds), 2) for name, seconds in took.items()}
    print(f"\n{ROWS:,} departments, {len(rubric.indicators)} cards, least processor seconds of {ROUNDS}: {least}")
    print(f"full: {beside(took['full'], took['read'], took['write'])} (read + write)")
    for name in ("total", "compiled"):
        if name in took:
            print(f"{name}: {beside(took[name], took['read'])} (read)")
    if "compiled full" in took:
        print(f"compiled full: {beside(took['compiled full'], took['read'], took['write'])} (read + write)")

    assert pl.read_parquet(out).equals(table_scored)


def test_totals_of_ten_million_with_compiling(rubric: Rubric, tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from youju.population.corpus.plan import CorpusOptions, plan_of
    from youju.population.corpus.write_polars import write_corpus
    from youju.population.engines import compiled, compiled_polars

    if not compiled_polars.installed():
        pytest.skip("the extra `compiled` is not installed")
    facts = tmp_path / "facts.parquet"
    write_corpus(plan_of(rubric), CorpusOptions(ROWS, 1), facts)
    names = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    total = rubric_query(rubric, columns_of(rubric.dictionary.facts, names)).only("total")
    table, counted = pl.scan_parquet([facts] * MANY), pl.all().count()

    def anew() -> int:
        compiled.compiled.cache_clear()
        made = compiled_polars.scored(table, total, "id").select(counted).collect(engine="streaming")
        return int(made["id"][0])

    took = in_turns(
        {
            "read": lambda: table.select("id", *total.inputs).select(counted).collect(engine="streaming"),
            "compiled anew": anew,
        },
        5,
    )
    print(f"\n{MANY * ROWS:,}, compiled anew each time: {beside(took['compiled anew'], took['read'])} (read)")

    assert MANY * ROWS == anew()
