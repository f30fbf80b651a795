"""What tests of an audit's pages use: the workbench, and pages as trees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from lxml import html
from sqlalchemy import select
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.store.tables import RUNS


@dataclass(frozen=True)
class Workbench:
    """A desk, its app, somebody who visits it, and the ids of its audits."""

    desk: Desk
    app: FastAPI
    client: TestClient
    text: int
    pdf: int
    refused: int

    def page(self, address: str, status: int = 200, **headers: str) -> Any:
        """The tree of a page, to somebody who has chosen no language before."""
        self.client.cookies.clear()
        answer = self.client.get(address, headers=headers)
        assert status == answer.status_code, answer.text
        return html.fromstring(answer.text)

    def record(self, audit: int) -> dict[str, Any]:
        """The record of the last run, as `youju verify` takes it: what pages must agree with."""
        return json.loads(self.desk.store.blobs.get(self.run(audit).record))

    def bundle(self, audit: int) -> dict[str, Any]:
        return json.loads(self.desk.store.blobs.get(self.run(audit).bundle))

    def run(self, audit: int) -> Any:
        with self.desk.store.reading() as connection:
            query = select(RUNS).where(RUNS.c.audit == audit).order_by(RUNS.c.number.desc())
            return connection.execute(query).first()


def words(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def rows(page: Any) -> dict[str, Any]:
    """The rows of the scores by indicator."""
    return {one.get("id")[2:]: one for one in page.xpath("//details[starts-with(@id, 'i-')]")}


def cell(row: Any, name: str) -> str:
    """A cell of a row as it is seen: without what is for screen readers alone."""
    found = row.xpath(f".//summary//span[contains(concat(' ', @class, ' '), ' {name} ')]")[0]
    return "".join(_seen(found)).strip()


def _seen(element: Any) -> Iterator[str]:
    if "hide" not in (element.get("class") or "").split():
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""
