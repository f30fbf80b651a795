"""The shape of a rubric's files as people write them: cards and rubric.yaml; checked at their place."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from youju.facts import Exact, Flag
from youju.rubric.days import Day
from youju.source import After, Before, Size, Strict
from youju.structs import field

Mark = Literal["stated", "elsewhere", "assumed"]
Hit = Literal["first", "unique", "sum"]
Level = Literal["P0", "P1", "P2"]
AcceptKind = Literal["stated", "unanswered", "missing", "unclaimed"]
Standing = Literal["decided", "pinned", "blank"]
Points = str
MOST = 500
"""The most rules, named quantities, open cases and golden cases of a card: what a person can read, and more."""


def _above_zero(value: Fraction) -> Fraction:
    if value <= 0:
        raise ValueError("应当大于 0 / must be above 0")
    return value


Positive = Annotated[Exact, After(_above_zero)]


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("不能是空的 / must not be empty")
    return value


def _plain_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("代号只用字母、数字、汉字、- 和 _ / an id is letters, digits, - and _")
    return value


_ID = re.compile(r"\w[\w-]*")
Said = Annotated[str, After(_said)]
Id = Annotated[str, After(_plain_id)]


class Text(Strict):
    """A text for people, Chinese first."""

    zh: Said
    en: Said

    def of(self, lang: str) -> str:
        """The text in a language, `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


class Basis(Strict):
    """What a rule rests on. `stated` in the report's own form, published `elsewhere`, or `assumed` by us."""

    mark: Mark
    text: Said
    source: str | None = None


class ChangeSpec(Strict):
    """What is otherwise in a file from a day on: keys replaced or added (`set`) and removed (`drop`), by their path.

    A decoded file has none: they are worked into its nodes before (changes.py, versions.py).
    """

    from_: Day = field(name="from")
    because: Text
    basis: Annotated[tuple[Basis, ...], Size(1)]
    set: dict[str, Any] = field(default_factory=dict[str, Any])
    drop: tuple[str, ...] = ()


class ReadingSpec(Strict):
    """Another way to count a quantity, which the rubric's words leave open; shown with what it would give."""

    id: Id
    from_: str = field(name="from")
    title: Text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_let(value: Any) -> Any:
    return {"from": [value]} if isinstance(value, str) else value


class LetSpec(Strict):
    """A named quantity of a card. The first expression of `from` whose value is known counts.

    `stated` names the fact that holds it as the report prints it, used only where the figures are missing.
    """

    from_: Annotated[tuple[str, ...], Size(1), Before(_as_list)] = field(name="from")
    stated: str | None = None
    readings: tuple[ReadingSpec, ...] = ()


_Let = Annotated[LetSpec, Before(_as_let)]


class RuleSpec(Strict):
    """A row of an indicator: when it holds, these are its points."""

    id: Id
    when: str
    points: Points
    because: Text | None = None
    basis: tuple[Basis, ...] = ()


def nothing(value: Any) -> Any:
    """`expect:` with nothing behind it leaves all of it to be decided."""
    return {} if value is None or value == "" else value


class ExpectSpec(Strict):
    """What a golden case must give; what it leaves out is not looked at."""

    points: Exact | None = None
    rule: str | None = None
    rules: tuple[str, ...] | None = None
    status: Literal["scored", "undetermined", "not_applicable"] | None = None
    low: Exact | None = None
    high: Exact | None = None


class CaseSpec(Strict):
    """A golden case: facts given, points expected. `claimed` is the score the report asks for.

    With `day` it holds for the rules of that day, without for every version that has it. What a person decided from
    the rule's words is a case; what was copied from the engine only pins what it did (`pin`); without anything
    expected it still waits for a person.
    """

    note: str = ""
    day: Day | None = None
    given: dict[str, str] = field(default_factory=dict[str, str])
    claimed: Exact | None = None
    effective_weight: Exact | None = None
    expect: Annotated[ExpectSpec, Before(nothing)] = ExpectSpec()
    pin: Flag = False

    @property
    def standing(self) -> Standing:
        """Who answers for what it expects."""
        if self.expect == ExpectSpec():
            return "blank"
        return "pinned" if self.pin else "decided"


class OpenSpec(Strict):
    """A case that no rule is meant to decide, such as a rate over nothing: its points stay undetermined."""

    when: str
    because: Text


def _as_monotone(value: Any) -> Any:
    return {value: "true"} if value in ("up", "down") else value


class MonotoneSpec(Strict):
    """Where more of a fact, the others unchanged, never earns fewer points (`up`) or never more (`down`).

    Each is the condition under which it is so; it must hold before and after. Written as one word, it is always so.
    """

    up: str | None = None
    down: str | None = None

    def sound(self) -> None:
        if self.up is None and self.down is None:
            raise ValueError("要写 up 或 down / write `up` or `down`")


_Monotone = Annotated[MonotoneSpec, Before(_as_monotone)]


class CardSpec(Strict, kw_only=True):
    """One indicator. `adjustment` marks a bonus or deduction, which has no weight of its own."""

    indicator: Id
    title: Text
    aliases: tuple[Said, ...] = ()
    weight: Positive | None = None
    adjustment: Flag = False
    basis: tuple[Basis, ...] = ()
    applies: str | None = None
    let: Annotated[dict[str, _Let], Size(most=MOST)] = field(default_factory=dict[str, LetSpec])
    hit: Hit
    rules: Annotated[tuple[RuleSpec, ...], Size(1, MOST)]
    # What `hit` and `rules` were grown from, if they were: pages tell it, and nothing decides by it.
    score: Any = None
    open: Annotated[tuple[OpenSpec, ...], Size(most=MOST)] = ()
    # What must hold of the points, proved by `rubric prove`; nothing decides by it.
    monotone: Annotated[dict[str, _Monotone], Size(most=MOST)] = field(default_factory=dict[str, MonotoneSpec])
    round: Positive | None = None
    cases: Annotated[tuple[CaseSpec, ...], Size(most=MOST)] = ()
    changes: tuple[ChangeSpec, ...] = ()

    def sound(self) -> None:
        if (self.weight is None) != self.adjustment:
            raise ValueError("指标要有 weight；加减分项写 adjustment: true / needs a weight, or adjustment: true")


class GroupSpec(Strict, kw_only=True):
    """A second-level heading of a rubric, with its weight and indicators."""

    id: Id
    title: Text
    aliases: tuple[Said, ...] = ()
    weight: Positive
    indicators: tuple[str, ...]


class SectionSpec(Strict, kw_only=True):
    """A first-level heading of a rubric, with its weight and groups."""

    id: Id
    title: Text
    aliases: tuple[Said, ...] = ()
    weight: Positive
    groups: tuple[GroupSpec, ...]


class TransferSpec(Strict, kw_only=True):
    """Where the weight of an indicator goes that does not apply.

    To the first of `to` that does, whose rules then see it; or it is shared in proportion to their weights by the
    indicators that apply of a group or section (`share`), or of the whole rubric (`rescale`): what these earned on
    their own weights then counts for more, as score ÷ (total − weights that do not apply) × total.
    """

    id: Id
    from_: str = field(name="from")
    to: Annotated[tuple[str, ...], Before(_as_list)] = ()
    share: str | None = None
    rescale: Flag = False
    because: Text
    basis: tuple[Basis, ...] = ()

    def sound(self) -> None:
        if [bool(self.to), self.share is not None, self.rescale].count(True) != 1:
            raise ValueError("要写 to、share、rescale 之一，只写一个 / write just one of `to`, `share`, `rescale`")


class CapSpec(Strict, kw_only=True):
    """A bound on a sum: of an adjustment (its id) or of the `total`. What it cuts is charged to `charged_to`."""

    id: Id
    of: str
    most: Exact | None = None
    least: Exact | None = None
    charged_to: str | None = None
    because: Text
    basis: tuple[Basis, ...] = ()


class AcceptSpec(Strict):
    """How points are entered that no rule can decide: by a printed rate, or by the claim."""

    id: Id
    kind: AcceptKind
    because: Text
    basis: tuple[Basis, ...] = ()


class SourceSpec(Strict):
    """A document that bases refer to by its key."""

    title: Text
    note: str = ""


class RubricSpec(Strict, kw_only=True):
    """rubric.yaml: what holds the cards together. `in_force` is the first day of this version, None for always."""

    rubric: Id
    title: Text
    year: str
    in_force: Day | None = None
    total: Positive
    round: Positive
    sources: dict[Id, SourceSpec]
    sections: Annotated[tuple[SectionSpec, ...], Size(1)]
    adjustments: tuple[str, ...] = ()
    transfers: tuple[TransferSpec, ...] = ()
    caps: tuple[CapSpec, ...] = ()
    accept: tuple[AcceptSpec, ...]
    changes: tuple[ChangeSpec, ...] = ()
