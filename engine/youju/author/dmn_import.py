"""The pass from a DMN file to the files of a rubric: cards, facts the dictionary lacks, a rubric.yaml where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from youju.author.dmn_card import Made, card_of
from youju.author.dmn_head import head_of
from youju.author.dmn_parse import parse_dmn
from youju.author.dmn_read import Decision, DmnFile, read_dmn
from youju.author.dmn_same import same_meaning
from youju.author.dmn_vocabulary import Proposal, Vocabulary, vocabulary
from youju.author.write import put_into, written
from youju.facts import Dictionary
from youju.feel import did_you_mean
from youju.rubric import Authored, Indicator
from youju.rubric.compile import compile_card
from youju.rubric.spec import CardSpec
from youju.source import CodedError, Diagnostic, RefusedError, decode

_ROUND = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: tables by id or title (all, where none is named), weights by card, whether cards may change."""

    tables: tuple[str, ...] = ()
    weights: Mapping[str, str] | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The files to write by their path in the rubric's folder; cards that stay as they are, cards that are new to it,
    facts proposed, and decisions of the file that no card takes, by their titles.
    """

    files: Mapping[str, str]
    same: tuple[str, ...]
    new: tuple[Made, ...]
    proposals: tuple[Proposal, ...]
    left: tuple[str, ...]


def import_dmn(path: Path, folder: Path, rubric: Authored | None, dictionary: Dictionary, wanted: Wanted) -> Imported:
    """What importing a DMN file into a folder writes; `rubric` is the one that is there, if any.

    RefusedError (`dmn-…` and whatever may be wrong with a card) at rows and cells of the DMN file; CodedError where the
    file cannot be read, holds no table, or a card would be overwritten. Nothing is written here.
    """
    file = read_dmn(parse_dmn(path))
    words = vocabulary(file, dictionary)
    chosen = _chosen(file, wanted.tables)
    weights = dict(wanted.weights or {})
    made = [card_of(one, file, words, _weight(one, weights)) for one in chosen]
    rounding = rubric.rubric.spec.round if rubric is not None else _ROUND
    compiled = _compiled(made, words, rounding, path)
    old = rubric.rubric.indicators if rubric is not None else {}
    same = {one.id for one in made if one.id in old and same_meaning(old[one.id], compiled[one.id])}
    changed = [one for one in made if one.id not in same]
    _may_write(changed, old, wanted.replace)
    files = {_path(one, rubric): _text(one, folder, rubric) for one in changed}
    proposals = tuple(words.proposals[name] for name in _read(words, compiled.values()))
    if proposals:
        files[_free(folder, path.stem)] = _dictionary(proposals)
    if rubric is None:
        files["rubric.yaml"] = head_of(file, made, folder.resolve().name)
    fresh = tuple(one for one in changed if one.id not in old)
    return Imported(files, tuple(sorted(same)), fresh, proposals, tuple(_left(file)))


def _chosen(file: DmnFile, tables: tuple[str, ...]) -> tuple[Decision, ...]:
    if not file.tables:
        zh = f"“{file.name}”里没有决策表（decisionTable）"
        raise CodedError("dmn-no-table", zh, f"“{file.name}” holds no decision table")
    if not tables:
        return file.tables
    known = {
        name: one for one in file.tables for name in (one.source.get("id"), one.name, one.title, _own_id(one)) if name
    }
    for name in tables:
        if name not in known:
            near = did_you_mean(name, known)
            zh = f"“{file.name}”里没有表“{name}”" + (f"；是否想写“{near}”？" if near else "")
            raise CodedError(
                "dmn-no-table",
                zh,
                f"“{file.name}” holds no table “{name}”" + (f"; did you mean “{near}”?" if near else ""),
            )
    return tuple(dict.fromkeys(known[name] for name in tables))


def _own_id(decision: Decision) -> str:
    mark = decision.mark("card")
    return mark.get("id") if mark is not None else ""


def _weight(decision: Decision, weights: Mapping[str, str]) -> str | None:
    names = (_own_id(decision), decision.source.get("id"), decision.name, decision.title)
    return next((weights[name] for name in names if name in weights), None)


def _compiled(made: list[Made], words: Vocabulary, rounding: Fraction, path: Path) -> dict[str, Indicator]:
    """The cards as the loader would have them; every mistake of every table at once."""
    problems = [problem for one in made for problem in one.problems]
    compiled: dict[str, Indicator] = {}
    for one in made:
        if one.card is None:
            continue
        decoded, found = decode(one.card, CardSpec)
        if decoded is not None:
            indicator, found = compile_card(decoded, words.types, rounding, (None, None))
            if indicator is not None and not found:
                compiled[one.id] = indicator
        problems.extend(_called(problem, one) for problem in found)
    twice = [one for i, one in enumerate(made) if one.id in [before.id for before in made[:i]]]
    problems.extend(
        Diagnostic(
            one.card.place,
            "rubric-duplicate-indicator",
            f"表“{one.title}”的代号 {one.id} 已有一张表用了",
            f"the id {one.id} of table “{one.title}” is taken",
        )
        for one in twice
        if one.card is not None
    )
    if problems:
        raise RefusedError(problems, path.parent)
    return compiled


def _called(problem: Diagnostic, made: Made) -> Diagnostic:
    """A mistake of a card, with the name of the table and row it comes from."""
    zh, en = made.places.get(problem.place, (f"表“{made.title}”", f"table “{made.title}”"))
    return Diagnostic(problem.place, problem.code, f"{zh}：{problem.zh}", f"{en}: {problem.en}", problem.proposal)


def _may_write(changed: list[Made], old: Mapping[str, Indicator], replace: bool) -> None:
    there = [one.id for one in changed if one.id in old]
    if there and not replace:
        zh = f"这些卡片已有，内容不同：{'、'.join(there)}。要改写加 --replace（用例和注释保留），只要别的用 --table 选"
        raise CodedError(
            "rubric-exists",
            zh,
            f"these cards are there and differ: {', '.join(there)}; --replace rewrites them, --table picks others",
        )


def _path(made: Made, rubric: Authored | None) -> str:
    """Where a card is, or where a new one goes."""
    for card in rubric.cards if rubric is not None else ():
        if card.model.indicator == made.id:
            return card.node.place.file.partition("/")[2]
    return f"indicators/{made.section}/{made.id}.yaml"


def _text(made: Made, folder: Path, rubric: Authored | None) -> str:
    assert made.card is not None
    path = folder / _path(made, rubric)
    known = rubric is not None and made.id in rubric.rubric.indicators
    return put_into(path.read_text("utf-8-sig"), made.card) if known else written(made.card)


def _read(words: Vocabulary, compiled: Iterable[Indicator]) -> Iterator[str]:
    """The proposed facts that some card reads."""
    read = {name for one in compiled for name in one.facts}
    return (name for name in words.proposals if name in read)


def _free(folder: Path, stem: str) -> str:
    """A file in the rubric's dictionary that is not there yet."""
    plain = re.sub(r"[^\w-]+", "-", stem).strip("-") or "dmn"
    names = (f"dictionary/{plain}{number or ''}.yaml" for number in range(10_000))
    return next(name for name in names if not (folder / name).exists())


def _dictionary(proposals: tuple[Proposal, ...]) -> str:
    """The proposed facts as a file; how reports word them is for a person to say."""
    lines = ["# 由 DMN 导入的数据。报告怎样写到它们（phrases）、到哪里核实（papers）要由人补。", "topic: dmn", "facts:"]
    lines[0] += " Facts from a DMN file; phrases and papers are for a person to add."
    for one in proposals:
        lines += [
            f"  {json.dumps(one.name, ensure_ascii=False)}:",
            f"    en: {json.dumps(one.en, ensure_ascii=False)}",
            f"    type: {one.type}",
        ]
        lines += [f"    unit: {one.unit}"] if one.unit else []
    return "\n".join(lines) + "\n"


def _left(file: DmnFile) -> Iterator[str]:
    """Decisions of a foreign file that no card can hold, such as sums over tables, and models that are no decision."""
    read = {need for one in file.tables for need in one.needs}
    for one in file.decisions.values():
        ours = any(one.mark(tag) for tag in ("let", "weight", "applies", "points", "sum"))
        if not ours and one.kind != "decisionTable" and one.source.get("id") not in read:
            yield one.title
    yield from file.models
