"""What would follow were facts otherwise: what is assumed, how points turn, what they then rest on, which findings go.

References of its slots are those of sentence.py behind `before:` or `after:`, the audit as it is or as it would be, and
`total:recomputed` of the totals · `change` of an indicator's points · `entry:ID+ID:because` the words of entries that
say the same, `entry:ID+ID:points` the sum of their points · `side:RULE:N` the N-th comparison of a rule's condition in
full · `finding:KEY` what a finding says.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences.sentence import Form

FORMS: Mapping[str, Form] = {
    "what-if.assumed": {
        "zh": "假设“{name}”为 {after}（现为 {before}）",
        "en": "assume {name} is {after} (it is {before})",
    },
    "what-if.assumed-unknown": {
        "zh": "假设“{name}”为 {after}（现在未知）",
        "en": "assume {name} is {after} (it is not known)",
    },
    "what-if.as-is": {"zh": "{name}本来就是 {before}", "en": "{name} is {before} as it is"},
    "what-if.total": {
        "zh": "复核总分由 {before} 分变为 {after} 分",
        "en": "the recomputed total turns from {before} to {after}",
    },
    "what-if.total-stays": {
        "zh": "复核总分仍是 {after} 分",
        "en": "the recomputed total stays {after}",
    },
    "what-if.nothing": {
        "zh": "各项得分、依据和疑点都不变",
        "en": "no points, no reasons and no findings change",
    },
    "what-if.won": {
        "zh": "{title}：由 {before} 分变为 {after} 分，多得 {change} 分",
        "en": "{title}: from {before} to {after}, {change} more",
    },
    "what-if.lost": {
        "zh": "{title}：由 {before} 分变为 {after} 分，少得 {change} 分",
        "en": "{title}: from {before} to {after}, {change} less",
    },
    "what-if.reargued": {
        "zh": "{title}：仍得 {after} 分，依据不同",
        "en": "{title}: {after} as before, for another reason",
    },
    "what-if.same-words": {
        "zh": "理由不变：{because}（{points} 分）；所据的事实不同",
        "en": "the reason stays: {because} ({points}); the facts it rests on differ",
    },
    "what-if.gone": {"zh": "原来：{because}（{points} 分）", "en": "before: {because} ({points})"},
    "what-if.came": {"zh": "假设后：{because}（{points} 分）", "en": "then: {because} ({points})"},
    "what-if.flip": {
        "zh": "条件：{before}（{was}） → {after}（{now}）",
        "en": "condition: {before} ({was}) → {after} ({now})",
    },
    "what-if.finding-gone": {"zh": "不再有的疑点：{before}", "en": "a finding that goes: {before}"},
    "what-if.finding-came": {"zh": "新出现的疑点：{after}", "en": "a finding that comes: {after}"},
    "what-if.finding-reworded": {
        "zh": "疑点变为：{after}（原为：{before}）",
        "en": "a finding turns into: {after} (it was: {before})",
    },
    "what-if.only": {
        "zh": "以上只是按假设推算：审核结果不变，没有写入任何文件",
        "en": "all this is worked out on assumptions: the audit stands as it is, and nothing was written",
    },
}
