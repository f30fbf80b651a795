"""`youju rubric diff … --facts`: what an edit of a rubric does to the departments of a corpus."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju.cli.asked import FILE
from youju.cli.terminal import show_line, write_record

if TYPE_CHECKING:
    from youju.regress.impact import FailOn, Impact
    from youju.rubric import Rubric

CONDITION, INCOMPLETE = 1, 3
"""The exit statuses: a condition of `--fail-on` is met; none is, and a part of the corpus was not read."""
_OPTIONS = (
    click.option(
        "--facts",
        type=FILE,
        metavar="CORPUS",
        help="各部门的事实表、审核记录或报告（文件夹或文件） / departments: sheets of facts, records, reports",
    ),
    click.option("--table", type=FILE, metavar="FILE", help="各部门前后得分的表（.xlsx、.csv） / a row a department"),
    click.option(
        "--picture", type=FILE, metavar="FILE", help="分布和变动的图（.svg、.png） / totals and movers, drawn"
    ),
    click.option("--sarif", type=FILE, metavar="FILE", help="写成 SARIF，带 baselineState / results with their state"),
    click.option(
        "--fail-on",
        multiple=True,
        metavar="CONDITION",
        help="changed、worse、worse:0.5、undetermined：符合则退出码为 1，可写几个 / exit 1 where it is met",
    ),
    click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there"),
)
_FORMS: Mapping[str, Sequence[str]] = {"--table": (".xlsx", ".csv"), "--picture": (".svg", ".png"), "--sarif": ()}
_WORDS = {
    "slow": {"zh": "要读 {n} 份报告，每份约几秒", "en": "{n} reports to read, some seconds each"},
    "met": {"zh": "--fail-on {on}：符合的部门 {n}", "en": "--fail-on {on}: {n} departments"},
    "unmet": {"zh": "--fail-on {on}：没有", "en": "--fail-on {on}: none"},
    "partial": {
        "zh": "有 {n} 处没有读到，结果不是全部部门的（退出码 3）",
        "en": "{n} not read: this is not the whole corpus (exit status 3)",
    },
    "rest": {
        "zh": "全部部门：--table FILE.xlsx；图：--picture FILE.svg；机器读：--json、--sarif FILE",
        "en": "all departments: --table FILE.xlsx; drawn: --picture FILE.svg; for machines: --json, --sarif FILE",
    },
}


@dataclass(frozen=True, slots=True)
class ImpactOptions:
    """What is asked of a corpus: where it is (None: nothing is asked), what to write, when to fail."""

    facts: Path | None = None
    table: Path | None = None
    picture: Path | None = None
    sarif: Path | None = None
    fail_on: tuple[str, ...] = ()
    force: bool = False

    @property
    def files(self) -> dict[str, Path]:
        """The files that are asked for, by their option."""
        named = {"--table": self.table, "--picture": self.picture, "--sarif": self.sarif}
        return {option: path for option, path in named.items() if path is not None}


def impact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of a corpus, and their values as `impact`."""

    @functools.wraps(command)
    def run(
        facts: Path | None,
        table: Path | None,
        picture: Path | None,
        sarif: Path | None,
        fail_on: tuple[str, ...],
        force: bool,
        **rest: Any,
    ) -> Any:
        return command(impact=ImpactOptions(facts, table, picture, sarif, fail_on, force), **rest)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def run_impact(old: Rubric, new: Rubric, options: ImpactOptions, as_json: bool = False, lang: str = "zh") -> int:
    """Scores a corpus by both rubrics, tells who moves, writes what is asked for, and gives the exit status.

    Mistakes in the options are told before anything is read.
    """
    from youju.regress.impact import impact_of, read_corpus, read_fail_on

    conditions = [read_fail_on(text) for text in options.fail_on]
    if options.facts is None:
        _require_nothing(options)
        return 0
    _require_writable(options)
    corpus = read_corpus(options.facts, (old, new), lambda n: click.echo(_say("slow", lang, n=n), err=True))
    impact = impact_of(old, new, corpus)
    _write(impact, options, lang, quiet=as_json)
    met = [(one, one.met(impact)) for one in conditions]
    if as_json:
        write_record(_record(impact, met))
    else:
        _show(impact, options, met, lang)
    return CONDITION if any(n for _, n in met) else INCOMPLETE if impact.unread else 0


def _require_nothing(options: ImpactOptions) -> None:
    from youju.source import CodedError

    given = [*options.files, *(["--fail-on"] if options.fail_on else [])]
    if given:
        zh, en = f"{'、'.join(given)} 要和 --facts 一起写", f"{', '.join(given)} need --facts, the departments"
        raise CodedError("impact-without-facts", zh, en)


def _require_writable(options: ImpactOptions) -> None:
    """The files are of forms that there are, and none is there yet unless with `--force`: told before the work."""
    from youju.source import CodedError

    for option, path in options.files.items():
        forms = _FORMS[option]
        if forms and path.suffix.lower() not in forms:
            zh, en = (
                f"{option} 的文件名应以 {'、'.join(forms)} 结尾：{path.name}",
                f"{option} ends in {' or '.join(forms)}",
            )
            raise CodedError("impact-form", zh, en)
        if not options.force and os.path.lexists(path):
            zh = f"“{path}”已经有了，没有覆盖；要覆盖请加 --force"
            raise CodedError("export-exists", zh, f"“{path}” is there already; --force writes over it")


def _write(impact: Impact, options: ImpactOptions, lang: str, quiet: bool) -> None:
    """All files or none; each is told in a line, on standard error where standard output is for a machine."""
    from youju.audit.words import printable
    from youju.cli.files import put_files

    files = {path: _made(impact, option, path.suffix.lower(), lang) for option, path in options.files.items()}
    put_files(files)
    for path in files:
        click.echo(printable(f"已写 written  {path}"), err=quiet)


def _made(impact: Impact, option: str, form: str, lang: str) -> bytes:
    from youju.publish.impact.picture import picture_of
    from youju.publish.impact.sarif import sarif_of_impact
    from youju.publish.impact.table import table_csv, table_xlsx

    if option == "--sarif":
        return sarif_of_impact(impact)
    if option == "--picture":
        return picture_of(impact, "png" if form == ".png" else "svg", lang)
    return table_csv(impact) if form == ".csv" else table_xlsx(impact, lang)


def _show(impact: Impact, options: ImpactOptions, met: Sequence[tuple[FailOn, int]], lang: str) -> None:
    from youju.audit.words import printable
    from youju.cli.terminal import console_of
    from youju.regress.impact.told import told_impact

    console = console_of()
    for line in told_impact(impact, lang):
        show_line(console, printable(line))
    for one, n in met:
        show_line(console, _say("met" if n else "unmet", lang, on=one.text(), n=n))
    if not options.files:
        show_line(console, _say("rest", lang))
    if impact.unread:
        click.echo(_say("partial", lang, n=len(impact.unread)), err=True)


def _record(impact: Impact, met: Sequence[tuple[FailOn, int]]) -> dict[str, Any]:
    from youju.regress.impact.record import impact_record

    return {**impact_record(impact), "fail_on": [{"condition": one.text(), "departments": n} for one, n in met]}


def _say(key: str, lang: str, **said: Any) -> str:
    return _WORDS[key][lang].format(**said)
