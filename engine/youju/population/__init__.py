"""The room of many departments: cards compiled to SQL over whole numbers, exactly.

    query = rubric_query(rubric, columns)       cards, weights that move, caps, total: one query
    database.ask(query, "facts")                points as two whole numbers for every row of a table

Nothing is divided: a number is two whole numbers of 128 bits, compared by cross-multiplication. NULL is what nobody
knows. A number that outgrows them ends the query in an error.
"""

from youju.population.columns.capacity import capacity
from youju.population.columns.card import Column
from youju.population.columns.query import Query, card_query, columns_of, weight_column
from youju.population.columns.total import rubric_query
from youju.population.engines.database import KEY, Database
from youju.population.errors import ColumnKind, NotCompilable, Overflow, PopulationMissing

__all__ = [
    "KEY",
    "Column",
    "ColumnKind",
    "Database",
    "NotCompilable",
    "Overflow",
    "PopulationMissing",
    "Query",
    "capacity",
    "card_query",
    "columns_of",
    "rubric_query",
    "weight_column",
]
