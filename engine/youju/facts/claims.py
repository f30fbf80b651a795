"""The scores a report gives itself, in every phrasing of the dictionary; an absent score stays absent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.phrases import Match, compile_phrase
from youju.facts.quantities import parse_quantity
from youju.facts.spans import Spans
from youju.facts.spec import ClaimSpec
from youju.facts.statements import Claim, Passage
from youju.report import Document, Folded, Heading, Quote
from youju.structs import replace

# “3分” is a score; “3分之一”, “3分值”, “3分钟”, “3分析” are not.
_NOT_A_SCORE = frozenset("之值钟析别类配支解")


def read_claims(
    document: Document, folded: Folded, passages: Mapping[str, Passage], keys: Sequence[str], words: ClaimSpec
) -> dict[str, Claim]:
    """The claim of every indicator in `keys` that makes one."""
    claims = ((key, _claim(document, folded, passages[key], words)) for key in keys if key in passages)
    return {key: claim for key, claim in claims if claim is not None}


def read_weights(
    document: Document, folded: Folded, passages: Mapping[str, Passage], words: ClaimSpec
) -> dict[str, Passage]:
    """The passages with the weight their first lines state, where the heading itself has none in brackets."""
    return {key: _weighed(document, folded, passage, passages.values(), words) for key, passage in passages.items()}


def read_limits(document: Document, folded: Folded, words: ClaimSpec) -> frozenset[Fraction]:
    """The points that a report calls the most that can be had: 最多3分, 以3分为限."""
    bare = replace(words, unless=())
    return frozenset(points for points, _ in scores_said(document, folded, bare, words.limit, 0, len(folded.text)))


def read_totals(
    document: Document,
    folded: Folded,
    headings: Sequence[Heading],
    scored: Collection[int],
    words: ClaimSpec,
    tabled: Spans,
    tables: Sequence[Claim] = (),
) -> tuple[Claim, ...]:
    """The claimed totals: first those of the chapter of conclusions, then those said elsewhere in so many words.

    `scored` are where the headings of indicators begin: `七、评价结果公开性` is no conclusion. `tabled` are the scoring
    tables, and `tables` the totals they give; these come last.
    """
    found: list[tuple[Fraction, Quote]] = []
    chapters = [heading for heading in headings if heading.level <= 1]
    for i, heading in enumerate(chapters):
        if heading.start not in scored and any(word in heading.title for word in words.conclusion):
            end = chapters[i + 1].start if i + 1 < len(chapters) else len(folded.text)
            span = (heading.start, end)
            # Scores of sections may stand beside the total there; what calls itself a total goes first.
            totals = list(scores_said(document, folded, words, words.total, *span, tabled))
            found.extend(totals or scores_said(document, folded, words, words.score, *span, tabled))
    found.extend(scores_said(document, folded, words, words.total, 0, len(folded.text), tabled))
    found.extend((claim.points, quote) for claim in tables for quote in claim.quotes if claim.points is not None)
    first: dict[Fraction, Claim] = {}
    for points, quote in found:
        first.setdefault(points, Claim("score", points, (quote,)))
    return tuple(first.values())


def _claim(document: Document, folded: Folded, passage: Passage, words: ClaimSpec) -> Claim | None:
    span = (passage.start, passage.end)
    if passage.shared:
        words = replace(words, unless=(*words.unless, *words.group))
    strong = list(scores_said(document, folded, words, words.score, *span))
    if strong:
        points, quote = strong[0]
        return Claim("score", points, (quote,))
    for phrase in words.nothing:
        for match in compile_phrase(phrase).find(folded.text, *span):
            return Claim("nothing", Fraction(0), (_quote(document, folded, match),))
    for phrase in words.waived:
        for match in compile_phrase(phrase).find(folded.text, *span):
            return Claim("waived", None, (_quote(document, folded, match),))
    items = list(scores_said(document, folded, words, words.item, *span))
    if _restated([points for points, _ in items], passage.weight):
        points, quote = items[-1]
        return Claim("score", points, (quote,))
    if items:
        return Claim("items", sum((points for points, _ in items), Fraction(0)), tuple(quote for _, quote in items))
    return None


def _restated(items: Sequence[Fraction], weight: Fraction | None) -> bool:
    """Whether the last of several scores is the sum of those before it: 得1分，得2分；得3分, more than can be had."""
    before = sum(items[:-1], Fraction(0))
    return weight is not None and len(items) > 2 and items[-1] == before > 0 and before + items[-1] > weight


def scores_said(
    document: Document,
    folded: Folded,
    words: ClaimSpec,
    phrases: Sequence[str],
    start: int,
    end: int,
    tabled: Spans | None = None,
) -> Iterator[tuple[Fraction, Quote]]:
    """Every score that a phrase gives, in order of place; overlapping phrasings of one place count once.

    What stands in `tabled` is left to who reads tables.
    """
    taken: dict[int, tuple[Match, Fraction]] = {}
    barred = Spans(
        (m.start, m.end) for text in words.unless for m in compile_phrase(text).find(folded.text, start, end)
    )
    for text in phrases:
        for match in compile_phrase(text).find(folded.text, start, end):
            if match.slot is None or folded.text[match.slot[1] : match.slot[1] + 1] in _NOT_A_SCORE:
                continue
            if barred.touches(match.slot) or (tabled is not None and tabled.touches(match.slot)):
                continue
            quantity = parse_quantity(folded.text[slice(*match.slot)])
            if quantity is not None:
                taken.setdefault(match.slot[0], (match, quantity.value))
    for _, (match, points) in sorted(taken.items()):
        yield points, _quote(document, folded, match)


def _weighed(
    document: Document, folded: Folded, passage: Passage, every: Iterable[Passage], words: ClaimSpec
) -> Passage:
    if passage.weight is not None or passage.shared:
        return passage
    # The weight of the first indicator in a group is not the group's.
    inner = [_named_at(folded, other) for other in every if other.start > passage.start or other.shared]
    head_end = min(passage.end, passage.start + 60, *(at for at in inner if at > passage.start))
    for weight, quote in scores_said(document, folded, words, words.weight, passage.start, head_end):
        return replace(passage, weight=weight, weight_quote=quote)
    return passage


def _named_at(folded: Folded, passage: Passage) -> int:
    """Where a passage begins to speak of its own; one without a heading may begin with words of its group."""
    return folded.text.find(passage.title, passage.start, passage.end) if passage.shared else passage.start


def _quote(document: Document, folded: Folded, match: Match) -> Quote:
    return document.quote(*folded.span(match.start, match.end))
