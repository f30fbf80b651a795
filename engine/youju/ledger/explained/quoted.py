"""That every quote of a cited fact is there, is the ledger's own, and reads to the value it is quoted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.explained.faults import Fault, quoted
from youju.ledger.moved import SCALES
from youju.ledger.reads import reads
from youju.report import Document, Place, Quote
from youju.report.places import Box

Record = dict[str, Any]


def check_quotes(said: Record, facts: Mapping[str, Record], line: Record, report: Document | None) -> Iterator[Fault]:
    """Every quote that is left out, not the ledger's, not in the report at its place, or read to another value.

    There are quotes of the facts cited, and of those whose statements a sentence has.
    """
    names = dict.fromkeys((*said["cites"], *_told(said)))
    wanted = [(name, *one) for name in names if name in facts for one in _statements(facts[name])]
    quotes = said["quotes"]
    if [tuple(one[key] for key in ("fact", "value", "text", "line", "start", "end")) for one in quotes] != wanted:
        yield quoted("与账里这些事实的原文不符，或有遗漏", "they are not the ledger's statements of these facts")
        return
    units = {fact["name"]: fact["stated_unit"]["text"] for fact in line["facts"] if "stated_unit" in fact}
    for one in quotes:
        fact = facts[one["fact"]]
        if fact["type"] not in ("boolean", "text") and not _reads(one, fact, units.get(one["fact"], "")):
            yield quoted(
                f"“{one['text']}”读不出“{one['fact']}”的值 {one['value']}",
                f"the quote for {one['fact']} does not read to its value",
            )
        if report is not None and not _stands(one, report):
            yield quoted(
                f"“{one['text']}”在报告的那个位置没有", f"the quote for {one['fact']} is not in the report there"
            )


def _told(said: Record) -> Iterator[str]:
    """The facts whose statements stand in sentences."""
    for texts in said["texts"].values():
        for text in texts:
            yield from (slot["of"].split(":")[1] for slot in text["slots"].values() if slot["of"].startswith("quote:"))


def _statements(fact: Record) -> list[list[Any]]:
    """The statements of a fact, behind them those that a ruling sets aside."""
    return [*fact["statements"], *fact["overruled"]]


def _reads(one: Record, fact: Record, unit: str) -> bool:
    """Whether the quote reads to the value, whose unit may stand in the words `unit` elsewhere."""
    own = SCALES.get(fact["unit"], Fraction(1))
    return reads(
        one["text"], read_number(one["value"]) * own, [own, *(SCALES[name] for name in SCALES if name in unit)]
    )


def _stands(one: Record, report: Document) -> bool:
    """Whether the report has the quote where it says, with the places of its format."""
    if not 0 <= one["start"] <= one["end"] <= len(report.text):
        return False
    quote = report.quote(one["start"], one["end"])
    return (quote.text, quote.line, list(map(_plain, quote.places))) == (one["text"], one["line"], one["places"])


def _plain(place: Place) -> Record:
    """A place as records write it: without what its format does not know."""
    boxes = [{"left": b.left, "top": b.top, "right": b.right, "bottom": b.bottom} for b in place.boxes]
    known = ("page", "paragraph", "table", "row", "column", "sheet", "cell")
    shown: Record = {name: value for name in known if (value := getattr(place, name))}
    return {**shown, "boxes": boxes} if boxes else shown


def place_of(one: Record) -> tuple[str, str]:
    """Where a quote stands, in words of both languages."""
    places = tuple(_place(place) for place in one["places"])
    quote = Quote(one["text"], one["line"], one["start"], one["end"], places)
    return quote.where("zh"), quote.where("en")


def _place(plain: Record) -> Place:
    boxes = tuple(Box(one["left"], one["top"], one["right"], one["bottom"]) for one in plain.get("boxes", []))
    counts = (plain.get(key, 0) for key in ("paragraph", "table", "row", "column"))
    return Place(plain.get("page", 0), boxes, *counts, sheet=plain.get("sheet", ""), cell=plain.get("cell", ""))
