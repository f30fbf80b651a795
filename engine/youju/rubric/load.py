"""The pass from a folder to a rubric: every mistake of every file at once, or a rubric that can be fired."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from youju.facts import Dictionary
from youju.feel import NUMBER, Type
from youju.rubric.compile import compile_card, compile_checks
from youju.rubric.model import Check, Indicator, Rubric, claim_name, score_name, weight_name
from youju.rubric.spec import CardSpec, ChecksFile, RubricSpec
from youju.rubric.whole import whole_problems
from youju.source import Decoded, Diagnostic, Place, RefusedError, decode, did_you_mean, digest, plain, read_yaml

M = TypeVar("M", bound=BaseModel)
Content = dict[str, Any]


def load_rubric(folder: Path, dictionary: Dictionary) -> Rubric:
    """The rubric in a folder (rubric.yaml, indicators/, checks/). RefusedError carries every mistake in it."""
    problems: list[Diagnostic] = []
    head = _read(folder / "rubric.yaml", folder, RubricSpec, problems)
    cards = [
        card
        for path in sorted(folder.glob("indicators/**/*.yaml"))
        if (card := _read(path, folder, CardSpec, problems))
    ]
    files = [
        file for path in sorted(folder.glob("checks/*.yaml")) if (file := _read(path, folder, ChecksFile, problems))
    ]
    if head is None:
        raise RefusedError(problems)
    indicators = _indicators(head, cards, dictionary, problems)
    checks = _checks(files, dictionary.types, indicators, problems)
    problems.extend(whole_problems(head, cards))
    if problems:
        raise RefusedError(problems)
    content = content_of(head, cards, files, dictionary)
    return Rubric(head.model.rubric, head.model, dictionary, indicators, tuple(checks), content, digest(content))


def content_of(
    head: Decoded[RubricSpec],
    cards: list[Decoded[CardSpec]],
    files: list[Decoded[ChecksFile]],
    dictionary: Dictionary,
) -> Content:
    """All of a rubric that decides or explains a score, as plain JSON; golden cases, comments, layout do not count."""
    facts = {name: {"type": spec.type, "unit": spec.unit} for name, spec in dictionary.facts.items()}
    return {
        "rubric": plain(head.model),
        "cards": {card.model.indicator: {**plain(card.model), "cases": []} for card in cards},
        "checks": [check for file in files for check in plain(file.model)["checks"]],
        "facts": facts,
    }


def _read(path: Path, folder: Path, model: type[M], problems: list[Diagnostic]) -> Decoded[M] | None:
    node, found = read_yaml(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    problems.extend(found)
    if node is None:
        return None
    decoded, found = decode(node, model)
    problems.extend(found)
    return decoded


def _indicators(
    head: Decoded[RubricSpec], cards: list[Decoded[CardSpec]], dictionary: Dictionary, problems: list[Diagnostic]
) -> dict[str, Indicator]:
    homes = {
        indicator: (section.id, group.id)
        for section in head.model.sections
        for group in section.groups
        for indicator in group.indicators
    }
    by_id: dict[str, Decoded[CardSpec]] = {}
    for card in cards:
        name = card.model.indicator
        if name in by_id:
            zh, en = f"指标 `{name}` 已有一张卡片", f"indicator `{name}` has a card already"
            problems.append(Diagnostic(card.place("indicator"), "rubric-duplicate-indicator", zh, en))
        by_id.setdefault(name, card)
        if name not in homes and name not in head.model.adjustments:
            zh, en = f"rubric.yaml 没有列出指标 `{name}`", f"rubric.yaml does not list `{name}`"
            proposal = did_you_mean(name, set(homes) - set(by_id))
            problems.append(Diagnostic(card.place("indicator"), "rubric-unlisted-indicator", zh, en, proposal))
    indicators: dict[str, Indicator] = {}
    for name in (*homes, *head.model.adjustments):
        if name not in by_id:
            zh, en = f"指标 `{name}` 没有卡片", f"indicator `{name}` has no card"
            proposal = did_you_mean(name, set(by_id) - set(homes))
            problems.append(Diagnostic(_listed(head, name), "rubric-missing-card", zh, en, proposal))
            continue
        indicator, found = compile_card(by_id[name], dictionary.types, head.model, homes.get(name, (None, None)))
        problems.extend(found)
        if indicator is not None:
            indicators[name] = indicator
    return indicators


def _listed(head: Decoded[RubricSpec], name: str) -> Place:
    for i, section in enumerate(head.model.sections):
        for j, group in enumerate(section.groups):
            if name in group.indicators:
                return head.place("sections", i, "groups", j, "indicators", group.indicators.index(name))
    return head.place("adjustments", head.model.adjustments.index(name))


def _checks(
    files: list[Decoded[ChecksFile]],
    types: Mapping[str, Type],
    indicators: Mapping[str, Indicator],
    problems: list[Diagnostic],
) -> list[Check]:
    names = dict(types)
    for indicator in indicators.values():
        title = indicator.title.zh
        names.update({score_name(title): NUMBER, claim_name(title): NUMBER, weight_name(title): NUMBER})
    checks: list[Check] = []
    for file in files:
        found, wrong = compile_checks(file, names, indicators)
        checks.extend(found)
        problems.extend(wrong)
    return checks
