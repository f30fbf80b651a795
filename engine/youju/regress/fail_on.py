"""`--fail-on`: when an edit of a rubric is not to pass, as it is typed."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from youju.feel import FeelError, read_number, show_number
from youju.source import CodedError, did_you_mean
from youju.structs import Struct

KINDS = ("changed", "worse", "undetermined", "unproved")


class FailOn(Struct):
    """A condition: points `changed`, `worse` by more than `by`, an indicator `undetermined`, something `unproved`.

    Of a corpus the first three are about its departments, otherwise about any department there may be.
    """

    kind: Literal["changed", "worse", "undetermined", "unproved"]
    by: Fraction = Fraction(0)

    def text(self) -> str:
        """As it was typed."""
        return f"{self.kind}:{show_number(self.by)}" if self.by else self.kind


def read_fail_on(text: str) -> FailOn:
    """A condition as typed, such as `changed` or `worse:0.5`; CodedError `impact-fail-on` on others."""
    kind, colon, by = text.strip().replace("：", ":").partition(":")
    if kind == "worse" and colon:
        try:
            least = read_number(by.strip())
        except FeelError:
            least = Fraction(-1)
        if least >= 0:
            return FailOn("worse", least)
    elif not colon and kind in KINDS:
        return FailOn(kind)  # pyright: ignore[reportArgumentType] - one of the kinds
    near = did_you_mean(kind, list(KINDS))
    hint = (f"；是否想写 {near}？", f"; did you mean {near}?") if near and near != kind else ("", "")
    wanted = "changed、worse、worse:分数（如 worse:0.5）、undetermined、unproved"
    zh = f"--fail-on “{text}”不认得，应当是 {wanted} 之一{hint[0]}"
    en = f"--fail-on “{text}” is none of changed, worse, worse:N, undetermined, unproved{hint[1]}"
    raise CodedError("impact-fail-on", zh, en)
