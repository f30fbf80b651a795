"""What the page of a code says, in parts: papers, screens and exports repeat it and say nothing of their own."""

from __future__ import annotations

import functools
import re

from youju.rubric import Rubric, codes_folder
from youju.structs import Struct

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_PARTS = {
    "dimension": (re.compile(r"^维度 dimension：(.*?) · .*$", re.M), re.compile(r"^维度 dimension：.*? · (.*)$", re.M)),
    "title": (re.compile(r"^\*\*(?!怎么办)(.+?)[。：]?\*\*", re.M), re.compile(r"^\*(?!\*|Settle)(.+?)\.?\*", re.M)),
    "advice": (re.compile(r"^\*\*怎么办：\*\* (.*)$", re.M), re.compile(r"^\*Settle it:\* (.*)$", re.M)),
}


class Words(Struct):
    """Words for people in both languages, empty where a page has none."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The words in a language, `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


class CodePage(Struct):
    """A code for people: what kind of thing it is about (维度), its title, what to do, and what that rests on."""

    code: str
    dimension: Words
    title: Words
    advice: Words
    basis: tuple[str, ...] = ()


def code_page(code: str, rubric: Rubric) -> CodePage:
    """The parts of a code's page; a check of the rubric has its own title and basis, and advises its papers."""
    page = page_of(code) or ""
    parts = {name: Words(zh=_part(page, zh), en=_part(page, en)) for name, (zh, en) in _PARTS.items()}
    check = next((one for one in rubric.checks if one.code == code), None)
    if check is None:
        return CodePage(code, parts["dimension"], parts["title"], parts["advice"])
    papers = check.spec.papers
    advice = (
        Words(zh=f"调阅：{'、'.join(papers)}", en=f"ask for: {', '.join(papers)}") if papers else Words(zh="", en="")
    )
    return CodePage(
        code,
        parts["dimension"] if page else Words(zh="前后矛盾", en="contradictions"),
        Words(check.spec.title.zh, check.spec.title.en),
        parts["advice"] if page else advice,
        tuple(basis.text for basis in check.spec.basis),
    )


@functools.cache
def advice_of(code: str) -> tuple[str, str]:
    """What the page of a code says to do, in Chinese and English; empty where it says nothing."""
    return _both(code, "advice")


@functools.cache
def title_of(code: str) -> tuple[str, str]:
    """What the page of a code calls it, in Chinese and English; empty where there is none."""
    return _both(code, "title")


def _both(code: str, part: str) -> tuple[str, str]:
    page = page_of(code) or ""
    zh, en = (_part(page, pattern) for pattern in _PARTS[part])
    return zh, en


def page_of(code: str) -> str | None:
    """The page of a code as Markdown; None where there is none."""
    if not re.fullmatch(r"[a-z0-9-]+", code):
        return None
    file = codes_folder() / f"{code}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else None


def known_codes() -> tuple[str, ...]:
    """Every code that has a page."""
    return tuple(sorted(file.stem for file in codes_folder().glob("*.md") if file.stem != "README"))


def _part(page: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(page)
    return _LINK.sub(r"\1", found[1]) if found else ""
