"""A comparison in words: what was counted, then each indicator with its edits, breakpoints, gain, loss and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from youju.audit.words import points_text
from youju.prove import Verdict
from youju.regress.diff.amounts import came_text, fact_text, levels_text, said, span_text
from youju.regress.diff.model import Course, IndicatorDiff, Kind, Row, RubricDiff, Sight, Swing, Witness
from youju.regress.diff.part_words import part_text
from youju.regress.diff.readings import Ambiguity, Variant
from youju.regress.diff.steps import Group, in_steps, steps_text

MOST_ROWS = 8
"""How many rows of breakpoints are told of one course; the rest are counted."""
KINDS: dict[Kind, tuple[str, str]] = {
    "same": ("相同（已证明）", "the same (proved)"),
    "same on grid": ("相同（在最小单位上）", "the same (on the grid of the facts)"),
    "wording": ("只改文字（得分相同，已证明）", "wording only (scores proved the same)"),
    "missing": ("缺数据时不同（数据齐全时相同）", "differs only where a fact is missing"),
    "changed": ("有变", "changed"),
    "unanalysed": ("没有分析", "not analysed"),
    "added": ("新增", "added"),
    "removed": ("删去", "removed"),
}
_SURE: dict[Verdict, tuple[str, str]] = {
    "proved": ("已证明", "proved"),
    "on grid": ("在最小单位上", "on the grid"),
    "unknown": ("已知的，未能证明更多没有", "so far: more is not ruled out"),
}
_TURNED = "能否判定、是否适用也变了", "what is decided, or applies, changes too"
QUIET: frozenset[Kind] = frozenset({"same", "wording"})
"""What is counted, and listed only where all is asked for."""


def told_diff(found: RubricDiff, everything: bool, lang: str) -> Iterator[str]:
    """The lines below the heading that names the two; with `everything` also those of indicators that are the same."""
    yield from _counted(found, lang)
    for one in found.indicators:
        if everything or one.kind not in QUIET:
            yield ""
            yield from told_indicator(one, lang)
    parts = [part for part in found.parts if everything or not part.words]
    if parts:
        yield ""
        yield said(lang, "评分标准整体", "The rubric as a whole")
        yield from (f"  {part_text(part, lang)}" for part in parts)


def told_short(found: RubricDiff, lang: str) -> Iterator[str]:
    """The counts, and a line for each indicator or part that is otherwise: the verdict and by how much at most."""
    yield from _counted(found, lang)
    yield from (f"  {_in_a_line(one, lang)}" for one in found.indicators if one.kind not in QUIET)
    yield from (f"  {part_text(part, lang)}" for part in found.parts if not part.words)


def _counted(found: RubricDiff, lang: str) -> Iterator[str]:
    counts = [f"{said(lang, *KINDS[kind])} {count}" for kind in get_args(Kind) if (count := found.count(kind))]
    total = len(found.indicators)
    yield said(lang, f"{total} 项指标：{'，'.join(counts)}", f"{total} indicators: {', '.join(counts)}")


def _in_a_line(one: IndicatorDiff, lang: str) -> str:
    told = [_most(swing, lang, verb) for swing, verb in _swings(one, lang)]
    told += [said(lang, *_TURNED)] if one.turn is not None else []
    told += [said(lang, f"因为{one.why.zh}", f"because {one.why.en}")] if one.why is not None else []
    return f"{_head(one, lang)}{'；'.join(told)}"


def _head(one: IndicatorDiff, lang: str) -> str:
    return f"{one.id}  {one.title.of(lang)}  【{said(lang, *KINDS[one.kind])}】"


def told_indicator(one: IndicatorDiff, lang: str) -> Iterator[str]:
    """The lines of one indicator."""
    yield _head(one, lang)
    yield from (f"  {line}" for line in _told(one, lang))


def told_ambiguity(found: Sequence[Ambiguity], lang: str) -> Iterator[str]:
    """The lines about the readings of cards."""
    if not found:
        yield said(lang, "没有写明两种以上口径的卡片", "no card has more than one reading")
    for pair in found:
        one = pair.found
        readings = " → ".join(_reading(each, lang) for each in (pair.one, pair.other))
        yield f"{one.id}  {one.title.of(lang)}  {pair.one.of}：{readings}  【{said(lang, *KINDS[one.kind])}】"
        yield from (f"  {line}" for line in _told(one, lang))


def _reading(one: Variant, lang: str) -> str:
    used = said(lang, "（现用）", " (in force)") if one.in_force and one.id else ""
    return f"{one.title.of(lang)}{used}"


def _told(one: IndicatorDiff, lang: str) -> Iterator[str]:
    if one.renamed is not None:
        zh = f"像是 {one.renamed} 改了代号：得分相同（已证明）"
        yield said(lang, zh, f"looks like {one.renamed} under another id: scores proved the same")
    yield from (part_text(part, lang) for part in one.parts)
    if one.why is not None:
        yield said(lang, f"因为{one.why.zh}", f"because {one.why.en}")
    yield from (_course(course, one, lang) for course in one.courses)
    if one.more:
        zh, en = f"其他情形下还有 {one.more} 种不同", f"{one.more} more settings of the other facts differ otherwise"
        yield said(lang, zh, en)
    for swing, verb in _swings(one, lang):
        at = "" if swing.at is None else f"：{_witness(swing.at, one, lang)}"
        yield f"{_most(swing, lang, verb)}{at}"
    if one.turn is not None:
        yield f"{said(lang, *_TURNED)}：{_witness(one.turn, one, lang)}"
    for found in (one.witness if _alone(one) else None, one.missing):
        if found is not None:
            yield f"{said(lang, '例', 'such as')}：{_witness(found, one, lang)}"
    if one.unsure:
        named = "、".join(one.unsure)
        yield said(lang, f"没有问完（求解器的限度内）：{named}", f"not settled within the budget: {named}")


def _alone(one: IndicatorDiff) -> bool:
    """Whether no gain, loss or turn shows the difference already."""
    return one.turn is None and all(swing is None or swing.at is None for swing in (one.gain, one.loss))


def _course(course: Course, one: IndicatorDiff, lang: str) -> str:
    groups = in_steps(course.rows)
    rows = [_group_text(group, course, one, lang) for group in groups[:MOST_ROWS]]
    if course.unknown is not None:
        head = f"{course.quantity} {said(lang, '算不出时', 'not known')}"
        rows.append(f"{head}：{levels_text(*course.unknown, course, lang)}")
    if (rest := sum(map(len, groups[MOST_ROWS:]))) > 0:
        rows.append(said(lang, f"另有 {rest} 段不同", f"{rest} more rows differ"))
    rows.append(said(lang, "其余不变", "else the same"))
    given = [fact_text(name, value, one.specs or {}, lang) for name, value in course.given.items()]
    before, after = (points_text(weight) for weight in course.weights)
    if before != after:
        given.append(f"{said(lang, '分值', 'weight')} {before} → {after}")
    elif any(other.weights != course.weights for other in one.courses):
        given.append(f"{said(lang, '分值', 'weight')} {before}")
    setting = "，".join(given)
    when = said(lang, f"（{setting} 时）", f" ({setting})") if given else ""
    return f"{said(lang, '断点', 'breakpoints')}{when}：{'；'.join(rows)}"


def _group_text(group: Group, course: Course, one: IndicatorDiff, lang: str) -> str:
    """A row; or of several that go on in steps the first, and what each further step changes."""
    first = _row_text(group[0], course, one, lang)
    return first if len(group) == 1 else f"{first}；{steps_text(group, course, lang)}"


def _row_text(row: Row, course: Course, one: IndicatorDiff, lang: str) -> str:
    where = span_text(row, course, lang)
    if row.before is not None and row.after is not None:
        return f"{where}：{levels_text(row.before, row.after, course, lang)}"
    if row.at is not None:
        return f"{where}：{said(lang, '不止一种，如', 'in several ways, such as ')}{_witness(row.at, one, lang)}"
    return f"{where}：{said(lang, '未能比较', 'not compared')}"


def _swings(one: IndicatorDiff, lang: str) -> list[tuple[Swing, str]]:
    """The gain and the loss, with their verbs, where both are known."""
    if one.gain is None or one.loss is None:
        return []
    return [(one.gain, said(lang, "多得", "gains")), (one.loss, said(lang, "少得", "loses"))]


def _most(swing: Swing, lang: str, verb: str) -> str:
    sure = said(lang, *_SURE[swing.verdict])
    if swing.at is None:
        return said(lang, f"没有部门{verb}（{sure}）", f"nobody {verb} ({sure})")
    most = points_text(abs(swing.points))
    if swing.unbounded:
        return said(lang, f"{verb}没有上限，至少到 {most} 分", f"{verb} without bound, {most} at least")
    return said(lang, f"最多{verb} {most} 分（{sure}）", f"{verb} at most {most} ({sure})")


def _witness(found: Witness, one: IndicatorDiff, lang: str) -> str:
    told = [fact_text(name, value, one.specs or {}, lang) for name, value in found.facts.items()]
    facts = "，".join(told) or said(lang, "任何部门", "any department")
    return f"{facts}：{' → '.join(_sight(sight, lang) for sight in (found.before, found.after))}"


def _sight(sight: Sight, lang: str) -> str:
    points = "" if isinstance(sight.came, str) else said(lang, " 分", "")
    rules = f"（{'、'.join(sight.rules)}）" if sight.rules else ""
    return f"{came_text(sight.came, lang)}{points}{rules}"
