"""Edits of a valid certificate of explanations, each a lie told well: digests are made anew, so only a claim can fail.

A kind takes an explanation (or the whole record) and a source of chance, changes one thing, and says whether it found
anything of its kind to change.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from youju.ledger.explained import verify_explanation
from youju.source import canonical, digest, fraction_text

Record = dict[str, Any]
Kind = Callable[[Record, Random], bool]
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def resealed(record: Record) -> bytes:
    """The bytes of a record whose digest says that nothing was touched."""
    return canonical({**record, "digest": digest(record)})


def tampers(record: Record, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many tampered certificates, kind after kind, each with the name of its kind."""
    rng, names = Random(seed), sorted(KINDS)
    made = 0
    while made < count:
        for name in names:
            altered = tampered(record, name, rng)
            if altered is not None and made < count:
                made += 1
                yield name, altered


def tampered(record: Record, name: str, rng: Random) -> bytes | None:
    """The record with one edit of a kind in some explanation; None where no explanation has what it changes."""
    altered = copy.deepcopy(record)
    every = altered["explanations"]
    for explanation in rng.sample(every, len(every)):
        if KINDS[name](explanation if not name.startswith("record_") else altered, rng):
            assert altered != record, name
            return resealed(altered)
    return None


def refused(data: bytes) -> bool:
    """Whether a checker with nothing but the file refuses it."""
    return bool(verify_explanation(data))


# --- numbers and words of sentences


def _slots(one: Record, start: str = "") -> list[tuple[Record, str, Record]]:
    found = [(text, name, slot) for text in one["texts"] for name, slot in text["slots"].items()]
    return [(text, name, slot) for text, name, slot in found if slot["of"].startswith(start)]


def _refill(text: Record, name: str, zh: str, en: str) -> None:
    """Says something else in a slot, and in the sentence with it."""
    slot = text["slots"][name]
    for lang, words in (("zh", zh), ("en", en)):
        text[lang] = text[lang].replace(slot[lang], words)
        slot[lang] = words


def _other_number(words: str, rng: Random) -> str:
    found = NUMBER.search(words)
    assert found is not None
    return (
        words[: found.start()]
        + fraction_text(Fraction(found[0]) + rng.choice([1, 10, Fraction(1, 100)]))
        + words[found.end() :]
    )


def _numbered(one: Record, start: str) -> list[tuple[Record, str, Record]]:
    return [found for found in _slots(one, start) if NUMBER.search(found[2]["zh"])]


def _number_of(start: str) -> Kind:
    """Another number in slot and sentence, in both languages."""

    def kind(one: Record, rng: Random) -> bool:
        for text, name, slot in _numbered(one, start)[:1] if start in ("way", "stay") else _numbered(one, start):
            seed = rng.random()
            words = [_other_number(slot[lang], Random(seed)) for lang in ("zh", "en")]
            _refill(text, name, *words)
            return True
        return False

    return kind


def _sentence_only(one: Record, rng: Random) -> bool:
    text = rng.choice(one["texts"])
    if not NUMBER.search(text["zh"]):
        return False
    text["zh"] = _other_number(text["zh"], rng)
    return True


def _english_only(one: Record, rng: Random) -> bool:
    for text, name, slot in rng.sample(_numbered(one, ""), len(_numbered(one, ""))):
        if slot["of"].startswith(("fact", "way", "stay", "let")):
            _refill(text, name, slot["zh"], _other_number(slot["en"], rng))
            return True
    return False


def _slot_only(one: Record, rng: Random) -> bool:
    _, _, slot = rng.choice(_slots(one))
    slot["zh"] += "整"
    return True


def _number_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in _numbered(one, "fact"):
        words = (NUMBER.sub("", slot[lang]).strip() for lang in ("zh", "en"))
        _refill(text, name, *words)
        return True
    return False


def _word_added(one: Record, rng: Random) -> bool:
    rng.choice(one["texts"])["zh"] += "另得 2 分。"
    return True


def _references_swapped(one: Record, rng: Random) -> bool:
    for text in rng.sample(one["texts"], len(one["texts"])):
        slots = list(text["slots"].values())
        if len({slot["of"] for slot in slots}) > 1:
            first, second = rng.sample(slots, 2)
            first["of"], second["of"] = second["of"], first["of"]
            return first["of"] != second["of"]
    return False


