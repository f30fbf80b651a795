"""The day whose rules an audit goes by: the fiscal year under evaluation decides, not the day of the review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from youju.facts import fiscal_year
from youju.report import Document, Quote
from youju.rubric import Editions, Rubric
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.rubric import Versions


class On(Struct):
    """A day, and what the report says of its fiscal year where that is why; None: somebody asked for the day."""

    day: date
    year: Quote | None


class VersionChosen(Struct):
    """The version of a rubric for a report. `on` is None where no day was asked for and none is known.

    Then the version is the last; with `unsettled` there are others, and it should not be scored by.
    """

    rubric: Rubric
    on: On | None
    unsettled: bool


def choose_version(versions: Versions | Editions, document: Document, asked: date | None) -> VersionChosen:
    """The version of the day asked for, or of the last day of the fiscal year that the report states.

    A rubric that never changes has no use for the year. CodedError where the rubric was not in force on the day.
    """
    if asked is not None:
        return VersionChosen(versions.on(asked).rubric, On(asked, None), unsettled=False)
    last = versions.last.rubric
    stated = fiscal_year(document, last.dictionary.fiscal_year) if versions.dated else None
    if stated is None:
        return VersionChosen(last, None, unsettled=len(versions.all) > 1)
    end = date(stated.year, 12, 31)
    return VersionChosen(versions.on(end).rubric, On(end, stated.quote), unsettled=False)
