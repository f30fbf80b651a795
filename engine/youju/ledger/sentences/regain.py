"""The sentences of `regain`: what is lost, what it would have taken, what may be done about it, how far a score stays.

Of a figure that is settled they say how far off it was, and never that it should be another. Which values would do is
told by what bounds them: from one on (`least`), up to one (`most`), between two (`between`, the nearer first where one
has to go `up`), or that one alone (`only`).
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences.compared import both, form
from youju.ledger.sentences.sentence import Form

_HEADS: Mapping[str, Form] = {
    "head/not-applicable": form("「{title}」不适用，不评分", "“{title}” does not apply and is not scored"),
    "head/adjustment": form(
        "「{title}」是加减分项，计 {points} 分，没有失分可言",
        "“{title}” is an adjustment and counts {points} points: nothing can be lost",
    ),
    "head/nothing-lost": form("「{title}」得满分 {points} 分", "“{title}” has its full {points} points"),
    "head/lost": form(
        "「{title}」得 {points} 分，满分 {weight} 分，失 {lost} 分",
        "“{title}” has {points} of {weight} points, {lost} lost",
    ),
    "head/open": form(
        "「{title}」暂计 {points} 分，满分 {weight} 分；所缺数据查明后重新核定，按规则为 {low} 至 {high} 分",
        "“{title}” has {points} of {weight} points for now; with what is missing its rules give {low} to {high}",
    ),
    "head/open-same": form(
        "「{title}」暂计 {points} 分，满分 {weight} 分；所缺数据不论是多少，按规则都是这些分",
        "“{title}” has {points} of {weight} points for now; whatever is missing may be, its rules give the same",
    ),
    "head/ruled": form(
        "其中有审核裁定扣去的分，事实怎样都得不回", "part of it was taken by rulings, which no fact wins back"
    ),
}
_AIMS: Mapping[str, Form] = {
    "full": form("要得满分，", "for the full points "),
    "points": form("要得 {points} 分，", "for {points} points "),
    "so": form("为此，", "so "),
}
"""What a way leads to: `so` where that was just said."""
_ONLY: Mapping[str, Form] = {
    "full": form("才得满分", "the full points go with "),
    "points": form("才得 {points} 分", "{points} points go with "),
    "so": form("才做得到", "so it is with "),
}
"""The same of a figure that is settled."""
_SPANS: Mapping[str, Form] = {
    "least": form("达到 {after}", "{after} or more"),
    "most": form("不超过 {after}", "{after} or less"),
    "between-up": form("在 {after}至 {far}之间", "between {after} and {far}"),
    "between-down": form("在 {far}至 {after}之间", "between {far} and {after}"),
    "only-up": form("为 {after}", "{after}"),
    "only-down": form("为 {after}", "{after}"),
}
_SHORT: Mapping[str, Form] = {
    span: form("超出 {gap}", "{gap} over") if span.endswith(("most", "down")) else form("差 {gap}", "{gap} short")
    for span in _SPANS
}
_MUST, _NAME, _NOW = (
    form("须", " had to be "),
    form("{name}", "“{name}”"),
    form("，实际 {before}，", "; it was {before}, "),
)
_DONE: Mapping[str, Form] = {
    "": form("", ""),
    "/fixed": form("；已成事实，如有误，凭原始凭证更正", "; that is settled, and vouchers correct what is wrong"),
    "/rectifiable": form("；可以整改，凭佐证材料重新核定", "; it can be put right, and is assessed again by papers"),
    "/rectifiable-papers": form(
        "；可以整改，凭{papers}重新核定", "; it can be put right, and is assessed again by {papers}"
    ),
    "/next-year": form("；当年已成定局，来年改进", "; this year is settled, and the next can do better"),
}
_ANSWERS: Mapping[str, Form] = {
    "answer": form(
        "“{name}”须为“{after}”，报告为“{before}”", "the answer to “{name}” had to be {after}; it was {before}"
    ),
    "answer-unknown": form(
        "“{name}”须查明为“{after}”，报告没有说明",
        "the answer to “{name}” has to be shown to be {after}; the report does not say",
    ),
}
_REACHED = {span: both(_NAME, _MUST, words, _NOW, _SHORT[span]) for span, words in _SPANS.items()}


def _settled(span: str, aim: str) -> Form:
    """Which values of a settled figure would have done: in Chinese before what they lead to, in English behind it."""
    return form(f"{_SPANS[span]['zh']}{_ONLY[aim]['zh']}", f"{_ONLY[aim]['en']}{{it}}{_SPANS[span]['en']}")


def _named(words: Form, zh: str, it: str) -> Form:
    return form(f"{zh}{words['zh']}", words["en"].replace("{it}", it))


_WAYS: Mapping[str, Form] = {
    "way/most": form("照评分规则，最多得 {points} 分", "by its rules {points} points are the most"),
    "way/none": form("其余不变，哪一项事实变了都得不到更多分", "no change of its facts gives more points"),
    "way/not-exact": form(
        "几个数同时变、或得分走势不明的情形没有逐一求过，可能还有更小的差距",
        "not every case was searched (several numbers at once, points of unknown course): less may do",
    ),
    "way/together/full": form("要得满分，须同时满足：", "for the full points, together: "),
    "way/together/so": form("为此须同时满足：", "so together: "),
    "way/together/points": form("要得 {points} 分，须同时满足：", "for {points} points, together: "),
    **{
        f"way/{kind}/{aim}{done}": both(_AIMS[aim], words, _DONE[done])
        for kind, words in (_REACHED | _ANSWERS).items()
        for aim in _AIMS
        for done in _DONE
    },
    **{
        f"way/settled-{span}/{aim}{done}": both(
            _named(_settled(span, aim), "{name}", "“{name}” at "), _NOW, _SHORT[span], _DONE[done]
        )
        for span in _SPANS
        for aim in _AIMS
        for done in _DONE
    },
    **{
        f"part/{kind}{done}": both(words, _DONE[done])
        for kind, words in (_REACHED | _ANSWERS).items()
        for done in _DONE
    },
}
_MISSING: Mapping[str, Form] = {
    "missing/bare": form("须查明{name}", "to be found out: “{name}”"),
    "missing/papers": form("须查明{name}，见{papers}", "to be found out: “{name}”, in {papers}"),
}
_STAYS: Mapping[str, Form] = {
    "between": form("{name}在 {low}至 {high}之间得分不变", "the points stay with “{name}” between {low} and {high}"),
    "least": form("{name}不低于 {low}，得分不变", "the points stay with “{name}” at {low} or more"),
    "most": form("{name}不超过 {high}，得分不变", "the points stay with “{name}” at {high} or less"),
    "positive": form(
        "{name}只要不为零、不超过 {high}，得分不变",
        "the points stay with “{name}” at {high} or less, but not at nothing",
    ),
}
# How far a score stays, and in the same breath what it would have taken of the same figure.
_HELD: Mapping[str, Form] = {
    f"stay/{stay}/{span}/{aim}{done}": both(
        words,
        form("；", "; "),
        _AIMS[aim],
        form("须", "it had to be "),
        _SPANS[span],
        form("，", ", "),
        _SHORT[span],
        _DONE[done],
    )
    for stay, words in _STAYS.items()
    for span in _SPANS
    for aim in _AIMS
    for done in _DONE
}
_HELD_SETTLED: Mapping[str, Form] = {
    f"stay/{stay}/settled-{span}/{aim}{done}": both(
        words, form("；", "; "), _named(_settled(span, aim), "", ""), form("，", ", "), _SHORT[span], _DONE[done]
    )
    for stay, words in _STAYS.items()
    for span in _SPANS
    for aim in _AIMS
    for done in _DONE
}

FORMS: Mapping[str, Form] = {
    **_HEADS,
    **_WAYS,
    **_MISSING,
    **{f"stay/{key}": words for key, words in _STAYS.items()},
    **_HELD,
    **_HELD_SETTLED,
}
