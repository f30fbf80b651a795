"""Which indicator somebody means: by id, by title, or nearly."""

from __future__ import annotations

from youju.feel import did_you_mean
from youju.rubric import Rubric


def find_indicator(rubric: Rubric, words: str) -> tuple[str | None, str | None]:
    """The id of the indicator meant, or None with the nearest id or title as a proposal."""
    bare = words.strip()
    names: dict[str, str] = {}
    for indicator in rubric.indicators.values():
        for name in (indicator.id, indicator.title.zh, indicator.title.en, *indicator.aliases):
            names.setdefault(_plain(name), indicator.id)
    if _plain(bare) in names:
        return names[_plain(bare)], None
    within = sorted({found for name, found in names.items() if _plain(bare) and _plain(bare) in name})
    if len(within) == 1:
        return within[0], None
    known = [name for one in rubric.indicators.values() for name in (one.id, one.title.zh, *one.aliases)]
    return None, did_you_mean(bare, known)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char not in "“”\"' ")
