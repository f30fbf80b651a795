"""Cutting a source into lexemes, with the names and units its readers use.

Names come longest first, and whole: 非税收入 is a name although 非 is an operator. A Chinese operator stands between
delimiters (a space, a bracket, a number): `甲 或 乙`; or between known names: `甲或乙`. Glued only to what follows it,
it is the beginning of a name: `甲 或有负债`. A comma before 且 and 或 says nothing: `甲，且 乙`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final

from youju.feel.functions import SPELLINGS
from youju.feel.problems import FeelError, Problem, did_you_mean
from youju.feel.sayings import FOREIGN, IN_WORDS, NEEDS_BLANK, OTHER_UNITS, joined
from youju.feel.units import LONGEST_FIRST, UNITS
from youju.structs import Struct

MAX_LENGTH: Final = 9_999
"""The longest source, in characters: one of ten thousand is refused."""
MAX_DIGITS: Final = 300

KEYWORDS: Final[Mapping[str, str]] = {
    "and": "AND", "且": "AND", "or": "OR", "或": "OR", "not": "NOT", "非": "PREFIX_NOT",
    "between": "BETWEEN", "介于": "BETWEEN", "至": "TO", "in": "IN",
    "if": "IF", "then": "THEN", "else": "ELSE",
    "true": "TRUE", "真": "TRUE", "false": "FALSE", "假": "FALSE", "null": "NULL",
}  # fmt: skip
GLUED: Final = ("介于", "且", "或", "至", "非")

_COMPARED: Final = sorted((word for word, sign in IN_WORDS.items() if sign[0] in "<>"), key=len, reverse=True)
# Before a number any of them is an operator; at the end of a word only what no name ends with.
_BEFORE_NUMBER: Final = re.compile(
    f"(?:{'|'.join(_COMPARED)})(?=[0-9.])|(?:不[超大小低高少多][过于]|[大小]于(?:等于)?)$"
)

_SYMBOLS: Final[Mapping[str, str]] = {
    "**": "POW", "..": "DOTS", "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH",
    "=": "CMP", "!=": "CMP", "<": "CMP", "<=": "CMP", ">": "CMP", ">=": "CMP",
    "(": "LPAR", ")": "RPAR", "[": "LSQ", "]": "RSQ", ",": "COMMA", ":": "COLON",
}  # fmt: skip
_ASCII: Final[Mapping[str, str]] = {"≤": "<=", "≥": ">=", "≠": "!="}

# One character each, so that offsets stay those of the source.
_HALF_WIDTH: Final = str.maketrans(
    "（），［］＋－×÷％＝＜＞！：．＊／０１２３４５６７８９\u3000", "(),[]+-*/%=<>!:.*/0123456789 "
)
_NUMBER: Final = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SYMBOL: Final = re.compile(r"\*\*|\.\.|<=|>=|!=|[-+*/()\[\],:<>=≤≥≠]")
_WORD: Final = re.compile(r"[^\W0-9]\w*")
_SPACE: Final = re.compile(r"\s*")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"|“[^“”]*”', re.DOTALL)
_TICKED: Final = re.compile(r"`[^`]+`")
# Looked for at every place of a run of names and operators without blanks; unbounded it would cost the square of it.
_MAX_WORD: Final = 60
_SOME: Final = rf"\w{{0,{_MAX_WORD}}}+"
_PHRASE: Final = re.compile(rf"[A-Za-z]{_SOME}(?: ++[A-Za-z]{_SOME}){{0,4}}+(?=\s*+\()|[^\W0-9]{_SOME}(?=\s*+\()")
OPERAND_ENDS: Final = frozenset({"NAME", "NUMBER", "STRING", "RPAR", "RSQ", "RANGE_CLOSE", "TRUE", "FALSE", "NULL"})
"""The lexemes an operand may end with."""


class Lexeme(Struct):
    """A piece of the source; `text` is as the grammar wants it: a bare name, an ASCII operator, a number and unit."""

    type: str
    text: str
    start: int
    end: int


def lex(source: str, names: Collection[str] = ()) -> Iterator[Lexeme]:
    """The lexemes of `source`; raises FeelError where a character has no meaning."""
    if len(source) > MAX_LENGTH:
        raise FeelError(
            Problem(
                "feel-too-long",
                f"表达式超过 {MAX_LENGTH:,} 个字符",
                f"longer than {MAX_LENGTH:,} characters",
                0,
                MAX_LENGTH,
            )
        )
    known = names if isinstance(names, Vocabulary) else vocabulary(frozenset(names))
    return _Scanner(source, source.translate(_HALF_WIDTH), known).lexemes()


class Vocabulary(Struct):
    """Names made ready to be found in sources; they may be given wherever names are, and save the making.

    `lengths` tells by a first character how long the names are that begin with it, longest first.
    """

    names: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def plus(self, name: str) -> Vocabulary:
        """These and one more."""
        if not name or name in KEYWORDS:
            return self
        lengths = {len(name), *self.lengths.get(name[0], ())}
        return Vocabulary(self.names | {name}, {**self.lengths, name[0]: tuple(sorted(lengths, reverse=True))})

    def at(self, source: str, at: int) -> Iterator[str]:
        """The names whose characters stand here, longest first."""
        for length in self.lengths.get(source[at], ()):
            name = source[at : at + length]
            if name in self.names:
                yield name


@lru_cache(maxsize=64)
def vocabulary(names: frozenset[str]) -> Vocabulary:
    """The names made ready; a word of the language cannot be one."""
    known = names - KEYWORDS.keys() - {""}
    lengths: dict[str, set[int]] = {}
    for name in known:
        lengths.setdefault(name[0], set()).add(len(name))
    return Vocabulary(known, {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()})


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class _Scanner(Struct):
    """The source as written, the same in half-width, and the known names."""

    source: str
    plain: str
    known: Vocabulary

    def lexemes(self) -> Iterator[Lexeme]:
        at = self._skip(0)
        glued = False
        while at < len(self.plain):
            one = self._next(at, glued)
            at = self._skip(one.end)
            if one.type == "COMMA" and self._joins(at):
                continue
            yield one
            glued = at == one.end and one.type in OPERAND_ENDS

    def _joins(self, at: int) -> bool:
        """Whether `and` or `or` stands here, in either language."""
        word = _WORD.match(self.plain, at, at + _MAX_WORD)
        return self._operator(at, False) in ("且", "或") or (word is not None and word[0] in ("and", "or"))

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.plain, at)
        return space.end() if space else at

    def _next(self, at: int, glued: bool) -> Lexeme:
        char = self.plain[at]
        if _is_word(char):
            phrase = self._function(at)
            if phrase is not None:
                return phrase
        name = self._known_name(at)
        if name is not None:
            return Lexeme("NAME", name, at, at + len(name))
        symbol = _SYMBOL.match(self.plain, at)
        if symbol is not None and not (char == "." and _NUMBER.match(self.plain, at)):
            text = _ASCII.get(symbol[0], symbol[0])
            foreign = self.plain[at : at + 2]
            if foreign in FOREIGN:
                raise self._misplaced(at, foreign)
            return Lexeme(_SYMBOLS[text], text, at, symbol.end())
        number = _NUMBER.match(self.plain, at)
        if number is not None:
            return self._number(number)
        if _is_word(char):
            return self._word(at, glued)
        return self._quoted(at)

    def _function(self, at: int) -> Lexeme | None:
        phrase = _PHRASE.match(self.plain, at)
        if phrase is None or any(word in KEYWORDS for word in phrase[0].split()):
            return None
        text = " ".join(phrase[0].split())
        known = text in SPELLINGS or (self._known_name(at) is None and self._operator(at, True) is None)
        return Lexeme("FUNC", text, at, phrase.end()) if known else None

    def _known_name(self, at: int) -> str | None:
        for name in self.known.at(self.source, at):
            end = at + len(name)
            if not (self._word_at(end) and _is_word(name[-1])) or self._operator(end, True) is not None:
                return name
        return None

    def _word_at(self, at: int) -> bool:
        return at < len(self.plain) and _is_word(self.plain[at])

    def _operator(self, at: int, glued: bool) -> str | None:
        """The Chinese operator that stands here, by the rule at the head of this file."""
        for word in GLUED:
            if self.plain.startswith(word, at):
                end = at + len(word)
                if not self._word_at(end) or self.plain[end] in "0123456789":
                    return word
                rest = next(self.known.at(self.source, end), None) is not None
                rest = rest or (self.plain[end] == "非" and not self._word_at(end + 1))
                return word if glued and word != "非" and rest else None
        return None

    def _number(self, number: re.Match[str]) -> Lexeme:
        text, start, end = number[0], number.start(), number.end()
        mantissa, _, exponent = text.lower().partition("e")
        if len(mantissa) > MAX_DIGITS or len(exponent) > 4 or abs(int(exponent or 0)) > MAX_DIGITS:
            zh, en = f"数字超过 {MAX_DIGITS} 位", f"a number of more than {MAX_DIGITS} digits"
            raise FeelError(Problem("feel-number-limit", zh, en, start, end))
        at = self._skip(end)
        for unit in LONGEST_FIRST:
            if self.plain.startswith(unit, at):
                after = at + len(unit)
                if not (self._word_at(after) and _is_word(unit[-1])) or self._operator(after, True) is not None:
                    return Lexeme("NUMBER", f"{text} {unit}", start, after)
        word = _WORD.match(self.plain, at, at + _MAX_WORD)
        if word and not self._means(word[0], at, at == end):
            if (apart := joined(word[0])) is not None:
                raise FeelError(Problem("feel-syntax", *NEEDS_BLANK, at, word.end(), apart))
            zh, en = f"不认识的单位 `{word[0]}`", f"unknown unit `{word[0]}`"
            near = OTHER_UNITS.get(word[0]) or did_you_mean(word[0], UNITS)
            proposal = None if near is None else f"{number[0]}{near}" if near == "%" else f"{number[0]} {near}"
            raise FeelError(Problem("feel-unknown-unit", zh, en, start, word.end(), proposal))
        return Lexeme("NUMBER", text, start, end)

    def _means(self, word: str, at: int, glued: bool) -> bool:
        """Whether a word after a number is something else than its unit."""
        return (
            word in KEYWORDS
            or word in IN_WORDS
            or self._operator(at, glued) is not None
            or self._known_name(at) is not None
        )

    def _word(self, at: int, glued: bool) -> Lexeme:
        operator = self._operator(at, glued)
        if operator is not None:
            return Lexeme(KEYWORDS[operator], operator, at, at + len(operator))
        word = _WORD.match(self.plain, at)
        if word is None:
            raise self._misplaced(at, self.source[at])
        said = _BEFORE_NUMBER.search(word[0])
        if said is not None and said[0] != word[0]:
            start, sign = at + said.start(), IN_WORDS[said[0]]
            zh, en = f"`{said[0]}` 要写成 `{sign}`", f"`{said[0]}` is written `{sign}`"
            raise FeelError(Problem("feel-syntax", zh, en, start, start + len(said[0]), sign))
        return Lexeme(KEYWORDS.get(word[0], "NAME"), self.source[at : word.end()], at, word.end())

    def _quoted(self, at: int) -> Lexeme:
        string = _STRING.match(self.source, at)
        if string is not None:
            return Lexeme("STRING", string[0], at, string.end())
        ticked = _TICKED.match(self.source, at)
        if ticked is not None:
            return Lexeme("NAME", ticked[0][1:-1], at, ticked.end())
        if self.source[at] in '"“`':
            zh, en = "引号没有配对", "a quotation mark is not closed"
            raise FeelError(Problem("feel-open-quote", zh, en, at, len(self.source)))
        foreign = self.plain[at : at + 2]
        raise self._misplaced(at, foreign if foreign in FOREIGN else self.source[at])

    def _misplaced(self, at: int, text: str) -> FeelError:
        zh, en = f"这里不能用 `{text}`", f"`{text}` has no meaning here"
        return FeelError(Problem("feel-character", zh, en, at, at + len(text), FOREIGN.get(text)))
