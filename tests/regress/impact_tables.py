"""Tables of facts for an impact: Parquet in our own form, written from values in base units."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from youju.population.table.headings import wanted
from youju.regress.impact import TableImpact, table_impact
from youju.rubric import Rubric
from youju.source import fraction_text


def written(path: Path, rubric: Rubric, rows: Sequence[Mapping[str, Any]]) -> Path:
    """A table whose rows hold whole steps of the facts that a rubric reads, `id`, `county` and `year` as given."""
    specs = wanted(rubric)
    names = dict.fromkeys(name for row in rows for name in row)
    steps = {name: fraction_text(specs[name].step or 1) for name in names if name in specs}
    frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in names})
    frame.write_parquet(path, metadata={"youju": json.dumps({"table": "facts", "steps": steps})})
    return path


def impact_on_table(old: Rubric, new: Rubric, path: Path, sample: int = 0) -> TableImpact:
    """The impact on a table."""
    with table_impact(old, new, path, sample) as (found, _):
        return found
