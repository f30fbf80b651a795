"""Values of frozen classes as plain JSON, and back: only classes that the reader names are ever made.

A value is a list of rows, each written once: a text, or a list of its kind, then of the rows it is made of, which stand
before it. A row of one of the `shapes` holds the fields of a struct, dataclass or named tuple.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import ModuleType
from typing import Any, Final, cast

import msgspec

from youju.structs import fields_of

_ATOM, _TUPLE, _LIST, _DICT, _FRACTION, _DATE, _FIRST = range(7)
_PLAIN: Final = (bool, int, type(None))
_KINDS: Final[Mapping[type, int]] = {
    **dict.fromkeys(_PLAIN, _ATOM),
    tuple: _TUPLE,
    list: _LIST,
    dict: _DICT,
    Fraction: _FRACTION,
    date: _DATE,
}
Row = str | list[Any]


class FrozenError(ValueError):
    """What is no frozen value of the shapes named."""


def freeze(value: object, shapes: Sequence[type]) -> str:
    """The JSON of a value; FrozenError where it holds anything but the shapes, plain values and their containers."""
    rows: list[Row] = []
    _row(value, rows, {}, {shape: n for n, shape in enumerate(shapes, _FIRST)})
    return json.dumps([_names(shapes), rows], ensure_ascii=False, separators=(",", ":"))


def thaw(text: str, shapes: Sequence[type]) -> object:
    """The value that `freeze` gave with the same shapes; FrozenError for anything else."""
    try:
        names, rows = msgspec.json.decode(text)
        if names != _names(shapes) or not rows:
            raise FrozenError("other shapes")
        made: list[Any] = []
        make = _makers(shapes, made)
        for row in rows:
            made.append(row if isinstance(row, str) else make[row[0]](row[1:]))
    except (msgspec.MsgspecError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise FrozenError(str(error)) from error
    return made[-1]


def shapes_of(*modules: ModuleType) -> tuple[type, ...]:
    """The structs, dataclasses and named tuples that modules define, in one order."""
    classes = [(module, one) for module in modules for one in vars(module).values() if isinstance(one, type)]
    found: dict[tuple[str, str], type] = {
        (one.__module__, one.__qualname__): one
        for module, one in classes
        if one.__module__ == module.__name__ and (fields_of(one) is not None or issubclass(one, tuple))
    }
    return tuple(found[name] for name in sorted(found))


def _names(shapes: Sequence[type]) -> list[list[Any]]:
    """What the shapes are called and made of: where any of it changed, nothing is read."""
    return [[f"{shape.__module__}.{shape.__qualname__}", *_fields(shape)] for shape in shapes]


def _fields(shape: type) -> tuple[str, ...]:
    if issubclass(shape, tuple):
        return cast(Any, shape)._fields
    return fields_of(cast(Any, shape)) or ()


def _row(value: object, rows: list[Row], at: dict[object, int], kinds: Mapping[type, int]) -> int:
    """The number of the row of a value, which is added where it is not there yet."""
    # Equal texts share a row; else the same object does, which lives as long as the whole value.
    key = value if isinstance(value, str) else id(value)
    if key not in at:
        row = value if isinstance(value, str) else [_kind(value, kinds), *_parts(value, rows, at, kinds)]
        rows.append(row)
        at[key] = len(rows) - 1
    return at[key]


def _kind(value: object, kinds: Mapping[type, int]) -> int:
    kind = kinds.get(type(value), _KINDS.get(type(value)))
    if kind is None:
        raise FrozenError(f"not a shape: {type(value)}")
    return kind


def _parts(value: Any, rows: list[Row], at: dict[object, int], kinds: Mapping[type, int]) -> Iterator[object]:
    if isinstance(value, _PLAIN):
        yield value
    elif isinstance(value, Fraction):
        yield from (value.numerator, value.denominator)
    elif isinstance(value, date):
        yield value.isoformat()
    else:
        for part in _inside(value):
            yield _row(part, rows, at, kinds)


def _inside(value: Any) -> Iterator[object]:
    """What a container or struct is made of."""
    if isinstance(value, dict):
        for key, one in cast(dict[object, object], value).items():
            yield from (key, one)
    elif isinstance(value, (tuple, list)):
        yield from cast(tuple[object, ...], value)
    else:
        yield from (getattr(value, name) for name in _fields(cast(Any, type(value))))


def _makers(shapes: Sequence[type], made: list[Any]) -> list[Callable[[list[Any]], object]]:
    """By kind, what makes the value of a row from the rows before it."""
    get = made.__getitem__
    known: list[Callable[[list[Any]], object]] = [
        lambda parts: parts[0],
        lambda parts: tuple(map(get, parts)),
        lambda parts: list(map(get, parts)),
        lambda parts: dict(zip(map(get, parts[::2]), map(get, parts[1::2]), strict=True)),
        lambda parts: Fraction(*parts),
        lambda parts: date.fromisoformat(parts[0]),
    ]
    return known + [_maker(shape, made) for shape in shapes]


def _maker(shape: Any, made: list[Any]) -> Callable[[list[Any]], object]:
    """What makes a value of a shape: of its fields in their order, but those that it only takes by name."""
    get, first = made.__getitem__, len(shape.__match_args__)
    if not (named := _fields(shape)[first:]):
        return lambda parts: shape(*map(get, parts))
    return lambda parts: shape(*map(get, parts[:first]), **dict(zip(named, map(get, parts[first:]), strict=True)))
