"""What the slots of each form may stand for, so that no name stands beside the value of another thing.

A capital letter is one and the same thing in all slots of a sentence. `value:F` is the value of F: a fact, a named
quantity, or for a quantity the rate that the report prints of it. Alternatives are parted by `|`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

_HEAD = "title=title points=points weight=weight lost=lost claimed=claimed low=low high=high"
_SIDES = (
    "left=name:F|side:R:N:S:words value=value:F|side:R:N:S other=name:G|side:R:N:T:words"
    " right=side:R:N:T|value:G gap=side:R:N:gap worth=worth:R"
)
_STATED = "name=name:F value=said:F:N place=place:F:N quote=quote:F:N"
_CHANGE = "points={0}:W:points name={0}:W:C:name before={0}:W:C:before after={0}:W:C:after gap={0}:W:C:gap"
_RULE = "condition=when:R worth=worth:R other=when:Q comparison=side:R:N|formula:R"
_PARTS = "left=side:R:N:left right=side:R:N:right gap=side:R:N:gap"

TABLES: Mapping[str, Mapping[str, str]] = {
    "why": {
        "head/*": _HEAD,
        "stands/*": "",
        "between": "low=range:low high=range:high",
        "clause/value": "name=name:F value=value:F",
        "clause/answer": "name=name:F value=value:F",
        "clause/condition": "condition=condition:R",
        "clause/share*": "name=name:F",
        "clause/formula": "formula=formula:R",
        "clause/*": _SIDES,
        "missed/answer": "name=name:F value=value:F worth=worth:R",
        "missed/*": _SIDES,
        "ruled": "message=finding:K by=finding:K:by reason=finding:K:reason",
        "lost/item": "worth=worth:R",
        "lost/ruling": "points=entry:E:points",
        "lost/*": "",
        "entry*": "points=entry:E:points exact=entry:E:exact kind=word support=word",
        "condition": "",
        "worked-out": "formula=formula:R worth=worth:R",
        "where/weight": "weight=let:weight",
        "where/let": "name=name:F formula=let:F:formula value=value:F",
        "where/value": "name=name:F value=value:F",
        "evidence/ruled/*": "name=name:F value=fact:F by=ruling:F:by source=ruling:F:source",
        "evidence/note": "note=ruling:F:note",
        "evidence/more": "name=name:F count=count:F",
        "evidence/missing": "name=name:F",
        "evidence/defaulted": "name=name:F value=fact:F",
        "evidence/*": _STATED,
        "papers": "papers=papers:F",
        "basis*": "basis=basis:R:N mark=word",
        "otherwise": "words=other:N:words points=other:N:points",
        "reconcile": "words=reconcile:N",
        "finding": "message=finding:K level=word",
    },
    "regain": {
        "head/ruled": "",
        "head/*": _HEAD,
        "way/most": "points=way:W:points",
        "way/none": "",
        "way/not-exact": "",
        "way/*": _CHANGE.format("way"),
        "part/*": _CHANGE.format("way"),
        "nearer/*": _CHANGE.format("near"),
        "advice/*": "name=name:F papers=papers:F",
        "missing/*": "name=name:F papers=papers:F",
        "stay/*": "name=stay:S:name low=stay:S:low high=stay:S:high",
    },
    "why-not": {
        "head*": _HEAD,
        "quantity": "name=name:F formula=formula:F",
        "printed": "name=name:F formula=formula:F",
        "fact": "name=name:F value=fact:F",
        "default": "name=name:F value=fact:F",
        "every": "",
        "worked": "formula=formula:R worth=worth:R",
        "accepted": "points=entry:E:points",
        "lack": "name=name:F searched=searched:F",
        "lack_*": "name=name:F sought=sought:F",
        "papers": "papers=papers:F",
        "also_*": "comparison=side:R left=side:R:left right=side:R:right gap=side:R:gap",
        "waived_*": f"comparison=side:R:N {_PARTS}",
        "gain_*": f"{_RULE} {_PARTS}",
        "count_*": f"{_RULE} {_PARTS}",
        "some_*": f"{_RULE} {_PARTS}",
    },
}
Letters = dict[str, str]


def bound(table: str, key: str, slots: Mapping[str, Mapping[str, str]], stated: Mapping[str, str]) -> Letters | None:
    """What the letters stand for in a sentence; None where its slots stand for other things than its form says.

    `stated` is of named quantities the fact that prints them.
    """
    patterns = next((said for glob, said in TABLES[table].items() if fnmatchcase(key, glob)), None)
    if patterns is None:
        return None
    wanted = dict(pair.split("=", 1) for pair in patterns.split())
    if not set(slots) <= set(wanted):
        return None
    letters: Letters = {}
    for name, either in wanted.items():
        if name not in slots:
            continue
        found = (_matched(one, slots[name]["of"], letters, stated) for one in either.split("|"))
        now = next((one for one in found if one is not None), None)
        if now is None:
            return None
        letters = now
    return letters


def _matched(pattern: str, reference: str, letters: Letters, stated: Mapping[str, str]) -> Letters | None:
    wanted, said = pattern.split(":"), reference.split(":")
    if wanted[0] == "value":
        return _valued(wanted[1], said, letters, stated)
    if len(wanted) != len(said):
        return None
    found = dict(letters)
    for part, one in zip(wanted, said, strict=True):
        letter = len(part) == 1 and part.isupper()
        if one != (found.setdefault(part, one) if letter else part):
            return None
    return found


def _valued(letter: str, said: list[str], letters: Letters, stated: Mapping[str, str]) -> Letters | None:
    if len(said) != 2 or said[0] not in ("fact", "let"):
        return None
    name = letters.get(letter, said[1])
    same = said[1] == name or (said[0] == "fact" and stated.get(name) == said[1])
    return {**letters, letter: name} if same else None
