"""The drop zone and a job's page in Debian's chromium: files dragged in, sent by the keyboard, followed and cancelled."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from tests.conftest import SAMPLE
from vendored_page import CHROMIUM, Seen, blank, chromium, watched

from youju.desk.desk import Desk, open_desk
from youju.web.app import make_app

pytestmark = pytest.mark.skipif(CHROMIUM is None or sys.platform == "win32", reason="no chromium on this machine")
DROP = """([names, text]) => {
  const carried = new DataTransfer()
  names.forEach((name) => carried.items.add(new File([`${text}\\n（${name}）\\n`], name)))
  const zone = document.querySelector(".drop-zone")
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }))
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("drop") / "store", None, 1)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(make_app(desk), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page() -> Iterator[Any]:
    with chromium() as browser, blank(browser) as page:
        page.set_default_timeout(60_000)
        yield page


def opened(page: Any, address: str) -> Seen:
    """The list of audits, watched; that there is no picture for the tab is no complaint."""
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    seen = watched(page, address)
    page.wait_for_selector("#drop")
    return seen


def test_files_dragged_in_are_sent_by_the_keyboard_followed_and_cancelled(page: Any, address: str) -> None:
    seen = opened(page, address)
    # So many that the last one waits for seconds, however quick the machine is.
    names = [f"{number}.md" for number in range(1, 13)]
    page.evaluate(DROP, [names, SAMPLE.read_text("utf-8")])
    chosen, focused = page.locator("#drop-chosen li").all_inner_texts(), page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    page.focus("#cancel-11")
    page.wait_for_timeout(1500)
    kept = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    page.wait_for_selector("#job:not([hx-get])")
    page.wait_for_function("() => document.querySelector('#said').textContent !== ''")

    expected = (names, "drop-send", "cancel-11", 11, 1, "12 份报告，12 份已处理完", Seen())
    actual = (
        chosen,
        focused,
        kept,
        page.locator("#job tr.done").count(),
        page.locator("#job tr.cancelled").count(),
        page.inner_text("#said"),
        seen,
    )
    assert expected == actual


def test_one_report_alone_goes_on_to_its_audit(page: Any, address: str) -> None:
    seen = opened(page, address)
    page.evaluate(DROP, [["丁.txt"], "没有指标。"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/audits/*")

    expected = (True, Seen())
    actual = ("report-without-indicators" in page.inner_text("main"), seen)
    assert expected == actual


def test_an_upload_that_is_refused_says_so_and_keeps_the_choice(page: Any, address: str) -> None:
    opened(page, address)
    page.evaluate("document.querySelector('#drop input[name=csrf]').value = 'other'")
    page.evaluate(DROP, [["戊.txt"], "没有指标。"])
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#drop-said').textContent.includes('form-expired')")

    expected = (["戊.txt"], True, False)
    actual = (
        page.locator("#drop-chosen li").all_inner_texts(),
        page.is_enabled("#drop-send"),
        page.is_visible("#drop-stop"),
    )
    assert expected == actual
