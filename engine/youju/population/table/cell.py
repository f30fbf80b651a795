"""One cell of a table of facts, exactly: what it holds in steps, or why it cannot be taken.

What the columns are read by is faster and takes the plain cells only; all others come here.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from youju.facts.entered import TRUTHS, UNKNOWNS, NotMeantError, meant, number_meant
from youju.feel import UNKNOWN, show_number
from youju.population.table.facts import FactColumn
from youju.structs import Struct

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?")
_DOUBLE = re.compile(r"[+-]?[0-9]{1,17}(?:\.[0-9]{1,17})?(?:e[+-]?[0-9]{1,3})?", re.IGNORECASE)
NO_RESULT = "="
"""Stands where a formula was never worked out."""
SURE_DIGITS = 15
"""A DOUBLE keeps every decimal of so many digits apart from every other; beyond it two may be one."""


class CellProblem(Struct):
    """Why a cell cannot be taken, and so its row."""

    code: str
    zh: str
    en: str


Cell: TypeAlias = int | bool | str | CellProblem | None
"""Steps, an answer or a text; None where the cell says that nobody knows."""


def read_cell(text: str, column: FactColumn) -> Cell:
    """A cell as text: a number in the column's unit or in its own, an answer, a text; empty is unknown."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed or typed.lower() in UNKNOWNS:
        return None
    if typed == NO_RESULT:
        return CellProblem(
            "facts-cell-value", "公式没有存下结果，请换成值", "a formula without a saved result; put the value"
        )
    try:
        match column.spec.type:
            case "boolean":
                return _answer(typed)
            case "text":
                value = meant(text, "", column.spec)
                return None if value is UNKNOWN else str(value)
            case _ if _NUMBER.fullmatch(typed):
                return in_steps(Fraction(typed), typed, column)
            case _:
                return _whole(number_meant(typed, column.unit, column.spec), typed, column)
    except NotMeantError as error:
        return CellProblem("facts-cell-value", error.zh, error.en)


def read_double(text: str, column: FactColumn) -> Cell:
    """A cell that was a binary number, by the shortest decimal that is this number, such as `226.04` or `1e-7`."""
    if not _DOUBLE.fullmatch(text):
        return CellProblem("facts-cell-value", f"{text} 不是有限的数", f"{text} is no finite number")
    number = Decimal(text)
    if len(number.normalize().as_tuple().digits) > SURE_DIGITS:
        zh = f"{text} 超过 {SURE_DIGITS} 位有效数字，双精度数（DOUBLE）分不清；请存为 DECIMAL、整数或文字"
        en = f"{text} has over {SURE_DIGITS} digits, too many for a DOUBLE; store DECIMAL, integers or text"
        return CellProblem("facts-cell-value", zh, en)
    plain = format(number, "f")
    return read_cell(plain.rstrip("0").rstrip(".") if "." in plain else plain, column)


def in_steps(number: Fraction, typed: str, column: FactColumn) -> int | CellProblem:
    """A number in the column's unit as steps. A share of at most 1 may mean two things where no unit is told."""
    if column.spec.type == "percent" and not column.told and 0 < abs(number) <= 1:
        percent, heading = show_number(number * 100), f"{column.name}（%）"
        zh = f"{typed} 是 {percent}% 还是 {typed}%？请写上百分号，或把表头写成“{heading}”"
        en = f"is {typed} {percent}% or {typed}%? write the percent sign, or head the column “{heading}”"
        return CellProblem("facts-cell-value", zh, en)
    return _whole(number * column.worth * column.step, typed, column)


def _whole(value: Fraction, typed: str, column: FactColumn) -> int | CellProblem:
    """A value in base units as a whole number of steps, within what the column holds."""
    steps = value / column.step
    if not column.low <= steps <= column.high:
        low, high = _shown(column.low, column), _shown(column.high, column)
        zh, en = f"超出了范围：{low} 到 {high}", f"out of bounds: {low} to {high}"
        return CellProblem("facts-cell-bounds", f"{_short(typed)} {zh}", f"{_short(typed)} is {en}")
    if steps.denominator != 1:
        step = _shown(1, column)
        zh, en = f"不是 {step} 的整数倍", f"is no multiple of {step}"
        return CellProblem("facts-cell-step", f"{_short(typed)} {zh}", f"{_short(typed)} {en}")
    return steps.numerator


def _answer(typed: str) -> bool | CellProblem:
    answers = {**TRUTHS, "1": True, "0": False}
    if typed.lower() in answers:
        return answers[typed.lower()]
    zh, en = f"“{_short(typed)}”应当是 是、否、true、false、1 或 0", f"“{_short(typed)}” is neither yes nor no"
    return CellProblem("facts-cell-value", zh, en)


def _shown(steps: int, column: FactColumn) -> str:
    """So many steps as people write them, in the unit that the dictionary shows."""
    number = show_number(steps * column.step / column.spec.scale)
    unit = column.spec.shown_unit
    return f"{number}{unit}" if unit in ("%", "") else f"{number} {unit}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
