"""What somebody looks at in an audit: which rows, which section, the text or the pages, and the row that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

Row = Mapping[str, Any]
"""A row of a bundle."""

FILTERS: Mapping[str, Callable[[Row], bool]] = {
    "lost": lambda row: row["lost"] is not None,
    "contradicted": lambda row: row["support"] == "contradicted",
    "missing": lambda row: row["support"] == "missing_input" or row["status"] == "undetermined",
    "risk": lambda row: row["risk"] is not None,
}
"""What rows can be asked for by: points lost, contradicted, with missing input, with points at risk."""


@dataclass(frozen=True, slots=True)
class View:
    """`show` holds names of FILTERS, of which a row needs one; none: all rows. Nothing is unknown: it is left out."""

    show: tuple[str, ...] = ()
    section: str = ""
    paper: str = ""
    open: str = ""

    def query(self, **changes: Any) -> str:
        """The address of this view, or of one that differs: what stands behind the path, with `?`."""
        view = replace(self, **changes)
        given = [("show", ",".join(view.show)), ("section", view.section), ("paper", view.paper), ("open", view.open)]
        said = urlencode([(name, value) for name, value in given if value], safe=",")
        return f"?{said}" if said else ""

    def has(self, row: Row) -> bool:
        """Whether a row is shown."""
        return self._within(row) and (not self.show or any(FILTERS[name](row) for name in self.show))

    def counts(self, rows: Sequence[Row]) -> dict[str, int]:
        """How many rows each filter alone would show."""
        return {name: sum(self._within(row) and test(row) for row in rows) for name, test in FILTERS.items()}

    def _within(self, row: Row) -> bool:
        return not self.section or row["section"] == self.section


def view_of(show: Sequence[str], section: str, paper: str, opened: str, sections: Sequence[str]) -> View:
    """The view that an address asks for: filters repeated or parted by commas, what is not known left out."""
    asked = {name for one in show for name in one.split(",")}
    return View(
        tuple(name for name in FILTERS if name in asked),
        section if section in sections else "",
        "pages" if paper == "pages" else "",
        opened,
    )
