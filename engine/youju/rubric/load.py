"""The pass from a folder to a rubric: every mistake of every file at once, or a rubric that can be fired."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from youju.facts import Dictionary, FactSpec
from youju.feel import NUMBER, Type
from youju.rubric.compile import compile_card, compile_checks
from youju.rubric.forms import grow
from youju.rubric.model import Check, Indicator, Rubric, claim_name, score_name, weight_name
from youju.rubric.once import once_problems
from youju.rubric.spec import CardSpec, ChecksFile, RubricSpec
from youju.rubric.whole import whole_problems
from youju.source import (
    Decoded,
    Diagnostic,
    Node,
    Place,
    RefusedError,
    Scalar,
    decode,
    did_you_mean,
    digest,
    link_problem,
    plain,
    read_yaml,
    shown,
    yaml_files,
)
from youju.source import Mapping as MappingNode

_SELDOM = 100_000
M = TypeVar("M", bound=BaseModel)
Content = dict[str, Any]
Before = Callable[[MappingNode], tuple[MappingNode, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True)
class _Files:
    """What a rubric's folder holds. `broken` are the indicators whose cards cannot be read, with a title if known."""

    head: Decoded[RubricSpec] | None
    cards: tuple[Decoded[CardSpec], ...]
    broken: Mapping[str, str | None]
    checks: tuple[Decoded[ChecksFile], ...]


@dataclass(frozen=True, slots=True)
class Authored:
    """A rubric with the files it was read from, whose places its author knows."""

    rubric: Rubric
    head: Decoded[RubricSpec]
    cards: tuple[Decoded[CardSpec], ...]
    checks: tuple[Decoded[ChecksFile], ...]


def load_rubric(folder: Path, dictionary: Dictionary) -> Rubric:
    """The rubric in a folder (rubric.yaml, indicators/, checks/). RefusedError carries every mistake in it."""
    return load_authored(folder, dictionary).rubric


@contextmanager
def _seldom_collected() -> Generator[None, None, None]:
    """All that is read is kept, so looking for garbage every 700 objects would be a quarter of the time of a load."""
    before = gc.get_threshold()
    if before[0] >= _SELDOM:
        yield
        return
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collected()
def load_authored(folder: Path, dictionary: Dictionary) -> Authored:
    """As `load_rubric`, with the files."""
    problems: list[Diagnostic] = []
    files = _read_all(folder, problems)
    head = files.head
    compiled = _compiled(files, dictionary, problems)
    checks = _checks(files, dictionary.types, problems)
    if head is not None:
        problems.extend(_listing(head, files))
        problems.extend(whole_problems(head, files.cards, files.checks, files.broken.keys()))
        problems.extend(once_problems(head, files.cards, files.checks))
    if problems or head is None:
        raise RefusedError(problems, folder.parent)
    indicators = {name: compiled[name] for name in (*_homes(head), *head.model.adjustments)}
    content = content_of(head, files.cards, files.checks, dictionary)
    rubric = Rubric(head.model.rubric, head.model, dictionary, indicators, tuple(checks), content, digest(content))
    return Authored(rubric, head, files.cards, files.checks)


def content_of(
    head: Decoded[RubricSpec],
    cards: Sequence[Decoded[CardSpec]],
    files: Sequence[Decoded[ChecksFile]],
    dictionary: Dictionary,
) -> Content:
    """All of a rubric that decides or explains a score, as plain JSON; golden cases, comments, layout do not count."""
    facts = {name: _fact_content(spec) for name, spec in dictionary.facts.items()}
    return {
        "rubric": plain(head.model),
        "cards": {card.model.indicator: _card_content(card.model) for card in cards},
        "checks": [check for file in files for check in plain(file.model)["checks"]],
        "facts": facts,
    }


def _fact_content(spec: FactSpec) -> Content:
    """What a replay must know of a fact: type, unit, what its statements may be worth, what silence means."""
    kinds = {spec.kind_of(phrase) for phrase in spec.phrases} | {spec.kind_of(None)}
    content: Content = {"type": spec.type, "unit": spec.shown_unit, "evidence": sorted(kinds)}
    if spec.default is not None and spec.default.value is not None:
        content["default"] = plain(spec.shown(spec.default.value))
    return content


def _card_content(card: CardSpec) -> Content:
    """A card without its cases; its lets as a list, since a later one may read an earlier one and JSON has no order."""
    lets: Content = {"let": [{"name": name, **plain(spec)} for name, spec in card.let.items()]} if card.let else {}
    # Open cases decide nothing: they say that nothing is decided.
    return {**{key: value for key, value in plain(card).items() if key != "open"}, "cases": [], **lets}


