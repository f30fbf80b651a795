"""The findings of a saved audit against what can be found again: contradictions, missing figures, the total claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from youju.feel import read_number, show_number
from youju.ledger.doubts import TORN, Doubt, key_of, said_of
from youju.ledger.posted import Ruled
from youju.source import fraction_text

Record = dict[str, Any]
_HOLE = re.compile(r"\{([^{}]*)\}")
_MISSING = {"zh": "（缺）", "en": "(missing)"}
_TRUTH = {"zh": ("是", "否"), "en": ("yes", "no")}


def printed_in(record: Record) -> frozenset[str]:
    """The codes of declared checks of printed rates that are told by a finding."""
    declared = {check["code"] for check in record["ledger"]["rules"]["checks"] if "printed" in check}
    return frozenset(one["code"] for one in all_findings(record) if one["code"] in declared)


def all_findings(record: Record) -> list[Record]:
    """The findings that stand, and those that rulings set aside."""
    return [*record["findings"], *record.get("set_aside", [])]


def contradictions(record: Record, found: Ruled) -> Iterator[str]:
    """Every finding that is not named by its own words or says other than what was found, and what is not told."""
    shown = all_findings(record)
    declared = {check["code"] for check in record["ledger"]["rules"]["checks"]} | {TORN}
    for one in shown:
        key, _, count = one["key"].partition("-")
        wanted = key_of(one["code"], one["indicator"], [quote["text"] for quote in one["quotes"]])
        if key != wanted or not re.fullmatch("|[2-9]|[1-9][0-9]+", count):
            yield f"疑点 {one['code']} 的记号不是它自己的 / the key of a finding is not its own"
        if one["indicator"] is not None and one["indicator"] not in found.rows:
            yield f"疑点 {one['code']} 所说的指标不在评分标准里 / a finding is about an indicator that there is not"
    if len({one["key"] for one in shown}) != len(shown):
        yield "有两条疑点用了同一个记号 / two findings have one key"
    told = {one["key"]: one for one in shown if one["code"] in declared}
    owed = dict(found.doubts)
    for key in [*owed, *(key for key in told if key not in owed)]:
        if key not in told or key not in owed or not _says(told[key], owed[key], found):
            code = owed[key].code if key in owed else told[key]["code"]
            yield f"矛盾 {code} 没有列为疑点，或写得与规则和账不符 / a contradiction is not told, or told otherwise"
    yield from _open_rows(record)
    yield from _total(record)


def _says(one: Record, doubt: Doubt, found: Ruled) -> bool:
    """Whether a finding says what a contradiction does: what about, in which words, at what cost, quoting what."""
    words, level, papers = _words(doubt, found)
    quotes = [tuple(said[1:]) for said in said_of(found.book, doubt)]
    return (
        (one["code"], one["indicator"], one["level"]) == (doubt.code, doubt.indicator, level)
        and (one["message"], one["message_en"]) == words
        and one["points_at_risk"] == fraction_text(doubt.loss)
        and [(quote["text"], quote["line"], quote["start"], quote["end"]) for quote in one["quotes"]] == quotes
        and papers in (None, one["papers"])
    )


def _words(doubt: Doubt, found: Ruled) -> tuple[tuple[str, str], str, list[str] | None]:
    """The message of a contradiction in both languages, its level, its papers where the rules name them."""
    if doubt.check is not None:
        because = doubt.check["because"]
        said = _filled(because["zh"], found, "zh"), _filled(because["en"], found, "en")
        return said, doubt.check["level"], doubt.check.get("papers") or None
    title = found.book.rules["cards"][doubt.indicator]["title"]
    names, moves = "、".join(doubt.facts), bool(doubt.loss or doubt.gain)
    effect = ("，影响得分", ", and change the score") if moves else ("，各种说法得分相同", "; the score is the same")
    zh = f"「{title['zh']}」所用的 {names} 前后说法不一{effect[0]}"
    return (zh, f"{title['en']}: statements of {names} disagree{effect[1]}"), "P1" if moves else "P2", None


def _filled(words: str, found: Ruled, lang: str) -> str:
    return _HOLE.sub(lambda hole: _shown(found.book.facts.get(hole[1]), lang), words)


def _shown(fact: Record | None, lang: str) -> str:
    """A fact's value as the words of a check have it."""
    if fact is None or fact["value"] is None:
        return _MISSING[lang]
    if isinstance(fact["value"], bool):
        return _TRUTH[lang][0 if fact["value"] else 1]
    if fact["type"] == "text":
        return fact["value"]
    joint = "" if fact["unit"] in ("", "%") else " "
    return f"{show_number(read_number(fact['value']))}{joint}{fact['unit']}"


def _open_rows(record: Record) -> Iterator[str]:
    """What cannot be verified for want of figures is told, with the points that hang on it."""
    told = {(one["code"], one["indicator"]): one for one in all_findings(record)}
    cards = record["ledger"]["rules"]["cards"]
    for row in record["ledger"]["rows"]:
        one = told.get(("missing-input", row["indicator"]))
        idle = "weight" not in cards[row["indicator"]] and row["claimed"] is None and row["points"] == "0"
        owed = row["status"] == "undetermined" and not idle
        if owed != (one is not None):
            yield f"{row['indicator']} 缺数据没有列为疑点，或反之 / missing figures are not told, or the reverse"


def _total(record: Record) -> Iterator[str]:
    """A report without a total, or with another than was recomputed, is told so."""
    totals = record["ledger"]["totals"]
    codes = {one["code"]: one for one in all_findings(record)}
    if ("total-absent" in codes) != (totals["claimed"] is None):
        yield "自评总分与疑点所说不符 / the total claimed is not what the findings say of it"
    if totals["claimed"] is not None:
        off = read_number(totals["claimed"]) - read_number(totals["recomputed"])
        one = codes.get("total-differs")
        if (one is not None) != bool(off) or (one is not None and one["points_at_risk"] != fraction_text(abs(off))):
            yield "自评与复核的差没有列为疑点，或写得不对 / the difference of the totals is not told, or told otherwise"
