"""Ids that stand in several rows, found without holding every id."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from typing import Final

import polars as pl

from youju.population.table.source_polars import Source, id_in

HELD: Final = 1 << 22
"""So many keys of eight bytes are held at once; more are looked at in several passes over the ids."""
_SPAN: Final = {"rows": pl.Int64(), "plain": pl.Boolean()}


def duplicated(source: Source) -> pl.Series:
    """The ids of several rows, sorted. Where every chunk is in order and no two overlap, as in most files, no id is
    held; else as many at once as `HELD`."""
    spans = _spans(source)
    if not spans["plain"].all() or _overlap(spans):
        return _searched(source, max(1, -(-int(spans["rows"].sum()) // HELD)))
    return pl.Series("id", [], source.id_dtype)


def among(ids: pl.Series, twice: pl.Series) -> pl.Series:
    """Which of some ids are among others that are sorted: a search for each, however many those are."""
    at = twice.search_sorted(ids, side="left")
    found = twice.gather(at.clip(upper_bound=len(twice) - 1))
    return (found == ids).fill_null(False)


def _spans(source: Source) -> pl.DataFrame:
    """The least and the greatest id of each chunk, and whether it rises from one to the other without a repeat."""
    schema = pl.Schema({**_SPAN, "least": source.id_dtype, "most": source.id_dtype})

    def span(chunk: pl.DataFrame) -> pl.DataFrame:
        ids = chunk["id"].drop_nulls()
        rises = bool((ids.slice(1) > ids.slice(0, max(len(ids) - 1, 0))).all())
        return pl.DataFrame([(len(ids), rises, ids.min(), ids.max())], schema=schema, orient="row")

    return _collected(source.frame.select(id_in(source)).map_batches(span, schema=schema, streamable=True))


def _overlap(spans: pl.DataFrame) -> bool:
    held = spans.filter(pl.col("rows") > 0).sort("least")
    return bool((held["least"].slice(1) <= held["most"].slice(0, max(len(held) - 1, 0))).any())


def _searched(source: Source, passes: int) -> pl.Series:
    """What stands twice, among so many parts of the ids one after the other."""
    ids = source.frame.select(id_in(source)).filter(pl.col("id").is_not_null())
    key = pl.col("id") if source.id_dtype == pl.Int64 else pl.col("id").hash()
    again: list[pl.Series] = []
    for part in range(passes):
        mine = (
            ids.select(key.alias("id")).filter(pl.col("id").hash(7) % passes == part) if passes > 1 else ids.select(key)
        )
        keys = _collected(mine).to_series().sort()
        again.append(keys.filter((keys == keys.shift(1)).fill_null(False)).unique())
    found = pl.concat(again).sort()
    if source.id_dtype == pl.Int64 or not len(found):
        return found if source.id_dtype == pl.Int64 else pl.Series("id", [], pl.String)
    # Two ids may have one hash: those that do are compared themselves.
    held = ids.map_batches(lambda chunk: chunk.filter(among(chunk["id"].hash(), found)), streamable=True)
    return _collected(held.group_by("id").len().filter(pl.col("len") > 1).select("id")).to_series().sort()


def _collected(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.collect(engine="streaming")
