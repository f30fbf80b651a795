"""Assumptions as they are typed: `金额=0.15万元`, each a fact of the dictionary with a value of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.author.handed.take import unnamed
from youju.facts import Assumed
from youju.facts.entered import NotMeantError, meant
from youju.rubric import Rubric
from youju.structs import Struct

_SIGN = re.compile("[=＝]")


class Slip(Struct):
    """A mistake in a text that was typed, with its code and the words it is about, from `start` up to `end`."""

    text: str
    start: int
    end: int
    code: str
    zh: str
    en: str


def read_pairs(pairs: Sequence[str], rubric: Rubric) -> tuple[dict[str, Assumed], tuple[Slip, ...]]:
    """The values by fact, in the base unit, and every mistake of every pair at once."""
    assumed: dict[str, Assumed] = {}
    slips: list[Slip] = []
    for pair in pairs:
        found = _read(pair, rubric)
        if isinstance(found, Slip):
            slips.append(found)
        elif assumed.setdefault(found[0], found[1]) != found[1]:
            zh, en = f"“{found[0]}”已在前面假设过，两处不同", f"`{found[0]}` is assumed above, and differently"
            slips.append(Slip(pair, 0, len(pair), "handed-twice", zh, en))
    return assumed, tuple(slips)


def not_a_fact(name: str, rubric: Rubric) -> tuple[str, str]:
    """What is said of a name that is no fact: of an indicator the facts that decide it, else a name that is near."""
    titled = (one for one in rubric.indicators.values() if name in (one.id, one.title.zh, one.title.en, *one.aliases))
    indicator = next(titled, None)
    if indicator is None:
        return unnamed(name, rubric.dictionary)
    facts = list(indicator.facts)
    zh = f"“{name}”是指标，它的得分由事实决定；可以假设的是：{'、'.join(facts)}"
    return zh, f"“{name}” is an indicator, whose points follow from facts; assume one of {', '.join(facts)}"


def _read(pair: str, rubric: Rubric) -> tuple[str, Assumed] | Slip:
    sign = _SIGN.search(pair)
    name = pair[: sign.start()].strip() if sign else ""
    if sign is None or not name:
        zh = "应当写成 名称=数值，如 金额=0.15万元"
        return Slip(pair, 0, len(pair), "what-if-given", zh, "expected NAME=VALUE")
    if name not in rubric.dictionary.facts:
        start = pair.index(name)
        return Slip(pair, start, start + len(name), "handed-fact", *not_a_fact(name, rubric))
    text = pair[sign.end() :]
    try:
        return name, meant(text, "", rubric.dictionary.facts[name])
    except NotMeantError as error:
        value = text.strip()
        part = error.part if error.part and error.part in value else value
        start = pair.index(part, sign.end()) if part else len(pair)
        zh, en = f"“{name}”的值：{error.zh}", f"`{name}`: {error.en}"
        return Slip(pair, start, start + len(part), "handed-value", zh, en)
