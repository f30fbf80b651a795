"""What opens under an indicator: its explanation, sentence by sentence, its quotes leading into the report's text."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit import Audit
from youju.explain import STATUS, Why
from youju.explain.tell import long
from youju.explain.written import Line, lines, paragraph, whole
from youju.ledger.sentences import Said, Sentence
from youju.publish.html.links import quote_list
from youju.publish.html.marks import anchor
from youju.publish.html.markup import Child, Html, el
from youju.publish.html.say import say


def explained(audit: Audit, why: Why, lang: str) -> Html:
    """The whole explanation of an indicator."""
    told = long(why)
    brief = tuple(one for one in told if one.depth == 0)
    detail = tuple(one for one in told if one.depth)
    return el(
        "div",
        el("p", paragraph(brief, lang), class_="brief"),
        el("p", STATUS[why.row.status][lang], class_="state"),
        *(_line(audit, line, lang) for line in lines(detail, lang)),
        _claim(audit, why, lang),
        class_="why",
    )


def _claim(audit: Audit, why: Why, lang: str) -> Html | None:
    """The words in which the report claims the points."""
    claim = audit.reading.claims.get(why.indicator.id)
    found = quote_list(claim.quotes, lang) if claim is not None else None
    return None if found is None else el("dl", el("dt", say("claim", lang)), el("dd", found))


def _line(audit: Audit, line: Line, lang: str) -> Html:
    first = line.sentences[0]
    entry = _entry_of(first)
    kind = "entry" if entry else "doubt" if first.key == "finding" else "line_of"
    children = [piece for one in _joined(audit, line, lang) for piece in one]
    return el("p", *children, class_=f"{kind} deep{line.depth}", id=f"e-{entry}" if entry else None)


def _entry_of(sentence: Sentence) -> str | None:
    """The id of the entry that a sentence begins to explain."""
    if sentence.key.partition("/")[0] != "entry":
        return None
    return sentence.slots["points"].of.removeprefix("entry:").removesuffix(":points")


def _joined(audit: Audit, line: Line, lang: str) -> Iterator[Iterator[Child]]:
    for one, (_, joint) in zip(line.sentences, whole(line.sentences, lang), strict=True):
        yield (_piece(audit, piece, lang) for piece in one.pieces(lang))
        yield iter((joint,))


def _piece(audit: Audit, piece: str | Said, lang: str) -> Child:
    """Words as they are; a quote leads to its mark in the text, a finding to where it is told."""
    if isinstance(piece, str):
        return piece
    kind, _, rest = piece.of.partition(":")
    if kind == "finding":
        return el("a", piece.text(lang), href=f"#f-{rest}")
    if kind == "quote":
        name, _, number = rest.rpartition(":")
        fact = audit.facts[name]
        quote = (*fact.statements, *fact.overruled)[int(number)].quote
        if quote.start < quote.end:
            return el("a", piece.text(lang), href=f"#{anchor((quote.start, quote.end))}", class_="quote")
    return piece.text(lang)
