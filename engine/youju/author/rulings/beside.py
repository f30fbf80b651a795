"""Where the rulings on a report stand."""

from __future__ import annotations

from pathlib import Path

NAME = ".裁定.yaml"


def rulings_beside(report: Path) -> Path:
    """Where the rulings on a report are looked for: beside it, under its whole name."""
    return report.with_name(f"{report.name}{NAME}")
