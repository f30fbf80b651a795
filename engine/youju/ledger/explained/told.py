"""That every sentence is its form filled with its slots, that what the form says is so, and every number reads back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from youju.feel import FeelError
from youju.ledger.explained.amounts import has_number
from youju.ledger.explained.asserted import asserted, complete
from youju.ledger.explained.asserting import Told
from youju.ledger.explained.bound import bound
from youju.ledger.explained.context import Context
from youju.ledger.explained.faults import Fault, told
from youju.ledger.explained.referred import says_it
from youju.ledger.sentences import BECAUSE, Form
from youju.ledger.sentences.sentence import SLOT
from youju.ledger.sentences.tables import TABLES

Record = dict[str, Any]
LANGS = ("zh", "en")
_HEADS = {"why": "head/*/*", "regain": "head/*", "why-not": "why-not/head*"}
_SKIPPED = ("word", "other")
"""What is read with its sentence, not by itself: words of kinds, and what other readings give."""


def check_texts(context: Context) -> Iterator[Fault]:
    """Every sentence that is not what its form and its slots make, and every slot that says something else."""
    if set(context.said["texts"]) != set(TABLES):
        yield told("不是 why、regain、why-not 三组", "they are not those of why, regain and why-not")
        return
    for table, texts in context.said["texts"].items():
        if not texts or not fnmatchcase(texts[0]["key"], _HEADS[table]):
            yield told(f"{table} 没有以得分开头", f"those of {table} do not begin with the points")
        for at in range(len(texts)):
            called = (f"{table} 第 {at + 1} 句", f"sentence {at + 1} of {table}")
            yield from _sentence(context, table, texts, at, called)
    for one in complete(context):
        yield told(f"没有一句说到 {one}", f"no sentence tells {one}")


def _sentence(
    context: Context, table: str, texts: Sequence[Record], at: int, called: tuple[str, str]
) -> Iterator[Fault]:
    (zh, en), text, before = called, texts[at], texts[at - 1] if at else None
    form = form_of(context, table, text["key"], before)
    if form is None:
        yield told(f"{zh}的句式不在表里，或不是这些分的理由", f"{en} has no form, or one that does not hold here")
        return
    if not _filled(form, text):
        yield told(f"{zh}不是照句式填成的：{text['zh']}", f"{en} is not its form with its slots")
        return
    if not _holds(context, texts, at):
        yield told(
            f"{zh}所说的与账不符：{text['zh']}", f"what {en} says is not so, or its slots are about other things"
        )
    for name, slot in text["slots"].items():
        if not _says(context, slot):
            yield told(
                f"{zh}里的“{slot['zh']}”与账不符（{slot['of']}）",
                f"“{slot['en']}” in {en} is not what {slot['of']} is ({name})",
            )


def form_of(context: Context, table: str, key: str, before: Record | None) -> Form | None:
    """The form under a key: of the table, or what the card says for a rule.

    The words of a rule that gave nothing stand only behind the sentence that an item was not won.
    """
    if not key.startswith(BECAUSE):
        return TABLES[table].get(key)
    _, indicator, rule_id = key.split("/")
    rubric = context.world.frame.rules["rubric"]
    declared = [
        *context.rules.values(),
        *(one for part in ("transfers", "caps", "accept") for one in rubric.get(part, [])),
    ]
    rule = next((one for one in declared if one["id"] == rule_id and "because" in one), None)
    given = {entry["rule"] for entry in context.entries.values()}
    lost = before is not None and before["key"] == "lost/item" and before["slots"]["worth"]["of"] == f"worth:{rule_id}"
    if indicator != context.world.name or rule is None or not (rule_id in given or lost):
        return None
    return rule["because"]


def _filled(form: Form, text: Record) -> bool:
    slots: Mapping[str, Record] = text["slots"]
    if {hole for lang in LANGS for hole in SLOT.findall(form[lang])} != set(slots):
        return False
    return all(text[lang] == _fill(form[lang], {name: slot[lang] for name, slot in slots.items()}) for lang in LANGS)


def _fill(form: str, words: Mapping[str, str]) -> str:
    return SLOT.sub(lambda hole: words[hole[1]], form)


def _holds(context: Context, texts: Sequence[Record], at: int) -> bool:
    """Whether the slots are about what the form says, and what it says of them is so where it stands."""
    text = texts[at]
    stated = {name: let["stated"] for name, let in context.lets.items() if "stated" in let}
    if text["key"].startswith(BECAUSE):
        return all(_of_hole(name, slot["of"], stated) for name, slot in text["slots"].items())
    letters = bound(text["key"], text["slots"], stated)
    if letters is None:
        return False
    return _tried(lambda: asserted(Told(context, text["key"], text["slots"], letters, texts, at)))


def _of_hole(name: str, reference: str, stated: Mapping[str, str]) -> bool:
    """A card's words name what stands in them: a fact, a quantity or the rate printed for it."""
    return reference in (f"fact:{name}", f"let:{name}", f"fact:{stated.get(name, '')}")


def _says(context: Context, slot: Record) -> bool:
    if slot["of"].split(":")[0] in _SKIPPED:
        return slot["of"] != "word" or not has_number(slot["zh"] + slot["en"])
    return _tried(lambda: says_it(context, slot["of"], slot["zh"], slot["en"]))


def _tried(claim: Any) -> bool:
    """Whether a claim holds; one that is about nothing does not."""
    try:
        return bool(claim())
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, StopIteration, FeelError):
        return False
