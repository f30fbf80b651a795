"""Sentences written out: parts joined by commas, several as one paragraph, or each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from youju.ledger.sentences import Sentence
from youju.structs import Struct

_COMMA, _STOP = {"zh": "，", "en": ", "}, {"zh": "。", "en": ". "}
_ENDS, _LEADS = ("。", "！", "？", ".", "!", "?"), ("：", ": ")


class Line(Struct):
    """Sentences that stand on one line, and how far it is set in."""

    sentences: tuple[Sentence, ...]
    depth: int

    def text(self, lang: str) -> str:
        """The words of the line."""
        return joined(self.sentences, lang)


def joined(sentences: Sequence[Sentence], lang: str) -> str:
    """Sentences on one line: what leads to the next as it is, parts by commas."""
    return "".join(piece for one in whole(sentences, lang) for piece in one)


def paragraph(sentences: Sequence[Sentence], lang: str) -> str:
    """Sentences one after the other, each ended by a full stop, English ones begun with a capital."""
    told = (joined(one, lang) for one in grouped(sentences, lang))
    return "".join(_ended(one, lang) for one in told if one).strip()


def lines(sentences: Sequence[Sentence], lang: str = "zh") -> Iterator[Line]:
    """The lines that sentences stand on: a new one where one begins that does not continue the last."""
    for group in grouped(sentences, lang):
        yield Line(group, group[0].depth)


def in_lines(sentences: Sequence[Sentence], lang: str) -> str:
    """The lines one below the other, set in by their depth; no newline at the end."""
    return "\n".join(f"{'  ' * line.depth}{line.text(lang)}" for line in lines(sentences, lang))


def whole(sentences: Sequence[Sentence], lang: str) -> Iterator[tuple[str, str]]:
    """Each sentence with what joins it to the next."""
    for at, one in enumerate(sentences):
        last = at == len(sentences) - 1
        yield one.text(lang), "" if last or one.form[lang].endswith(_LEADS) else _COMMA[lang]


def grouped(sentences: Iterable[Sentence], lang: str = "zh") -> Iterator[tuple[Sentence, ...]]:
    """Sentences that belong together: parts of one, and what a lead with a colon leads to."""
    group: list[Sentence] = []
    for one in sentences:
        if group and not _continues(group[-1], one, lang):
            yield tuple(group)
            group = []
        group.append(one)
    if group:
        yield tuple(group)


def _continues(last: Sentence, one: Sentence, lang: str) -> bool:
    """A clause goes on what leads to it or is a clause itself; how sure points are, what puts them in doubt."""
    goes_on = (one.key.startswith("clause/") and last.key.startswith(("lead/", "clause/"))) or (
        lang == "zh" and one.key == "between" and last.key.startswith("stands/")
    )
    return (goes_on and last.depth == one.depth) or last.form[lang].endswith(_LEADS)


def _ended(said: str, lang: str) -> str:
    began = said if lang == "zh" else said[0].upper() + said[1:]
    return began if began.endswith(_ENDS) else f"{began}{_STOP[lang]}"
