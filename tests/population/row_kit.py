"""Tables of scores for tests, made as the frame of the columns says: by Polars, with the rubric in the metadata."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from youju.facts import Fact
from youju.feel import UNKNOWN, show_number
from youju.population import columns_of, rubric_query
from youju.population.corpus.plan import CorpusOptions, plan_of
from youju.population.corpus.write_polars import write_corpus
from youju.population.engines.polars_columns import scored
from youju.population.table.facts import open_facts
from youju.rubric import Rubric
from youju.source import canonical


def write_scores(facts: Path, rubric: Rubric, out: Path) -> Path:
    """The scores of a file of facts."""
    with open_facts(facts, rubric) as table:
        query = rubric_query(rubric, columns_of(rubric.dictionary.facts, table.columns))
        keys = [name for name in ("id", "county", "year") if name in table.frame.collect_schema().names()]
        frame = scored(table.frame, query, *keys).collect()
    kept = [name for name in frame.columns if ".exact." not in name and ".weight." not in name]
    steps = {name: show_number(step) for name, step in query.steps.items()}
    told = {"table": "scores", "rubric": rubric.id, "digest": rubric.digest, "steps": steps}
    frame.select(kept).write_parquet(out, metadata={"youju": canonical(told).decode()})
    return out


def write_boundary(rubric: Rubric, rows: int, out: Path) -> Path:
    """A made-up corpus, nearly every row on a threshold, a tenth of the facts unknown."""
    options = CorpusOptions(rows, 5, missing=Fraction(1, 10), boundary=Fraction(9, 10), counties=3, years=2)
    write_corpus(plan_of(rubric), options, out)
    return out


def write_facts(facts: dict[str, Fact], rubric: Rubric, out: Path) -> Path:
    """One row of the facts of an audit that its cards read, as figures people write."""
    read = {name for card in rubric.indicators.values() for name in card.facts}
    cells = {name: _cell(facts[name]) for name in sorted(read)}
    lines = [",".join(("编号", *cells)), ",".join(("青禾水利", *cells.values()))]
    out.write_text("\n".join(lines) + "\n", "utf-8")
    return out


def _cell(fact: Fact) -> str:
    value = fact.value
    if value is UNKNOWN:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    unit = fact.spec.shown_unit
    return str(value) if isinstance(value, str) else f"{show_number(value / fact.spec.scale)}{unit}"  # pyright: ignore
