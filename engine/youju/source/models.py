"""From a YAML node to an authored value, with every mistake at its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from youju.feel import did_you_mean
from youju.source.diagnostics import Diagnostic, Place
from youju.source.strict import Strict
from youju.source.yaml import MAX_PROBLEMS, Mapping, Node, Scalar, Sequence
from youju.structs import Struct

if TYPE_CHECKING:
    from pydantic import ValidationError

Plain = str | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]
M = TypeVar("M", bound=Strict)
_QUOTED = re.compile("'([^']*)'")
# What pydantic says in English only.
_SAID = {
    "tuple_type": ("应当是列表", "expected a list"),
    "dict_type": ("应当是“键: 值”", "expected `key: value` pairs"),
    "model_type": ("应当是“键: 值”", "expected `key: value` pairs"),
    "model_attributes_type": ("应当是“键: 值”", "expected `key: value` pairs"),
    "string_type": ("应当是一段文字", "expected a text"),
    "too_short": ("不能为空", "must not be empty"),
}


class BadValueError(ValueError):
    """What a validator raises that can say what to write instead."""

    def __init__(self, zh: str, en: str, proposal: str | None) -> None:
        self.proposal = proposal
        super().__init__(f"{zh} / {en}")


class Decoded(Struct, Generic[M]):
    """A model with the nodes it came from, so that later checks can point at the words."""

    model: M
    node: Mapping

    def scalar(self, *path: str | int) -> Scalar:
        """The scalar at a path of keys and indexes, or the nearest thing above it as an inexact scalar."""
        found = _find(self.node, path)
        return found if isinstance(found, Scalar) else Scalar("", found.place, exact=False)

    def node_at(self, *path: str | int) -> Node:
        """The node at a path, or the nearest thing above it."""
        return _find(self.node, path)

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path, or of the nearest thing above it."""
        return _find(self.node, path).place

    def key(self, *path: str | int) -> Place:
        """The place of the key at the end of a path, or of its value where it has none."""
        parent = _find(self.node, path[:-1])
        key = parent.key(str(path[-1])) if isinstance(parent, Mapping) else None
        return self.place(*path) if key is None else key.place


def decode(node: Mapping, model: type[M]) -> tuple[Decoded[M] | None, tuple[Diagnostic, ...]]:
    """The model a mapping stands for, or all that is wrong with it (unknown keys with a proposal)."""
    from pydantic import ValidationError

    try:
        return Decoded(model.read(_plain(node)), node), ()
    except ValidationError as error:
        return None, tuple(_diagnostics(error, node, model))


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def _diagnostics(error: ValidationError, node: Mapping, model: type[Strict]) -> Iterator[Diagnostic]:
    details = error.errors(include_url=False)[:MAX_PROBLEMS]
    within = {tuple(detail["loc"][:n]) for detail in details for n in range(len(detail["loc"]))}
    for detail in details:
        path = tuple(detail["loc"])
        kind = detail["type"]
        if kind == "too_short" and path in within:
            continue  # it has items; what is wrong with them is said of them
        place = _find(node, path).place
        if kind == "extra_forbidden":
            yield _unknown_key(node, path, model)
        elif kind == "missing":
            zh, en = f"缺少 `{path[-1]}`", f"`{path[-1]}` is missing"
            yield Diagnostic(_find(node, path[:-1]).place, "source-missing-key", zh, en)
        elif kind == "too_long":
            most = detail.get("ctx", {}).get("max_length")
            yield Diagnostic(place, "source-bad-value", f"值不合要求：最多 {most} 项", f"bad value: at most {most}")
        elif kind == "literal_error":
            yield _not_a_choice(detail["input"], _QUOTED.findall(detail["msg"]), place)
        else:
            zh, _, en = detail["msg"].removeprefix("Value error, ").partition(" / ")
            zh, en = _SAID.get(kind, (zh, en or zh))
            raised = detail.get("ctx", {}).get("error")
            proposal = raised.proposal if isinstance(raised, BadValueError) else None
            yield Diagnostic(place, "source-bad-value", f"值不合要求：{zh}", f"bad value: {en}", proposal)


def _not_a_choice(given: object, choices: list[str], place: Place) -> Diagnostic:
    zh, en = f"值不合要求：应当是 {'、'.join(choices)} 之一", f"bad value: expected one of {', '.join(choices)}"
    proposal = did_you_mean(given, choices) if isinstance(given, str) else None
    return Diagnostic(place, "source-bad-value", zh, en, proposal)


def _unknown_key(node: Mapping, path: Path, model: type[Strict]) -> Diagnostic:
    parent = _find(node, path[:-1])
    key = str(path[-1])
    found = parent.key(key) if isinstance(parent, Mapping) else None
    place = parent.place if found is None else found.place
    known = _keys(model, path[:-1])
    zh, en = f"没有 `{key}` 这个键", f"unknown key `{key}`"
    proposal = _slipped(key) or _rejoined(parent, key) or did_you_mean(key, known)
    return Diagnostic(place, "source-unknown-key", zh, en, proposal)


def _rejoined(parent: Node, key: str) -> str | None:
    """The text that a comma broke in two: `{zh: 甲, 乙}` has a key 乙 without a value."""
    entry = parent.by_key.get(key) if isinstance(parent, Mapping) else None
    if entry is None or not isinstance(parent, Mapping):
        return None
    name, value = entry
    # A value that was left out stands right behind its key; one after a colon stands further on.
    if value.place != Place(name.place.file, name.place.line, name.place.column + len(key)):
        return None
    values = [value for _, value in parent.entries]
    before = values[values.index(value) - 1]
    return f'"{before.text}, {key}"' if isinstance(before, Scalar) and value is not values[0] else None


def _slipped(key: str) -> str | None:
    """What was meant by a key that swallowed its colon or its dash."""
    seen = "".join(char for char in key if char.isprintable()).strip()
    if seen != key:
        return seen
    name, colon, value = key.partition("：")
    if colon:
        return f"{name}: {value}"
    return f"- {key[1:]}" if key.startswith("-") else None


@functools.cache
def _keys(model: type[Strict], path: Path) -> frozenset[str]:
    """The keys that may stand at a path into a model."""
    from youju.source.shapes import kinds_in, shape_of

    kinds = frozenset([model])
    for step in path:
        fields = [field for one in kinds for name, field in shape_of(one).fields.items() if step in (field.alias, name)]
        kinds = kinds_in(field.annotation for field in fields) if fields else kinds
    return frozenset(field.alias or name for one in kinds for name, field in shape_of(one).fields.items())


def _find(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, Mapping) and (found := node.get(str(step))) is not None:
            node = found
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        # pydantic also puts the names of union members into a path; they stand nowhere in the file.
    return node
