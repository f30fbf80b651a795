"""The sentences of `regain`: what is lost, what it would have taken, what may be done about it, how far a score stays.

Of a figure that is settled they say how far off it was, and never that it should be another.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences.sentence import Form

_HEADS: Mapping[str, Form] = {
    "head/not-applicable": {"zh": "「{title}」不适用，不评分", "en": "“{title}” does not apply and is not scored"},
    "head/adjustment": {
        "zh": "「{title}」是加减分项，计 {points} 分，没有失分可言",
        "en": "“{title}” is an adjustment and counts {points} points: nothing can be lost",
    },
    "head/nothing-lost": {"zh": "「{title}」得满分 {points} 分", "en": "“{title}” has its full {points} points"},
    "head/lost": {
        "zh": "「{title}」得 {points} 分，满分 {weight} 分，失 {lost} 分",
        "en": "“{title}” has {points} of {weight} points, {lost} lost",
    },
    "head/open": {
        "zh": "「{title}」暂计 {points} 分，满分 {weight} 分；所缺数据查明后重新核定，按规则为 {low} 至 {high} 分",
        "en": "“{title}” has {points} of {weight} points for now; with what is missing its rules give {low} to {high}",
    },
    "head/ruled": {
        "zh": "其中有审核裁定扣去的分，事实怎样都得不回",
        "en": "part of it was taken by rulings, which no fact wins back",
    },
}
_WAYS: Mapping[str, Form] = {
    "way/most": {"zh": "照评分规则，最多得 {points} 分", "en": "by its rules {points} points are the most"},
    "way/none": {"zh": "其余不变，哪一项事实变了都得不到更多分", "en": "no change of its facts gives more points"},
    "way/not-exact": {
        "zh": "几个数同时变、或得分走势不明的情形没有逐一求过，可能还有更小的差距",
        "en": "not every case was searched (several numbers at once, points of unknown course): less may do",
    },
    "way/number": {
        "zh": "要得 {points} 分，{name}须由 {before}到 {after}；差 {gap}",
        "en": "for {points} points “{name}” has to go from {before} to {after}: {gap} short",
    },
    "way/number-fixed": {
        "zh": "{name}为 {after}才得 {points} 分，实际为 {before}；差 {gap}",
        "en": "{points} points go with “{name}” at {after}; it was {before}: {gap} apart",
    },
    "way/answer": {
        "zh": "要得 {points} 分，“{name}”须为“{after}”，现为“{before}”",
        "en": "for {points} points the answer to “{name}” has to be {after}; it is {before}",
    },
    "way/answer-unknown": {
        "zh": "要得 {points} 分，“{name}”须查明为“{after}”，报告没有说明",
        "en": "for {points} points the answer to “{name}” has to be shown to be {after}; the report does not say",
    },
    "way/together": {"zh": "要得 {points} 分，须同时：", "en": "for {points} points, together:"},
    "part/number": {
        "zh": "{name}由 {before}到 {after}；差 {gap}",
        "en": "“{name}” from {before} to {after}: {gap} short",
    },
    "part/answer": {"zh": "“{name}”为“{after}”，现为“{before}”", "en": "“{name}”: {after}; it is {before}"},
    "part/answer-unknown": {
        "zh": "“{name}”查明为“{after}”，报告没有说明",
        "en": "“{name}”: shown to be {after}; the report does not say",
    },
}
_ADVICE: Mapping[str, Form] = {
    "advice/fixed": {
        "zh": "{name}已成事实，这里只说明差距；数字如有误，凭原始凭证更正",
        "en": "“{name}” is what it was, and this only tells how far off; vouchers correct a figure that is wrong",
    },
    "advice/rectifiable": {
        "zh": "“{name}”可以整改，整改后凭佐证材料重新核定",
        "en": "“{name}” can be put right, and is assessed again by the papers that show it",
    },
    "advice/rectifiable-papers": {
        "zh": "“{name}”可以整改，整改后凭{papers}重新核定",
        "en": "“{name}” can be put right, and is assessed again by {papers}",
    },
    "advice/next-year": {
        "zh": "“{name}”当年已成定局，本年度照实计分，来年改进",
        "en": "“{name}” is settled for this year and scored as it is; the next year can do better",
    },
}
_OTHERS: Mapping[str, Form] = {
    "missing/bare": {"zh": "须查明“{name}”", "en": "to be found out: “{name}”"},
    "missing/papers": {"zh": "须查明“{name}”，见{papers}", "en": "to be found out: “{name}”, in {papers}"},
    "stay/between": {
        "zh": "{name}在 {low}—{high}之间得分不变",
        "en": "the points stay with “{name}” between {low} and {high}",
    },
    "stay/least": {"zh": "{name}不低于 {low}，得分不变", "en": "the points stay with “{name}” at {low} or more"},
    "stay/most": {"zh": "{name}不超过 {high}，得分不变", "en": "the points stay with “{name}” at {high} or less"},
    "stay/positive": {
        "zh": "{name}只要有数、不超过 {high}，得分不变",
        "en": "the points stay with “{name}” above nothing, at {high} or less",
    },
    "stay/positive_any": {"zh": "{name}只要有数，得分不变", "en": "the points stay with any “{name}” above nothing"},
    "stay/only": {"zh": "{name}只要不是 {low}，得分就变", "en": "the points change unless “{name}” is {low}"},
}
# A step up on the way is worded as the way is.
_NEARER: Mapping[str, Form] = {
    key.replace("way", "nearer"): {"zh": f"近一步：{_WAYS[key]['zh']}", "en": f"a step nearer: {_WAYS[key]['en']}"}
    for key in ("way/number", "way/number-fixed")
}

FORMS: Mapping[str, Form] = {**_HEADS, **_WAYS, **_NEARER, **_ADVICE, **_OTHERS}
