"""One graph in the format that was asked for, as bytes: the same audit gives the same bytes, on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal, get_args

from youju.audit import Audit
from youju.audit.graph import graph_of
from youju.publish.graph.select import every, overview, part_of

Format = Literal["svg", "dot", "mermaid", "graphml", "prov-json"]
FORMATS: tuple[Format, ...] = get_args(Format)
DATA: tuple[Format, ...] = ("graphml", "prov-json")
"""The formats that hold every node and every word; the others are drawn for people."""
_SUFFIXES: Mapping[str, Format] = {
    ".svg": "svg",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".graphml": "graphml",
    ".json": "prov-json",
    ".provjson": "prov-json",
}


def format_of(file: PurePath) -> Format | None:
    """The format that the suffix of a file's name stands for."""
    return _SUFFIXES.get(file.suffix.lower())


def written(audit: Audit, form: Format, indicator: str | None = None, whole: bool = False, lang: str = "zh") -> bytes:
    """The graph of an audit, or the part of one indicator, with words in `lang`.

    Without an indicator a drawing shows indicators, sections and the total, or with `whole` every node. KeyError
    where the rubric has no such indicator.
    """
    graph = graph_of(audit)
    if indicator is not None:
        graph = part_of(graph, audit, indicator)
    else:
        graph = every(graph) if whole or form in DATA else overview(graph)
    if form == "graphml":
        from youju.publish.graph.graphml import graphml

        return graphml(audit, graph, lang)
    if form == "prov-json":
        from youju.publish.graph.prov import prov_json

        return prov_json(audit, graph)
    from youju.publish.graph.picture import picture

    drawn = picture(audit, graph, indicator, lang)
    if form == "svg":
        from youju.publish.graph.svg import svg

        return svg(drawn)
    if form == "dot":
        from youju.publish.graph.dot import dot

        return dot(drawn)
    from youju.publish.graph.mermaid import mermaid

    return mermaid(drawn)
