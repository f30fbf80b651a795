"""Whole rubrics at random, small and with everything that a rubric may have, and departments on their thresholds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from small_rubrics import BECAUSE, build, card
from youju.feel import UNKNOWN
from youju.rubric import Rubric

FACTS: dict[str, str | dict[str, Any]] = {
    "甲额": {"type": "money", "unit": "元", "bounds": {"min": "0"}},
    "乙额": {"type": "money", "unit": "元", "bounds": {"min": "-10 亿元"}},
    "项数": {"type": "count", "unit": "项", "bounds": {"min": "0", "max": "20 项"}},
    "增减": {"type": "number", "bounds": {"min": "-9", "max": "9"}},
    "比率": {"type": "percent", "unit": "%", "bounds": {"min": "-50%"}},
    "批了": "boolean",
    "办了": "boolean",
    "结论": "text",
}
ROUNDS = ("0.01", "0.5", "1", "5", "0.03")
_LETS = st.sampled_from(
    [
        {"r": {"from": "甲额 / 乙额", "stated": "比率"}},
        {"r": {"from": ["甲额 / 乙额", "项数 / 4"], "stated": "比率"}},
        {"r": "abs(甲额 - 乙额) / 乙额"},
        {"r": "增减 / 2"},
        {"q": {"from": "甲额 / 乙额", "stated": "比率"}, "r": "q - 1"},
    ]
)
_WHENS = st.sampled_from(
    [
        "r >= 95%", "r > 1", "r <= 50%", "r = 1", "批了", "not(批了) and r < 2", "批了 or r >= 1", "甲额 > 乙额",
        "乙额 = 0 元", "r in [40%..120%]", "项数 >= 2", "增减 < 0", '结论 = "已批复"', "true", "比率 > 90% or 批了",
    ]
)  # fmt: skip
_POINTS = st.sampled_from(
    [
        "weight", "0", "2", "weight * min(1, r)", "max(0, weight - floor((r - 1) / 10%))", "weight * r / 3",
        "max(0, weight - 项数)", "-1", "增减", "weight / 3", "增减 / 3 - 1 / 2", "weight / 增减",
        "max(-2, min(r, weight))", "if 批了 then 1 else weight",
    ]
)  # fmt: skip
_BONUSES = st.sampled_from(["1", "-1", "项数", "增减", "项数 / 3", "-项数 / 2", "增减 * 5 / 4"])
_APPLIES = st.sampled_from(["批了", "not(办了)", "项数 > 0 项", "批了 or 办了"])
_LEASTS, _MOSTS = st.sampled_from(["0", "-3", "-0.5"]), st.sampled_from(["0", "3", "2.5"])
_WHOLE = st.sampled_from(["1", "2.5", "8"])
_OPEN = [{"when": when, "because": BECAUSE} for when in ("乙额 = 0 元", "增减 = 0")]


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """A rubric of up to four cards and two adjustments; the first card always applies, so that weights come to rest."""
    names = [f"c{i}" for i in range(draw(st.integers(1, 4)))]
    cards = [_card(draw, name, draw(st.sampled_from(["1", "2", "3", "5", "2.5"]))) for name in names]
    transfers: list[dict[str, Any]] = []
    for one in cards[1:]:
        if draw(st.booleans()):
            one["applies"] = draw(_APPLIES)
            transfers.append({"id": f"of-{one['indicator']}", "from": one["indicator"], **_target(draw, one, names)})
    bonuses = [f"b{i}" for i in range(draw(st.integers(0, 2)))]
    cards += [_card(draw, name, "0", adjustment=True) for name in bonuses]
    caps = [{"id": f"cap-{name}", "of": name, **_ends(draw, _LEASTS, _MOSTS)} for name in bonuses]
    if bonuses and draw(st.booleans()):
        charged = draw(st.sampled_from(bonuses))
        caps.append({"id": "cap-total", "of": "total", **_ends(draw, _LEASTS, _WHOLE), "charged_to": charged})
    return build(FACTS, cards, transfers=transfers, caps=caps, round=draw(st.sampled_from(ROUNDS)))


def departments() -> st.SearchStrategy[dict[str, Any]]:
    """Facts on the thresholds of those cards, zeros and the ends of their bounds among them, some unknown."""
    amounts = st.sampled_from([UNKNOWN, *map(Fraction, (0, 1, 2, 19, 20, 100, 10**12))])
    return st.fixed_dictionaries(
        {
            "甲额": amounts,
            "乙额": st.one_of(amounts, st.sampled_from([Fraction(-2), Fraction(-(10**9))])),
            "项数": st.sampled_from([UNKNOWN, *map(Fraction, (0, 1, 2, 3, 5, 20))]),
            "增减": st.sampled_from([UNKNOWN, *map(Fraction, (0, 1, -1, 2, -9, "0.25", "-0.25", "0.75", 9))]),
            "比率": st.sampled_from([UNKNOWN, *map(Fraction, ("0", "0.5", "0.9", "0.95", "1", "1.2", "-0.5"))]),
            **dict.fromkeys(("批了", "办了"), st.sampled_from((UNKNOWN, True, False))),
            "结论": st.sampled_from((UNKNOWN, "已批复", "其他")),
        }
    )


def _card(draw: st.DrawFn, name: str, weight: str, **more: Any) -> dict[str, Any]:
    points = _BONUSES if more else _POINTS
    rules = draw(st.lists(st.tuples(_WHENS, points), min_size=1, max_size=3))
    rounds = draw(st.one_of(st.none(), st.sampled_from(ROUNDS)))
    own = {} if rounds is None else {"round": rounds}
    hit = draw(st.sampled_from(("first", "unique", "sum")))
    rows = {f"{name}-{i}": rule for i, rule in enumerate(rules)}
    return card(name, weight, rows, let=draw(_LETS), hit=hit, open=_OPEN, **own, **more)


def _target(draw: st.DrawFn, one: dict[str, Any], names: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(("to", "share", "rescale")))
    if kind == "to":
        others = [name for name in names[1:] if name != one["indicator"]]
        way = draw(st.permutations(others)) if others else []
        return {"to": [*way[: draw(st.integers(0, len(way)))], "c0"]}
    return {"share": draw(st.sampled_from(("group", "section")))} if kind == "share" else {"rescale": "true"}


def _ends(draw: st.DrawFn, leasts: st.SearchStrategy[str], mosts: st.SearchStrategy[str]) -> dict[str, str]:
    which = draw(st.integers(1, 3))
    return {**({"least": draw(leasts)} if which & 1 else {}), **({"most": draw(mosts)} if which & 2 else {})}
