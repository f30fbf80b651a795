"""The page docs/workbench.md: every address on it is one of the workbench, and no part of the menu is left out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.gate.expected_access import ACCESS

PAGE = (Path(__file__).parents[2] / "docs" / "workbench.md").read_text(encoding="utf-8")


def shape(address: str) -> str:
    """An address without its question, its parts without their names."""
    return re.sub(r"\{[^}]*\}", "{}", address.partition("?")[0])


def test_every_address_on_the_page_is_one_of_the_workbench() -> None:
    told = {shape(one) for one in re.findall(r"`(/[^`]*)`", PAGE)}
    routes = {shape(one.partition(" ")[2]) for one in ACCESS if one.startswith("GET ")}

    assert set() == told - routes
    assert {"/audits", "/rubrics", "/versions", "/overview"} <= told
