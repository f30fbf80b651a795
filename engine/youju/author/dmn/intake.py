"""The pass from a DMN file to the files of a rubric: cards, facts that are new, a rubric.yaml where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from youju.author.dmn.card import Made, card_of
from youju.author.dmn.head import head_of, rubric_of
from youju.author.dmn.parse import parse_dmn
from youju.author.dmn.read import Decision, DmnFile, read_dmn
from youju.author.dmn.vocabulary import Proposal, Vocabulary, vocabulary
from youju.author.edits import EditError
from youju.author.same import same_meaning, unworded
from youju.author.write import put_into, written, written_data
from youju.facts import Dictionary
from youju.feel import did_you_mean
from youju.rubric import Authored, Indicator
from youju.rubric.compile import compile_card
from youju.rubric.span import ALWAYS
from youju.rubric.spec import CardSpec
from youju.source import CodedError, Diagnostic, RefusedError, decode
from youju.structs import Struct, field

_ROUND = Fraction(1, 100)
# What a file that is not of our making does not say, and a person may have added to a card since it was imported.
_KNOWN_BY_HAND = ("title", "basis", "open")
_PROPOSED = """\
# 由 DMN 导入的数据。报告怎样写到它们（phrases）、到哪里核实（papers）要由人补。
# Facts from a DMN file; how reports word them (phrases) and where to look (papers) are for a person to add.
"""


class Wanted(Struct):
    """Which tables, by id or title (none: all), weights by the same names, and whether cards may be rewritten."""

    tables: tuple[str, ...] = ()
    weights: Mapping[str, str] = field(default_factory=dict[str, str])
    replace: bool = False


class Imported(Struct):
    """The files to write by their path in the rubric's folder; cards that stay as they are, cards that are new to it,
    facts proposed, and decisions of the file that no card takes, by their titles. `unworded` are the rules (card, rule)
    whose condition changes and whose wording does not.
    """

    files: Mapping[str, str]
    same: tuple[str, ...]
    new: tuple[Made, ...]
    proposals: tuple[Proposal, ...]
    left: tuple[str, ...]
    unworded: tuple[tuple[str, str], ...]


def import_dmn(path: Path, folder: Path, rubric: Authored | None, dictionary: Dictionary, wanted: Wanted) -> Imported:
    """What importing a DMN file into a folder writes; `rubric` is the one that is there, if any.

    RefusedError (`dmn-…` and whatever may be wrong with a card) at rows and cells of the DMN file; CodedError where the
    file cannot be read, holds no table, or a card would be overwritten. Nothing is written here.
    """
    file = read_dmn(parse_dmn(path))
    if rubric is not None:
        _may_enter(file, rubric, wanted)
    words = vocabulary(file, dictionary)
    made = [card_of(one, file, words, weight) for one, weight in _chosen(file, wanted)]
    old: Mapping[str, Indicator] = rubric.rubric.indicators if rubric is not None else {}
    compiled = _compiled(made, words, rubric.rubric.spec.round if rubric is not None else _ROUND, path)
    same = {one.id for one in made if one.id in old and same_meaning(old[one.id], compiled[one.id])}
    changed = [one for one in made if one.id not in same]
    _may_write(changed, old, folder, wanted.replace)
    files = {_path(one, rubric): _text(one, folder, rubric) for one in changed}
    proposals = tuple(words.proposals[name] for name in _read(words, compiled.values()))
    if proposals:
        files[_free(folder, path.stem)] = _dictionary(proposals)
    if rubric is None:
        files["rubric.yaml"] = head_of(file, made, folder.resolve().name)
    fresh = tuple(one for one in changed if one.id not in old)
    stale = [(one.id, rule) for one in changed if one.id in old for rule in unworded(old[one.id], compiled[one.id])]
    return Imported(files, tuple(sorted(same)), fresh, proposals, tuple(_left(file)), tuple(stale))


def _may_enter(file: DmnFile, rubric: Authored, wanted: Wanted) -> None:
    name, theirs = rubric.rubric.id, rubric_of(file)
    if rubric.span != ALWAYS:
        zh = f"评分标准 {name} 有施行日期（changes），导入分不清改的是哪一版；请直接改卡片"
        en = f"the rubric {name} is dated, and a DMN file says no day: change its cards themselves"
        raise CodedError("dmn-dated", zh, en)
    if theirs not in (None, name) and not wanted.tables:
        zh = f"“{file.name}”是评分标准 {theirs} 的，不是 {name} 的；确要其中的表，用 --table 一张张指明"
        en = f"“{file.name}” is of the rubric {theirs}, not of {name}; name the tables to take with --table"
        raise CodedError("dmn-other-rubric", zh, en)


def _chosen(file: DmnFile, wanted: Wanted) -> list[tuple[Decision, str | None]]:
    """The tables asked for, each with the weight given for it."""
    if not file.tables:
        zh = f"“{file.name}”里没有决策表（decisionTable）"
        raise CodedError("dmn-no-table", zh, f"“{file.name}” holds no decision table")
    by_name = {name: at for at, one in enumerate(file.tables) for name in _names(one)}
    for name in (*wanted.tables, *wanted.weights):
        if name not in by_name:
            near = did_you_mean(name, by_name)
            hint = (f"；是否想写“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            zh, en = f"“{file.name}”里没有表“{name}”{hint[0]}", f"“{file.name}” holds no table “{name}”{hint[1]}"
            raise CodedError("dmn-no-table", zh, en)
    picked = {by_name[name] for name in wanted.tables}
    weights = {by_name[name]: weight for name, weight in wanted.weights.items()}
    return [(one, weights.get(at)) for at, one in enumerate(file.tables) if not picked or at in picked]


def _names(decision: Decision) -> Iterator[str]:
    """What a table may be called by: the id of its card or its own, its name, its title."""
    mark = decision.mark("card")
    every = (mark.get("id") if mark is not None else "", decision.source.get("id"), decision.name, decision.title)
    return (name for name in every if name)


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


def _may_write(changed: list[Made], old: Mapping[str, Indicator], folder: Path, replace: bool) -> None:
    there = [one.id for one in changed if one.id in old]
    if there and not replace:
        zh = f"这些卡片已有，内容不同：{'、'.join(there)}。要改写加 --replace（用例保留），只要别的用 --table 选"
        en = f"these cards are there and differ: {', '.join(there)}; --replace rewrites them, --table picks others"
        raise CodedError("rubric-exists", zh, en)
    for one in changed:
        if one.id not in old and list(folder.glob(f"indicators/**/{one.id}.yaml")):
            zh = f"文件 {one.id}.yaml 已有，是别的指标的；给表换一个代号（decision 的 id）"
            raise CodedError(
                "rubric-exists", zh, f"{one.id}.yaml is there and is another card's; give the table another id"
            )


def _path(made: Made, rubric: Authored | None) -> str:
    """Where a card is, or where a new one goes."""
    for card in rubric.cards if rubric is not None else ():
        if card.model.indicator == made.id:
            return card.node.place.file.partition("/")[2]
    return f"indicators/{made.section}/{made.id}.yaml"


def _text(made: Made, folder: Path, rubric: Authored | None) -> str:
    """The file of a card; of one that is there, with what the table says put in its place."""
    assert made.card is not None
    if rubric is None or made.id not in rubric.rubric.indicators:
        return written(made.card)
    path = _path(made, rubric)
    try:
        return put_into(
            (folder / path).read_bytes().decode("utf-8-sig"), made.card, () if made.ours else _KNOWN_BY_HAND
        )
    except EditError as error:
        zh = f"表“{made.title}”没法写回 {path}，请直接改那个文件"
        en = f"table “{made.title}” cannot be written back into {path}; change the file itself"
        raise CodedError("dmn-unwritable", zh, en) from error


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
    facts = {one.name: one.entry for one in proposals}
    return _PROPOSED + written_data({"topic": "dmn", "facts": facts})


def _left(file: DmnFile) -> Iterator[str]:
    """Decisions of a foreign file that no card can hold, such as sums over tables, and models that are no decision."""
    read = {need for one in file.tables for need in one.needs}
    for one in file.every:
        ours = any(one.mark(tag) for tag in ("let", "weight", "applies", "points", "sum"))
        if not ours and one.kind != "decisionTable" and one.source.get("id") not in read:
            yield one.title
    yield from file.models