def _reference_to_another_fact(one: Record, rng: Random) -> bool:
    for text, _, slot in _slots(one, "fact:"):
        others = [name for name in one["cites"] if name != slot["of"].partition(":")[2]]
        if others and text["key"].startswith("certificate/"):
            slot["of"] = f"fact:{rng.choice(others)}"
            return True
    return False


def _number_called_a_word(one: Record, rng: Random) -> bool:
    _, _, slot = rng.choice(_numbered(one, "points"))
    slot["of"] = "word"
    return True


def _unit_of_money(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "fact"):
        if slot["zh"].endswith("万元"):
            _refill(text, name, *(slot[lang].replace("万元", "亿元") for lang in ("zh", "en")))
            return True
    return False


def _same_money_in_another_unit(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "fact"):
        if slot["zh"].endswith(" 万元"):
            yuan = f"{fraction_text(Fraction(slot['zh'].split()[0]) * 10_000)} 元"
            _refill(text, name, yuan, yuan)
            return True
    return False


def _percent_sign_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "let"):
        if slot["zh"].endswith("%"):
            _refill(text, name, *(slot[lang].removesuffix("%") for lang in ("zh", "en")))
            return True
    return False


def _about_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "let"):
        if slot["zh"].startswith("约"):
            _refill(text, name, slot["zh"].removeprefix("约 "), slot["en"].removeprefix("about "))
            return True
    return False


def _measure_word(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "fact"):
        if slot["zh"].endswith((" 人", " 个", " 项")):
            _refill(text, name, slot["zh"][:-1] + "万元", slot["en"][:-1] + "万元")
            return True
    return False


def _answer_turned(one: Record, rng: Random) -> bool:
    for text, _, slot in _slots(one, "fact"):
        if slot["zh"] in ("是", "否") and text["key"] == "certificate/quoted":
            slot["zh"] = "否" if slot["zh"] == "是" else "是"
            text["zh"] = (
                text["zh"].replace("为 是（", "为 否（")
                if slot["zh"] == "否"
                else text["zh"].replace("为 否（", "为 是（")
            )
            return True
    return False


def _title(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "title"):
        _refill(text, name, slot["zh"] + "甲", slot["en"])
        return True
    return False


def _title_in_english(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "title"):
        _refill(text, name, slot["zh"], slot["en"] + "s")
        return True
    return False


def _fact_renamed(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "name:"):
        _refill(text, name, slot["zh"] + "合计", slot["en"])
        return True
    return False


def _key_of_no_form(one: Record, rng: Random) -> bool:
    rng.choice(one["texts"])["key"] += "-x"
    return True


def _key_of_another_form(one: Record, rng: Random) -> bool:
    text = rng.choice(one["texts"])
    text["key"] = "certificate/range" if text["key"] != "certificate/range" else "certificate/lost"
    return True


def _because_of_another_rule(one: Record, rng: Random) -> bool:
    for text in one["texts"]:
        if text["key"].startswith("because/"):
            text["key"] = text["key"].rpartition("/")[0] + "/nothing-planned"
            return True
    return False


def _because_of_another_indicator(one: Record, rng: Random) -> bool:
    for text in one["texts"]:
        if text["key"].startswith("because/"):
            text["key"] = "because/x/" + text["key"].rpartition("/")[2]
            return True
    return False


def _because_reworded(one: Record, rng: Random) -> bool:
    for text in one["texts"]:
        if text["key"].startswith("because/"):
            text["zh"] = "无需再查：" + text["zh"]
            return True
    return False


def _slot_dropped(one: Record, rng: Random) -> bool:
    text, name, _ = rng.choice(_slots(one))
    del text["slots"][name]
    return True


def _slot_added(one: Record, rng: Random) -> bool:
    rng.choice(one["texts"])["slots"]["more"] = {"zh": "好", "en": "good", "of": "word"}
    return True


# --- facts cited and witnesses


