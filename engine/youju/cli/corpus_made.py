"""The run of `youju corpus`: options checked before anything is made, the file written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.audit.words import printable
from youju.cli.files import require_new, writing
from youju.cli.open import open_rubric
from youju.cli.progress import reading_bar
from youju.facts import constant
from youju.feel import show_number
from youju.population.corpus.plan import CorpusOptions, CorpusPlan, plan_of
from youju.population.engines.with_polars import with_polars
from youju.source import CodedError
from youju.structs import Struct

if TYPE_CHECKING:
    from types import ModuleType

MOST_ROWS = 1_000_000_000


class Asked(Struct):
    """What is typed, shares as texts."""

    rubric: str
    rows: int
    seed: int
    out: Path
    missing: str
    boundary: str
    counties: int
    years: int
    force: bool


def run_corpus(asked: Asked) -> None:
    """Makes the corpus and tells what it is. CodedError where an option makes no sense or nothing can be written."""
    options = options_of(asked)
    if asked.out.suffix.lower() != ".parquet":
        raise _wrong("--out", asked.out.name, "以 .parquet 结尾的文件名", "a name that ends in .parquet")
    require_new([asked.out], asked.force)
    plan = plan_of(open_rubric(asked.rubric))
    _write(plan, options, asked.out)
    for line in summary(plan, options, asked.out):
        click.echo(printable(line))


def options_of(asked: Asked) -> CorpusOptions:
    """The options as values; CodedError (`corpus-option`) names the one that is none."""
    whole = (("--rows", asked.rows, MOST_ROWS), ("--counties", asked.counties, 100_000), ("--years", asked.years, 100))
    for option, value, most in whole:
        if not 1 <= value <= most:
            raise _wrong(option, str(value), f"1 到 {most} 的整数", f"a whole number from 1 to {most}")
    missing, boundary = _share("--missing", asked.missing), _share("--boundary", asked.boundary)
    return CorpusOptions(asked.rows, asked.seed, missing, boundary, asked.counties, asked.years)


def summary(plan: CorpusPlan, options: CorpusOptions, path: Path) -> list[str]:
    """What the file is, in lines: that it is made up first of all."""
    thresholds = sum(len(cluster.thresholds) for cluster in plan.clusters)
    missing, boundary = (f"{show_number(share * 100)}%" for share in (options.missing, options.boundary))
    return [
        f"已写 written  {path}",
        "合成数据，不是任何部门的 · made up, of no department",
        f"评分标准 rubric  {plan.rubric.id}   种子 seed  {options.seed}",
        f"行 rows  {options.rows}   事实 facts  {len(plan.facts)}   缺 missing  {missing}",
        f"界限 thresholds  {thresholds}   在界限上的行 rows at them  {boundary}",
    ]


def _share(option: str, text: str) -> Fraction:
    try:
        value = constant(text.strip())
    except ValueError:
        value = None
    if isinstance(value, Fraction) and 0 <= value <= 1:
        return value
    raise _wrong(option, text, "0% 到 100%，如 3%", "0% to 100%, such as 3%")


def _wrong(option: str, text: str, zh: str, en: str) -> CodedError:
    return CodedError("corpus-option", f"{option} 应是{zh}，不是“{text}”", f"{option} takes {en}, not “{text}”")


def _polars() -> ModuleType:
    with with_polars():
        from youju.population.corpus import write_polars
    return write_polars


def _write(plan: CorpusPlan, options: CorpusOptions, path: Path) -> None:
    """Beside its place first, under a name that nobody can have laid there; what was there stays until it is whole."""
    write_corpus = _polars().write_corpus
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".youju-", suffix=".parquet", dir=path.parent)
        os.close(handle)
        try:
            with reading_bar(printable(path.name), "造 / making") as progress:
                write_corpus(plan, options, Path(name), progress)
            os.chmod(name, 0o644)
            os.replace(name, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
