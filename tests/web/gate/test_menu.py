"""The menu: publishing is there for those who ask for it or decide, with how many versions wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gate_kit import Browser
from lxml import html

from youju.desk.desk import Desk
from youju.store.events import VersionAsked


@pytest.mark.parametrize(
    ("role", "shown"), [("auditor", []), ("admin", []), ("policy", ["发布2 个待批准"]), ("chief", ["发布2 个待批准"])]
)
def test_publishing_is_in_the_menu_of_whom_it_concerns_with_what_waits(
    desk: Desk, browser: Callable[..., Browser], role: str, shown: list[str]
) -> None:
    with desk.store.writing("policy") as writer:
        for digest in ("a" * 64, "b" * 64):
            writer.append(
                VersionAsked(
                    digest=digest, rubric="r", title="新版", base=None, draft=None, in_force=None, reason="理由"
                )
            )  # fmt: skip
    visitor = browser()
    visitor.log_in(role)
    links = html.fromstring(visitor.get("/audits").text).xpath("//header//a[@href='/versions']")

    assert shown == [one.text_content() for one in links]