def _cites_too_few(one: Record, rng: Random) -> bool:
    if not one["cites"] or not one["minimal"]:
        return False
    gone = rng.choice(one["cites"])
    one["cites"].remove(gone)
    one["needs"] = [need for need in one["needs"] if need["fact"] != gone]
    one["quotes"] = [quote for quote in one["quotes"] if quote["fact"] != gone]
    one["texts"] = [
        text for text in one["texts"] if f"fact:{gone}" not in {slot["of"] for slot in text["slots"].values()}
    ]
    return True


def _cites_nothing(one: Record, rng: Random) -> bool:
    if not one["cites"]:
        return False
    one.update(cites=[], needs=[], quotes=[], minimal=True)
    one["texts"] = [text for text in one["texts"] if text["key"] != "certificate/quoted"]
    return True


def _cites_twice(one: Record, rng: Random) -> bool:
    one["cites"] = one["cites"] * 2
    one["needs"], one["quotes"] = one["needs"] * 2, one["quotes"] * 2
    return bool(one["cites"])


def _cites_what_no_rule_reads(one: Record, rng: Random) -> bool:
    one["cites"].append("公用经费控制率" if one["indicator"] != "operating-cost-control" else "满意度")
    one["minimal"] = False
    return True


def _superfluous_and_minimal(one: Record, rng: Random) -> bool:
    """A fact that another rule reads, with a witness that changes nothing here."""
    name = "在职人数" if one["indicator"] != "staffing-rate" else "满意人数"
    one["cites"].append(name)
    one["needs"].append({"fact": name, "values": {name: "1"}, "points": one["points"]})
    return True


def _minimal_denied(one: Record, rng: Random) -> bool:
    one["minimal"] = not one["minimal"]
    return True


def _need_dropped(one: Record, rng: Random) -> bool:
    if one["needs"]:
        one["needs"].pop(rng.randrange(len(one["needs"])))
        return True
    return False


def _witness_that_changes_nothing(one: Record, rng: Random) -> bool:
    for need in one["needs"]:
        quote = next((quote for quote in one["quotes"] if quote["fact"] == need["fact"]), None)
        if quote is not None:
            need["values"][need["fact"]] = quote["value"]
            return True
    return False


def _witness_of_other_points(one: Record, rng: Random) -> bool:
    for need in one["needs"]:
        if need["points"] is not None:
            need["points"] = fraction_text(Fraction(need["points"]) + Fraction(1, 100))
            return True
    return False


def _witness_moves_another_cited(one: Record, rng: Random) -> bool:
    for need in one["needs"]:
        others = [quote for quote in one["quotes"] if quote["fact"] != need["fact"]]
        if others:
            need["values"][others[0]["fact"]] = others[0]["value"]
            return True
    return False


def _witness_of_another_fact(one: Record, rng: Random) -> bool:
    if len(one["needs"]) < 2:
        return False
    first, second = one["needs"][:2]
    first["values"], second["values"] = second["values"], first["values"]
    return True


def _witness_unknown(one: Record, rng: Random) -> bool:
    for need in one["needs"]:
        need["values"][need["fact"]] = None
        return True
    return False


def _lacking_denied(one: Record, rng: Random) -> bool:
    if one["lacking"]:
        one["lacking"].pop()
        one["texts"] = [text for text in one["texts"] if text["key"] != "certificate/lacking"]
        return True
    return False


def _lacking_invented(one: Record, rng: Random) -> bool:
    if one["lacking"] or not one["cites"]:
        return False
    one["lacking"] = [one["cites"][0]]
    return True


def _points(one: Record, rng: Random) -> bool:
    one["points"] = fraction_text(Fraction(one["points"]) + Fraction(1, 100))
    return True


# --- ways and intervals


def _way_moved(by: int) -> Kind:
    """Every number of a way a step farther (1) or nearer (-1) than it must be, its sentence with it."""

    def kind(one: Record, rng: Random) -> bool:
        for number, way in enumerate(one["regain"]["ways"] if one["regain"] else []):
            for at, change in enumerate(way["changes"]):
                if change["step"] is None or change["before"] is None:
                    continue
                before, after, step = (Fraction(change[key]) for key in ("before", "after", "step"))
                moved = fraction_text(after + step * by * (1 if after > before else -1))
                _say_instead(one, f"way:{number}:{at}:after", change["after"], moved)
                change["after"] = moved
                return True
        return False

    return kind


