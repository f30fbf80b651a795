"""Deeds told as done on a day after the report was filed."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.days import NamedDay, days_of
from youju.audit.text.page import Day, Page
from youju.facts import has

_JOINTS = ("至", "到", "~", "-")
_ON = "于"
_DEADLINES = ("前", "底前", "之前", "以前", "止", "起")


def deeds_after_filing(page: Page) -> Iterator[Finding]:
    """A day after the filing with words of a deed behind it; plans, deadlines and terms are none."""
    if page.filed is None:
        return
    for named in days_of(page.text):
        if named.year and named.possible and _after(named, page.filed) and _told_as_done(page, named):
            said, filed = page.text[named.start : named.end], _shown(page.filed)
            zh = f"报告填报于 {filed}，却说 {said} 的事已经做了"
            en = f"filed on {filed}, the report tells of {said} as done"
            yield page.finding(
                "date-after-report", "P2", zh, en, (named.start, page.sentence(named.start, named.end)[1])
            )


def _after(named: NamedDay, filed: Day) -> bool:
    """Whether a day is surely later: a month alone, or a filing of some day in a month, leaves that month open."""
    month, of_filing = (named.year, named.month), filed[:2]
    return month > of_filing or (month == of_filing and named.day > filed[2] > 0)


def _told_as_done(page: Page, named: NamedDay) -> bool:
    words, text = page.words, page.text
    start, end = page.sentence(named.start, named.end)
    before, after = text[start : named.start], text[named.end : end]
    other = next(days_of(after), None)
    after = after[: other.start] if other else after
    term = before.endswith(_JOINTS) and not before.endswith(words.until)
    if term or after.startswith((*_JOINTS, *_DEADLINES)) or has(text[start:end], words.planned):
        return False
    held = named.day > 0 and before.endswith(_ON) and after.startswith(words.held)
    return held or has(after, words.past)


def _shown(day: Day) -> str:
    return f"{day[0]}年{day[1]}月" + (f"{day[2]}日" if day[2] else "")
