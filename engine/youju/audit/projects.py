"""Key projects that a report declares, and of which it then says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.audit.finding import Finding
from youju.facts import SupportWords
from youju.facts.phrases import compile_phrase
from youju.facts.quantities import quantities
from youju.report import Folded
from youju.rubric import Text
from youju.structs import Struct

ZERO = Fraction(0)
SHORTEST = 4
"""Shorter names are found again by chance."""
LONGEST = 40
_SENTENCE_END = re.compile(r"[。\n]")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+|[0-9]{1,2}[.、]|[和及与])")


class Declared(Struct):
    """A key project as it is declared: its name, what of it is looked for elsewhere, and its span of folded text."""

    name: str
    core: str
    start: int
    end: int


def unreported_projects(folded: Folded, words: SupportWords) -> Iterator[Finding]:
    """`project-unreported`: nothing of a project's name stands in the report behind the sentence that declares it."""
    for project, behind in _declared(folded.text, words):
        if _spoken_of(project.core, folded.text[behind:]):
            continue
        zh = f"重点项目「{project.name}」申报以后，报告再没有说到它做得怎样"
        en = f"the key project {project.name} is declared, and no word follows on how it was carried out"
        quotes = (folded.quote(project.start, project.end),)
        yield Finding("project-unreported", "P2", Text(zh=zh, en=en), None, ZERO, quotes)


def _declared(text: str, words: SupportWords) -> Iterator[tuple[Declared, int]]:
    """Every project with an amount in a sentence that declares projects, and where that sentence ends."""
    seen: set[str] = set()
    for phrase in words.projects:
        for match in compile_phrase(phrase).find(text):
            end = _SENTENCE_END.search(text, match.end)
            stop = end.start() if end else len(text)
            begin = match.end
            for amount in quantities(text, match.end, stop):
                if amount.kind != "money":
                    continue
                project = _named(text, begin, amount.lead_start, amount.tail_end, words)
                begin = amount.tail_end
                if project is not None and project.name not in seen:
                    seen.add(project.name)
                    yield project, stop


def _named(text: str, begin: int, start: int, end: int, words: SupportWords) -> Declared | None:
    """The project whose name stands before its amount, with words like 预算 between them left out."""
    pieces = [(one.start(), one[0]) for one in re.finditer(r"[^，；、：:。()\n]+", text[begin:start])]
    for offset, piece in reversed(pieces):
        name = _NUMBERED.sub("", _without(piece, words.amounts))
        core = _without(name, words.trailing)
        if name and len(core) >= SHORTEST and len(name) <= LONGEST:
            return Declared(name, core, begin + offset, end)
        if name:
            return None
    return None


def _without(name: str, endings: tuple[str, ...]) -> str:
    """A name without what ends it, the longest ending first."""
    for end in sorted(endings, key=len, reverse=True):
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def _spoken_of(core: str, later: str) -> bool:
    """Whether half of a name, in one piece, stands in a text; a report may well shorten it."""
    size = max(SHORTEST, -(-len(core) // 2))
    return any(core[at : at + size] in later for at in range(len(core) - size + 1))
