"""The certificate of an explanation, checked from top to bottom: what is wrong, or nothing.

First the audit inside, by the certificate of audits; then of every indicator explained each claim by itself. What made
the explanation is trusted in nothing, and nothing of it is imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from youju.facts import FactSpec
from youju.ledger.certificate import ERRORS, Known, unsealed, unsound, unsound_bytes
from youju.ledger.explained.cited import check_cited
from youju.ledger.explained.context import Context
from youju.ledger.explained.faults import Fault
from youju.ledger.explained.quoted import check_quotes
from youju.ledger.explained.ranged import check_range
from youju.ledger.explained.regained import check_regain, check_stays
from youju.ledger.explained.told import check_texts
from youju.ledger.explained.world import Domain, World, number_in
from youju.ledger.moved import SCALES, frame_of, values_in
from youju.ledger.replay import claim_in
from youju.ledger.stands import Reader, misread
from youju.report import Document
from youju.source.exact_json import read_json
from youju.structs import Struct

Record = dict[str, Any]
FORMAT = "youju-explanation/1"
KEYS = {
    "format": "audit digest domains explanations format",
    "explanation": "cites indicator lacking minimal needs points quotes range regain stays texts",
    "need": "fact points values",
    "regain": "exact lost nearer points ruled target ways",
    "way": "changes points",
    "change": "after before fact far step",
    "stay": "fact high low step value",
    "range": "exact high high_at low low_at open points",
    "text": "depth en key slots zh",
    "slot": "en of zh",
    "quote": "end fact line places start text value",
    "domain": "least most",
}


class AtHand(Struct):
    """What a certificate is checked against beside itself: versions of rubrics, their dictionaries, the report.

    The dictionaries, and what a report is read with, are by the digest of the rubric they belong to. Where its own is
    not at hand, the English names and the domains of facts are taken as the certificate gives them.
    """

    known: Known | None = None
    dictionaries: Mapping[str, Mapping[str, FactSpec]] | None = None
    report: Document | None = None
    readers: Mapping[str, Reader] | None = None


def is_explanation(data: bytes) -> bool:
    """Whether bytes say of themselves that they are the certificate of an explanation."""
    try:
        record = read_json(data)
    except ValueError:
        return False
    return isinstance(record, dict) and cast(Record, record).get("format") == FORMAT


def verify_explanation(data: bytes, hand: AtHand | None = None) -> tuple[str, ...]:
    """Every reason to refuse the certificate of an explanation; none where all of its claims hold."""
    hand = hand or AtHand()
    try:
        record = cast(Record, read_json(data))
        if record["format"] != FORMAT or not _keys(record):
            return ("记录里有不该有的内容，或格式不明 / unknown keys or format",)
        sealed = [*unsound_bytes(record, data), *unsealed(record)]
        if sealed:
            return tuple(sealed)
        audit = tuple(f"所附审核：{reason}" for reason in unsound(record["audit"], hand.known))
        if audit or hand.report is None:
            return audit or tuple(_explanations(record, hand))
        reader = (hand.readers or {}).get(record["audit"]["ledger"]["rubric_digest"])
        return tuple(misread(record["audit"], hand.report, reader)) or tuple(_explanations(record, hand))
    except ERRORS as error:
        return (f"记录残缺或被改动，无法核验：{type(error).__name__} / damaged or altered, cannot be checked",)


def _keys(record: Record) -> bool:
    """Whether every part has its keys and no others."""
    every = record["explanations"]
    regains = [one["regain"] for one in every]
    ways = [way for regain in regains for way in (*regain["ways"], *regain["nearer"])]
    texts = [text for one in every for texts in one["texts"].values() for text in texts]
    groups = {
        "format": [record],
        "explanation": every,
        "need": [need for one in every for need in one["needs"]],
        "regain": regains,
        "way": ways,
        "change": [change for way in ways for change in way["changes"]],
        "stay": [stay for one in every for stay in one["stays"]],
        "range": [one["range"] for one in every],
        "text": texts,
        "slot": [slot for text in texts for slot in text["slots"].values()],
        "quote": [quote for one in every for quote in one["quotes"]],
        "domain": list(record["domains"].values()),
    }
    flags = [one["minimal"] for one in every] + [one["exact"] for one in (*regains, *groups["range"])]
    typed = all(type(flag) is bool for flag in flags) and all(type(text["depth"]) is int for text in texts)
    return typed and all(set(item) == set(KEYS[kind].split()) for kind, items in groups.items() for item in items)


def _explanations(record: Record, hand: AtHand) -> Iterator[str]:
    audit, ledger = record["audit"], record["audit"]["ledger"]
    frame, values = frame_of(ledger), values_in(ledger)
    specs = None if hand.dictionaries is None else hand.dictionaries.get(ledger["rubric_digest"])
    yield from _domains(record, frame.rules["facts"], specs)
    domains = {name: _domain(one, frame.rules["facts"][name]) for name, one in record["domains"].items()}
    names = [one["indicator"] for one in record["explanations"]]
    if not names or names != [name for name in frame.order if name in names]:
        yield "说明的指标重复、次序不对，或不在评分标准里 / indicators stand twice, out of order, or are none"
        return
    rows = {row["indicator"]: row for row in ledger["rows"]}
    lines = {line["id"]: line for line in audit["indicators"]}
    for said in record["explanations"]:
        name = said["indicator"]
        world = World(frame, name, values, claim_in(ledger, name), domains)
        context = Context(world, rows[name], lines[name], said, audit, specs)
        for fault in _faults(context, hand.report):
            yield fault.of(world.card["title"]["zh"], name)


def _faults(context: Context, report: Document | None) -> Iterator[Fault]:
    """Every claim of an explanation that does not hold; a part that cannot be read is one."""
    world, said = context.world, context.said
    for part in (
        lambda: _points(context),
        lambda: check_cited(world, said),
        lambda: check_regain(world, context.row, context.line, said["regain"]),
        lambda: check_stays(world, said["stays"]),
        lambda: check_range(context, said["range"]),
        lambda: check_quotes(said, context.facts, context.line, report),
        lambda: check_texts(context),
    ):
        try:
            yield from list(part())
        except ERRORS as error:
            kind = type(error).__name__
            yield Fault("结构", "structure", f"残缺或被改动：{kind}", f"damaged or altered: {kind}")


def _points(context: Context) -> Iterator[Fault]:
    if number_in(context.said["points"]) != number_in(context.row["points"]):
        yield Fault("得分", "points", "与账不符", "they differ from the ledger's")


def _domain(one: Record, fact: Record) -> Domain:
    scale = SCALES.get(fact["unit"], 1)
    least, most = (None if one[end] is None else number_in(one[end]) * scale for end in ("least", "most"))
    return least, most


def _domains(record: Record, facts: Mapping[str, Record], specs: Mapping[str, FactSpec] | None) -> Iterator[str]:
    """Whether the domains are those of the dictionary, and of all facts whose values are spoken of."""
    used = {name for said in record["explanations"] for name in _varied(said)}
    numbers = {name for name in used if facts[name]["type"] not in ("boolean", "text")}
    if set(record["domains"]) != numbers:
        yield "取值范围不是所说各事实的 / domains are given of other facts than are spoken of"
        return
    for name, one in record["domains"].items():
        if specs is not None and _domain(one, facts[name]) != (specs[name].least, specs[name].most):
            yield f"“{name}”的取值范围与词典不符 / the domain of {name} is not the dictionary's"


def _varied(said: Record) -> Iterator[str]:
    """The facts that an explanation gives other values."""
    for need in said["needs"]:
        yield from need["values"]
    for way in (*said["regain"]["ways"], *said["regain"]["nearer"]):
        yield from (change["fact"] for change in way["changes"])
    yield from (stay["fact"] for stay in said["stays"])
    yield from said["range"]["open"]
