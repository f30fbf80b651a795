"""The sentences of `ask`: what is to be asked, where to look, and what each answer would give.

Beside the references of `sentence.py`: `total:points|low|high` of the total · `asked:count` · `asked:Q:number|points`
the Q-th question (from 0) and the points it moves · `papers:FACT` all papers of a fact · `answer:Q:I:A:value|upto|low|
high` the A-th answer to the Q-th question for its I-th indicator (an answer that gives one number of points has it as
`low`) · `names:…` several facts by name, joined by commas.
"""

from collections.abc import Mapping

from youju.ledger.sentences.sentence import Form

_FORMS: Mapping[str, Form] = {
    "head": {
        "zh": "总分现为 {points} 分，可能在 {low} 至 {high} 分之间。问清下面 {count} 项，总分就定了：",
        "en": "The total is {points} and may lie between {low} and {high}. These {count} questions decide it:",
    },
    "head_outer": {
        "zh": "总分现为 {points} 分，不出 {low} 至 {high} 分（几项指标共用一个数，实际可能更窄）。"
        "问清下面 {count} 项，总分就定了：",
        "en": "The total is {points}, within {low} and {high} or less, for indicators share a number. "
        "These {count} questions decide it:",
    },
    "head_claimed": {
        "zh": "总分现计 {points} 分，含规则给不出的自评分；核实后在 {low} 至 {high} 分之间。"
        "问清下面 {count} 项，总分就定了：",
        "en": "The total stands at {points}, with claims that no value bears out; it lies between {low} and {high}. "
        "These {count} questions decide it:",
    },
    "settled": {
        "zh": "总分现计 {points} 分，含规则给不出的自评分；不论怎样核实，总分都是 {low} 分，不必再问。",
        "en": "The total stands at {points}, with claims that no value bears out; whatever is found it is {low}. "
        "Nothing to ask.",
    },
    "nothing": {
        "zh": "总分 {points} 分：没有哪个缺失或说法不一的事实会改变它，不必再问。",
        "en": "The total is {points}: no fact that is missing or in conflict can change it. Nothing to ask.",
    },
    "truth": {
        "zh": "{number}. {fact}：是，还是否？（牵动 {points} 分）",
        "en": "{number}. {fact}: yes or no? ({points} points)",
    },
    "amount": {
        "zh": "{number}. {fact}是多少（{unit}）？（牵动 {points} 分）",
        "en": "{number}. {fact}: how much ({unit})? ({points} points)",
    },
    "figure": {
        "zh": "{number}. {fact}是多少？（牵动 {points} 分）",
        "en": "{number}. {fact}: how much? ({points} points)",
    },
    "which": {
        "zh": "{number}. {fact}是什么？（牵动 {points} 分）",
        "en": "{number}. {fact}: what is it? ({points} points)",
    },
    "torn": {
        "zh": "{number}. {fact}：报告说法不一，以哪个为准？（牵动 {points} 分）",
        "en": "{number}. {fact}: the report says two things; which holds? ({points} points)",
    },
    "rate": {
        "zh": "{number}. {fact}：写出的比率与所列数据对不上，以哪个为准？（牵动 {points} 分）",
        "en": "{number}. {fact}: the printed rate does not follow from its figures; which holds? ({points} points)",
    },
    "says": {"zh": "{place}「{quote}」", "en": "{place}: 「{quote}」"},
    "look": {"zh": "查：{papers}", "en": "look in: {papers}"},
    "for": {"zh": "「{title}」", "en": "{title}"},
    "yes": {"zh": "若为是，得 {low} 分", "en": "{low} if yes"},
    "no": {"zh": "若为否，得 {low} 分", "en": "{low} if no"},
    "yes_range": {"zh": "若为是，得 {low} 至 {high} 分", "en": "{low} to {high} if yes"},
    "no_range": {"zh": "若为否，得 {low} 至 {high} 分", "en": "{low} to {high} if no"},
    "is": {"zh": "若为 {value}，得 {low} 分", "en": "{low} if it is {value}"},
    "is_range": {"zh": "若为 {value}，得 {low} 至 {high} 分", "en": "{low} to {high} if it is {value}"},
    "least": {"zh": "不低于 {value}，得 {low} 分", "en": "{low} from {value} on"},
    "least_range": {
        "zh": "不低于 {value}，逐步得 {low} 至 {high} 分",
        "en": "between {low} and {high} from {value} on",
    },
    "between": {"zh": "{value}至 {upto}，得 {low} 分", "en": "{low} from {value} to {upto}"},
    "between_range": {
        "zh": "{value}至 {upto}，逐步得 {low} 至 {high} 分",
        "en": "between {low} and {high} from {value} to {upto}",
    },
    "beside": {
        "zh": "与{others}一起决定，得 {low} 至 {high} 分",
        "en": "decides with {others} between {low} and {high}",
    },
    "applies": {
        "zh": "决定这一指标是否考核、分值是否调走",
        "en": "decides whether this indicator applies or its weight moves",
    },
    "settles_yes": {"zh": "若为是，{others}不必再问", "en": "if yes, {others} need not be asked"},
    "settles_no": {"zh": "若为否，{others}不必再问", "en": "if no, {others} need not be asked"},
    "settles": {"zh": "若为 {value}，{others}不必再问", "en": "if it is {value}, {others} need not be asked"},
    "more": {"zh": "另有 {count} 项，用 --most 多列。", "en": "{count} more: list them with --most."},
    "moot": {
        "zh": "不必问（是什么都不影响得分）：{others}。",
        "en": "Need not be asked, since the score is the same whatever they are: {others}.",
    },
}
# Where not every case of numbers that act together was tried, a question moves at least so many points.
_AT_LEAST: Mapping[str, Form] = {
    f"{key}_least": {
        "zh": _FORMS[key]["zh"].replace("牵动", "至少牵动"),
        "en": _FORMS[key]["en"].replace("({points} points)", "(at least {points} points)"),
    }
    for key in ("truth", "amount", "figure", "which", "torn")
}

FORMS: Mapping[str, Form] = {**_FORMS, **_AT_LEAST}
