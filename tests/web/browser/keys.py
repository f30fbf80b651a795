"""A person without a mouse: Tab until the thing is reached, Enter; and what they see of where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# What has the focus: its words, whether it is shown to have it (an outline or a shadow), whether it is on the screen,
# and where it stands among all elements.
_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
  const words = at.getAttribute("aria-label") || label || at.innerText || at.name || at.id || at.tagName;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return {words: words.trim(), shown: (outlined || style.boxShadow !== "none") && inside && box.width > 0,
    place: [...document.querySelectorAll("*")].indexOf(at)};
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where Tab stopped: the words of the element, whether one sees that it has the focus, its place on the page."""

    words: str
    shown: bool
    place: int


def focused(page: Any) -> Stop | None:
    """What has the focus; None where it is the page itself."""
    found = page.evaluate(_FOCUS)
    return None if found is None else Stop(**found)


def tab(page: Any, back: bool = False) -> Stop | None:
    """Goes one stop on, or back."""
    page.keyboard.press("Shift+Tab" if back else "Tab")
    return focused(page)


def tab_to(page: Any, words: str, most: int = 400) -> list[Stop]:
    """Goes on until what has the focus begins with the words; the stops on the way, it the last."""
    stops: list[Stop] = []
    for _ in range(most):
        stop = tab(page)
        if stop is not None:
            stops.append(stop)
            if stop.words.startswith(words):
                return stops
    raise AssertionError(f"no Tab leads to {words}: {[one.words[:20] for one in stops]}")


def round_of(page: Any, most: int = 1500) -> list[Stop]:
    """Every stop of a page, until Tab leaves it at its end. AssertionError where it never does: a trap."""
    stops: list[Stop] = []
    for _ in range(most):
        stop = tab(page)
        if stops and stop is not None and stop.place == stops[-1].place:
            # In the editor Tab writes until Escape, as its description says.
            page.keyboard.press("Escape")
            stop = tab(page)
        if stop is None or (stops and stop.place == stops[0].place):
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page; the last stops: {[one.words[:20] for one in stops[-5:]]}")
