"""The frame of a SARIF file: one run of youju with its rules and results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from youju import __version__
from youju.publish.sarif.results import Result
from youju.source import canonical

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_file(results: Sequence[Result], rule: Callable[[str], Mapping[str, Any]], more: Mapping[str, Any]) -> bytes:
    """Results as canonical JSON, each with its place among the rules; `more` are further members of the run."""
    rules = list(dict.fromkeys(str(one["ruleId"]) for one in results))
    index = {name: at for at, name in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "youju",
                "fullName": "有据 youju",
                "semanticVersion": __version__,
                "rules": [rule(name) for name in rules],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        **more,
        "results": [{**one, "ruleIndex": index[str(one["ruleId"])]} for one in results],
    }
    return canonical({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
