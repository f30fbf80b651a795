"""A rubric many times over, for what has to stay linear: its cards under other names, with the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def repeated(rubric: Path, times: int, into: Path) -> Path:
    """Writes a rubric whose indicators are those of another, `times` times; it has no checks and no bases."""
    head = yaml.safe_load((rubric / "rubric.yaml").read_text("utf-8"))
    cards = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(rubric.glob("indicators/**/*.yaml"))]
    head["total"] *= times
    for key in ("sections", "transfers", "caps", "adjustments"):
        head[key] = [_named(one, i) for i in range(times) for one in head[key] if i == 0 or _per_copy(one)]
    for cap in head["caps"]:
        if cap["of"] == "total":
            cap["most"] = head["total"]
    _write(into / "rubric.yaml", head)
    for i in range(times):
        for card in cards:
            _write(into / "indicators" / f"{card['indicator']}-{i}.yaml", _named(card, i))
    return into


def _per_copy(one: Any) -> bool:
    return not isinstance(one, dict) or one.get("of") != "total"


def _named(one: Any, i: int) -> Any:
    """The same under names of its own: ids and titles end in the number of the copy."""
    if i == 0 or not isinstance(one, (dict, str)):
        return one
    if isinstance(one, str):
        return f"{one}-{i}"
    named = dict(one)
    for key in ("id", "indicator", "from", "of"):
        if key in named:
            named[key] = f"{named[key]}-{i}"
    if "indicator" in named or "groups" in named:
        named["title"] = {lang: f"{text}{i}" for lang, text in named["title"].items()}
        named.pop("aliases", None)
    for key in ("groups", "indicators", "to", "charged_to", "share"):
        if key in named:
            parts = named[key]
            named[key] = [_named(part, i) for part in parts] if isinstance(parts, list) else _named(parts, i)
    return named


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")


class _Plain(yaml.SafeDumper):
    """Writes out what is said twice; a rubric has no anchors."""

    def ignore_aliases(self, _: Any) -> bool:
        return True
