"""An earlier audit to compare with: its findings by key, from its record (`audit.json`) or its SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from youju.audit.record import FORMAT
from youju.feel import FeelError, read_number
from youju.publish.sarif.results import KEY, Result, key_of, level_of
from youju.source import CodedError, canonical
from youju.source.exact_json import read_json
from youju.structs import Struct


class Change(Struct):
    """How many findings are new, gone, unchanged, or the same with other words or another level."""

    new: int
    gone: int
    unchanged: int
    updated: int


class Baseline(Struct):
    """The findings of an earlier audit as results of SARIF, by key."""

    results: Mapping[str, Result]

    def compared(self, results: Sequence[Result]) -> list[Result]:
        """The results with their `baselineState`; those of the baseline that are gone follow, as `absent`."""
        now = {key_of(result): {**result, "baselineState": self._state(result)} for result in results}
        gone = [{**old, "baselineState": "absent"} for key, old in self.results.items() if key not in now]
        return [*now.values(), *gone]

    def change(self, results: Sequence[Result]) -> Change:
        """The states of `compared`, counted."""
        return counted(self.compared(results))

    def _state(self, result: Result) -> str:
        old = self.results.get(key_of(result))
        if old is None:
            return "new"
        return "unchanged" if _told(old) == _told(result) else "updated"


def counted(compared: Sequence[Result]) -> Change:
    """How many results are in which state."""
    states = [result["baselineState"] for result in compared]
    return Change(*(states.count(name) for name in ("new", "absent", "unchanged", "updated")))


def read_baseline(data: bytes, name: str) -> Baseline:
    """The baseline in a file of bytes. CodedError `baseline-unreadable` where it is no record and no SARIF of youju."""
    try:
        plain = read_json(data)
        if plain.get("format") == FORMAT:
            found = [_from_record(one) for one in plain["findings"]]
            found += [_suppressed(_from_record(one)) for one in plain.get("set_aside", ())]
        else:
            found = list(_from_sarif(plain["runs"]))
        # It is written again with what is gone: half characters, which no file holds, are refused here.
        canonical(found)
        # What comparing and writing will read is read once here, so that a file is refused before anything is made.
        return Baseline({key_of(one): one for one in found if _told(one) and one["ruleId"]})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FeelError) as error:
        zh = f"“{name}”不是 audit.json，也不是 audit.sarif，不能作为比较的基准"
        en = f"“{name}” is neither an audit.json nor an audit.sarif, and nothing to compare with"
        raise CodedError("baseline-unreadable", zh, en) from error


def _told(result: Result) -> tuple[object, ...]:
    """What counts when a finding is compared with itself: its level, its words, whether it is ruled out."""
    return result.get("level"), result["message"]["text"], bool(result.get("suppressions"))


def _from_sarif(runs: Iterable[Mapping[str, Any]]) -> Iterable[Result]:
    """The results of youju; those that were gone already are no part of that audit."""
    for run in runs:
        for result in run["results"] if run["tool"]["driver"]["name"] == "youju" else ():
            if result.get("baselineState") != "absent":
                yield {name: value for name, value in result.items() if name not in ("baselineState", "ruleIndex")}


def _from_record(finding: Mapping[str, Any]) -> Result:
    """A finding of a record. Its columns are not known without the report: the line and the words are given."""
    return {
        "ruleId": str(finding["code"]),
        "level": level_of(finding["level"], read_number(finding["points_at_risk"]) != 0),
        "message": {"text": str(finding["message"])},
        "partialFingerprints": {KEY: str(finding["key"])},
        "locations": [
            {"message": {"text": str(quote["text"])}, "properties": dict(quote)} for quote in finding["quotes"]
        ],
        "properties": {
            "level": finding["level"],
            "message_en": finding["message_en"],
            "indicator": finding["indicator"],
            "points_at_risk": finding["points_at_risk"],
            "papers": finding["papers"],
        },
    }


def _suppressed(result: Result) -> Result:
    return {**result, "suppressions": [{"kind": "external", "status": "accepted"}]}
