"""What is said of a law: the claim, how it stands, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from youju.feel import Value
from youju.rubric import Text
from youju.structs import Struct, field

Law: TypeAlias = Literal[
    "gap", "overlap", "unreachable", "bounds", "full marks", "monotone", "division", "weights", "total"
]
Verdict: TypeAlias = Literal["proved", "proved on the grid", "refuted", "not analysed"]
"""`proved on the grid`: only values between the points of the grid, such as half a person, break the law."""

VERDICTS: Final[tuple[Verdict, ...]] = ("proved", "proved on the grid", "refuted", "not analysed")
CODES: Final[Mapping[Law, str]] = {
    "gap": "prove-gap",
    "overlap": "prove-overlap",
    "unreachable": "prove-unreachable",
    "bounds": "prove-bounds",
    "full marks": "prove-full-marks",
    "monotone": "prove-monotone",
    "division": "prove-division",
    "weights": "prove-weights",
    "total": "prove-total",
}
"""The code under which a law is told."""
CLAIMS: Final[Mapping[Law, Text]] = {
    "gap": Text(zh="凡适用，总有一条规则给分", en="wherever the card applies, some rule gives points"),
    "overlap": Text(zh="至多一条规则成立", en="at most one rule holds"),
    "unreachable": Text(zh="规则都用得上", en="every rule is of use"),
    "division": Text(zh="除数为 0 时规则照样判得了", en="where a divisor is 0 the rules decide all the same"),
    "bounds": Text(zh="得分在 0 至分值之间", en="points lie between 0 and the weight"),
    "full marks": Text(zh="满分可得", en="full marks can be had"),
    "monotone": Text(zh="卡片写明的只升只降", en="what the card declares of more of a fact"),
}
"""What a law claims of a card as a whole."""
Path: TypeAlias = tuple[str | int, ...]
"""Where something stands: keys and places in lists, of a card or, for the whole rubric, of rubric.yaml."""

BUDGET: Final = Text(zh="求解器在限额内没有得出结论", en="the solver gave up within its budget")


class Proof(Struct):
    """One law of one thing. `about` is the rule, fact or divisor meant, in the rubric's own words, or empty.

    `indicator` is None for the whole rubric. `found` says what refutes it, or why it was not analysed; `at` are the
    values that refute it, replayed by the exact evaluator, and where it is `proved` because such values exist, those.
    """

    law: Law
    indicator: str | None
    about: str
    path: Path
    verdict: Verdict
    claim: Text
    found: Text | None = None
    at: Mapping[str, Value] = field(default_factory=dict[str, Value])

    @property
    def code(self) -> str:
        """The code it is told under."""
        return CODES[self.law]
