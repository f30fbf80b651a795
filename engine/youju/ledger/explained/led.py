"""What sentences stand under: a lead ends in a colon, and what follows it is about the lead's rule."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

from youju.ledger.explained.asserting import Told

_REASONS = ("clause/fails/*", "clause/[<>=!]*", "clause/answer*", "clause/unmet", "clause/unworkable")
_ITEM = ("because/*", "clause/*")
_FOLLOWED: Mapping[str, tuple[str, ...]] = {
    **{f"why-not/{lead}/bare": ("clause/answer*", "clause/unworkable") for lead in ("gain", "count", "some")},
    **{f"why-not/{lead}": (*_REASONS, "why-not/lacking*", "why-not/behind", "why-not/waits", "why-not/rival")
       for lead in ("gain", "count", "some")},
    "why-not/also": _REASONS,
    "why-not/waived": _REASONS,
    "lead/*": ("clause/asked/*",),
    "condition": ("clause/*",),
    "lost/item": _ITEM,
    "lost/ruling": ("ruled",),
    "way/together/*": ("part/*",),
}  # fmt: skip
_LED: Mapping[str, tuple[str, ...]] = {
    "clause/asked/*": ("lead/*",),
    **{f"why-not/{reason}": ("why-not/gain", "why-not/count", "why-not/some")
       for reason in ("lacking*", "behind", "waits", "rival")},
    "clause/also/*": ("clause/[<>=!]*", "clause/also/*", "clause/fails/*"),
    "part/*": ("way/together/*", "part/*"),
    "why-not/lack*": ("why-not/lacking", "why-not/lack*", "why-not/papers"),
    "why-not/papers": ("why-not/lack*",),
    "papers": ("evidence/missing", "evidence/defaulted"),
}  # fmt: skip
_LEADS = tuple(f"why-not/{lead}{bare}" for lead in ("gain", "count", "some") for bare in ("", "/bare"))
_BESIDE = ("why-not/also", "why-not/default", "clause/*")


def stands(told: Told) -> bool:
    """Whether the sentence stands where its form may: behind what leads to it, and before what it leads to."""
    after = next((keys for lead, keys in _FOLLOWED.items() if fnmatchcase(told.key, lead)), None)
    before = next((keys for led, keys in _LED.items() if fnmatchcase(told.key, led)), None)
    return all(keys is None or any(fnmatchcase(beside, key) for key in keys)
               for keys, beside in ((after, told.beside(1)), (before, told.beside(-1))))  # fmt: skip


def lead_of(told: Told) -> int | None:
    """Where, counted from the sentence, the lead stands to whose reason it belongs; None where there is none."""
    by = -1
    if told.beside(by) == "why-not/also":
        while any(fnmatchcase(told.beside(by), beside) for beside in _BESIDE):
            by -= 1
        return by if told.beside(by) in _LEADS else None
    return by if told.beside(by) in (*_LEADS, "why-not/waived") or told.beside(by).startswith("lead/") else None


def rules_led(told: Told) -> list[str] | None:
    """The rules that the lead above a sentence may be about: one, unless it names none. None without a lead."""
    by = lead_of(told)
    if by is None:
        return None
    key, context = told.beside(by), told.context
    if key == "why-not/waived":
        return ["applies"]
    named = told.said_at(by, "worth") or told.said_at(by, "condition")
    if named:
        return [named.partition(":")[2]]
    missed = [rule for rule in context.rules if rule not in context.given]
    return [rule for rule in missed if context.worth(rule) == context.scope["weight"]] if key == "lead/full" else missed
