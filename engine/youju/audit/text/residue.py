"""What a form leaves behind: its own lines, and prompts that nobody has filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span
from youju.facts import has

_BARE = re.compile(r"^[(【\[〔]?(.*?)[)】\]〕]?[：。]?$")
_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{0,3}(?:-[0-9]{1,2})?：?")
_OPEN = re.compile(r"[(【\[][^()【】\[\]\n]{2,80}[)】\]]")
_EMPTY = re.compile(r"【】|〔〕|\[\]|《》")
_BLANK = re.compile(r"_{3,}")
_MASKED = re.compile(r"(?<![A-Za-z0-9])(?:[Xx]{2,8}|×{2,8})(?![A-Za-z0-9])")
_LONGEST_NOTE = 120


def left_templates(page: Page) -> Iterator[Finding]:
    """Lines that only a form has: its name, its number as an attachment, notes on how to fill it in."""
    for start, end in page.paragraphs():
        line = page.text[start : min(end, start + _LONGEST_NOTE + 1)]
        on_cover = start < page.cover and (_is_attachment(page, line) or _names_form(page, line))
        if on_cover or _is_of_form(page, line):
            zh, en = f"留有模板的字样：{line[:40]}", f"a line of the form is left: {line[:40]}"
            yield page.finding("template-residue", "P2", zh, en, (start, end))


def _is_of_form(page: Page, line: str) -> bool:
    words = page.words
    bare = _BARE.match(line)
    if bare and bare[1] in words.template:
        return True
    lead, colon, told = line.lstrip("(").partition("：")
    return (
        bool(colon)
        and lead in words.note
        and len(line) <= _LONGEST_NOTE
        and has(told, words.note_tells)
        and not has(told, words.note_unless)
    )


def _names_form(page: Page, line: str) -> bool:
    return any(f"({word})" in line for word in page.words.template)


def _is_attachment(page: Page, line: str) -> bool:
    return any(line.startswith(word) and _NUMBER.fullmatch(line, len(word)) for word in page.words.attachment)


def left_prompts(page: Page) -> Iterator[Finding]:
    """What asks to be filled in and is not: XX, ____, empty brackets, brackets that prompt or give an example."""
    prompts = sorted({*_brackets(page), *_blanks(page), *_masked(page)}, reverse=True)
    # One finding for a clause: the first of its prompts, which comes last here, is the one that stays.
    for clause, (start, end) in sorted({page.clause(*one): one for one in prompts}.items()):
        said = page.text[start:end]
        zh, en = f"留有没有填写或没有删去的提示：{said[:40]}", f"a prompt is left: {said[:40]}"
        yield page.finding("prompt-left", "P2", zh, en, clause)


def _brackets(page: Page) -> Iterator[Span]:
    for match in _EMPTY.finditer(page.text):
        yield match.span()
    for match in _OPEN.finditer(page.text):
        inside = match[0][1:-1].removeprefix("注：")
        if inside.startswith((*page.words.prompt, *page.words.example)):
            yield match.span()


def _blanks(page: Page) -> Iterator[Span]:
    """Lines to write on; what is to be signed by hand stays blank, and a line alone is a rule."""
    for match in _BLANK.finditer(page.text):
        low, high = page.sentence(*match.span())
        said = page.text[low:high]
        if said.strip("_ ：，") and not has(said, page.words.signed):
            yield match.span()


def _masked(page: Page) -> Iterator[Span]:
    """XX where a figure or a name of its own is due; people and places may be masked on purpose."""
    for match in _MASKED.finditer(page.text):
        if page.text.startswith(page.words.blanked, match.end()):
            yield match.span()
