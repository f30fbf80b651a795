"""Two charts drawn in place: points by what they stand on, points lost by section. Every value is text too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import points_text
from youju.explain import SUPPORT
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say

_WIDE = 1000


def support_chart(audit: Audit, lang: str) -> Html:
    """The recomputed points as one bar, parted by support."""
    shown = {kind: value for kind, value in audit.ledger.totals.support.items() if value > 0}
    whole = sum(shown.values(), Fraction(0)) or Fraction(1)
    bars: list[Html] = []
    at = Fraction(0)
    for kind, value in shown.items():
        bars.append(el("rect", x=_pixels(at / whole), width=_pixels(value / whole), height="28", class_=kind))
        at += value
    legend = (
        el("li", el("i", class_=f"key {kind}"), f"{SUPPORT[kind][lang]} ", el("b", points_text(value)))
        for kind, value in audit.ledger.totals.support.items()
    )
    told = "；".join(f"{SUPPORT[kind][lang]} {points_text(value)}" for kind, value in shown.items())
    title = say("by_support", lang)
    return el(
        "figure", el("figcaption", title), _picture(f"{title}：{told}", 28, bars), el("ul", *legend, class_="legend")
    )


def lost_chart(audit: Audit, lang: str) -> Html:
    """The points each section lost, a bar each, against its weight."""
    rows = list(_lost(audit, lang))
    widest = max((weight for _, _, weight in rows), default=Fraction(0)) or Fraction(1)
    lines = [
        el(
            "tr",
            el("th", title, scope="row"),
            el("td", _bar(lost, weight, widest)),
            el("td", say("of", lang, lost=points_text(lost), weight=points_text(weight)), class_="n"),
        )
        for title, lost, weight in rows
    ]
    return el("figure", el("figcaption", say("lost_by_section", lang)), el("table", el("tbody", *lines), class_="bars"))


def _bar(lost: Fraction, weight: Fraction, widest: Fraction) -> Html:
    bars = [
        el("rect", x="0", width=_pixels(weight / widest), height="16", class_="whole"),
        el("rect", x="0", width=_pixels(lost / widest), height="16", class_="lost"),
    ]
    return _picture(None, 16, bars)


def _picture(told: str | None, height: int, bars: Sequence[Html]) -> Html:
    given = {"role": "img", "aria_label": told} if told else {"aria_hidden": "true"}
    return el("svg", *bars, viewBox=f"0 0 {_WIDE} {height}", preserveAspectRatio="none", **given)


def _pixels(share: Fraction) -> str:
    return str(round(share * _WIDE))


def _lost(audit: Audit, lang: str) -> Iterator[tuple[str, Fraction, Fraction]]:
    for section in audit.rubric.spec.sections:
        rows = [audit.ledger.row(name) for group in section.groups for name in group.indicators]
        weight = sum((row.effective_weight for row in rows), Fraction(0))
        yield section.title.of(lang), weight - sum((row.points for row in rows), Fraction(0)), weight
