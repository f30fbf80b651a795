"""`audit --baseline`: what has changed since an earlier audit."""

from __future__ import annotations

from pathlib import Path

import click

from youju.audit import Audit
from youju.cli.open import read_record
from youju.publish.sarif import Baseline, Change, read_baseline, results_of

_TEXT = {"zh": "与基准比较：{told}", "en": "against the baseline: {told}"}
_COUNTS = {
    "zh": "新增 {new}、消失 {gone}、不变 {unchanged}{updated}",
    "en": "{new} new, {gone} gone, {unchanged} unchanged{updated}",
}
_UPDATED = {"zh": "、有变化 {n}", "en": ", {n} updated"}


def open_baseline(file: Path) -> Baseline:
    """The baseline in a file; CodedError where it cannot be read as one."""
    return read_baseline(read_record(file), file.name)


def show_change(audit: Audit, baseline: Baseline, lang: str) -> None:
    """Prints how many findings are new, gone and unchanged; those with other words only where there are any."""
    click.echo(_TEXT[lang].format(told=change_text(baseline.change(results_of(audit)), lang)))


def change_text(change: Change, lang: str) -> str:
    """How many findings are new, gone and unchanged, in words."""
    updated = _UPDATED[lang].format(n=change.updated) if change.updated else ""
    return _COUNTS[lang].format(new=change.new, gone=change.gone, unchanged=change.unchanged, updated=updated)
