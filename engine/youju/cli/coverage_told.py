"""What cases cover, as lines for people and as a record for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, get_args

from youju.regress.coverage import Count, Coverage, Covered, Told, Verdict, counted
from youju.regress.obligations import Kind
from youju.rubric import Standing


class _Words(NamedTuple):
    zh: str
    en: str


_KINDS: dict[Kind, _Words] = {
    "rule": _Words("规则", "rules"),
    "boundary": _Words("界限", "boundaries"),
    "condition": _Words("条件", "conditions"),
    "applies": _Words("适用与否", "applies or not"),
    "open": _Words("有意不判", "left open"),
    "undecided": _Words("判不了", "undecided"),
    "missing": _Words("缺事实", "missing facts"),
    "transfer": _Words("分值调走", "transfers"),
    "moved": _Words("分值调入", "moved weight"),
    "cap": _Words("封顶", "caps"),
}
_VERDICTS: dict[Verdict, _Words] = {
    "decided": _Words("已覆盖", "covered"),
    "pinned": _Words("只有锁定的用例", "pinned only"),
    "uncovered": _Words("没覆盖", "uncovered"),
    "infeasible": _Words("不可能（已证明）", "infeasible (proved)"),
    "off grid": _Words("最小单位以内不可能（已证明）", "infeasible on the grid (proved)"),
    "unknown": _Words("没有定论", "not settled"),
}
_SETTLED: tuple[Verdict, ...] = ("decided", "infeasible", "off grid")


def lines(found: Coverage, everything: bool) -> Iterator[str]:
    """The indicators of which something is missed (all, with `everything`), then the counts of all kinds."""
    yield found.rubric
    for one in found.indicators:
        if everything or one.count().missed:
            yield from _indicator(one, everything)
    if found.whole and (everything or counted(found.whole).missed):
        yield f"\n总分 · The total：{_count(counted(found.whole))}"
        for told in found.whole:
            if everything or told.verdict not in _SETTLED:
                yield from _obligation(told)
    decided, pinned, blank = map(found.cases, get_args(Standing))
    yield ""
    yield f"用例 cases：由人定的 decided {decided}，锁定 pinned {pinned}，待定 blank {blank}"
    for kind in found.kinds:
        yield f"{_KINDS[kind].zh} {_KINDS[kind].en}：{_count(found.count(kind))}"
    yield f"合计 total：{_count(found.count())}"


def _indicator(one: Covered, everything: bool) -> Iterator[str]:
    yield f"\n{one.title.zh} · {one.title.en}（{one.indicator}）：{_count(one.count())}"
    for told in one.told:
        if everything or told.verdict not in _SETTLED:
            yield from _obligation(told)


def _obligation(told: Told) -> Iterator[str]:
    one, verdict = told.obligation, _VERDICTS[told.verdict]
    by = f"：{told.by}" if told.by is not None else ""
    yield f"  [{verdict.zh} {verdict.en}{by}] {one.id}"
    yield f"    {one.zh} / {one.en}"
    if told.why is not None:
        yield f"    为什么 why：{told.why.zh} / {told.why.en}"
    if told.verdict == "uncovered" and told.by is None:
        values = ", ".join(f"{name}: {value}" for name, value in told.witness)
        yield f"    这样就能覆盖 would do：{{{values}}}"


def _count(count: Count) -> str:
    """`12 / 14`, of those that are possible as far as is known; then what else there is."""
    possible = count.all - count.infeasible - count.off_grid
    more = (
        ("不可能 infeasible", count.infeasible),
        ("最小单位以内不可能 infeasible on the grid", count.off_grid),
        ("只有锁定的 pinned only", count.pinned),
        ("没有定论 not settled", count.unknown),
    )
    return "，".join((f"{count.decided} / {possible}", *(f"{words} {number}" for words, number in more if number)))


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
