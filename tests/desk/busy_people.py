"""People who all write at once, until their server is gone; what each has sent, and what was answered as taken."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from threading import Event, Semaphore, Thread

import httpx2
from tests.conftest import SAMPLE

LATEST = 10**6
"""Whoever sends it says that they have seen every ruling: nobody is overtaken here."""
FACTS = ("实际采购金额", "计划采购金额")
PAUSE = 0.5
"""Seconds before a report or a save: those who rule wait for a worker, and should come to it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling as it is sent."""

    audit: int
    fact: str
    decision: str
    reason: str
    value: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was sent, and by its place what was answered as taken; `others` are answers that are neither."""

    rulings_sent: set[Ruling] = field(default_factory=set[Ruling])
    rulings: dict[tuple[int, int], Ruling] = field(default_factory=dict[tuple[int, int], Ruling])
    taken_back: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    reports_sent: set[str] = field(default_factory=set[str])
    reports: dict[int, str] = field(default_factory=dict[int, str])
    saves: dict[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])
    sent: list[str] = field(default_factory=list[str])
    others: list[str] = field(default_factory=list[str])

    @property
    def answered(self) -> int:
        return len(self.rulings) + len(self.taken_back) + len(self.reports) + len(self.saves)


@dataclass(frozen=True, slots=True)
class People:
    """Two who rule, each on an audit, one who hands reports in, one who saves a draft, one who looks."""

    audits: tuple[int, int]
    told: Told = field(default_factory=Told)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def write(self, address: str, draft: int, begun: Event, ruled: Semaphore) -> list[Thread]:
        """Everybody at work, each in a thread that ends when the server is gone."""

        def rules(audit: int) -> Callable[[httpx2.Client, str], None]:
            return lambda client, csrf: self._rule(client, csrf, audit, ruled)

        def saves(client: httpx2.Client, csrf: str) -> None:
            self._save(client, csrf, draft)

        def works(what: Callable[[httpx2.Client, str], None]) -> None:
            with suppress(httpx2.TransportError), httpx2.Client(base_url=address, timeout=60) as client:
                csrf = token_of(client.get("/settings").text)
                begun.set()
                while True:
                    what(client, csrf)

        threads = [
            Thread(target=works, args=(one,)) for one in (*map(rules, self.audits), self._hand_in, saves, self._look)
        ]
        for one in threads:
            one.start()
        return threads

    def _rule(self, client: httpx2.Client, csrf: str, audit: int, ruled: Semaphore) -> None:
        """A ruling, another one over it, and two of three are taken back."""
        number = next(self.numbers)
        amended = {"value": f"{number % 90 + 1}.5 万元", "source": f"凭证第{number}号"} if number % 2 else {}
        decision = "amend" if amended else "accept"
        one = Ruling(audit, FACTS[number % 2], decision, f"第{number}次核对", **amended)
        self.told.rulings_sent.add(one)
        form = {"fact": one.fact, "decision": decision, "reason": one.reason, **amended}
        answer = self._post(client, f"/audits/{audit}/rulings", {"csrf": csrf, "seen": str(LATEST), **form})
        if answer is None:
            return
        made = int(answer.headers["location"].rpartition("=")[2])
        self.told.rulings[audit, made] = one
        ruled.release()
        if number % 3 != 1:
            why = f"第{number}次看错"
            if self._post(client, f"/audits/{audit}/rulings/{made}/withdraw", {"csrf": csrf, "reason": why}):
                self.told.taken_back[audit, made] = why

    def _save(self, client: httpx2.Client, csrf: str, draft: int) -> None:
        time.sleep(PAUSE)
        number = next(self.numbers)
        path, text = f"indicators/input/kept-{number}.yaml", f"# 第{number}稿\nindicator: kept-{number}\n"
        form = {"csrf": csrf, "mode": "yaml", "seen": "0", "text": text}
        if self._post(client, f"/drafts/{draft}/files/{path}", form):
            self.told.saves[draft, path] = text

    def _hand_in(self, client: httpx2.Client, _csrf: str) -> None:
        """A report; most are short, so that they are audited in a moment."""
        time.sleep(PAUSE)
        number = next(self.numbers)
        text = SAMPLE.read_text("utf-8") if number % 40 == 0 else "一、预算编制情况（28分）\n"
        data = f"{text}\n（第{number}份）\n".encode()
        digest = sha256(data).hexdigest()
        self.told.reports_sent.add(digest)
        self.told.sent.append("/api/v1/audits")
        answer = client.post("/api/v1/audits", files=[("reports", (f"{number}.md", data))])
        audits = [one["audit"] for one in answer.json()["reports"]] if answer.status_code == 202 else [None]
        if audits == [None]:
            self.told.others.append(f"{answer.status_code} {answer.text[:300]}")
        else:
            self.told.reports[audits[0]] = digest

    def _look(self, client: httpx2.Client, _csrf: str) -> None:
        """The last run of an audit is whole whenever it is asked for."""
        for audit in self.audits:
            answer = client.get(f"/api/v1/audits/{audit}/record")
            if answer.status_code != 200 or not answer.content.endswith(b"}\n"):
                self.told.others.append(f"{answer.status_code} {answer.text[:300]}")

    def _post(self, client: httpx2.Client, path: str, form: dict[str, str]) -> httpx2.Response | None:
        """The answer to a form that was taken; any other is noted."""
        self.told.sent.append(path)
        answer = client.post(path, data=form)
        if answer.status_code == 303:
            return answer
        found = re.search(r'role="alert">(.{0,300})', answer.text, re.DOTALL)
        self.told.others.append(f"{answer.status_code} {path}: {found[1] if found else answer.text[:300]}")
        return None


def token_of(page: str) -> str:
    """The token that a page's forms bring."""
    found = re.search(r'X-CSRF-Token": "([^"]+)"', page)
    assert found, page
    return found[1]
