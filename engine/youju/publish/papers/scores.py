"""复核评分表: a row for each indicator under its section and group, with their sums; the columns of points add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import points_text
from youju.explain import STATUS, SUPPORT
from youju.explain.ranges import between
from youju.ledger import Row as Line
from youju.publish.papers.measured import measured
from youju.publish.papers.model import Align, Cell, Column, Level, Paper, Row, joined, points, signed
from youju.rubric import Indicator

ZERO = Fraction(0)
_TITLES = {
    "zh": [
        "一级指标", "二级指标", "三级指标", "性质", "指标值", "单位", "权重", "自评完成值", "自评得分",
        "复核完成值", "复核得分", "其中可复算", "偏差", "备注",
    ],
    "en": [
        "Section", "Group", "Indicator", "Kind", "Target", "Unit", "Weight", "Value claimed", "Score claimed",
        "Value recomputed", "Score recomputed", "of it computed", "Diff.", "Remarks",
    ],
}  # fmt: skip
_SHARES = {
    "zh": (10, 9, 13, 5, 15, 4, 5, 14, 6, 13, 6, 6, 5, 15),
    "en": (10, 10, 13, 6, 14, 6, 7, 13, 8, 13, 10, 9, 6, 13),
}
_POINTS = {6, 8, 10, 11, 12}
_TEXT = {
    "name": {"zh": "复核评分表", "en": "Scores"},
    "title": {"zh": "部门整体支出绩效自评复核评分表", "en": "Review of the scores"},
    "notes": {
        "zh": "复核得分：按评分标准和报告所列数据重算；缺少数据的暂按自评计，并在备注中写明。"
        "其中可复算：仅由报告数据即可算出的分。\n偏差 = 复核得分 − 自评得分。疑点在见到资料以前只是疑点，不据此扣分。",
        "en": "Recomputed by the rubric from the report's figures; where figures are missing the claim stands for "
        "now, as the remarks say. Computed: what figures alone give.\n"
        "Difference = recomputed − claimed. A doubt stays a doubt until the paper is seen: nothing is deducted for it.",
    },
    "sum": {"zh": "小计", "en": "sum"},
    "adjustments": {"zh": "加减分项", "en": "adjustments"},
    "cut": {"zh": "封顶", "en": "cap"},
    "total": {"zh": "总计", "en": "Total"},
    "written": {"zh": "写出的各项得分合计 {n}", "en": "the written scores sum to {n}"},
    "unwritten": {"zh": "{n} 项没有自评得分", "en": "{n} without a claim"},
    "moved": {"zh": "原分值 {n}", "en": "weight before transfers {n}"},
    "range": {"zh": "可能 {low}～{high} 分", "en": "between {low} and {high}"},
    "absent": {"zh": "未写", "en": "absent"},
    "waived": {"zh": "不考核", "en": "waived"},
}


def scores(audit: Audit, lang: str) -> Paper:
    """The paper of scores."""
    columns = tuple(
        Column(title, share, "center", "points") if at in _POINTS else Column(title, share, _aligned(at))
        for at, (title, share) in enumerate(zip(_TITLES[lang], _SHARES[lang], strict=True))
    )
    notes = tuple(_say("notes", lang).split("\n"))
    return Paper("scores", _say("name", lang), _say("title", lang), notes, columns, tuple(_rows(audit, lang)))


def _rows(audit: Audit, lang: str) -> Iterator[Row]:
    indicators = audit.rubric.indicators
    for section in audit.rubric.spec.sections:
        members = [name for group in section.groups for name in group.indicators]
        yield _sums(audit, (section.title.of(lang), ""), members, "section", lang)
        for group in section.groups:
            titles = section.title.of(lang), group.title.of(lang)
            if len(section.groups) > 1:
                yield _sums(audit, titles, group.indicators, "group", lang)
            for name in group.indicators:
                yield _item(audit, indicators[name], titles, lang)
    adjustments = [one for one in indicators.values() if one.adjustment]
    for one in adjustments:
        yield _item(audit, one, (_say("adjustments", lang), ""), lang)
    for entry in audit.ledger.entries:
        if entry.cuts_total:
            cap = next(cap for cap in audit.rubric.caps if cap.id == entry.rule)
            sure = entry.points if entry.support == "computed" else ZERO
            amounts = (points(None, ""), points(None, ""), points(entry.points), points(sure))
            yield _line((_say("cut", lang), "", ""), ("",) * 3, amounts, ("", ""), Cell(), cap.because.of(lang), "item")
    yield _total(audit, lang)


def _item(audit: Audit, indicator: Indicator, titles: tuple[str, str], lang: str) -> Row:
    row, what = audit.ledger.row(indicator.id), measured(audit, indicator, lang)
    absent = _say("waived" if row.claim_kind == "waived" else "absent", lang)
    weight = points(None, "") if indicator.adjustment else points(row.effective_weight)
    amounts = (weight, points(row.claimed, absent), points(row.points), points(computed(audit, [indicator.id])))
    off = signed(None if row.claimed is None else row.points - row.claimed)
    three = (what.nature, what.target, what.unit)
    values = (what.claimed, what.recomputed)
    remarks = joined(_remarks(row, indicator, between(audit, indicator.id), lang), lang)
    return _line((*titles, indicator.title.of(lang)), three, amounts, values, off, remarks, "item")


def _remarks(row: Line, indicator: Indicator, ends: tuple[Fraction, Fraction], lang: str) -> Iterator[str]:
    if row.status != "scored":
        yield STATUS[row.status][lang]
    if row.support is not None:
        yield SUPPORT[row.support][lang]
    if row.effective_weight != row.weight and not indicator.adjustment:
        yield _say("moved", lang).format(n=points_text(row.weight))
    low, high = ends
    if low != high:
        yield _say("range", lang).format(low=points_text(low), high=points_text(high))


def _sums(audit: Audit, titles: tuple[str, str], members: Sequence[str], level: Level, lang: str) -> Row:
    rows = [audit.ledger.row(name) for name in members]
    claims = [row.claimed for row in rows if row.claimed is not None]
    amounts = (
        points(sum((row.effective_weight for row in rows), ZERO)),
        points(sum(claims, ZERO) if claims else None),
        points(sum((row.points for row in rows), ZERO)),
        points(computed(audit, members)),
    )
    off = signed(sum((row.points for row in rows), ZERO) - sum(claims, ZERO) if claims else None)
    absent = len(rows) - len(claims)
    remarks = _say("unwritten", lang).format(n=absent) if absent else ""
    return _line((*titles, _say("sum", lang)), ("",) * 3, amounts, ("", ""), off, remarks, level)


def _total(audit: Audit, lang: str) -> Row:
    totals = audit.ledger.totals
    written = sum((row.claimed for row in audit.ledger.rows if row.claimed is not None), ZERO)
    amounts = (points(audit.ledger.total), points(totals.claimed), points(totals.recomputed), points(totals.confirmed))
    off = signed(None if totals.claimed is None else totals.recomputed - totals.claimed)
    remarks = [] if written == totals.claimed else [_say("written", lang).format(n=points_text(written))]
    remarks.append(_say("range", lang).format(low=points_text(totals.low), high=points_text(totals.high)))
    return _line((_say("total", lang), "", ""), ("",) * 3, amounts, ("", ""), off, joined(remarks, lang), "total")


def computed(audit: Audit, members: Sequence[str]) -> Fraction:
    """The points of indicators that figures of the report alone give, less what a contradiction puts at risk."""
    own = (entry for entry in audit.ledger.entries if entry.indicator in members and not entry.cuts_total)
    return sum((entry.points - entry.at_risk for entry in own if entry.support == "computed"), ZERO)


def _line(
    titles: tuple[str, str, str],
    three: tuple[str, ...],
    amounts: tuple[Cell, Cell, Cell, Cell],
    values: tuple[str, str],
    off: Cell,
    remarks: str,
    level: Level,
) -> Row:
    weight, claimed, recomputed, sure = amounts
    head = tuple(Cell(text) for text in (*titles, *three))
    tail = (weight, Cell(values[0]), claimed, Cell(values[1]), recomputed, sure, off, Cell(remarks))
    return Row((*head, *tail), level)


def _aligned(at: int) -> Align:
    return "center" if at in (3, 5) else "left"


def _say(key: str, lang: str) -> str:
    return _TEXT[key][lang]
