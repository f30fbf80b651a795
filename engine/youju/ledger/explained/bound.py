"""What the slots of each form may stand for, so that no name stands beside the value of another thing.

A capital letter is one and the same thing in all slots of a sentence. `value:F` is the value of F: a fact, a named
quantity, or for a quantity the rate that the report prints of it. Alternatives are parted by `|`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

_HEAD = "title=title points=points weight=weight lost=lost claimed=claimed low=range:low high=range:high"
_SIDES = (
    "left=name:F|side:R:N:S:words value=value:F|side:R:N:S other=name:G|side:R:N:T:words"
    " right=side:R:N:T|value:G gap=side:R:N:gap"
)
_STATED = "name=name:F value=said:F:N place=place:F:N quote=quote:F:N"
_CHANGE = (
    "points=X:W:points before=X:W:C:before after=X:W:C:after far=X:W:C:far gap=X:W:C:gap papers=papers:F"
    " name=X:W:C:name"
)
_STAY = "name=stay:S:name low=stay:S:low high=stay:S:high"

PATTERNS: Mapping[str, str] = {
    # What was scored, and of what.
    "head/ruled": "",
    "head/*": _HEAD,
    "why-not/head*": _HEAD,
    "stands/*": "",
    "between": "low=range:low high=range:high",
    # Conditions.
    "clause/value": "name=name:F value=value:F",
    "clause/answer*": "name=name:F value=value:F",
    "clause/asked/answer": "name=name:F value=value:F",
    "clause/asked/denial": "name=name:F value=value:F",
    "clause/condition": "condition=condition:R",
    "clause/unmet": "condition=condition:R",
    "clause/unworkable": "condition=condition:R|formula:R",
    "clause/share*": "name=name:F",
    "clause/formula": "formula=formula:R",
    "clause/*/*/*": _SIDES,
    # What was not won.
    "ruled": "message=finding:K by=finding:K:by reason=finding:K:reason",
    "lost/item": "worth=worth:R",
    "lost/ruling": "points=entry:E:points",
    "lost/*": "",
    "lead/full": "",
    "lead/worth": "worth=worth:R",
    # Each entry.
    "entry*": "points=entry:E:points exact=entry:E:exact kind=word support=word",
    "condition": "",
    "moved": "",
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
    # What would win points back.
    "way/most": "points=way:W:points",
    "way/none": "",
    "way/not-exact": "",
    "way/together/*": "points=X:W:points",
    "way/*": _CHANGE,
    "part/*": _CHANGE,
    "missing/*": "name=name:F papers=papers:F",
    "stay/*/*": f"{_CHANGE.removesuffix(' name=X:W:C:name')} {_STAY}",
    "stay/*": _STAY,
    # Why rules gave nothing.
    "why-not/quantity": "name=name:F formula=let:F:formula",
    "why-not/printed": "name=name:F",
    "why-not/fact": "name=name:F value=fact:F",
    "why-not/default": "name=name:F value=fact:F",
    "why-not/every": "",
    "why-not/worked": "formula=formula:R worth=worth:R",
    "why-not/accepted": "points=entry:E:points",
    "why-not/gain*": "condition=condition:R worth=worth:R",
    "why-not/count*": "condition=condition:R worth=worth:R",
    "why-not/some*": "condition=condition:R",
    "why-not/also": "",
    "why-not/waived": "",
    "why-not/lacking*": "",
    "why-not/behind": "other=condition:Q",
    "why-not/waits": "other=condition:Q",
    "why-not/rival": "other=condition:Q",
    "why-not/lack": "name=name:F searched=searched:F",
    "why-not/lack/*": "name=name:F sought=sought:F",
    "why-not/papers": "papers=papers:F",
}
"""By keys; the first that fits. What has no line here is no sentence of a certificate."""
Letters = dict[str, str]


def bound(key: str, slots: Mapping[str, Mapping[str, str]], stated: Mapping[str, str]) -> Letters | None:
    """What the letters stand for in a sentence; None where its slots stand for other things than its form says.

    `stated` is of named quantities the fact that prints them.
    """
    patterns = next((said for glob, said in PATTERNS.items() if fnmatchcase(key, glob)), None)
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
