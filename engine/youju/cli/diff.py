"""What `youju rubric diff` does: proofs for any department, then the departments of a corpus; files, exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from youju.audit.words import printable
from youju.cli.files import Make, staged
from youju.cli.impact import ImpactOptions, impact_on, require_options, tell_written
from youju.cli.terminal import console_of, show_line, write_record
from youju.publish.impact.proofs import Spot, sarif_of_diff
from youju.regress.diff.diff import diff
from youju.regress.diff.fail import meeting, unproved
from youju.regress.diff.model import RubricDiff
from youju.regress.diff.record import diff_record
from youju.regress.diff.tell import told_diff, told_short
from youju.regress.fail_on import FailOn, read_fail_on
from youju.regress.impact import (
    Impact,
    TableImpact,
    departments_meeting,
    impact_record,
    table_impact_record,
    told_impact,
)
from youju.rubric import Rubric
from youju.structs import Struct, field

_Found: TypeAlias = Impact | TableImpact | None
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


class Sides(Struct):
    """Two versions of a rubric; where the cards stand (of the new one, else of the old one); what they are called."""

    old: Rubric
    new: Rubric
    spots: Mapping[str, Spot] = field(default_factory=dict[str, Spot])
    called: tuple[str, ...] = ()


class Told(Struct):
    """How it is told."""

    everything: bool = False
    as_json: bool = False
    lang: str = "zh"


class Met(Struct):
    """A condition, and how many departments of the corpus or which indicators meet it."""

    on: FailOn
    names: tuple[str, ...] | None
    count: int

    @property
    def of(self) -> str:
        """What meets it: `departments` or `indicators`."""
        return "departments" if self.names is None else "indicators"


def run_diff(sides: Sides, options: ImpactOptions, told: Told) -> int:
    """Compares, tells, writes what is asked for, and gives the exit status."""
    conditions = [read_fail_on(text) for text in options.fail_on]
    require_options(options)
    # A corpus that cannot be read is told before the solver works.
    with impact_on(sides.old, sides.new, options, told.lang) as (impact, makers):
        found = diff(sides.old, sides.new)
        makers = makers if impact is not None else _sarif(found, sides, options)
        met = [_met(one, found, impact) for one in conditions]
        with staged(makers) as place:
            if told.as_json:
                write_record(_record(found, impact, met))
            else:
                _show(sides, found, impact, met, options, told)
            place()
        tell_written(makers, quiet=told.as_json)
        return _status(found, impact, met, told.lang)


def _sarif(found: RubricDiff, sides: Sides, options: ImpactOptions) -> dict[Path, Make]:
    data = sarif_of_diff(found, sides.spots, (sides.old.digest, sides.new.digest)) if options.files else b""
    return {path: lambda into: into.write_bytes(data) for path in options.files.values()}


def _show(sides: Sides, found: RubricDiff, impact: _Found, met: list[Met], options: ImpactOptions, told: Told) -> None:
    console, lang = console_of(), told.lang
    show_line(console, printable(" → ".join(sides.called or (sides.old.id, sides.new.id))))
    for line in _proved(found, impact, told):
        show_line(console, printable(line))
    if isinstance(impact, TableImpact):
        from youju.cli.impact_screen import show_table_impact

        show_table_impact(console, impact, lang)
    elif impact is not None:
        for line in told_impact(impact, lang):
            show_line(console, printable(line))
    for line in told_met(met, lang):
        show_line(console, printable(line))
    if impact is not None and not options.files:
        show_line(console, _say("rest", lang))


def _met(on: FailOn, found: RubricDiff, impact: _Found) -> Met:
    if impact is None or on.kind == "unproved":
        names = meeting(on, found)
        return Met(on, names, len(names))
    return Met(on, None, departments_meeting(on, impact))


def _proved(found: RubricDiff, impact: _Found, told: Told) -> Iterator[str]:
    lang = told.lang
    if impact is None:
        yield from told_diff(found, told.everything, lang)
        return
    yield from told_diff(found, True, lang) if told.everything else told_short(found, lang)
    if not told.everything and found.moved:
        yield _say("breakpoints", lang)
    yield ""


def told_met(met: Sequence[Met], lang: str) -> Iterator[str]:
    """Each condition, and what meets it."""
    for one in met:
        key = one.of if one.count else "unmet"
        yield _say(key, lang, on=one.on.text(), n=one.count, names="、".join(one.names or ()))


def status_on(impact: Impact | TableImpact, met: Sequence[Met], lang: str) -> int:
    """Whether a corpus passes; that a part of it was not read is told on standard error."""
    unread = impact.rejects.all if isinstance(impact, TableImpact) else len(impact.unread)
    if unread:
        click.echo(_say("partial", lang, n=unread), err=True)
    if any(one.count for one in met):
        return CONDITION
    return INCOMPLETE if unread else 0


def _status(found: RubricDiff, impact: _Found, met: list[Met], lang: str) -> int:
    """Whether it passes; what keeps it from being certain is told on standard error."""
    if impact is not None:
        return status_on(impact, met, lang)
    if any(one.count for one in met):
        return CONDITION
    doubtful = unproved(found) if met else ()
    if doubtful:
        click.echo(printable(_say("open", lang, names="、".join(doubtful))), err=True)
    return INCOMPLETE if doubtful else 0


def _record(found: RubricDiff, impact: _Found, met: list[Met]) -> dict[str, Any]:
    told = None
    if impact is not None:
        told = table_impact_record(impact) if isinstance(impact, TableImpact) else impact_record(impact)
    return {**diff_record(found), "unproved": list(unproved(found)), "impact": told, "fail_on": met_record(met)}


def met_record(met: Sequence[Met]) -> list[dict[str, Any]]:
    """The conditions as JSON values."""
    return [{"condition": one.on.text(), "of": one.of, "count": one.count} for one in met]


def _say(key: str, lang: str, **said: Any) -> str:
    return _WORDS[key][lang].format(**said)
