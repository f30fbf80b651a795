"""A ruling as somebody asks for it: what it lacks, and what it is about once the audit knows it."""

from __future__ import annotations

from collections.abc import Mapping

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.author.rulings.read import unknown_fact
from youju.facts.entered import NotMeantError, meant
from youju.feel import did_you_mean
from youju.source import CodedError
from youju.structs import Struct

DECISIONS: Mapping[str, Mapping[str, str]] = {
    "accept": {"zh": "属实", "en": "accepted"},
    "reject": {"zh": "不实", "en": "rejected"},
    "amend": {"zh": "改为", "en": "amended to"},
    "mute": {"zh": "不再列出", "en": "muted"},
}
ON_FACT = ("accept", "reject", "amend")
ON_FINDING = ("accept", "reject", "mute")


class Decided(Struct):
    """A ruling as it was typed: what about, every decision named, the value with its source, reason, name and day."""

    fact: str | None
    finding: str | None
    decisions: tuple[str, ...]
    value: str | None
    source: str
    reason: str
    by: str
    day: str


def lacking(decided: Decided) -> tuple[str, ...]:
    """What a ruling has to say and does not: `reason`, `by`, and of a value its `source`."""
    wanted = {"reason": decided.reason, "by": decided.by}
    if decided.value is not None:
        wanted["source"] = decided.source
    return tuple(name for name, said in wanted.items() if not said.strip())


def on_fact(audit: Audit, name: str, value: str | None) -> dict[str, str]:
    """The subject of a ruling on a fact. CodedError where there is nothing to decide, or it cannot have the value."""
    fact = audit.facts.get(name)
    if fact is None:
        code, zh, en = unknown_fact(name)
        near = did_you_mean(name, list(audit.facts))
        hint = (f"。是否想写 {near}？", f"; did you mean {near}?") if near else ("", "")
        raise CodedError(code, zh + hint[0], en + hint[1])
    if value is None and not fact.statements and not fact.overruled:
        zh = f"报告没有写“{name}”，没有可采信或不采信的；有资料的请改值（--value）"
        en = f"the report does not state `{name}`: with a paper, give its value (--value)"
        raise CodedError("ruling-fact", zh, en)
    if value is not None:
        try:
            meant(value, "", fact.spec)
        except NotMeantError as error:
            raise CodedError("ruling-value", f"“{name}”的值：{error.zh}", f"`{name}`: {error.en}") from error
    return {"fact": name}


def on_finding(found: Finding) -> dict[str, str]:
    """The subject of a ruling on a finding."""
    about = {"finding": found.key, "code": found.code}
    return about if found.indicator is None else {**about, "indicator": found.indicator}


def findings_called(audit: Audit, which: str) -> tuple[Finding, ...]:
    """The finding of a key, else all of a code; those that rulings set aside too."""
    every = (*audit.findings, *audit.set_aside)
    by_key = tuple(one for one in every if one.key == which)
    return by_key or tuple(one for one in every if one.code == which)


def no_finding(audit: Audit, which: str) -> CodedError:
    """What is said where no finding has a name, with one that is near."""
    every = (*audit.findings, *audit.set_aside)
    near = did_you_mean(which.partition(":")[0], sorted({name for one in every for name in (one.code, one.key)}))
    hint = (f"是否想写 {near}？", f"did you mean {near}?") if near else ("用 --list 看全部", "--list names them all")
    return CodedError("ruling-finding", f"没有疑点“{which[:60]}”。{hint[0]}", f"no finding “{which[:60]}”; {hint[1]}")
