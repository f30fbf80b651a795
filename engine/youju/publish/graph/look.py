"""How a picture looks: the heads of its columns, the words of its legend, its colours and lines."""

from __future__ import annotations

from collections.abc import Mapping

HEADS: Mapping[str, Mapping[str, str]] = {
    "quote": {"zh": "原文", "en": "Report"},
    "statement": {"zh": "说法", "en": "Statement"},
    "fact": {"zh": "事实", "en": "Fact"},
    "rule": {"zh": "规则", "en": "Rule"},
    "entry": {"zh": "分录", "en": "Entry"},
    "indicator": {"zh": "指标", "en": "Indicator"},
    "section": {"zh": "一级指标", "en": "Section"},
    "total": {"zh": "合计", "en": "Total"},
}
# What stands for what, as far as a picture has it: first roles of arrows, then states of boxes.
LEGEND: Mapping[str, Mapping[str, str]] = {
    "chosen": {"zh": "采用的说法", "en": "statement taken"},
    "states": {"zh": "相符的说法", "en": "agrees"},
    "opposes": {"zh": "相反的说法", "en": "opposes"},
    "rules": {"zh": "手工录入", "en": "entered by hand"},
    "overrules": {"zh": "不采用", "en": "overruled"},
    "lacks": {"zh": "缺的数据", "en": "lacking"},
    "disputes": {"zh": "存疑", "en": "puts in doubt"},
    "misses": {"zh": "没有得到", "en": "not won"},
    "conflicting": {"zh": "说法不一", "en": "statements disagree"},
    "missing": {"zh": "报告中没有", "en": "not in the report"},
    "defaulted": {"zh": "按约定取值", "en": "by convention"},
    "unmet": {"zh": "规则不成立", "en": "rule not met"},
}
# Blue, vermilion and greys differ in lightness as well; every state also has a line of its own and a word.
STYLE = """
text{font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimHei",sans-serif}
text{font-size:12px;fill:#1a1a1a}
.title{font-size:18px;font-weight:bold}.about,.column,.legend{fill:#555}.column{font-weight:bold;letter-spacing:2px}
.head{font-weight:bold}.mark{font-weight:bold;fill:#b3261e}.note{fill:#555}
rect{fill:#fff;stroke:#5f6b7a;stroke-width:1}
.document rect,.span rect{fill:#f4f4f4}.fact rect{fill:#e6f0fa}.firing rect{fill:#fff7e0}.entry rect{fill:#e3f3ea}
.indicator rect,.section rect,.total rect{fill:#fff;stroke:#1a1a1a;stroke-width:1.6}
.others rect{fill:#f4f4f4;stroke:#999}
.missing rect{fill:#fff;stroke:#b3261e;stroke-width:1.6;stroke-dasharray:5 3}
.conflicting rect{fill:#fdecea;stroke:#b3261e;stroke-width:2.4}
.defaulted rect{stroke-dasharray:2 3}.unmet rect{fill:#f7f7f7;stroke:#888;stroke-dasharray:5 3}.unmet text{fill:#666}
.ruling rect{stroke:#111;stroke-width:1.6;stroke-dasharray:12 3}
.doubt rect{fill:#fdecea;stroke:#b3261e}
path{fill:none;stroke:#8a94a0;stroke-width:1.3}.end{fill:#3c4a5a;stroke:none}.warn{fill:#b3261e;stroke:none}
.chosen,.says,.read,.gives,.counts{stroke:#3c4a5a}.chosen,.rules{stroke:#111;stroke-width:2.4}
.rules{stroke-dasharray:12 3}
.opposes{stroke:#b3261e;stroke-dasharray:7 4;stroke-width:1.8}
.lacks{stroke:#b3261e;stroke-dasharray:2 3;stroke-width:1.8}
.disputes{stroke:#b3261e;stroke-dasharray:7 4}.misses,.overrules{stroke:#888;stroke-dasharray:5 3}.holds{stroke:#b8b8b8}
"""
