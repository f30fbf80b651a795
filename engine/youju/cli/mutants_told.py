"""What became of mutants, on the screen: a table of counts, the cases that survivors call for, the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from youju.audit.words import printable
from youju.cli.refused import counted
from youju.cli.terminal import console_of
from youju.regress.mutants.few import Telling, few
from youju.regress.mutants.run import Outcome, Verdict, by_home, score
from youju.regress.mutants.witness import yaml_of
from youju.rubric import Rubric

MOST = 3
"""How many survivors are told above the case that tells them; the rest are counted."""
_HEADS: dict[Outcome, str] = {
    "refused": "被拒\nrefused",
    "equivalent": "等价\nequivalent",
    "off grid": "取不到\noff grid",
    "killed": "被发现\nkilled",
    "pinned": "只由锁定的\nby pins",
    "survivor": "漏网\nsurvivors",
    "unknown": "不知道\nunknown",
}
_ALWAYS: tuple[Outcome, ...] = ("refused", "equivalent", "killed", "survivor")
"""The columns that are there whatever was found; the others only where they count something."""


def tell_mutants(rubric: Rubric, verdicts: Sequence[Verdict], every: bool, failing: int) -> None:
    """Prints all there is to say; `every`: a line for each mutant too; `failing` cases told nothing, as they fail."""
    _table(rubric, verdicts)
    for line in _lines(verdicts, every, failing):
        click.echo(printable(line))


def _table(rubric: Rubric, verdicts: Sequence[Verdict]) -> None:
    from rich.table import Table

    counts = score(verdicts).counts
    heads: dict[Outcome, str] = {
        outcome: head for outcome, head in _HEADS.items() if outcome in _ALWAYS or counts[outcome]
    }
    table = Table(box=None, pad_edge=False)
    table.add_column("指标\nindicator", overflow="fold")
    for head in ("变异体\nmutants", *heads.values()):
        table.add_column(head, justify="right")
    titles = {name: one.title.zh for name, one in rubric.indicators.items()}
    rows = [(titles.get(home or "", "整份标准 the whole"), score(found)) for home, found in by_home(verdicts).items()]
    for name, one in (*rows, ("合计 in all", score(verdicts))):
        table.add_row(name, str(one.mutants), *(str(one.counts[outcome]) for outcome in heads))
    console_of().print(table)


def _lines(verdicts: Sequence[Verdict], every: bool, failing: int) -> Iterator[str]:
    for one in verdicts if every else ():
        yield f"{one.outcome}  {one.mutant.id}  {one.mutant.told.zh}" + (f"  [{one.by}]" if one.by else "")
    told = list(few([one for one in verdicts if one.outcome == "survivor"]))
    for one in told:
        yield from _telling(one)
    for one in verdicts:
        if one.outcome == "unknown":
            yield f"\n不知道 unknown：{_named(one)}\n  {one.by}"
    yield from _score(verdicts, len(told), failing)


def _telling(one: Telling) -> Iterator[str]:
    """Survivors as comments, and below them the case that tells them, as it is pasted onto the card."""
    count = len(one.survivors)
    yield f"\n# 漏网 {count} 个，这一例能发现 / told by this case: {counted(count, 'survivor')}"
    for survivor in one.survivors[:MOST]:
        only = "（只在缺数据时不同 only where a fact is missing）" if survivor.missing else ""
        yield f"#   {_named(survivor)}{only}"
    if count > MOST:
        yield f"#   另有 {count - MOST} 个，--list 全部列出 / {count - MOST} more, all with --list"
    yield yaml_of(one.witness)


def _named(one: Verdict) -> str:
    return f"{one.mutant.id}  {one.mutant.told.zh} / {one.mutant.told.en}"


def _score(verdicts: Sequence[Verdict], cases: int, failing: int) -> Iterator[str]:
    found = score(verdicts)
    said = f"{found.killed}/{found.killable}"
    zh, en = "由人定的用例发现", "decided cases kill"
    yield f"\n{zh} {said} 个能发现的变异体，{found.percent(found.killed)} / {en} {said} of those that can be killed"
    if pins := found.counts["pinned"]:
        yield f"另有 {pins} 个只被锁定的用例发现 / {pins} more by pins alone"
    if left := found.counts["survivor"]:
        zh = f"漏网 {left} 个，用上面 {cases} 例就能发现：照条文写出应得的分，放进卡片"
        yield f"{zh} / {counted(left, 'survivor')}, told by {counted(cases, 'case')} above: decide and put on the cards"
    if failing:
        zh = f"有 {failing} 个用例本身没通过，发现不了什么：先改好（youju rubric test）"
        yield f"{zh} / {counted(failing, 'case')} failing, which tell nothing: mend them first"
