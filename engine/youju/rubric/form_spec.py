"""The scoring forms a card may be written in (`score:`), as their keys; `forms` turns them into ordinary rules."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from youju.rubric.spec import Basis, Hit, Id, RuleSpec, Text
from youju.source import Size, Strict
from youju.structs import field

Count = Literal["whole", "started", "pro_rata"]


class Row(Strict):
    """What a row of a form may say of itself."""

    because: Text | None = None
    basis: tuple[Basis, ...] = ()


class BandSpec(Row, kw_only=True):
    """A band: a test of the quantity as a cell of a decision table has it (`<= 10%`, `(10%..20%]`); none: the rest."""

    id: Id
    is_: str | None = field(default=None, name="is")
    points: str


class BandsForm(Strict):
    """Graduated bands, from the first that holds."""

    form: Literal["bands"]
    of: str
    bands: Annotated[tuple[BandSpec, ...], Size(1)]

    def sound(self) -> None:
        if any(band.is_ is None for band in self.bands[: max(len(self.bands) - 1, 1)]):
            raise ValueError(
                "只有最后一档（不止一档时）可以不写 is / only the last of several bands may leave out `is`"
            )


class KnotSpec(Row, kw_only=True):
    """A point that a line goes through."""

    id: Id | None = None
    at: str
    points: str


class LinearForm(Strict):
    """A line through points, flat before the first and after the last."""

    form: Literal["linear"]
    of: str
    through: Annotated[tuple[KnotSpec, ...], Size(2)]


class PerUnitForm(Row, kw_only=True):
    """Points lost or gained for each unit beyond a threshold. `count` says what a part of a unit is worth."""

    form: Literal["per_unit"]
    of: str
    over: str | None = None
    under: str | None = None
    per: str
    lose: str | None = None
    gain: str | None = None
    count: Count
    start: str | None = None
    least: str | None = None
    most: str | None = None

    def sound(self) -> None:
        if (self.over is None) == (self.under is None):
            raise ValueError("over（超过）和 under（低于）写一个 / write one of `over` and `under`")
        if (self.lose is None) == (self.gain is None):
            raise ValueError("lose（扣）和 gain（加）写一个 / write one of `lose` and `gain`")
        if self.least is not None and self.gain is not None:
            raise ValueError("加分（gain）的界限是 most / what bounds a `gain` is `most`")
        if self.most is not None and self.lose is not None:
            raise ValueError("扣分（lose）的界限是 least / what bounds a `lose` is `least`")


class ItemSpec(Row, kw_only=True):
    """A requirement of a checklist."""

    id: Id
    when: str
    points: str | None = None


class ChecklistForm(Strict):
    """Requirements met, added up; where none names its points they share the weight equally."""

    form: Literal["checklist"]
    items: Annotated[tuple[ItemSpec, ...], Size(1)]

    def sound(self) -> None:
        if len({item.points is None for item in self.items}) > 1:
            raise ValueError("各项的 points 要么都写，要么都不写（平分） / give points to every item or to none")


class OccurrenceSpec(Strict):
    """Something counted, and the points of each."""

    of: str
    each: str


class DeductionForm(Row, kw_only=True):
    """From the weight down, for each occurrence; never below `least`."""

    form: Literal["deduction"]
    items: Annotated[tuple[OccurrenceSpec, ...], Size(1)]
    least: str = "0"


class BonusForm(Row, kw_only=True):
    """From nothing up, for each occurrence; never above `most`."""

    form: Literal["bonus"]
    items: Annotated[tuple[OccurrenceSpec, ...], Size(1)]
    most: str


class RulesForm(Strict):
    """Ordinary rules, as one of several readings."""

    form: Literal["rules"]
    hit: Hit
    rules: Annotated[tuple[RuleSpec, ...], Size(1)]


class ScoreReadingSpec(Strict):
    """One way to understand the wording of a rubric."""

    id: Id
    title: Text
    score: Any


class ReadingsForm(Strict):
    """The wording leaves a choice: `use` names the reading in force, the others stand beside it."""

    form: Literal["readings"]
    use: str
    readings: Annotated[tuple[ScoreReadingSpec, ...], Size(2)]


FORMS = {
    "bands": BandsForm,
    "linear": LinearForm,
    "per_unit": PerUnitForm,
    "checklist": ChecklistForm,
    "deduction": DeductionForm,
    "bonus": BonusForm,
    "rules": RulesForm,
    "readings": ReadingsForm,
}
Form = BandsForm | LinearForm | PerUnitForm | ChecklistForm | DeductionForm | BonusForm | RulesForm | ReadingsForm


def form_of(score: Any) -> Form:
    """The form that the plain content of a `score` is. It has been looked at before: what is wrong is an error here."""
    return FORMS[score["form"]].read(score)
