"""Tasks about one indicator of an audit: why it has not other points, and the graph of what its points stand on."""

from __future__ import annotations

from typing import Any

from youju.audit import Audit
from youju.audit.graph import graph_of
from youju.desk.work.open import AuditAsk, opened
from youju.explain.tell.why_not import Contrast, tell_why_not
from youju.explain.written import lines
from youju.feel import FeelError, read_number
from youju.publish.graph import written
from youju.publish.graph.picture import Box, picture
from youju.publish.graph.select import part_of
from youju.rubric import Indicator
from youju.source import CodedError

LANGUAGES = ("zh", "en")


def why_not_told(ask: AuditAsk, indicator: str, instead: str, lang: str) -> list[dict[str, Any]]:
    """Why an indicator has not the points that are named, or those of a rule by its id: lines with their depth.

    CodedError `rule-not-found` where `instead` is neither points nor a rule of it, and `indicator-not-found`.
    """
    audit = opened(ask).audit
    contrast = _contrast(indicator_of(audit, indicator), instead.strip())
    return [
        {"depth": line.depth, "text": line.text(lang)} for line in lines(tell_why_not(audit, indicator, contrast), lang)
    ]


def graphs_told(ask: AuditAsk) -> dict[str, Any]:
    """The graphs of all indicators, see `graphs`."""
    return graphs(opened(ask).audit)


def graphs(audit: Audit) -> dict[str, Any]:
    """By indicator and language its graph as `youju.graph` takes it: `nodes` and `edges`."""
    return {name: {lang: _graph(audit, name, lang) for lang in LANGUAGES} for name in audit.rubric.indicators}


def _graph(audit: Audit, indicator: str, lang: str) -> dict[str, Any]:
    shown = picture(audit, part_of(graph_of(audit), audit, indicator), indicator, lang)
    names = {box.node: f"{box.node[0]}:{box.node[1]}" for box in shown.boxes}
    return {
        "title": shown.title,
        "nodes": [{"id": names[box.node], "kind": box.node[0], "label": _label(box)} for box in shown.boxes],
        "edges": [
            {"source": names[arrow.source], "target": names[arrow.target], "role": arrow.role} for arrow in shown.arrows
        ],
    }


def graph_picture(ask: AuditAsk, indicator: str, lang: str) -> bytes:
    """The same graph as SVG."""
    audit = opened(ask).audit
    indicator_of(audit, indicator)
    return written(audit, "svg", indicator, lang=lang)


def indicator_of(audit: Audit, name: str) -> Indicator:
    """An indicator of an audit's rubric. CodedError `indicator-not-found`."""
    found = audit.rubric.indicators.get(name)
    if found is None:
        raise no_indicator(name)
    return found


def no_indicator(name: str) -> CodedError:
    """An indicator that a rubric does not have."""
    zh, en = f"评分标准里没有指标“{name[:60]}”", f"the rubric has no indicator “{name[:60]}”"
    return CodedError("indicator-not-found", zh, en)


def _label(box: Box) -> str:
    words = box.label
    return "\n".join(one for one in (words.head, words.body, *words.marks, *words.notes) if one)


def _contrast(indicator: Indicator, instead: str) -> Contrast:
    """Points or a rule; of nothing, all rules."""
    known = [rule.id for rule in indicator.rules]
    if not instead or instead in known:
        return Contrast(rule=instead or None)
    try:
        return Contrast(points=read_number(instead.removesuffix("分").strip()))
    except FeelError as error:
        zh = f"“{instead[:40]}”不是分数，也不是「{indicator.title.zh}」的规则；规则有：{'、'.join(known)}"
        en = f"“{instead[:40]}” is neither points nor a rule of {indicator.title.of('en')}: {', '.join(known)}"
        raise CodedError("rule-not-found", zh, en) from error
