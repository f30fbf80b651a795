"""From what is typed to values: the rubrics, the report, the audit. What cannot be used is said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from youju.audit import Audit, choose_rubric, judge
from youju.feel import did_you_mean
from youju.firing import Engine, available
from youju.report import Document, read
from youju.rubric import Pack, Rubric, dictionary_of, find_pack, load_rubric, packs
from youju.source import CodedError

# The record of the largest audit seen is a hundredth of this.
MAX_RECORD = 32 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A report audited, and how its rubric was chosen: `named` of its indicators, or None where it was asked for."""

    audit: Audit
    named: int | None


def open_rubric(name: str) -> Rubric:
    """The rubric of a name or folder; CodedError names the ones there are."""
    pack = find_rubric(name)
    return load_rubric(pack.folder, dictionary_of(pack.folder))


def find_rubric(name: str) -> Pack:
    """Where the rubric of a name or folder is; CodedError names the ones there are."""
    pack = find_pack(name)
    if pack is None:
        known = [one.name for one in packs()]
        near = did_you_mean(name, known)
        hint_zh = f"是否想用 {near}？" if near else f"现有：{'、'.join(known)}"
        hint_en = f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
        zh, en = f"没有评分标准“{name}”。{hint_zh}", f"there is no rubric “{name}”; {hint_en}"
        raise CodedError("rubric-not-found", zh, en)
    return pack


def open_audit(report: Path, rubric: str | None, engine: Engine) -> Opened:
    """The audit of a report, under the rubric asked for or the one whose indicators the report names."""
    if engine == "durable" and not available():
        zh = "这台机器上没有 durable_rules（Python 3.13 起不能导入）；请去掉 --engine durable"
        raise CodedError("engine-missing", zh, "durable_rules cannot be imported here; leave out --engine durable")
    document = read(report)
    known = [open_rubric(rubric)] if rubric is not None else [open_rubric(pack.name) for pack in packs()]
    choice = choose_rubric(document, known)
    if choice is None:
        asked = (
            (f"“{known[0].spec.title.zh}”", known[0].id)
            if rubric is not None
            else ("任何现有评分标准", "any rubric at hand")
        )
        raise _no_indicator(document, *asked)
    return Opened(judge(document, choice.rubric, choice.reading, engine), None if rubric is not None else choice.named)


def read_record(file: Path) -> bytes:
    """The bytes of a saved audit; CodedError where there is no such file, or one too large to be an audit."""
    try:
        if not file.is_file():
            raise CodedError("record-unreadable", f"“{file.name}”不是文件", f"“{file.name}” is not a file")
        if file.stat().st_size > MAX_RECORD:
            raise CodedError("record-unreadable", f"“{file.name}”太大，不是审核记录", f"“{file.name}” is too large")
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        zh, en = f"读不到“{file.name}”：{reason}", f"cannot read “{file.name}”: {reason}"
        raise CodedError("record-unreadable", zh, en) from error


def _no_indicator(document: Document, zh: str, en: str) -> CodedError:
    return CodedError(
        "report-without-indicators",
        f"“{document.name}”里没有找到{zh}的任何指标，无法评分。请确认这是一份部门整体支出绩效自评报告",
        f"“{document.name}” names no indicator of {en}, so there is nothing to score",
    )
