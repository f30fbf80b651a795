"""The run of `youju score`: options checked before anything is read, files told when they are there."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from youju.audit.words import printable
from youju.cli.files import put_files, require_new
from youju.cli.open import open_rubric
from youju.cli.progress import reading_bar
from youju.cli.score_told import told
from youju.cli.terminal import console_of, write_record
from youju.population.scores.score import Engine, Form, Wanted, named_rubric, rejected_path, require, score, wrong
from youju.population.scores.summary import Summary, record
from youju.rubric import Rubric, packs
from youju.source import canonical
from youju.structs import Struct

REJECTED = 3
"""The exit status where a part of the table was not scored."""


class Asked(Struct):
    """What is typed."""

    facts: Path
    rubric: str | None
    out: Path
    points: bool
    totals: bool
    by: Literal["county", "year"] | None
    rejected: Path | None
    summary: Path | None
    picture: Path | None
    engine: Engine
    force: bool
    as_json: bool
    lang: str

    @property
    def wanted(self) -> Wanted:
        """The same for the engine room."""
        form: Form = "points" if self.points else "totals" if self.totals else "full"
        return Wanted(form, self.engine, self.by, self.rejected)


def run_score(asked: Asked) -> None:
    """Scores a table and tells what came out; exit status 3 where rows were rejected. CodedError as of `score`."""
    _require(asked)
    rubric = _rubric(asked)
    with reading_bar(printable(asked.facts.name), "打分 / scoring") as progress:
        summary = score(asked.facts, rubric, asked.out, asked.wanted, progress)
    put_files(_extras(asked, summary))
    if asked.as_json:
        write_record(record(summary))
    else:
        told(console_of(), summary, asked.lang)
    paths = (asked.out, summary.rejected, asked.summary, asked.picture)
    for path in (path for path in paths if path is not None):
        click.echo(printable(f"已写 written  {path}"), err=asked.as_json)
    if summary.counts.rejected:
        raise SystemExit(REJECTED)


def _require(asked: Asked) -> None:
    if asked.points and asked.totals:
        raise wrong("--points", "--totals", "两个里的一个", "one of the two")
    require(asked.facts, asked.out, asked.wanted)
    if asked.picture is not None:
        _require_picture(asked.picture, asked.wanted.form)
    places = [asked.out, rejected_path(asked.out, asked.wanted), *filter(None, (asked.summary, asked.picture))]
    taken = {path.resolve() for path in (asked.facts, *places)}
    if len(taken) <= len(places):
        zh = "另外的文件名：每样各写一个文件，事实表不覆盖"
        raise wrong("--summary", str(asked.summary), zh, "another name: each goes to a file of its own")
    require_new(places, asked.force)


def _require_picture(path: Path, form: Form) -> None:
    from youju.publish.scores_picture import require_drawing

    if path.suffix.lower() not in (".svg", ".png"):
        raise wrong("--picture", path.name, "以 .svg 或 .png 结尾的文件名", "a name in .svg or .png")
    if form == "points":
        raise wrong("--picture", path.name, "和总分一起画的（不加 --points）", "totals, so no --points")
    require_drawing()


def _rubric(asked: Asked) -> Rubric:
    """The rubric that is asked for, else the one that the table names, else the only one there is."""
    name = asked.rubric or named_rubric(asked.facts)
    there = [pack.name for pack in packs()]
    if name is None and len(there) != 1:
        zh, en = f"评分标准的名称，如 {'、'.join(there)}", f"the name of a rubric: {', '.join(there)}"
        raise wrong("--rubric", "", f"{zh}（事实表没有写明）", f"{en} (the table names none)")
    return open_rubric(name or there[0])


def _extras(asked: Asked, summary: Summary) -> dict[Path, bytes]:
    made: dict[Path, bytes] = {}
    if asked.summary is not None:
        made[asked.summary] = canonical(record(summary))
    if asked.picture is not None:
        from youju.publish.scores_picture import picture_of

        made[asked.picture] = picture_of(
            summary, "png" if asked.picture.suffix.lower() == ".png" else "svg", asked.lang
        )
    return made
