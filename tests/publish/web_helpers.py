"""A page as a browser sees it: its elements with their attributes and text; and relations to show on one."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser

from youju.arithmetic import Relation, Term
from youju.audit import Audit
from youju.report import Document, Quote
from youju.structs import replace

_VOID = {"meta", "input", "br"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self) -> list[Element]:
        return [self, *(inner for one in self.children if isinstance(one, Element) for inner in one.all())]

    def named(self, name: str) -> list[Element]:
        return [one for one in self.all() if one.name == name]

    def by_id(self, wanted: str) -> Element:
        return next(one for one in self.all() if one.attributes.get("id") == wanted)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, dict(attrs))
        self.open[-1].children.append(one)
        if tag not in _VOID:
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(page: bytes) -> Element:
    """The tree of a page; AssertionError where an element is not closed in its place."""
    tree = _Tree()
    tree.feed(page.decode())
    tree.close()
    assert tree.open == [tree.root]
    return tree.root


def quote_of(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    return document.quote(start, start + len(words))


def with_relations(audit: Audit, *words: str) -> Audit:
    """The audit with a relation of each verdict on each of these words of its report."""
    quotes = [quote_of(audit.document, one) for one in words]
    relations = [
        Relation(
            "sum-differs", verdict, "1 + 2 = 3 <b>", "1 + 2 = 3", (Term("total", Fraction(3), "3", quote),), quote,
            None if verdict == "unknown" else Fraction(3), Fraction(3) if verdict == "holds" else Fraction(4),
            unit="万元", zh="" if verdict == "holds" else "合计不对", en="" if verdict == "holds" else "a wrong sum",
        )
        for quote in quotes
        for verdict in ("holds", "fails", "unknown")
    ]  # fmt: skip
    return replace(audit, relations=tuple(relations))
