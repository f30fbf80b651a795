"""SQL of this room in other engines' words: sqlglot turns the tree of one SELECT into their dialects, and whole numbers
of 128 bits, which only DuckDB has, into decimals of 38 digits. It is imported when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import ErrorLevel, exp, parse_one

from youju.population.columns.query import Query
from youju.population.engines.sql import select


def tree_of(query: Query, source: str, *keys: str) -> exp.Expr:
    """The query as a tree. Raises TooLarge."""
    tree = parse_one(select(query, source, *keys), read="duckdb")
    assert isinstance(tree, exp.Select)
    return tree


def written(tree: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """A tree of DuckDB's in another dialect. Raises UnsupportedError where it cannot be said there."""
    if dialect != "duckdb":
        tree = _without_wide(tree.copy())
    return tree.sql(dialect=dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE)


def levels(tree: exp.Expr) -> list[exp.Select]:
    """The SELECTs around each other, from the innermost, which reads the table, out."""
    return list(_inwards(tree))[::-1]


def _inwards(tree: exp.Expr | None) -> Iterator[exp.Select]:
    while isinstance(tree, exp.Select):
        yield tree
        inner = tree.args["from_"].this
        tree = inner.this if isinstance(inner, exp.Subquery) else None


def _without_wide(tree: exp.Expr) -> exp.Expr:
    """Decimals of 38 digits for whole numbers of 128 bits: beyond them an overflow is an error too.

    A division that cuts gives 64 bits in Spark, whatever is divided; of decimals it is written as what remains taken
    off, and divided without a rest.
    """
    wide = [one for one in tree.find_all(exp.DataType) if one.this == exp.DType.INT128]
    for kind in wide:
        kind.replace(_decimal())
    return tree.transform(_divided) if wide else tree


def _divided(node: exp.Expr) -> exp.Expr:
    if not isinstance(node, exp.IntDiv):
        return node
    value, by = (exp.cast(part.copy(), _decimal()) for part in (node.this, node.expression))
    rest = exp.Mod(this=value.copy(), expression=by.copy())
    whole = exp.Div(this=exp.paren(exp.Sub(this=value, expression=rest)), expression=by, typed=False, safe=False)
    return exp.cast(whole, _decimal())


def _decimal() -> exp.DataType:
    return exp.DataType.build("DECIMAL(38, 0)")
