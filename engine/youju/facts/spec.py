"""The shape of dictionary files: a name's type, unit, phrases and papers, as people write them."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from youju.facts.plain_words import ArithmeticWords, SupportWords, TextWords
from youju.feel import BOOLEAN, MONEY, NUMBER, TEXT, FeelError, Type, Value, evaluate, names, parse
from youju.source import Before, Strict
from youju.structs import Struct, field

FactType = Literal["money", "percent", "count", "number", "boolean", "text"]
Evidence = Literal["figure", "paper", "assertion"]
Remedy = Literal["fixed", "rectifiable", "next-year"]
Known = Fraction | bool | str

# How many base units (元, or the pure number) one unit of display holds.
SCALES = {"元": Fraction(1), "万元": Fraction(10_000), "亿元": Fraction(100_000_000), "%": Fraction(1, 100)}
MONEY_UNITS = ("元", "万元", "亿元")
_FEEL_TYPES = {"money": MONEY, "boolean": BOOLEAN, "text": TEXT}


_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")

_BOUND = re.compile(rf"({_PLAIN.pattern}) ?(元|万元|亿元|%|[^0-9\s.,%-]{{0,4}})")
_BARE = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18}|/[1-9][0-9]{0,17})?")


@functools.lru_cache(maxsize=4096)
def constant(text: str) -> Value:
    """The value of an expression without names, such as `0.15 万元`, `81.48%` or `true`.

    Money comes back in 元, a percentage as a ratio. Raises ValueError with both languages where it is none.
    """
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    try:
        expr = parse(text)
        if unknown := sorted(names(expr)):
            raise ValueError(f"应当是常量，`{unknown[0]}` 不是 / expected a constant, `{unknown[0]}` is none")
        return evaluate(expr, {})
    except FeelError as error:
        raise ValueError(f"{error.problem.zh} / {error.problem.en}") from error


def _exact(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # No unit and no percent sign: weights, caps, totals and points are bare numbers.
    if not _BARE.fullmatch(value) or value.endswith("/0"):
        raise ValueError("应当是不带单位的数 / expected a number without a unit")
    return Fraction(value)


def _literal(value: Any) -> Any:
    return constant(value) if isinstance(value, str) else value


def _as_phrase(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _flag(value: Any) -> Any:
    flags = {"true": True, "false": False}
    if isinstance(value, str):
        if value not in flags:
            raise ValueError("应当是 true 或 false / expected true or false")
        return flags[value]
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if not value.isascii() or not value.isdigit() or len(value) > 4:
            raise ValueError("应当是个数 / expected a whole number")
        return int(value)
    return value


Whole = Annotated[int, Before(_whole)]
Exact = Annotated[Fraction, Before(_exact)]
Literally = Annotated[Fraction | bool | str | None, Before(_literal)]
Flag = Annotated[bool, Before(_flag)]


class PhraseSpec(Strict):
    """One way in which reports state a fact: `text`, or `near` in any order, `apart` characters at most between.

    `value` is what it says where it has no slot of its own. With `each` its occurrences are counted; with `sum` the
    numbers of one sentence add up, where no total is said.
    """

    text: str = ""
    near: tuple[str, ...] = ()
    apart: Whole = 12
    scope: Literal["clause", "sentence"] = "clause"
    value: Literally = None
    evidence: Evidence | None = None
    unless: tuple[str, ...] = ()
    each: Flag = False
    sum: Flag = False

    def sound(self) -> None:
        if bool(self.text) == bool(self.near):
            raise ValueError("写 text 或 near，只写一个 / write either `text` or `near`")
        if self.each and self.sum:
            raise ValueError("each 和 sum 只写一个 / write either `each` or `sum`")

    @property
    def parts(self) -> tuple[str, ...]:
        """The phrases it is made of: one, or those that stand near each other."""
        return self.near or (self.text,)


Phrases = tuple[Annotated[PhraseSpec, Before(_as_phrase)], ...]


class Bound(Struct, dict=True):
    """A bound as it is written (`16.5 万元`, `100%`, `3`), its number and unit, and its value in the base unit."""

    text: str
    number: str
    unit: str

    @functools.cached_property
    def value(self) -> Fraction:
        """The bound in 元, as a ratio for a percentage."""
        return Fraction(self.number) * SCALES.get(self.unit, Fraction(1))


def _bound(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = _BOUND.fullmatch(value)
    if written is None:
        raise ValueError("应当是一个数，金额和比率带单位 / expected a number, with the unit of money or %")
    return Bound(value, written[1], written[2])


Bounding = Annotated[Bound, Before(_bound)]


class Bounds(Strict):
    """The least and the greatest value a fact may sensibly have."""

    min: Bounding | None = None
    max: Bounding | None = None


class DefaultSpec(Strict):
    """What holds where no report says anything, and why that may be assumed."""

    value: Literally
    because_zh: str = field(name="zh")
    because_en: str = field(name="en")


class FactSpec(Strict):
    """A name of the dictionary: its type, its unit of display, and how reports state it.

    `evidence` tells what a statement of it is worth: a figure, a named paper, or an assertion. `within` names the
    indicators in whose passage the phrases hold (the first that the report has counts), `chapters` words of the
    headings of the chapters that they hold in; `papers` are where an auditor would find the value. Of a `change` the
    words tell the sign: 下降3.1% is -3.1%. `remedy` tells what may be done about a value that costs points: nothing
    (`fixed`, it is what happened), put right with papers to show for it (`rectifiable`), or do better `next-year`.
    """

    en: str
    type: FactType
    unit: str = ""
    bounds: Bounds = Bounds()
    default: DefaultSpec | None = None
    evidence: Evidence | None = None
    change: Flag = False
    remedy: Remedy = "fixed"
    papers: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    phrases: Phrases = ()

    def sound(self) -> None:
        if self.type == "money" and self.unit not in MONEY_UNITS:
            raise ValueError("金额的 unit 应为 元、万元 或 亿元 / the unit of money is 元, 万元 or 亿元")
        if self.type == "percent" and self.unit not in ("", "%"):
            raise ValueError("百分比的 unit 应为 % / the unit of a percentage is %")
        if self.within and self.chapters:
            raise ValueError("within 和 chapters 只写一个 / write either `within` or `chapters`")

    @property
    def shown_unit(self) -> str:
        """The unit a value is shown in; empty for booleans and pure numbers."""
        return "%" if self.type == "percent" else self.unit

    @property
    def scale(self) -> Fraction:
        """Base units in one unit of display."""
        return SCALES.get(self.shown_unit, Fraction(1))

    @property
    def step(self) -> Fraction | None:
        """The smallest change that counts, in base units: a hundredth of the unit of display, one of what is counted;
        None where the value is no number."""
        if self.type in ("boolean", "text"):
            return None
        return Fraction(1) if self.type == "count" else self.scale / 100

    @property
    def least(self) -> Fraction | None:
        """The least value it may have, in base units: its bound, else 0; None where nothing bounds it below."""
        if self.bounds.min is not None:
            return self.bounds.min.value
        return None if self.change else Fraction(0)

    @property
    def most(self) -> Fraction | None:
        """The greatest value it may have, in base units; None where nothing bounds it."""
        return None if self.bounds.max is None else self.bounds.max.value

    def shown(self, value: Known) -> Known:
        """A value of the base unit in the unit of display: 1500 元 as 0.15 where the unit is 万元."""
        scale = SCALES.get(self.shown_unit)
        return value / scale if scale is not None and isinstance(value, Fraction) else value

    @property
    def feel_type(self) -> Type:
        """The type its name has in an expression."""
        return _FEEL_TYPES.get(self.type, NUMBER)

    def kind_of(self, phrase: PhraseSpec | None) -> Evidence:
        """What a statement through a phrase is worth: the phrase says, else the fact, else its type."""
        if phrase is not None and phrase.evidence is not None:
            return phrase.evidence
        return self.evidence or ("assertion" if self.type in ("boolean", "text") else "figure")


class TableSpec(Strict):
    """The words of tables: what their columns are called, and some of their rows.

    `indicator`, `weight`, `score` head the columns of a scoring table (what comes first in `score` counts first);
    `value` a column of figures, `unit` that of their units; `total` names the row of the sum, `waived` stands where
    nothing is scored; a column with one of `other` in its head is not about this year. A head of `general` does not say
    whose money it is: the sum below it is the department's where the rows name every one of `whole`, and a row that
    stands alone is not where its label has one of `part`.
    """

    indicator: tuple[str, ...] = ()
    weight: tuple[str, ...] = ()
    score: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


class ClaimSpec(Strict):
    """The phrasings by which a report scores itself; slots `{score}` hold points.

    `unless` holds what only tells a rule (“每项得1分”), `group` the sum of a group, where one passage speaks of
    several indicators (“分值共5分，自评得分5分”), `split` follows the title of a section beside a total, `limit` the
    most that can be had (“最多3分”). `conclusion` and `overview` are plain words, and so are those of `table`.
    """

    score: tuple[str, ...]
    item: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    limit: tuple[str, ...] = ()
    weight: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    overview: tuple[str, ...] = ()
    table: TableSpec = TableSpec()


class DictionaryFile(Strict):
    """One file of facts/dictionary: facts of one topic, groups of words, the phrasings of claims or the fiscal year."""

    topic: str
    words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    facts: dict[str, FactSpec] = field(default_factory=dict[str, FactSpec])
    claims: ClaimSpec | None = None
    fiscal_year: tuple[str, ...] = ()
    arithmetic: ArithmeticWords | None = None
    text: TextWords | None = None
    support: SupportWords | None = None
