"""A comparison of two versions of a rubric as SARIF 2.1.0: a result for each indicator or part that is otherwise.

Results stand in the card of the new version, those of a card that is gone in the old one. `baselineState` is against
the old version: `new` an indicator that came, `absent` one that is gone, `updated` all else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote as percent_encoded

from youju.audit.words import printable
from youju.publish.sarif.results import KEY, Result
from youju.publish.sarif.run import sarif_file
from youju.regress.diff.fail import unproved
from youju.regress.diff.model import IndicatorDiff, Part, RubricDiff
from youju.regress.diff.part_words import part_text
from youju.regress.diff.tell import QUIET, told_indicator
from youju.source import digest
from youju.structs import Struct

HEAD = ""
"""Under this name stands the place of rubric.yaml among those of cards."""
_PARTS = "rubric"


class Spot(Struct):
    """Where a card stands: a relative name of its file, and the line."""

    file: str
    line: int


def sarif_of_diff(found: RubricDiff, spots: Mapping[str, Spot], digests: tuple[str, str]) -> bytes:
    """The comparison; `spots` by indicator, of rubric.yaml by HEAD, `digests` of the old and the new version."""
    titles = {one.id: f"{one.title.zh} / {one.title.en}" for one in found.indicators}
    titles[_PARTS] = "评分标准整体 / the rubric as a whole"
    doubtful = frozenset(unproved(found))
    results = [_of_card(one, spots, one.id in doubtful) for one in found.indicators if one.kind not in QUIET]
    results += [_of_part(part, spots) for part in found.parts if not part.words]
    sides = {
        side: {"rubric": name, "digest": one}
        for side, name, one in zip(("old", "new"), (found.old, found.new), digests, strict=True)
    }
    return sarif_file(
        results, lambda name: {"id": name, "shortDescription": {"text": titles[name]}}, {"properties": sides}
    )


def _of_card(one: IndicatorDiff, spots: Mapping[str, Spot], doubtful: bool) -> Result:
    state = {"added": "new", "removed": "absent"}.get(one.kind, "updated")
    costs = doubtful or one.turn is not None or (one.loss is not None and one.loss.at is not None)
    texts = tuple("\n".join(told_indicator(one, lang)) for lang in ("zh", "en"))
    return {
        "ruleId": one.id,
        "level": "warning" if costs else "note",
        "message": {"text": printable(texts[0])},
        "partialFingerprints": {KEY: digest({"indicator": one.id})[:16]},
        "locations": list(_places(spots.get(one.id))),
        "baselineState": state,
        "properties": {"message_en": printable(texts[1]), "verdict": one.kind},
    }


def _of_part(part: Part, spots: Mapping[str, Spot]) -> Result:
    zh, en = (printable(part_text(part, lang)) for lang in ("zh", "en"))
    return {
        "ruleId": _PARTS,
        "level": "note",
        "message": {"text": zh},
        "partialFingerprints": {KEY: digest({"part": part.what, "name": part.name})[:16]},
        "locations": list(_places(spots.get(HEAD))),
        "baselineState": "updated",
        "properties": {"message_en": en, "verdict": part.what},
    }


def _places(spot: Spot | None) -> Iterator[dict[str, Any]]:
    if spot is not None:
        uri = percent_encoded(spot.file)
        yield {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": spot.line}}}
