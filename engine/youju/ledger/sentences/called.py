"""What the kinds of things in an explanation are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

Called = Mapping[str, Mapping[str, str]]

SUPPORT: Called = {
    "computed": {"zh": "可复算", "en": "computed"},
    "documented": {"zh": "有文件名目", "en": "documented"},
    "asserted": {"zh": "仅有陈述", "en": "asserted"},
    "missing_input": {"zh": "缺少数据", "en": "missing input"},
    "contradicted": {"zh": "存在矛盾", "en": "contradicted"},
}
STATUS: Called = {
    "scored": {"zh": "已评分", "en": "scored"},
    "undetermined": {"zh": "无法判定", "en": "undetermined"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
}
MARKS: Called = {
    "stated": {"zh": "报告载明", "en": "stated"},
    "elsewhere": {"zh": "他处标准", "en": "published elsewhere"},
    "assumed": {"zh": "本工具假定", "en": "assumed"},
}
KINDS: Called = {
    "rule": {"zh": "规则", "en": "rule"},
    "printed": {"zh": "按写出的比率", "en": "by the printed rate"},
    "moved": {"zh": "调入分值", "en": "on moved weight"},
    "answer": {"zh": "采信自评", "en": "claim accepted"},
    "claim": {"zh": "暂按自评", "en": "by the claim"},
    "unclaimed": {"zh": "无自评", "en": "nothing claimed"},
    "cap": {"zh": "封顶", "en": "cap"},
    "ruling": {"zh": "裁定", "en": "ruling"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
}
LEVELS: Called = {
    "P0": {"zh": "致命", "en": "fatal"},
    "P1": {"zh": "重大", "en": "major"},
    "P2": {"zh": "一般", "en": "general"},
}
