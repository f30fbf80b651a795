"""A bureau at a workbench: people with accounts, each with a browser without script whose forms carry their token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.desk.sessions import begin, session_of
from youju.desk.who import Role, User
from youju.store.events import AccountSet, DraftBegun, VersionAsked, VersionDecided
from youju.web.app import make_app
from youju.web.gate import Settings

STAFF: Mapping[str, User] = {
    user.name: user
    for user in (
        User("zhou", "周管", "admin"), User("wang", "王审核", "auditor"), User("qian", "钱政策", "policy"),
        User("sun", "孙处长", "chief"), User("li", "李副处长", "chief"),
    )
}  # fmt: skip
"""Who has an account, by name; what each is called is not what their account is named."""
Browse = Callable[[str], TestClient]
"""The browser of somebody of `STAFF`."""


def employ(desk: Desk, *more: tuple[str, Role]) -> None:
    """Enters the accounts of `STAFF`, and of others who are called as their account is named; nobody logs in by them."""
    with desk.store.writing("zhou") as writer:
        for one in (*STAFF.values(), *(User(name, name, role) for name, role in more)):
            writer.append(AccountSet(name=one.name, title=one.title, role=one.role or "auditor", active=True))


def browsers(desk: Desk) -> Browse:
    """Browsers of those who have an account, each logged in; pages come in Chinese."""
    app = make_app(desk)

    def of(name: str) -> TestClient:
        now = Settings().now()
        with desk.store.writing(name) as writer:
            made = begin(writer.connection, name, now)
        known = session_of(desk, made, now)
        assert known is not None, name
        client = TestClient(app, base_url="http://localhost", follow_redirects=False, cookies={"youju": made})
        client.headers["X-CSRF-Token"] = known.csrf
        return client

    return of


def publish_at_once(desk: Desk, rubric: str, base: str, data: bytes) -> str:
    """A version that others published meanwhile, entered as its records; its digest."""
    digest = desk.store.blobs.put(data)
    with desk.store.writing("qian") as writer:
        draft = writer.append(DraftBegun(rubric=rubric, base=base, title="别人的")).seq
        said: dict[str, Any] = {"digest": digest, "rubric": rubric, "title": "别人的", "base": base, "draft": draft}
        writer.append(VersionAsked(**said, in_force="2023-01-01", reason="会议定的"))
    with desk.store.writing("sun") as writer:
        writer.append(VersionDecided(digest=digest, published=True, reason=""))
    return digest


def main_of(answer: Any) -> Any:
    """The main part of a page."""
    return html.fromstring(answer.text).xpath("//main")[0]


def words_of(answer: Any) -> str:
    """The words of a page's main part on one line."""
    return " ".join(main_of(answer).text_content().split())


def buttons_of(answer: Any) -> list[str]:
    """What may be pressed on a page."""
    return [" ".join(one.text_content().split()) for one in main_of(answer).xpath(".//button")]
