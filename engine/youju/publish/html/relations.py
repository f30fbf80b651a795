"""The relations among figures as a table: what must agree, what it gives, what the report says."""

from __future__ import annotations

from youju.arithmetic import Relation
from youju.audit import Audit
from youju.publish.amount import amount
from youju.publish.html.links import quote_link
from youju.publish.html.marks import MOST_RELATIONS
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say

VERDICTS = {"holds": "holds", "fails": "fails_relation", "unknown": "unknown"}
_HEADS = ("formula_of", "computed", "stated", "difference", "verdict", "place")


def relation_table(audit: Audit, lang: str) -> Html:
    """A row for each relation, those that fail marked; a sentence where there is none, or not all are listed."""
    shown = audit.relations[:MOST_RELATIONS]
    if not shown:
        return el("p", say("no_relations", lang))
    rest = len(audit.relations) - len(shown)
    note = el("p", say("more_relations", lang, n=str(len(shown)), all=str(len(audit.relations)))) if rest else None
    head = el("thead", el("tr", *(el("th", say(name, lang), scope="col") for name in _HEADS)))
    rows = (_row(relation, lang) for relation in shown)
    return el("div", el("table", head, el("tbody", *rows), class_="relations"), note, class_="wide")


def _row(relation: Relation, lang: str) -> Html:
    told = relation.zh if lang == "zh" else relation.en
    return el(
        "tr",
        el(
            "td",
            relation.formula_zh if lang == "zh" else relation.formula_en,
            el("br"),
            el("small", told) if told else None,
        ),
        *(
            el("td", amount(value, relation), class_="n")
            for value in (relation.computed, relation.stated, relation.difference)
        ),
        el("td", say(VERDICTS[relation.verdict], lang)),
        el("td", quote_link(relation.terms[0].quote, lang) if relation.terms else relation.sentence.where(lang)),
        class_=relation.verdict,
    )
