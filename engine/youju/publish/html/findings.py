"""The findings as a list: level, what is wrong, the points in question, its quotes, what to ask for and do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.publish.code_page import code_page
from youju.publish.html.links import quote_list
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say
from youju.publish.standing import is_aside, ruled, standing

_LEVELS = ("P0", "P1", "P2")


def finding_list(audit: Audit, lang: str) -> Html:
    """All findings in the order of the audit, under boxes that leave levels out."""
    found = standing(audit)
    if not found:
        return el("p", say("no_findings", lang))
    return el("div", _filter(found, lang), el("ol", *(_finding(audit, one, lang) for one in found)))


def _filter(found: Sequence[Finding], lang: str) -> Html:
    """Boxes to choose by; without a script they are not shown, and everything is."""
    kinds = [*_LEVELS, *(["muted"] if any(is_aside(one) for one in found) else [])]
    counts = {kind: sum(1 for one in found if kind in _kinds(one)) for kind in kinds}
    boxes = (
        el(
            "label",
            el("input", type="checkbox", checked=True, value=kind),
            f" {say('muted_ones', lang) if kind == 'muted' else kind} ({counts[kind]})",
        )
        for kind in kinds
    )
    told = el("output", say("shown", lang, n=str(len(found))), data_say=say("shown", lang, n="#"), aria_live="polite")
    return el("fieldset", el("legend", say("show", lang)), *boxes, told, id="filter", hidden=True)


def _kinds(finding: Finding) -> tuple[str, ...]:
    return (finding.level, "muted") if is_aside(finding) else (finding.level,)


def _finding(audit: Audit, finding: Finding, lang: str) -> Html:
    decided = ruled(finding, lang)
    risk = say("risk", lang, n=points_text(finding.points_at_risk))
    return el(
        "li",
        el(
            "p",
            el("b", finding.level, class_=f"level {finding.level}"),
            f" {finding.message.of(lang)} ",
            el("span", f"（{risk}）" if lang == "zh" else f"({risk})") if finding.points_at_risk else None,
            " ",
            el("code", finding.code),
        ),
        el("p", say("ruled", lang, how=decided), class_="reason") if decided else None,
        quote_list(finding.quotes, lang),
        el("ul", *_more(audit, finding, lang), class_="more"),
        id=f"f-{finding.key}",
        class_=" ".join(("finding", *_kinds(finding))),
        tabindex="-1",
    )


def _more(audit: Audit, finding: Finding, lang: str) -> Iterator[Html]:
    if finding.indicator is not None:
        title = audit.rubric.indicators[finding.indicator].title.of(lang)
        yield el("li", say("indicator", lang), " ", el("a", title, href=f"#i-{finding.indicator}"))
    if finding.papers:
        yield el("li", f"{say('ask', lang)} {'、'.join(finding.papers)}")
    elif advice := code_page(finding.code, audit.rubric).advice.of(lang):
        yield el("li", f"{say('advice', lang)} {advice}")
