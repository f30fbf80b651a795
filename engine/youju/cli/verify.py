"""`youju verify`: a saved audit or the certificate of explanations, proved again from what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE

if TYPE_CHECKING:
    from youju.ledger.certificate import Known
    from youju.ledger.stands import Reader
    from youju.report import Document

OF_AUDITS = (
    "核验通过：字节、摘要、规则与每一条分录均成立 / accepted: every entry follows from its facts and rules",
    "（原文是否如此、疑点是否齐全，须对照报告 / whether the report says so is for the report to show）",
)
OF_EXPLANATIONS = (
    "核验通过：所附审核与说明的每一项论断均成立 / accepted: the audit inside and every claim about it hold",
    "（原文是否如此，用 --report 对照报告 / whether the report says so: give it with --report）",
)


@click.command("verify")
@click.argument("file", type=FILE)
@click.option("--rubric", metavar="NAME|DIR", help="用这份评分标准核对 / check against this rubric")
@click.option("--report", type=FILE, metavar="FILE", help="引文到这份报告里核对 / look the quotes up in this report")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
def verify_command(file: Path, rubric: str | None, report: Path | None, as_json: bool) -> None:
    """核验保存的审核结果或说明凭证：不联网，逐项重推。 / Verify a saved audit or certificate, offline."""
    from youju.audit.words import printable
    from youju.cli.open import read_record
    from youju.ledger.explained import is_explanation
    from youju.report import read
    from youju.source import canonical

    data = read_record(file)
    explains = is_explanation(data)
    reasons = _reasons(data, explains, rubric, None if report is None else read(report))
    accepted = OF_EXPLANATIONS if explains else OF_AUDITS
    if as_json:
        click.echo(canonical({"accepted": not reasons, "reasons": list(reasons)}).decode(), nl=False)
    elif reasons:
        click.echo("核验不通过 / refused：")
        for reason in reasons:
            click.echo(f"  · {printable(reason)}")
    else:
        click.echo(accepted[0])
        click.echo(
            "（引文都在报告里，事实、自评、数字关系重读相同 / read again, the report says the same）"
            if report is not None
            else accepted[1]
        )
    if reasons:
        raise SystemExit(1)


def _reasons(data: bytes, explains: bool, rubric: str | None, report: Document | None) -> tuple[str, ...]:
    from youju.ledger.certificate import verify
    from youju.ledger.explained import AtHand, verify_explanation
    from youju.ledger.stands import misread
    from youju.source.exact_json import read_json

    known, readers = _at_hand(rubric)
    if explains:
        dictionaries = {digest: one.dictionary.facts for digest, one in readers.items()}
        return verify_explanation(data, AtHand(known, dictionaries, report, readers))
    reasons = verify(data, known)
    if reasons or report is None:
        return reasons
    record = read_json(data)
    return tuple(misread(record, report, readers[record["ledger"]["rubric_digest"]]))


def _at_hand(rubric: str | None) -> tuple[Known, Mapping[str, Reader]]:
    """By id and digest from when to when each version at hand holds, and by digest what a report is read with."""
    from youju.cli.open import asked_rubrics, open_versions
    from youju.ledger.stands import Reader

    known: dict[str, dict[str, tuple[date | None, date | None]]] = {}
    readers: dict[str, Reader] = {}
    for pack in asked_rubrics(rubric):
        for version in open_versions(pack).all:
            one, span = version.rubric, version.span
            known.setdefault(one.id, {})[one.digest] = (span.start, span.end)
            readers[one.digest] = Reader(one.dictionary, tuple(one.sought()))
    return known, readers
