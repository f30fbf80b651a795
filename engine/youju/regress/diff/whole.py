"""What of a rubric is otherwise beside its cards: sums, sections, transfers, caps, checks, and facts that are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit.words import points_text, show_value
from youju.facts import FactSpec
from youju.feel import names
from youju.regress.diff.model import Part
from youju.rubric import CapSpec, Check, Rubric, Text, TransferSpec
from youju.rubric.spec import AcceptSpec


def rubric_parts(old: Rubric, new: Rubric) -> tuple[Part, ...]:
    """The parts in the order in which a rubric is written, then checks and the facts that either version reads."""
    return (
        *_head(old, new),
        *_sections(old, new),
        *_transfers(old, new),
        *_caps(old, new),
        *_accept(old, new),
        *_checks(old, new),
        *_facts(old, new),
    )


def _said(one: TransferSpec | CapSpec | AcceptSpec) -> object:
    return one.because, one.basis


def _head(old: Rubric, new: Rubric) -> Iterator[Part]:
    before, after = old.spec, new.spec
    if before.total != after.total:
        yield Part("total", None, points_text(before.total), points_text(after.total))
    if before.round != after.round:
        effect = Text(zh="没有自己的 round 的卡片都随之改变，见各项指标", en="every card without a `round` of its own")
        yield Part("round", None, points_text(before.round), points_text(after.round), effect=effect)
    if before.title != after.title:
        yield Part("title", None, before.title.zh, after.title.zh, words=True)
    if before.year != after.year:
        yield Part("year", None, before.year, after.year, words=True)
    for key in dict.fromkeys((*before.sources, *after.sources)):
        one, other = before.sources.get(key), after.sources.get(key)
        if one != other:
            yield Part("source", key, one and one.title.zh, other and other.title.zh, words=True)


def _sections(old: Rubric, new: Rubric) -> Iterator[Part]:
    olds, news = _headings(old), _headings(new)
    for name in dict.fromkeys((*olds, *news)):
        before, after = olds.get(name), news.get(name)
        if before is None or after is None:
            yield Part("section", name, before and _weighted(*before[:2]), after and _weighted(*after[:2]))
            continue
        if before[1] != after[1]:
            yield Part("section", name, _weighted(*before[:2]), _weighted(*after[:2]))
        elif before[0] != after[0]:
            yield Part("section", name, before[0], after[0], words=True)
        if before[2] != after[2]:
            yield Part("members", name, "、".join(before[2]), "、".join(after[2]))
    if old.spec.adjustments != new.spec.adjustments:
        yield Part("adjustments", None, "、".join(old.spec.adjustments), "、".join(new.spec.adjustments))


def _headings(rubric: Rubric) -> dict[str, tuple[str, Fraction, tuple[str, ...]]]:
    found: dict[str, tuple[str, Fraction, tuple[str, ...]]] = {}
    for section in rubric.spec.sections:
        found[section.id] = section.title.zh, section.weight, tuple(group.id for group in section.groups)
        for group in section.groups:
            found[group.id] = group.title.zh, group.weight, group.indicators
    return found


def _weighted(title: str, weight: Fraction) -> str:
    return f"{title} {points_text(weight)} 分"


def _transfers(old: Rubric, new: Rubric) -> Iterator[Part]:
    olds, news = ({one.from_: one for one in rubric.transfers} for rubric in (old, new))
    for name in dict.fromkeys((*olds, *news)):
        before, after = olds.get(name), news.get(name)
        gone_to = before and _destination(old, before), after and _destination(new, after)
        if gone_to[0] != gone_to[1]:
            rubric = new if name in new.indicators else old
            weight, title = points_text(rubric.indicators[name].weight), rubric.indicators[name].title
            effect = Text(
                zh=f"{title.zh}不适用的部门，它的 {weight} 分随之改变去处",
                en=f"for departments to which {title.en} does not apply its {weight} points go elsewhere",
            )
            yield Part("transfer", name, *gone_to, effect=effect)
        elif before is not None and after is not None and _said(before) != _said(after):
            yield Part("transfer", name, before.because.zh, after.because.zh, words=True)


def _destination(rubric: Rubric, transfer: TransferSpec) -> str:
    if transfer.rescale:
        return "全部折算 / rescaled"
    if transfer.share is not None:
        return f"由 {transfer.share} 分摊 / shared by {transfer.share}"
    return "、".join(rubric.indicators[name].title.zh for name in transfer.to)


def _caps(old: Rubric, new: Rubric) -> Iterator[Part]:
    olds, news = ({one.of: one for one in rubric.caps} for rubric in (old, new))
    for name in dict.fromkeys((*olds, *news)):
        before, after = olds.get(name), news.get(name)
        bounds = before and _bounds(before), after and _bounds(after)
        charged = before and before.charged_to, after and after.charged_to
        if bounds[0] != bounds[1]:
            yield Part("cap", name, *bounds, effect=_cap_effect(before, after), loss=_cap_loss(before, after))
        elif charged[0] != charged[1]:
            yield Part("charged", name, *charged)
        elif before is not None and after is not None and _said(before) != _said(after):
            yield Part("cap", name, before.because.zh, after.because.zh, words=True)


def _bounds(cap: CapSpec) -> str:
    least, most = ("—" if end is None else points_text(end) for end in (cap.least, cap.most))
    return f"{least} … {most}"


def _cap_effect(before: CapSpec | None, after: CapSpec | None) -> Text | None:
    """What a cap cuts more or less: only beyond the lower of the two bounds, and by no more than lies between them."""
    zh: list[str] = []
    en: list[str] = []
    tops = before and before.most, after and after.most
    floors = before and before.least, after and after.least
    for (one, other), above in ((tops, True), (floors, False)):
        if one == other:
            continue
        if one is None or other is None:
            bound = points_text(other if one is None else one)  # pyright: ignore[reportArgumentType] - one of them is
            verb = ("起封住", "now bounded at") if one is None else ("不再封住", "no longer bounded at")
            zh.append(f"{'高于' if above else '低于'} {bound} 分的，从前后{verb[0]}")
            en.append(f"{'above' if above else 'below'} {bound}: {verb[1]} it")
            continue
        near, gap = points_text((min if above else max)(one, other)), points_text(abs(other - one))
        gains = other > one
        zh.append(f"{'高于' if above else '低于'} {near} 分的，至多{'多' if gains else '少'}得 {gap} 分；其余不变")
        en.append(f"{'above' if above else 'below'} {near}: up to {gap} {'more' if gains else 'less'}; else the same")
    return Text(zh="；".join(zh), en="; ".join(en)) if zh else None


def _cap_loss(before: CapSpec | None, after: CapSpec | None) -> Fraction | None:
    """The most that a changed cap costs: what an end goes down. None where a top is new or a floor is gone."""
    tops, floors = (before and before.most, after and after.most), (before and before.least, after and after.least)
    if (tops[0] is None and tops[1] is not None) or (floors[1] is None and floors[0] is not None):
        return None
    downs = (one - other for one, other in (tops, floors) if one is not None and other is not None)
    return max(Fraction(0), *downs)


def _accept(old: Rubric, new: Rubric) -> Iterator[Part]:
    olds, news = ({one.kind: one for one in rubric.spec.accept} for rubric in (old, new))
    for kind, before in olds.items():
        after = news.get(kind)
        if after is not None and _said(before) != _said(after):
            yield Part("accept", kind, before.because.zh, after.because.zh, words=True)


def _checks(old: Rubric, new: Rubric) -> Iterator[Part]:
    olds, news = ({one.code: one for one in rubric.checks} for rubric in (old, new))
    for code in dict.fromkeys((*olds, *news)):
        before, after = olds.get(code), news.get(code)
        if before is None or after is None:
            yield Part("check", code, before and _condition(before), after and _condition(after))
        elif _deciding(before) != _deciding(after):
            yield Part("check", code, _condition(before), _condition(after))
        elif before.spec != after.spec:
            yield Part("check", code, before.spec.because.zh, after.spec.because.zh, words=True)


def _deciding(check: Check) -> object:
    when = None if check.when is None else check.when.expr
    return when, check.printed, check.at_risk, check.spec.level, check.spec.about


def _condition(check: Check) -> str:
    printed = "" if check.printed is None else f"{check.printed.indicator}.{check.printed.let}"
    return f"{check.spec.level} {printed if check.when is None else check.when.text}"


def _facts(old: Rubric, new: Rubric) -> Iterator[Part]:
    """Facts that a card or check of both reads; one that came or went with a card is told by that card."""
    read = _read(old) & _read(new)
    for name in old.dictionary.facts:
        after = new.dictionary.facts.get(name)
        if name in read and after is not None:
            yield from _fact(name, old.dictionary.facts[name], after)


def _fact(name: str, before: FactSpec, after: FactSpec) -> Iterator[Part]:
    if before.type != after.type:
        yield Part("fact type", name, before.type, after.type)
        return
    if before.shown_unit != after.shown_unit:
        effect = Text(zh="只改变怎样显示，规则按元或比值计算", en="only how it is shown: rules read the base unit")
        yield Part("fact unit", name, before.shown_unit, after.shown_unit, effect=effect)
    ends = [tuple(_end(one, end) for end in (one.least, one.most)) for one in (before, after)]
    if ends[0] != ends[1]:
        effect = Text(zh="超出的数不用来计分", en="what lies outside is not scored by")
        yield Part("fact bounds", name, " … ".join(ends[0]), " … ".join(ends[1]), effect=effect)
    if _default(before) != _default(after):
        effect = Text(zh="只影响没有提到它的报告", en="only for reports that do not mention it")
        yield Part("fact default", name, _default(before), _default(after), effect=effect)
    if before.evidence != after.evidence:
        effect = Text(zh="改变分的支撑，不改变得分", en="the support of points, not the points")
        yield Part("fact evidence", name, before.evidence, after.evidence, effect=effect)
    if before.phrases != after.phrases:
        effect = Text(zh="读报告的说法变了，同一份报告读到的数可能不同", en="what is read in a report may differ")
        yield Part("fact phrases", name, str(len(before.phrases)), str(len(after.phrases)), effect=effect)


def _end(spec: FactSpec, end: Fraction | None) -> str:
    return "—" if end is None else show_value(end, spec.scale, spec.shown_unit)


def _default(spec: FactSpec) -> str | None:
    return None if spec.default is None else show_value(spec.default.value, spec.scale, spec.shown_unit)


def _read(rubric: Rubric) -> set[str]:
    cards: Sequence[tuple[str, ...]] = [card.facts for card in rubric.indicators.values()]
    conditions = (names(check.when.expr) for check in rubric.checks if check.when is not None)
    return {name for one in (*cards, *conditions) for name in one}
