"""Where a fact was looked for: passages and chapters that the dictionary names for it, by lines that the report has."""

from __future__ import annotations

import re

from youju.ledger.explained.context import Context

_WHOLE = ("报告全文", "the whole report")
_LINES = re.compile(r"第 ([0-9]+)(?: 至 ([0-9]+))? 行|lines? ([0-9]+)(?: to ([0-9]+))?")
_TITLES = re.compile(r"「([^「」]*)」")


def says_searched(context: Context, kind: str, name: str, zh: str, en: str) -> bool:
    """Whether the places are of the passages and chapters of the fact; that it is in none of them is not proved.

    Without the dictionary any passage will do.
    """
    titles = _TITLES.findall(zh)
    if titles != _TITLES.findall(en) or _spans(zh) != _spans(en):
        return False
    if context.specs is not None:
        spec = context.specs[name]
        if not set(titles) <= {*spec.within, *spec.chapters} or (not titles and (spec.within or spec.chapters)):
            return False
    if kind == "sought":
        return bool(titles) and zh == en == "".join(f"「{title}」" for title in titles)
    if not titles:
        return (zh, en) == _WHOLE
    return all(first <= last for first, last in _spans(zh))


def _spans(text: str) -> list[tuple[int, int]]:
    found = [[one for one in groups if one] for groups in _LINES.findall(text)]
    return [(int(one[0]), int(one[-1])) for one in found]
