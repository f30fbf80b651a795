"""What the words of an expression that cannot be used are most likely meant to be: asked only where it was refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from youju.rubric.model import WEIGHT
from youju.source import Diagnostic, Scalar

_SAID = re.compile(
    r"(?<![\w“`])(满分值?|分值|权重)(?:\s*(?:的|[×*xX]|乘以?)\s*(?P<share>[0-9]+(?:\.[0-9]+)?\s*[%％]?)|(?![\w”`]))"
)
_CURLY = re.compile(r"\s*[“”‘’]([^“”‘’]*)[“”‘’]\s*")
_EXPRESSION = re.compile(r"[<>=≤≥≠＜＞＝%％×*/]|\d")


def misread(source: Scalar, text: str, known: Collection[str]) -> tuple[Diagnostic, ...]:
    """What of a refused expression was meant otherwise: a value in curly quotes, the weight under another name.

    `known` are the names that may be read there.
    """
    return tuple(_curly(source, text, known)) or tuple(_weight(source, text, known))


def _weight(source: Scalar, text: str, known: Collection[str]) -> Iterator[Diagnostic]:
    for found in _SAID.finditer(text) if WEIGHT in known else ():
        if found[1] in known:
            continue
        share = (found["share"] or "").replace("％", "%").replace(" ", "")
        zh, en = f"`{found[1]}` 在规则里写作 `{WEIGHT}`", f"`{found[1]}` is `{WEIGHT}` in a rule"
        place = source.at(found.start(), len(found[0]))
        yield Diagnostic(place, "feel-unknown-name", zh, en, f"{WEIGHT} * {share}" if share else WEIGHT)


def _curly(source: Scalar, text: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """An authored value wholly in curly quotes, which YAML keeps and the language takes for a text."""
    written = [(source, text)] if source.parts is None else [(part, part.text) for _, part in source.parts]
    for scalar, value in written:
        found = _CURLY.fullmatch(value)
        if found is not None and (_EXPRESSION.search(found[1]) or found[1].strip() in known):
            zh, en = "YAML 的引号要用半角", "YAML wants straight quotes"
            yield Diagnostic(scalar.at(0, len(value)), "source-bad-value", zh, en, f'"{found[1]}"')
