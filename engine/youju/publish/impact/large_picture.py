"""The impact on a table as a picture: totals before and after, how much they differ, by which rules."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from youju.audit.words import points_text
from youju.publish.impact.picture import DOWN, TEXT, UP, drawn, spread, stacked
from youju.regress.impact import TableImpact, bins_of, rules_text, signed

MOST = 14
_GREY = "#B7B7B7"
_SAY = {
    "zh": {
        "changes": "总分变化（没有变的 {n} 个部门不画）", "change": "变化", "count": "部门数",
        "ways": "由哪条规则到哪条规则（{n}/{all}）", "points": "{sum} 分", "none": "没有一个部门的得分有变",
    },
    "en": {
        "changes": "Differences of totals ({n} that stay are not drawn)", "change": "difference",
        "count": "departments", "ways": "By which rules ({n} of {all})", "points": "{sum} points",
        "none": "No department moves",
    },
}  # fmt: skip


def table_picture_of(impact: TableImpact, form: Literal["svg", "png"], lang: str = "zh") -> bytes:
    """The picture as SVG, with its words as text, or as PNG; CodedError `pictures-missing` without the extra."""
    return drawn(lambda alt: _chart(alt, impact, lang), form)


def _chart(alt: Any, impact: TableImpact, lang: str) -> Any:
    say = TEXT[lang]
    head = say["head"].format(n=impact.tally.rows, up=impact.up, down=impact.down, same=impact.same)
    head += say["unread"].format(n=impact.rejects.all) if impact.rejects.all else ""
    if not impact.switches:
        nobody = alt.Chart(alt.Data(values=[{}])).mark_text(fontSize=13, text=_SAY[lang]["none"])
        return stacked(alt, impact, head, [spread(alt, impact, say), nobody.properties(width=620, height=40)])
    return stacked(alt, impact, head, [spread(alt, impact, say), _changes(alt, impact, lang), _ways(alt, impact, lang)])


def _changes(alt: Any, impact: TableImpact, lang: str) -> Any:
    """A bar for each difference where they are few, else for each class of them."""
    say = _SAY[lang]
    moved = {change: count for change, count in impact.tally.changes.items() if change}
    empty: Mapping[Fraction, int] = {}
    rows = (
        [(signed(change), change, count) for change, count in moved.items()]
        if len(moved) <= MOST
        else [
            (f"[{points_text(one.low)}, {points_text(one.high)})", one.low, one.before) for one in bins_of(moved, empty)
        ]
    )
    values = [{"change": text, "count": n, "way": "up" if at >= 0 else "down"} for text, at, n in rows]
    scale = alt.Scale(domain=["up", "down"], range=[UP, DOWN])
    room = alt.Scale(domainMax=max((n for _, _, n in rows), default=1) * 1.15)
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("change:N", sort=None, title=say["change"], axis=alt.Axis(labelAngle=0 if len(rows) < 8 else -40)),
        y=alt.Y("count:Q", title=say["count"], scale=room, axis=alt.Axis(tickMinStep=1, format="d")),
    )
    words = base.transform_filter("datum.count > 0").mark_text(dy=-6, fontSize=10).encode(text="count:Q")
    bars = base.mark_bar(size=32).encode(color=alt.Color("way:N", scale=scale, legend=None))
    title = say["changes"].format(n=impact.same)
    return (bars + words).properties(width=620, height=160, title=title)


def _ways(alt: Any, impact: TableImpact, lang: str) -> Any:
    say, shown = _SAY[lang], impact.switches[:MOST]
    values = [
        {
            # The number keeps the order, and ways of one name apart.
            "way": f"{at}. {impact.title(one.indicator).of(lang)}  {rules_text(one.before, one.after)}",
            "count": one.departments,
            "points": say["points"].format(sum=signed(one.change)),
            "side": "up" if one.change > 0 else "down" if one.change < 0 else "same",
        }
        for at, one in enumerate(shown, 1)
    ]
    scale = alt.Scale(domain=["up", "down", "same"], range=[UP, DOWN, _GREY])
    room = alt.Scale(domainMax=max(one.departments for one in shown) * 1.2)
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("way:N", sort=None, title=None, axis=alt.Axis(labelLimit=330, domain=False, ticks=False)),
        x=alt.X("count:Q", title=say["count"], scale=room, axis=alt.Axis(tickMinStep=1, format="d")),
    )
    bars = base.mark_bar().encode(color=alt.Color("side:N", scale=scale, legend=None))
    words = base.mark_text(align="left", dx=5, fontSize=11).encode(text="points:N")
    title = say["ways"].format(n=len(shown), all=len(impact.switches))
    return (bars + words).properties(width=440, height=alt.Step(22), title=title)
