"""docs/workbench.png, the picture of the workbench in README.md: the sample's audit, a point unfolded, its quotes marked.

Run this file to draw it anew; without chromium or playwright it says so and leaves the picture as it is.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "workbench.png"
MOST = 150_000
"""How many bytes it may have: a page of the repository shows it."""
SIZE = {"width": 1280, "height": 800}
POINT = "three-public-control"
"""An indicator with a point lost, a calculation and quotes on one screen."""

UP = """(point) => {
  const one = document.querySelector(point), scores = one.closest(".scroll")
  scores.scrollTop += one.getBoundingClientRect().top - scores.getBoundingClientRect().top - 140
}"""
"""Its explanation comes into sight, too."""


def drawn() -> bytes:
    """A screen of chromium, as a PNG of few colours. The hour of the audit is left out: it is another one each time."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "web" / "browser")]
    from tests.web.vendored_page import CHROMIUM, chromium
    from workbench import serving, watched

    if CHROMIUM is None:
        raise ModuleNotFoundError("no chromium here (apt-get install chromium)")
    with (
        TemporaryDirectory() as folder,
        serving(Path(folder) / "store") as bench,
        chromium() as browser,
        watched(browser, bench.home) as (page, _),
    ):
        page.set_viewport_size(SIZE)
        page.goto(bench.told)
        page.evaluate("document.querySelectorAll('.made time').forEach((one) => one.remove())")
        page.locator(f"#i-{POINT} > summary").click()
        page.locator("#paper mark.lit").first.wait_for()
        page.evaluate(UP, f"#i-{POINT}")
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        screen = page.screenshot()
    return few_colours(screen)


def few_colours(screen: bytes) -> bytes:
    """The same picture with a palette: a third of the bytes."""
    made = io.BytesIO()
    Image.open(io.BytesIO(screen)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return made.getvalue()


if __name__ == "__main__":
    try:
        made = drawn()
    except ModuleNotFoundError as missing:
        print(f"docs/workbench.png stays as it is: {missing}", file=sys.stderr)
    else:
        assert len(made) <= MOST, f"docs/workbench.png has {len(made)} bytes, {MOST} at most"
        PICTURE.write_bytes(made)
