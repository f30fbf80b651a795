"""Edits of sentences by which they say something else in well-formed words: another form, sign, order, kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random

from tampers_of_words import Kind, Record, refill, slots_of, texts_of

from youju.ledger.sentences.sentence import SLOT
from youju.ledger.sentences.tables import TABLES

_TURNED = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "=": "!=", "!=": "="}


def reform(table: str, text: Record, key: str) -> bool:
    """The sentence under another form of its table, filled with the same slots."""
    form = TABLES[table].get(key)
    if form is None or {hole for lang in ("zh", "en") for hole in SLOT.findall(form[lang])} != set(text["slots"]):
        return False
    text["key"] = key
    for lang in ("zh", "en"):
        text[lang] = SLOT.sub(lambda hole: text["slots"][hole[1]][lang], form[lang])  # noqa: B023 - called at once
    return True


def _form(table: str, start: str, other: Mapping[str, str]) -> Kind:
    """Another form for the first sentence whose key has one of these pieces."""

    def kind(one: Record, rng: Random) -> bool:
        for text in (text for text in one["texts"][table] if text["key"].startswith(start)):
            for old, new in other.items():
                if old in text["key"] and reform(table, text, text["key"].replace(old, new)):
                    return True
        return False

    return kind


def _operator_turned(one: Record, rng: Random) -> bool:
    for text in (text for text in texts_of(one) if text["key"].startswith("clause/")):
        parts = text["key"].split("/")
        if parts[1] in _TURNED:
            return reform("why", text, "/".join([parts[0], _TURNED[parts[1]], *parts[2:]]))
    return False


def _word(slot_name: str, words: tuple[str, str], others: tuple[str, str]) -> Kind:
    """Another kind, support, mark or level than it is."""

    def kind(one: Record, rng: Random) -> bool:
        for text, name, slot in slots_of(one, "word"):
            if name == slot_name:
                refill(text, name, *(others if slot["zh"] == words[0] else words))
                return True
        return False

    return kind


def _in_slot(start: str, old: str, new: str) -> Kind:
    """Something else inside an expression in words."""

    def kind(one: Record, rng: Random) -> bool:
        for text, name, slot in slots_of(one, start):
            if old in slot["zh"] and old in slot["en"]:
                refill(text, name, *(slot[lang].replace(old, new, 1) for lang in ("zh", "en")))
                return True
        return False

    return kind


def _quotient_turned(one: Record, rng: Random) -> bool:
    for text, name, slot in slots_of(one, "let:"):
        if slot["zh"].count(" ÷ ") == 1 and "（" not in slot["zh"]:
            refill(text, name, *(" ÷ ".join(reversed(slot[lang].split(" ÷ "))) for lang in ("zh", "en")))
            return True
    return False


def _reason_dropped(one: Record, rng: Random) -> bool:
    """A lead to nothing: why the rule gave nothing is not told."""
    texts = one["texts"]["why-not"]
    for lead, reason in pairwise(texts):
        if lead["key"] in ("why-not/gain", "why-not/count") and reason["key"].startswith("clause/fails/"):
            texts.remove(reason)
            return True
    return False


def _reasons_swapped(one: Record, rng: Random) -> bool:
    """What one rule failed by told of another."""
    texts = one["texts"]["why-not"]
    at = [number for number, text in enumerate(texts) if text["key"].startswith("clause/fails/")]
    for first, second in pairwise(at):
        if texts[first] != texts[second]:
            texts[first], texts[second] = texts[second], texts[first]
            return True
    return False


def _words_altered(start: str) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        for text, name, slot in slots_of(one, start):
            refill(text, name, "没有" + slot["zh"], "no " + slot["en"])
            return True
        return False

    return kind


def _told_by_none(start: str) -> Kind:
    """Nobody reads of a way, an interval or an entry."""

    def kind(one: Record, rng: Random) -> bool:
        for texts in one["texts"].values():
            kept = [text for text in texts if not any(s["of"].startswith(start) for s in text["slots"].values())]
            if len(kept) < len(texts):
                texts[:] = kept
                return True
        return False

    return kind


def _item_of_another_rule(one: Record, rng: Random) -> bool:
    """The words of one item behind the sentence that another was not won."""
    texts = one["texts"]["why"]
    for before, text in pairwise(texts):
        if before["key"] == "lost/item" and text["key"].startswith("because/"):
            before["slots"]["worth"]["of"] = "worth:another"
            return True
    return False


def _table_dropped(one: Record, rng: Random) -> bool:
    return one["texts"].pop("why-not") is not None


def _head_dropped(one: Record, rng: Random) -> bool:
    return one["texts"]["why"].pop(0) is not None


FORMS: Mapping[str, Kind] = {
    "operator_turned": _operator_turned,
    "above_for_below": _form("why", "clause/asked/", {"/above": "/below", "/below": "/above"}),
    "full_for_part": _form("why", "head/", {"/as-claimed": "/unclaimed", "/unclaimed": "/as-claimed"}),
    "stands_on_another": _form("why", "stands/", {"asserted": "contradicted", "printed": "contradicted"}),
    "fixed_for_rectifiable": _form("regain", "way/", {"/settled-": "/"}),
    "span_turned": _form("regain", "way/", {"least": "most", "most": "least"}),
    "aim_turned": _form("regain", "way/", {"/full": "/so"}),
    "remedy_turned": _form("regain", "way/", {"/next-year": "/fixed", "/fixed": "/next-year"}),
    "stay_positive_for_most": _form("regain", "stay/", {"positive": "most"}),
    "gain_for_count": _form("why-not", "", {"/gain": "/count", "/count": "/gain"}),
    "behind_for_waits": _form("why-not", "", {"/behind": "/waits"}),
    "lacking_too": _form("why-not", "", {"/lacking": "/lacking/too"}),
    "kind_word": _word("kind", ("规则", "rule"), ("封顶", "cap")),
    "support_word": _word("support", ("可复算", "computed"), ("仅有陈述", "asserted")),
    "mark_word": _word("mark", ("报告载明", "stated"), ("本工具假定", "assumed")),
    "level_word": _word("level", ("一般", "general"), ("致命", "fatal")),
    "threshold": _in_slot("condition:", "9", "8"),
    "sign": _in_slot("condition:", "≤", "≥"),
    "product": _in_slot("formula:", "÷", "×"),
    "quotient_turned": _quotient_turned,
    "gap_turned": _form("why-not", "clause/fails/", {"/above": "/below", "/below": "/above"}),
    "gap_counted_otherwise": _form("why-not", "clause/fails/", {"-ratio": "-number", "-amount": "-number"}),
    "reason_dropped": _reason_dropped,
    "reasons_swapped": _reasons_swapped,
    "finding_altered": _words_altered("finding:"),
    "basis_altered": _words_altered("basis:"),
    "way_untold": _told_by_none("way:"),
    "stay_untold": _told_by_none("stay:"),
    "entry_untold": _told_by_none("entry:"),
    "item_of_another_rule": _item_of_another_rule,
    "table_dropped": _table_dropped,
    "head_dropped": _head_dropped,
}
