"""The one form of a record in bytes: JSON with sorted keys, exact numbers as strings, and a digest over the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from youju.feel import show_number

DIGEST = "digest"


def fraction_text(value: Fraction) -> str:
    """An exact number as text: `1.6` where it ends, `5/3` where it does not."""
    return show_number(value)


def plain(value: Any) -> Any:
    """A value as JSON knows it: records, dataclasses, models. Fractions and days become strings; integers stay."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Fraction):
        return fraction_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return plain(value.model_dump(mode="python", by_alias=True, exclude_defaults=True))
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def canonical(value: Any) -> bytes:
    """Canonical bytes: UTF-8, keys sorted, no white space but a newline at the end."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes of a record without its own `digest`."""
    return hashlib.sha256(canonical({key: item for key, item in value.items() if key != DIGEST})).hexdigest()
