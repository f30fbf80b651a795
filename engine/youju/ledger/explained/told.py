"""That every sentence is its form filled with its slots, and every number in it reads back to what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from youju.ledger.explained.amounts import has_number
from youju.ledger.explained.faults import Fault, told
from youju.ledger.explained.referred import Context, meaning
from youju.ledger.sentences import BECAUSE, FORMS, Form
from youju.ledger.sentences.sentence import SLOT

Record = dict[str, Any]
LANGS = ("zh", "en")


def check_texts(context: Context) -> Iterator[Fault]:
    """Every sentence that is not what its form and its slots make, and every slot that says something else."""
    for number, text in enumerate(context.said["texts"], start=1):
        zh, en = f"第 {number} 句", f"sentence {number}"
        form = form_of(context, text["key"])
        if form is None:
            yield told(f"{zh}的句式不在表里，或不是这些分的理由", f"{en} has no form, or one that does not hold here")
            continue
        if not _filled(form, text):
            yield told(f"{zh}不是照句式填成的：{text['zh']}", f"{en} is not its form with its slots")
        if not _bound(form, text["slots"]):
            yield told(f"{zh}的空格指的不是句式所说的", f"the slots of {en} stand for other things than its form says")
        for name, slot in text["slots"].items():
            if not _says(context, slot):
                yield told(
                    f"{zh}里的“{slot['zh']}”与账不符（{slot['of']}）",
                    f"“{slot['en']}” in {en} is not what {slot['of']} is ({name})",
                )


def form_of(context: Context, key: str) -> Form | None:
    """The form under a key: of the table, or what the card says for a rule that gave points here."""
    if not key.startswith(BECAUSE):
        return FORMS.get(key)
    _, indicator, rule_id = key.split("/")
    rules, world = context.world.frame.rules, context.world
    given = {line[3] for line in world.present.lines}
    declared = [
        *world.card["rules"],
        *(one for part in ("transfers", "caps", "accept") for one in rules["rubric"].get(part, [])),
    ]
    rule = next((one for one in declared if one["id"] == rule_id and "because" in one), None)
    if indicator != world.name or rule is None or rule_id not in given:
        return None
    lets = {let["name"] for let in world.card.get("let", [])}
    holes = {hole for lang in LANGS for hole in SLOT.findall(rule["because"][lang])}
    of = {hole: hole if hole == "weight" else f"let:{hole}" if hole in lets else f"fact:{hole}" for hole in holes}
    return {**rule["because"], "of": " ".join(f"{hole}={reference}" for hole, reference in sorted(of.items()))}


def _filled(form: Form, text: Record) -> bool:
    slots: Mapping[str, Record] = text["slots"]
    if {hole for lang in LANGS for hole in SLOT.findall(form[lang])} != set(slots):
        return False
    return all(text[lang] == _fill(form[lang], {name: slot[lang] for name, slot in slots.items()}) for lang in LANGS)


def _fill(form: str, words: Mapping[str, str]) -> str:
    return SLOT.sub(lambda hole: words[hole[1]], form)


def _bound(form: Form, slots: Mapping[str, Record]) -> bool:
    """Whether the slots refer to what the form says (`of`), the same letters being the same things in all of them."""
    letters: dict[str, str] = {}
    for pair in form.get("of", "").split():
        name, _, pattern = pair.partition("=")
        wanted: list[str] = pattern.split(":")
        found: list[str] = slots[name]["of"].split(":") if name in slots else []
        if len(wanted) != len(found):
            return False
        for part, said in zip(wanted, found, strict=True):
            letter = len(part) == 1 and part.isupper()
            if said != (letters.setdefault(part, said) if letter else part):
                return False
    return True


def _says(context: Context, slot: Record) -> bool:
    if slot["of"] == "word":
        return not has_number(slot["zh"] + slot["en"])
    try:
        return meaning(context, slot["of"]).said_by(slot["zh"], slot["en"])
    except (KeyError, IndexError, ValueError, TypeError, StopIteration):
        return False
