"""What everything of a rubric is called in DMN: a name that FEEL takes, no two alike, and an id that XML takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from youju.rubric import Rubric
from youju.rubric.model import score_name, weight_name
from youju.structs import Struct

Key = tuple[str, ...]
"""What is named: ("fact", name), ("let", indicator, name), ("rules", indicator), ("section", id), ("total",), …"""

# The keywords of FEEL that could be a name by their letters.
_RESERVED = frozenset({"and", "or", "not", "in", "between", "if", "then", "else", "true", "false", "null", "for"})


class Names(Struct):
    """The name of each thing by its key."""

    by_key: Mapping[Key, str]

    def __getitem__(self, key: Key) -> str:
        return self.by_key[key]


def names_of(rubric: Rubric) -> Names:
    """Names for all that an export may hold. Facts keep theirs; a later one that is called the same gets a number."""
    found: dict[Key, str] = {}
    taken: set[str] = set()
    for key, wanted in _wanted(rubric):
        name = plain = feel_name(wanted)
        number = 2
        while name in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name)
        found[key] = name
    return Names(found)


def feel_name(text: str) -> str:
    """The text as one word that every FEEL reads as a name: letters, digits and `_`, not a digit first."""
    name = re.sub(r"\W", "", re.sub(r"\s+", "_", text.strip()))
    return f"_{name}" if not name or name[0].isdigit() or name in _RESERVED else name


def id_of(*key: str) -> str:
    """An id for a key: ASCII that an XML id may hold, the same whatever else the file holds."""
    ascii_only = all(re.fullmatch(r"[A-Za-z0-9_-]+", part) for part in key)
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:12]
    return ".".join(key) if ascii_only else f"{key[0]}.{digest}"


def _wanted(rubric: Rubric) -> Iterator[tuple[Key, str]]:
    """Every key with the name it would like, those that must keep theirs first."""
    for name in rubric.dictionary.facts:
        yield ("fact", name), name
    for one in rubric.indicators.values():
        title = one.title.zh
        yield ("rules", one.id), f"{title}规则"
        yield ("points", one.id), score_name(title)
        yield ("weight", one.id), weight_name(title)
        yield ("applies", one.id), f"{title}适用"
    for transfer in rubric.transfers:
        yield ("share", transfer.id), f"{rubric.indicators[transfer.from_].title.zh}折算"
    for section in rubric.spec.sections:
        yield ("section", section.id), score_name(section.title.zh)
    yield ("total",), "总得分"
    for one in rubric.indicators.values():
        for let in one.lets:
            yield ("let", one.id, let.name), let.name
