"""`youju rubric mutate`: how many of the mutants of a rubric its decided cases kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju.regress.mutants.run import Outcome, Verdict


@click.command("mutate")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicator", required=False)
@click.option(
    "--on", metavar="DATE", help="哪一天的版本；不写就是最后一版 / the version of a day; the last if left out"
)
@click.option("--list", "all_", is_flag=True, help="列出每个变异体 / list every mutant")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
@click.option("--operator", "operators", multiple=True, metavar="NAME", help="只用这种改法 / only this kind of change")
@click.option(
    "--fail-under-all",
    is_flag=True,
    help="有能发现而没有发现的，退出码为 1 / exit 1 where one that can be killed is not",
)
def mutate_command(
    rubric: str | None,
    indicator: str | None,
    on: str | None,
    all_: bool,
    as_json: bool,
    operators: tuple[str, ...],
    fail_under_all: bool,
) -> None:
    """把规则一处一处改错，看用例能不能发现。 / Mutants: which wrong rules the decided cases would notice."""
    from youju.cli.open import asked_day, asked_indicator, find_rubric, open_versions
    from youju.cli.progress import reading_bar
    from youju.cli.terminal import write_record
    from youju.regress.cases import cases_of
    from youju.regress.mutants.record import record_of
    from youju.regress.mutants.run import mutants_of, score, tried
    from youju.regress.mutants.trial import trial_of

    versions, day = open_versions(find_rubric(rubric or _only())), asked_day(on)
    authored = versions.last if day is None else versions.on(day)
    found = None if indicator is None else asked_indicator(authored.rubric, indicator)
    _known(operators)
    mutants = mutants_of(authored, found, operators)
    telling = {name for mutant in mutants for name in mutant.indicators}
    cases = [case for case in cases_of(authored) if found is None or case.indicator in telling]
    with reading_bar(authored.rubric.id, "变异 / mutants of") as tell:
        verdicts = tried(authored, mutants, trial_of(authored, cases), tell)
    if as_json:
        write_record(record_of(authored.rubric, verdicts))
    else:
        _tell(verdicts, all_)
    raise SystemExit(1 if fail_under_all and not score(verdicts).perfect else 0)


def _only() -> str:
    """The name of the rubric at hand, where there is just one."""
    from youju.rubric import packs
    from youju.source import CodedError

    names = [pack.name for pack in packs()]
    if len(names) != 1:
        zh, en = f"请指明评分标准：{'、'.join(names)}", f"say which rubric: {', '.join(names)}"
        raise CodedError("rubric-not-found", zh, en)
    return names[0]


def _known(operators: Sequence[str]) -> None:
    from youju.regress.mutants.run import operators_known
    from youju.source import CodedError, did_you_mean

    known = operators_known()
    for name in operators:
        if name not in known:
            near = did_you_mean(name, known) or "、".join(known)
            zh, en = f"没有改法“{name}”；是否想用：{near}", f"there is no operator “{name}”; did you mean: {near}"
            raise CodedError("mutant-operator", zh, en)


_HEADS: dict[Outcome, str] = {
    "refused": "被拒\nrefused",
    "equivalent": "等价\nequivalent",
    "off grid": "取不到\noff grid",
    "killed": "被发现\nkilled",
    "pinned": "只由锁定的\nby pins",
    "survivor": "漏网\nsurvivors",
    "unknown": "不知道\nunknown",
}


def _tell(verdicts: Sequence[Verdict], all_: bool) -> None:
    from rich.table import Table

    from youju.cli.terminal import console_of
    from youju.regress.mutants.run import by_home, score

    table = Table(box=None, pad_edge=False)
    table.add_column("指标\nindicator", no_wrap=True)
    for head in ("变异体\nmutants", *_HEADS.values()):
        table.add_column(head, justify="right")
    rows = [(home or "（整份标准 the whole）", score(found)) for home, found in by_home(verdicts).items()]
    for name, one in (*rows, ("合计 in all", score(verdicts))):
        table.add_row(name, str(one.mutants), *(str(one.counts[outcome]) for outcome in _HEADS))
    console_of().print(table)
    for one in verdicts if all_ else ():
        click.echo(f"{one.outcome}  {one.mutant.id}  {one.mutant.told.zh}" + (f"  [{one.by}]" if one.by else ""))
    for one in verdicts:
        if one.outcome in ("survivor", "unknown"):
            _tell_left(one)
    _tell_score(verdicts)


def _tell_left(one: Verdict) -> None:
    from youju.regress.mutants.witness import yaml_of

    outcome = "漏网 survivor" if one.outcome == "survivor" else "不知道\nunknown"
    only = "，只在缺数据时不同 / only where a fact is missing" if one.missing else ""
    click.echo(f"\n{outcome}{only}：{one.mutant.id}\n{one.mutant.told.zh} / {one.mutant.told.en}")
    if one.witness is None:
        click.echo(one.by)
    else:
        click.echo(f"能发现它的用例 / a case that kills it：\n{yaml_of(one.witness)}")


def _tell_score(verdicts: Sequence[Verdict]) -> None:
    from youju.regress.mutants.run import score

    found = score(verdicts)
    said = f"{found.killed}/{found.killable}"
    click.echo(
        f"\n由人定的用例发现 {said} 个能发现的变异体，{found.percent(found.killed)}"
        f" / decided cases kill {said} of those that can be killed"
    )
    if pins := found.counts["pinned"]:
        click.echo(f"另有 {pins} 个只被锁定的用例发现 / {pins} more by pins alone")
