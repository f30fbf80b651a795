"""Edits of what a certificate claims: facts cited, witnesses, ways to win points back, intervals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from tampers_of_words import Kind, Record, refill, slots_of

from youju.source import fraction_text


def _cites_too_few(one: Record, rng: Random) -> bool:
    if not one["cites"] or not one["minimal"]:
        return False
    gone = rng.choice(one["cites"])
    one["cites"].remove(gone)
    one["needs"] = [need for need in one["needs"] if need["fact"] != gone]
    one["quotes"] = [quote for quote in one["quotes"] if quote["fact"] != gone]
    return True


def _cites_nothing(one: Record, rng: Random) -> bool:
    if not one["cites"]:
        return False
    one.update(cites=[], needs=[], quotes=[], minimal=True)
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


def _way_moved(by: int) -> Kind:
    """Every number of a way a step farther (1) or nearer (-1) than it must be, its sentence with it."""

    def kind(one: Record, rng: Random) -> bool:
        for number, way in enumerate(one["regain"]["ways"]):
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
    for text, name, slot in slots_of(one, reference):
        refill(text, name, *(slot[lang].replace(old, new, 1) for lang in ("zh", "en")))


def _change(key: str, value: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        for way in one["regain"]["ways"]:
            if way["changes"][0]["step"] is not None:
                way["changes"][0][key] = value
                return True
        return False

    return kind


def _answer_way_turned(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"]:
        for change in way["changes"]:
            if isinstance(change["after"], bool):
                change["after"] = not change["after"]
                return True
    return False


def _way_points(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"]:
        way["points"] = fraction_text(Fraction(way["points"]) - Fraction(1, 100))
        return True
    return False


def _sum_of_regain(key: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        one["regain"][key] = fraction_text(Fraction(one["regain"][key]) + 1)
        return True

    return kind


def _way_with_more_than_needed(one: Record, rng: Random) -> bool:
    ways = one["regain"]["ways"]
    if len(ways) < 2:
        return False
    ways[0]["changes"] += ways[1]["changes"]
    return True


def _way_without_changes(one: Record, rng: Random) -> bool:
    for way in one["regain"]["ways"]:
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


def _range_end(key: str, by: int) -> Kind:
    """An end of a range that lies elsewhere, its sentence with it."""

    def kind(one: Record, rng: Random) -> bool:
        if not one["range"]["open"]:
            return False
        moved = fraction_text(Fraction(one["range"][key]) + by)
        _say_instead(one, f"range:{key}", one["range"][key], moved)
        one["range"][key] = moved
        return True

    return kind


def _range_points(one: Record, rng: Random) -> bool:
    one["range"]["points"] = fraction_text(Fraction(one["range"]["points"]) + 1)
    return True


def _range_exchanged(one: Record, rng: Random) -> bool:
    ends = one["range"]
    ends["low_at"], ends["high_at"] = ends["high_at"], ends["low_at"]
    return ends["low"] != ends["high"]


def _range_of_settled(one: Record, rng: Random) -> bool:
    settled = [name for name in one["cites"] if name not in one["range"]["open"]]
    one["range"]["open"] += settled[:1]
    return bool(settled)


CLAIMS: Mapping[str, Kind] = {
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
    "range_low_lower": _range_end("low", -1),
    "range_high_higher": _range_end("high", 1),
    "range_high_lower": _range_end("high", -1),
    "range_points": _range_points,
    "range_exchanged": _range_exchanged,
    "range_of_settled": _range_of_settled,
}
