"""What a comparison of two versions tells, as plain values; sentences and JSON are made of it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.facts import FactSpec
from youju.feel import Value
from youju.prove import Came, Verdict
from youju.rubric import Text
from youju.structs import Struct

Kind: TypeAlias = Literal["same", "same on grid", "wording", "missing", "changed", "unanalysed", "added", "removed"]
"""How an indicator stands. `same`: proved, whatever the values and weights; `same on grid`: only values between the
steps of the facts may differ; `wording`: `same`, and only words changed; `missing`: the same wherever all facts are
known, and decided otherwise where one is not; `changed`: with a witness that the interpreter confirmed; `unanalysed`:
not known, and why."""

NOT_SAME: frozenset[Kind] = frozenset({"missing", "changed", "unanalysed", "added", "removed", "same on grid"})
"""Where it is not proved that nothing about scores changed."""


class Part(Struct):
    """A part of a card or rubric that is otherwise: its kind, its name if it has one, before and after as written.

    `words`: it decides no score. `effect` says what it comes to, where that can be said exactly; `loss` is the most
    that it costs anybody, where that is known.
    """

    what: str
    name: str | None
    before: str | None
    after: str | None
    words: bool = False
    effect: Text | None = None
    loss: Fraction | None = None


class Sight(Struct):
    """What the interpreter makes of one card at the values of a witness: points as entered, by which rules."""

    weight: Fraction
    came: Came
    rules: tuple[str, ...]


class Witness(Struct):
    """A department that shows a difference: the values of the facts read, those that are not known being UNKNOWN."""

    facts: Mapping[str, Value]
    before: Sight
    after: Sight


class Swing(Struct):
    """The most that is gained (or lost, below 0) in points as entered, with a department that does.

    Without a witness nobody gains (loses). `verdict` tells whether nobody gains or loses more; `unbounded`: there is
    no end of it, as on a card without a clamp.
    """

    points: Fraction
    at: Witness | None
    verdict: Verdict
    unbounded: bool = False


class Level(Struct):
    """Exact points on a row before rounding: one number, or a line from one end to the other.

    `points` is None where the rules decide nothing. Without `slope` it is the same all along; `ends` are the points at
    the ends of the row, None at an end without bound.
    """

    points: Fraction | None
    slope: Fraction = Fraction(0)
    ends: tuple[Fraction | None, Fraction | None] = (None, None)
    curved: bool = False
    applies: bool = True


class Row(Struct):
    """Values of a quantity between two ends over which each version scores one way; None: no end.

    Without levels it is only known that the two differ there, by the witness.
    """

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool
    before: Level | None
    after: Level | None
    at: Witness | None = None


class Course(Struct):
    """Where the two differ along one quantity, the other facts that decide having the values given.

    `spec` is the dictionary's, where the quantity is a fact; a named quantity or an expression is a ratio. `rows` are
    only those that differ. `unknown`: where the quantity cannot be worked out, they differ too.
    """

    quantity: str
    spec: FactSpec | None
    given: Mapping[str, Value]
    weights: tuple[Fraction, Fraction]
    rows: tuple[Row, ...]
    unknown: tuple[Level, Level] | None = None


class IndicatorDiff(Struct):
    """One indicator in two versions.

    `why` tells why nothing more is known. `turn` is a department for which one version decides (or applies) and the
    other does not. `missing` is one with a fact not known, for which they differ though they are the same elsewhere;
    `unsure` names questions that were given up within the budget. `courses` tell where they differ, `more` how many
    other settings differ. `renamed` proposes that an added card is a removed one under another id.
    """

    id: str
    title: Text
    kind: Kind
    parts: tuple[Part, ...] = ()
    why: Text | None = None
    witness: Witness | None = None
    gain: Swing | None = None
    loss: Swing | None = None
    turn: Witness | None = None
    missing: Witness | None = None
    unsure: tuple[str, ...] = ()
    courses: tuple[Course, ...] = ()
    more: int = 0
    renamed: str | None = None
    specs: Mapping[str, FactSpec] | None = None


class RubricDiff(Struct):
    """Two versions of a rubric: indicators in the order of the new one, those that are gone last; then the rest."""

    old: str
    new: str
    indicators: tuple[IndicatorDiff, ...]
    parts: tuple[Part, ...]

    @property
    def moved(self) -> bool:
        """Whether any indicator has courses or examples to tell."""
        return any(one.kind not in ("same", "wording") for one in self.indicators)

    def count(self, kind: Kind) -> int:
        """How many indicators stand so."""
        return sum(one.kind == kind for one in self.indicators)
