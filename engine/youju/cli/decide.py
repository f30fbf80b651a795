"""What `youju rule` does: the ruling asked for is checked and written, and its effect on the totals told."""

from __future__ import annotations

from pathlib import Path

import click

from youju.audit import Audit, judge
from youju.audit.finding import Finding
from youju.audit.words import one_line, points_text, printable
from youju.author.rulings.decide import (
    DECISIONS,
    ON_FACT,
    ON_FINDING,
    Decided,
    findings_called,
    lacking,
    no_finding,
    on_fact,
    on_finding,
)
from youju.author.rulings.read import Ruled, read_rulings
from youju.author.rulings.spec import RulingSpec
from youju.author.rulings.write import begun, with_ruling, with_withdrawal
from youju.cli.asked import Asked
from youju.cli.files import put, with_mark
from youju.cli.keep import Journal, journal_of, tell_head
from youju.cli.open import Opened, asked_indicator, open_audit
from youju.cli.rulings import rulings_file, tell_refused
from youju.facts import joined
from youju.publish.standing import ruled as decided_on
from youju.publish.standing import standing
from youju.source import CodedError, RefusedError, plain


def run_rule(report: Path, asked: Asked, decided: Decided, kept: Path | None = None) -> None:
    """Writes a ruling behind those that there are, and enters it in the journal `kept`."""
    _require_clear(decided)
    journal = journal_of(kept)
    path, opened = _opened(report, asked)
    subject = _subject(opened.audit, decided)
    given = {"value": decided.value, "source": decided.source, **_signed(decided.reason, decided.by, decided.day)}
    said = {key: one_line(text) for key, text in given.items() if text}
    text = with_ruling(_text(path, opened.audit), {**subject, "decision": decided.decisions[0], **said})
    _put(path, text, opened, None, journal)


def run_withdraw(
    report: Path, asked: Asked, which: str, reason: str, by: str, day: str, kept: Path | None = None
) -> None:
    """Takes a ruling back; it stays in the file, with who did so and why. It is entered in the journal `kept`."""
    _require_signed(reason, by)
    journal = journal_of(kept)
    path, opened = _opened(report, asked)
    text = _text(path, opened.audit)
    ruled = read_rulings(path, opened.audit.rubric.dictionary, opened.audit.document, text)
    number = _number(ruled, which)
    said = {key: one_line(value) for key, value in _signed(reason, by, day).items() if value}
    _put(path, with_withdrawal(text, number, said), opened, number, journal)


def run_list(report: Path, asked: Asked, lang: str) -> None:
    """Prints every ruling with its state, then the findings with their keys."""
    path, opened = _opened(report, asked)
    audit = opened.audit
    if path.is_file():
        ruled = read_rulings(path, audit.rubric.dictionary, audit.document)
        counted = {one.number for one in audit.ledger.rulings}
        for number, one in enumerate(ruled.spec.rulings, start=1):
            _say(f"{number}. {_told(one, lang)}　{_state(one, number, ruled, counted, lang)}")
    _say({"zh": "可裁定的疑点（--finding 记号）：", "en": "findings (--finding KEY):"}[lang])
    for finding in standing(audit):
        decided = f"　{how}" if (how := decided_on(finding, lang)) else ""
        _say(f"  {finding.key}  {finding.level} {finding.message.of(lang)}  [{finding.code}]{decided}")


def _told(one: RulingSpec, lang: str) -> str:
    about = one.fact or f"{one.code}{f':{one.indicator}' if one.indicator else ''} {one.finding}"
    value = f" {one.value}" if one.value else ""
    return (
        f"{about} {DECISIONS[one.decision][lang]}{value}：{one.reason}（{'，'.join(filter(None, [one.by, one.day]))}）"
    )


def _state(one: RulingSpec, number: int, ruled: Ruled, counted: set[int], lang: str) -> str:
    if one.withdrawn is not None:
        by = f"{one.withdrawn.by}：{one.withdrawn.reason}"
        return f"[已撤回，{by}]" if lang == "zh" else f"[withdrawn, {by}]"
    if number not in ruled.numbers:
        return {"zh": "[后面另有裁定]", "en": "[overtaken by a later one]"}[lang]
    states = {"zh": ("[没有计入]", "[已计入]"), "en": ("[does not count]", "[counts]")}
    return states[lang][number in counted]


def _opened(report: Path, asked: Asked) -> tuple[Path, Opened]:
    path = rulings_file(report, asked)
    if path is None:
        zh, en = "youju rule 不能加 --no-rulings", "youju rule does not take --no-rulings"
        raise CodedError("ruling-unclear", zh, en)
    # A file that is asked for and not there yet is begun.
    there = (
        asked
        if asked.rulings is None or path.exists()
        else Asked(asked.rubric, asked.on, asked.facts, asked.ocr, asked.engine, None, ruled=False)
    )
    return path, open_audit(report, there)


