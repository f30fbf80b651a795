"""`youju impact`: what an edit of a rubric does to a large table of facts; `rubric diff --facts` uses the same."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE, in_language
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.cli.diff import Met
    from youju.cli.files import Make
    from youju.regress.fail_on import FailOn
    from youju.regress.impact import TableImpact
    from youju.rubric import Rubric

SHOWN, MOST_SHOWN = 5, 1000
"""How many departments are explained unless asked otherwise, and at most."""
_OUT, _PICTURE = (".parquet", ".csv", ".xlsx"), (".svg", ".png")


class Asked(Struct):
    """What is typed beside the rubrics and the table."""

    out: Path | None
    picture: Path | None
    sample: int
    fail_on: tuple[str, ...]
    force: bool
    as_json: bool
    lang: str

    @property
    def files(self) -> dict[str, Path]:
        """The files that are asked for, by their option."""
        named = {"--out": self.out, "--picture": self.picture}
        return {option: path for option, path in named.items() if path is not None}


@click.command("impact")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("facts", metavar="FACTS", type=FILE)
@click.option("--on", metavar="DATE", help="OLD 哪一天的版本 / the version of OLD of a day; the last if left out")
@click.option("--to", metavar="DATE", help="NEW 哪一天的版本 / the version of NEW of a day; the last if left out")
@click.option("--out", type=FILE, metavar="FILE", help="变动的部门，一行一个（.parquet、.csv、.xlsx） / a row a mover")
@click.option("--picture", type=FILE, metavar="FILE", help="分布、变化、规则的图（.svg、.png） / drawn")
@click.option(
    "--sample",
    type=click.IntRange(0, MOST_SHOWN),
    default=SHOWN,
    show_default=True,
    metavar="N",
    help="逐条说明几个部门 / departments explained",
)
@click.option(
    "--fail-on",
    multiple=True,
    metavar="CONDITION",
    help="changed、worse、worse:0.5、undetermined：符合则退出码为 1，可写几个 / exit 1 where it is met",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
@in_language
def impact_command(
    old: str,
    new: str,
    facts: Path,
    on: str | None,
    to: str | None,
    out: Path | None,
    picture: Path | None,
    sample: int,
    fail_on: tuple[str, ...],
    force: bool,
    as_json: bool,
    lang: str,
) -> None:
    """一张大表的部门，两版评分标准：谁的得分变，由哪条规则，变多少。 / Whom of a large table an edit moves, and why."""
    from youju.cli.rubric_diff import sides_of

    asked = Asked(out, picture, sample, fail_on, force, as_json, lang)
    conditions = _conditions(asked)
    sides = sides_of(old, new, on, to, lang)
    raise SystemExit(_run(sides.old, sides.new, facts, conditions, asked))


@contextmanager
def scored_table(
    old: Rubric, new: Rubric, facts: Path, sample: int, files: Mapping[str, Path], lang: str
) -> Generator[tuple[TableImpact, Mapping[Path, Make]]]:
    """A table scored by both rubrics, and what makes the files that are asked for by these options."""
    from youju.regress.impact import table_impact
    from youju.source import CodedError

    if "--sarif" in files:
        zh = "一张大表没有 SARIF，请用 --table FILE.parquet"
        raise CodedError("impact-no-sarif", zh, "of a large table there is no SARIF: --table FILE.parquet has its rows")
    with table_impact(old, new, facts, sample) as (impact, write):

        def maker(option: str, path: Path) -> Make:
            form = path.suffix.lower()
            if option == "--picture":
                return lambda into: into.write_bytes(_drawn(impact, form, lang))
            return lambda into: write(into, form)

        yield impact, {path: maker(option, path) for option, path in files.items()}


def _conditions(asked: Asked) -> list[FailOn]:
    """The conditions of `--fail-on`; mistakes in the options are told before anything is read."""
    from youju.cli.files import require_new
    from youju.cli.impact import require_form
    from youju.regress.fail_on import read_fail_on
    from youju.source import CodedError

    conditions = [read_fail_on(text) for text in asked.fail_on]
    if any(one.kind == "unproved" for one in conditions):
        zh = "--fail-on unproved 说的是证明，请用 youju rubric diff"
        raise CodedError("impact-fail-on", zh, "--fail-on unproved is about proofs: youju rubric diff")
    require_form("--out", asked.out, _OUT)
    require_form("--picture", asked.picture, _PICTURE)
    require_new(asked.files.values(), asked.force)
    return conditions


def _run(old: Rubric, new: Rubric, facts: Path, conditions: list[FailOn], asked: Asked) -> int:
    """Scores, tells, writes what is asked for, and gives the exit status."""
    from youju.cli.diff import Met, met_record, status_on
    from youju.cli.files import staged
    from youju.cli.impact import tell_written
    from youju.cli.terminal import write_record
    from youju.regress.impact import departments_meeting, table_impact_record

    with scored_table(old, new, facts, asked.sample, asked.files, asked.lang) as (impact, makers):
        met = [Met(one, None, departments_meeting(one, impact)) for one in conditions]
        with staged(makers) as place:
            if asked.as_json:
                write_record({**table_impact_record(impact), "fail_on": met_record(met)})
            else:
                _show(impact, met, asked.lang)
            place()
        tell_written(makers, quiet=asked.as_json)
        return status_on(impact, met, asked.lang)


def _show(impact: TableImpact, met: list[Met], lang: str) -> None:
    from youju.audit.words import printable
    from youju.cli.diff import told_met
    from youju.cli.impact_screen import show_table_impact
    from youju.cli.terminal import console_of, show_line

    console = console_of()
    show_table_impact(console, impact, lang)
    for line in told_met(met, lang):
        show_line(console, printable(line))


def _drawn(impact: TableImpact, form: str, lang: str) -> bytes:
    from youju.publish.impact.large_picture import table_picture_of

    return table_picture_of(impact, "png" if form == ".png" else "svg", lang)
