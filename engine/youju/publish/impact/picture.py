"""The impact as a picture: how totals are spread before and after, and who moves most. Needs the extra `pictures`.

The one file that imports altair and vl-convert; they draw offline. What is drawn are floats, of exact figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from youju.audit.words import one_line
from youju.regress.impact import Impact, TableImpact, bins_of, signed
from youju.source import CodedError

FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimSun, Noto Serif CJK SC, sans-serif"
MOST = 20
"""The movers that are drawn."""
_OLD, _NEW, UP, DOWN = "#B7B7B7", "#4A78A8", "#4E8F5B", "#C8553D"
TEXT = {
    "zh": {
        "old": "旧标准", "new": "新标准", "bins": "总分分布", "total": "总分", "count": "部门数",
        "movers": "变动最大的部门（{n}/{all}）", "none": "没有一个部门的得分有变",
        "head": "{n} 个部门：升 {up}、降 {down}、不变 {same}", "unread": "；没有读到 {n} 处，图中不含",
    },
    "en": {
        "old": "old rubric", "new": "new rubric", "bins": "Totals", "total": "total", "count": "departments",
        "movers": "The largest movers ({n} of {all})", "none": "No department moves",
        "head": "{n} departments: {up} up, {down} down, {same} the same", "unread": "; not read and not drawn: {n}",
    },
}  # fmt: skip


def picture_of(impact: Impact, form: Literal["svg", "png"], lang: str = "zh") -> bytes:
    """The picture as SVG, with its words as text, or as PNG; CodedError `pictures-missing` without the extra."""
    return drawn(lambda altair: _chart(altair, impact, TEXT[lang]), form)


def drawn(make: Callable[[Any], Any], form: Literal["svg", "png"]) -> bytes:
    """A chart that is made with altair; CodedError `pictures-missing` without the extra."""
    try:
        import altair
        import vl_convert
    except ImportError as error:
        zh = "没有安装画图的组件，请先运行 pip install 'youju[pictures]'"
        raise CodedError("pictures-missing", zh, "nothing to draw with: pip install 'youju[pictures]'") from error
    spec = make(altair).to_dict()
    convert: Any = vl_convert
    if form == "svg":
        return convert.vegalite_to_svg(spec).encode()
    return convert.vegalite_to_png(spec, scale=2)


def _chart(alt: Any, impact: Impact, say: dict[str, str]) -> Any:
    """Altair is given and not imported, and untyped here: its own types change with every release."""
    counts = {"n": len(impact.moves), "up": impact.up, "down": impact.down, "same": impact.same}
    head = say["head"].format(**counts) + (say["unread"].format(n=len(impact.unread)) if impact.unread else "")
    return stacked(alt, impact, head, [spread(alt, impact, say), _movers(alt, impact, say)])


def stacked(alt: Any, impact: Impact | TableImpact, head: str, charts: Sequence[Any]) -> Any:
    """Charts one below the other, under a heading that names both rubrics."""
    titles = [f"{one.id}@{one.digest[:8]}" for one in (impact.old, impact.new)]
    title = alt.TitleParams(head, subtitle=" → ".join(titles), anchor="start", offset=12)
    whole = alt.vconcat(*charts, spacing=24).properties(title=title).resolve_scale(color="independent")
    return whole.configure(font=FONTS, background="white").configure_view(strokeWidth=0)


def spread(alt: Any, impact: Impact | TableImpact, say: dict[str, str]) -> Any:
    """How totals are spread before and after."""
    bins = bins_of(*impact.totals)
    rows = [
        {"total": one.text, "side": say[side], "count": count}
        for one in bins
        for side, count in (("old", one.before), ("new", one.after))
    ]
    sides = [say["old"], say["new"]]
    most = max((max(one.before, one.after) for one in bins), default=1)
    # Figures of six digits and more would run into those of the next bar.
    room, size = alt.Scale(domainMax=most * 1.15), 10 if most < 100_000 else 8
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("total:N", sort=None, title=say["total"], axis=alt.Axis(labelAngle=0 if len(bins) < 8 else -40)),
        xOffset=alt.XOffset("side:N", sort=sides),
        y=alt.Y("count:Q", title=say["count"], scale=room, axis=alt.Axis(tickMinStep=1, format="d")),
    )
    legend = alt.Legend(orient="top")
    colour = alt.Color(
        "side:N", title=None, legend=legend, sort=sides, scale=alt.Scale(domain=sides, range=[_OLD, _NEW])
    )
    words = base.transform_filter("datum.count > 0").mark_text(dy=-6, fontSize=size).encode(text="count:Q")
    return (base.mark_bar().encode(color=colour) + words).properties(width=620, height=200, title=say["bins"])


def _movers(alt: Any, impact: Impact, say: dict[str, str]) -> Any:
    """A line a department from the total before (hollow) to the total after (full), its change beside it."""
    rows: list[dict[str, Any]] = [
        {
            # Two departments may have one name but for white space: the number keeps them apart, and in order.
            "name": f"{at}. {one_line(move.department.name)}",
            "before": float(move.before.total),
            "after": float(move.after.total),
            "right": float(max(move.before.total, move.after.total)),
            "change": signed(move.change),
            "way": "up" if move.change > 0 else "down" if move.change < 0 else "same",
        }
        for at, move in enumerate(impact.movers[:MOST], 1)
    ]
    if not rows:
        return (
            alt.Chart(alt.Data(values=[{}])).mark_text(fontSize=13, text=say["none"]).properties(width=620, height=40)
        )
    scale = alt.Scale(domain=["up", "down", "same"], range=[UP, DOWN, _OLD])
    at = alt.Scale(zero=False, nice=True, padding=24)
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False, grid=True)),
        color=alt.Color("way:N", scale=scale, legend=None),
    )
    x = alt.X("before:Q", scale=at, title=say["total"])
    lines = base.mark_rule(strokeWidth=2).encode(x=x, x2="after:Q")
    old = base.mark_point(filled=False, size=45, fill="white", opacity=1).encode(x=x)
    new = base.mark_point(filled=True, size=60, opacity=1).encode(x=alt.X("after:Q", scale=at))
    words = base.mark_text(align="left", dx=9, fontSize=11).encode(x=alt.X("right:Q", scale=at), text="change:N")
    title = say["movers"].format(n=len(rows), all=len(impact.movers))
    return (lines + old + new + words).properties(width=620, height=alt.Step(22), title=title)
