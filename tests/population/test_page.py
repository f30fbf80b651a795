"""The example of docs/population.md gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "population.md"


def test_the_example_of_the_page_gives_the_points_that_it_tells() -> None:
    pytest.importorskip("duckdb")
    page = PAGE.read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)

    assert f"`points` 是 `{names['points']}`" in page
