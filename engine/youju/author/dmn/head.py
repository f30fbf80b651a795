"""The rubric.yaml of an import into a new folder: the one our export carries, or the least that holds the cards."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

from youju.author.dmn.card import Made
from youju.author.dmn.read import DmnFile
from youju.author.write import written_data
from youju.feel import show_number
from youju.rubric.spec import RubricSpec
from youju.source import Scalar

_NUMBERS = ("weight", "total", "round", "most", "least")
_FRACTION = re.compile(r"-?[0-9]{1,18}/[1-9][0-9]{0,17}")
_ACCEPT = (
    ("stated", "只有写出的比率，按该比率计", "only the printed rate is there"),
    ("unanswered", "报告没有回答，按自评计", "the report does not say"),
    ("missing", "缺少数据，按自评计", "a figure is missing"),
    ("unclaimed", "缺少数据，也没有自评，计最低分", "a figure is missing and nothing is claimed"),
)


def head_of(file: DmnFile, made: Sequence[Made], name: str) -> str:
    """The text of rubric.yaml for the cards that were made."""
    carried = _carried(file)
    if carried is not None and _listed(carried) == {one.id for one in made}:
        return written_data(carried)
    return written_data(_least(file, made, name))


def rubric_of(file: DmnFile) -> str | None:
    """The id of the rubric whose export a file is; None where it is of other making."""
    carried = _carried(file)
    return None if carried is None else str(carried["rubric"])


def _carried(file: DmnFile) -> dict[str, Any] | None:
    try:
        found = json.loads(
            file.head or "", object_pairs_hook=lambda pairs: {key: _decimal(key, value) for key, value in pairs}
        )
        RubricSpec.read(found)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found)


def _decimal(name: str, value: object) -> object:
    """A number as a person writes it: 0.01, which the export carries as 1/100."""
    if isinstance(value, str) and name in _NUMBERS and _FRACTION.fullmatch(value):
        return show_number(Fraction(value))
    return value


def _listed(head: dict[str, Any]) -> set[str]:
    """The indicators that a rubric.yaml lists."""
    groups = [group for section in head["sections"] for group in section["groups"]]
    return {str(one) for group in groups for one in group["indicators"]} | set(head.get("adjustments", ()))


def _least(file: DmnFile, made: Sequence[Made], name: str) -> dict[str, Any]:
    """One section, one group, all cards in it, the total their sum."""
    weights = {one.id: weight.text for one in made if one.card and isinstance(weight := one.card.get("weight"), Scalar)}
    total = show_number(sum((Fraction(weight) for weight in weights.values()), Fraction(0)))
    title = {"zh": file.title or name, "en": file.title or name}
    part = {"id": "imported", "title": title, "weight": total}
    sources = {
        mark.get("key"): {"title": {"zh": one.get("label"), "en": one.get("label")}}
        for one in file.sources.values()
        if (mark := one.mark("source")) is not None
    }
    accept = [
        {
            "id": f"accept-{kind}",
            "kind": kind,
            "because": {"zh": zh, "en": en},
            "basis": [{"mark": "assumed", "text": zh}],
        }
        for kind, zh, en in _ACCEPT
    ]
    return {
        "rubric": name,
        "title": title,
        "year": "请填年度",
        "total": total,
        "round": "0.01",
        "sources": sources or {"dmn": {"title": {"zh": file.name, "en": file.name}}},
        "sections": [{**part, "groups": [{**part, "id": "tables", "indicators": list(weights)}]}],
        "adjustments": [one.id for one in made if one.id not in weights],
        "accept": accept,
    }
