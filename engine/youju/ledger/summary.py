"""What stands above the ledger in a saved audit must say what the ledger says, and nothing else may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.content import content
from youju.ledger.contradictions import all_findings
from youju.source import fraction_text

Record = dict[str, Any]
ZERO = Fraction(0)


def summary(record: Record) -> Iterator[str]:
    """Every difference between the ledger and what is shown above it."""
    ledger, rules = record["ledger"], record["ledger"]["rules"]
    if record["content"] != content(ledger):
        yield "内容摘要（不含位置）与账不符 / the digest of the content differs from the ledger's"
    shown, own = record["totals"], ledger["totals"]
    if any(shown[name] != own[name] for name in ("claimed", "recomputed", "confirmed", "low", "high")):
        yield "摘要中的合计与账不符 / the totals above differ from the ledger's"
    if record["support"] != own["support"]:
        yield "摘要中的支撑与账不符 / the support above differs from the ledger's"
    if record["rubric"]["title"] != rules["rubric"]["title"]:
        yield "评分标准的名称与所附规则不符 / the rubric's title is another inside"
    for line, row in zip(record["indicators"], ledger["rows"], strict=True):
        if not _line(line, row, ledger):
            yield f"{line['id']} 的摘要与账不符 / the line above differs from the ledger's"
    yield from _told(record)
    expected = [_section(section, ledger) for section in rules["rubric"]["sections"]]
    if record["sections"] != expected:
        yield "各部分的小计与账不符 / the sections above differ from the ledger's"


def _told(record: Record) -> Iterator[str]:
    """What is not the report's plain word is told: values by hand with their file, and values read with doubt."""
    facts = {fact["name"]: fact for fact in record["ledger"]["facts"]}
    listed = {one["fact"] for one in record["ledger"]["rulings"]}
    file = record.get("facts_file")
    if file is not None and not (set(file) == {"sha256"} and re.fullmatch("[0-9a-f]{64}", file["sha256"])):
        yield "手工录入的文件摘要写得不对 / the digest of the facts entered by hand is not one"
    if file is None and any(fact["ruling"] is not None for fact in facts.values() if fact["name"] not in listed):
        yield "有手工录入的事实，却没有写文件的摘要 / facts are entered by hand, and no file is named"
    told = {(finding["code"], finding["indicator"]) for finding in all_findings(record)}
    owed: set[tuple[str, str | None]] = set()
    for entry in record["ledger"]["entries"]:
        read = [facts[name] for name in entry["facts"] if name in facts]
        owed |= {("low-trust-value", entry["indicator"]) for fact in read if fact["trust"] == "low"}
        owed |= {("fact-handed", entry["indicator"]) for fact in read if _departs(fact)}
    if owed - told:
        yield "读得不确定或手工录入的事实没有列为疑点 / unsure facts or facts entered by hand are told by no finding"
    if any(code == "low-trust-value" and name is not None for code, name in told - owed):
        yield "有疑点说读得不确定，事实却不这样写 / a finding says that a value is unsure, and no fact does"


def _departs(fact: Record) -> bool:
    """Whether a ruling gives another value than the report, or one where the report gives none or several."""
    said = [statement[0] for statement in fact["overruled"]]
    if fact["ruling"] is None or fact["value"] is None or fact["statements"]:
        return bool(said)
    return not said or any(value != fact["value"] for value in said)


def _line(line: Record, row: Record, ledger: Record) -> bool:
    rules = ledger["rules"]
    card = rules["cards"][row["indicator"]]
    fields = ["claimed", "claim_kind", "points", "low", "high", "status", "support"]
    entries = [e for e in ledger["entries"] if e["indicator"] == row["indicator"] and e["kind"] != "cap"]
    deciding = [e["rule"] for e in entries if e["kind"] in ("rule", "printed")] or [e["rule"] for e in entries]
    facts = {fact["name"]: fact for fact in ledger["facts"]}
    read = [name for name in dict.fromkeys(name for e in entries for name in e["facts"]) if name in facts]
    sections = rules["rubric"]["sections"]
    homes = [one["id"] for one in sections for group in one["groups"] if row["indicator"] in group["indicators"]]
    return (
        line["id"] == row["indicator"]
        and all(line[name] == row[name] for name in fields)
        and (line["weight"], line["effective_weight"]) == _weights(row, card, rules)
        and (line["title"], line["title_en"]) == (card["title"]["zh"], card["title"]["en"])
        and line["rules"] == [entry["rule"] for entry in entries]
        and line["rule"] == next(iter(deciding), None)
        and line["basis"] == _bases(card, line["rules"], rules)
        and [fact["name"] for fact in line["facts"]] == read
        and all(_fact(fact, facts[fact["name"]]) for fact in line["facts"])
        and [line["section"]] == (homes or ["adjustment"])
    )


def _weights(row: Record, card: Record, rules: Record) -> tuple[str, str]:
    """The weight and the effective one; an adjustment has none, and shows what it can bring: the cap declared on it."""
    if "weight" in card:
        return row["weight"], row["effective_weight"]
    caps = [cap["most"] for cap in rules["rubric"].get("caps", []) if cap["of"] == row["indicator"] and "most" in cap]
    most = next(iter(caps), row["weight"])
    return most, most


def _bases(card: Record, given: list[str], rules: Record) -> list[Record]:
    """What a score rests on: the basis of the rules that gave it (transfers, caps, acceptances), then the card's."""
    shared = [one for kind in ("transfers", "caps", "accept") for one in rules["rubric"].get(kind, [])]
    declared = {one["id"]: one.get("basis", []) for one in (*card["rules"], *shared)}
    every = [basis for rule in given for basis in declared.get(rule, [])] + card.get("basis", [])
    sources = rules["rubric"]["sources"]
    found = [{**one, "source": sources[one["source"]]["title"]["zh"]} if one.get("source") else one for one in every]
    return [one for i, one in enumerate(found) if one not in found[:i]]


def _fact(shown: Record, fact: Record) -> bool:
    said = [tuple(statement[1:]) for statement in fact["statements"] if statement[0] == fact["value"]]
    quote = (shown["quote"], shown["line"], shown["start"], shown["end"])
    quoted = quote in said if said else quote == (None, None, None, None)
    return quoted and all(shown[key] == fact[key] for key in ("value", "unit", "status", "trust", "ruling"))


def _section(section: Record, ledger: Record) -> Record:
    members = [name for group in section["groups"] for name in group["indicators"]]
    groups = [_sums(group, group["indicators"], ledger) for group in section["groups"]]
    return {**_sums(section, members, ledger), "groups": groups}


def _sums(part: Record, members: list[str], ledger: Record) -> Record:
    rows = [row for row in ledger["rows"] if row["indicator"] in members]
    claimed = [read_number(row["claimed"]) for row in rows if row["claimed"] is not None]
    return {
        "id": part["id"],
        "title": part["title"]["zh"],
        "effective_weight": fraction_text(sum((read_number(row["effective_weight"]) for row in rows), ZERO)),
        "claimed": fraction_text(sum(claimed, ZERO)) if claimed else None,
        "points": fraction_text(sum((read_number(row["points"]) for row in rows), ZERO)),
    }
