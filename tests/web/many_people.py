"""Many people at one workbench at once: what each looks at, how long every view took, and what the server's processes hold."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx2
from tests.conftest import SAMPLE
from tests.web.browser.workbench import Workbench

OF_AUDIT = {
    "audit": "", "indicator": r"/indicators/[\w-]+", "findings": "/findings", "rulings": "/rulings",
    "papers": "/papers", "what-if": "/what-if",
}  # fmt: skip
"""What an address of a view has after that of its audit."""


@dataclass(slots=True)
class Looked:
    """The seconds that each view took, each time; and what was not answered with a page, as `view: why`."""

    seconds: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    errors: list[str] = field(default_factory=list[str])

    def table(self) -> str:
        """A line for each view: how often it was asked for, milliseconds, errors."""
        every = [one for some in self.seconds.values() for one in some]
        wrong = Counter(one.split(":")[0] for one in self.errors)
        rows = [(view, some, wrong[view]) for view, some in self.seconds.items()] + [("all", every, len(self.errors))]
        lines = [f"{'view':10} {'count':>6} {'p50':>6} {'p95':>6} {'p99':>6} errors (ms)"]
        for view, some, errors in rows:
            cuts = quantiles(some, n=100, method="inclusive") if len(some) > 1 else some * 99
            p50, p95, p99 = (f"{cuts[at - 1] * 1000:6.0f}" for at in (50, 95, 99))
            lines.append(f"{view:10} {len(some):6} {p50} {p95} {p99} {errors:6}")
        return "\n".join(lines)


def stocked(workbench: Workbench, audits: int) -> None:
    """Hands the sample in so many times, each under a department of its own, and waits until all are audited."""
    text = SAMPLE.read_text("utf-8")
    files = [(f"{n}.md", text.replace("清河", f"清河{n}") + f"\n（第{n}份）\n") for n in range(audits)]
    with workbench.client() as client:
        csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/audits").text)
        assert csrf
        sent = [("reports", (name, one.encode())) for name, one in files]
        assert 303 == client.post("/audits", data={"csrf": csrf[1]}, files=sent).status_code
        until = time.monotonic() + 60 + 20 * audits
        while len(re.findall(r'<tr>(?:(?!</tr>).)*class="n">\d', client.get("/audits").text, re.DOTALL)) < audits:
            assert time.monotonic() < until, "the reports are not audited"
            time.sleep(0.5)


def views_of(workbench: Workbench) -> dict[str, Sequence[str]]:
    """The addresses of each view, as the pages link to them."""
    with workbench.client() as client:

        def linked(pattern: str, page: str) -> list[str]:
            return sorted(set(re.findall(rf'href="({pattern})["?#]', client.get(page).text)))

        audits = linked(r"/audits/\d+", "/audits")
        views: dict[str, Sequence[str]] = {"audits": ["/audits"], "rubrics": ["/rubrics"]}
        for view, after in OF_AUDIT.items():
            # The pages of an audit link to one another; only that of indicators has names to look for.
            afters = [one.removeprefix(audits[0]) for one in linked(audits[0] + after, audits[0])] or [after]
            views[view] = [audit + one for audit in audits for one in afters]
        rubrics = linked(r"/rubrics/[\w-]+", "/rubrics")
        versions = [one for rubric in rubrics for one in linked(r"/rubrics/[\w-]+/versions/\w+", rubric)]
        views["rubric"] = [*rubrics, *versions]
        views["card"] = sorted({one for at in views["rubric"] for one in linked(r"/rubrics/[^\"?#]+/cards/[\w-]+", at)})
    return views


async def people_look(
    home: str, views: Mapping[str, Sequence[str]], people: int, seconds: float, think: tuple[float, float]
) -> Looked:
    """So many people look at views by chance for so long, each thinking between two of them."""
    looked, until = Looked({view: [] for view in views}), time.monotonic() + seconds

    async def person(number: int) -> None:
        chance = random.Random(number)
        async with httpx2.AsyncClient(base_url=home, timeout=60) as client:
            # They do not all begin at the same instant.
            await asyncio.sleep(chance.uniform(0, think[1]))
            while time.monotonic() < until:
                view = chance.choice(list(views))
                await _look(client, view, chance.choice(views[view]), looked)
                await asyncio.sleep(chance.uniform(*think))

    await asyncio.gather(*(person(number) for number in range(people)))
    return looked


async def _look(client: httpx2.AsyncClient, view: str, address: str, looked: Looked) -> None:
    began = time.monotonic()
    try:
        answer = await client.get(address)
        if answer.status_code != 200 or "</html>" not in answer.text:
            looked.errors.append(f"{view}: {answer.status_code} {address}")
    except httpx2.HTTPError as error:
        looked.errors.append(f"{view}: {error!r} {address}")
    looked.seconds[view].append(time.monotonic() - began)


def held(pid: int) -> dict[int, int]:
    """KiB of memory (VmRSS) of a process and all it has started, by their numbers; the process itself first."""
    found: dict[int, int] = {}
    for one in (pid, *_below(pid)):
        with suppress(OSError):
            rss = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{one}/status").read_text())
            if rss:
                found[one] = int(rss[1])
    return found


def _below(pid: int) -> Iterator[int]:
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, listed.read_text().split()):
                yield child
                yield from _below(child)
