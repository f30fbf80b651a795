"""An explanation as text for a terminal, Chinese or English: a paragraph, then lines set in by their depth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from youju.audit.words import printable
from youju.explain.why import Why
from youju.explain.written import in_lines, paragraph
from youju.ledger.sentences import Sentence

Size = Literal["short", "screen", "long"]


def render(why: Why, lang: str = "zh", size: Size = "long") -> str:
    """The explanation as text, ending without a newline."""
    # A screen of points lost has no use for all the sentences there are.
    from youju.explain.tell import long, screen, short

    return written({"short": short, "screen": screen, "long": long}[size](why), lang)


def written(sentences: Sequence[Sentence], lang: str) -> str:
    """Sentences as text: those that are not set in as one paragraph, the others a line each."""
    first = tuple(one for one in sentences if one.depth == 0)
    rest = tuple(one for one in sentences if one.depth)
    told = [paragraph(first, lang)] if first else []
    told += [in_lines(rest, lang)] if rest else []
    return printable("\n".join(told))
