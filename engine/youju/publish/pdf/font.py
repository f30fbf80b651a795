"""A font with Chinese characters: one of the machine that may be embedded, else the one that PDF viewers bring."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_METRICS: Any = pdfmetrics  # half typed in its stubs
# Files with TrueType outlines and Chinese characters, the nearest to print first. Noto CJK has PostScript outlines,
# which reportlab cannot embed.
_FILES = (
    "simsun.ttc",
    "Songti.ttc",
    "msyh.ttc",
    "NotoSansSC-Regular.ttf",
    "NotoSerifSC-Regular.ttf",
    "SourceHanSansCN-Regular.ttf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "uming.ttc",
    "Arial Unicode.ttf",
)
_EMBEDDED = "youju"
_VIEWERS_OWN = "STSong-Light"
"""A font of Adobe's characters for simplified Chinese: viewers show it with one of theirs, nothing is embedded."""


@functools.cache
def body_font() -> str:
    """The name under which the font is known to reportlab; its used characters are embedded where it is a file."""
    for file in _found():
        try:
            _METRICS.registerFont(TTFont(_EMBEDDED, str(file), subfontIndex=0))
        except (TTFError, OSError):
            continue
        return _EMBEDDED
    _METRICS.registerFont(UnicodeCIDFont(_VIEWERS_OWN))
    return _VIEWERS_OWN


def drawable(text: str) -> str:
    """The text with `〓` for what the font has no shape for, as printers set it: nothing is left out unseen."""
    if body_font() == _VIEWERS_OWN:
        return "".join(char if char <= "\uffff" and char != "\N{REPLACEMENT CHARACTER}" else "〓" for char in text)
    shapes: Mapping[int, int] = _METRICS.getFont(body_font()).face.charToGlyph
    return "".join(char if ord(char) in shapes or char.isspace() else "〓" for char in text)


def _found() -> Iterator[Path]:
    """The files that are there, in the order of preference."""
    there: dict[str, Path] = {}
    for folder in _folders():
        for root, _, names in os.walk(folder):
            for name in names:
                there.setdefault(name.lower(), Path(root, name))
    for name in _FILES:
        if name.lower() in there:
            yield there[name.lower()]


def _folders() -> tuple[Path, ...]:
    """Where systems keep their fonts: Linux (and what a user adds), macOS, Windows."""
    home, windows = Path.home(), os.environ.get("WINDIR", "")
    own = (home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts")
    shared = (
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
    )
    return (*own, *shared, *((Path(windows, "Fonts"),) if windows else ()))
