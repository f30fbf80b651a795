"""The part of `youju rubric diff` that is about files: what is asked of a corpus, what is written, and its words."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju.cli.asked import FILE
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.cli.files import Make
    from youju.regress.impact import Impact, TableImpact
    from youju.rubric import Rubric

_OPTIONS = (
    click.option(
        "--facts",
        type=FILE,
        metavar="CORPUS",
        help="各部门的事实表、审核记录或报告（文件夹或文件），或一张大表 / sheets, records, reports; a large table",
    ),
    click.option(
        "--table",
        type=FILE,
        metavar="FILE",
        help="各部门前后得分的表（.xlsx、.csv，大表也可 .parquet） / a row a department",
    ),
    click.option(
        "--picture", type=FILE, metavar="FILE", help="分布和变动的图（.svg、.png） / totals and movers, drawn"
    ),
    click.option("--sarif", type=FILE, metavar="FILE", help="写成 SARIF，带 baselineState / results with their state"),
    click.option(
        "--fail-on",
        multiple=True,
        metavar="CONDITION",
        help="changed、worse、worse:0.5、undetermined、unproved：符合则退出码为 1，可写几个 / exit 1 where it is met",
    ),
    click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there"),
)
_FORMS: Mapping[str, Sequence[str]] = {
    "--table": (".xlsx", ".csv", ".parquet"),
    "--picture": (".svg", ".png"),
    "--sarif": (),
}


class ImpactOptions(Struct):
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


def require_options(options: ImpactOptions) -> None:
    """Mistakes in the options are told before anything is read: CodedError."""
    if options.facts is None:
        _require_nothing(options)
    for option, path in options.files.items():
        _require_writable(option, path, options.force)


@contextmanager
def impact_on(
    old: Rubric, new: Rubric, options: ImpactOptions, lang: str
) -> Generator[tuple[Impact | TableImpact | None, Mapping[Path, Make]]]:
    """Every department of a corpus or of a large table, scored by both rubrics, and what makes the files asked for."""
    from youju.regress.impact.large import is_table

    if options.facts is None:
        yield None, {}
    elif is_table(options.facts):
        from youju.cli.impact_table import SHOWN, scored_table

        with scored_table(old, new, options.facts, SHOWN, options.files, lang) as found:
            yield found
    else:
        require_form("--table", options.table, (".xlsx", ".csv"))
        impact = _corpus_impact(old, new, options.facts, lang)
        yield impact, {path: _maker(impact, option, path, lang) for option, path in options.files.items()}


def _corpus_impact(old: Rubric, new: Rubric, corpus: Path, lang: str) -> Impact:
    from youju.regress.impact import impact_of, read_corpus

    slow = "要读 {n} 份报告，每份约几秒" if lang == "zh" else "{n} reports to read, some seconds each"
    return impact_of(old, new, read_corpus(corpus, (old, new), lambda n: click.echo(slow.format(n=n), err=True)))


def tell_written(paths: Iterable[Path], quiet: bool) -> None:
    """A line a file, on standard error where standard output is for a machine."""
    from youju.audit.words import printable

    for path in paths:
        click.echo(printable(f"已写 written  {path}"), err=quiet)


def _maker(impact: Impact, option: str, path: Path, lang: str) -> Make:
    return lambda into: into.write_bytes(_made(impact, option, path.suffix.lower(), lang))


def _require_nothing(options: ImpactOptions) -> None:
    from youju.source import CodedError

    given = [option for option in options.files if option != "--sarif"]
    if given:
        zh, en = f"{'、'.join(given)} 要和 --facts 一起写", f"{', '.join(given)} need --facts, the departments"
        raise CodedError("impact-without-facts", zh, en)


def _require_writable(option: str, path: Path, force: bool) -> None:
    """A file is of a form that there is, and not there yet unless with `--force`."""
    from youju.cli.files import require_new

    require_form(option, path, _FORMS[option])
    require_new([path], force)


def require_form(option: str, path: Path | None, forms: Sequence[str]) -> None:
    """CodedError where a file that is asked for is of none of the forms there are; of no forms, any does."""
    from youju.source import CodedError

    if path is not None and forms and path.suffix.lower() not in forms:
        zh = f"{option} 的文件名应以 {'、'.join(forms)} 结尾：{path.name}"
        raise CodedError("impact-form", zh, f"{option} ends in {' or '.join(forms)}")


def _made(impact: Impact, option: str, form: str, lang: str) -> bytes:
    from youju.publish.impact.picture import picture_of
    from youju.publish.impact.sarif import sarif_of_impact
    from youju.publish.impact.table import table_csv, table_xlsx

    if option == "--sarif":
        return sarif_of_impact(impact)
    if option == "--picture":
        return picture_of(impact, "png" if form == ".png" else "svg", lang)
    return table_csv(impact) if form == ".csv" else table_xlsx(impact, lang)
