"""What cases cover, as lines for people and as a record for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from youju.regress.coverage import Count, Coverage, Covered, Told, Verdict, counted
from youju.regress.obligations import Kind
from youju.rubric import Standing, Text

MOST = 5
"""How many missed points of an indicator are told; the rest are counted."""
_KINDS: dict[Kind, Text] = {
    "rule": Text(zh="规则", en="rules"),
    "boundary": Text(zh="界限", en="boundaries"),
    "condition": Text(zh="条件", en="conditions"),
    "applies": Text(zh="适用与否", en="applies or not"),
    "open": Text(zh="有意不判", en="left open"),
    "undecided": Text(zh="判不了", en="undecided"),
    "missing": Text(zh="缺事实", en="missing facts"),
    "transfer": Text(zh="分值调走", en="transfers"),
    "moved": Text(zh="分值调入", en="moved weight"),
    "cap": Text(zh="封顶", en="caps"),
}
_VERDICTS: dict[Verdict, Text] = {
    "decided": Text(zh="已覆盖", en="covered"),
    "pinned": Text(zh="只有锁定的用例", en="pinned only"),
    "uncovered": Text(zh="没覆盖", en="uncovered"),
    "infeasible": Text(zh="不可能（已证明）", en="infeasible (proved)"),
    "off grid": Text(zh="最小单位以内不可能（已证明）", en="infeasible on the grid (proved)"),
    "unknown": Text(zh="没有定论", en="not settled"),
}
_SETTLED: tuple[Verdict, ...] = ("decided", "infeasible", "off grid")


def lines(found: Coverage, everything: bool, lang: str, next_command: str) -> Iterator[str]:
    """The indicators of which something is missed (all, with `everything`), the counts, and what to run next."""
    yield found.rubric
    for one in found.indicators:
        if everything or one.count().missed:
            yield f"\n{one.title.of(lang)}（{one.indicator}）{_colon(lang)}{_count(one.count(), lang)}"
            yield from _points(one.told, everything, lang)
    if found.whole and (everything or counted(found.whole).missed):
        yield f"\n{_said(lang, '总分', 'The total')}{_colon(lang)}{_count(counted(found.whole), lang)}"
        yield from _points(found.whole, everything, lang)
    yield ""
    yield _cases(found, lang)
    for kind in found.kinds:
        yield f"{_KINDS[kind].of(lang)}{_colon(lang)}{_count(found.count(kind), lang)}"
    yield f"{_said(lang, '合计', 'total')}{_colon(lang)}{_count(found.count(), lang)}"
    if any(one.verdict == "uncovered" for one in found.told):
        yield f"{_said(lang, '写出还缺的用例', 'to have the missing cases written')}{_colon(lang)}{next_command}"


def _points(every: Sequence[Told], everything: bool, lang: str) -> Iterator[str]:
    """The missed points, the first of them; with `everything` all there are, and why each is missed."""
    told = [one for one in every if everything or one.verdict not in _SETTLED]
    for one in told if everything else told[:MOST]:
        yield from _point(one, everything, lang)
    if not everything and (rest := len(told) - MOST) > 0:
        yield f"  {_said(lang, f'另有 {rest} 处，--all 全部列出', f'{rest} more, all with --all')}"


def _point(told: Told, everything: bool, lang: str) -> Iterator[str]:
    by = f"{_colon(lang)}{told.by}" if told.by is not None else ""
    yield f"  [{_VERDICTS[told.verdict].of(lang)}{by}] {_said(lang, told.obligation.zh, told.obligation.en)}"
    if everything and told.why is not None:
        yield f"    {_said(lang, '为什么', 'why')}{_colon(lang)}{told.why.of(lang)}"
    if told.verdict == "uncovered" and told.by is None:
        values = ", ".join(f"{name}: {value}" for name, value in told.witness)
        yield f"    {_said(lang, '这样就能覆盖', 'this would cover it')}{_colon(lang)}{{{values}}}"


def _cases(found: Coverage, lang: str) -> str:
    decided, pinned, blank = map(found.cases, get_args(Standing))
    zh = f"用例：由人定的 {decided}，锁定 {pinned}，待定 {blank}"
    return _said(lang, zh, f"cases: decided {decided}, pinned {pinned}, blank {blank}")


def _count(count: Count, lang: str) -> str:
    """`12 / 14`, of those that are possible as far as is known; then what else there is."""
    possible = count.all - count.infeasible - count.off_grid
    more: tuple[tuple[Verdict, int], ...] = (
        ("infeasible", count.infeasible),
        ("off grid", count.off_grid),
        ("pinned", count.pinned),
        ("unknown", count.unknown),
    )
    told = (f"{_VERDICTS[verdict].of(lang)} {number}" for verdict, number in more if number)
    return _said(lang, "，", ", ").join((f"{count.decided} / {possible}", *told))


def _said(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def _colon(lang: str) -> str:
    return _said(lang, "：", ": ")


def record(found: Coverage) -> dict[str, Any]:
    """All of it as plain JSON."""
    return {
        "rubric": found.rubric,
        "cases": {standing: found.cases(standing) for standing in get_args(Standing)},
        "total": _numbers(found.count()),
        "kinds": {kind: _numbers(found.count(kind)) for kind in found.kinds},
        "indicators": [_record(one) for one in found.indicators],
        "whole": list(_obligations(found.whole)),
    }


def _record(one: Covered) -> dict[str, Any]:
    return {
        "id": one.indicator,
        "title": one.title.zh,
        "title_en": one.title.en,
        "cases": {"decided": one.decided, "pinned": one.pinned, "blank": one.blank},
        "total": _numbers(one.count()),
        "obligations": list(_obligations(one.told)),
    }


def _obligations(every: Iterable[Told]) -> Iterator[dict[str, Any]]:
    for told in every:
        one, why = told.obligation, told.why
        yield {
            "id": one.id,
            "kind": one.kind,
            "rule": one.rule,
            "verdict": told.verdict,
            "by": told.by,
            "text": one.zh,
            "text_en": one.en,
            "why": None if why is None else why.zh,
            "why_en": None if why is None else why.en,
            "witness": dict(told.witness) if told.verdict == "uncovered" and told.by is None else None,
        }


def _numbers(count: Count) -> dict[str, int]:
    return {
        "all": count.all,
        "decided": count.decided,
        "pinned": count.pinned,
        "infeasible": count.infeasible,
        "off_grid": count.off_grid,
        "unknown": count.unknown,
        "missed": count.missed,
    }
