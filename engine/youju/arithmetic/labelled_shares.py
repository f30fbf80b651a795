"""Shares of which the text names both amounts elsewhere: 基本支出占总支出的51%, after a sentence with the two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from youju.arithmetic.compare import Formula, Stated, compared
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.shares import CODE, asks_share, whole_of
from youju.arithmetic.spoken import Amount, amounts_of, named, without
from youju.facts import ArithmeticWords, RateWords
from youju.report import outline

_KEY = 3
"""By how many characters at their end labels are looked up; a shorter name tells nothing."""
_MOST = 40
_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?")

Index = dict[tuple[int, str], list[tuple[str, Amount]]]
"""The amounts of a text with their labels, by their chapter and the end of the label."""


def find_labelled_shares(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every share named as of a whole before any amount of its sentence, where its chapter has just one amount of each.

    Linear: a name that very many labels end in is not looked up.
    """
    chapters = [heading.start for heading in outline(sentences[0].folded) if heading.level <= 1] if sentences else []
    spoken = [(bisect_right(chapters, one.start), one, amounts_of(one, words.alike)) for one in sentences]
    index: Index = {}
    for chapter, _, amounts in spoken:
        for one in amounts:
            if not one.is_rate and one.quantity.direction == "none":
                # 支出合计 ends in a word that also binds a name to its figure.
                for label in dict.fromkeys((one.label, without(one.label, words.rates.link))):
                    index.setdefault((chapter, label[-_KEY:]), []).append((label, one))
    for chapter, sentence, amounts in spoken:
        first = amounts[0] if amounts else None
        if first is not None and first.is_rate and asks_share(first, words.rates):
            formula = _formula(first, chapter, index, words.rates)
            if formula is not None:
                yield compared(CODE, sentence, formula, Stated(first, "rate", first.quantity.value))


def _formula(one: Amount, chapter: int, index: Index, words: RateWords) -> Formula | None:
    verb = next((word for word in words.share if word in one.label), None)
    whole_name = whole_of(one.label, words) if verb else None
    if verb is None or not whole_name:
        return None
    part = _only(_called(one.label.partition(verb)[0], words), chapter, index, words)
    whole = _only(whole_name, chapter, index, words)
    if part is None or whole is None or part.unit != whole.unit or whole.quantity.value <= 0:
        return None
    texts = list(named((part, whole)))
    value, span = part.quantity.value / whole.quantity.value, part.span.over(whole.span)
    return Formula(f"{texts[0]} ÷ {texts[1]}", value, span, (("part", part), ("whole", whole)), certain=True)


def _only(name: str, chapter: int, index: Index, words: RateWords) -> Amount | None:
    """The one amount of a name; None where there is none, or where another's label ends in it too."""
    names = next((group for group in words.same if name in group), (name,))
    found: list[tuple[str, Amount]] = []
    for each in names if len(name) >= _KEY else ():
        like = index.get((chapter, each[-_KEY:]), [])[: _MOST + 1]
        found += [(label.removesuffix(each), one) for label, one in like if label.endswith(each)]
    if len(found) > _MOST or len({one.quantity.value for _, one in found}) > 1:
        return None
    return next((one for lead, one in found if not _called(lead, words)), None)


def _called(label: str, words: RateWords) -> str:
    """A label less the year and the words at its beginning that tell no other thing (其中, 全年, 部门)."""
    label = _YEAR.sub("", label)
    while lead := max((word for word in words.ours if label.startswith(word)), key=len, default=""):
        label = label.removeprefix(lead)
    return label
