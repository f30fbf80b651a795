"""The one form of a record in bytes: JSON with sorted keys, exact numbers as strings, and a digest over the rest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any, cast

from msgspec.json import Encoder

from youju.feel import show_number
from youju.source.plainly import is_plain
from youju.source.strict import Strict
from youju.structs import fields_of, written_fields

DIGEST = "digest"


def fraction_text(value: Fraction) -> str:
    """An exact number as text: `1.6` where it ends, `5/3` where it does not."""
    return show_number(value)


_AS_IT_IS = (str, bool, type(None))
_ENCODER = Encoder(order="sorted", enc_hook=fraction_text)
_LARGE = re.compile(rb"[:\[,]-?[0-9]{16}")
"""What may be an integer that is none in every reader; within a text it may stand, too."""
Heads = tuple[tuple[str, ...], tuple[str, ...]]
_CONSTANTS = {True: "true", False: "false", None: "null"}
MOST = 2**53 - 1
"""The largest integer that every reader of JSON reads exactly."""


def plain(value: Any) -> Any:
    """A value as JSON knows it: records, structs. Fractions and days become strings; integers stay.

    Of an authored value it is what is not left to the defaults, by the keys of its file.
    """
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
    if isinstance(value, Strict):
        return written_fields(value)
    if isinstance(value, Mapping):
        return {str(key): item for key, item in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, tuple):
        return list(cast(tuple[Any, ...], value))
    return value


@lru_cache(maxsize=1024)
def _fields_of(kind: type[Any]) -> tuple[str, ...] | None:
    """As `fields_of`, looked up once; None of an authored value, of which not all is written."""
    return None if issubclass(kind, Strict) else fields_of(kind)


def canonical(value: Any) -> bytes:
    """Canonical bytes: those of RFC 8785, and a newline at the end.

    ValueError where RFC 8785 has no exact form of it: a float, an integer that is none in every reader of JSON, half
    a character.
    """
    return _written(value).encode() + b"\n"


def _written(value: Any) -> str:
    """The text of a value in one pass: a ledger has thousands of parts, and to build them first costs as much again."""
    # Most parts are texts, so that they are written where they stand, without another call.
    kind: Any = type(value)  # pyright: ignore[reportUnknownVariableType]  # a call of `cast` for each part is felt
    if kind is str:
        return encode_basestring(value)
    if kind is tuple or kind is list:
        return f"[{','.join([encode_basestring(one) if type(one) is str else _written(one) for one in value])}]"
    if kind is Fraction:
        return f'"{show_number(value)}"'
    if value is None or kind is bool:
        return _CONSTANTS[value]
    if kind is int and -MOST <= value <= MOST:
        return str(value)
    # A ledger is written four times as fast by msgspec.
    if is_plain(kind) and _LARGE.search(found := _ENCODER.encode(value)) is None:
        return found.decode()
    if kind is dict and (known := _heads(tuple(value))) is not None:
        return _object(known, map(value.__getitem__, known[0]))
    if (names := _fields_of(kind)) is not None and (known := _heads(names)) is not None:
        return _object(known, map(getattr, repeat(value), known[0]))
    found = _opened(value)
    if isinstance(found, (dict, list)):
        return _written(found)
    if isinstance(found, float) or (isinstance(found, int) and abs(found) > MOST):
        raise ValueError(f"not an exact number of JSON: {found!r:.30}")
    return json.dumps(found, ensure_ascii=False)


def _object(known: Heads, values: Iterable[Any]) -> str:
    pairs = zip(known[1], values, strict=True)
    inside = [head + (encode_basestring(one) if type(one) is str else _written(one)) for head, one in pairs]
    return f"{{{','.join(inside)}}}"


@lru_cache(maxsize=1024)
def _heads(keys: tuple[Any, ...]) -> Heads | None:
    """Keys in order of UTF-16 code units, and as they are written; None where some are no plain texts.

    Not the order of characters where some are beyond U+FFFF. Kept, since the many parts of a record have few forms.
    """
    # Keys of a kind of text are found equal to plain ones among those that are kept, so they must mean the same.
    if not all(isinstance(key, str) for key in keys):
        return None
    # Of ASCII both orders are one, and the shorter way.
    order = sorted(keys) if "".join(keys).isascii() else sorted(keys, key=_units)
    return tuple(order), tuple(f"{encode_basestring(key)}:" for key in order)


def _units(key: str) -> bytes:
    return key.encode("utf-16-be")


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes of a record without its own `digest`."""
    return hashlib.sha256(canonical({key: item for key, item in value.items() if key != DIGEST})).hexdigest()
