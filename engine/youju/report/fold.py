"""The text as phrases should see it, with the way back to the text as it was written."""

import re
from array import array
from collections.abc import Sequence
from itertools import compress

from youju.report.characters import CELL, DROP, HEADING, TABLE, WORD
from youju.report.document import Document, Quote
from youju.report.lines import join_lines
from youju.report.places import SKIPPED
from youju.structs import Struct

_PAGE_NUMBER = re.compile(
    r"(?m)^ *(?:[-—–] *[0-9]{1,4} *[-—–]|第 *[0-9]{1,4} *页(?: *[,，/]? *共 *[0-9]{1,4} *页)?) *$"
)
_BULLET = re.compile(r"(?m)^( *)[-*+](?= +\S)")
_MARKDOWN_HEADING = re.compile(r"(?m)^ {0,3}#{1,6} +(?=\S)")
_STARS = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
_UNDERLINES = re.compile(r"(?<!_)__(?!_)")
_TAB_CELL = re.compile(r"(?<=\S)\t(?=\S)")
# The literal stands first in each, so that the search skips to it.
_COMMA = re.compile(f",(?:(?<![{WORD}],)|(?![{WORD}]))")
_SEMICOLON = re.compile(f";(?:(?<![{WORD}];)|(?![{WORD}]))")
_COLON = re.compile(f":(?:(?<![{WORD}]:)|(?![{WORD}/]))")
_MORE_SPACE = re.compile(" (?<=  )")
_LOOSE_BEFORE = re.compile(f" (?<![{WORD}.%] )")
_LOOSE_AFTER = re.compile(f" (?!\0*(?:[{WORD}]|[-.][0-9]))")
_LOOSE_CELL = re.compile(f"{CELL}(?:(?<![{WORD}.%]{CELL})|(?![{WORD}.-]))")
_EQUALS = re.compile("[=＝﹦]")
_RANGE_DASH = re.compile(r"(?<=[0-9%年月日号时元名人家项个])[—–―‒](?=[0-9])")
_MINUS_DASH = re.compile(r"(?<![—–―‒])[—–―‒](?=[0-9.])")


class Folded(Struct):
    """A document's text in one uniform spelling.

    White space is gone (one space stays between two ASCII words or numbers), ASCII is half-width, `，；：` full-width
    unless they stand inside a number or a word, brackets are `()`, `>=` is `≥`, a dash before a digit is `-`, or `~`
    between two numbers, quotes are `“”`, bullets `•`; logical paragraphs are separated by one `\\n`. `origin[i]` is
    the offset in `document.text` of the character `text[i]` stands for; it grows strictly.
    """

    document: Document
    text: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `document.text` that `text[start:end]` stands for. Raises ValueError for no such span."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no such span: {start}..{end} of {len(self.text)}")
        if start == end:
            at = self.origin[start] if start < len(self.text) else len(self.document.text)
            return at, at
        last = self.origin[end - 1]
        return self.origin[start], self._after(last, self.text[end - 1])

    def quote(self, start: int, end: int) -> Quote:
        """What the document says, word for word, where this text has `text[start:end]`."""
        return self.document.quote(*self.span(start, end))

    def _after(self, last: int, char: str) -> int:
        # ≥ may stand for the two characters >=, which may stand apart.
        if char in "≥≤" and self.document.text[last] in "<>＜＞﹤﹥":
            equals = _EQUALS.search(self.document.text, last)
            return equals.end() if equals else last + 1
        return last + 1


def fold(document: Document) -> Folded:
    """`document` as phrases should see it: linear in its length, never longer than it."""
    whole = range(len(document.text))
    text, origin = _left(_marked(document, document.text.translate(TABLE)), whole)
    text, origin = _left(_without_marks(text), origin)
    text, origin = _left(_without_spaces(_wide_punctuation(text)), origin)
    text, origin = _left(join_lines(_signs(text)), origin)
    text, origin = _left(_without_sentinels(text), origin)
    return Folded(document, _paired_quotes(text), origin if isinstance(origin, array) else array("I", origin))


def words_of(text: str) -> str:
    """The characters of a text in one spelling, white space left out: what quotes from two formats have in common."""
    return "".join(fold(Document("", "", "", 0, text)).text.split())


def _marked(document: Document, text: str) -> str:
    """The text without what the document skips, and a mark before each heading of the file's own styles."""
    pieces: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind in SKIPPED:
            pieces += (text[at : block.start], DROP * (block.end - block.start))
        elif block.level and block.start > at and text[block.start - 1 : block.start] == "\n":
            # The line before a heading is empty, so that its end can be spared.
            pieces += (text[at : block.start - 1], HEADING, text[block.start : block.end])
        else:
            continue
        at = block.end
    return "".join(pieces) + text[at:] if pieces else text


def _left(text: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    """What is left of `text` and of its origins when every `DROP` is taken out."""
    if DROP not in text:
        return text, origin
    # One byte per character, zero where it is to go.
    return text.replace(DROP, ""), array("I", compress(origin, text.encode("latin-1", "replace")))


def _without_marks(text: str) -> str:
    text = _PAGE_NUMBER.sub(lambda match: DROP * len(match.group()), text)
    text = _BULLET.sub(r"\1•", text)
    if "#" in text:
        text = _MARKDOWN_HEADING.sub(lambda match: HEADING + DROP * (len(match.group()) - 1), text)
    if "**" in text:
        text = _STARS.sub(lambda match: DROP * len(match.group()), text)
    return _UNDERLINES.sub(DROP * 2, text) if "__" in text else text


def _wide_punctuation(text: str) -> str:
    text = _COMMA.sub("，", text)
    return _COLON.sub("：", _SEMICOLON.sub("；", text))


def _without_spaces(text: str) -> str:
    if "\t" in text:
        text = _TAB_CELL.sub(CELL, text).replace("\t", " ")
    text = _MORE_SPACE.sub(DROP, text)
    return _LOOSE_AFTER.sub(DROP, _LOOSE_BEFORE.sub(DROP, text))


def _signs(text: str) -> str:
    text = text.replace(">=", "≥" + DROP).replace("<=", "≤" + DROP)
    return _MINUS_DASH.sub("-", _RANGE_DASH.sub("~", text))


def _without_sentinels(text: str) -> str:
    if CELL in text:
        text = _LOOSE_CELL.sub(DROP, text).replace(CELL, " ")
    return text.replace(HEADING, DROP)


def _paired_quotes(text: str) -> str:
    """Straight quotes as a pair “ ”, counted anew in each paragraph so that one slip does not turn all the rest."""
    if '"' not in text:
        return text
    return "\n".join(_paired(paragraph) if '"' in paragraph else paragraph for paragraph in text.split("\n"))


def _paired(paragraph: str) -> str:
    parts = paragraph.split('"')
    marks = (("“", "”")[at % 2] for at in range(len(parts) - 1))
    return "".join(part + mark for part, mark in zip(parts, marks, strict=False)) + parts[-1]
