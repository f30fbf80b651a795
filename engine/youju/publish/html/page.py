"""The page of an audit: one file that loads nothing, readable without its script, and safe with any report."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from youju.audit import Audit
from youju.audit.words import one_line, points_text
from youju.ledger.journal import Head
from youju.publish.html.charts import lost_chart, support_chart
from youju.publish.html.findings import finding_list
from youju.publish.html.marks import marks_of
from youju.publish.html.markup import Html, el
from youju.publish.html.relations import relation_table
from youju.publish.html.say import say
from youju.publish.html.text import report_text
from youju.publish.html.tree import score_tree

_TOTALS = ("claimed", "recomputed", "confirmed", "low", "high")
_PARTS = ("overview", "scores", "findings", "relations")


def html_page(audit: Audit, lang: str = "zh", head: Head | None = None) -> bytes:
    """The page in a language (`zh`, `en`), UTF-8; the same for the same audit and head of a journal.

    Of a text longer than `text.LONGEST` characters only the surroundings of quotes are on the page, and of many
    relations the first; it says so where that is.
    """
    style, script = _resource("pieces.css") + _resource("page.css"), _resource("page.js")
    title = f"{one_line(audit.document.name)} · {say('title', lang)}"
    top = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        # Both are files of this package and hold nothing of a report: as they are, so that their hashes hold.
        el("style", Html(style)),
    )
    body = el("body", _header(audit, lang), _main(audit, lang, head), el("script", Html(script)))
    page = el("html", top, body, lang="zh-CN" if lang == "zh" else "en")
    return f"<!DOCTYPE html>\n{page.markup}\n".encode()


def _resource(name: str) -> str:
    return files("youju.publish.html").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or sent, and nothing runs but the script of this page, word for word."""
    allowed = "; ".join(
        f"{kind}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for kind, text in (("style", style), ("script", script))
    )
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _header(audit: Audit, lang: str) -> Html:
    links = [el("a", say(part, lang), href=f"#{part}") for part in _PARTS]
    return el(
        "header",
        el("h1", say("title", lang)),
        el("p", say("report", lang), " ", el("b", one_line(audit.document.name))),
        el("p", say("rubric", lang), " ", el("b", audit.rubric.spec.title.of(lang)), f" {audit.rubric.id}"),
        el("nav", *links, el("a", say("text", lang), href="#text"), aria_label=say("parts", lang)),
    )


def _main(audit: Audit, lang: str, head: Head | None) -> Html:
    """What was found comes first in the file, for those who read or print it from the top; the sheet puts it right."""
    found = el(
        "div",
        _part("overview", _overview(audit, lang), lang),
        _part("scores", score_tree(audit, lang), lang),
        _part("findings", finding_list(audit, lang), lang),
        _part("relations", relation_table(audit, lang), lang),
        _footer(audit, lang, head),
        id="audit",
        tabindex="0",
        aria_label=say("scores", lang),
    )
    return el("main", found, _text(audit, lang))


def _footer(audit: Audit, lang: str, head: Head | None) -> Html:
    digest = (say("made", lang), el("br"), say("digest", lang), " ", el("code", audit.document.sha256))
    return el("footer", *digest, *((el("br"), head.of(lang)) if head else ()))


def _part(name: str, content: Html, lang: str) -> Html:
    return el("section", el("h2", say(name, lang)), content, id=name, class_="part")


def _overview(audit: Audit, lang: str) -> Html:
    totals = audit.ledger.totals
    values = {name: getattr(totals, name) for name in _TOTALS}
    shown = (
        el("div", el("dt", say(name, lang)), el("dd", say("absent", lang) if value is None else points_text(value)))
        for name, value in values.items()
    )
    warning = el("p", say("incomplete", lang), class_="warning") if audit.document.incomplete else None
    return el(
        "div",
        warning,
        el("dl", *shown, class_="totals"),
        _before(audit, lang),
        support_chart(audit, lang),
        lost_chart(audit, lang),
    )


def _before(audit: Audit, lang: str) -> Html | None:
    """The totals without the rulings, where there are any."""
    if audit.before is None:
        return None
    amounts = {name: points_text(getattr(audit.before, name)) for name in _TOTALS[1:]}
    return el("p", say("before", lang, n=str(len(audit.ledger.rulings)), **amounts), class_="before")


def _text(audit: Audit, lang: str) -> Html:
    kinds = {"fact": say("fact", lang), "claim": say("claimed", lang), "relation": say("relation", lang)}
    kinds |= {level: level for level in ("P0", "P1", "P2")}
    legend = (el("li", el("mark", told, class_=kind)) for kind, told in kinds.items())
    head = el("div", el("h2", say("text", lang)), el("ul", *legend, class_="legend", aria_label=say("legend", lang)))
    return el("div", head, report_text(audit.document, marks_of(audit, lang), lang), id="paper")
