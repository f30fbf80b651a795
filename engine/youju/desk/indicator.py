"""What is worked out of one indicator of a run when somebody first asks: its graph, and why it has not other points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from youju.desk.desk import Desk
from youju.desk.intake import GRAPHS
from youju.desk.last import Last, asked_as_run, last_run
from youju.desk.who import User, require
from youju.desk.work.indicator import graph_picture, graphs_told, no_indicator, why_not_told


def graph(desk: Desk, user: User, audit: int, indicator: str, lang: str) -> dict[str, Any]:
    """The graph of what its points stand on, see `graphs`. CodedError `indicator-not-found`, or as `last_run`."""
    last = _looked(desk, user, audit)
    found = desk.kept.plain(GRAPHS, last.run.bundle, _work(desk, last, graphs_told))
    if indicator not in found:
        raise no_indicator(indicator)
    return found[indicator][lang]


def graph_svg(desk: Desk, user: User, audit: int, indicator: str, lang: str) -> bytes:
    """The same as SVG."""
    last = _looked(desk, user, audit)
    return desk.kept.data("pictures", _key(last, indicator, lang), _work(desk, last, graph_picture, indicator, lang))


def why_not(desk: Desk, user: User, audit: int, indicator: str, instead: str, lang: str) -> list[dict[str, Any]]:
    """Why it has not the points or the rule that are named, see `why_not_told`. CodedError `rule-not-found` too."""
    last = _looked(desk, user, audit)
    make = _work(desk, last, why_not_told, indicator, instead, lang)
    return desk.kept.plain("why-not", _key(last, indicator, instead, lang), make)


def _looked(desk: Desk, user: User, audit: int) -> Last:
    require(user, "look")
    return last_run(desk, audit)


def _key(last: Last, *asked: str) -> list[str]:
    return [last.run.bundle, *asked]


def _work(desk: Desk, last: Last, task: Callable[..., Any], *asked: str) -> Callable[[], Any]:
    return lambda: desk.work(task, asked_as_run(desk, last), *asked)