def _read_all(folder: Path, problems: list[Diagnostic]) -> _Files:
    head, at, checks_at = _found(folder)
    cards: list[Decoded[CardSpec]] = []
    broken: dict[str, str | None] = {}
    for path in at:
        card, node = _read(path, folder, CardSpec, problems, grow)
        if card is not None:
            cards.append(card)
        else:
            broken[_text(node, "indicator") or path.stem] = _text(node, "title", "zh") or None
    read = (_read(path, folder, ChecksFile, problems)[0] for path in checks_at)
    checks = tuple(file for file in read if file is not None)
    return _Files(_read(head, folder, RubricSpec, problems)[0], tuple(cards), broken, checks)


def _found(folder: Path) -> tuple[Path, tuple[Path, ...], tuple[Path, ...]]:
    """rubric.yaml, the cards and the checks; RefusedError where some cannot be read, which would look like missing."""
    head = folder / "rubric.yaml"
    cards, no_cards = yaml_files(folder, "indicators")
    checks, no_checks = yaml_files(folder, "checks")
    problems = [one for one in (link_problem(folder, head), *no_cards, *no_checks) if one is not None]
    if problems:
        raise RefusedError(problems, folder.parent)
    return head, cards, checks


def _read(
    path: Path, folder: Path, model: type[M], problems: list[Diagnostic], before: Before | None = None
) -> tuple[Decoded[M] | None, Node | None]:
    """A file decoded, and its node; `before` rewrites the node first, and what it finds wrong ends the reading."""
    node, found = read_yaml(path, shown(folder, path))
    problems.extend(found)
    if node is None:
        return None, None
    if before is not None:
        node, wrong = before(node)
        problems.extend(wrong)
        if wrong:
            return None, node
    decoded, found = decode(node, model)
    problems.extend(found)
    return decoded, node


def _text(node: Node | None, *path: str) -> str | None:
    for key in path:
        node = node.get(key) if isinstance(node, MappingNode) else None
    return node.text if isinstance(node, Scalar) else None


def _homes(head: Decoded[RubricSpec]) -> dict[str, tuple[str, str]]:
    return {
        indicator: (section.id, group.id)
        for section in head.model.sections
        for group in section.groups
        for indicator in group.indicators
    }


def _compiled(files: _Files, dictionary: Dictionary, problems: list[Diagnostic]) -> dict[str, Indicator]:
    homes = _homes(files.head) if files.head else {}
    rounding = files.head.model.round if files.head else Fraction(1)
    types = dictionary.types
    indicators: dict[str, Indicator] = {}
    for card in files.cards:
        name = card.model.indicator
        indicator, found = compile_card(card, types, rounding, homes.get(name, (None, None)))
        problems.extend(found)
        if indicator is not None:
            indicators.setdefault(name, indicator)
    return indicators


def _listing(head: Decoded[RubricSpec], files: _Files) -> Iterator[Diagnostic]:
    """Every card is listed in rubric.yaml, and everything listed has one card."""
    listed = (*_homes(head), *head.model.adjustments)
    seen: set[str] = set()
    for card in files.cards:
        name = card.model.indicator
        if name in seen:
            zh, en = f"指标 `{name}` 已有一张卡片", f"indicator `{name}` has a card already"
            yield Diagnostic(card.place("indicator"), "rubric-duplicate-indicator", zh, en)
        seen.add(name)
    for card in files.cards:
        name = card.model.indicator
        if name not in listed:
            zh, en = f"rubric.yaml 没有列出指标 `{name}`", f"rubric.yaml does not list `{name}`"
            proposal = did_you_mean(name, set(listed) - seen)
            yield Diagnostic(card.place("indicator"), "rubric-unlisted-indicator", zh, en, proposal)
    for name in listed:
        if name not in seen and name not in files.broken:
            zh, en = f"指标 `{name}` 没有卡片", f"indicator `{name}` has no card"
            proposal = did_you_mean(name, seen - set(listed))
            yield Diagnostic(_listed(head, name), "rubric-missing-card", zh, en, proposal)


def _listed(head: Decoded[RubricSpec], name: str) -> Place:
    for i, section in enumerate(head.model.sections):
        for j, group in enumerate(section.groups):
            if name in group.indicators:
                return head.place("sections", i, "groups", j, "indicators", group.indicators.index(name))
    return head.place("adjustments", head.model.adjustments.index(name))


def _checks(files: _Files, types: Mapping[str, Type], problems: list[Diagnostic]) -> list[Check]:
    cards: dict[str, CardSpec | None] = dict.fromkeys(files.broken)
    cards.update((card.model.indicator, card.model) for card in files.cards)
    names = dict(types)
    titles = [card.model.title.zh for card in files.cards] + [title for title in files.broken.values() if title]
    for title in titles:
        names.update({score_name(title): NUMBER, claim_name(title): NUMBER, weight_name(title): NUMBER})
    checks: list[Check] = []
    for file in files.checks:
        found, wrong = compile_checks(file, names, cards)
        checks.extend(found)
        # A card that cannot be read hides its title, and with it the names of its points.
        titled = None not in files.broken.values()
        problems.extend(problem for problem in wrong if titled or problem.code != "feel-unknown-name")
    return checks
