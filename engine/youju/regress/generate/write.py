"""Drafts of cases as lines of YAML, to be put below the `cases` of a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from youju.author.write import written_data
from youju.feel import show_number
from youju.regress.generate.draft import Draft
from youju.rubric import CaseSpec

TO_DECIDE = "由人按规则的文字填写 / to be decided from the rule's words"


def case_lines(drafts: Iterable[Draft]) -> list[str]:
    """The drafts as items of a list, indented by two; what a case should give is left to a person."""
    return [line for one in drafts for line in _item(one.spec)]


def paste(drafts: Mapping[str, Sequence[Draft]]) -> str:
    """The drafts of indicators as YAML of its own: under each indicator's id what belongs below its card's `cases`."""
    lines = [line for name, ones in drafts.items() if ones for line in (f"{name}:", *case_lines(ones))]
    return "\n".join(lines) + "\n" if lines else ""


def _item(spec: CaseSpec) -> Iterator[str]:
    said: dict[str, object] = {"note": spec.note}
    if spec.day is not None:
        said["day"] = spec.day.isoformat()
    said["given"] = dict(spec.given)
    if spec.effective_weight is not None:
        said["effective_weight"] = show_number(spec.effective_weight)
    for i, line in enumerate(written_data(said).splitlines()):
        yield ("  - " if i == 0 else "    ") + line
    yield f"    expect:  # {TO_DECIDE}"