def _say_instead(one: Record, reference: str, old: str, new: str) -> None:
    for text, name, slot in _slots(one, reference):
        _refill(text, name, *(slot[lang].replace(old, new, 1) for lang in ("zh", "en")))


def _change(key: str, value: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        for way in one["regain"]["ways"] if one["regain"] else []:
            if way["changes"][0]["step"] is not None:
                way["changes"][0][key] = value
                return True
        return False

    return kind


def _answer_way_turned(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"] if one["regain"] else []:
        for change in way["changes"]:
            if isinstance(change["after"], bool):
                change["after"] = not change["after"]
                return True
    return False


def _way_points(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"] if one["regain"] else []:
        way["points"] = fraction_text(Fraction(way["points"]) - Fraction(1, 100))
        return True
    return False


def _sum_of_regain(key: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        if one["regain"] is None:
            return False
        one["regain"][key] = fraction_text(Fraction(one["regain"][key]) + 1)
        return True

    return kind


def _way_with_more_than_needed(one: Record, rng: Random) -> bool:
    ways = one["regain"]["ways"] if one["regain"] else []
    if len(ways) < 2:
        return False
    ways[0]["changes"] += ways[1]["changes"]
    return True


def _way_without_changes(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"] if one["regain"] else []:
        way["changes"] = []
        return True
    return False


def _stay_end(key: str, by: int) -> Kind:
    """An end of an interval a step farther (1) or nearer (-1), its sentence with it."""

    def kind(one: Record, rng: Random) -> bool:
        for number, stay in enumerate(one["stays"]):
            if stay[key] is None or (key == "low" and stay[key] == "0") or (by < 0 and stay[key] == stay["value"]):
                continue
            moved = fraction_text(Fraction(stay[key]) + Fraction(stay["step"]) * by * (1 if key == "high" else -1))
            _say_instead(one, f"stay:{number}:{key}", stay[key], moved)
            stay[key] = moved
            return True
        return False

    return kind


def _stay_open(one: Record, rng: Random) -> bool:
    for stay in one["stays"]:
        if stay["high"] is not None:
            stay["high"] = None
            return True
    return False


def _stay_of(key: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        for stay in one["stays"]:
            stay[key] = fraction_text(Fraction(stay[key]) * 10 + 1)
            return True
        return False

    return kind


def _stay_twice(one: Record, rng: Random) -> bool:
    one["stays"] = one["stays"] * 2
    return bool(one["stays"])


# --- quotes


def _quote(key: str, change: Callable[[Any], Any]) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        if one["quotes"]:
            quote = rng.choice(one["quotes"])
            quote[key] = change(quote[key])
            return True
        return False

    return kind


def _quote_value(one: Record, rng: Random) -> bool:
    for quote in one["quotes"]:
        quote["value"] = (not quote["value"]) if isinstance(quote["value"], bool) else quote["value"] + "1"
        return True
    return False


def _quote_dropped(one: Record, rng: Random) -> bool:
    if one["quotes"]:
        one["quotes"].pop(rng.randrange(len(one["quotes"])))
        return True
    return False


def _quotes_exchanged(one: Record, rng: Random) -> bool:
    if len(one["quotes"]) < 2:
        return False
    first, second = one["quotes"][:2]
    first["text"], second["text"] = second["text"], first["text"]
    return first["text"] != second["text"]


def _place_in_words(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "place:"):
        _refill(text, name, "第 3 行", "line 3")
        return slot["zh"] != "第 4 行"
    return False


def _quote_in_words(one: Record, rng: Random) -> bool:
    for text, name, slot in _slots(one, "quote:"):
        _refill(text, name, slot["zh"] + "甲", slot["en"] + "甲")
        return True
    return False


# --- the record around


def _record(change: Callable[[Record], object]) -> Kind:
    def kind(record: Record, rng: Random) -> bool:
        change(record)
        return True

    return kind


def _domain_moved(record: Record, rng: Random) -> bool:
    for one in record["domains"].values():
        one["least"] = "1000000"
        return True
    return False


def _audit_points(record: Record) -> None:
    record["audit"]["ledger"]["rows"][0]["points"] = "1"
    record["audit"]["digest"] = digest(record["audit"])


def _audit_rules(record: Record) -> None:
    record["audit"]["ledger"]["rules"]["cards"]["procurement-rate"]["rules"][1]["points"] = "weight"
    record["audit"]["digest"] = digest(record["audit"])


KINDS: Mapping[str, Kind] = {
    **{
        f"number_of_{start}": _number_of(start)
        for start in ("points", "weight", "lost", "fact", "let", "way", "stay", "place", "quote")
    },
    "sentence_only": _sentence_only,
    "english_only": _english_only,
    "slot_only": _slot_only,
    "number_dropped": _number_dropped,
    "word_added": _word_added,
    "references_swapped": _references_swapped,
    "reference_to_another_fact": _reference_to_another_fact,
    "number_called_a_word": _number_called_a_word,
    "unit_of_money": _unit_of_money,
    "same_money_in_another_unit": _same_money_in_another_unit,
    "percent_sign_dropped": _percent_sign_dropped,
    "about_dropped": _about_dropped,
    "measure_word": _measure_word,
    "answer_turned": _answer_turned,
    "title": _title,
    "title_in_english": _title_in_english,
    "fact_renamed": _fact_renamed,
    "key_of_no_form": _key_of_no_form,
    "key_of_another_form": _key_of_another_form,
    "because_of_another_rule": _because_of_another_rule,
    "because_of_another_indicator": _because_of_another_indicator,
    "because_reworded": _because_reworded,
    "slot_dropped": _slot_dropped,
    "slot_added": _slot_added,
    "cites_too_few": _cites_too_few,
    "cites_nothing": _cites_nothing,
    "cites_twice": _cites_twice,
    "cites_what_no_rule_reads": _cites_what_no_rule_reads,
    "superfluous_and_minimal": _superfluous_and_minimal,
    "minimal_denied": _minimal_denied,
    "need_dropped": _need_dropped,
    "witness_that_changes_nothing": _witness_that_changes_nothing,
    "witness_of_other_points": _witness_of_other_points,
    "witness_moves_another_cited": _witness_moves_another_cited,
    "witness_of_another_fact": _witness_of_another_fact,
    "witness_unknown": _witness_unknown,
    "lacking_denied": _lacking_denied,
    "lacking_invented": _lacking_invented,
    "points": _points,
    "way_a_step_short": _way_moved(-1),
    "way_a_step_far": _way_moved(1),
    "way_before": _change("before", "1"),
    "way_step": _change("step", "0.5"),
    "way_to_the_present": _change("after", "0"),
    "answer_way_turned": _answer_way_turned,
    "way_points": _way_points,
    **{f"regain_{key}": _sum_of_regain(key) for key in ("points", "target", "lost", "ruled")},
    "way_with_more_than_needed": _way_with_more_than_needed,
    "way_without_changes": _way_without_changes,
    "stay_low_wider": _stay_end("low", 1),
    "stay_low_narrower": _stay_end("low", -1),
    "stay_high_wider": _stay_end("high", 1),
    "stay_high_narrower": _stay_end("high", -1),
    "stay_open": _stay_open,
    "stay_value": _stay_of("value"),
    "stay_step": _stay_of("step"),
    "stay_twice": _stay_twice,
    "quote_text": _quote("text", lambda text: text + "左右"),
    "quote_line": _quote("line", lambda line: line + 1),
    "quote_start": _quote("start", lambda start: start + 1),
    "quote_end": _quote("end", lambda end: end + 1),
    "quote_value": _quote_value,
    "quote_dropped": _quote_dropped,
    "quotes_exchanged": _quotes_exchanged,
    "place_in_words": _place_in_words,
    "quote_in_words": _quote_in_words,
    "record_domain": _domain_moved,
    "record_format": _record(lambda record: record.update(format="youju-explanation/2")),
    "record_key": _record(lambda record: record.update(approved=True)),
    "record_order": _record(lambda record: record["explanations"].reverse()),
    "record_twice": _record(lambda record: record["explanations"].append(record["explanations"][0])),
    "record_empty": _record(lambda record: record.update(explanations=[])),
    "record_audit_points": _record(_audit_points),
    "record_audit_rules": _record(_audit_rules),
}
"""Every kind of edit by its name."""
