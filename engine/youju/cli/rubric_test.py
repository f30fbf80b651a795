"""`youju rubric test`: every case of a rubric run, what fails told, and on request copied from the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from youju.regress.outcomes import CaseRun
    from youju.rubric import Pack

Only = Literal["decided", "pinned", "blank"]


@click.command("test")
@click.argument("rubrics", nargs=-1, metavar="[NAME|DIR]...")
@click.option(
    "--on", metavar="DATE", help="只用这一天的版本；不写就是每一版 / only the version of a day, else every one"
)
@click.option(
    "--only", type=click.Choice(["decided", "pinned", "blank"]), help="只跑由人定的、锁定的或待定的 / only these cases"
)
@click.option("--strict", is_flag=True, help="有待定的用例也算不通过 / cases that wait for a person fail too")
@click.option("--update", is_flag=True, help="先说会改什么，再把算得的写进没通过的锁定用例 / copy what came out")
@click.option("--decided", is_flag=True, help="--update：由人定的也改，并标为锁定 / rewrite decided ones too, as pins")
@click.option("--pin-blank", is_flag=True, help="--update：待定的也写上，标为锁定 / pin those that wait as well")
@click.option("--yes", is_flag=True, help="--update：不再问，直接写 / do not ask")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
def test_command(rubrics: tuple[str, ...], on: str | None, only: Only | None, as_json: bool, **asked: Any) -> None:
    """跑全部用例，应为与算得并列；没通过退出码为 1。 / Run every case; exit 1 where one fails."""
    from youju.cli.open import asked_day, find_rubric, open_versions
    from youju.regress.outcomes import outcomes_of
    from youju.rubric import packs

    if as_json and asked["update"]:
        raise click.UsageError("--update 要有人看，不与 --json 同用 / --update is for people, not with --json")
    day, worst = asked_day(on), 0
    records: list[dict[str, Any]] = []
    for pack in [find_rubric(name) for name in rubrics] or list(packs()):
        versions = open_versions(pack)
        tested = outcomes_of(versions.all if day is None else [versions.on(day)])
        tested = tuple(one for one in tested if only in (None, one.standing))
        if as_json:
            records.append(_record(pack, tested))
        else:
            _show(pack, tested)
        left = tested
        if asked["update"]:
            from youju.cli.rubric_update import update

            left = update(pack, tested, asked["decided"], asked["pin_blank"], asked["yes"])
        failed = any(one.failed or (asked["strict"] and one.standing == "blank") for one in left)
        worst = max(worst, int(failed))
    if as_json:
        from youju.cli.terminal import write_record

        write_record({"format": "youju-rubric-test/1", "rubrics": records})
    raise SystemExit(worst)


def _show(pack: Pack, tested: tuple[CaseRun, ...]) -> None:
    from youju.audit.words import printable
    from youju.regress.tell import BLANK, failure_lines, heading

    for one in tested:
        if one.failed:
            click.echo(printable("\n".join(failure_lines(one, pack.folder.parent))) + "\n")
        elif one.standing == "blank":
            click.echo(printable(f"? {heading(one, pack.folder.parent)}\n    {BLANK}") + "\n")
    click.echo(_sum_up(pack.name, _counts(tested)))


def _counts(tested: tuple[CaseRun, ...]) -> dict[str, dict[str, int]]:
    """How many cases of each standing there are, and how many of them fail."""
    return {
        standing: {"cases": len(held), "failed": sum(bool(one.failed) for one in held)}
        for standing in ("decided", "pinned", "blank")
        for held in [[one for one in tested if one.standing == standing]]
    }


def _sum_up(name: str, counts: dict[str, dict[str, int]]) -> str:
    decided, pinned, blank = (counts[key] for key in ("decided", "pinned", "blank"))
    failed = decided["failed"] + pinned["failed"]
    zh = f"由人定的 {decided['cases']}，锁定 {pinned['cases']}，待定 {blank['cases']}；没通过 {failed}"
    en = f"{decided['cases']} decided, {pinned['cases']} pinned, {blank['cases']} blank; {failed} failed"
    return f"{name}：{zh} / {en}"


def _record(pack: Pack, tested: tuple[CaseRun, ...]) -> dict[str, Any]:
    told = [_case(one) for one in tested if one.failed or one.standing == "blank"]
    return {"rubric": pack.name, "counts": _counts(tested), "cases": told}


def _case(one: CaseRun) -> dict[str, Any]:
    from youju.regress.reasons import reasons

    failures = [
        {
            "since": None if failed.version.span.start is None else failed.version.span.start.isoformat(),
            "differences": [
                {"at": list(way), "expected": found.expected, "found": found.found} for way, found in failed.differences
            ],
            "reasons": {lang: list(reasons(one, failed, lang)) for lang in ("zh", "en")},
        }
        for failed in one.failed
    ]
    return {
        "place": str(one.place),
        "indicator": one.indicator,
        "title": one.title,
        "standing": one.standing,
        "failures": failures,
    }
