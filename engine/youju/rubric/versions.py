"""The versions of a rubric: from which day to which its files stand unchanged, and every file as it is then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from youju.rubric.changes import IN_FORCE, DatedFile, items
from youju.rubric.days import read_day
from youju.rubric.span import Span
from youju.source import Diagnostic, Mapping, Node, Scalar
from youju.source import Sequence as SequenceNode
from youju.structs import replace

CASES = "cases"


def spans(head: DatedFile | None, files: Iterable[DatedFile]) -> tuple[Span, ...]:
    """The versions that the days of all files give rise to, the oldest first."""
    days = sorted({change.day for file in files for change in file.changes})
    starts: list[date | None] = [_begin(head), *days]
    return tuple(Span(start, end) for start, end in pairwise((*starts, None)))


def too_early(head: DatedFile | None, files: Iterable[DatedFile]) -> Iterator[Diagnostic]:
    """Changes that are not after the day on which the rubric itself begins."""
    begin = _begin(head)
    for file in files:
        for change in file.changes:
            if begin is not None and change.day <= begin:
                zh = f"标准自 {begin} 起施行，改动应晚于这一天"
                en = f"the rubric begins on {begin}, and a change comes after it"
                yield Diagnostic(change.at.place, "rubric-change-order", zh, en)


def file_in(file: DatedFile, span: Span) -> Mapping:
    """A file as it is in a version: its changes worked in, and of its golden cases those that hold then."""
    node = file.since(span.start)
    cases = node.get(CASES)
    if not isinstance(cases, SequenceNode) or not any(_day(case) for case in items(cases)):
        return node
    kept = SequenceNode(tuple(case for case in cases.items if _holds(case, span)), cases.place)
    return Mapping({**node.by_key, CASES: (node.by_key[CASES][0], kept)}, node.place)


def head_in(file: DatedFile, span: Span) -> Mapping:
    """As `file_in`, of rubric.yaml: `in_force` is the day on which the version begins, as if it were a rubric alone."""
    node = file_in(file, span)
    if span.start is None:
        return node
    at = next((change.at for change in file.changes if change.day == span.start), None)
    written = Scalar(span.start.isoformat(), at.place if at is not None else node.place, exact=at is not None)
    key, value = node.by_key.get(IN_FORCE, (Scalar(IN_FORCE, written.place, exact=False), written))
    value = value if isinstance(value, Scalar) and read_day(value.text) == span.start else written
    return Mapping({**node.by_key, IN_FORCE: (key, value)}, node.place)


def never_held(file: DatedFile, versions: Iterable[Span]) -> Iterator[Diagnostic]:
    """Golden cases of a card whose day is in none of the versions that have them; `versions` are those of the card."""
    held = {day.place for span in versions for day in _days_of_cases(file_in(file, span))}
    for day in dict.fromkeys(day for state in file.states for day in _days_of_cases(state)):
        if day.place not in held:
            zh = f"{day.text} 这一天没有这项指标，或那时的用例已经换过：这个用例哪一版都不会运行"
            en = f"on {day.text} the indicator or this list of cases is not in force: the case is never run"
            yield Diagnostic(day.place, "rubric-case-day", zh, en)


def told_once(found: Sequence[tuple[Span, Iterable[Diagnostic]]], files: Sequence[DatedFile]) -> tuple[Diagnostic, ...]:
    """What is said of each version in turn, each thing once; what is not true from the first on says since when."""
    lines = {file.shown: file.lines for file in files}
    told: set[Diagnostic] = set()
    said: list[Diagnostic] = []
    for i, (span, diagnostics) in enumerate(found):
        new = set(diagnostics) - told
        told |= new
        said.extend(_since(one, span.start, lines.get(one.place.file)) if i else one for one in new)
    return tuple(said)


def _since(one: Diagnostic, start: date | None, lines: range | None) -> Diagnostic:
    """With its version. Words that older versions have too are not the ones to mend, whatever is proposed for them.

    `lines` are those of the file's changes, None for a file that has none: a case says itself when it holds.
    """
    if lines is None or one.place.line in lines:
        return replace(one, zh=f"{one.zh}（{start} 起的版本）", en=f"{one.en} (version from {start})")
    zh, en = f"{one.zh}（{start} 起如此；改在这一天的 changes 里）", f"{one.en} (from {start}: mend it in its changes)"
    return replace(one, zh=zh, en=en, proposal=None)


def _begin(head: DatedFile | None) -> date | None:
    begin = head.base.get(IN_FORCE) if head is not None else None
    return read_day(begin.text) if isinstance(begin, Scalar) else None


def _day(case: Node) -> Scalar | None:
    found = case.get("day") if isinstance(case, Mapping) else None
    return found if isinstance(found, Scalar) else None


def _holds(case: Node, span: Span) -> bool:
    day = _day(case)
    found = read_day(day.text) if day is not None else None
    return found is None or span.holds(found)


def _days_of_cases(node: Mapping) -> Iterator[Scalar]:
    for case in items(node.get(CASES)):
        if (day := _day(case)) is not None:
            yield day
