"""From a file of rulings to those in force: every name known, every value of its unit, every one with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from youju.author.rulings.spec import RulingSpec, RulingsSpec
from youju.facts import Dictionary, FactRuling, FindingRuling, Rulings
from youju.facts.entered import NotMeantError, meant
from youju.feel import UNKNOWN
from youju.report import Document
from youju.source import CodedError, Decoded, Diagnostic, RefusedError, decode, did_you_mean, parse_yaml, read_yaml
from youju.structs import Struct

"""What stands behind a report's name in the name of the file of rulings on it."""


class Ruled(Struct):
    """A file of rulings: all that were ever made, in order, and those of them that are in force."""

    spec: RulingsSpec
    rulings: Rulings

    @property
    def numbers(self) -> frozenset[int]:
        """Which are in force, counted from 1."""
        facts = (one.number for one in self.rulings.facts.values())
        return frozenset((*facts, *(one.number for one in self.rulings.findings)))


def read_rulings(path: Path, dictionary: Dictionary, document: Document, text: str | None = None) -> Ruled:
    """The rulings of a file, or of the text that it is to have.

    RefusedError with every mistake at its place; CodedError where it is of another report.
    """
    node, problems = read_yaml(path, path.name) if text is None else parse_yaml(text, path.name)
    if node is None or problems:
        raise RefusedError(problems, path.parent)
    file, problems = decode(node, RulingsSpec)
    if file is None:
        raise RefusedError(problems, path.parent)
    if file.model.sha256 != document.sha256:
        raise _of_another(path, document)
    if problems := tuple(_mistakes(file, dictionary)):
        raise RefusedError(problems, path.parent, texts={} if text is None else {path: text})
    return Ruled(file.model, _in_force(file.model.rulings, dictionary))


def _of_another(path: Path, document: Document) -> CodedError:
    zh = (
        f"“{path.name}”不是对现在这份“{document.name}”的裁定（报告改过一个字也不算同一份）；逐条核对仍然成立的，"
        f"把文件里的 sha256 改成 {document.sha256}；先不计入可加 --no-rulings"
    )
    en = (
        f"the rulings of “{path.name}” are on another file than this “{document.name}”; if they still hold, write its "
        "sha256 into the file; --no-rulings leaves them out"
    )
    return CodedError("ruling-other-report", zh, en)


def _in_force(specs: Sequence[RulingSpec], dictionary: Dictionary) -> Rulings:
    """Of several on one thing the last; none that was withdrawn."""
    facts: dict[str, FactRuling] = {}
    findings: dict[str, FindingRuling] = {}
    for number, one in enumerate(specs, start=1):
        if one.withdrawn is not None:
            continue
        if one.fact is not None:
            value = UNKNOWN if one.value is None else meant(one.value, "", dictionary.facts[one.fact])
            facts[one.fact] = FactRuling(
                one.fact, value, one.source.strip(), one.reason.strip(), one.decision, one.by.strip(), number, one.day
            )
        elif one.finding is not None:
            reason, by = one.reason.strip(), one.by.strip()
            findings[one.finding] = FindingRuling(
                number, one.finding, one.code or "", one.indicator, one.decision, reason, by, one.day
            )
    return Rulings(None, facts, tuple(sorted(findings.values(), key=lambda ruling: ruling.number)))


def _mistakes(file: Decoded[RulingsSpec], dictionary: Dictionary) -> Iterator[Diagnostic]:
    for at, one in enumerate(file.model.rulings):
        about = [*_subject(file, at, one, dictionary)]
        yield from about
        if not about and one.fact is not None:
            yield from _value(file, at, one, dictionary)
        yield from _grounds(file, at, one)


def _subject(file: Decoded[RulingsSpec], at: int, one: RulingSpec, dictionary: Dictionary) -> Iterator[Diagnostic]:
    """A ruling is on a fact of the dictionary or on a finding, and decides what can be decided of it."""
    place = file.place("rulings", at)
    if (one.fact is None) == (one.finding is None) or (one.finding is not None and not one.code):
        zh = "每条裁定写一个 fact，或一个 finding 和它的 code"
        yield Diagnostic(place, "ruling-unclear", zh, "a ruling has a fact, or a finding with its code")
        return
    kinds = ("accept", "reject", "amend") if one.fact is not None else ("accept", "reject", "mute")
    if one.decision not in kinds:
        about = ("事实", "fact") if one.fact is not None else ("疑点", "finding")
        zh, en = f"{about[0]}的裁定是 {'、'.join(kinds)} 之一", f"of a {about[1]} one decides {', '.join(kinds)}"
        yield Diagnostic(file.place("rulings", at, "decision"), "ruling-unclear", zh, en)
    if one.fact is not None and one.fact not in dictionary.facts:
        place = file.place("rulings", at, "fact")
        yield Diagnostic(place, *unknown_fact(one.fact), did_you_mean(one.fact, list(dictionary.facts)))


def unknown_fact(name: str) -> tuple[str, str, str]:
    """What is said of a name that the dictionary does not have: code, and the sentence in both languages."""
    return "ruling-fact", f"词典里没有事实“{name[:40]}”", f"the dictionary has no fact “{name[:40]}”"


def _value(file: Decoded[RulingsSpec], at: int, one: RulingSpec, dictionary: Dictionary) -> Iterator[Diagnostic]:
    if (one.value is not None) != (one.decision == "amend"):
        zh, en = "amend 要写 value，accept 和 reject 不写", "amend has a value, accept and reject have none"
        yield Diagnostic(file.place("rulings", at), "ruling-unclear", zh, en)
    elif one.value is not None and one.fact is not None:
        try:
            meant(one.value, "", dictionary.facts[one.fact])
        except NotMeantError as error:
            place = file.place("rulings", at, "value")
            yield Diagnostic(place, "ruling-value", f"“{one.fact}”的值：{error.zh}", f"`{one.fact}`: {error.en}")


def _grounds(file: Decoded[RulingsSpec], at: int, one: RulingSpec) -> Iterator[Diagnostic]:
    """Nobody decides without a name and a reason, nor a value without its paper; a day is one."""
    wanted = {"reason": ("理由", one.reason), "by": ("裁定人", one.by)}
    if one.decision == "amend":
        wanted["source"] = ("来源（哪份资料、第几页）", one.source)
    for key, (title, said) in wanted.items():
        if not said.strip():
            yield Diagnostic(file.place("rulings", at, key), "ruling-reason", f"没有写{title}", f"`{key}` is missing")
    if one.source.strip() and one.decision != "amend":
        zh, en = "写了来源却没有写值", "a source, and no value"
        yield Diagnostic(file.place("rulings", at, "source"), "ruling-unclear", zh, en)
    if one.day and not _is_day(one.day):
        zh, en = f"“{one.day[:20]}”不是 2024-12-31 这样的日期", f"“{one.day[:20]}” is no day such as 2024-12-31"
        yield Diagnostic(file.place("rulings", at, "day"), "ruling-unclear", zh, en)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
