"""The run of `youju rubric show --sql`."""

from __future__ import annotations

import click

from youju.cli.open import asked_day, asked_rubrics
from youju.feel import show
from youju.population import NotCompilable, columns_of, rubric_query
from youju.population.engines.sql import TooLarge
from youju.population.errors import needing
from youju.rubric import Rubric, dictionary_of, load_authored
from youju.source import CodedError


def run_show_sql(name: str | None, table: str, dialect: str, on: str | None) -> None:
    """Prints the query of a rubric over a table of facts. CodedError where there is none, or sqlglot is missing."""
    pack, *others = asked_rubrics(name)
    if others:
        names = [one.name for one in (pack, *others)]
        zh, en = f"请用 --rubric 指明：{'、'.join(names)}", f"say which with --rubric: {', '.join(names)}"
        raise CodedError("rubric-not-found", zh, en)
    authored = load_authored(pack.folder, dictionary_of(pack.folder), asked_day(on))
    click.echo(sql_of(authored.rubric, table, dialect))


def sql_of(rubric: Rubric, table: str, dialect: str) -> str:
    """The query of a rubric as text. CodedError as above."""
    with needing("sqlglot", "sqlglot"):
        from youju.population.engines.readable_sql import readable_sql
    names = dict.fromkeys(fact for card in rubric.indicators.values() for fact in card.facts)
    try:
        return readable_sql(rubric, rubric_query(rubric, columns_of(rubric.dictionary.facts, names)), table, dialect)
    except NotCompilable as error:
        what = show(error.expr)
        zh, en = f"“{what}”不能精确地写成 SQL", f"`{what}` cannot be said exactly in SQL: {error.why}"
        raise CodedError("sql-untranslated", zh, en) from None
    except TooLarge:
        zh, en = "有常数超过 128 位，SQL 里写不下", "a constant of more than 128 bits has no place in SQL"
        raise CodedError("sql-untranslated", zh, en) from None
