"""Relations among figures that fail, as findings; graver where a score rests on one of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.doubt import printed_fails
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.facts import Fact
from youju.ledger import Entry
from youju.rubric import Rubric, Text

ZERO = Fraction(0)
_PRINTED = ("rate", "growth")


def relation_findings(
    relations: Sequence[Relation], rubric: Rubric, facts: Mapping[str, Fact], entered: Entered
) -> Iterator[Finding]:
    """A finding for each relation that fails: P1 with the points at risk where an entry reads one of its figures.

    A printed rate that the rubric's own formula already refutes is not told a second time.
    """
    read = _figures_read(facts, entered)
    told = _rates_told(rubric, facts)
    for relation in relations:
        if relation.verdict != "fails" or _is_told(relation, told):
            continue
        quotes = tuple(term.quote for term in relation.terms)
        entry = next((read[span] for span in read if any(_touch(span, (q.start, q.end)) for q in quotes)), None)
        level = "P1" if entry is not None else relation.level
        indicator, risk = (None, ZERO) if entry is None else (entry.indicator, max(entry.points, ZERO))
        yield Finding(relation.code, level, Text(zh=relation.zh, en=relation.en), indicator, risk, quotes)


def _is_told(relation: Relation, told: Sequence[tuple[int, int]]) -> bool:
    """Whether a relation is about one of the rates told."""
    printed = [term.quote for term in relation.terms if term.role in _PRINTED]
    return any(_touch(span, (quote.start, quote.end)) for span in told for quote in printed)


def _rates_told(rubric: Rubric, facts: Mapping[str, Fact]) -> tuple[tuple[int, int], ...]:
    """Where rates stand that do not follow from the figures of their own indicator."""
    lets = [let for indicator in rubric.indicators.values() for let in indicator.lets if printed_fails(let, facts)]
    statements = [said for let in lets for said in facts[let.stated or ""].statements]
    return tuple((said.number.start, said.number.end) for said in statements)


def _figures_read(facts: Mapping[str, Fact], entered: Entered) -> dict[tuple[int, int], Entry]:
    """Where in the document the figures stand that entries read."""
    found: dict[tuple[int, int], Entry] = {}
    for entry in entered.entries:
        for name in entry.facts:
            said = facts[name].statement if name in facts else None
            for figure in (said.parts or (said.number,)) if said is not None else ():
                found.setdefault((figure.start, figure.end), entry)
    return found


def _touch(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]
