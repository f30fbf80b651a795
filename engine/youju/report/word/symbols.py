"""Characters of symbol fonts as the characters they look like; superscripts that would change a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping

LOST = "\ufffd"
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_COUNTED = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"
_WINGDINGS = {
    **{0x80 + at: char for at, char in enumerate(_COUNTED)},
    0x20: " ",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    **{0x69 + at: char for at, char in enumerate(_COUNTED)},
    0x20: " ",
    0x2A: "□",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0xA2: "■",
    0xA3: "□",
}
_WINGDINGS_3 = {0x20: " ", 0x7D: "►", 0x84: "▸"}
# The Greek letters stand at the Latin ones they sound like.
_GREEK = zip(
    "abcdefghiklmnopqrstuwxyzABCDEFGHIKLMNOPQRSTUWXYZ", "αβχδεφγηικλμνοπθρστυωξψζΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True
)
_SYMBOL = {
    **{ord(char): char for char in " !#%&()+,./0123456789:;<=>?[]_{|}"},
    **{ord(latin): greek for latin, greek in _GREEK},
    0x2A: "∗",
    0x2D: "-",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB5: "∝",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xD7: "·",
    0xE5: "∑",
}
FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
}
_RAISED = str.maketrans("0123456789+-－−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_EXPONENT = re.compile(r"[+\-－−]?[0-9]+")


def symbol(font: str, code: int) -> str:
    """The character that looks like `code` of a symbol font; U+FFFD for one that is not known."""
    table = FONTS.get(font.lower())
    if 0xF000 <= code <= 0xF0FF:
        return (table if table is not None else _WINGDINGS).get(code - 0xF000, LOST)
    if table is not None and code < 0x100:
        return table.get(code, LOST)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else LOST


def seen(text: str, font: str) -> str:
    """`text` as a reader sees it in `font`: what a symbol font draws is no letter."""
    if font.lower() in FONTS:
        return "".join(symbol(font, ord(char)) for char in text)
    return _PRIVATE.sub(lambda match: symbol("", ord(match.group())), text)


def raised(text: str) -> str:
    """A superscript whole number as one (10⁴ is not 104, m² not m2); other text as it is."""
    return text.translate(_RAISED) if _EXPONENT.fullmatch(text) else text
