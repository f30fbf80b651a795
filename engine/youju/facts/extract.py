"""The pass from text to statements: every phrase of the dictionary, wherever the report says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.chapters import chapters
from youju.facts.claims import read_claims, read_limits, read_totals, read_weights
from youju.facts.dictionary import Dictionary
from youju.facts.figures import Said, figure_of
from youju.facts.fiscal_year import fiscal_year
from youju.facts.matching import matches, value_of
from youju.facts.part_claims import read_part_claims
from youju.facts.passages import Sought, find_passages
from youju.facts.phrases import Match, Year
from youju.facts.quantities import quantities
from youju.facts.score_rows import Scored, read_score_rows, with_rows
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Passage, Reading, Statement
from youju.facts.table_figures import figures_of
from youju.facts.table_statements import Figures
from youju.facts.tables import Grid, folded_span
from youju.report import Document, Folded, Heading, fold, outline, tables_of
from youju.structs import Struct, replace

_NUMERAL = re.compile("[0-9〇零一二两三四五六七八九十百千万亿]")


def extract(
    document: Document, dictionary: Dictionary, sought: Sequence[Sought], located: Located | None = None
) -> Reading:
    """Passages, claims and statements of a report, each with its place.

    `sought` are the indicators, groups and sections of a rubric; statements that contradict each other are all kept.
    `located` is where they stand, for who has it already.
    """
    located = located or locate(document, dictionary, sought)
    folded, scores, alone = located.folded, located.scores, located.alone
    words = dictionary.claims
    year = fiscal_year(document, dictionary.fiscal_year)
    leaves = [item.key for item in sought if item.leaf]
    passages = _weighed(read_weights(document, folded, located.passages, words), scores) | dict(alone)
    claims = read_claims(document, folded, passages, [key for key in leaves if key not in scores.claimed(alone)], words)
    begun = {passages[key].start for key in leaves if key in passages}
    figures = Figures(document, figures_of(document, located.grids, scores.cells, words.table))
    return Reading(
        passages=passages,
        claims=with_rows(claims, scores.rows),
        total_claims=read_totals(document, folded, located.headings, begun, words, scores.covered, scores.totals),
        statements=tuple(
            _statements(
                document, folded, dictionary, passages, leaves, year.year if year else None, figures, located.headings
            )
        ),
        rows=scores.rows,
        parts=read_part_claims(document, folded, passages, sought, words),
        part_rows=scores.parts,
        limits=read_limits(document, folded, words),
    )


class Located(Struct):
    """Where a report speaks of what is sought: in passages, or `alone` in rows of its scoring tables."""

    folded: Folded
    headings: Sequence[Heading]
    grids: Sequence[Grid]
    scores: Scored
    passages: Mapping[str, Passage]
    alone: Mapping[str, Passage]

    def __contains__(self, key: str) -> bool:
        """Whether the report speaks of something sought, by its key."""
        return key in self.passages or key in self.alone


def locate(document: Document, dictionary: Dictionary, sought: Sequence[Sought]) -> Located:
    """Only where a report speaks of what is sought: enough to choose a rubric by."""
    folded = fold(document)
    headings = outline(folded)
    words = dictionary.claims
    grids = [Grid(folded, table) for table in tables_of(document)]
    scores = read_score_rows(document, grids, sought, words.table)
    passages = find_passages(folded, headings, sought, words.overview, scores.covered, _ends(document, folded, scores))
    return Located(folded, headings, grids, scores, passages, _alone(scores, passages, sought))


def _ends(document: Document, folded: Folded, scores: Scored) -> list[int]:
    """Where passages end at the latest: at a scoring table, and where pages are missing."""
    return [*scores.starts, *(folded_span(folded, gap, gap)[0] for gap in document.gaps)]


def _alone(scores: Scored, passages: Mapping[str, Passage], sought: Sequence[Sought]) -> dict[str, Passage]:
    """The passages of indicators that only a scoring table names: their rows."""
    titles = {item.key: item.titles[0] for item in sought}
    found: dict[str, Passage] = {}
    for row in scores.rows:
        if row.key not in passages and row.key not in found:
            place = (row.start, row.body, row.end)
            found[row.key] = Passage(
                row.key, titles[row.key], *place, inline=True, weight=row.weight, weight_quote=row.weight_quote
            )
    return found


def _weighed(passages: Mapping[str, Passage], scores: Scored) -> dict[str, Passage]:
    """The passages, with the weight of a table where they state none."""
    found = dict(passages)
    for row in scores.rows:
        passage = found.get(row.key)
        if passage is not None and passage.weight is None and row.weight is not None:
            found[row.key] = replace(passage, weight=row.weight, weight_quote=row.weight_quote)
    return found


def _statements(
    document: Document,
    folded: Folded,
    dictionary: Dictionary,
    passages: Mapping[str, Passage],
    leaves: Sequence[str],
    year: Year,
    figures: Figures,
    headings: Sequence[Heading],
) -> Iterator[Statement]:
    by_title = {passage.title: (passage.body, passage.end) for passage in passages.values()}
    scored = Spans((passages[key].start, passages[key].end) for key in leaves if key in passages)
    for name, spec in dictionary.facts.items():
        regions = _regions(folded, spec, by_title, headings)
        taken = Spans()
        found: list[Statement] = []
        # What is denied is looked for first: “未及时回复” holds the words of “及时回复” too.
        for phrase in sorted(spec.phrases, key=lambda phrase: phrase.value is not False):
            for said in (said for span in regions for said in matches(folded.text, phrase, span, year)):
                match = said.match
                # A sum is another reading of figures that may stand in a phrase of their own.
                if not said.parts and taken.touches((match.start, match.end)):
                    continue
                statement = _statement(document, folded, name, spec, phrase, said, scored)
                if statement is not None and (said.parts or taken.add((match.start, match.end))):
                    found.append(statement)
        for span in regions:
            found.extend(figures.stated(name, spec, span, scored, found, year))
        yield from sorted(found, key=lambda statement: statement.quote.start)


def _regions(folded: Folded, spec: FactSpec, by_title: Mapping[str, Span], headings: Sequence[Heading]) -> list[Span]:
    """Where a fact's phrases hold: the first of `within` that the report has, the chapters named, or all of it."""
    if spec.chapters:
        return chapters(folded, headings, spec.chapters)
    if not spec.within:
        return [(0, len(folded.text))]
    return [by_title[title] for title in spec.within if title in by_title][:1]


