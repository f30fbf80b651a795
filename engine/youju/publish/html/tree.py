"""The tree of scores: sections, groups and indicators, an indicator opens to what its points stand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.audit.record import sections
from youju.audit.words import points_text
from youju.explain import SUPPORT, why
from youju.feel import read_number
from youju.ledger import Row
from youju.publish.html.entry import explained
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say


def score_tree(audit: Audit, lang: str) -> Html:
    """The whole tree as nested lists under one head."""
    head = el(
        "div",
        *(el("span", say(name, lang)) for name in ("indicator", "weight", "claimed", "points", "support")),
        class_="line head",
    )
    return el("div", head, *_sections(audit, lang), _adjustments(audit, lang), _total(audit, lang), class_="tree")


def amounts(audit: Audit, row: Row, lang: str) -> tuple[str, str, str]:
    """Weight, claim and points of an indicator, as people read them."""
    adjustment = audit.rubric.indicators[row.indicator].adjustment
    weight = "" if adjustment else points_text(row.effective_weight)
    claimed = say("waived", lang) if row.claim_kind == "waived" else _n(row.claimed, lang)
    return weight, claimed, say("none", lang) if row.support is None else points_text(row.points)


def _n(value: Fraction | None, lang: str) -> str:
    return say("absent", lang) if value is None else points_text(value)


def _sections(audit: Audit, lang: str) -> Iterator[Html]:
    for sums, spec in zip(sections(audit), audit.rubric.spec.sections, strict=True):
        groups = [
            part
            for group, inner in zip(sums["groups"], spec.groups, strict=True)
            for part in _group(audit, inner.title.of(lang), group, inner.indicators, lang)
        ]
        yield el("section", _sums(spec.title.of(lang), sums, "section"), el("ul", *groups))


def _group(
    audit: Audit, title: str, sums: Mapping[str, str | None], indicators: Sequence[str], lang: str
) -> Iterator[Html]:
    """A group with its indicators; one that is an indicator alone, as this."""
    rows = [_indicator(audit, name, lang) for name in indicators]
    if len(rows) == 1:
        yield rows[0]
    else:
        yield el("li", _sums(title, sums, "group"), el("ul", *rows))


def _sums(title: str, sums: Mapping[str, str | None], kind: str) -> Html:
    def shown(name: str) -> str:
        text = sums[name]
        return points_text(read_number(text)) if text else ""

    return _line(title, shown("effective_weight"), shown("claimed"), shown("points"), None, kind)


def _line(
    title: str | Html, weight: str | Html, claimed: str, points: str | Html, support: Html | None, kind: str
) -> Html:
    return el(
        "div",
        el("span", title, class_="name"),
        *(el("span", value, class_="n") for value in (weight, claimed, points)),
        el("span", support),
        class_=f"line {kind}",
    )


def _indicator(audit: Audit, name: str, lang: str) -> Html:
    row, indicator = audit.ledger.row(name), audit.rubric.indicators[name]
    weight, claimed, points = amounts(audit, row, lang)
    moved = not indicator.adjustment and row.effective_weight != row.weight
    was = el("small", f" {say('was', lang, n=points_text(row.weight))}") if moved else None
    short = not indicator.adjustment and row.support is not None and row.points < row.effective_weight
    support = el("span", SUPPORT[row.support][lang], class_=f"support {row.support}") if row.support else None
    line = _line(
        indicator.title.of(lang),
        el("span", weight, was),
        claimed,
        el("strong", points, class_="short") if short else el("span", points),
        support,
        "indicator",
    )
    return el("li", el("details", el("summary", line), explained(audit, why(audit, name), lang), id=f"i-{name}"))


def _adjustments(audit: Audit, lang: str) -> Html | None:
    names = [one.id for one in audit.rubric.indicators.values() if one.adjustment]
    caps = [
        el("li", _line(cap.because.of(lang), "", "", points_text(entry.points), None, "cap"), id=f"e-{entry.id}")
        for entry in audit.ledger.entries
        if entry.cuts_total
        for cap in audit.rubric.caps
        if cap.id == entry.rule
    ]
    if not names and not caps:
        return None
    title = _line(say("adjustments", lang), "", "", "", None, "section")
    return el("section", title, el("ul", *(_indicator(audit, name, lang) for name in names), *caps))


def _total(audit: Audit, lang: str) -> Html:
    totals = audit.ledger.totals
    shown = (points_text(audit.ledger.total), _n(totals.claimed, lang), points_text(totals.recomputed))
    return _line(say("total", lang), *shown, None, "total")
