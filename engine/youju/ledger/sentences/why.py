"""The sentences of `why`: how many points and from what, what was lost and by how much, on which words it stands.

A key that begins with `clause/` is a part of a sentence: parts that follow one another are joined by commas. The
words of a rule itself, `because/INDICATOR/RULE`, are no form of this table: they stand on its card (of a transfer, cap
or acceptance: in rubric.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences.sentence import Form

_HEADS: Mapping[str, Form] = {
    "full": {"zh": "「{title}」得满分 {points} 分", "en": "“{title}” has its full {points} points"},
    "part": {
        "zh": "「{title}」得 {points} 分，满分 {weight} 分，失 {lost} 分",
        "en": "“{title}” has {points} of {weight} points, {lost} lost",
    },
    "adjustment": {"zh": "「{title}」计 {points} 分", "en": "“{title}” counts {points} points"},
    "not-applicable": {"zh": "「{title}」不适用，不评分", "en": "“{title}” does not apply and is not scored"},
}
_CLAIMS: Mapping[str, Form] = {
    "claimed": {"zh": "，自评 {claimed} 分", "en": "; {claimed} claimed"},
    "as-claimed": {"zh": "，与自评一致", "en": ", as claimed"},
    "unclaimed": {"zh": "，报告没有写自评得分", "en": "; no score is claimed"},
    "unsaid": {"zh": "", "en": ""},
}

# What is true of two sides, by the operator that says it.
_RELATIONS: Mapping[str, Form] = {
    ">": {"zh": "超过", "en": "more than"},
    ">=": {"zh": "不低于", "en": "at least"},
    "<": {"zh": "低于", "en": "less than"},
    "<=": {"zh": "不超过", "en": "at most"},
    "=": {"zh": "等于", "en": "equal to"},
    "!=": {"zh": "不等于", "en": "not"},
}
_BOUNDS: Mapping[str, Form] = {
    "figure": {"zh": " {right}", "en": " {right}"},
    "named": {"zh": "{other} {right}", "en": " the {right} of {other}"},
}
_GAPS: Mapping[str, Form] = {
    "none": {"zh": "", "en": ""},
    "exactly": {"zh": "，正好在界上", "en": ", exactly on it"},
    "above": {"zh": "，高 {gap}", "en": ", by {gap}"},
    "below": {"zh": "，低 {gap}", "en": ", by {gap}"},
}
# What a better rule asked for, and by how much it was missed.
_ASKED: Mapping[str, Form] = {
    ">": {"zh": "须超过", "en": "must be more than"},
    ">=": {"zh": "须达到", "en": "must be at least"},
    "<": {"zh": "须低于", "en": "must be less than"},
    "<=": {"zh": "不能超过", "en": "must be at most"},
    "=": {"zh": "须等于", "en": "must equal"},
    "!=": {"zh": "不能等于", "en": "must not be"},
}
_MISSED: Mapping[str, Form] = {
    "none": {"zh": "", "en": ""},
    "exactly": {"zh": "，现在正好在界上", "en": "; it is exactly on the line"},
    "above": {"zh": "，超出 {gap}", "en": "; it is {gap} over"},
    "below": {"zh": "，还差 {gap}", "en": "; it is {gap} short"},
}
_RULED: Mapping[str, Form] = {
    "": {"zh": "，审核时录入", "en": ", entered by the auditor"},
    "source": {"zh": "，审核时按{source}录入", "en": ", entered from {source}"},
    "by": {"zh": "，由{by}认定", "en": ", decided by {by}"},
    "by-source": {"zh": "，由{by}按{source}认定", "en": ", decided by {by} from {source}"},
}
_STATES: Mapping[str, Form] = {
    "missing": {"zh": "报告中没有找到", "en": "not found in the report"},
    "defaulted": {"zh": "报告没有提到，按约定取{value}", "en": "not mentioned in the report; taken as {value}"},
}


def _both(*forms: Form) -> Form:
    return {lang: "".join(form[lang] for form in forms) for lang in ("zh", "en")}


def _form(zh: str, en: str) -> Form:
    return {"zh": zh, "en": en}


_EVIDENCE: Mapping[str, Form] = {
    "": _form("证据：", "evidence: "),
    "/unsure": _form("证据：", "evidence: "),
    "/conflicting": _form("证据（前后说法不一）：", "evidence (statements disagree): "),
}
_SURE = {"": _form("", ""), "/unsure": _form("（读得不确定）", " (unsure)"), "/conflicting": _form("", "")}
_VALUES = {
    "figure": _form("{name} {value}", "{name} {value}"),
    "answer": _form("{name}（{value}）", "{name} ({value})"),
}
_SAYS = _form("，{place}「{quote}」", ", {place}: 「{quote}」")
_LEFT, _LEFT_ASKED = _form("{left} {value}，", "{left} is {value}, "), _form("{left}", "{left} ")

FORMS: Mapping[str, Form] = {
    **{f"head/{head}/{claim}": _both(_HEADS[head], _CLAIMS[claim]) for head in _HEADS for claim in _CLAIMS},
    # What the points stand on, and between what they lie.
    "stands/asserted": _form(
        "这只凭报告的陈述，没有可以核对的数据或文件",
        "this rests on the report's word, without figures or papers to check it by",
    ),
    "stands/printed": _form(
        "计分所需的数据不全，只有报告写出的比率",
        "the figures that the rule needs are missing; there is only the printed rate",
    ),
    "stands/contradicted": _form(
        "报告的说法与此矛盾，这些分存疑", "the report contradicts itself here, and these points are in doubt"
    ),
    "between": _form(
        "核实后得分可能在 {low} 至 {high} 分之间", "once verified the points may lie between {low} and {high}"
    ),
    "between_one": _form("核实后不论结果如何，都得 {low} 分", "once verified the points are {low}, whatever is found"),
    # A condition in words.
    "clause/value": _form("{name} {value}", "{name} {value}"),
    "clause/answer": _form("{name}：{value}", "{name}: {value}"),
    "clause/condition": _form("{condition}", "{condition}"),
    "clause/share": _form("按照{name}得分", "points in proportion to {name}"),
    "clause/share/capped": _form("按照{name}得分，最多得满分", "points in proportion to {name}, at most in full"),
    "clause/formula": _form("按 {formula} 计分", "points by {formula}"),
    **{
        f"clause/{operator}/{bound}/{gap}": _both(_LEFT, _RELATIONS[operator], _BOUNDS[bound], _GAPS[gap])
        for operator in _RELATIONS
        for bound in _BOUNDS
        for gap in _GAPS
    },
    "ruled": _form("{message}；由{by}裁定成立：{reason}", "{message}; accepted by {by}: {reason}"),
    # A further comparison of the same quantity.
    **{
        f"clause/also/{operator}/{bound}/none": _both(_form("", "and "), _RELATIONS[operator], _BOUNDS[bound])
        for operator in _RELATIONS
        for bound in _BOUNDS
    },
    # What was not won.
    "lost/none": _form("各项要求都已做到", "all that is asked for was done"),
    "lost/more": _form("另有未得到的，见逐项说明", "there is more that was not won: see each point explained"),
    "lost/rest-won": _form("其余各项都得分", "everything else was won"),
    "lost/item": _form("未得到 {worth} 分的一项：", "not won ({worth}): "),
    "lost/ruling": _form("审核认定有矛盾，计 {points} 分：", "a contradiction was accepted ({points}): "),
    **{
        f"missed/{operator}/{bound}/{gap}": _both(
            _form("要得 {worth} 分，", "for {worth} points "),
            _LEFT_ASKED,
            _ASKED[operator],
            _BOUNDS[bound],
            _MISSED[gap],
        )
        for operator in _ASKED
        for bound in _BOUNDS
        for gap in _MISSED
    },
    "missed/answer": _form(
        "要得 {worth} 分，须有：{name}；现在：{value}", "for {worth} points this must hold: {name}; it is: {value}"
    ),
    # Each entry.
    "entry": _form("计 {points} 分（{kind}，{support}）", "{points} points ({kind}, {support})"),
    "entry/rounded": _form(
        "计 {points} 分（{kind}，{support}；取整前 {exact} 分）",
        "{points} points ({kind}, {support}; {exact} before rounding)",
    ),
    "condition": _form("条件：", "condition: "),
    "worked-out": _form("计算：{formula}，得 {worth} 分", "worked out: {formula} gives {worth} points"),
    "where/weight": _form("其中分值 {weight} 分", "where the weight is {weight}"),
    "where/let": _form("{name} = {formula} = {value}", "{name} = {formula} = {value}"),
    "where/value": _form("{name} {value}", "{name} {value}"),
    **{
        f"evidence/{kind}{state}": _both(_EVIDENCE[state], _VALUES[kind], _SAYS, _SURE[state])
        for kind in _VALUES
        for state in _EVIDENCE
    },
    "evidence/more": _form("{name} 共有 {count} 处说法", "{name} is stated in {count} places"),
    "evidence/overruled": _both(_form("报告所写不采用：{name}", "the report, set aside: {name}"), _SAYS),
    **{f"evidence/{state}": _both(_form("证据：{name}，", "evidence: {name} "), _STATES[state]) for state in _STATES},
    **{
        f"evidence/ruled/{kind}/{how}": _both(_EVIDENCE[""], _VALUES[kind], _RULED[how])
        for kind in _VALUES
        for how in _RULED
    },
    "evidence/note": _form("理由：{note}", "reason: {note}"),
    "papers": _form("可查阅：{papers}", "to be found in: {papers}"),
    "basis": _form("依据：〔{mark}〕{basis}", "basis: [{mark}] {basis}"),
    "basis/card": _form("指标依据：〔{mark}〕{basis}", "basis of the indicator: [{mark}] {basis}"),
    # What else there is to say.
    "otherwise": _form("另一种说法：{words}，得 {points} 分", "otherwise: {words}: {points} points"),
    "reconcile": _form("怎样才对得上：{words}", "what would reconcile it: {words}"),
    "finding": _form("疑点（{level}）：{message}", "doubt ({level}): {message}"),
}