def _statement(
    document: Document, folded: Folded, name: str, spec: FactSpec, phrase: PhraseSpec, said: Said, scored: Spans
) -> Statement | None:
    match = said.match
    figure = figure_of(folded.text, said, spec.change)
    if figure is None and (match.slot is not None or said.parts):
        return None
    quote = document.quote(*folded.span(*_telling(folded.text, match)))
    return Statement(
        fact=name,
        value=value_of(spec, phrase, figure, said.count),
        quote=quote,
        number=quote if match.slot is None else document.quote(*folded.span(*match.slot)),
        evidence=spec.kind_of(phrase),
        comparator=figure.comparator if figure else "=",
        half_unit=figure.half_unit if figure else Fraction(0),
        decimals=figure.decimals if figure else 0,
        approximate=figure.approximate if figure else False,
        scored_part=scored.touches((match.start, match.start + 1)),
        parts=tuple(document.quote(*folded.span(*part.slot)) for part in said.parts if part.slot),
        trust=document.trust(quote.start, quote.end),
    )


def _telling(text: str, match: Match) -> Span:
    """The part of a match to quote: all of it, or from behind other amounts to the slot, so that it re-reads alike."""
    if match.slot is None:
        return match.start, match.end
    if not (_NUMERAL.search(text, match.start, match.slot[0]) or _NUMERAL.search(text, match.slot[1], match.end)):
        return match.start, match.end
    others = [q for q in quantities(text, match.start, match.end) if q.kind in ("money", "percent", "count", "number")]
    before = [q.end for q in others if q.end <= match.slot[0]]
    after = [q for q in others if q.start >= match.slot[1]]
    start = max(before, default=match.start)
    while start > match.start and text[start] in "，、；;,和及与":
        start += 1
    return start, match.slot[1] if after else match.end
