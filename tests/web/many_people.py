"""Many people at one workbench at once: what each looks at and does, how long every answer took, what was no answer.

What they do is in the shares of `VIEWS` and `DEEDS`. A deed is what somebody does behind a view: values assumed, a
ruling after some thought, a card being typed, papers downloaded, a report handed in and followed until it is audited.
"""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import httpx2
from tests.conftest import SAMPLE
from tests.web.browser.workbench import Workbench

OF_AUDIT = {
    "audit": "", "indicator": r"/indicators/[\w-]+", "graph": r"/indicators/[\w-]+", "findings": "/findings",
    "rulings": "/rulings", "questions": "/questions", "papers": "/papers", "what-if": "/what-if",
}  # fmt: skip
"""What an address of a view has after that of its audit; a graph is below its indicator."""
VIEWS = {
    "audits": 8, "audit": 20, "indicator": 20, "graph": 3, "findings": 12, "rulings": 5, "questions": 3, "papers": 3,
    "what-if": 5, "overview": 4, "rubrics": 3, "rubric": 4, "card": 6, "draft": 2, "editor": 2,
}  # fmt: skip
"""How often each view is looked at, of a hundred times."""
Addresses = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Looked:
    """The seconds that each view and deed took, each time; and what was not answered as it should be, as `view: why`.

    `overtaken` counts what was refused because of a ruling of somebody else, on the same or not counted yet: a right
    answer, as the status 409 says.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    errors: list[str] = field(default_factory=list[str])
    overtaken: int = 0

    def views(self) -> list[float]:
        """The seconds of all views."""
        return [one for name, some in self.seconds.items() if name in (*VIEWS, "job") for one in some]

    def table(self) -> str:
        """A line for each view, for all of them, and for each deed: how often, milliseconds, errors."""
        names = [name for name in (*VIEWS, "job") if name in self.seconds]
        deeds = sorted(set(self.seconds) - set(names))
        rows = [(name, self.seconds[name]) for name in names] + [("all views", self.views())]
        rows += [(name, self.seconds[name]) for name in deeds]
        lines = [f"{'':12} {'count':>6} {'p50':>6} {'p95':>6} {'p99':>6} {'max':>6} errors (ms)"]
        for name, some in rows:
            cuts = quantiles(some, n=100, method="inclusive") if len(some) > 1 else some * 99
            p50, p95, p99, most = (f"{one * 1000:6.0f}" for one in (cuts[49], cuts[94], cuts[98], max(some)))
            wrong = sum(one.startswith(f"{name}:") for one in self.errors)
            lines.append(f"{name:12} {len(some):6} {p50} {p95} {p99} {most} {wrong or '':>6}")
        return "\n".join(lines)


def report(number: int) -> tuple[str, bytes]:
    """The name and bytes of a report like no other: the sample under a department of its own."""
    text = SAMPLE.read_text("utf-8").replace("清河", f"清河{number}")
    return f"{number}.md", f"{text}\n（第{number}份）\n".encode()


def stocked(workbench: Workbench, audits: int) -> None:
    """Hands so many reports in and waits until all are audited; begins a draft of the first rubric."""
    with workbench.client() as client:
        csrf = _csrf(client.get("/audits").text)
        sent = [("reports", report(number)) for number in range(audits)]
        assert 303 == client.post("/audits", data={"csrf": csrf}, files=sent).status_code
        rubric = _linked(client, "/rubrics", r"/rubrics/[\w-]+")[0]
        version = _linked(client, rubric, r"/rubrics/[\w-]+/versions/\w+")[0]
        assert 303 == client.post(f"{version}/drafts", data={"csrf": csrf, "title": "试改"}).status_code
        until = time.monotonic() + 60 + 20 * audits
        while len(re.findall(r'<tr>(?:(?!</tr>).)*class="n">\d', client.get("/audits").text, re.DOTALL)) < audits:
            assert time.monotonic() < until, "the reports are not audited"
            time.sleep(0.5)


def views_of(workbench: Workbench) -> Addresses:
    """The addresses of each view, as the pages link to them."""
    with workbench.client() as client:
        audits = _linked(client, "/audits", r"/audits/\d+")
        views: dict[str, Sequence[str]] = {"audits": ["/audits"], "rubrics": ["/rubrics"], "overview": ["/overview"]}
        for view, after in OF_AUDIT.items():
            # The pages of an audit link to one another; only that of indicators has names to look for.
            afters = [one.removeprefix(audits[0]) for one in _linked(client, audits[0], audits[0] + after)] or [after]
            views[view] = [audit + one for audit in audits for one in afters]
        views["graph"] = [f"{one}/graph" for one in views["graph"]]
        rubrics = _linked(client, "/rubrics", r"/rubrics/[\w-]+")
        versions = [one for rubric in rubrics for one in _linked(client, rubric, r"/rubrics/[\w-]+/versions/\w+")]
        views["rubric"] = [*rubrics, *versions]
        cards = [_linked(client, at, r"/rubrics/[^\"?#]+/cards/[\w-]+") for at in views["rubric"]]
        views["card"] = sorted({one for some in cards for one in some})
        views["draft"] = _linked(client, "/rubrics", r"/drafts/\d+")
        files = _linked(client, views["draft"][0], r"/drafts/\d+/files/indicators/[^\"?#]+")
        views["editor"] = [f"{one}?mode=yaml" for one in files]
    return views


async def people_look(
    home: str, views: Addresses, people: int, seconds: float, think: tuple[float, float], deeds: bool = True
) -> Looked:
    """So many people are at it for so long, each thinking between two views; only looking, where no `deeds`."""
    looked, until = Looked(), time.monotonic() + seconds
    chosen = {**VIEWS, **(DEEDS if deeds else {})}

    async def person(number: int) -> None:
        chance = random.Random(number)
        async with httpx2.AsyncClient(base_url=home, timeout=60) as client:
            one = Person(client, views, chance, think, looked, number)
            # They do not all begin at the same instant.
            await asyncio.sleep(chance.uniform(0, think[1]))
            while time.monotonic() < until:
                (name,) = chance.choices(list(chosen), list(chosen.values()))
                await (_DONE[name](one) if name in _DONE else one.look(name))
                await one.think()

    await asyncio.gather(*(person(number) for number in range(people)))
    return looked


@dataclass(slots=True)
class Person:
    """Somebody at the workbench."""

    client: httpx2.AsyncClient
    views: Addresses
    chance: random.Random
    pace: tuple[float, float]
    looked: Looked
    number: int
    sent: int = 0

    async def think(self, times: float = 1) -> None:
        """Some seconds pass; so many times as many before what takes more thought."""
        await asyncio.sleep(self.chance.uniform(*self.pace) * times)

    async def look(self, view: str, at: str | None = None) -> str:
        """Looks at a view; what its page says, empty where it is none."""
        answer = await self.ask(view, "GET", at or self.chance.choice(self.views[view]))
        if answer is not None and "</html>" not in answer.text:
            self.looked.errors.append(f"{view}: no page")
        return "" if answer is None else answer.text

    async def ask(self, name: str, method: str, at: str, *right: int, **more: Any) -> httpx2.Response | None:
        """Asks for something that is answered by one of the `right` statuses, 200 if none is named; None: it was not."""
        began = time.monotonic()
        try:
            answer = await self.client.request(method, at, **more)
        except httpx2.HTTPError as error:
            self.looked.errors.append(f"{name}: {error!r} {at}")
            return None
        finally:
            self.looked.seconds.setdefault(name, []).append(time.monotonic() - began)
        self.looked.overtaken += answer.status_code == 409
        if answer.status_code not in (*(right or (200,)), 409):
            self.looked.errors.append(f"{name}: {answer.status_code} {at}")
            return None
        return answer


async def assume(one: Person) -> None:
    """Opens the sliders of an indicator and moves one, three times."""
    at, _, name = one.chance.choice(one.views["indicator"]).partition("/indicators/")
    page = await one.look("what-if", f"{at}/what-if?indicator={name}")
    numbers = re.findall(r'<input type="number" name="(is\.[^"]+)"[^>]*? value="([^"]*)"', page)
    for _ in range(3 if numbers else 0):
        fields = dict(numbers) | {one.chance.choice(numbers)[0]: str(one.chance.randrange(100))}
        known = {"indicator": name, **{html.unescape(key): html.unescape(text) for key, text in fields.items()}}
        await one.ask("assume", "GET", f"{at}/what-if", params=known, headers={"HX-Request": "true"})
        await one.think(0.5)


async def rule(one: Person) -> None:
    """Rules on a finding, after reading it, and looks at what that did."""
    at = one.chance.choice(one.views["findings"])
    page = await one.look("findings", at)
    forms = re.findall(rf'action="({at}/[^"]+)"(?:(?!</form>).)*name="seen" value="(\d+)"', page, re.DOTALL)
    if forms:
        await one.think(4)
        address, seen = one.chance.choice(forms)
        sent = {"csrf": _csrf(page), "seen": seen, "decision": one.chance.choice(("accept", "reject"))}
        sent["reason"] = f"看过第 {one.number} 号凭证"
        answer = await one.ask("rule", "POST", address, 303, data=sent)
        if answer is not None and answer.status_code == 303:
            await one.look("findings", answer.headers["location"].partition("#")[0])


async def type_card(one: Person) -> None:
    """Opens a card of a draft as YAML and types into it, three times; the editor asks for its mistakes each time."""
    at = one.chance.choice(one.views["editor"])
    page = await one.look("editor", at)
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    draft, _, path = at.partition("?")[0].partition("/files/")
    for _ in range(3 if found else 0):
        assert found is not None
        one.sent += 1
        text = f"{html.unescape(found[1])}\n# {one.number}: {one.sent}\n"
        await one.ask("lint", "POST", f"{draft}/lint", data={"csrf": _csrf(page), "path": path, "text": text})
        await one.think()


async def check(one: Person) -> None:
    """Looks at two of the checks of a draft."""
    draft = one.chance.choice(one.views["draft"])
    for part in ("lint", "cases"):
        await one.ask("check", "GET", f"{draft}/check/{part}")


async def download(one: Person) -> None:
    """Downloads a paper of an audit, whichever is made anew where the audit was ruled on."""
    audit = one.chance.choice(one.views["audit"])
    name = one.chance.choice(("workpapers.xlsx", "workpapers.docx", "audit.json"))
    await one.ask("download", "GET", f"{audit}/files/{name}")


async def hand_in(one: Person) -> None:
    """Hands a report in and follows its job until it is audited."""
    page = await one.look("audits")
    one.sent += 1
    sent = {"data": {"csrf": _csrf(page)}, "files": [("reports", report(10_000 + 100 * one.number + one.sent))]}
    began = time.monotonic()
    answer = await one.ask("hand in", "POST", "/audits", 303, **sent)
    while answer is not None and time.monotonic() < began + 120:
        await asyncio.sleep(1)
        # When all are audited the page of the job leads to the audit.
        job = await one.ask("job", "GET", answer.headers["location"], 200, 303)
        if job is not None and (job.status_code == 303 or "已审核" in job.text):
            one.looked.seconds.setdefault("audited", []).append(time.monotonic() - began)
            return
    one.looked.errors.append("audited: not in two minutes")


_DONE: Mapping[str, Callable[[Person], Awaitable[None]]] = {
    "assume": assume, "rule": rule, "type": type_card, "check": check, "download": download, "hand in": hand_in,
}  # fmt: skip
DEEDS = {"assume": 2.0, "rule": 1.0, "type": 1.0, "check": 0.5, "download": 1.0, "hand in": 0.2}
"""How often each deed is done, while a hundred views are looked at."""


def _linked(client: httpx2.Client, page: str, pattern: str) -> list[str]:
    return sorted(set(re.findall(rf'href="({pattern})["?#]', client.get(page).text)))


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    return found[1] if found else ""
