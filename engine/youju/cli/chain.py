"""What `youju journal verify` and `youju journal show` do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from youju.audit.words import one_line
from youju.author.rulings.decide import DECISIONS
from youju.cli.files import whole_file
from youju.cli.terminal import write_record
from youju.ledger.journal import Checked, Fault, Record, backwards, check, files_of

LARGEST = 256 << 20
"""A journal of a hundred thousand records is a third of this."""
_MOST_FILES = 3
_TEXT = {
    "audit": {
        "zh": "审核 {report}（{rubric}）：自评 {claimed}，复核 {recomputed}，区间 {low}～{high}；疑点 {findings}",
        "en": "audited {report} ({rubric}): claimed {claimed}, recomputed {recomputed}, {low} to {high}; {findings}",
    },
    "rulings": {"zh": "；计入裁定 {n} 条", "en": "; {n} rulings"},
    "absent": {"zh": "未写", "en": "absent"},
    "export": {"zh": "写出 {report} 的 {n} 个文件：{files}", "en": "wrote {n} files of {report}: {files}"},
    "rubric": {"zh": "写出评分标准 {rubric} 的 {n} 个文件：{files}", "en": "wrote {n} files of {rubric}: {files}"},
    "import": {"zh": "把 {file} 收进评分标准 {rubric}", "en": "took {file} into the rubric {rubric}"},
    "certificate": {"zh": "；说明凭证 {digest}", "en": "; certificate of explanations {digest}"},
    "more": {"zh": "……", "en": "…"},
    "ruling": {
        "zh": "裁定 {report} 第 {number} 条：{about} {how}；理由：{reason}（{by}）；复核成为 {recomputed}",
        "en": "ruling {number} on {report}: {about} {how}; because: {reason} ({by}); recomputed {recomputed}",
    },
    "withdrawal": {
        "zh": "撤回 {report} 第 {number} 条裁定（{about}）；理由：{reason}（{by}）；复核成为 {recomputed}",
        "en": "ruling {number} on {report} withdrawn ({about}); because: {reason} ({by}); recomputed {recomputed}",
    },
    "source": {"zh": "，来源：{source}", "en": ", source: {source}"},
    "finding": {"zh": "疑点", "en": "the finding"},
    "line": {"zh": "第 {seq} 条  {day}  {told}", "en": "{seq}  {day}  {told}"},
}


def run_verify(file: Path, count: int | None, head: str | None, folder: Path | None, as_json: bool) -> None:
    """Tells every fault of a journal, or that there is none; exit status 1 where there is one."""
    checked = check(read_journal(file), count, head)
    faults = (*checked.faults, *(() if folder is None else _changed(checked.records, folder)))
    if as_json:
        reasons = [{"record": one.number, "reason": one.zh, "reason_en": one.en} for one in faults]
        notes = [{"record": one.number, "note": one.zh, "note_en": one.en} for one in backwards(checked.records)]
        found = {"accepted": not faults, "count": checked.head.count, "head": checked.head.hash, "reasons": reasons}
        found |= {"notes": notes} if notes else {}
        write_record(found)
    elif faults:
        _tell_faults(faults)
    else:
        click.echo(f"日志是原样，共 {len(checked.records)} 条 / as it was written, {len(checked.records)} records")
        if checked.records:
            click.echo(f"{checked.head.of('zh')} / {checked.head.of('en')}")
        for one in backwards(checked.records):
            click.echo(f"第 {one.number} 条：{one.zh} / record {one.number}: {one.en}")
        if head is None and count is None:
            click.echo("（末尾有没有被截去，要对照纸面上的链首：--head、--count / cut off at its end? give the head)")
    if faults:
        raise SystemExit(1)


def run_show(file: Path, lang: str) -> None:
    """Prints a line for each record that is whole, then every fault; exit status 1 where there is one."""
    checked: Checked = check(read_journal(file))
    for one in checked.records:
        click.echo(_TEXT["line"][lang].format(seq=one.seq, day=one.day, told=one_line(told(one, lang))))
    if checked.faults:
        _tell_faults(checked.faults)
        raise SystemExit(1)


def read_journal(file: Path) -> bytes:
    """The bytes of a journal; CodedError `journal-unreadable` where there is no such file, or one too large."""
    absent = f"没有日志“{file.name}”", f"there is no journal “{file.name}”"
    large = f"“{file.name}”太大，不是日志", f"“{file.name}” is too large"
    return whole_file(file, LARGEST, "journal-unreadable", absent, large)


def told(record: Record, lang: str) -> str:
    """What a record says, in a sentence; of a kind or shape that is not known, only its kind."""
    try:
        return _SAY[record.kind](record.body, lang)
    except (KeyError, TypeError, AttributeError, ValueError):
        return record.kind


def _audit(body: Mapping[str, Any], lang: str) -> str:
    claimed = body["totals"]["claimed"] or _TEXT["absent"][lang]
    findings = " ".join(f"{level} {count}" for level, count in sorted(body["findings"].items()))
    report, rubric = body["report"]["name"], body["rubric"]["id"]
    sums = {**body["totals"], "claimed": claimed}
    said = _TEXT["audit"][lang].format(report=report, rubric=rubric, findings=findings, **sums)
    return said + (_TEXT["rulings"][lang].format(n=body["rulings"]) if body["rulings"] else "")


def _export(body: Mapping[str, Any], lang: str) -> str:
    said = _TEXT["export"][lang].format(report=body["report"]["name"], **_written(body, lang))
    digest = body.get("certificate")
    return said if digest is None else said + _TEXT["certificate"][lang].format(digest=digest[:16])


def _rubric(body: Mapping[str, Any], lang: str) -> str:
    return _TEXT["rubric"][lang].format(rubric=body["rubric"]["id"], **_written(body, lang))


def _import(body: Mapping[str, Any], lang: str) -> str:
    return _TEXT["import"][lang].format(rubric=body["rubric"]["id"], file=body["source"]["path"])


def _written(body: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """How many files were written, and the first of them."""
    paths = [file["path"] for file in body["files"]]
    shown = ("、" if lang == "zh" else ", ").join(paths[:_MOST_FILES])
    return {"n": len(paths), "files": shown + (_TEXT["more"][lang] if len(paths) > _MOST_FILES else "")}


def _ruling(body: Mapping[str, Any], lang: str) -> str:
    ruling = body["ruling"]
    signed = ruling.get("withdrawn", ruling)
    said = {
        "report": body["report"]["name"],
        "number": ruling["number"],
        "about": ruling.get("fact") or f"{_TEXT['finding'][lang]} {ruling['code']}",
        "how": f"{DECISIONS[ruling['decision']][lang]} {ruling.get('value', '')}".strip(),
        "reason": signed["reason"],
        "by": "，".join(filter(None, (signed["by"], signed.get("day")))),
        "recomputed": body["recomputed"],
    }
    if "source" in ruling:
        said["how"] += _TEXT["source"][lang].format(source=ruling["source"])
    return _TEXT["withdrawal" if "withdrawn" in ruling else "ruling"][lang].format(**said)


_SAY = {
    "audit": _audit,
    "export": _export,
    "rubric": _rubric,
    "import": _import,
    "ruling": _ruling,
    "withdrawal": _ruling,
}


def _changed(records: Sequence[Record], folder: Path) -> Iterator[Fault]:
    """The files that are not there, or not as the last record that wrote them has them."""
    for path, (number, digest) in files_of(records).items():
        file, shown = folder / path, one_line(path)
        if not file.is_file():
            yield Fault(number, f"写出的“{shown}”不在文件夹里", f"“{shown}”, which it wrote, is not in the folder")
        elif sha256(file.read_bytes()).hexdigest() != digest:
            yield Fault(number, f"写出的“{shown}”改动过", f"“{shown}”, which it wrote, was changed since")


def _tell_faults(faults: Sequence[Fault]) -> None:
    click.echo("核验不通过 / refused：")
    for one in faults:
        click.echo(f"  · 第 {one.number} 条：{one.zh} / record {one.number}: {one.en}")
