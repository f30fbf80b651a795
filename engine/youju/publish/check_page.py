"""The page of a declared check's code, made from the check, for the codes that have no page of their own."""

from __future__ import annotations

import re

from youju.explain import MARKS
from youju.explain.prose import Prose
from youju.publish.markdown import bullets, escaped, page, twice
from youju.rubric import Check, Rubric

_HOLE = re.compile(r"\{([^{}]*)\}")


def check_page(rubric: Rubric, check: Check) -> str:
    """What the check compares, what it puts in doubt, which papers settle it, what it rests on."""
    spec = check.spec
    papers = escaped("、".join(spec.papers))
    called = {name: fact.en for name, fact in rubric.dictionary.facts.items()}
    zh = _HOLE.sub(lambda hole: hole[1], spec.because.zh)
    en = _HOLE.sub(lambda hole: called.get(hole[1], hole[1]), spec.because.en)
    return page(
        f"# `{check.code}`",
        f"疑点 finding · {spec.level}",
        "维度 dimension：前后矛盾 · contradictions",
        f"**{escaped(spec.title.zh)}。** {escaped(zh)}。",
        f"*{escaped(spec.title.en)}.* {escaped(en)}.",
        f"**何时算矛盾 when：** {_when(rubric, check)}",
        f"**怎么办：** {f'看{papers}，逐条判断。' if papers else '对照报告原文和有关资料，逐条判断。'}",
        f"*Settle it:* {f'See the papers it names: {papers}.' if papers else 'See the report and its papers.'}",
        *_at_risk(rubric, check),
        *(["**依据 basis**", bullets(_basis(check))] if spec.basis else []),
        f"评分标准 rubric：{escaped(rubric.spec.title.zh)}（`{rubric.id}`）",
    )


def _when(rubric: Rubric, check: Check) -> str:
    if check.when is not None:
        called = {name: fact.en for name, fact in rubric.dictionary.facts.items()}
        return twice(*(Prose(lang, called if lang == "en" else {}).tell(check.when.expr) for lang in ("zh", "en")))
    printed = check.spec.printed
    name = escaped(printed.let) if printed else ""
    return f"报告写出的{name}不能由它的数据得出 · the printed rate does not follow from its figures"


def _at_risk(rubric: Rubric, check: Check) -> list[str]:
    if not check.at_risk:
        return []
    items = [
        f"{escaped(rubric.indicators[risk.indicator].title.zh)} `{risk.indicator}`"
        + (f"：{'、'.join(f'`{rule}`' for rule in risk.rules)}" if risk.rules else "")
        + ("：调入的分值 moved weight" if risk.moved else "")
        for risk in check.at_risk
    ]
    return ["**所涉指标 touches**", bullets(items)]


def _basis(check: Check) -> list[str]:
    return [f"〔{MARKS[one.mark]['zh']} {MARKS[one.mark]['en']}〕{escaped(one.text)}" for one in check.spec.basis]
