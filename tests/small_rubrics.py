"""Small rubrics, written as files and loaded like any other: what a test does not say is the plainest there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from youju.facts import load_dictionary
from youju.rubric import Authored, Rubric, load_authored

BASIS = [{"mark": "assumed", "text": "试"}]
BECAUSE = {"zh": "试", "en": "a try"}
ACCEPT = ("stated", "unanswered", "missing", "unclaimed")


def card(name: str, weight: str, rules: dict[str, tuple[str, str]], **more: Any) -> dict[str, Any]:
    """A card of rules {id: (when, points)}; `more` is anything else a card may have."""
    listed = [{"id": key, "when": when, "points": points} for key, (when, points) in rules.items()]
    own = {} if more.get("adjustment") else {"weight": weight}
    return {"indicator": name, "title": _text(name), "basis": BASIS, "hit": "first", "rules": listed, **own, **more}


def build(facts: Mapping[str, str | dict[str, Any]], cards: list[dict[str, Any]], **more: Any) -> Rubric:
    """A rubric over facts {name: type, or all that is written of it} and cards; `more` are transfers, caps, checks,
    and `round`."""
    return author(facts, cards, **more).rubric


def author(facts: Mapping[str, str | dict[str, Any]], cards: list[dict[str, Any]], **more: Any) -> Authored:
    """The same with its files."""
    weighted = [one for one in cards if not one.get("adjustment")]
    total = str(sum(float(one["weight"]) for one in weighted)).removesuffix(".0")
    names = [one["indicator"] for one in weighted]
    group = {"id": "group", "title": _text("组"), "weight": total, "indicators": names}
    head = {
        "rubric": "small", "title": _text("小"), "year": "2023", "total": total, "round": more.get("round", "0.01"),
        "sources": {}, "sections": [{"id": "section", "title": _text("节"), "weight": total, "groups": [group]}],
        "adjustments": [one["indicator"] for one in cards if one.get("adjustment")],
        "transfers": [{"because": BECAUSE, "basis": BASIS, **one} for one in more.get("transfers", ())],
        "caps": [{"because": BECAUSE, "basis": BASIS, **one} for one in more.get("caps", ())],
        "accept": [{"id": f"accept-{kind}", "kind": kind, "because": BECAUSE, "basis": BASIS} for kind in ACCEPT],
    }  # fmt: skip
    checks = [{"level": "P1", "title": _text("试"), "because": BECAUSE, **one} for one in more.get("checks", ())]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _write(
            root / "facts" / "all.yaml", {"topic": "all", "facts": {name: _fact(kind) for name, kind in facts.items()}}
        )
        _write(root / "facts" / "claims.yaml", {"topic": "claims", "claims": {"score": ["自评得{score}"]}})
        _write(root / "small" / "rubric.yaml", head)
        for one in cards:
            _write(root / "small" / "indicators" / f"{one['indicator']}.yaml", one)
        if checks:
            _write(root / "small" / "checks" / "all.yaml", {"topic": "all", "checks": checks})
        return load_authored(root / "small", load_dictionary(root / "facts"))


class _NoAliases(yaml.SafeDumper):
    """Anchors and aliases are refused in authored files."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _fact(kind: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, dict):
        return {"en": "a fact", **kind}
    units = {"money": "元", "percent": "%", "count": "项"}
    return {"en": "a fact", "type": kind, **({"unit": units[kind]} if kind in units else {})}


def _text(name: str) -> dict[str, str]:
    return {"zh": name, "en": name}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(content, Dumper=_NoAliases, allow_unicode=True, sort_keys=False), encoding="utf-8")
