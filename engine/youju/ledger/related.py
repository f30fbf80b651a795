"""The relations among figures that a saved audit shows, reckoned again from their own terms as far as these tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.reads import figures_in, reads

Record = dict[str, Any]
ZERO = Fraction(0)
SUMS = ("sum-differs", "part-exceeds-whole")


def unrelated(record: Record) -> Iterator[str]:
    """Every relation whose verdict, difference, result or terms do not hold together.

    Which figures belong together, and why a relation is left undecided, is for the report to show.
    """
    for number, one in enumerate(record["relations"], 1):
        if not (_reckoned(one) and _judged(one) and all(map(_term, one["terms"]))):
            yield f"第 {number} 个数字关系算得不对，或与原文不符 / a relation is reckoned or read wrong"


def _judged(one: Record) -> bool:
    """Whether the verdict is that of the difference: within the tolerance it holds, beyond it cannot."""
    computed, stated, difference = (None if one[key] is None else read_number(one[key]) for key in _FIGURES)
    if computed is None or stated is None:
        return difference is None and one["verdict"] == "unknown"
    off = stated - computed
    return difference == off and (one["verdict"] != "holds" or abs(off) <= read_number(one["tolerance"]))


_FIGURES = ("computed", "stated", "difference")


def _reckoned(one: Record) -> bool:
    """Whether what is computed and stated is that of the terms, for the kinds whose terms are all of it."""
    roles: dict[str, list[Fraction]] = {}
    for term in one["terms"]:
        roles.setdefault(term["role"], []).append(read_number(term["value"]))
    computed, stated = (None if one[key] is None else read_number(one[key]) for key in _FIGURES[:2])
    result = _result(one["code"], roles)
    if computed is None or stated is None or result is None:
        return True
    mine, said = map(abs, result)
    if not said or not stated:
        return said == abs(stated) and bool(mine) == bool(computed)
    # The relation is told in the unit of what is stated, its terms in base units, and the words tell what falls.
    scale = said / abs(stated)
    return abs(computed) * scale == mine and _tolerated(one, scale)


def _tolerated(one: Record, scale: Fraction) -> bool:
    """Whether the tolerance of a sum is half a unit of the last printed digit of each figure, where quotes show it."""
    if one["code"] not in SUMS:
        return True
    halves = [_half_unit(term) for term in one["terms"]]
    known = [half for half in halves if half is not None]
    return len(known) < len(halves) or read_number(one["tolerance"]) * scale == sum(known, ZERO)


def _half_unit(term: Record) -> Fraction | None:
    value = read_number(term["value"])
    return next((one.half_unit for one in figures_in(term["quote"]["text"]) if one.value == value), None)


def _result(code: str, roles: Mapping[str, Sequence[Fraction]]) -> tuple[Fraction, Fraction] | None:
    """What the terms give and what is stated, in base units; None for kinds that words beside the figures decide."""
    parts = roles.get("part", [])
    if code in SUMS and "total" in roles and parts:
        return sum(parts, ZERO), roles["total"][0]
    if code == "rate-differs" and "rate" in roles and parts and roles.keys() & {"base", "whole"}:
        base = [*roles.get("base", []), *roles.get("whole", [])]
        return (sum(parts, ZERO) / sum(base, ZERO), roles["rate"][0]) if sum(base, ZERO) else None
    if code == "difference-differs" and {"after", "before", "change"} <= roles.keys():
        return roles["after"][0] - roles["before"][0], roles["change"][0]
    if code == "growth-differs" and {"after", "before", "growth"} <= roles.keys() and roles["before"][0]:
        return (roles["after"][0] - roles["before"][0]) / roles["before"][0], roles["growth"][0]
    return None


def _term(term: Record) -> bool:
    """Whether a figure reads to its value in its quote; a list is counted, not read."""
    number = read_number(term["value"])
    return (
        term["role"] == "list"
        or not re.search("[0-9０-９]", term["quote"]["text"])
        or reads(term["quote"]["text"], number)
    )
