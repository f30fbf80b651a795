"""What explanations answer, as values: why a rule did not fire, what would win points back, how far a score holds,
between what bounds it lies, and what to ask first."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.explain.margins import Margin
from youju.facts.spec import Remedy
from youju.feel import Value
from youju.rubric import Rule, Text
from youju.structs import Struct


class Lacking(Struct):
    """A fact whose value nobody knows: the papers in which it would be found, and where it was searched in vain.

    `searched` are places in words (a passage with its lines, a chapter, the whole report); none where the report has
    no such passage or chapter.
    """

    fact: str
    papers: tuple[str, ...]
    searched: tuple[Text, ...]


class WhyNot(Struct):
    """Why a rule did not give its points: the first comparison that fails, or what is unknown, or who came first.

    `worth` are the points it would give, None where they cannot be told. Exactly one of `failing`, `lacking`
    and `behind` tells: the failing margin, the facts that are unknown, or the rule that decided before it where its
    own condition holds. `also` are comparisons any one of which would have done as well as `failing`. A failing margin
    that holds None cannot be worked out: a division by zero.
    """

    rule: Rule
    worth: Fraction | None
    failing: Margin | None
    lacking: tuple[Lacking, ...]
    behind: Rule | None
    also: tuple[Margin, ...] = ()


class Change(Struct):
    """A fact from one value to another; one `step` less does not do (None where it is no number).

    All values from `after` on, away from `before`, are known to do up to `far`; None where nothing bounds them.
    """

    fact: str
    before: Value
    after: Value
    step: Fraction | None
    remedy: Remedy
    far: Fraction | None = None


class Way(Struct):
    """Changes that together win points back: what the indicator would then have."""

    changes: tuple[Change, ...]
    points: Fraction


class Stay(Struct):
    """All values of one fact, the others as they are, with which the score stays as it is; ends included.

    None at an end: nothing bounds it there. `value` is the present one.
    """

    fact: str
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    step: Fraction


class Regain(Struct):
    """What would win an indicator's lost points back: ways to the most that can be had, the fewest facts first.

    `target` is that most, `lost` what is missing to it now, and `ruled` that part of it which rulings took: no fact
    wins it back. `nearer` are the next steps up that lie before the target. `missing` are facts that nobody knows:
    what is known of them settles the score, and no change of facts does. `exact` is False where several facts had to
    change together and no solver was at hand, or where something is missing: then smaller ways may exist, or some
    where none is given.
    """

    indicator: str
    points: Fraction
    lost: Fraction
    target: Fraction
    ways: tuple[Way, ...]
    stays: tuple[Stay, ...]
    exact: bool = True
    nearer: tuple[Way, ...] = ()
    missing: tuple[str, ...] = ()
    ruled: Fraction = Fraction(0)


class Range(Struct):
    """Between what bounds an indicator's points lie over all values of what is missing or in conflict (`open`).

    Both bounds are attained, at the values given. `exact` is False where they are only known to enclose the points.
    `points` as now entered lie outside where a claim stands that no value bears out.
    """

    indicator: str
    points: Fraction
    low: Fraction
    high: Fraction
    low_at: Mapping[str, Value]
    high_at: Mapping[str, Value]
    open: tuple[str, ...]
    exact: bool = True


class Swing(Struct):
    """By how much a fact alone can move the total: the widest range over its values, whatever the other open ones.

    `exact` is False where other numbers act together with it and not all of their values were tried: at least so much.
    """

    fact: str
    points: Fraction
    indicators: tuple[str, ...]
    papers: tuple[str, ...]
    exact: bool = True


class Asked(Struct):
    """The shortest list of questions that decides the score: all swings, most points first, and the bounds in all.

    Some values of the open facts give `low` and some give `high`; where not `exact` they only enclose the total, since
    several indicators read one number.
    """

    questions: tuple[Swing, ...]
    ranges: tuple[Range, ...]
    low: Fraction
    high: Fraction
    moot: tuple[str, ...]
    exact: bool = True
