"""Documents that are named as evidence without the number or the date by which they could be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.facts import Reading, SupportWords
from youju.report import Folded
from youju.rubric import Indicator, Rubric, Text

ZERO = Fraction(0)
_CLAUSE = re.compile(r"[^。；\n]+")
_NAMED = re.compile(r"《([^《》\n]{2,60})》")
_NUMBER = re.compile(r"[0-9]{1,5}号|(?:19|20)[0-9]{2}年|(?:19|20)[0-9]{2}[-./][0-9]{1,2}")


def unnumbered_documents(folded: Folded, rubric: Rubric, reading: Reading, entered: Entered) -> Iterator[Finding]:
    """`document-without-number`, one for each indicator that rests on papers, with all documents so named."""
    for row in entered.rows:
        passage = reading.passages.get(row.indicator)
        indicator = rubric.indicators[row.indicator]
        if passage is None or row.status == "not_applicable" or not _on_papers(rubric, indicator):
            continue
        found = list(_unnumbered(folded.text, passage.start, passage.end, rubric.dictionary.support))
        if not found:
            continue
        names = "、".join(f"《{folded.text[start + 1 : end - 1]}》" for start, end in found)
        zh = f"「{indicator.title.zh}」举出的 {names} 没有文号或日期"
        en = f"{indicator.title.en}: {names} named without a number or a date"
        quotes = tuple(folded.quote(*span) for span in found)
        yield Finding("document-without-number", "P2", Text(zh=zh, en=en), row.indicator, ZERO, quotes)


def _on_papers(rubric: Rubric, indicator: Indicator) -> bool:
    """Whether one of its facts can be stated by naming a paper; of a bonus, which counts awards, none is asked for."""
    specs = [rubric.dictionary.facts[name] for name in indicator.facts]
    kinds = {kind for spec in specs for kind in (spec.evidence, *(phrase.evidence for phrase in spec.phrases))}
    return "paper" in kinds and not indicator.adjustment


def _unnumbered(text: str, start: int, end: int, words: SupportWords) -> Iterator[tuple[int, int]]:
    for clause in _CLAUSE.finditer(text, start, end):
        named = list(_NAMED.finditer(text, *clause.span()))
        bare = "".join(_NAMED.split(clause[0])[::2])
        # One number in the clause is taken for that of all its documents.
        if named and not _NUMBER.search(bare):
            yield from (one.span() for one in named if not _of_the_state(one[1], words) and not _NUMBER.search(one[1]))


def _of_the_state(name: str, words: SupportWords) -> bool:
    """Whether a law or a rule of the state is meant, which is no evidence of what a department did."""
    if name.startswith(words.state_begins):
        return True
    endings = [
        (len(end), end in words.state_ends) for end in (*words.own_ends, *words.state_ends) if name.endswith(end)
    ]
    return max(endings, default=(0, False))[1]
