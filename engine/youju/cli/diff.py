"""What `youju rubric diff` does: proofs for any department, then the departments of a corpus; files, exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from youju.audit.words import printable
from youju.cli.impact import ImpactOptions, files_of, impact_on, require_options, write_files
from youju.cli.terminal import console_of, show_line, write_record
from youju.publish.impact.proofs import Spot, sarif_of_diff
from youju.regress.diff.diff import diff
from youju.regress.diff.fail import meeting, unproved
from youju.regress.diff.model import RubricDiff
from youju.regress.diff.record import diff_record
from youju.regress.diff.tell import told_diff, told_short
from youju.regress.fail_on import FailOn, read_fail_on
from youju.regress.impact import Impact, departments_meeting, impact_record, told_impact
from youju.rubric import Rubric

CONDITION, INCOMPLETE = 1, 3
"""The exit statuses: a condition of `--fail-on` is met; none is, and something was not read or not proved."""
_WORDS = {
    "departments": {"zh": "--fail-on {on}：符合的部门 {n}", "en": "--fail-on {on}: {n} departments"},
    "indicators": {"zh": "--fail-on {on}：{names}", "en": "--fail-on {on}: {names}"},
    "unmet": {"zh": "--fail-on {on}：没有", "en": "--fail-on {on}: none"},
    "partial": {
        "zh": "有 {n} 处没有读到，结果不是全部部门的（退出码 3）",
        "en": "{n} not read: this is not the whole corpus (exit status 3)",
    },
    "open": {
        "zh": "没有全部证明：{names}，所以不能说没有（退出码 3）",
        "en": "not proved throughout: {names}, so that none is no certainty (exit status 3)",
    },
    "breakpoints": {
        "zh": "断点和例子：不加 --facts，或加 --all",
        "en": "breakpoints and examples: without --facts, or with --all",
    },
    "rest": {
        "zh": "全部部门：--table FILE.xlsx；图：--picture FILE.svg；机器读：--json、--sarif FILE",
        "en": "all departments: --table FILE.xlsx; drawn: --picture FILE.svg; for machines: --json, --sarif FILE",
    },
}


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions of a rubric; where the cards stand (of the new one, else of the old one); what they are called."""

    old: Rubric
    new: Rubric
    spots: Mapping[str, Spot] = field(default_factory=dict[str, Spot])
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """How it is told."""

    everything: bool = False
    as_json: bool = False
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class _Met:
    """A condition, and how many departments of the corpus or which indicators meet it."""

    on: FailOn
    names: tuple[str, ...] | None
    count: int

    @property
    def of(self) -> str:
        return "departments" if self.names is None else "indicators"


def run_diff(sides: Sides, options: ImpactOptions, told: Told) -> int:
    """Compares, tells, writes what is asked for, and gives the exit status."""
    conditions = [read_fail_on(text) for text in options.fail_on]
    require_options(options)
    # A corpus that cannot be read is told before the solver works.
    impact = None if options.facts is None else impact_on(sides.old, sides.new, options.facts, told.lang)
    found = diff(sides.old, sides.new)
    made = _sarif(found, sides, options) if impact is None else files_of(impact, options, told.lang)
    met = [_met(one, found, impact) for one in conditions]
    if told.as_json:
        write_record(_record(found, impact, met))
    else:
        console = console_of()
        show_line(console, printable(" → ".join(sides.called or (sides.old.id, sides.new.id))))
        for line in _lines(found, impact, met, options, told):
            show_line(console, printable(line))
    write_files(made, quiet=told.as_json)
    return _status(found, impact, met, told.lang)


def _sarif(found: RubricDiff, sides: Sides, options: ImpactOptions) -> dict[Any, bytes]:
    digests = sides.old.digest, sides.new.digest
    return {path: sarif_of_diff(found, sides.spots, digests) for path in options.files.values()}


def _met(on: FailOn, found: RubricDiff, impact: Impact | None) -> _Met:
    if impact is None or on.kind == "unproved":
        names = meeting(on, found)
        return _Met(on, names, len(names))
    return _Met(on, None, departments_meeting(on, impact))


def _lines(
    found: RubricDiff, impact: Impact | None, met: list[_Met], options: ImpactOptions, told: Told
) -> Iterator[str]:
    lang = told.lang
    if impact is None:
        yield from told_diff(found, told.everything, lang)
    else:
        yield from told_diff(found, True, lang) if told.everything else told_short(found, lang)
        if not told.everything and found.moved:
            yield _say("breakpoints", lang)
        yield ""
        yield from told_impact(impact, lang)
    for one in met:
        key = one.of if one.count else "unmet"
        yield _say(key, lang, on=one.on.text(), n=one.count, names="、".join(one.names or ()))
    if impact is not None and not options.files:
        yield _say("rest", lang)


def _status(found: RubricDiff, impact: Impact | None, met: list[_Met], lang: str) -> int:
    """Whether it passes; what keeps it from being certain is told on standard error."""
    if impact is not None and impact.unread:
        click.echo(_say("partial", lang, n=len(impact.unread)), err=True)
    if any(one.count for one in met):
        return CONDITION
    if impact is not None:
        return INCOMPLETE if impact.unread else 0
    doubtful = unproved(found) if met else ()
    if doubtful:
        click.echo(printable(_say("open", lang, names="、".join(doubtful))), err=True)
    return INCOMPLETE if doubtful else 0


def _record(found: RubricDiff, impact: Impact | None, met: list[_Met]) -> dict[str, Any]:
    return {
        **diff_record(found),
        "unproved": list(unproved(found)),
        "impact": None if impact is None else impact_record(impact),
        "fail_on": [{"condition": one.on.text(), "of": one.of, "count": one.count} for one in met],
    }


def _say(key: str, lang: str, **said: Any) -> str:
    return _WORDS[key][lang].format(**said)