def _require_clear(decided: Decided) -> None:
    """One thing, one decision that there is for it, and its reason, name and source."""
    if (decided.fact is None) == (decided.finding is None):
        zh, en = "请写 --fact 或 --finding 中的一个", "give one of --fact and --finding"
        raise CodedError("ruling-unclear", zh, en)
    wanted = ON_FACT if decided.fact is not None else ON_FINDING
    if len(decided.decisions) != 1 or decided.decisions[0] not in wanted:
        shown = "、".join(f"--{'value' if kind == 'amend' else kind}" for kind in wanted)
        raise CodedError("ruling-unclear", f"请写 {shown} 中的一个", f"give one of {shown}")
    if bool(decided.source.strip()) and decided.value is None:
        zh, en = "--source 是值的来源，与 --value 同写", "--source is that of a --value"
        raise CodedError("ruling-unclear", zh, en)
    _require_signed(decided.reason, decided.by)
    if "source" in lacking(decided):
        zh, en = "改值要写来源：--source 哪份资料、第几页", "a value needs its --source: which paper, which page"
        raise CodedError("ruling-reason", zh, en)


def _require_signed(reason: str, by: str) -> None:
    if not reason.strip() or not by.strip():
        zh, en = "裁定要写理由和裁定人：--reason、--by", "a ruling needs its --reason and a name, --by"
        raise CodedError("ruling-reason", zh, en)


def _signed(reason: str, by: str, day: str) -> dict[str, str]:
    return {"reason": reason, "by": by, "day": day}


def _subject(audit: Audit, decided: Decided) -> dict[str, str]:
    if decided.fact is not None:
        return on_fact(audit, decided.fact.strip(), decided.value)
    return on_finding(_finding(audit, (decided.finding or "").strip()))


def _finding(audit: Audit, which: str) -> Finding:
    """The finding of a key, or the only one of a code, or of a code and an indicator."""
    code, _, title = which.partition(":")
    named = list(findings_called(audit, which) or findings_called(audit, code))
    if named and title and named[0].key != which:
        indicator = asked_indicator(audit.rubric, title)
        named = [one for one in named if one.indicator == indicator]
    if len(named) == 1:
        return named[0]
    if named:
        several = "、".join(f"{one.key}（{one.indicator or '—'}）" for one in named[:20])
        zh, en = f"“{which}”有 {len(named)} 条，请写记号：{several}", f"{len(named)} findings are “{which}”; give a key"
        raise CodedError("ruling-finding", zh, en)
    raise no_finding(audit, which)


def _number(ruled: Ruled, which: str) -> int:
    """The place of the ruling meant: by its number, or the one in force on a fact or a finding."""
    every = list(enumerate(ruled.spec.rulings, start=1))
    there = {str(number): number for number, one in every if one.withdrawn is None}
    there |= {name: n for n, one in every if n in ruled.numbers for name in (one.fact, one.finding) if name}
    if which.strip() in there:
        return there[which.strip()]
    zh, en = f"没有可撤回的裁定“{which[:60]}”，用 --list 看全部", f"no ruling “{which[:60]}” to withdraw; see --list"
    raise CodedError("ruling-unclear", zh, en)


def _text(path: Path, audit: Audit) -> str:
    """The text of the file; `open_audit` has found it sound."""
    return path.read_bytes().decode("utf-8-sig") if path.is_file() else begun(audit.document)


def _put(path: Path, text: str, opened: Opened, withdrawn: int | None, journal: Journal | None) -> None:
    """Writes the file once its new text is read back without a mistake, and tells what changes.

    `withdrawn` is the number of the ruling that is taken back; None where the last one is new.
    """
    audit = opened.audit
    try:
        ruled = read_rulings(path, audit.rubric.dictionary, audit.document, text)
    except RefusedError as error:
        tell_refused(RefusedError(error.diagnostics, path.parent, texts={path: text}), path)
    rulings = joined(opened.handed, ruled.rulings)
    after = judge(audit.document, audit.rubric, audit.reading, "auto", audit.on, rulings)
    put(path, with_mark(path, text))
    number = withdrawn or len(ruled.spec.rulings)
    zh, en = (f"已记第 {number} 条裁定", "written") if withdrawn is None else (f"已撤回第 {number} 条裁定", "withdrawn")
    _say(f"{zh}：{path} / ruling {number} {en}")
    was, now = (points_text(one.ledger.totals.recomputed) for one in (audit, after))
    low = " → ".join(points_text(one.ledger.totals.low) for one in (audit, after))
    _say(f"复核 {was} → {now}，矛盾全部不利时 {low} / recomputed {was} → {now}, at worst {low}")
    if journal is not None:
        said = plain(ruled.spec.rulings[number - 1])
        tell_head(journal.ruled(after, {"number": number, **said}, path))


def _say(line: str) -> None:
    click.echo(printable(line))
