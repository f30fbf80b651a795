"""The sentences of `why`: how many points and from what, what was lost and by how much, on which words it stands.

A key that begins with `clause/` is a part of a sentence: parts that follow one another are joined by commas. The
words of a rule itself, `because/INDICATOR/RULE`, are no form of this table: they stand on its card (of a transfer, cap
or acceptance: in rubric.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences import compared
from youju.ledger.sentences.compared import both, form
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


_EVIDENCE: Mapping[str, Form] = {
    "": form("证据：", "evidence: "),
    "/unsure": form("证据：", "evidence: "),
    "/conflicting": form("证据（前后说法不一）：", "evidence (statements disagree): "),
}
_SURE = {"": form("", ""), "/unsure": form("（读得不确定）", " (unsure)"), "/conflicting": form("", "")}
_VALUES = {
    "figure": form("{name} {value}", "{name} {value}"),
    "answer": form("{name}（{value}）", "{name} ({value})"),
}
_SAYS = form("，{place}「{quote}」", ", {place}: 「{quote}」")

FORMS: Mapping[str, Form] = {
    **compared.FORMS,
    **{f"head/{head}/{claim}": both(_HEADS[head], _CLAIMS[claim]) for head in _HEADS for claim in _CLAIMS},
    # What the points stand on, and between what they lie.
    "stands/asserted": form(
        "这只凭报告的陈述，没有可以核对的数据或文件",
        "this rests on the report's word, without figures or papers to check it by",
    ),
    "stands/printed": form(
        "计分所需的数据不全，只有报告写出的比率",
        "the figures that the rule needs are missing; there is only the printed rate",
    ),
    "stands/contradicted": form(
        "报告的说法与此矛盾，这些分存疑", "the report contradicts itself here, and these points are in doubt"
    ),
    "between": form(
        "核实后得分可能在 {low} 至 {high} 分之间", "once verified the points may lie between {low} and {high}"
    ),
    "between/one": form("核实后不论结果如何，都得 {low} 分", "once verified the points are {low}, whatever is found"),
    # A condition in words.
    "clause/value": form("{name} {value}", "{name} {value}"),
    "clause/share": form("按照{name}得分", "points in proportion to {name}"),
    "clause/share/capped": form("按照{name}得分，最多得满分", "points in proportion to {name}, at most in full"),
    "clause/formula": form("按 {formula} 计分", "points by {formula}"),
    "ruled": form("{message}；由{by}裁定成立：{reason}", "{message}; accepted by {by}: {reason}"),
    # What was not won.
    "lost/none": form("各项要求都已做到", "all that is asked for was done"),
    "lost/more": form("另有未得到的，见逐项说明", "there is more that was not won: see each point explained"),
    "lost/rest-won": form("其余各项都得分", "everything else was won"),
    "lost/item": form("未得到 {worth} 分的一项：", "not won ({worth}): "),
    "lost/ruling": form("审核认定有矛盾，计 {points} 分：", "a contradiction was accepted ({points}): "),
    "lead/full": form("要得满分", "for the full points"),
    "lead/worth": form("要得 {worth} 分", "for {worth} points"),
    # Each entry.
    "entry": form("计 {points} 分（{kind}，{support}）", "{points} points ({kind}, {support})"),
    "entry/rounded": form(
        "计 {points} 分（{kind}，{support}；取整前 {exact} 分）",
        "{points} points ({kind}, {support}; {exact} before rounding)",
    ),
    "condition": form("条件：", "condition: "),
    "worked-out": form("计算：{formula}，得 {worth} 分", "worked out: {formula} gives {worth} points"),
    "where/weight": form("其中分值 {weight} 分", "where the weight is {weight}"),
    "where/let": form("{name} = {formula} = {value}", "{name} = {formula} = {value}"),
    "where/value": form("{name} {value}", "{name} {value}"),
    "moved": form("满分中含不适用指标折算来的分", "part of the weight is moved from indicators that do not apply"),
    **{
        f"evidence/{kind}{state}": both(_EVIDENCE[state], _VALUES[kind], _SAYS, _SURE[state])
        for kind in _VALUES
        for state in _EVIDENCE
    },
    "evidence/more": form("{name}共有 {count} 处说法", "{name} is stated in {count} places"),
    "evidence/overruled": both(form("报告所写不采用：{name}", "the report, set aside: {name}"), _SAYS),
    **{f"evidence/{state}": both(form("证据：{name}，", "evidence: {name} "), _STATES[state]) for state in _STATES},
    **{
        f"evidence/ruled/{kind}/{how}": both(_EVIDENCE[""], _VALUES[kind], _RULED[how])
        for kind in _VALUES
        for how in _RULED
    },
    "evidence/note": form("理由：{note}", "reason: {note}"),
    "papers": form("可查阅：{papers}", "to be found in: {papers}"),
    "basis": form("依据：〔{mark}〕{basis}", "basis: [{mark}] {basis}"),
    "basis/card": form("指标依据：〔{mark}〕{basis}", "basis of the indicator: [{mark}] {basis}"),
    # What else there is to say.
    "otherwise": form("另一种说法：{words}，得 {points} 分", "otherwise: {words}: {points} points"),
    "reconcile": form("怎样才对得上：{words}", "what would reconcile it: {words}"),
    "finding": form("疑点（{level}）：{message}", "doubt ({level}): {message}"),
}
