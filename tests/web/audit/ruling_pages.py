"""Forms of rulings as people send them, and what pages say after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from audit_kit import cell, rows
from lxml import html
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.desk.intake import run, take_in
from youju.desk.who import ALONE
from youju.web.app import make_app

FACT = "实际采购金额"
INDICATOR = "procurement-rate"


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one audit, to somebody without script."""

    client: TestClient
    desk: Desk
    audit: int

    def get(self, rest: str = "", status: int = 200, **query: Any) -> Any:
        """The tree of a page; the language is that of the query, else Chinese."""
        answer = self.client.get(f"/audits/{self.audit}{rest}", params={"lang": "zh", **query} if query else None)
        assert status == answer.status_code, answer.text
        return html.fromstring(answer.text)

    def post(self, rest: str, form: dict[str, str], status: int = 200) -> Any:
        """The page that answers a form, after its redirection; the form brings its token."""
        token = self.get("/rulings").xpath("//body/@hx-headers")[0].split('"')[3]
        answer = self.client.post(f"/audits/{self.audit}{rest}", data={"csrf": token, **form})
        assert status == answer.status_code, answer.text
        return html.fromstring(answer.text)

    def rule(self, decision: str, status: int = 200, fact: str = FACT, seen: int = 99, **more: str) -> Any:
        """Decides on a fact."""
        form = {"seen": str(seen), "fact": fact, "decision": decision, "reason": "看过凭证", **more}
        return self.post("/rulings", form, status)

    def key(self, code: str) -> str:
        """The finding of a code, the first of them."""
        found = self.get("/findings", code=code).xpath("//article[contains(@class, 'finding')]/@id")
        return found[0].removeprefix("f-")

    def points(self) -> str:
        """What the tree of scores gives the indicator of the fact."""
        return cell(rows(self.get(""))[INDICATOR], "points")


@contextmanager
def pages_of(desk: Desk, name: str, data: bytes) -> Iterator[Pages]:
    """The pages of a report that is handed in anew."""
    audit = take_in(desk, ALONE, name, data)
    run(desk, ALONE, audit)
    with TestClient(make_app(desk), base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as client:
        yield Pages(client, desk, audit)


def said(page: Any) -> str:
    """The words of a page's main part on one line."""
    return " ".join(page.xpath("//main")[0].text_content().split())


def typed(page: Any, name: str) -> str:
    """What a field holds, the first of its name on a page or in a part of one."""
    field = page.xpath(f".//*[@name='{name}']")[0]
    return (field.text or "").strip() if field.tag == "textarea" else field.get("value", "")
