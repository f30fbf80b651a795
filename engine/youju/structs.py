"""Structs: values with named fields that never change, and are equal where all their fields are.

The one place that says what makes them. It is msgspec, whose classes are made in C: a frozen dataclass takes half a
millisecond while it is loaded, a struct a fiftieth of it, and a value is made in an eighth of the time. Where a field
is not compared, or a value changes, it is still a dataclass.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, dataclass_transform

import msgspec
from msgspec import field, structs
from msgspec.structs import astuple

__all__ = ["Entity", "Struct", "astuple", "field", "fields_of", "replace"]
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
