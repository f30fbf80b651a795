"""The query of a rubric as SQL for people: step after step, each column under the indicator that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp
from sqlglot.optimizer.simplify import simplify_parens

from youju.feel import show_number
from youju.population.columns.card import Column
from youju.population.columns.query import Query
from youju.population.columns.term import Node
from youju.population.engines.dialects import levels, tree_of, written
from youju.population.engines.sql import type_of
from youju.rubric import Rubric

SHARED, TOTAL = "shared", "sum"
TOLD = {SHARED: "多项共用 · read by several indicators", TOTAL: "各项合计 · sums"}
KEY = "id"


def readable_sql(rubric: Rubric, query: Query, table: str, dialect: str) -> str:
    """The query over a table by its name: what it must hold, then the steps, the results last. Raises TooLarge."""
    steps = levels(tree_of(query, exp.to_identifier(table, quoted=True).sql("duckdb"), KEY))
    owners = _owners(rubric, query)
    for number, step in enumerate(steps):
        if number:
            step.set("from_", exp.From(this=exp.to_table(_step(number))))
    for step in steps:
        step.transform(simplify_parens, "duckdb", copy=False)
        _commented(step, rubric, owners)
        _named(step, owners)
    *before, body = steps
    named = [
        exp.CTE(this=step, alias=exp.TableAlias(this=exp.to_identifier(_step(n)))) for n, step in enumerate(before, 1)
    ]
    if named:
        body.set("with_", exp.With(expressions=named))
    return "\n".join([*_header(rubric, query, table, dialect), f"{written(body, dialect, pretty=True)};"])


def _step(number: int) -> str:
    return f"step_{number}"


def _header(rubric: Rubric, query: Query, table: str, dialect: str) -> list[str]:
    exact = {
        "duckdb": "结果与逐个审核相同，由测试核对 · the same as audits, compared by tests",
        "spark": "结果与 DuckDB 相同；须设 spark.sql.ansi.enabled=true · the same as in DuckDB, in ANSI mode",
    }.get(
        dialect,
        "由 sqlglot 译出，没有运行核对过 · translated by sqlglot, not run by tests: compare before relying on it",
    )
    lines = [
        f"{rubric.spec.title.zh} · {rubric.spec.title.en}",
        f"评分标准 rubric  {rubric.id}",
        f"摘要 digest  {rubric.digest}",
        f"方言 dialect  {dialect}：{exact}",
        "",
        f'表 "{table}"：一行一个部门，主键 {KEY}；NULL 是不知道 · a row for each department; NULL is unknown',
        "数都是整数，1 表示下面写的那么多；超出范围的行不能算，先挑出来 · whole numbers, 1 stands for the step;",
        "rows outside of the bounds must be taken out first",
        *(_column(one, rubric.dictionary.facts[name].type, dialect) for name, one in query.inputs.items()),
        "",
        "结果的得分也是整数，1 表示 · points are whole numbers too, of",
        *_steps(query),
    ]
    return ["-- " + line.replace("\n", " ").replace("\r", " ") if line else "--" for line in lines]


def _column(column: Column, kind_of_fact: str, dialect: str) -> str:
    kind = exp.DataType.build(type_of(column.node), dialect="duckdb").sql(dialect)
    if column.node.kind != "whole":
        return f'  "{column.name}"  {kind}'
    low, high = column.bounds
    unit = " 元" if kind_of_fact == "money" else ""
    return f'  "{column.name}"  {kind}  1 = {show_number(column.step)}{unit}  {low} … {high}'


def _steps(query: Query) -> list[str]:
    """What points are multiples of, told once where they share it."""
    kinds = {step: [name for name, one in query.steps.items() if one == step] for step in query.steps.values()}
    most = max(kinds, key=lambda step: len(kinds[step]), default=None)
    return [
        f"  {show_number(step)}  {'其余 all others' if step == most and len(kinds) > 1 else ', '.join(names)}"
        if step != most or len(kinds) > 1
        else f"  {show_number(step)}"
        for step, names in kinds.items()
    ]


def _owners(rubric: Rubric, query: Query) -> Mapping[str, str]:
    """The indicator that each column belongs to which is worked out, by its name; SHARED of several, TOTAL of none."""
    _, steps = query.sheet.levels(query.results)
    readers: dict[str, set[str]] = {}
    for result, value in query.results:
        owner, _, what = result.partition(".")
        if isinstance(value, Node) and what and owner in rubric.indicators:
            for name in value.reads:
                readers.setdefault(name, set()).add(owner)
    for step in reversed(steps):
        for made, value in step.new:
            for name in value.reads:
                readers.setdefault(name, set()).update(readers.get(made, ()))
    made = [name for step in steps for name, _ in step.new]
    return {name: _owner(readers.get(name, set())) for name in made}


def _owner(readers: set[str]) -> str:
    return TOTAL if not readers else SHARED if len(readers) > 1 else next(iter(readers))


def _commented(step: exp.Select, rubric: Rubric, owners: Mapping[str, str]) -> None:
    """Puts the title of an indicator before the first of its columns that are worked out in this step."""
    before = None
    for one in step.expressions:
        name = one.alias
        owner = owners.get(name) or name.partition(".")[0]
        if name and owner != before and (owner in rubric.indicators or name in owners):
            one.add_comments([_title(rubric, owner)])
        before = owner if name else before


def _title(rubric: Rubric, owner: str) -> str:
    if owner not in rubric.indicators:
        return TOLD[owner]
    title = rubric.indicators[owner].title
    return f"{title.zh} · {title.en}"


def _named(step: exp.Select, owners: Mapping[str, str]) -> None:
    """Gives columns that are worked out the name of their indicator before their number."""
    for one in step.find_all(exp.Identifier):
        if one.this in owners:
            one.set("this", f"{owners[one.this]}.{one.this.strip()}")
