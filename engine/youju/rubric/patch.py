"""What a change does to a file: parts replaced, added or removed, each found by its path.

A path is a key of the file, and behind dots the way further down: keys of mappings, ids of what stands in a list
(`rules.over-plan.points`). It works on nodes, and what is put in keeps the place it was written at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from youju.source import Diagnostic, Mapping, Node, Scalar, did_you_mean
from youju.source import Sequence as SequenceNode
from youju.structs import Struct

CODE = "rubric-change-key"
# What makes a file the same file in every version, and what its versions are made of.
FIXED = frozenset({"rubric", "indicator", "topic", "changes", "in_force"})
_NAMED_BY = ("id", "code")
_LISTED_MOST = 8
_WIDE_DOT = re.compile("[。．｡]")
_SCORE = "score"
Steps = tuple[Scalar, ...]


class Edit(Struct):
    """One part of a file with what is to stand there instead; None takes it away."""

    steps: Steps
    value: Node | None

    @property
    def path(self) -> tuple[str, ...]:
        """The steps as text."""
        return tuple(step.text for step in self.steps)


class _LostError(Exception):
    """A step of a path that leads nowhere, and those there are instead."""

    def __init__(self, step: Scalar, known: Collection[str]) -> None:
        self.step, self.known = step, known


def edits(set_: Node | None, drop: Node | None) -> tuple[Edit, ...]:
    """The edits that `set` and `drop` of a change stand for."""
    found = [Edit(_steps(key), value) for key, value in set_.entries] if isinstance(set_, Mapping) else []
    items = drop.items if isinstance(drop, SequenceNode) else ()
    return (*found, *(Edit(_steps(item), None) for item in items if isinstance(item, Scalar)))


def patched(node: Mapping, change: Sequence[Edit]) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The file with a change worked in, and what is wrong with the change; a wrong edit is left out."""
    problems = list(_clashes(change))
    for edit in change:
        if edit.path[0] in FIXED:
            name = edit.path[0]
            zh, en = f"`{name}` 各个版本都一样，不能改", f"`{name}` is the same in every version"
            problems.append(Diagnostic(edit.steps[0].place, CODE, zh, en))
            continue
        if (wide := next((step for step in edit.steps if _WIDE_DOT.search(step.text)), None)) is not None:
            zh, en = f"`{wide.text}` 里的点要用半角", f"the dots in `{wide.text}` must be ASCII ones"
            problems.append(Diagnostic(wide.place, CODE, zh, en, _WIDE_DOT.sub(".", wide.text)))
            continue
        try:
            node = _in_mapping(node, edit.steps, edit.value)
        except _LostError as lost:
            problems.append(_within_score(edit, node) or _nowhere(edit, lost))
    return node, tuple(problems)


def name_of(item: Node) -> str | None:
    """The name by which a path finds an item of a list: its id or code, or the item itself where it is a word."""
    if isinstance(item, Scalar):
        return item.text
    named = (item.get(key) for key in _NAMED_BY) if isinstance(item, Mapping) else ()
    return next((found.text for found in named if isinstance(found, Scalar)), None)


def _steps(key: Scalar) -> Steps:
    """The steps of a path, each with its own place in the words of the change."""
    found: list[Scalar] = []
    at = 0
    for part in key.text.split("."):
        found.append(Scalar(part, key.at(at, len(part)), key.exact))
        at += len(part) + 1
    return tuple(found)


def _into(node: Node, steps: Steps, value: Node | None) -> Node:
    match node:
        case Mapping():
            return _in_mapping(node, steps, value)
        case SequenceNode():
            return _in_list(node, steps, value)
        case Scalar():
            raise _LostError(steps[0], ())


def _in_mapping(node: Mapping, steps: Steps, value: Node | None) -> Mapping:
    step, rest = steps[0], steps[1:]
    below = node.get(step.text)
    if below is None and (rest or value is None):
        raise _LostError(step, node.by_key)
    if not rest and value is None:
        return Mapping({key: entry for key, entry in node.by_key.items() if key != step.text}, node.place)
    key = step if not rest else node.by_key[step.text][0]
    new = _into(below, rest, value) if below is not None and rest else value
    return node if new is None else Mapping({**node.by_key, step.text: (key, new)}, node.place)


def _in_list(node: SequenceNode, steps: Steps, value: Node | None) -> SequenceNode:
    step, rest = steps[0], steps[1:]
    names = [name_of(item) for item in node.items]
    if step.text not in names:
        raise _LostError(step, [name for name in names if name])
    at = names.index(step.text)
    new = _into(node.items[at], rest, value) if rest else value
    return SequenceNode((*node.items[:at], *(() if new is None else (new,)), *node.items[at + 1 :]), node.place)


def _clashes(change: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Two edits of one change that mean the same part, or one that is within another."""
    for i, edit in enumerate(change):
        for other in change[:i]:
            shared = min(len(edit.path), len(other.path))
            if edit.path[:shared] == other.path[:shared]:
                said, first = ".".join(edit.path), ".".join(other.path)
                zh, en = f"`{said}` 与同一次改动里的 `{first}` 说的是同一处", f"`{said}` and `{first}` are one place"
                yield Diagnostic(edit.steps[0].place, CODE, zh, en)
                break


def _within_score(edit: Edit, node: Mapping) -> Diagnostic | None:
    """A path that begins with what stands in the card's scoring form."""
    first, score = edit.steps[0], node.get(_SCORE)
    if node.get(first.text) is not None or not isinstance(score, Mapping) or score.get(first.text) is None:
        return None
    zh, en = f"`{first.text}` 在 `{_SCORE}` 里", f"`{first.text}` stands in `{_SCORE}`"
    return Diagnostic(first.place, CODE, zh, en, f"{_SCORE}.{first.text}")


def _nowhere(edit: Edit, lost: _LostError) -> Diagnostic:
    """What a step did not find, and those there are."""
    step, known = lost.step, sorted(lost.known)
    before = ".".join(edit.path[: edit.steps.index(step)])
    where = (f"`{before}` 里", f" in `{before}`") if before else ("这个文件里", " in this file")
    listed = "、".join(f"`{name}`" for name in known[:_LISTED_MOST])
    there = (f"（有 {listed}）", f" (there are {listed.replace('、', ', ')})") if known else ("", "")
    zh, en = f"{where[0]}没有 `{step.text}`{there[0]}", f"there is no `{step.text}`{where[1]}{there[1]}"
    # What only looks like it is not to be taken away.
    proposal = did_you_mean(step.text, known) if edit.value is not None else None
    return Diagnostic(step.place, CODE, zh, en, proposal)
