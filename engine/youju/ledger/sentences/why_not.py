"""The sentences of `why-not`: a rule that gave no points, by what it would give and what it asks, and why it did not.

A lead ends in a colon and leads to the reason: the sentence of the comparison that fails, of `compared.py`, or one of
those below. Beside the references of `sentence.py` slots are `searched:FACT` the places in which a fact was looked for
and `sought:FACT` what they would be, `asked` the points asked for and `worths` all that rules would give.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences import compared
from youju.ledger.sentences.compared import form
from youju.ledger.sentences.sentence import Form

FORMS: Mapping[str, Form] = {
    **compared.FORMS,
    "why-not/head": form("「{title}」得 {points} 分，满分 {weight} 分", "“{title}”: {points} of {weight}"),
    "why-not/head/full": form("「{title}」得满分 {points} 分", "“{title}” has its full {points} points"),
    "why-not/head/waived": form("「{title}」不适用，不评分", "“{title}” does not apply and is not scored"),
    "why-not/head/bonus": form("「{title}」计 {points} 分", "“{title}”: {points}"),
    "why-not/quantity": form("{name} = {formula}", "{name} = {formula}"),
    "why-not/printed": form("{name}按报告写出的比率算", "{name} is taken as the report prints it"),
    "why-not/fact": form("{name} {value}", "{name} {value}"),
    "why-not/default": form("报告没有提到{name}，按约定取 {value}", "{name} is not mentioned; by convention {value}"),
    "why-not/every": form("没有落空的规则", "no rule went without"),
    "why-not/worked": form("按 {formula} 计分，得 {worth} 分", "worked out as {formula}: {worth}"),
    "why-not/accepted": form(
        "规则判不了的，按自评计入 {points} 分", "what rules leave open is entered by the claim: {points}"
    ),
    "why-not/given": form(
        "给 {asked} 分的一条成立，已经计分，条件是 {condition}", "the rule of {asked} holds and counts: {condition}"
    ),
    "why-not/held": form("这一条成立，已经计分，条件是 {condition}", "this rule holds and counts: {condition}"),
    "why-not/none": form(
        "没有哪一条规则给 {asked} 分，各条能给的分有 {worths}", "no rule gives {asked}; they give: {worths}"
    ),
    "why-not/none/unknown": form(
        "没有哪一条规则确定给 {asked} 分，各条给几分随数据而定",
        "no rule is known to give {asked}: what they give depends on figures",
    ),
    # What a rule would have given, and what it asks.
    "why-not/gain": form("没有得 {worth} 分，条件是 {condition}：", "not {worth}, which asks for {condition}: "),
    "why-not/count": form(
        "没有判 {worth} 分，条件是 {condition}：", "not held to {worth}, which asks for {condition}: "
    ),
    "why-not/some": form(
        "没有按这一条计分，条件是 {condition}：", "not scored by the rule that asks for {condition}: "
    ),
    # The same where the reason has the condition in it.
    "why-not/gain/bare": form("没有得 {worth} 分：", "not {worth}: "),
    "why-not/count/bare": form("没有判 {worth} 分：", "not held to {worth}: "),
    "why-not/some/bare": form("没有按这一条计分：", "not scored by this rule: "),
    "why-not/also": form("符合另一个条件也可以：", "another condition would have done: "),
    "why-not/waived": form("本项不适用：", "does not apply: "),
    # Why it did not, where no comparison tells.
    "why-not/lacking": form("缺所需的数据或说明", "what it needs is not known"),
    "why-not/lacking/too": form("同样缺上面所列的数据或说明", "the same is not known as above"),
    "why-not/behind": form(
        "这也成立，但排在前面的 {other} 先成立，已经判定", "so it is, but the rule before it, {other}, has decided"
    ),
    "why-not/waits": form(
        "这也成立，但排在前面的 {other} 还判不了", "so it is, but the rule before it, {other}, is still open"
    ),
    "why-not/rival": form(
        "这也成立，但只许一条成立，而 {other} 也成立或判不了",
        "so it is, but only one may hold, and {other} holds too or is open",
    ),
    "why-not/lack": form("在{searched}里没有找到{name}", "{name}: not found in {searched}"),
    "why-not/lack/passage": form(
        "报告没有写到{sought}，无处查找{name}", "{name}: the report has no {sought} in which it would stand"
    ),
    "why-not/lack/ruled": form("审核裁定不能确定{name}", "{name}: ruled to be unknown"),
    "why-not/lack/outside": form(
        "写出的{name}超出合理范围，没有采用", "{name}: what is stated lies outside its bounds"
    ),
    "why-not/lack/conflicting": form("{name}前后说法不一，不能确定", "{name}: statements disagree"),
    "why-not/papers": form("可查阅：{papers}", "to be found in: {papers}"),
}
