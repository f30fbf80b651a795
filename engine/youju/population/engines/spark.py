"""The one place that knows Spark: the SQL of a query over a table in Parquet, on one machine or many. It is imported
when first asked for.
"""

# What Spark gives back is `Any` to its types: pyspark is an extra. It leaves this file as whole numbers only.
from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from youju.population.columns.card import Column
from youju.population.columns.query import Query
from youju.population.engines.dialects import tree_of, written
from youju.population.engines.sql import TooLarge
from youju.population.errors import ColumnKind, Overflow
from youju.source import CodedError
from youju.structs import Struct

MEANING: Final = {
    # An overflow is an error and not NULL or a number that wrapped round.
    "spark.sql.ansi.enabled": "true",
    # Names of facts may differ in case only.
    "spark.sql.caseSensitive": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
}
"""What a session must have set, or numbers and names would mean something else."""
TUNING: Final = {
    # Steps of over 100 columns are never joined into one method, and narrower ones are too large for Java to compile.
    "spark.sql.codegen.wholeStage": "false",
}
"""How code is made; what was tried stands in docs/performance.md."""
LOCAL: Final = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""For a session made here on one machine: no page, no port that others reach."""
WHOLE: Final = frozenset({"tinyint", "smallint", "int", "bigint"})
KINDS: Final = {"truth": "boolean", "text": "string"}
TABLE: Final = "youju_facts"


class Scored(Struct):
    """How many rows have scores, and how many were refused because a number is outside of its column's bounds."""

    rows: int
    rejected: int


def session_on(master: str, **settings: str) -> Any:
    """A session on a master such as `local[2]`. Raises CodedError (`spark-missing`) without pyspark or Java 17."""
    try:
        sql, errors = import_module("pyspark.sql"), import_module("pyspark.errors")
    except ModuleNotFoundError:
        zh = "没有安装 pyspark，请先运行 pip install 'youju[spark]'"
        raise CodedError("spark-missing", zh, "no pyspark here: pip install 'youju[spark]'") from None
    builder = sql.SparkSession.builder.master(master)
    for name, value in {**(LOCAL if master.startswith("local") else {}), **settings}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except errors.PySparkRuntimeError as error:
        # Every way in which Java does not start, too old a version included, ends in this condition.
        if error.getCondition() != "JAVA_GATEWAY_EXITED":
            raise
        zh = "Spark 启动不了 Java，要 17 或更高的版本（JAVA_HOME 或 PATH 里的 java）"
        raise CodedError("spark-missing", zh, "Spark cannot start Java: version 17 or later is needed") from None


def score_on_spark(
    session: Any,
    facts: str,
    query: Query,
    keys: tuple[str, ...],
    out: str,
    tuning: Mapping[str, str] = TUNING,
) -> Scored:
    """Scores a table in Parquet into a folder of Parquet, which must not be there.

    `session` is one of Spark's, or the name of a master; its own settings stay as they are. Rows with a number outside
    of the bounds of its column are not scored: their keys and the columns read go to the folder `out` + `.rejected`.
    `tuning` are settings that change how long it takes and nothing else.
    Raises ColumnKind before anything is read; Overflow, where a number outgrows its width: then there are no scores.
    """
    own = (session_on(session) if isinstance(session, str) else session).newSession()
    for name, value in {**tuning, **MEANING}.items():
        own.conf.set(name, value)
    own.udf.register("gcd", _gcd, "decimal(38,0)")
    table = own.read.parquet(facts)
    _require(query, dict(table.dtypes))
    functions, seen = import_module("pyspark.sql.functions"), import_module("pyspark.sql").Observation()
    within = functions.expr(within_bounds(query))
    counts = functions.count(functions.lit(1)).alias("rows"), functions.count_if(~within).alias("rejected")
    table.observe(seen, *counts).where(within).createOrReplaceTempView(TABLE)
    try:
        text = written(tree_of(query, TABLE, *keys), "spark")
        own.sql(text).write.parquet(out)
    except TooLarge:
        raise Overflow("a constant of more than 128 bits") from None
    except import_module("pyspark.errors").ArithmeticException as error:
        raise Overflow(str(error)) from None
    rows, rejected = int(seen.get["rows"]), int(seen.get["rejected"])
    if rejected:
        read = [functions.col(_quoted(name)) for name in (*keys, *query.inputs)]
        table.where(~within).select(*read).write.parquet(f"{out}.rejected")
    return Scored(rows - rejected, rejected)


def within_bounds(query: Query) -> str:
    """A condition in Spark's words, never NULL: every number that is known lies in the bounds of its column, on which
    all widths rest."""
    ends = [(_quoted(one.name), *one.bounds) for one in query.inputs.values() if one.node.kind == "whole"]
    return " AND ".join(f"coalesce({name} BETWEEN {low} AND {high}, TRUE)" for name, low, high in ends) or "TRUE"


def _require(query: Query, found: dict[str, str]) -> None:
    """Looks at the types of the columns that are read: others would be rounded as they are read."""
    for name, column in query.inputs.items():
        if not _fits(column, found.get(name, "missing")):
            raise ColumnKind(name, KINDS.get(column.node.kind, "a whole number"), found.get(name, "missing"))


def _fits(column: Column, kind: str) -> bool:
    if column.node.kind != "whole":
        return kind == KINDS[column.node.kind]
    return kind in WHOLE or (kind.startswith("decimal(") and kind.endswith(",0)"))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _gcd(one: Decimal | int | None, other: Decimal | int | None) -> Decimal | None:
    """Spark has no greatest common divisor of its own."""
    return None if one is None or other is None else Decimal(math.gcd(int(one), int(other)))
