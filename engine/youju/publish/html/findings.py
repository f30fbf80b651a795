"""The findings as a list: level, what is wrong, the points in question, its quotes, what to ask for and do."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.publish.code_page import code_page
from youju.publish.html.links import quote_list
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say
from youju.publish.muted import muted

_LEVELS = ("P0", "P1", "P2")


def finding_list(audit: Audit, lang: str) -> Html:
    """All findings in the order of the audit, under boxes that leave levels out."""
    if not audit.findings:
        return el("p", say("no_findings", lang))
    return el("div", _filter(audit, lang), el("ol", *(_finding(audit, one, lang) for one in audit.findings)))


def _filter(audit: Audit, lang: str) -> Html:
    """Boxes to choose by; without a script they are not shown, and everything is."""
    kinds = [*_LEVELS, *(["muted"] if any(muted(one) for one in audit.findings) else [])]
    counts = {kind: sum(1 for one in audit.findings if kind in _kinds(one)) for kind in kinds}
    return el(
        "fieldset",
        el("legend", say("show", lang)),
        *(
            el(
                "label",
                el("input", type="checkbox", checked=True, value=kind),
                f" {say('muted_ones', lang) if kind == 'muted' else kind} ({counts[kind]})",
            )
            for kind in kinds
        ),
        el(
            "output",
            say("shown", lang, n=str(len(audit.findings))),
            data_say=say("shown", lang, n="#"),
            aria_live="polite",
        ),
        id="filter",
        hidden=True,
    )


def _kinds(finding: Finding) -> tuple[str, ...]:
    return (finding.level, "muted") if muted(finding) else (finding.level,)


def _finding(audit: Audit, finding: Finding, lang: str) -> Html:
    risk = say("risk", lang, n=points_text(finding.points_at_risk)) if finding.points_at_risk else None
    reason = muted(finding)
    return el(
        "li",
        el(
            "p",
            el("b", finding.level, class_=f"level {finding.level}"),
            f" {finding.message.of(lang)} ",
            el("span", f"（{risk}）" if lang == "zh" else f"({risk})", class_="risk") if risk else None,
            " ",
            el("code", finding.code),
        ),
        el("p", say("muted", lang, reason=reason), class_="reason") if reason else None,
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
