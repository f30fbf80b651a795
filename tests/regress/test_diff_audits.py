"""What is said of an edit against what audits give: facts missing, printed rates standing in, halves below zero."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from small_rubrics import BECAUSE, build, card
from youju.audit.cases import fire_given
from youju.audit.enter import enter_one
from youju.firing import decider
from youju.regress.diff.diff import diff
from youju.rubric import CaseSpec, Rubric

DEFAULT = {"value": "1 项", "zh": "没有提到的算一项", "en": "one where none are told"}
FACTS: dict[str, str | dict[str, Any]] = {
    "甲": {"type": "count", "unit": "项", "bounds": {"min": 0, "max": 2}},
    "乙": {"type": "count", "unit": "项", "bounds": {"min": 0, "max": 3}, "default": DEFAULT},
    "是": "boolean",
    "写": "percent",
}
VALUES = {"甲": "012", "乙": "0123", "是": ("true", "false"), "写": ("50%", "100%", "125%", "150%")}
WHENS = ["率 >= 95%", "率 > 120%", "率 <= 50%", "是", "not(是)", "甲 > 1 and 是", "甲 > 1 or 是", "乙 >= 2", "true"]
POINTS = ["weight", "0", "1", "weight - 甲", "weight * 率", "-1.5 + 乙", "max(0, weight - floor(率 / 50%))"]
OTHER = card("other", "3", {"all": ("true", "weight")})
Rules: TypeAlias = list[tuple[str, str]]
Entered: TypeAlias = Fraction | str

RULES = st.lists(st.tuples(st.sampled_from(WHENS), st.sampled_from(POINTS)), min_size=1, max_size=3)
HITS = st.sampled_from(["first", "sum"])


def rubric(rules: Rules, hit: str, step: str) -> Rubric:
    listed = {f"rule-{i}": rule for i, rule in enumerate(rules)}
    more = {"let": {"率": {"from": "甲 / 乙", "stated": "写"}}, "open": [{"when": "乙 = 0", "because": BECAUSE}]}
    return build(FACTS, [card("one", "4", listed, hit=hit, round=step, **more), OTHER])


def audited(old: Rubric, new: Rubric) -> Iterator[tuple[dict[str, str], Entered, Entered]]:
    """Every department of the small grid, each fact left out too, with what audits enter for it by rules."""
    sides = [(None, *values) for values in VALUES.values()]
    deciders = [(one, decider(one, "exact")) for one in (old, new)]
    for chosen in product(*sides):
        at = {name: text for name, text in zip(VALUES, chosen, strict=True) if text is not None}
        rows = []
        for one, decide in deciders:
            found = enter_one(
                one, one.indicators["one"], fire_given(one, one.indicators["one"], CaseSpec(given=at), decide), None
            )
            undecided = any(entry.kind in ("unclaimed", "answer", "claim") for entry in found.entries)
            rows.append("undecided" if undecided else found.row.points)
        yield at, rows[0], rows[1]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES, RULES, HITS, st.sampled_from(["1", "0.01"]), st.sampled_from(["one rule", "all rules"]))
def test_nothing_is_called_the_same_and_nobody_gains_more_than_is_said(
    old_rules: Rules, new_rules: Rules, hit: str, step: str, how: str
) -> None:
    rules = new_rules if how == "all rules" else [new_rules[0], *old_rules[1:]]
    old, new = rubric(old_rules, hit, step), rubric(rules, hit, step)
    found = diff(old, new).indicators[0]
    departments = list(audited(old, new))
    apart = [at for at, before, after in departments if before != after]
    # What a printed rate would change is told apart from gain and loss.
    gaps = [
        after - before
        for at, before, after in departments
        if isinstance(before, Fraction) and isinstance(after, Fraction) and at.keys() >= {"甲", "是"} and "写" not in at
    ]

    assert found.kind not in ("same", "same on grid", "wording") or not apart or found.unsure
    if (
        found.gain is not None
        and found.loss is not None
        and (found.gain.verdict, found.loss.verdict) == ("proved", "proved")
    ):
        assert (max([*gaps, 0]), min([*gaps, 0])) == (found.gain.points, found.loss.points)
