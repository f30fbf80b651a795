"""`youju compare`: what changed between two saved audits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju.cli.asked import FILE, as_json, in_language
from youju.cli.terminal import write_record

if TYPE_CHECKING:
    from youju.explain.compare import Comparison, FactChange, Saved, Turned

_FINDINGS = {"zh": "疑点：{told}", "en": "findings: {told}"}
_SAME = {"zh": "两次审核没有不同", "en": "the two audits do not differ"}


@click.command("compare")
@click.argument("before", type=FILE, metavar="A.json")
@click.argument("after", type=FILE, metavar="B.json")
@as_json
@in_language
@click.option(
    "--fail-on",
    type=click.Choice(["none", "changed"]),
    default="none",
    help="有任何不同时退出码为 1 / exit 1 where anything differs",
)
def compare_command(before: Path, after: Path, as_json: bool, lang: str, fail_on: str) -> None:
    """两次审核（保存的记录）之间变了什么：事实、裁定、得分、疑点。 / What changed between two saved audits."""
    from youju.audit.words import printable
    from youju.explain.compare import compare
    from youju.publish.sarif import read_baseline

    (old, plain_old), (new, plain_new) = (_verified(file) for file in (before, after))
    found = compare(plain_old, plain_new)
    findings = read_baseline(old, before.name).compared(list(read_baseline(new, after.name).results.values()))
    changed = found.differs or any(one["baselineState"] != "unchanged" for one in findings)
    if as_json:
        write_record(comparison_record(found, findings, changed))
    else:
        for line in _screen(found, findings, (before.name, after.name), changed, lang):
            click.echo(printable(line))
    if changed and fail_on == "changed":
        raise SystemExit(1)


def _screen(
    found: Comparison, findings: Sequence[Mapping[str, Any]], files: tuple[str, str], changed: bool, lang: str
) -> Iterator[str]:
    from youju.cli.baseline import change_text
    from youju.explain.compare_words import compared_lines, told_findings
    from youju.publish.sarif import counted

    yield from compared_lines(found, files, lang)
    if changed:
        yield _FINDINGS[lang].format(told=change_text(counted(findings), lang))
        yield from told_findings(findings, lang)
    else:
        yield _SAME[lang]


def comparison_record(found: Comparison, findings: Sequence[Mapping[str, Any]], changed: bool) -> dict[str, Any]:
    """A comparison as plain JSON values; exact numbers are strings."""
    from youju.publish.sarif.results import key_of
    from youju.source import plain

    return {
        "format": "youju-compare/1",
        "changed": changed,
        "before": _side(found.before),
        "after": _side(found.after),
        "same": {"report": found.same_report, "rubric": found.same_rubric, "rules": found.same_rules},
        "facts": [_fact(one) for one in found.facts],
        "rulings": {"gone": plain(found.rulings_gone), "came": plain(found.rulings_came)},
        "indicators": [_turned(found, one) for one in found.turned],
        "findings": [
            {
                "state": one["baselineState"],
                "key": key_of(one),
                "code": one["ruleId"],
                "level": one["properties"]["level"],
                "message": one["message"]["text"],
                "message_en": one["properties"]["message_en"],
            }
            for one in findings
        ],
    }


def _verified(file: Path) -> tuple[bytes, dict[str, Any]]:
    """A record as it is written and as it is read; CodedError `record-refused` with every reason where it fails."""
    from youju.cli.open import read_record
    from youju.ledger.certificate import verify
    from youju.source import CodedError
    from youju.source.exact_json import read_json

    data = read_record(file)
    if reasons := verify(data):
        told = "；".join(reasons)
        zh, en = (
            f"“{file.name}”核验不通过，没有比较：{told}",
            f"“{file.name}” fails its verification: nothing is compared",
        )
        raise CodedError("record-refused", zh, en)
    return data, read_json(data)


def _side(side: Saved) -> dict[str, Any]:
    return {name: side.record[name] for name in ("document", "rubric", "totals", "digest")}


def _fact(one: FactChange) -> dict[str, Any]:
    from youju.source import plain

    return {"name": one.name, "before": plain(one.before), "after": plain(one.after)}


def _turned(found: Comparison, one: Turned) -> dict[str, Any]:
    from youju.source import plain

    shift = one.shift
    return {
        "id": shift.indicator,
        "title": found.title(shift.indicator, "zh"),
        "title_en": found.title(shift.indicator, "en"),
        "turn": shift.turn,
        "before": plain(shift.before),
        "after": plain(shift.after),
        "entries": {"gone": plain(shift.gone), "came": plain(shift.came), "changed": plain(shift.changed)},
        "support": list(one.support),
        "basis": {"gone": list(one.basis_gone), "came": list(one.basis_came)},
    }
