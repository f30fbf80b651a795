"""`youju rubric mutate`: how many of the mutants of a rubric its decided cases kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from youju.cli.asked import OF_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("mutate")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicator", required=False)
@OF_DAY
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

    authored = open_versions(find_rubric(rubric or _only())).on(asked_day(on))
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
        from youju.cli.mutants_told import tell_mutants
        from youju.regress.outcomes import outcomes_of

        runs = [one for one in outcomes_of([authored]) if found in (None, one.indicator)]
        tell_mutants(authored.rubric, verdicts, all_, sum(bool(one.failed) for one in runs))
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
