"""The numbers of docs/reading-an-audit.md, taken from a run of the sample. Run this file to write them anew."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from youju.audit import audit
from youju.audit.record import to_record
from youju.explain import render, why
from youju.facts import load_dictionary
from youju.report import read
from youju.rubric import load_rubric

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reading-an-audit.md"
SAMPLE = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"
_ROW = re.compile(r"^(\|.* \| `)([\w.()]+)(` \| )([^|]*)( \|)$", re.MULTILINE)
_WHY = re.compile(r"^```why ([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def written_anew(page: str) -> str:
    """The page with every number and explanation as a run of the sample gives it."""
    dictionary = load_dictionary(ROOT / "facts" / "dictionary")
    found = audit(read(SAMPLE), load_rubric(ROOT / "rules" / "lechang-2023", dictionary), "exact")
    record = to_record(found)
    page = _ROW.sub(lambda row: row[1] + row[2] + row[3] + _value(record, row[2]) + row[5], page)
    return _WHY.sub(lambda block: f"```why {block[1]}\n{render(why(found, block[1]))}\n```", page)


def _value(record: Any, field: str) -> str:
    """`totals.low` as the record has it; `statuses.scored` counts indicators; `first(claim)` is an entry of a kind."""
    kind = re.fullmatch(r"first\((\w+)\)", field)
    if kind is not None:
        entries = (entry for entry in record["ledger"]["entries"] if entry["kind"] == kind[1])
        return next((f"{entry['id']}：{entry['points']}" for entry in entries), "没有 none")
    statuses = Counter(indicator["status"] for indicator in record["indicators"])
    value: Any = {**record, "statuses": statuses}
    for key in field.split("."):
        value = value[key]
    return str(value)


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text("utf-8")), encoding="utf-8")
