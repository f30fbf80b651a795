"""`youju rule`: the words of the command; what it does is in `cli/decide.py`."""

from __future__ import annotations

from pathlib import Path

import click

from youju.cli.asked import FILE, Asked, asked_of, in_language, kept


@click.command("rule")
@click.argument("report", type=FILE)
@asked_of
@in_language
@kept
@click.option("--fact", metavar="NAME", help="裁定一个事实 / rule on a fact")
@click.option(
    "--finding",
    metavar="KEY|CODE[:INDICATOR]",
    help="裁定一条疑点：记号，或代码（同一代码有几条的加指标）/ rule on a finding: its key, or its code and indicator",
)
@click.option("--accept", is_flag=True, help="属实：采信，或疑点成立 / it is so")
@click.option("--reject", is_flag=True, help="不实：报告的说法不算，或疑点不成立 / it is not so")
@click.option("--mute", is_flag=True, help="疑点不再列出，仍计入总数 / a finding is heard no more, and still counted")
@click.option("--value", metavar="VALUE", help="事实应当是这个值，如 22 人 / the fact is this value")
@click.option("--source", default="", help="值出自哪份资料、第几页 / the paper and page of a value")
@click.option("--reason", default="", help="为什么这样裁定 / why")
@click.option("--by", default="", metavar="NAME", help="裁定人 / who decides")
@click.option(
    "--on-day", default="", metavar="DATE", help="裁定的日期；不写就不记 / the day of the ruling, if it is to be kept"
)
@click.option("--withdraw", metavar="N|KEY", help="撤回一条裁定：序号、疑点记号或事实名称 / take a ruling back")
@click.option("--list", "listing", is_flag=True, help="列出裁定和可裁定的疑点 / the rulings, and findings to rule on")
def rule_command(
    report: Path,
    asked: Asked,
    lang: str,
    journal: Path | None,
    fact: str | None,
    finding: str | None,
    accept: bool,
    reject: bool,
    mute: bool,
    value: str | None,
    source: str,
    reason: str,
    by: str,
    on_day: str,
    withdraw: str | None,
    listing: bool,
) -> None:
    """审核人对事实或疑点的裁定，写在报告旁边的文件里。 / Rule on a fact or finding, in a file beside the report."""
    from youju.author.rulings.decide import Decided
    from youju.cli.decide import run_list, run_rule, run_withdraw

    if listing:
        if journal is not None:
            raise click.UsageError("--list 只列出，没有可记入日志的 / --list only lists: nothing for --journal")
        run_list(report, asked, lang)
    elif withdraw is not None:
        run_withdraw(report, asked, withdraw, reason, by, on_day, journal)
    else:
        decisions = [name for name, said in (("accept", accept), ("reject", reject), ("mute", mute)) if said]
        decisions += ["amend"] if value is not None else []
        run_rule(report, asked, Decided(fact, finding, tuple(decisions), value, source, reason, by, on_day), journal)
