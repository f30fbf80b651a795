"""JSON in a file that anybody may have written: read whole and exactly, or refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn, cast

from youju.source.canonical import MOST

DEEPEST = 64
MOST_VALUES = 2_000_000
"""How many values one file may hold: what they take in memory is many times their bytes."""


def read_json(data: bytes) -> Any:
    """What the bytes say in UTF-8. ValueError where no record says it so.

    That is: a key that stands twice (of which another reader might take the first), a number that is no integer or
    that not every reader reads exactly, nesting deeper than `DEEPEST`, more than `MOST_VALUES` values.
    """
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise ValueError("too many values")
    try:
        found = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=_integer,
            parse_float=_refused,
            parse_constant=_refused,
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    _require_shallow(found)
    return found


def _once(members: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) != len(members):
        raise ValueError("a key stands twice")
    return found


def _integer(text: str) -> int:
    if len(text) > len(str(-MOST)) or abs(number := int(text)) > MOST:
        raise ValueError(f"not an exact number of JSON: {text:.30}")
    return number


def _refused(text: str) -> NoReturn:
    raise ValueError(f"not an exact number of JSON: {text:.30}")


def _require_shallow(found: Any) -> None:
    """Level after level, since a function that calls itself would go as deep as what it looks at."""
    level: Sequence[Any] = [found]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
    if any(isinstance(one, (dict, list)) for one in level):
        raise ValueError("nested too deeply")


def _inside(value: Any) -> Sequence[Any]:
    if isinstance(value, dict):
        return list(cast(dict[str, Any], value).values())
    return cast(list[Any], value) if isinstance(value, list) else ()
