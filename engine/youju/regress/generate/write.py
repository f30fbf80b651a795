"""Drafts as YAML: lines to be put below the `cases` of a card, and a file for each whole department."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from youju.author.write import written_data
from youju.feel import show_number
from youju.regress.generate.departments import Together, purposes
from youju.regress.generate.draft import Draft
from youju.rubric import CaseSpec
from youju.rubric.days import Day

TO_DECIDE = "由人按规则的文字填写 / to be decided from the rule's words"


def case_lines(drafts: Iterable[Draft], beside: Callable[[Draft], str] | None = None) -> list[str]:
    """The drafts as items of a list, indented by two; what a case should give is left to a person.

    `beside` says something of each in a comment behind it.
    """
    return [line for one in drafts for line in (*_item(one.spec), *([f"    # {beside(one)}"] if beside else []))]


def pasted(indicator: str, lines: Sequence[str]) -> list[str]:
    """Lines as YAML of its own: under the indicator's id what belongs below the `cases` of its card."""
    return [f"{indicator}:", *lines] if lines else []


def department_text(name: str, department: Together, day: Day | None) -> str:
    """A file of `cases/`: what the department shows above it, its facts, and nothing expected yet."""
    said = {"department": name, **({} if day is None else {"day": day.isoformat()})}
    shows = "".join(f"# {line}\n" for line in purposes(department))
    facts = written_data({**said, "given": dict(department.given)})
    return f"{shows}{facts}expect:  # {TO_DECIDE}\n"


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
