"""Whether all values of a class are of kinds that msgspec writes as their canonical bytes have them: by their types."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from msgspec import structs

from youju.source.strict import Strict
from youju.structs import Struct

_PLAIN: Final = (str, bool, int, NoneType, Fraction)


@lru_cache(maxsize=1024)
def is_plain(kind: type[Any]) -> bool:
    """Whether it is a struct in which, however deep, there are texts, truths, whole numbers, fractions, none, tuples
    of them, and mappings whose keys are known. No float, no key beyond ASCII, and no authored value, of which not all
    is written."""
    return issubclass(kind, Struct) and _holds(kind, frozenset())


def _holds(kind: Any, above: frozenset[Any]) -> bool:
    if kind in above or kind in _PLAIN or kind is Ellipsis:
        return True
    parts = get_args(kind)
    match get_origin(kind):
        case origin if origin is Literal:
            return all(isinstance(one, str) and one.isascii() for one in parts)
        case origin if origin in (tuple, Union, UnionType):
            return all(_holds(one, above) for one in parts)
        case origin if origin is Mapping:
            return get_origin(parts[0]) is Literal and all(_holds(one, above) for one in parts)
        case _:
            return isinstance(kind, type) and _is_struct(kind, above | {kind})


def _is_struct(kind: type[Any], above: frozenset[Any]) -> bool:
    if not issubclass(kind, Struct) or issubclass(kind, Strict):
        return False
    try:
        fields = structs.fields(kind)
    except NameError:  # a type that is known to the checker alone
        return False
    return all(one.name == one.encode_name and one.name.isascii() and _holds(one.type, above) for one in fields)
