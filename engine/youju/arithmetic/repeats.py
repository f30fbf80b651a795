"""The same sentence in two chapters of a report: its figures should be the same too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from youju.arithmetic.relation import Relation, Term
from youju.arithmetic.sentences import Figure, Sentence
from youju.facts import ArithmeticWords
from youju.facts.quantity import Quantity
from youju.report import outline
from youju.structs import Struct

SHORTEST = 12
"""Characters of words that a sentence has at least: shorter ones are alike by chance."""
_LONG = 24
"""Characters of words with which a sentence, one of its figures being the same, is told from others by itself."""
_ENOUGH_DIGITS = 3
_COUNTED = frozenset(["money", "percent", "points", "measure", "count", "number"])
_NUMBERING = re.compile(r"(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、]|•)+")
_WORD = re.compile(r"[一-鿿]")
_SAID_BEFORE = re.compile(r"[^。\n]{1,80}[。\n]+\Z")


class _Said(Struct):
    """A sentence, the chapter it stands in (counted on), and its figures that count something."""

    sentence: Sentence
    chapter: int
    figures: tuple[Figure, ...]


def repeated_figures(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """A relation for each sentence that a later chapter says again word for word, figures aside.

    Within one chapter like sentences are a list of like things. Years and dates are words here: another year is
    another statement.
    """
    told: set[tuple[int, int]] = set()
    for (_, before), said in _alike(sentences, words).items():
        of_chapter = {one.chapter: one for one in reversed(said)}
        # Two of them in one chapter that differ are items of a list, each about something else.
        if any(not _agree(one, of_chapter[one.chapter]) for one in said):
            continue
        inside = sorted(of_chapter.values(), key=lambda one: one.chapter)
        for again in inside[1:]:
            place = (inside[0].sentence.start, again.sentence.start)
            if place not in told and (before is not None or _surely_again(inside[0], again)):
                told.add(place)
                yield _relation(inside[0], again)


def _surely_again(first: _Said, again: _Said) -> bool:
    """Whether two sentences without a subject are one by their figures: all but one agree, and these tell enough."""
    same = [one for one, other in zip(first.figures, again.figures, strict=True) if _same(one, other)]
    digits = sum(_digits(one.quantity) for one in same)
    long = len(_WORD.findall(_words_of(first.sentence, first.figures))) >= _LONG
    return len(same) == len(first.figures) - 1 and (digits >= _ENOUGH_DIGITS or (bool(same) and long))


def _digits(one: Quantity) -> int:
    """How many digits a figure prints."""
    return len(str(abs(int(one.value / one.scale * 10**one.decimals))))


def _alike(sentences: Sequence[Sentence], words: ArithmeticWords) -> dict[tuple[str, str | None], list[_Said]]:
    """The sentences by their words and, where these need it, by the words of the sentence before.

    Those that need it are also there without (None): their figures may tell that they are one.
    """
    found: dict[tuple[str, str | None], list[_Said]] = {}
    chapters = [heading.start for heading in outline(sentences[0].folded) if heading.level <= 1] if sentences else []
    for one in sentences:
        figures = tuple(figure for figure in one.figures if figure.quantity.kind in _COUNTED)
        text = one.text
        if not figures or not text.endswith("。") or any(word in text for word in words.scoring):
            continue
        key = _words_of(one, figures)
        if len(_WORD.findall(key)) < SHORTEST:
            continue
        said_here = _Said(one, bisect_right(chapters, one.start), figures)
        before = ""
        if key.startswith(words.carried):
            said = _SAID_BEFORE.search(one.folded.text[max(0, one.start - 82) : one.start])
            before = re.sub(r"[0-9\s]", "", _NUMBERING.sub("", said[0])) if said else ""
            found.setdefault((key, None), []).append(said_here)
            if len(_WORD.findall(before)) < 4:
                continue
        found.setdefault((key, before), []).append(said_here)
    return found


def _words_of(sentence: Sentence, figures: Sequence[Figure]) -> str:
    """The words of a sentence, a sign of what it measures in the place of each figure."""
    edges = [(sentence.start, sentence.start), *((f.quantity.start, f.quantity.end) for f in figures)]
    text = sentence.folded.text
    pieces = [
        text[end:start] + ("%" if figure.quantity.kind == "percent" else f"#{figure.quantity.measure}")
        for ((_, end), (start, _)), figure in zip(pairwise(edges), figures, strict=True)
    ]
    whole = "".join(pieces) + text[edges[-1][1] : sentence.end]
    return whole[match.end() :] if (match := _NUMBERING.match(whole)) else whole


def _differing(one: _Said, other: _Said) -> tuple[Figure, Figure] | None:
    """The first figures that do not agree within what their digits print."""
    for left, right in zip(one.figures, other.figures, strict=True):
        if not _same(left, right):
            return left, right
    return None


def _same(left: Figure, right: Figure) -> bool:
    """Whether two figures agree within what their digits print."""
    a, b = left.quantity, right.quantity
    return a.approximate or b.approximate or abs(a.value - b.value) <= max(a.half_unit, b.half_unit)


def _agree(one: _Said, other: _Said) -> bool:
    return _differing(one, other) is None


def _relation(first: _Said, again: _Said) -> Relation:
    differing = _differing(first, again)
    left, right = differing or (first.figures[0], again.figures[0])
    here, there = _term("stated", first.sentence, left), _term("again", again.sentence, right)
    unit = right.quantity
    shown = f"{here.shown} = {there.shown}"
    zh = f"同一句话写了两处，数却不同：一处 {here.shown}，一处 {there.shown}" if differing else ""
    en = f"one sentence stands twice with other figures: {here.shown} and {there.shown}" if differing else ""
    return Relation(
        code="repeated-figure-differs",
        verdict="fails" if differing else "holds",
        formula_zh=f"两处应当相同：{shown}",
        formula_en=f"said twice: {shown}",
        terms=(here, there),
        sentence=again.sentence.quote,
        computed=here.value,
        stated=there.value,
        tolerance=max(left.quantity.half_unit, right.quantity.half_unit),
        unit=unit.unit or unit.measure,
        scale=unit.scale,
        zh=zh,
        en=en,
    )


def _term(role: str, sentence: Sentence, figure: Figure) -> Term:
    quote = sentence.quote_of(figure)
    return Term(role, figure.quantity.value, quote.text, quote)
