"""From a YAML node to a pydantic model, with every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from youju.feel import did_you_mean
from youju.source.diagnostics import Diagnostic, Place
from youju.source.yaml import Mapping, Node, Scalar, Sequence

Plain = str | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Decoded(Generic[M]):
    """A model with the nodes it came from, so that later checks can point at the words."""

    model: M
    node: Mapping

    def scalar(self, *path: str | int) -> Scalar:
        """The scalar at a path of keys and indexes, or the nearest thing above it as an inexact scalar."""
        found = _find(self.node, path)
        return found if isinstance(found, Scalar) else Scalar("", found.place, exact=False)

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path, or of the nearest thing above it."""
        return _find(self.node, path).place


def decode(node: Mapping, model: type[M]) -> tuple[Decoded[M] | None, tuple[Diagnostic, ...]]:
    """The model a mapping stands for, or all that is wrong with it (unknown keys with a proposal)."""
    try:
        return Decoded(model.model_validate(_plain(node)), node), ()
    except ValidationError as error:
        return None, tuple(_diagnostics(error, node, model))


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def _diagnostics(error: ValidationError, node: Mapping, model: type[BaseModel]) -> Iterator[Diagnostic]:
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        kind = detail["type"]
        if kind == "extra_forbidden":
            yield _unknown_key(node, path, model)
        elif kind == "missing":
            zh, en = f"缺少 `{path[-1]}`", f"`{path[-1]}` is missing"
            yield Diagnostic(_find(node, path[:-1]).place, "source-missing-key", zh, en)
        else:
            said = detail["msg"].removeprefix("Value error, ")
            zh, _, en = said.partition(" / ")
            yield Diagnostic(_find(node, path).place, "source-bad-value", f"值不合要求：{zh}", f"bad value: {en or zh}")


def _unknown_key(node: Mapping, path: Path, model: type[BaseModel]) -> Diagnostic:
    parent = _find(node, path[:-1])
    key = str(path[-1])
    place = parent.place
    if isinstance(parent, Mapping):
        place = next((name.place for name, _ in parent.entries if name.text == key), place)
    proposal = did_you_mean(key, _keys(model))
    return Diagnostic(place, "source-unknown-key", f"没有 `{key}` 这个键", f"unknown key `{key}`", proposal)


def _keys(annotation: object, seen: frozenset[object] = frozenset()) -> frozenset[str]:
    """Every key that a model, or a model within it, may have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        fields = annotation.model_fields
        own = frozenset(field.alias or name for name, field in fields.items())
        within = (_keys(field.annotation, seen | {annotation}) for field in fields.values())
        return own.union(*within)
    return frozenset[str]().union(*(_keys(argument, seen) for argument in get_args(annotation)))


def _find(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, Mapping) and (found := node.get(str(step))) is not None:
            node = found
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        # pydantic also puts the names of union members into a path; they stand nowhere in the file.
    return node
