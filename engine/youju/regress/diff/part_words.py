"""The changes of a card or rubric, named: what it is, its name, before and after as written, what it comes to."""

from __future__ import annotations

from youju.regress.diff.model import Part

_WHAT: dict[str, tuple[str, str]] = {
    "weight": ("分值", "weight"),
    "hit": ("多条成立时", "hit policy"),
    "round": ("取整", "rounding"),
    "applies": ("适用条件", "applies"),
    "let": ("量", "quantity"),
    "stated": ("写出的比率，属于", "printed rate of"),
    "readings": ("别的口径，属于", "other readings of"),
    "rule": ("规则", "rule"),
    "when": ("条件，规则", "condition of rule"),
    "points": ("得分，规则", "points of rule"),
    "order": ("规则的次序", "order of rules"),
    "open": ("有意不判的情形", "cases meant to stay open"),
    "title": ("名称", "title"),
    "aliases": ("别名", "aliases"),
    "basis": ("依据", "basis"),
    "because": ("用语", "wording"),
    "group": ("所属的二级指标", "group"),
    "cases": ("用例", "golden cases"),
    "total": ("总分", "total"),
    "year": ("年度", "year"),
    "source": ("出处", "source"),
    "section": ("一级、二级指标", "section or group"),
    "members": ("所列的指标", "members of"),
    "adjustments": ("加减分项", "adjustments"),
    "transfer": ("分值调整，来自", "transfer from"),
    "cap": ("封顶", "cap on"),
    "charged": ("封顶削去的分记在，封顶", "what is charged for the cap on"),
    "accept": ("采信规则", "acceptance of"),
    "check": ("检查", "check"),
    "fact type": ("事实的类型", "type of the fact"),
    "fact unit": ("事实的单位", "unit of the fact"),
    "fact bounds": ("事实的合理范围", "bounds of the fact"),
    "fact default": ("事实没有提到时", "default of the fact"),
    "fact evidence": ("事实的证据种类", "evidence of the fact"),
    "fact phrases": ("事实的说法", "phrases of the fact"),
}


def part_text(part: Part, lang: str) -> str:
    """A change on a line; what is only words has no before and after, which stand in the files."""
    zh = lang == "zh"
    what = _WHAT[part.what][0 if zh else 1]
    name = "" if part.name is None else f" {part.name}"
    if part.words:
        head = f"文字：{what}{name}" if zh else f"words: {what}{name}"
    else:
        head = f"改动：{what}{name}" if zh else f"edit: {what}{name}"
    if part.before is None:
        said = "（新增）" if zh else " (added)"
    elif part.after is None:
        said = "（删去）" if zh else " (removed)"
    else:
        said = ""
    if part.words:
        return f"{head}{said}"
    sides = [side for side in (part.before, part.after) if side]
    effect = "" if part.effect is None else f"（{part.effect.zh}）" if zh else f" ({part.effect.en})"
    return f"{head}{said}：{' → '.join(sides)}{effect}"
