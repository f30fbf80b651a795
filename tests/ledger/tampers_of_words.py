"""Edits of the sentences of a certificate: their numbers, words, forms and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from youju.source import fraction_text

Record = dict[str, Any]
Kind = Callable[[Record, Random], bool]
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def texts_of(one: Record, start: str = "") -> list[Record]:
    """The sentences under a key, of why, regain and why-not."""
    return [text for texts in one["texts"].values() for text in texts if text["key"].startswith(start)]


def slots_of(one: Record, start: str = "") -> list[tuple[Record, str, Record]]:
    found = [(text, name, slot) for text in texts_of(one) for name, slot in text["slots"].items()]
    return [(text, name, slot) for text, name, slot in found if slot["of"].startswith(start)]


def refill(text: Record, name: str, zh: str, en: str) -> None:
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
    return [found for found in slots_of(one, start) if NUMBER.search(found[2]["zh"])]


def _number_of(start: str) -> Kind:
    """Another number in slot and sentence, in both languages."""

    def kind(one: Record, rng: Random) -> bool:
        for text, name, slot in _numbered(one, start)[:1] if start in ("way", "stay") else _numbered(one, start):
            seed = rng.random()
            words = [_other_number(slot[lang], Random(seed)) for lang in ("zh", "en")]
            refill(text, name, *words)
            return True
        return False

    return kind


def _sentence_only(one: Record, rng: Random) -> bool:
    text = rng.choice(texts_of(one))
    if not NUMBER.search(text["zh"]):
        return False
    text["zh"] = _other_number(text["zh"], rng)
    return True


def _english_only(one: Record, rng: Random) -> bool:
    for text, name, slot in rng.sample(_numbered(one, ""), len(_numbered(one, ""))):
        if slot["of"].startswith(("fact", "way", "stay", "let")):
            refill(text, name, slot["zh"], _other_number(slot["en"], rng))
            return True
    return False


def _slot_only(one: Record, rng: Random) -> bool:
    _, _, slot = rng.choice(slots_of(one))
    slot["zh"] += "整"
    return True


def _number_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in _numbered(one, "fact"):
        words = (NUMBER.sub("", slot[lang]).strip() for lang in ("zh", "en"))
        refill(text, name, *words)
        return True
    return False


def _word_added(one: Record, rng: Random) -> bool:
    rng.choice(texts_of(one))["zh"] += "另得 2 分。"
    return True


def _references_swapped(one: Record, rng: Random) -> bool:
    for text in rng.sample(texts_of(one), len(texts_of(one))):
        slots = list(text["slots"].values())
        if len({slot["of"] for slot in slots}) > 1:
            first, second = rng.sample(slots, 2)
            first["of"], second["of"] = second["of"], first["of"]
            return first["of"] != second["of"]
    return False


def _reference_to_another_fact(one: Record, rng: Random) -> bool:
    for text, _, slot in slots_of(one, "fact:"):
        others = [name for name in one["cites"] if name != slot["of"].partition(":")[2]]
        if others and not text["key"].startswith("because/"):
            slot["of"] = f"fact:{rng.choice(others)}"
            return True
    return False


def _number_called_a_word(one: Record, rng: Random) -> bool:
    _, _, slot = rng.choice(_numbered(one, "points"))
    slot["of"] = "word"
    return True


def _unit_of_money(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "fact"):
        if slot["zh"].endswith("万元"):
            refill(text, name, *(slot[lang].replace("万元", "亿元") for lang in ("zh", "en")))
            return True
    return False


def _same_money_in_another_unit(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "fact"):
        if slot["zh"].endswith(" 万元"):
            yuan = f"{fraction_text(Fraction(slot['zh'].split()[0]) * 10_000)} 元"
            refill(text, name, yuan, yuan)
            return True
    return False


def _percent_sign_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "let"):
        if slot["zh"].endswith("%"):
            refill(text, name, *(slot[lang].removesuffix("%") for lang in ("zh", "en")))
            return True
    return False


def _about_dropped(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one):
        if slot["zh"].startswith("约"):
            refill(text, name, slot["zh"].removeprefix("约 "), slot["en"].removeprefix("about "))
            return True
    return False


def _measure_word(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "fact"):
        if slot["zh"].endswith((" 人", " 个", " 项")):
            refill(text, name, slot["zh"][:-1] + "万元", slot["en"][:-1] + "万元")
            return True
    return False


def _answer_turned(one: Record, rng: Random) -> bool:
    for text, _, slot in slots_of(one, "fact"):
        if slot["zh"] in ("是", "否") and text["key"] == "clause/answer":
            turned = ("否", "no") if slot["zh"] == "是" else ("是", "yes")
            text["zh"], text["en"] = (
                text[lang].removesuffix(slot[lang]) + word for lang, word in zip(("zh", "en"), turned, strict=True)
            )
            slot["zh"], slot["en"] = turned
            return True
    return False


def _title(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "title"):
        refill(text, name, slot["zh"] + "甲", slot["en"])
        return True
    return False


def _title_in_english(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "title"):
        refill(text, name, slot["zh"], slot["en"] + "s")
        return True
    return False


def _fact_renamed(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "name:"):
        refill(text, name, slot["zh"] + "合计", slot["en"])
        return True
    return False


def _key_of_no_form(one: Record, rng: Random) -> bool:
    rng.choice(texts_of(one))["key"] += "-x"
    return True


def _key_of_another_form(one: Record, rng: Random) -> bool:
    text = rng.choice(texts_of(one))
    text["key"] = "between" if text["key"] != "between" else "head/full/claimed"
    return True


def _because_of_another_rule(one: Record, rng: Random) -> bool:
    for text in texts_of(one, "because/"):
        text["key"] = text["key"].rpartition("/")[0] + "/nothing-planned"
        return True
    return False


def _because_of_another_indicator(one: Record, rng: Random) -> bool:
    for text in texts_of(one, "because/"):
        text["key"] = "because/x/" + text["key"].rpartition("/")[2]
        return True
    return False


def _because_reworded(one: Record, rng: Random) -> bool:
    for text in texts_of(one, "because/"):
        text["zh"] = "无需再查：" + text["zh"]
        return True
    return False


def _slot_dropped(one: Record, rng: Random) -> bool:
    text, name, _ = rng.choice(slots_of(one))
    del text["slots"][name]
    return True


def _slot_added(one: Record, rng: Random) -> bool:
    rng.choice(texts_of(one))["slots"]["more"] = {"zh": "好", "en": "good", "of": "word"}
    return True


def _place_in_words(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "place:"):
        refill(text, name, "第 3 行", "line 3")
        return slot["zh"] != "第 4 行"
    return False


def _quote_in_words(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "quote:"):
        refill(text, name, slot["zh"] + "甲", slot["en"] + "甲")
        return True
    return False


WORDS: Mapping[str, Kind] = {
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
    "place_in_words": _place_in_words,
    "quote_in_words": _quote_in_words,
}
