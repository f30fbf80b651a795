"""Relations among figures that fail, as findings; graver where a score rests on one of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.facts import Fact
from youju.ledger import Entry
from youju.rubric import Text

ZERO = Fraction(0)


def relation_findings(relations: Sequence[Relation], facts: Mapping[str, Fact], entered: Entered) -> Iterator[Finding]:
    """A finding for each relation that fails: P1 with the points at risk where an entry reads one of its figures."""
    read = _figures_read(facts, entered)
    for relation in relations:
        if relation.verdict != "fails":
            continue
        quotes = tuple(term.quote for term in relation.terms)
        entry = next((read[span] for span in read if any(_touch(span, (q.start, q.end)) for q in quotes)), None)
        level = "P1" if entry is not None else relation.level
        indicator, risk = (None, ZERO) if entry is None else (entry.indicator, max(entry.points, ZERO))
        yield Finding(relation.code, level, Text(zh=relation.zh, en=relation.en), indicator, risk, quotes)


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
