"""The one form of a record in bytes: JSON with sorted keys, exact numbers as strings, and a digest over the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from pydantic import BaseModel

from youju.feel import show_number
from youju.structs import fields_of

DIGEST = "digest"
_AS_IT_IS = (str, bool, type(None))
MOST = 2**53 - 1
"""The largest integer that every reader of JSON reads exactly."""


def fraction_text(value: Fraction) -> str:
    """An exact number as text: `1.6` where it ends, `5/3` where it does not."""
    return show_number(value)


def plain(value: Any) -> Any:
    """A value as JSON knows it: records, structs, models. Fractions and days become strings; integers stay."""
    if type(cast(object, value)) in _AS_IT_IS:
        return value
    found = _opened(value)
    if isinstance(found, dict):
        return {key: plain(item) for key, item in cast(dict[str, Any], found).items()}
    if isinstance(found, list):
        return [plain(item) for item in cast(list[Any], found)]
    return found


def _opened(value: Any) -> Any:
    """As `plain`, with what it holds left as it is."""
    kind = type(cast(object, value))
    if kind is Fraction:
        return fraction_text(value)
    if kind is tuple:
        return list(cast(tuple[Any, ...], value))
    if (names := _fields_of(kind)) is not None:
        return {name: getattr(value, name) for name in names}
    if value is None or isinstance(value, (str, int, list)):
        return cast(Any, value)
    if isinstance(value, dict):
        return {str(key): item for key, item in cast(dict[Any, Any], value).items()}
    if isinstance(value, Fraction):
        return fraction_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    if isinstance(value, Mapping):
        return {str(key): item for key, item in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, tuple):
        return list(cast(tuple[Any, ...], value))
    return value


@lru_cache(maxsize=1024)
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """As `fields_of`, looked up once."""
    return fields_of(kind)


def canonical(value: Any) -> bytes:
    """Canonical bytes: those of RFC 8785, and a newline at the end.

    ValueError where RFC 8785 has no exact form of it: a float, an integer that is none in every reader of JSON, half
    a character.
    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _ordered(value: Any) -> Any:
    """The plain value, keys in order of UTF-16 code units: not that of characters where some are beyond U+FFFF."""
    kind = type(cast(object, value))
    if kind in _AS_IT_IS:
        return value
    found = value if kind is dict else _opened(value)
    if isinstance(found, dict):
        members = cast(dict[Any, Any], found)
        order = _in_order(tuple(members))
        if order is None:
            return _ordered(_opened(members))
        return {key: one if type(one := members[key]) is str else _ordered(one) for key in order}
    if isinstance(found, list):
        return [one if type(one) is str else _ordered(one) for one in cast(list[Any], found)]
    if isinstance(found, float) or (isinstance(found, int) and abs(found) > MOST):
        raise ValueError(f"not an exact number of JSON: {found!r:.30}")
    return found


@lru_cache(maxsize=1024)
def _in_order(keys: tuple[Any, ...]) -> tuple[str, ...] | None:
    """Keys in order, None where some are no plain texts; kept, since the many parts of a record have few forms."""
    if any(type(key) is not str for key in keys):
        return None
    # Of ASCII both orders are one, and the shorter way.
    return tuple(sorted(keys) if "".join(keys).isascii() else sorted(keys, key=_units))


def _units(key: str) -> bytes:
    return key.encode("utf-16-be")


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes of a record without its own `digest`."""
    return hashlib.sha256(canonical({key: item for key, item in value.items() if key != DIGEST})).hexdigest()
