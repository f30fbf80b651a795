"""The models by which pydantic reads authored values. Who reads nothing that people wrote does not load it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar, get_args

import msgspec
from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, TypeAdapter, create_model
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_wrap_validator_function

from youju.source.strict import Strict
from youju.structs import Struct

S = TypeVar("S", bound=Strict)


class Shape(Struct, Generic[S]):
    """How the values of a class are read: its fields as pydantic knows them, and what makes a value of plain content.

    `read` raises pydantic's ValidationError, which is a ValueError.
    """

    fields: dict[str, FieldInfo]
    read: Callable[[Any], S]


@functools.cache
def shape_of(kind: type[S]) -> Shape[S]:
    """The shape of a class of authored values, worked out when the first of them is read."""
    return Shape(_model(kind).model_fields, TypeAdapter(kind).validate_python)


def schema_of(kind: type[Strict], handler: GetCoreSchemaHandler) -> CoreSchema:
    """What pydantic validates a class by: its model, of whose fields the value is then made."""

    def made(content: Any, validated: Callable[[Any], BaseModel]) -> Strict:
        if isinstance(content, kind):
            return content
        value = kind(**vars(validated(content)))
        value.sound()
        return value

    return no_info_wrap_validator_function(made, handler.generate_schema(_model(kind)))


@functools.cache
def _model(kind: type[Strict]) -> type[BaseModel]:
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)
    fields: dict[str, Any] = {one.name: (one.type, _field(one)) for one in msgspec.structs.fields(kind)}
    return create_model(kind.__name__, __config__=config, **fields)


def _field(one: msgspec.structs.FieldInfo) -> Any:
    alias = None if one.encode_name == one.name else one.encode_name
    if one.default_factory is not msgspec.NODEFAULT:
        return Field(default_factory=one.default_factory, alias=alias)
    return Field(... if one.default is msgspec.NODEFAULT else one.default, alias=alias)


def kinds_in(annotations: Iterable[object]) -> frozenset[type[Strict]]:
    """The classes of authored values that annotations speak of, however wrapped."""
    found: set[type[Strict]] = set()
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, Strict):
            found.add(annotation)
        else:
            found |= kinds_in(get_args(annotation))
    return frozenset(found)
