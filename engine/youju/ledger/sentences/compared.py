"""The sentences of comparisons: what is true of two sides and by how much, and what it would have taken.

All keys begin with `clause/`, so that they join what stands before them: of a comparison that holds
`clause/OPERATOR/BOUND/GAP`, of one that fails `clause/fails/BOUND/GAP`, of what is asked for `clause/asked/…`. `BOUND`
is a figure, or a quantity that has a name; `GAP` tells where the left side lies, and in what the gap is counted.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences.sentence import Form


def form(zh: str, en: str) -> Form:
    """The words of both languages."""
    return {"zh": zh, "en": en}


def both(*forms: Form) -> Form:
    """Forms one behind the other."""
    return {lang: "".join(one[lang] for one in forms) for lang in ("zh", "en")}


RELATIONS: Mapping[str, Form] = {
    ">": form("超过", "more than"),
    ">=": form("不低于", "at least"),
    "<": form("低于", "less than"),
    "<=": form("不超过", "at most"),
    "=": form("等于", "equal to"),
    "!=": form("不等于", "not"),
}
_BOUNDS: Mapping[str, Form] = {
    "figure": form(" {right}", " {right}"),
    "named": form("{other} {right}", " the {right} of {other}"),
}
# An amount ends in its unit, behind which no space is written; a percentage and a number alone end in a sign.
_THAN: Mapping[str, Form] = {
    "figure": form("比 {right}", "{right}"),
    "named": form("比{other} {right}", "the {right} of {other}"),
}
_MORE: Mapping[str, str] = {"ratio": "高", "amount": "多", "number": "多"}
_LESS: Mapping[str, str] = {"ratio": "低", "amount": "少", "number": "少"}
_SPACE: Mapping[str, str] = {"ratio": " ", "amount": "", "number": " "}
COUNTED = tuple(_MORE)
"""In what a gap is counted: percentage points, a unit, or nothing."""

GAPS: Mapping[str, Form] = {
    "exactly": form("正好在界上", "exactly on it"),
    **{f"above-{unit}": form(f"{_MORE[unit]} {{gap}}", "{gap} above it") for unit in COUNTED},
    **{f"below-{unit}": form(f"{_LESS[unit]} {{gap}}", "{gap} below it") for unit in COUNTED},
}
"""How far the left side is from the right."""
_FAILS: Mapping[str, Form] = {
    f"{bound}/{kind}": words
    for bound, than in _THAN.items()
    for unit in COUNTED
    for kind, words in (
        (f"above-{unit}", both(form("", "{gap} over "), than, form(f"{_SPACE[unit]}{_MORE[unit]} {{gap}}", ""))),
        (f"below-{unit}", both(form("", "{gap} short of "), than, form(f"{_SPACE[unit]}{_LESS[unit]} {{gap}}", ""))),
    )
}
_EXACTLY, _OUT = form("正好等于", "exactly "), form("，不算在内", ", which does not count")
# What was asked for: one says what a value must be, and not which sign stands before it.
_ASKED: Mapping[str, Form] = {
    ">": form("须超过", "must be more than"),
    ">=": form("须达到", "must be at least"),
    "<": form("须低于", "must be less than"),
    "<=": form("不能超过", "must be at most"),
    "=": form("须等于", "must equal"),
    "!=": form("不能等于", "must not be"),
}
_MISSED: Mapping[str, Form] = {
    "none": form("", ""),
    "exactly": form("，现在正好在界上", "; it is exactly on the line"),
    **{f"above-{unit}": form("，超出 {gap}", "; it is {gap} over") for unit in COUNTED},
    **{f"below-{unit}": form("，差 {gap}", "; it is {gap} short") for unit in COUNTED},
}
_LEFT = form("{left} {value}，", "{left} is {value}, ")

FORMS: Mapping[str, Form] = {
    **{
        f"clause/{operator}/{bound}/none": both(_LEFT, RELATIONS[operator], _BOUNDS[bound])
        for operator in RELATIONS
        for bound in _BOUNDS
    },
    **{
        f"clause/{operator}/{bound}/{gap}": both(
            _LEFT, RELATIONS[operator], _BOUNDS[bound], form("，", ", "), GAPS[gap]
        )
        for operator in RELATIONS
        for bound in _BOUNDS
        for gap in GAPS
    },
    **{f"clause/fails/{key}": both(_LEFT, words) for key, words in _FAILS.items()},
    **{f"clause/fails/{bound}/exactly": both(_LEFT, _EXACTLY, _BOUNDS[bound], _OUT) for bound in _BOUNDS},
    # A further comparison of the same quantity.
    **{
        f"clause/also/{operator}/{bound}/none": both(form("", "and "), RELATIONS[operator], _BOUNDS[bound])
        for operator in RELATIONS
        for bound in _BOUNDS
    },
    **{
        f"clause/asked/{operator}/{bound}/{gap}": both(
            form("{left}", "{left} "), _ASKED[operator], _BOUNDS[bound], _MISSED[gap]
        )
        for operator in _ASKED
        for bound in _BOUNDS
        for gap in _MISSED
    },
    "clause/asked/answer": form("“{name}”须为“是”，报告为“{value}”", "“{name}” must be yes; it is {value}"),
    "clause/asked/denial": form("“{name}”须为“否”，报告为“{value}”", "“{name}” must be no; it is {value}"),
    # What is no comparison.
    "clause/answer": form("“{name}”为“{value}”", "“{name}” is {value}"),
    "clause/answer/unsaid": form("“{name}”没有说明", "“{name}” is not said"),
    "clause/condition": form("{condition}", "{condition}"),
    "clause/unmet": form("{condition} 不成立", "{condition} does not hold"),
    "clause/unworkable": form(
        "{condition} 算不出来，因为除数为零", "{condition} cannot be worked out: it divides by zero"
    ),
    **{f"gap/{key}": words for key, words in GAPS.items()},
}
