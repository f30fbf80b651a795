"""Reports in the form in which rules see them: statements and claims without a text around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.audit import Audit, judge
from youju.facts import Claim, Passage, Reading, Statement, constant
from youju.firing import Engine
from youju.report import Document, Quote
from youju.rubric import Rubric

Known = Fraction | bool | str
DOCUMENT = Document("made-up.txt", "0" * 64, "utf-8", 0, "")
NOWHERE = Quote("", 1, 0, 0)


def judged(
    rubric: Rubric,
    said: Mapping[str, str] | Sequence[tuple[str, Known]],
    claims: Mapping[str, Fraction | int | None] | None = None,
    engine: Engine = "exact",
) -> Audit:
    """The audit of a report that says so much and claims so much; a name may be said twice in a sequence."""
    pairs = [(name, _known(text)) for name, text in said.items()] if isinstance(said, Mapping) else list(said)
    specs = rubric.dictionary.facts
    statements = [Statement(name, value, NOWHERE, NOWHERE, specs[name].kind_of(None)) for name, value in pairs]
    own = {
        name: Claim("score", None if points is None else Fraction(points), ())
        for name, points in (claims or {}).items()
    }
    # The report speaks of every indicator; where is of no matter here.
    passages = {one.id: Passage(one.id, one.title.zh, 0, 0, 0) for one in rubric.indicators.values()}
    return judge(DOCUMENT, rubric, Reading(passages, own, (), tuple(statements)), engine)


def _known(text: str) -> Known:
    value = constant(text)
    assert isinstance(value, (Fraction, bool, str))
    return value
