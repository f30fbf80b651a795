"""The sentences of `why-not`: a rule that gave no points, by what it would give and what it asks, and why it did not.

Beside the references of `sentence.py` slots are `when:RULE` a rule's condition, `side:RULE:N` its N-th comparison with
the values, `formula:NAME` how a named quantity (or a rule's points) is worked out, `searched:FACT` the places in which
a fact was looked for and `sought:FACT` what they would be, `papers:FACT` all its papers, `asked` the points asked for
and `worths` all that rules would give.
"""

from __future__ import annotations

from youju.ledger.sentences.sentence import Form

_LEADS: dict[str, Form] = {
    "gain": {"zh": "没有得 {worth} 分（{condition}）：", "en": "Not {worth} ({condition}): "},
    "count": {"zh": "没有判 {worth} 分（{condition}）：", "en": "Not held to {worth} ({condition}): "},
    "some": {"zh": "没有按这一条计分（{condition}）：", "en": "Not scored by this rule ({condition}): "},
    "also": {"zh": "符合另一个条件也可以，但", "en": "Another condition would have done, but "},
    "waived": {"zh": "本项不适用，因为", "en": "Does not apply: "},
}
# A name needs no space before it in Chinese, and what ends in a word none after it.
_GAPS: dict[str, str] = {
    "gap": "比 {right} {gap}",
    "gap_amount": "比 {right}{gap}",
    "gap_named": "比{right} {gap}",
    "gap_named_amount": "比{right}{gap}",
}
_REASONS: dict[str, Form] = {
    **{key: {"zh": f"{{left}}，{words}", "en": "{left}, {gap} than {right}"} for key, words in _GAPS.items()},
    "edge": {"zh": "{left}，正好等于 {right}，不算在内", "en": "{left}, exactly {right}, which does not count"},
    "edge_named": {"zh": "{left}，正好等于{right}，不算在内", "en": "{left}, exactly {right}, which does not count"},
    "fails": {"zh": "{comparison}，不成立", "en": "{comparison} does not hold"},
    "answer": {"zh": "{comparison}", "en": "{comparison}"},
    "unworkable": {
        "zh": "{comparison}，算不出来（除数为 0）",
        "en": "{comparison} cannot be worked out (division by 0)",
    },
    "lacking": {"zh": "缺所需的数据或说明", "en": "what it needs is not known"},
    "lacking_too": {"zh": "同样缺上面所列的数据或说明", "en": "the same is not known as above"},
    "behind": {
        "zh": "条件成立，但前面的一条（{other}）先成立，已经判定",
        "en": "its condition holds, but the rule before it ({other}) has decided",
    },
    "waits": {
        "zh": "条件成立，但前面的一条（{other}）还判不了",
        "en": "its condition holds, but the rule before it ({other}) is still open",
    },
    "rival": {
        "zh": "条件成立，但只许一条成立，而另一条（{other}）也成立或判不了",
        "en": "its condition holds, but only one may, and another ({other}) holds or is open",
    },
}
FORMS: dict[str, Form] = {
    "head": {"zh": "「{title}」得 {points} 分，满分 {weight} 分", "en": "“{title}” has {points} of {weight} points"},
    "head_full": {"zh": "「{title}」得满分 {points} 分", "en": "“{title}” has its full {points} points"},
    "head_waived": {"zh": "「{title}」不适用，不评分", "en": "“{title}” does not apply and is not scored"},
    "head_bonus": {"zh": "「{title}」计 {points} 分", "en": "“{title}” counts {points} points"},
    "quantity": {"zh": "{name} = {formula}", "en": "{name} = {formula}"},
    "printed": {"zh": "{name} 按报告写出的比率算", "en": "{name} is taken as the report prints it"},
    "fact": {"zh": "{name}：{value}", "en": "{name}: {value}"},
    "default": {"zh": "{name}：报告没有提到，按约定取 {value}", "en": "{name}: not mentioned, by convention {value}"},
    "every": {"zh": "没有落空的规则", "en": "no rule went without"},
    "worked": {"zh": "按 {formula} 计分，得 {worth} 分", "en": "worked out as {formula}: {worth}"},
    "accepted": {
        "zh": "规则判不了的，按自评计入 {points} 分",
        "en": "what rules leave open is entered by the claim: {points}",
    },
    "given": {
        "zh": "给 {asked} 分的一条成立，已经计分（{condition}）",
        "en": "the rule of {asked} holds and counts ({condition})",
    },
    "held": {"zh": "这一条成立，已经计分（{condition}）", "en": "this rule holds and counts ({condition})"},
    "none_gives": {
        "zh": "没有哪一条规则给 {asked} 分；各条能给的分：{worths}",
        "en": "no rule gives {asked}; they give: {worths}",
    },
    "none_known": {
        "zh": "没有哪一条规则确定给 {asked} 分，各条给几分随数据而定",
        "en": "no rule is known to give {asked}: what they give depends on figures",
    },
    "lack": {"zh": "{name}：在{searched}里没有找到", "en": "{name}: not found in {searched}"},
    "lack_passage": {
        "zh": "{name}：报告没有写到 {sought}，无处可查找",
        "en": "{name}: the report has no {sought} in which it would stand",
    },
    "lack_ruled": {"zh": "{name}：审核裁定为不能确定", "en": "{name}: ruled to be unknown"},
    "lack_outside": {
        "zh": "{name}：写出的值超出合理范围，没有采用",
        "en": "{name}: what is stated lies outside its bounds",
    },
    "lack_conflicting": {"zh": "{name}：前后说法不一，不能确定", "en": "{name}: statements disagree"},
    "papers": {"zh": "可查：{papers}", "en": "look in: {papers}"},
    **{
        f"{lead}_{reason}": {lang: words[lang] + why[lang] for lang in ("zh", "en")}
        for lead, words in _LEADS.items()
        for reason, why in _REASONS.items()
    },
}
"""Every sentence by its key; `LEAD_REASON` for a rule."""
