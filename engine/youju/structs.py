"""Structs: values with named fields that never change, and are equal where all their fields are.

The one place that says what makes them. It is msgspec, whose classes are made in C: a frozen dataclass takes half a
millisecond while it is loaded, a struct a fiftieth of it, and a value is made in an eighth of the time. Where a field
is not compared, or a value changes, it is still a dataclass.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, dataclass_transform

import msgspec
from msgspec import field, structs
from msgspec.structs import asdict, astuple

__all__ = ["Entity", "Struct", "asdict", "astuple", "field", "fields_of", "replace", "written_fields"]
T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Struct(msgspec.Struct, frozen=True):
    """A value. `dict=True` beside the name of a class leaves room for what is worked out once and kept with it."""


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
class Entity(msgspec.Struct, frozen=True, eq=False):
    """A value that is equal to itself alone, and is found by that."""

    __hash__ = object.__hash__


def replace(value: T, /, **changes: Any) -> T:
    """The same struct or dataclass with some fields changed."""
    found: Any = value
    changed: Any = structs.replace if isinstance(value, msgspec.Struct) else dataclasses.replace
    return changed(found, **changes)


def fields_of(kind: type[Any]) -> tuple[str, ...] | None:
    """The names of the fields of a struct or dataclass, in their order; None for any other class."""
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_fields__
    return tuple(one.name for one in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def written_fields(value: msgspec.Struct) -> dict[str, Any]:
    """The fields of a struct that are not as they are by default, each under the name it is written by."""
    return {key: found for name, key, default in _written(type(value)) if (found := getattr(value, name)) != default()}


@cache
def _written(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, Callable[[], Any]], ...]:
    """Of each field its name, the name it is written by, and what makes its default."""
    return tuple((one.name, one.encode_name, _default(one)) for one in structs.fields(kind))


def _default(one: structs.FieldInfo) -> Callable[[], Any]:
    return (lambda: one.default) if one.default_factory is msgspec.NODEFAULT else one.default_factory
