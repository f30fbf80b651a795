"""`youju what-if`: the score were some facts otherwise; nothing is written, and nothing worked out with a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE, Asked, as_json, asked_of, in_language
from youju.cli.terminal import console_of, write_record

if TYPE_CHECKING:
    from youju.audit import Audit
    from youju.author.scenarios.pairs import Slip
    from youju.explain.what_if import Scenario
    from youju.facts import Assumed
    from youju.rubric import Rubric


@click.command("what-if")
@click.argument("report", type=FILE)
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
@click.option(
    "--sheet",
    type=FILE,
    metavar="FILE",
    help="许多情形的表（.xlsx、.csv、.yaml）：第一列情形名称，其余各列是事实 / a table of scenarios, a row each",
)
@asked_of
@as_json
@in_language
def what_if_command(
    report: Path, given: tuple[str, ...], sheet: Path | None, asked: Asked, as_json: bool, lang: str
) -> None:
    """假设几个事实是另外的值，新旧得分并列；什么也不写。 / The score were some facts otherwise; nothing is written."""
    from youju.cli.open import open_audit
    from youju.source import CodedError

    if bool(given) == (sheet is not None):
        zh = "请写 名称=数值（可写几个），或 --sheet 文件，二者取一"
        raise CodedError("what-if-given", zh, "give NAME=VALUE, or --sheet FILE: one of them")
    audit = open_audit(report, asked).audit
    if sheet is not None:
        _run_sheet(audit, sheet, as_json, lang)
    else:
        _run_pairs(audit, given, as_json, lang)


def _run_pairs(audit: Audit, given: Sequence[str], as_json: bool, lang: str) -> None:
    from youju.cli.what_if_screen import show_what_if
    from youju.explain.what_if import what_if
    from youju.explain.what_if_record import what_if_record

    found = what_if(audit, _assumed(given, audit.rubric))
    if as_json:
        write_record(what_if_record(found))
    else:
        show_what_if(console_of(), found, lang)


def _run_sheet(audit: Audit, sheet: Path, as_json: bool, lang: str) -> None:
    from youju.cli.what_if_screen import show_played
    from youju.explain.what_if import play
    from youju.explain.what_if_record import played_record

    played = [play(audit, one) for one in _scenarios(sheet, audit.rubric)]
    if as_json:
        write_record(played_record(audit, played))
    else:
        show_played(console_of(), audit, played, lang)


def _assumed(given: Sequence[str], rubric: Rubric) -> Mapping[str, Assumed]:
    """What is assumed. Where anything of it is wrong all is told, and the command ends with status 2."""
    from youju.author.scenarios.pairs import read_pairs
    from youju.cli.refused import counted

    assumed, slips = read_pairs(given, rubric)
    if not slips:
        return assumed
    for slip in slips:
        _tell(slip)
    count = len(slips)
    click.echo(f"有 {count} 处错误，没有推算 / {counted(count, 'mistake')}, nothing was worked out", err=True)
    raise SystemExit(2)


def _scenarios(sheet: Path, rubric: Rubric) -> Sequence[Scenario]:
    """The scenarios of a file. Where anything in it is wrong all is told, and the command ends with status 2."""
    from youju.author.scenarios.sheet import read_scenarios
    from youju.cli.handed import tell_troubles

    scenarios, troubles = read_scenarios(sheet, rubric)
    if troubles:
        tell_troubles(troubles, sheet, "没有推算", "nothing was worked out")
        raise SystemExit(2)
    return scenarios


def _tell(slip: Slip) -> None:
    """A mistake with its words marked, on standard error."""
    from youju.audit.words import printable
    from youju.source.excerpt import excerpt

    line, carets = excerpt(slip.text.replace("\n", " "), slip.start, slip.end)
    click.echo(printable(f"{slip.code}：{slip.zh} / {slip.en}\n    {line}\n    {carets}"), err=True)
