"""Scores of many departments as a picture: how totals are spread, where points are lost, what they rest on. Needs the
extra `pictures`; altair and vl-convert draw offline. What is drawn are floats, of exact figures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from youju.audit.words import one_line
from youju.population.scores.summary import Summary, decimals, share
from youju.publish.impact.picture import FONTS
from youju.source import CodedError

_WIDTH = 620
_COLOURS = {"scored": "#4A78A8", "undetermined": "#D9A441", "lost": "#C8553D", "figures": "#4E8F5B"}
_TEXT = {
    "zh": {
        "head": "{scored} 个部门的总分：平均 {mean}，中位 {median}", "rejected": "；不收 {n} 行，图中不含",
        "totals": "总分分布", "total": "总分", "count": "部门数", "lost": "各指标平均失分（占分值）",
        "loss": "每部门平均失分",
        "support": "得分靠什么支撑", "points": "每部门平均得分", "figures": "由数据算出", "printed": "按写出的比率",
        "least": "判不了，取最少",
    },
    "en": {
        "head": "Totals of {scored} departments: mean {mean}, median {median}", "rejected": "; {n} rejected, not drawn",
        "totals": "Totals", "total": "total", "count": "departments", "lost": "Mean points lost (of the weight)",
        "loss": "mean points lost", "support": "What points rest on", "points": "mean points", "figures": "figures",
        "printed": "printed rates", "least": "undecided: the least",
    },
}  # fmt: skip


def require_drawing() -> None:
    """CodedError `pictures-missing` without the extra."""
    _libraries()


def picture_of(summary: Summary, form: Literal["svg", "png"], lang: str = "zh") -> bytes:
    """The picture as SVG, with its words as text, or as PNG, of a summary that has totals."""
    altair, convert = _libraries()
    spec = _chart(altair, summary, _TEXT[lang], lang).to_dict()
    if form == "svg":
        return convert.vegalite_to_svg(spec).encode()
    return convert.vegalite_to_png(spec, scale=2)


def _libraries() -> tuple[Any, Any]:
    """Untyped here: altair's own types change with every release."""
    try:
        import altair
        import vl_convert
    except ImportError as error:
        zh = "没有安装画图的组件，请先运行 pip install 'youju[pictures]'"
        raise CodedError("pictures-missing", zh, "nothing to draw with: pip install 'youju[pictures]'") from error
    return altair, vl_convert


def _chart(alt: Any, summary: Summary, say: dict[str, str], lang: str) -> Any:
    totals, counts = summary.totals, summary.counts
    assert totals is not None
    mean, median = decimals(totals.mean), decimals(totals.deciles[5])
    head = say["head"].format(scored=counts.scored, mean=mean, median=median)
    head += say["rejected"].format(n=counts.rejected) if counts.rejected else ""
    under = f"{summary.rubric.id}@{summary.rubric.digest[:8]}"
    parts = [_spread(alt, summary, say)]
    if summary.support is not None:
        parts += [_losses(alt, summary, say, lang), _support(alt, summary, say)]
    title = alt.TitleParams(head, subtitle=under, anchor="start", offset=12)
    drawn = alt.vconcat(*parts, spacing=24).properties(title=title).resolve_scale(color="independent")
    return drawn.configure(font=FONTS, background="white").configure_view(strokeWidth=0)


def _spread(alt: Any, summary: Summary, say: dict[str, str]) -> Any:
    assert summary.totals is not None
    rows = [
        {"low": float(one.low), "high": float(one.high), "middle": float((one.low + one.high) / 2), "count": one.count}
        for one in summary.totals.bands
    ]
    room = alt.Scale(domainMax=max(one["count"] for one in rows) * 1.12)
    across = alt.Scale(domain=[rows[0]["low"], rows[-1]["high"]], nice=False)
    marks = alt.Axis(values=[rows[0]["low"], *(one["high"] for one in rows)], format="~f")
    count = alt.Y("count:Q", title=say["count"], scale=room, axis=alt.Axis(tickMinStep=1, format=",d"))
    base = alt.Chart(alt.Data(values=rows))
    bars = base.mark_bar(color=_COLOURS["scored"], stroke="white").encode(
        x=alt.X("low:Q", title=say["total"], scale=across, axis=marks), x2="high:Q", y=count, y2=alt.datum(0)
    )
    words = base.mark_text(dy=-6, fontSize=10).encode(
        x=alt.X("middle:Q", scale=across), y=count, text=alt.Text("count:Q", format=",d")
    )
    return (bars + words).properties(width=_WIDTH, height=200, title=say["totals"])


def _losses(alt: Any, summary: Summary, say: dict[str, str], lang: str) -> Any:
    judged = [(one, one.judged) for one in summary.indicators if one.judged is not None and one.judged.weight]
    rows = [
        {
            "name": f"{at}. {one_line(one.title.zh if lang == 'zh' else one.title.en)}",
            "lost": float(mine.lost / summary.counts.scored),
            "told": f"{decimals(mine.lost / summary.counts.scored)} ({share(mine.lost, mine.weight)})",
        }
        for at, (one, mine) in enumerate(sorted(judged, key=lambda pair: pair[1].lost, reverse=True), 1)
    ]
    room = alt.Scale(
        domainMax=max((float(mine.lost) for _, mine in judged), default=0) / summary.counts.scored * 1.18 or 1
    )
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)),
        x=alt.X("lost:Q", title=say["loss"], scale=room),
    )
    words = base.mark_text(align="left", dx=5, fontSize=10).encode(text="told:N")
    bars = base.mark_bar(color=_COLOURS["lost"])
    return (bars + words).properties(width=_WIDTH, height=alt.Step(18), title=say["lost"])


def _support(alt: Any, summary: Summary, say: dict[str, str]) -> Any:
    assert summary.support is not None
    kinds = {name: getattr(summary.support, name) for name in ("figures", "printed", "least")}
    together = sum(kinds.values(), Fraction(0))
    rows = [
        {
            "kind": say[name],
            "points": float(value / summary.counts.scored),
            "told": f"{decimals(value / summary.counts.scored)} ({share(value, together)})",
        }
        for name, value in kinds.items()
    ]
    colours = [_COLOURS["figures"], _COLOURS["scored"], _COLOURS["undetermined"]]
    scale = alt.Scale(domain=[one["kind"] for one in rows], range=colours)
    room = alt.Scale(domainMax=float(max(kinds.values())) / summary.counts.scored * 1.18 or 1)
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("kind:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)),
        x=alt.X("points:Q", title=say["points"], scale=room),
    )
    words = base.mark_text(align="left", dx=5, fontSize=10).encode(text="told:N")
    bars = base.mark_bar().encode(color=alt.Color("kind:N", scale=scale, legend=None))
    return (bars + words).properties(width=_WIDTH, height=alt.Step(22), title=say["support"])
