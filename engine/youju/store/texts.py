"""Texts that both databases hold alike: of a bounded length, without NUL and half characters."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from youju.source import CodedError

NAME, DIGEST, CODE, KIND, POINTS, PATH, DAY = 64, 64, 80, 32, 40, 200, 10
"""Of how many characters a column is; see `tables.py`."""
WORDS = 1 << 20
"""Of how many characters what people write may be."""


def require_fits(text: str, most: int) -> str:
    """The text. CodedError `store-text` where it is too long, or holds what PostgreSQL or UTF-8 cannot."""
    if len(text) > most:
        zh = f"“{text[:20]}…”有 {len(text)} 个字，最多存 {most} 个"
        raise CodedError("store-text", zh, f"“{text[:20]}…” has {len(text)} characters, {most} at most are kept")
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        zh = f"“{text[:20]!r}”里有存不了的字符（NUL 或半个字符）"
        raise CodedError("store-text", zh, f"{text[:20]!r} holds what cannot be kept: NUL, or half a character")
    return text


def _fits(most: int) -> AfterValidator:
    return AfterValidator(lambda text: require_fits(text, most))


Name = Annotated[str, _fits(NAME)]
Digest = Annotated[str, _fits(DIGEST)]
Code = Annotated[str, _fits(CODE)]
Kind = Annotated[str, _fits(KIND)]
Points = Annotated[str, _fits(POINTS)]
FilePath = Annotated[str, _fits(PATH)]
Day = Annotated[str, _fits(DAY)]
Words = Annotated[str, _fits(WORDS)]
