"""What would follow were facts otherwise, in sentences: assumptions, indicators with their reasons, findings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import one_line, show_value
from youju.explain.because import because_of
from youju.explain.compared import told
from youju.explain.margins import Margin
from youju.explain.said import points, slots_of
from youju.explain.what_if import Assumption, Flip, Turned, WhatIf
from youju.feel import UNKNOWN, Value
from youju.ledger import Entry
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.what_if import FORMS
from youju.rubric import Text

_HOLDS = {
    True: Said("成立", "holds", "word"),
    False: Said("不成立", "does not hold", "word"),
    None: Said("无法判定", "undecided", "word"),
}


def told_what_if(found: WhatIf) -> tuple[Sentence, ...]:
    """The whole answer: what is assumed, the total, then indicators and findings that differ."""
    return (*told_assumptions(found), told_total(found), *told_turned(found), *told_findings(found), told_only())


def told_assumptions(found: WhatIf) -> tuple[Sentence, ...]:
    """Each assumption with the value the fact has; of one that has it already that it has."""
    return tuple(_assumption(found.before, one) for one in found.assumed)


def told_total(found: WhatIf) -> Sentence:
    """The recomputed total, before and after."""
    before, after = found.before.ledger.totals.recomputed, found.after.ledger.totals.recomputed
    key = "what-if.total-stays" if before == after else "what-if.total"
    return sentence(
        FORMS, key, before=points(before, "before:total:recomputed"), after=points(after, "after:total:recomputed")
    )


def told_turned(found: WhatIf) -> tuple[Sentence, ...]:
    """Each indicator that differs, below it its reasons before and after and the comparisons that turned it; or that
    nothing differs at all."""
    if not (found.turned or found.gone or found.came or found.reworded):
        return (sentence(FORMS, "what-if.nothing"),)
    return tuple(line for one in found.turned for line in _turned(found, one))


def told_findings(found: WhatIf) -> tuple[Sentence, ...]:
    """The findings that go, come, or say something else."""

    def said(side: str, key: str, message: Text) -> Said:
        return Said(one_line(message.zh), one_line(message.en), f"{side}:finding:{key}")

    gone = (sentence(FORMS, "what-if.finding-gone", before=said("before", one.key, one.message)) for one in found.gone)
    came = (sentence(FORMS, "what-if.finding-came", after=said("after", one.key, one.message)) for one in found.came)
    reworded = (
        sentence(
            FORMS,
            "what-if.finding-reworded",
            before=said("before", old.key, old.message),
            after=said("after", new.key, new.message),
        )
        for old, new in found.reworded
    )
    return (*gone, *came, *reworded)


def told_only() -> Sentence:
    """That nothing of this is so: what is assumed is not decided, and not kept."""
    return sentence(FORMS, "what-if.only")


def _assumption(audit: Audit, one: Assumption) -> Sentence:
    name = Said(one.fact, audit.facts[one.fact].spec.en, f"name:{one.fact}")
    after = _value(audit, one.fact, one.after, "after")
    if one.before is UNKNOWN and one.after is not UNKNOWN:
        return sentence(FORMS, "what-if.assumed-unknown", name=name, after=after)
    key = "what-if.as-is" if one.before == one.after else "what-if.assumed"
    return sentence(FORMS, key, name=name, before=_value(audit, one.fact, one.before, "before"), after=after)


def _value(audit: Audit, fact: str, value: Value, side: str) -> Said:
    spec = audit.facts[fact].spec
    unknown = value is UNKNOWN
    zh = "未知" if unknown else show_value(value, spec.scale, spec.shown_unit)
    en = "unknown" if unknown else show_value(value, spec.scale, spec.shown_unit, "en")
    return Said(zh, en, f"{side}:fact:{fact}")


def _turned(found: WhatIf, turned: Turned) -> Iterator[Sentence]:
    shift = turned.shift
    title = found.before.rubric.indicators[shift.indicator].title
    yield sentence(
        FORMS,
        f"what-if.{shift.turn}",
        title=Said(title.zh, title.en, "title"),
        before=points(shift.before, "before:points"),
        after=points(shift.after, "after:points"),
        change=points(abs(shift.after - shift.before), "change"),
    )
    alike = [(old, new) for old, new in shift.changed if _same_words(found, old, new)]
    changed = [pair for pair in shift.changed if pair not in alike]
    yield from _entries(found.before, (*shift.gone, *(old for old, _ in changed)), "before", "what-if.gone")
    yield from _entries(found.after, (*shift.came, *(new for _, new in changed)), "after", "what-if.came")
    yield from _entries(found.after, tuple(new for _, new in alike), "after", "what-if.same-words")
    yield from (_flip(found, shift.indicator, one) for one in turned.flips)


def _same_words(found: WhatIf, old: Entry, new: Entry) -> bool:
    """Whether two entries say the same for the same points: what they rest on differs, and no word of it."""
    return old.points == new.points and because_of(found.before, old) == because_of(found.after, new)


def _entries(audit: Audit, entries: tuple[Entry, ...], side: str, key: str) -> Iterator[Sentence]:
    """What entries say, those that say the same (a ruling on every item, say) as one with the sum of their points."""
    alike: dict[Text, list[Entry]] = {}
    for entry in entries:
        alike.setdefault(because_of(audit, entry), []).append(entry)
    for because, own in alike.items():
        of = f"{side}:entry:{'+'.join(entry.id for entry in own)}"
        whole = sum((entry.points for entry in own), Fraction(0))
        said = Said(one_line(because.zh), one_line(because.en), f"{of}:because")
        yield sentence(FORMS, key, 1, because=said, points=points(whole, f"{of}:points"))


def _flip(found: WhatIf, indicator: str, flip: Flip) -> Sentence:
    def said(audit: Audit, margin: Margin, side: str) -> Said:
        words = told_flipped(audit, indicator, flip.rule, margin)
        return Said(words.zh, words.en, f"{side}:side:{flip.rule}:{flip.number}")

    return sentence(
        FORMS,
        "what-if.flip",
        1,
        before=said(found.before, flip.before, "before"),
        was=_HOLDS[flip.before.holds],
        after=said(found.after, flip.after, "after"),
        now=_HOLDS[flip.after.holds],
    )


def told_flipped(audit: Audit, indicator: str, rule: str, margin: Margin) -> Text:
    """One side of a comparison that turned, in words."""
    one = told(margin, rule, slots_of(audit, indicator), gap=True)
    return Text(zh=one.text("zh"), en=one.text("en"))
