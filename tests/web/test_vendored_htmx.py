"""htmx in Debian's chromium, under the strictest policy and with the settings that the pages give it."""

from __future__ import annotations

import pytest
from vendored_page import CHROMIUM, HTMX, Served, blank, chromium, serving, watched


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_htmx_fetches_a_part_and_runs_no_text_as_code() -> None:
    with chromium() as browser, blank(browser) as page, serving(Served("htmx", HTMX)) as address:
        seen = watched(page, address)
        page.click("button")
        page.wait_for_function("() => document.querySelector('#here').textContent === '取到了'")

        # htmx itself says on the console that it was told to run text and did not.
        expected = (None, [], ["htmx:evalDisallowedError"])
        actual = (page.evaluate("window.ran ?? null"), seen.outside, seen.complaints)
        assert expected == actual
